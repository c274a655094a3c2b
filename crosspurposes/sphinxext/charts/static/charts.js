/* Brings a chart to life when a reader reaches for it: Plotly and the figure load from the book's own files, once.
   Nothing moves: the live chart lies over the picture and takes its size. */
(() => {
  "use strict";
  const specs = new Map();
  const waiting = new Map();
  window.staticCharts = { take: (spec) => specs.set(spec.name, spec) };
  const scripts = new Map();
  const load = (src) => {
    if (!scripts.has(src)) {
      scripts.set(src, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = src;
        script.onload = resolve;
        script.onerror = () => { scripts.delete(src); script.remove(); reject(new Error(src)); };
        document.head.append(script);
      }));
    }
    return scripts.get(src);
  };

  // Colours of the palette, anywhere in the figure, become what the page shows now, light or dark.
  const coloured = (value, colours) => {
    if (Array.isArray(value)) return value.map((item) => coloured(item, colours));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, colours)]));
    }
    return typeof value === "string" && colours.has(value) ? colours.get(value) : value;
  };
  const current = (palette) => {
    const style = getComputedStyle(document.body);
    return new Map(Object.entries(palette).map(([colour, name]) => [colour, style.getPropertyValue(`--${name}`).trim() || colour]));
  };

  const draw = async (chart) => {
    const picture = chart.querySelector(".chart-picture");
    const spec = specs.get(chart.dataset.chart);
    const narrow = picture.clientWidth < 560;
    const figure = coloured(spec.figures[narrow ? "narrow" : "wide"], current(spec.palette));
    for (const box of chart.querySelectorAll(".chart-switches input")) {
      if (!box.checked) JSON.parse(box.dataset.traces).forEach((trace) => { figure.data[trace].visible = false; });
    }
    let live = picture.querySelector(".chart-live");
    if (!live) {
      live = document.createElement("div");
      live.className = "chart-live";
      picture.append(live);
    }
    const layout = { ...figure.layout, width: picture.clientWidth, height: picture.clientHeight, autosize: false };
    const font = getComputedStyle(picture).fontFamily;
    layout.font = { ...(layout.font || {}), family: font };
    await Plotly.react(live, figure.data, layout, { displayModeBar: false, responsive: false });
    live.querySelectorAll("svg.main-svg").forEach((svg) => svg.setAttribute("aria-hidden", "true"));
    picture.classList.add("is-live");
  };

  const wake = (chart) => {
    const name = chart.dataset.chart;
    if (!waiting.has(name)) {
      const base = chart.dataset.base;
      waiting.set(name, Promise.all([load(`${base}_static/plotly.min.js`), load(`${base}charts/${name}.js`)])
        .then(() => draw(chart))
        .catch(() => waiting.delete(name)));  // offline: the picture stays, the next reach tries again
    }
    return waiting.get(name);
  };

  const charts = [...document.querySelectorAll("figure.chart")];
  for (const chart of charts) {
    const picture = chart.querySelector(".chart-picture");
    // A finger that only scrolls past is no reach: a touch counts when it has become a tap.
    picture.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && wake(chart));
    for (const reach of ["click", "focusin"]) picture.addEventListener(reach, () => wake(chart));
    chart.querySelector(".chart-switches")?.addEventListener("change", () => {
      if (picture.classList.contains("is-live")) draw(chart);
    });
  }
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) { seen.unobserve(entry.target); wake(entry.target); }
    }
  });
  charts.filter((chart) => "live" in chart.dataset).forEach((chart) => seen.observe(chart));

  let timer;
  const redraw = () => {
    clearTimeout(timer);
    timer = setTimeout(() => charts.filter((chart) => chart.querySelector(".is-live")).forEach(draw), 120);
  };
  window.addEventListener("resize", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.body, { attributes: true, attributeFilter: ["data-theme"] });
})();
