/* The choice between light, dark and the system's own, kept; and the drawer of a narrow screen shut by Escape. */
(() => {
  "use strict";
  const choices = ["auto", "light", "dark"];
  const choose = () => {
    const next = choices[(choices.indexOf(document.body.dataset.theme) + 1) % choices.length];
    document.body.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* a page on disk may not be allowed to keep anything */ }
  };
  for (const button of document.getElementsByClassName("theme-toggle")) button.addEventListener("click", choose);

  /* On a narrow screen the list of pages is a drawer, behind a box to tick. */
  const drawer = document.getElementById("__navigation");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.checked = false;
    drawer.focus();
  });
})();
