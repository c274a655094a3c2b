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
  const parts = "article:has(.note, .chart) section section > :not(section), .timeline-events, .citation, .forecast, .forecast-came";
  const rows = ":is(.ledger-all, .data-table) tbody tr:nth-child(n+25)";
  const unsettled = [];
  if (page.classList.contains("unsettled")) {
    unsettled.push(...[...document.querySelectorAll(parts)].map((part) => [part]));
    const hidden = [...document.querySelectorAll(rows)];
    while (hidden.length) unsettled.push(hidden.splice(0, 8));
  }
  const settle = (time) => {
    const end = performance.now() + time;
    while (unsettled.length && performance.now() < end) {
      const piece = unsettled.shift();
      for (const part of piece) part.classList.add("settled");
      piece[0].getBoundingClientRect();
    }
    if (unsettled.length) requestIdleCallback(() => settle(8), { timeout: 100 });
    else page.classList.remove("unsettled");
  };
  addEventListener("load", () => settle(0));
  addEventListener("beforeprint", () => settle(Infinity));
  addEventListener("click", (event) => event.target.closest("a[href^='#']") && settle(Infinity), true);  // its target must be there
})();
