/* The filter of a timeline: by category, years and words. The choice stands in the address, so that it can be shared.
   Without scripts the list stands complete. */
(() => {
  "use strict";
  const form = document.querySelector("form.timeline-filter");
  const timeline = form.closest(".timeline");
  const status = form.querySelector("[role=status]");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const events = [...timeline.querySelectorAll("li.event")].map((item) => ({
    item, category: item.dataset.category, from: Number(item.dataset.from), to: Number(item.dataset.to), text: fold(item.textContent),
  }));
  const names = ["category", "from", "to", "words"];

  const named = () => {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  };

  const filter = () => {
    const chosen = new FormData(form);
    const categories = chosen.getAll("category");
    const from = Number(chosen.get("from")) || -Infinity;
    const to = Number(chosen.get("to")) || Infinity;
    const words = fold(chosen.get("words")).split(/\s+/).filter(Boolean);
    const target = named();
    let shown = 0, outside = false;
    for (const event of events) {
      const fits = (!categories.length || categories.includes(event.category)) && event.to >= from && event.from <= to
        && words.every((word) => event.text.includes(word));
      shown += fits;
      outside ||= !fits && event.item === target;
      event.item.hidden = !fits && event.item !== target;  // what the address names is always there
    }
    for (const section of timeline.querySelectorAll("section")) section.hidden = !section.querySelector("li.event:not([hidden])");
    for (const link of timeline.querySelectorAll(".timeline-jumps a")) {
      link.parentElement.hidden = document.getElementById(link.hash.slice(1)).hidden;
    }
    const said = `${shown} of ${events.length} events${outside ? ", and the one that the address names" : ""}`;
    if (status.textContent !== said) status.textContent = said;
  };

  const keep = () => {
    const address = new URLSearchParams(location.search);
    for (const name of names) address.delete(name);
    for (const [name, value] of new FormData(form)) if (value.trim()) address.append(name, value.trim());
    const query = address.toString();
    try { history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}${location.hash}`); } catch { /* too many changes at once: the next one is kept */ }
  };

  const asked = new URLSearchParams(location.search);
  for (const box of form.querySelectorAll("[name=category]")) box.checked = asked.getAll("category").includes(box.value);
  for (const name of names.slice(1)) form.elements[name].value = asked.get(name) ?? "";

  const changed = () => { filter(); keep(); };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));  // once the fields are empty
  addEventListener("hashchange", () => { filter(); named()?.scrollIntoView(); });
  filter();
  form.classList.add("is-ready");
  if (names.some((name) => asked.has(name))) named()?.scrollIntoView();  // what stood above it may be gone
})();
