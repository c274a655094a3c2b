/* The choice between light, dark and the system's own, kept; and the drawer of a narrow screen. */
(() => {
  "use strict";
  const choices = ["auto", "light", "dark"];
  const choose = () => {
    const next = choices[(choices.indexOf(document.body.dataset.theme) + 1) % choices.length];
    document.body.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* a page on disk may not be allowed to keep anything */ }
  };
  for (const button of document.getElementsByClassName("theme-toggle")) button.addEventListener("click", choose);

  /* On a narrow screen the list of pages is a drawer, behind a box to tick. The focus goes in when it opens; it shuts when
     the focus leaves, and by Escape. */
  const box = document.getElementById("__navigation");
  const drawer = document.querySelector(".sidebar-drawer");
  box.addEventListener("change", () => box.checked && drawer.querySelector("a").focus());
  drawer.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !drawer.contains(relatedTarget)) box.checked = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    box.checked = false;
    box.focus();
  });
})();
