/* The reader's own forecasts: asked, kept in this browser, scored by squared error. Nothing leaves the page.
   Without scripts, and on paper, the questions have blanks and the outcomes stand below them. */
(() => {
  "use strict";
  const quiz = document.querySelector(".forecasts");
  const form = quiz.querySelector("form");
  const result = quiz.querySelector("[role=status]");
  const outcomes = quiz.querySelector("details");
  const { score, change, clear } = form.elements;
  const key = `forecasts:${location.pathname}`;
  const cameOf = new Map([...outcomes.querySelectorAll("[data-id]")].map((item) => [item.dataset.id, item]));
  const chances = { yes: 100, no: 0, "": 50 };  // in per cent: of an outcome, and of who bets on no change
  let seen = false;  // the outcomes, so that what follows is hindsight

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.append(...children);
    return made;
  };
  // made when a score is asked for, not before: to load them takes longer than the rest of this script
  const decimals = (least, most) => (value) =>
    new Intl.NumberFormat("en", { minimumFractionDigits: least, maximumFractionDigits: most }).format(value);
  const exactly = decimals(2, 4);
  const rounded = decimals(3, 3);
  const figure = (value, form) => element("data", { value }, form(value));

  const questions = [...form.querySelectorAll(".forecast")].map((item) => {
    const came = cameOf.get(item.dataset.id);
    const said = element("span", { class: "forecast-said" });
    came.querySelector(".forecast-own").append(said);
    return {
      id: item.dataset.id, percent: null, outcome: chances[came.dataset.outcome], noChange: chances[came.dataset.statusQuo], said,
      group: item.querySelector("fieldset"), range: item.querySelector("[type=range]"),
      number: item.querySelector("[type=number]"), state: item.querySelector(".forecast-state"),
    };
  });
  const answered = () => questions.filter(({ percent }) => percent !== null);

  const show = ({ percent, range, number, state }) => {
    range.value = percent ?? 50;
    range.setAttribute("aria-valuetext", percent === null ? "not answered" : `${percent} per cent`);
    range.classList.toggle("is-unset", percent === null);
    const valid = number.validity.valid;
    number.setAttribute("aria-invalid", !valid);
    state.textContent = valid ? percent === null ? "not answered" : "" : "whole numbers from 0 to 100";
    form.querySelector(".forecast-count").textContent = `${answered().length} of ${questions.length} answered`;
  };

  /* ---- kept, if the browser keeps anything for this page ---- */
  const keepsNothing = () => {
    form.querySelector(".forecast-kept").textContent
      = "This browser keeps nothing for this page: your answers last until you leave it. Nothing is sent.";
  };
  const keep = () => {
    const answers = Object.fromEntries(answered().map(({ id, percent }) => [id, percent]));
    try { localStorage.setItem(key, JSON.stringify({ answers, seen })); } catch { keepsNothing(); }
  };
  const recall = () => {
    let kept = null;
    try { kept = localStorage.getItem(key); } catch { keepsNothing(); }
    try {
      const { answers, seen: before } = JSON.parse(kept);
      seen = before === true;
      for (const question of questions) {
        const percent = answers[question.id];
        if (!Number.isInteger(percent) || percent < 0 || percent > 100) continue;
        question.percent = percent;
        question.number.value = percent;
      }
    } catch { /* nothing is kept, or nothing that we wrote */ }
  };

  /* ---- answering ---- */
  for (const question of questions) {
    const { range, number } = question;
    const answer = (percent) => { question.percent = percent; show(question); keep(); };
    const slide = () => { number.value = range.value; answer(Number(range.value)); };
    range.addEventListener("input", slide);
    range.addEventListener("click", slide);  // a click on the middle moves nothing, and is an answer all the same
    number.addEventListener("input", () => answer(number.value && number.validity.valid ? Number(number.value) : null));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  outcomes.addEventListener("toggle", () => { if (outcomes.open) { seen = true; keep(); } });

  /* ---- scoring ---- */
  const squaredError = (percent, outcome) => (percent - outcome) ** 2 / 10000;
  const mean = (errors) => errors.reduce((sum, error) => sum + error, 0) / errors.length;

  const bar = (value) => {
    const drawing = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [attribute, number] of Object.entries(attributes)) made.setAttribute(attribute, number);
      return made;
    };
    const svg = drawing("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" });
    svg.append(drawing("rect", { width: 100, height: 8, class: "scale" }), drawing("rect", { width: 100 * value, height: 8 }));
    return svg;
  };

  const summary = (given) => {
    const left = questions.length - given.length;
    const rows = [
      ["You", ({ percent, outcome }) => squaredError(percent, outcome)],
      ["A bet on no change", ({ noChange, outcome }) => squaredError(noChange, outcome)],
      ["A coin: 50% each time", ({ outcome }) => squaredError(50, outcome)],
    ].map(([who, error]) => {
      const value = mean(given.map(error));
      return element("tr", {}, element("th", { scope: "row" }, who), element("td", {}, figure(value, rounded), bar(value)));
    });
    const head = element("tr", {}, element("th", { scope: "col" }, "Who"), element("th", { scope: "col" }, "Brier score"));
    return [
      element("p", { class: "forecast-answered" },
        seen ? "You had seen the outcomes, so this is hindsight and no forecast. " : "",
        `${given.length} of ${questions.length} questions answered${left ? `, ${left} left out` : ""}.`),
      element("table", {}, element("caption", {}, "Brier scores for the questions that you answered"),
        element("thead", {}, head), element("tbody", {}, ...rows)),
      element("p", {}, "0 is best, 0.25 is what a coin gets, and 1 is worst. The bet on no change puts 100% on the answer that ",
        "changes nothing, and 50% where there is none."),
    ];
  };

  const lock = (scored) => {
    for (const { group } of questions) group.disabled = scored;
    quiz.classList.toggle("is-scored", scored);
    score.hidden = scored;
    change.hidden = !scored;
    outcomes.open = scored;
  };

  score.addEventListener("click", () => {
    const faulty = questions.findIndex(({ number }) => !number.validity.valid);
    const given = answered();
    if (faulty >= 0) {
      result.replaceChildren(`Question ${faulty + 1}: write a whole number from 0 to 100, or leave the field empty.`);
      questions[faulty].number.focus();
      return;
    }
    if (!given.length) {
      result.replaceChildren("Answer at least one question first.");
      return;
    }
    result.replaceChildren(...summary(given));
    for (const { percent, outcome, said } of questions) {
      said.replaceChildren(...percent === null
        ? ["You gave no answer: left out."]
        : [`You said ${percent}%: squared error `, figure(squaredError(percent, outcome), exactly), "."]);
    }
    lock(true);
    result.focus();
  });

  const again = (words) => {
    lock(false);
    result.replaceChildren(words);
    questions[0].range.focus();
  };
  change.addEventListener("click", () => again(""));
  clear.addEventListener("click", () => {
    seen = false;
    for (const question of questions) {
      question.percent = null;
      question.number.value = "";
      show(question);
    }
    try { localStorage.removeItem(key); } catch { keepsNothing(); }
    again("All answers are cleared.");
  });

  recall();
  questions.forEach(show);
  for (const controls of quiz.querySelectorAll(".forecast-controls")) controls.hidden = false;
  quiz.classList.add("is-ready");
})();
