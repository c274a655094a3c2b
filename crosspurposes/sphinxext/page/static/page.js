/* The one thing that a page needs a script for: to choose between light, dark and the system's own, and to keep the choice. */
(() => {
  "use strict";
  const choices = ["auto", "light", "dark"];
  const choose = () => {
    const next = choices[(choices.indexOf(document.body.dataset.theme) + 1) % choices.length];
    document.body.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* a page on disk may not be allowed to keep anything */ }
  };
  document.documentElement.classList.remove("no-js");
  for (const button of document.getElementsByClassName("theme-toggle")) button.addEventListener("click", choose);
})();
