/* The first view waits for nothing below it. What comes under the first heading is left out by the style beside this
   script, and then put in from above to below, a little at a time while the reader does nothing: what is drawn never
   moves. Here and not in a file of its own, so that a file that does not arrive leaves nothing out. */
(() => {
  const page = document.documentElement;
  page.classList.remove("no-js");  // now, when it costs nothing: later it would style the whole page again
  // Where the reader is to arrive must be there: a note, a highlighted text (which location.hash keeps quiet about), or
  // the place that was left.
  const opened = performance.getEntriesByType("navigation")[0];
  if (opened?.type !== "navigate" || opened.name.includes("#") || !window.requestIdleCallback) return;
  page.classList.add("unsettled");
  let left = [], next = 0, some = 1;
  const alike = (one, other) => one.parentNode === other.parentNode && one.tagName === other.tagName;
  const settle = (time) => {
    let start = performance.now();
    for (const end = start + time; next < left.length && start < end;) {
      const first = left[next];
      if (next && !alike(left[next - 1], first)) some = 1;
      for (let n = 0; n < some && next < left.length && alike(left[next], first); n++) left[next++].classList.add("settled");
      first.getBoundingClientRect();  // laid out, so that the time is known
      const now = performance.now(), took = now - start;
      if (took < 5) some = Math.min(2 * some, 64);
      if (took > 10) some = Math.ceil(some / 3);
      start = now;
    }
    if (next < left.length) requestIdleCallback(() => settle(16), { timeout: 50 });
    else page.dataset.settled = "";  // no rule names it; to drop the class would style the whole page again
  };
  const settleAll = () => settle(Infinity);
  document.addEventListener("readystatechange", () => {
    left = [...document.querySelectorAll("{{ parts }}")];
    settle(0);
  }, { once: true });
  addEventListener("beforeprint", settleAll);
  addEventListener("click", (event) => event.target.closest("a[href^='#']") && settleAll(), true);  // its target must be there
})();
