/* The meaning of a term beside the word, on hover, focus and tap. Without this script the word is a link to the term.
   What is shown can be dismissed with Escape, can be pointed at, and stays until it is left (WCAG 1.4.13). */
(() => {
  "use strict";
  const GAP = 4, EDGE = 8;  // pixels to the word and to the window's edge
  const tips = new Map(), words = new Map();  // from word to tip; from either to the word
  let open = null, timer = 0, touched = false, again = false;

  for (const word of document.querySelectorAll("a.term")) {
    const tip = document.createElement("div"), meaning = document.createElement("span"), link = document.createElement("a");
    tip.className = "term-tip";
    tip.hidden = true;
    meaning.setAttribute("role", "tooltip");
    meaning.id = `term-meaning-${tips.size + 1}`;
    meaning.textContent = word.dataset.meaning;
    link.href = word.href;
    link.textContent = word.dataset.glossary;
    link.tabIndex = -1;  // for a finger; by keyboard the word itself leads on
    tip.append(meaning, " ", link);
    document.body.append(tip);
    word.setAttribute("aria-describedby", meaning.id);
    tips.set(word, tip);
    words.set(word, word).set(tip, word);
  }
  const wordOf = (target) => words.get(target.closest?.("a.term, .term-tip"));

  const hide = () => {
    clearTimeout(timer);
    if (open) tips.get(open).hidden = true;
    open = null;
  };

  // Below the line of the word that the pointer is on, or of its last words; above where there is more room.
  const place = (y) => {
    const tip = tips.get(open), lines = [...open.getClientRects()], height = tip.offsetHeight + GAP;
    const at = lines.find((line) => y >= line.top && y <= line.bottom);
    const over = at ?? lines[0], under = at ?? lines.at(-1);
    const below = under.bottom + height <= innerHeight || over.top < height;
    const left = Math.min((below ? under : over).left, document.documentElement.clientWidth - tip.offsetWidth - EDGE);
    tip.style.left = `${scrollX + Math.max(left, EDGE)}px`;
    tip.style.top = `${scrollY + (below ? under.bottom + GAP : over.top - height)}px`;
  };

  const show = (word, y, byTouch = false) => {
    hide();
    open = word;
    const tip = tips.get(word);
    tip.lastChild.hidden = !byTouch;
    tip.hidden = false;
    place(y);
  };

  // The pointer has gone: what has the focus is shown again, or stays.
  const leave = () => {
    if (!open) return;
    const focused = document.activeElement;
    if (!tips.has(focused) || !focused.matches(":focus-visible")) hide();
    else if (focused !== open) show(focused);
  };

  const on = (type, listener) => document.addEventListener(type, listener);
  on("pointerover", ({ target, pointerType, clientY }) => {
    const word = wordOf(target);
    if (!word || pointerType === "touch") return;
    clearTimeout(timer);
    if (word !== open) timer = setTimeout(show, 150, word, clientY);
  });
  on("pointerout", ({ target, pointerType }) => {
    if (!wordOf(target) || pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(leave, 300);
  });
  on("focusin", ({ target }) => {
    if (tips.has(target) && target.matches(":focus-visible")) show(target);
  });
  on("focusout", ({ target, relatedTarget }) => {
    if (target !== open || tips.get(open).contains(relatedTarget)) return;
    if (!open.matches(":hover") && !tips.get(open).matches(":hover")) hide();
  });
  on("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });

  // A first tap on a word shows the meaning, a second one follows the link; a tap elsewhere, but no scrolling, closes.
  on("pointerdown", ({ target, pointerType }) => {
    touched = pointerType === "touch";
    again = Boolean(open) && wordOf(target) === open;
  });
  on("pointerup", ({ target }) => {
    if (open && wordOf(target) !== open) hide();
  });
  on("click", (event) => {
    const word = wordOf(event.target);
    if (!event.target.closest("a") || !word) return;
    if (touched && !again && event.detail) {  // a key, or a screen reader's click, has no detail
      event.preventDefault();
      show(word, event.clientY, true);
    } else hide();
  });
  addEventListener("resize", () => open && place());
})();
