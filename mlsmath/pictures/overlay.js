// The overlay of a picture: an image of what stays, and a canvas on which the rest moves.
// Python (moving.py) sends the axes, the controls, series of numbers, and items that use them.

const FAR = 1e5; // pixels beyond which a line only keeps its direction
const REACH = 18; // pixels around a line in which it can be taken hold of
const THROUGH = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  square: (z) => z * z,
  abs: Math.abs,
};
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const REDUCE = { sum, mean: (n) => sum(n) / n.length, count: (n) => n.filter((v) => v > 0).length };
const within = (value, low, high) => Math.min(Math.max(value, low), high);

export function number(value, digits = 3) {
  if (Number.isNaN(value)) return "?";
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : "−infinity";
  if (Math.abs(value) < 1e-12) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e"), power = Number(exponent);
  let text = `${Number(mantissa)}·10^${power}`;
  if (power >= -4 && power < digits) text = String(Number(value.toPrecision(digits)));
  else if (power >= digits && power < 6)
    text = Math.abs(value) < 1e4 ? value.toFixed(0) : Math.round(value).toLocaleString("en-GB");
  return text.replaceAll("-", "−");
}

export function fill(template, value) {
  const field = /\{(\w+)(?:\|([^|}]*)\|([^|}]*)|:(\+?)(\d+))?\}/g;
  return template.replace(field, (_, name, one, many, sign, digits = 3) => {
    const found = value(name);
    if (typeof found === "string") return found;
    if (one !== undefined) return found === 1 ? one : many;
    const text = number(sign ? Math.abs(found) : found, Number(digits));
    return sign ? `${found < 0 ? "−" : "+"} ${text}` : text;
  });
}

// The numbers or words of one frame; while a step is on its way, two frames of numbers blended.
class Series {
  constructor(told, controls) {
    Object.assign(this, told, { controls });
    if (told.data) this.read(told.data);
  }
  read({ buffer, byteOffset, byteLength }) {
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
    this.data = this.kind === "f4" ? new Float32Array(bytes) : new Float64Array(bytes);
    this.seen = undefined;
  }
  frame(values, playing) {
    let [frame, blend, stride] = [0, 0, 0];
    for (const i of this.over) {
      const { size, place } = this.controls[i], where = within(place(values[i]), 0, size - 1);
      const whole = i === playing ? Math.floor(where) : Math.round(where);
      [frame, stride] = [frame * size + whole, stride * size];
      if (where > whole && i === playing) [blend, stride] = [where - whole, 1];
    }
    return [frame, blend, stride];
  }
  at(values, playing) {
    const key = [...this.over, ...(this.smooth ?? [])].map((i) => values[i]).join();
    if (key === this.seen) return this.found;
    this.seen = key;
    const [frame, blend, stride] = this.frame(values, playing);
    if (this.words) return (this.found = this.words[frame] ?? "");
    const [, n, terms] = this.shape, u = this.smooth.map((i, k) => (values[i] - this.scale[k][0]) / this.scale[k][1]);
    const weights = this.powers.map((power) => power.reduce((all, p, k) => all * u[k] ** p, 1));
    const one = (f, k) => weights.reduce((all, weight, t) => all + weight * this.data[(f * n + k) * terms + t], 0);
    const both = (k) => (1 - blend) * one(frame, k) + blend * one(frame + stride, k);
    const found = Array.from({ length: n }, (_, k) => (blend ? both(k) : one(frame, k)));
    const through = this.through ? found.map(THROUGH[this.through]) : found;
    return (this.found = this.reduce ? [REDUCE[this.reduce](through)] : through);
  }
}

class Axes {
  constructor({ box: [left, bottom, width, height], x, y, log }, page) {
    [this.left, this.width, this.height] = [left * page.width, width * page.width, height * page.height];
    [this.top, this.log] = [page.height * (1 - bottom) - this.height, log];
    [this.x, this.y] = [x, y].map((ends, k) => (log[k] ? ends.map(Math.log) : ends));
  }
  share(at, k, [low, high]) { return ((this.log[k] ? Math.log(at) : at) - low) / (high - low); }
  toX(at) { return this.left + this.share(at, 0, this.x) * this.width; }
  toY(at) { return this.top + (1 - this.share(at, 1, this.y)) * this.height; }
  holds(x, y) { return within(x, this.left, this.left + this.width) === x && within(y, this.top, this.top + this.height) === y; }
  from(x, y) {
    const shares = [(x - this.left) / this.width, 1 - (y - this.top) / this.height];
    const places = [this.x, this.y].map(([low, high], k) => low + shares[k] * (high - low));
    return places.map((at, k) => (this.log[k] ? Math.exp(at) : at));
  }
}

