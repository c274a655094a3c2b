/* The first view waits for nothing below it. What comes under the second headings is left out by the style beside this
   script, and then put in from above to below, a little at a time while the reader does nothing: what is drawn never
   moves. Here and not in a file of its own, so that a file that does not arrive leaves nothing out. */
(() => {
  const page = document.documentElement;
  page.classList.remove("no-js");  // now, when it costs nothing: later it would style the whole page again
  // Where the reader is to arrive must be there: a note, the place that was left, or a highlighted text, of which only the
  // name of the navigation tells, and in Firefox not even that.
  const opened = performance.getEntriesByType("navigation")[0];
  const arrives = opened?.type !== "navigate" || location.hash || opened.name.includes("#") || "mozInnerScreenX" in window;
  if (arrives || !window.requestIdleCallback) return;
  page.classList.add("unsettled");
  const settleAll = () => page.classList.remove("unsettled");
  let parts = [], next = 0, some = 1;
  const alike = (one, other) => one.parentNode === other.parentNode && one.tagName === other.tagName;
  const settle = (time) => {
    let start = performance.now();
    for (const end = start + time; next < parts.length && start < end;) {
      const first = parts[next];
      if (next && !alike(parts[next - 1], first)) some = 1;
      for (let n = 0; n < some && next < parts.length && alike(parts[next], first); n++) parts[next++].classList.add("settled");
      first.getBoundingClientRect();  // laid out, so that the time is known
      const now = performance.now(), took = now - start;
      if (took < 5) some = Math.min(2 * some, 64);
      if (took > 10) some = Math.ceil(some / 3);
      start = now;
    }
    if (next < parts.length) requestIdleCallback(() => settle(16), { timeout: 50 });
    // The class stays: to drop it would style the whole page again. So a script that puts in such a part must mark it, too.
    else page.dataset.settled = "";  // for whoever waits for the page; no rule of style names it
  };
  document.addEventListener("readystatechange", () => {
    parts = [...document.querySelectorAll("{{ parts }}")];
    settle(0);
  }, { once: true });
  setTimeout(() => document.readyState === "loading" && settleAll(), 1000);  // on a slow line, what has arrived is shown
  addEventListener("click", (event) => event.target.closest("a[href^='#']") && settleAll(), true);  // its target must be there
})();
