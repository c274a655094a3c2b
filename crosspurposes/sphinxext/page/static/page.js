/* The choice between light, dark and the system's own, kept; and the rest of a long page laid out in pieces. */
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

  /* The first view waits for nothing below it: the template marks a page that opens at its top as unsettled, book.css then
     leaves out what is far from the window, and here it is laid out piece by piece while the reader does nothing. */
  const page = document.documentElement;
  const parts = "article:has(.note, .chart) section section > :not(section), .timeline-events, .citation, .ledger-all tbody tr";
  const unsettled = page.classList.contains("unsettled") ? [...document.querySelectorAll(parts)] : [];
  const settle = (time) => {
    const end = performance.now() + time;
    while (unsettled.length && performance.now() < end) {
      const part = unsettled.shift();
      part.classList.add("settled");
      part.getBoundingClientRect();
    }
    if (unsettled.length) requestIdleCallback(() => settle(8), { timeout: 100 });
    else page.classList.remove("unsettled");
  };
  addEventListener("load", () => settle(0));
  addEventListener("beforeprint", () => settle(Infinity));
})();