const turned = (corners, by) => corners.map(([x, y]) => [x * by, y * by]);
const plus = [[-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1]];
const times = [[0, -1], [1, -2], [2, -1], [1, 0], [2, 1], [1, 2], [0, 1], [-1, 2], [-2, 1], [-1, 0], [-2, -1], [-1, -2]];
const spike = (k) => [Math.sin((Math.PI * k) / 5), -Math.cos((Math.PI * k) / 5)].map((end) => end * (k % 2 ? 0.191 : 0.5));
const MARKERS = {
  s: turned([[-1, -1], [1, -1], [1, 1], [-1, 1]], 0.5),
  "^": turned([[0, -1], [1, 1], [-1, 1]], 0.5),
  v: turned([[0, 1], [1, -1], [-1, -1]], 0.5),
  D: turned([[0, -1], [1, 0], [0, 1], [-1, 0]], Math.SQRT1_2),
  P: turned(plus, 1 / 6),
  X: turned(times, 1 / 4),
  "*": Array.from({ length: 10 }, (_, k) => spike(k)),
};

function stroke(c, { color, width, dash = [] }) {
  Object.assign(c, { strokeStyle: color, lineWidth: width, lineJoin: "round" });
  c.setLineDash(dash);
  c.stroke();
}
function shade(c, { color, alpha = 1 }) {
  [c.globalAlpha, c.fillStyle] = [alpha, color];
  c.fill();
  c.globalAlpha = 1;
}
const edge = (c, { edge: color, width }) => width && stroke(c, { color, width });
function polygon(c, corners) {
  corners.forEach(([x, y], k) => (k ? c.lineTo(x, y) : c.moveTo(x, y)));
  c.closePath();
}
const finite = (points) => points.filter((point) => Number.isFinite(sum(point)));
function wrapped(text, most) {
  const lines = new RegExp(`.{1,${most}}(?=\\s|$)|\\S+`, "g");
  return text.split("\n").flatMap((line) => line.match(lines) ?? [""]).map((line) => line.trim());
}

