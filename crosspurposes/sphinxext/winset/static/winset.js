/* The model of veto players in the page: marks to move, and at once the winset, its area and what the newcomer leaves.
   The arithmetic is that of crosspurposes/winset.py, function for function; a test compares them on random cases. */
(async () => {
  "use strict";

  /* ---- arithmetic: pure functions of points [x, y] ---- */
  const TURN = 2 * Math.PI;
  const ROUNDING = 2 ** -49;  // what rounding may add to a difference of coordinates, relative to the largest of all
  const minus = (u, v) => [u[0] - v[0], u[1] - v[1]];
  const cross = (u, v) => u[0] * v[1] - u[1] * v[0];
  const dot = (u, v) => u[0] * v[0] + u[1] * v[1];
  const length = (v) => Math.hypot(v[0], v[1]);
  const angle = (u, v) => Math.atan2(cross(u, v) + 0, dot(u, v) + 0);  // adding 0 makes a negative zero positive
  const largest = (points) => Math.max(...points.flat().map(Math.abs));
  // Brought to a length of about 1 by a power of 2, so that products neither round to 0 nor lose digits.
  const direction = (v) => {
    const size = largest([v]);
    const scale = size ? 2 ** -Math.ceil(Math.log2(size)) : 1;
    return [v[0] * scale, v[1] * scale];
  };

  // The directions at less than a right angle from all vectors: the rightmost and leftmost vector, and the width.
  const opening = (vectors) => {
    const angles = vectors.map((v) => angle(vectors[0], v));
    const least = Math.min(...angles), most = Math.max(...angles);
    const right = angles.indexOf(least), left = angles.indexOf(most);
    const width = angle(vectors[left], minus([0, 0], vectors[right]));
    return { right, left, width: most - least < 1.5 * Math.PI ? Math.max(width, 0) : 0 };
  };

  const isDeadlocked = (ideals, statusQuo) => {
    const reach = ideals.map((ideal) => minus(ideal, statusQuo));
    const error = ROUNDING * largest([...ideals, statusQuo]);
    if (reach.some((a) => length(a) <= error)) return true;
    const { right, left, width } = opening(reach.map(direction));
    return width <= error / length(reach[right]) + error / length(reach[left]);
  };

  const isAbsorbed = (candidate, others, statusQuo) => {
    if (isDeadlocked(others, statusQuo)) return true;
    const behind = minus([2 * candidate[0], 2 * candidate[1]], statusQuo);
    return !isDeadlocked([...others, candidate], statusQuo) && isDeadlocked([...others, behind], candidate);
  };

  // Where each player binds: directions of the lines to its neighbours, and the width of its arc seen from the status quo.
  const bindings = (ideals, statusQuo) => ideals.map((ideal, player) => {
    const vectors = [minus(ideal, statusQuo), ...ideals.map((other) => minus(other, ideal))].map(direction);
    const { right, left, width } = opening(vectors);
    const isDouble = ideals.slice(0, player).some((other) => other[0] === ideal[0] && other[1] === ideal[1]);
    return { right: vectors[right], left: vectors[left], width: isDouble ? 0 : width };
  });

  const lessSine = (x) => {
    if (x >= 0.25) return x - Math.sin(x);
    let sum = 0;
    for (const term of [39916800, -362880, 5040, -120, 6]) sum = sum * x * x + 1 / term;
    return sum * x ** 3;
  };

  const areaOf = (ideals, statusQuo) => bindings(ideals, statusQuo).reduce((sum, { right, left, width }, player) => {
    const reach = minus(ideals[player], statusQuo);
    const toRight = Math.abs(cross(reach, right)) / length(right), toLeft = Math.abs(cross(reach, left)) / length(left);
    return sum + 2 * toRight * toLeft * Math.sin(width) + length(reach) ** 2 * lessSine(2 * width) / 2;
  }, 0);

  const boundary = (ideals, statusQuo) => {
    let players = [...ideals.keys()];
    for (const player of ideals.keys()) {
      const others = players.filter((other) => other !== player);
      if (others.length && isAbsorbed(ideals[player], others.map((other) => ideals[other]), statusQuo)) players = others;
    }
    const bound = bindings(players.map((player) => ideals[player]), statusQuo)
      .map((binding, place) => ({ ...binding, player: players[place] }));
    const first = bound[0].left;
    const arcs = bound.sort((a, b) => angle(first, a.left) - angle(first, b.left));
    const vertices = arcs.map(({ player, left }) => {
      const across = [-left[1], left[0]];
      const far = 2 * cross(left, minus(ideals[player], statusQuo)) / dot(left, left);
      return [statusQuo[0] + across[0] * far, statusQuo[1] + across[1] * far];
    });
    return { vertices, arcs: arcs.map(({ player, width }, place) => {
      const centre = ideals[player], out = minus(vertices[place], centre), start = Math.atan2(out[1], out[0]);
      return { centre, player, radius: length(minus(centre, statusQuo)), start, end: start + 2 * width };
    }) };
  };

  /** The winset of at least one ideal point: deadlocked, area, vertices and arcs, and who is absorbed by the others. */
  const solve = (ideals, statusQuo) => {
    const absorbed = ideals.map((ideal, player) =>
      ideals.length > 1 && isAbsorbed(ideal, ideals.filter((_, other) => other !== player), statusQuo));
    if (isDeadlocked(ideals, statusQuo)) return { deadlocked: true, area: 0, vertices: [statusQuo], arcs: [], absorbed };
    return { deadlocked: false, area: areaOf(ideals, statusQuo), ...boundary(ideals, statusQuo), absorbed };
  };
  window.winset = { solve };
  await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done, { timeout: 200 }));  // the first view comes first

  /* ---- what a state is called: the sentences of words.py ---- */
  const figure = document.querySelector("figure.winset");
  const model = JSON.parse(figure.dataset.model);
  const { statusQuo, labels, players, newcomer, reach, square } = model;
  const joined = (names) => {
    const said = names.map((name) => labels[name]);
    return said.length > 1 ? `${said.slice(0, -1).join(", ")} and ${said.at(-1)}` : said[0];
  };
  const amount = (room) => {
    if (room > 0 && room < 0.001) return "less than 0.001";
    return room >= 0.1 || room === 0 ? room.toFixed(2) : String(Number(room.toPrecision(2)));
  };
  const part = (room, whole) => {
    if (!whole) return "no part";
    const share = 100 * room / whole;
    if (share > 0 && share < 1) return "less than 1%";
    if (share >= 99.5) return share > 100 - 1e-9 ? "all" : "more than 99%";
    return `${Math.floor(share + 0.5)}%`;
  };
  const coordinate = (value) => value.toFixed(2).replace(/^-0\.00$/, "0.00").replace("-", "−");
  const readOut = (on, solved, without) => {
    if (!on.length) return "Nobody's consent is needed: every change is possible.";
    const who = on.length > 1 ? `${joined(on)} must agree` : `${labels[on[0]]} alone decides`;
    if (solved.deadlocked) {
      let told = "";
      if (without?.deadlocked) told = ` So it is without ${labels[newcomer]}.`;
      else if (without) told = ` Without ${labels[newcomer]} there would be room: area ${amount(without.area)}.`;
      return `${who}: deadlock, no change suits them all.${told}`;
    }
    const share = without ? `, ${part(solved.area, without.area)} of the room without ${labels[newcomer]}` : "";
    const idle = on.filter((_, place) => solved.absorbed[place]);
    const last = !idle.length ? "" : idle.length === 1
      ? ` ${labels[idle[0]]} is absorbed: leaving it out would change nothing.`
      : ` ${joined(idle)} are absorbed: leaving out any one of them would change nothing.`;
    return `${who}: area ${amount(solved.area)}${share}; no deadlock.${last}`;
  };

  /* ---- the state: where all stand and who must agree; every coordinate is a whole number of hundredths ---- */
  const everyone = [...players, statusQuo];
  const copied = (places) => Object.fromEntries(everyone.map((name) => [name, [...places[name]]]));
  const state = { places: copied(model.cases[0].places), on: new Set(model.on) };
  const startOver = () => { state.places = copied(model.cases[0].places); state.on = new Set(model.on); };
  const within = (value) => Math.min(reach, Math.max(-reach, Math.round(value * 100) / 100)) + 0;
  const stands = (name, places) => state.places[name].every((value, axis) => value === places[name][axis]);
  const isCase = ({ places }) => everyone.every((name) => stands(name, places))
    && state.on.size === model.on.length && model.on.every((name) => state.on.has(name));

  // "seoul~washington~tokyo:-0.9,0.6": who must agree, with the places that are not those of the default case.
  const written = () => everyone.filter((name) => state.on.has(name) || name === statusQuo)
    .filter((name) => name !== statusQuo || !stands(name, model.cases[0].places))
    .map((name) => stands(name, model.cases[0].places) ? name : `${name}:${state.places[name].join(",")}`).join("~");
  const read = (text) => {
    const places = copied(model.cases[0].places), on = new Set();
    for (const item of text.split("~").filter(Boolean)) {
      const [name, numbers] = item.split(":");
      if (!everyone.includes(name)) return false;
      if (name !== statusQuo) on.add(name);
      if (numbers === undefined) continue;
      const point = numbers.split(",").map((number) => number.trim() ? Number(number) : NaN);
      if (point.length !== 2 || !point.every(Number.isFinite)) return false;
      places[name] = point.map(within);
    }
    state.places = places;
    state.on = on;
    return true;
  };

  /* ---- the page ---- */
  const drawing = figure.querySelector(".winset-drawing");
  const find = (css) => figure.querySelector(css);
  const byPlayer = (css) => Object.fromEntries([...figure.querySelectorAll(css)].map((each) => [each.dataset.player, each]));
  const room = find(".winset-room"), said = find(".winset-said"), heard = find(".winset-heard"), basis = find(".winset-basis");
  const circles = byPlayer(".winset-circle[data-player]"), arcs = byPlayer(".winset-arc"), marks = byPlayer(".winset-mark");
  const names = Object.fromEntries(everyone.map((name) => [name, marks[name].querySelector("text")]));
  const boxes = Object.fromEntries(players.map((name) => [name, find(`input[name="${name}"]`)]));
  const presets = [...figure.querySelectorAll("[data-case]")];
  const scale = square.side / (2 * square.margin * reach);
  const place = ([x, y]) => [square.left + square.side / 2 + scale * x, square.top + square.side / 2 - scale * y];
  const spot = (point) => place(point).map((value) => value.toFixed(2)).join(" ");
  const curve = ({ centre, radius, start, end }) => [(start + end) / 2, end].map((at) => {
    const r = (radius * scale).toFixed(2);
    return `A${r} ${r} 0 0 0 ${spot([centre[0] + radius * Math.cos(at), centre[1] + radius * Math.sin(at)])}`;
  }).join("");

  // The cells of the table become fields, for whoever would rather type.
  const fields = {};
  [...figure.querySelectorAll(".winset-positions tbody tr")].forEach((row, number) => {
    const name = everyone[number];
    fields[name] = [1, 2].map((cell, axis) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "number", min: -reach, max: reach, step: 0.01, autocomplete: "off" });
      field.setAttribute("aria-label", `${labels[name]}: ${model.axes[axis]}`);
      field.addEventListener("input", () => {
        if (!field.value || !field.validity.valid) return;
        state.places[name][axis] = within(Number(field.value));
        changed();
      });
      field.addEventListener("blur", () => changed());  // what could not be used gives way to what holds
      row.cells[cell].replaceChildren(field);
      return field;
    });
  });

  const draw = () => {
    const on = players.filter((name) => state.on.has(name));
    const solved = on.length ? solve(on.map((name) => state.places[name]), state.places[statusQuo]) : null;
    const others = on.filter((name) => name !== newcomer);
    const without = others.length && others.length < on.length
      ? solve(others.map((name) => state.places[name]), state.places[statusQuo]) : null;
    const bound = Object.fromEntries(players.map((name) => [name, ""]));
    let whole = "";
    solved?.arcs.forEach((arc, number) => {
      const start = `M${spot(solved.vertices[number])}`, line = curve(arc);
      bound[on[arc.player]] += start + line;
      whole += (whole ? "" : start) + line;
    });
    room.setAttribute("d", whole && `${whole}Z`);
    for (const name of everyone) {
      const point = state.places[name], [x, y] = place(point), off = name !== statusQuo && !state.on.has(name);
      marks[name].setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
      marks[name].classList.toggle("is-off", off);
      marks[name].setAttribute("tabindex", off ? -1 : 0);
      marks[name].setAttribute("aria-valuenow", point[0]);
      marks[name].setAttribute("aria-valuetext", model.axes.map((axis, k) => `${axis} ${coordinate(point[k])}`).join(", "));
      const left = point[0] > (name === statusQuo ? -0.7 : 0.45) * reach;
      names[name].setAttribute("x", left ? -12 : 12);
      names[name].setAttribute("text-anchor", left ? "end" : "start");
      fields[name].forEach((field, axis) => {
        field.disabled = off;
        if (field !== document.activeElement) field.value = point[axis];
      });
      if (name === statusQuo) continue;
      circles[name].setAttribute("cx", x.toFixed(2));
      circles[name].setAttribute("cy", y.toFixed(2));
      circles[name].setAttribute("r", (scale * length(minus(point, state.places[statusQuo]))).toFixed(2));
      circles[name].classList.toggle("is-off", off);
      arcs[name].setAttribute("d", bound[name]);
      boxes[name].checked = !off;
    }
    const now = model.cases.find(isCase);
    for (const button of presets) button.setAttribute("aria-pressed", button.dataset.case === now?.name);
    basis.textContent = now ? now.basis : "A placing of your own.";
    drawing.classList.toggle("is-deadlocked", Boolean(solved?.deadlocked));
    said.textContent = readOut(on, solved, without);
  };

  /* ---- one drawing a frame; what is heard and the address follow when the hand rests ---- */
  let waiting = 0, resting = 0;
  const settle = () => {
    heard.textContent = said.textContent;
    const url = new URL(location.href);
    url.searchParams.delete("w");
    const query = isCase(model.cases[0]) ? "" : `${url.search ? "&" : "?"}w=${written()}`;
    try {
      history.replaceState(history.state, "", `${url.pathname}${url.search}${query}${url.hash}`);
    } catch { /* a page on disk may not be allowed to change its address */ }
  };
  const changed = () => {
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; draw(); });
    find(".winset-copied").textContent = "";
    clearTimeout(resting);
    resting = setTimeout(settle, 400);
  };

  const move = (name, x, y) => {
    state.places[name] = [within(x), within(y)];
    changed();
  };
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  for (const name of everyone) {
    const mark = marks[name];
    for (const [attribute, value] of Object.entries({
      role: "slider", "aria-roledescription": "two-dimensional slider", "aria-label": labels[name],
      "aria-valuemin": -reach, "aria-valuemax": reach, "aria-describedby": "winset-help",
    })) mark.setAttribute(attribute, value);
    let held = null;  // the pointer, where it took the mark, and how pixels become coordinates
    mark.addEventListener("pointerdown", (event) => {
      if (held || event.button) return;
      mark.setPointerCapture(event.pointerId);
      mark.focus({ preventScroll: true });
      const [x, y] = state.places[name];
      held = { id: event.pointerId, pageX: event.pageX, pageY: event.pageY, x, y, unit: scale * drawing.getScreenCTM().a };
      drawing.classList.add("is-held");
    });
    // Chromium heeds touch-action only on a whole drawing, and a finger beside the marks is to scroll the page.
    mark.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    mark.addEventListener("pointermove", (event) => {
      if (held?.id !== event.pointerId) return;
      move(name, held.x + (event.pageX - held.pageX) / held.unit, held.y - (event.pageY - held.pageY) / held.unit);
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      mark.addEventListener(end, (event) => {
        if (held?.id !== event.pointerId) return;
        held = null;
        drawing.classList.remove("is-held");
      });
    }
    mark.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const [x, y] = state.places[name], far = event.shiftKey ? 0.1 : 0.02;
      move(name, x + far * step[0], y + far * step[1]);
    });
  }
  for (const name of players) {
    boxes[name].addEventListener("change", () => {
      if (boxes[name].checked) state.on.add(name); else state.on.delete(name);
      changed();
    });
  }
  for (const button of presets) {
    button.addEventListener("click", () => {
      startOver();
      state.places = copied(model.cases.find(({ name }) => name === button.dataset.case).places);
      changed();
    });
  }
  find("[name=reset]").addEventListener("click", () => { startOver(); changed(); });
  find("[name=copy]").addEventListener("click", async () => {
    clearTimeout(resting);
    settle();
    const told = find(".winset-copied");
    try {
      await navigator.clipboard.writeText(location.href);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "The browser does not let this page copy: take the address from the address bar.";
    }
  });

  const asked = new URLSearchParams(location.search).get("w");
  const understood = asked === null || read(asked);
  drawing.setAttribute("role", "group");
  drawing.setAttribute("aria-label", `${model.axes[0]} across, ${model.axes[1]} up`);
  draw();
  if (!understood) find(".winset-copied").textContent = "The address asks for a state that this model does not have.";
  find(".winset-controls").hidden = false;
  figure.classList.add("is-ready");
})();