const NAMES = { line: ["x", "y"], dots: ["x", "y"], area: ["x", "y"], text: ["x", "y"], cells: ["p"] };
const PAINT = {
  line(c, look, points) {
    c.beginPath();
    let from;
    for (const [x, y] of points) {
      if (!Number.isFinite(x + y)) { from = undefined; continue; }
      const short = from ? Math.min(1, FAR / Math.max(Math.abs(x - from[0]), Math.abs(y - from[1]), 1)) : 1;
      if (!from) c.moveTo(x, y);
      else c.lineTo(from[0] + short * (x - from[0]), from[1] + short * (y - from[1]));
      if (short < 1) break;
      from = [x, y];
    }
    if (look.halo) stroke(c, { color: "rgba(255,255,255,0.7)", width: look.width + 2.8 });
    stroke(c, look);
  },
  sticks(c, look, points) {
    c.beginPath();
    for (const [x0, y0, x1, y1] of finite(points)) { c.moveTo(x0, y0); c.lineTo(x1, y1); }
    stroke(c, look);
  },
  dots(c, look, points) {
    c.beginPath();
    for (const [x, y] of points.filter(([x, y]) => Math.abs(x) + Math.abs(y) < FAR)) {
      if (look.marker !== "o") polygon(c, turned(MARKERS[look.marker], look.size).map(([a, b]) => [x + a, y + b]));
      else { c.moveTo(x + look.size / 2, y); c.arc(x, y, look.size / 2, 0, 7); }
    }
    shade(c, look);
    edge(c, look);
  },
  rects(c, look, points) {
    c.beginPath();
    for (const [x0, y0, x1, y1] of finite(points)) c.rect(x0, y0, x1 - x0, y1 - y0);
    shade(c, look);
    edge(c, look);
  },
  area(c, look, points) {
    c.beginPath();
    polygon(c, finite(points));
    shade(c, look);
  },
  arrow(c, look, points) {
    for (const [x0, y0, x1, y1] of points.filter(([x0, y0, x1, y1]) => Math.hypot(x1 - x0, y1 - y0) > 1)) {
      const angle = Math.atan2(y1 - y0, x1 - x0), size = 3.4 * look.width;
      const back = (turn) => [x1 - size * Math.cos(angle + turn), y1 - size * Math.sin(angle + turn)];
      c.beginPath();
      polygon(c, [[x0, y0], back(0)]);
      stroke(c, look);
      c.beginPath();
      polygon(c, [[x1, y1], back(0.4), back(-0.4)]);
      shade(c, look);
    }
  },
  cells(c, { columns, low, high, alpha }, points, box) {
    const rows = points.length / columns, small = new OffscreenCanvas(columns, rows), image = new ImageData(columns, rows);
    points.forEach(([p], k) => {
      const row = rows - 1 - Math.floor(k / columns), end = p < 0.5 ? low : high, share = Math.abs(2 * p - 1);
      image.data.set([...end.map((part) => 255 + share * (part - 255)), 255 * alpha], 4 * (row * columns + (k % columns)));
    });
    small.getContext("2d").putImageData(image, 0, 0);
    c.drawImage(small, box.left, box.top, box.width, box.height);
  },
  text(c, { place, align, offset, color, size, bold }, [[x, y]], box, words, page) {
    const note = ["top", "middle", "bottom"].includes(place), high = 1.25 * size;
    const lines = note ? wrapped(words, 34) : words.split("\n");
    const centre = box.left + box.width / 2, tall = lines.length * high;
    c.font = `${bold ? "bold " : ""}${size}px "DejaVu Sans", Verdana, sans-serif`;
    let [at, base, most] = [centre, box.top - 8.3 - tall + high, 2 * Math.min(centre, page.width - centre) - 4];
    if (place === "at") [at, base, most] = [x + offset[0], y - offset[1] + 0.35 * size, page.width];
    if (note && words) {
      const wide = Math.max(...lines.map((line) => c.measureText(line).width));
      const top = box.top + { top: 8, middle: (box.height - tall) / 2, bottom: box.height - tall - 8 }[place];
      c.beginPath();
      c.roundRect(at - wide / 2 - 6, top - 4, wide + 12, tall + 8, 5);
      shade(c, { color: "white" });
      stroke(c, { color: "#6b6b6b", width: 1 });
      base = top + size;
    }
    Object.assign(c, { textAlign: align, textBaseline: "alphabetic", fillStyle: color });
    lines.forEach((line, k) => c.fillText(line, at, base + k * high, most));
  },
};

// Points from first up to last; between two whole numbers the last one is on its way.
function part(points, kind, first = 0, last = points.length) {
  const kept = points.slice(Math.ceil(first), Math.floor(last)), way = last % 1, k = Math.floor(last);
  const onItsWay = way && points[k] && (kind === "line" || first % 1);
  return onItsWay ? [...kept, points[k].map((end, i) => (1 - way) * points[k - 1][i] + way * end)] : kept;
}

function withSteps(control) {
  const { choices, low, high, step } = control, gap = (k, v) => Math.abs(choices[k] - v);
  const nearest = (v) => choices.reduce((best, _, k) => (gap(k, v) < gap(best, v) ? k : best), 0);
  if (choices.length) return { ...control, key: "index", size: choices.length, place: nearest, value: (k) => choices[k] };
  const value = (k) => Number((low + k * step).toPrecision(12)), size = Math.round((high - low) / step) + 1;
  return { ...control, key: "value", size, place: (v) => (v - low) / step, value };
}

async function render({ model, el }) {
  const spec = model.get("spec");
  if (!spec.items) return undefined;
  const ids = model.get("sliders").map((id) => id.replace("IPY_MODEL_", ""));
  const sliders = await Promise.all(ids.map((id) => model.widget_manager.get_model(id)));
  const controls = spec.controls.map(withSteps), axes = spec.axes.map((told) => new Axes(told, spec));
  const series = spec.series.map((told) => new Series(told, controls));
  const read = (i) => (controls[i].choices.length ? controls[i].value(sliders[i].get("index")) : sliders[i].get("value"));
  const values = controls.map((_, i) => read(i)), asking = new Set(), gone = new AbortController();
  const named = (name) => controls.findIndex((control) => control.name === name), playable = named(spec.play);
  let [due, quiet, playing, waiting, held, scale] = [0, 0, -1, false, null, 1];
  const at = (i) => series[i].at(values, playing), place = (i) => Math.round(controls[i].place(values[i]));

  // What the page is made of.
  const make = (tag, parent, more) => Object.assign(parent.appendChild(document.createElement(tag)), more);
  const on = (target, names, act, more) => names.split(" ").forEach((name) => target.addEventListener(name, act, { signal: gone.signal, ...more }));
  const stage = make("div", el, { className: "mlsmath-stage", tabIndex: 0, role: "application" });
  const source = URL.createObjectURL(new Blob([model.get("still")], { type: "image/png" }));
  make("img", stage, { src: source, alt: "", draggable: false });
  const canvas = make("canvas", stage), c = canvas.getContext("2d");
  const buttons = make("div", el, { className: "mlsmath-buttons" });
  const trouble = make("p", el, { className: "mlsmath-trouble", role: "alert", textContent: model.get("trouble") });
  const told = make("div", el, { className: "mlsmath-told", ariaLive: "polite" });
  const button = (textContent, act) => { const made = make("button", buttons, { textContent, type: "button" }); on(made, "click", act); return made; };
  const arrows = ["left and right", "up and down"].map((keys, k) => spec.keys[k] && `the arrow keys ${keys} move ${spec.keys[k]}`);
  const describe = (alt) => { stage.ariaLabel = `${alt} Here ${arrows.filter(Boolean).join(", ")}.`; };

  function draw() {
    due = 0;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, canvas.width, canvas.height);
    c.setTransform(scale, 0, 0, scale, 0, 0);
    for (const { kind, axes: index, look, series: uses } of spec.items) {
      if (uses.when !== undefined && !at(uses.when).every((v) => v > 0)) continue;
      const box = axes[index], first = (name) => uses[name] && at(uses[name])[0];
      const shown = { x: (v) => box.toX(v), y: (v) => box.toY(v), p: Number };
      const columns = (NAMES[kind] ?? ["x0", "y0", "x1", "y1"]).map((name) => at(uses[name]).map(shown[name[0]]));
      const length = Math.max(...columns.map((column) => column.length)), where = uses.where && at(uses.where);
      const point = (k) => columns.map((column) => (where && !(where[k] > 0) ? NaN : column[column.length === 1 ? 0 : k]));
      const points = part(Array.from({ length }, (_, k) => point(k)), kind, first("first"), first("last"));
      const value = (name) => [at(uses[`field ${name}`])].flat()[0];
      c.save();
      c.beginPath();
      if (kind !== "text") { c.rect(box.left, box.top, box.width, box.height); c.clip(); }
      PAINT[kind](c, look, points, box, kind === "text" && fill(look.template, value), spec);
      c.restore();
    }
  }

  // Values: from the sliders, to the sliders, and to Python where it is asked.
  function moved(i) {
    const ownStep = i === playing && Math.abs(controls[i].place(read(i)) - controls[i].place(values[i])) < 1;
    if (ownStep) return;
    if (i === playing) pause();
    values[i] = read(i);
    changed(i);
  }
  function changed(i) {
    if (series.some((one) => one.ask.includes(i))) ask(controls[i].name);
    clearTimeout(quiet);
    quiet = setTimeout(() => { model.send({ moved: [], values, tell: true }); label(); }, 500);
    due ||= requestAnimationFrame(draw);
  }
  function ask(...names) {
    names.forEach((name) => asking.add(name));
    if (waiting || !asking.size) return;
    waiting = true;
    model.send({ moved: [...asking], values, tell: false });
    asking.clear();
  }
  function answered({ series: anew, data, alt }, buffers) {
    if (alt) { told.textContent = alt; describe(alt); return; }
    for (const [i, one] of Object.entries(anew)) Object.assign(series[i], one, { seen: undefined });
    data.forEach((i, k) => series[i].read(buffers[k]));
    waiting = false;
    ask();
    due ||= requestAnimationFrame(draw);
  }
  function set(i, k) {
    const { size, key, value, choices } = controls[i], to = within(Math.round(k), 0, size - 1);
    if (!Number.isFinite(to) || value(to) === read(i)) return;
    sliders[i].set(key, choices.length ? to : value(to));
    sliders[i].save_changes();
  }

  // The hand on the picture, and the keys.
  const pointer = ({ clientX, clientY }) => {
    const { left, top, width } = stage.getBoundingClientRect();
    return [clientX - left, clientY - top].map((end) => (end * spec.width) / width);
  };
  function away([x, y], [x0, y0], [x1, y1]) {
    const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2 || 1), t = within(along, 0, 1);
    return Math.hypot(x0 + t * (x1 - x0) - x, y0 + t * (y1 - y0) - y);
  }
  const grip = (here) => spec.grips.find(({ axes: index, near }) => {
    const box = axes[index];
    if (!near || !box.holds(...here)) return box.holds(...here);
    const [xs, ys] = near.map(at), points = ys.map((y, k) => [box.toX(xs[k] ?? xs[0]), box.toY(y)]);
    return points.some((point, k) => away(here, points[Math.max(k - 1, 0)], point) < REACH);
  });
  function follow(here) {
    const was = [...axes[held.axes].from(...here), ...held.values];
    const places = held.moves.map(({ control, series: one }) => new Series(one, [{}, {}, ...controls]).at(was)[0]);
    held.moves.forEach(({ control }, k) => set(control, controls[control].place(places[k])));
  }
  on(stage, "pointerdown", (event) => {
    const found = !event.button && grip(pointer(event));
    if (!found) return;
    pause();
    held = { ...found, values: [...values] };
    stage.setPointerCapture(event.pointerId);
    follow(pointer(event));
  });
  on(stage, "pointermove", (event) => {
    if (held) follow(pointer(event));
    else stage.style.cursor = grip(pointer(event))?.cursor ?? "default";
  });
  on(stage, "pointerup pointercancel", () => { held = null; });
  on(stage, "touchstart", (event) => grip(pointer(event.touches[0])) && event.preventDefault(), { passive: false });
  on(stage, "keydown", (event) => {
    const [axis, way] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] }[event.key] ?? [];
    const i = named(spec.keys[axis] ?? "");
    if (i < 0) return;
    event.preventDefault();
    event.stopPropagation();
    pause();
    set(i, place(i) + way * (event.shiftKey ? 10 : 1));
  });

  // Play, step, reset.
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches && !controls[playable]?.choices.length;
  function pause() {
    if (playing < 0) return;
    const i = playing;
    [playing, values[i], play.textContent] = [-1, read(i), "Play"];
    changed(i);
  }
  function start() {
    if (playing >= 0) return pause();
    const { size, low, step, value } = controls[playable], from = place(playable) < size - 1 ? place(playable) : 0;
    let began;
    const tick = (now) => {
      if (playing < 0 || gone.signal.aborted) return;
      began ??= now;
      const k = Math.min(size - 1, from + ((now - began) / 1000 / spec.seconds) * (size - 1));
      values[playing] = smooth ? low + k * step : value(Math.floor(k));
      set(playing, Math.floor(k));
      changed(playing);
      if (k < size - 1) requestAnimationFrame(tick);
      else pause();
    };
    [playing, play.textContent] = [playable, "Pause"];
    requestAnimationFrame(tick);
  }
  const play = playable < 0 ? null : button("Play", start);
  if (play) button("Step", () => { pause(); set(playable, place(playable) + 1); });
  button("Reset", () => { pause(); controls.forEach((control, i) => set(i, control.place(control.start))); });

  function label() { // ipywidgets gives its handles no names
    const handles = stage.closest(".mlsmath-picture")?.querySelectorAll(".noUi-handle") ?? [];
    handles.forEach((handle, i) => Object.assign(handle, { ariaLabel: controls[i].label, ariaValueText: number(values[i]) }));
  }
  const sized = new ResizeObserver(() => {
    const { width, height } = stage.getBoundingClientRect(), dense = window.devicePixelRatio || 1;
    if (!width) return;
    Object.assign(canvas, { width: Math.round(width * dense), height: Math.round(height * dense) });
    scale = canvas.width / spec.width;
    label();
    draw();
  });
  sized.observe(stage);
  const complain = () => { trouble.textContent = model.get("trouble"); };
  const restarted = () => { if (!sliders[0].comm_live) trouble.textContent = "Python has started anew. Run this cell again."; };
  const listened = [[model, "msg:custom", answered], [model, "change:trouble", complain], [model, "comm_live_update", restarted],
    ...sliders.map((slider, i) => [slider, `change:${controls[i].key}`, () => moved(i)])];
  listened.forEach(([source, name, act]) => source.on(name, act));
  describe(model.get("alt"));
  controls.forEach((control, i) => { if (values[i] !== control.start) changed(i); });
  return () => {
    gone.abort();
    sized.disconnect();
    clearTimeout(quiet);
    cancelAnimationFrame(due);
    listened.forEach(([source, name, act]) => source.off(name, act));
    URL.revokeObjectURL(source);
  };
}

export default { render };
