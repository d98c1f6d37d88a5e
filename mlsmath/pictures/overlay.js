// The overlay of a picture: an image of what stays, and a canvas on which the rest moves.
// Python (moving.py) sends the axes, the controls, series of numbers and items that use them.

const THROUGH = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  square: (z) => z * z,
  abs: Math.abs,
};
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const REDUCE = { sum, mean: (n) => sum(n) / n.length, count: (n) => n.filter((v) => v > 0).length };
const FAR = 1e5; // pixels beyond which a line only keeps its direction
const REACH = 18; // pixels around a line in which it can be taken hold of

export function number(value, digits = 3) {
  if (Number.isNaN(value)) return "?";
  if (!Number.isFinite(value) || Math.abs(value) > 2.9e38) return value > 0 ? "infinity" : "−infinity";
  if (Math.abs(value) < 1e-12) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  let text = `${Number(mantissa)}·10^${power}`;
  if (power >= -4 && power < digits) text = String(Number(value.toPrecision(digits)));
  else if (power >= digits && power < 6)
    text = Math.abs(value) < 1e4 ? value.toFixed(0) : Math.round(value).toLocaleString("en-GB");
  return text.replaceAll("-", "−");
}

export function fill(template, value) {
  return template.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*)|:(\+?)(\d+))?\}/g, (_, name, one, many, sign, digits) => {
    const found = value(name);
    if (typeof found === "string") return found;
    if (one !== undefined) return found === 1 ? one : many;
    if (!sign) return number(found, Number(digits ?? 3));
    return `${found < 0 ? "−" : "+"} ${number(Math.abs(found), Number(digits))}`;
  });
}

// Series: the numbers of one frame, or of two frames that are blended while a step is on its way.
class Series {
  constructor(told, controls) {
    Object.assign(this, told);
    this.controls = controls;
    if (told.data) this.read(told.data);
  }
  read({ buffer, byteOffset, byteLength }) {
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
    this.data = this.kind === "f4" ? new Float32Array(bytes) : new Float64Array(bytes);
    this.seen = undefined;
  }
  frame(values, playing) {
    let frame = 0, blend = 0, stride = 0;
    for (const i of this.over) {
      const { size, place } = this.controls[i];
      const where = Math.min(Math.max(place(values[i]), 0), size - 1);
      const whole = i === playing ? Math.floor(where) : Math.round(where);
      frame = frame * size + whole;
      stride *= size;
      if (i === playing && where > whole) [blend, stride] = [where - whole, 1];
    }
    return [frame, blend, stride];
  }
  at(values, playing) {
    const key = [...this.over, ...(this.smooth ?? [])].map((i) => values[i]).join();
    if (key === this.seen) return this.found;
    this.seen = key;
    const [frame, blend, stride] = this.frame(values, playing);
    if (this.words) return (this.found = this.words[frame] ?? "");
    const [, n, terms] = this.shape;
    const u = this.smooth.map((i, k) => (values[i] - this.scale[k][0]) / this.scale[k][1]);
    const weights = this.powers.map((power) => power.reduce((all, p, k) => all * u[k] ** p, 1));
    const one = (f, k) => {
      let all = 0;
      for (let t = 0; t < terms; t++) all += this.data[(f * n + k) * terms + t] * weights[t];
      return all;
    };
    const found = Array.from({ length: n }, (_, k) =>
      blend ? (1 - blend) * one(frame, k) + blend * one(frame + stride, k) : one(frame, k));
    const through = this.through ? found.map(THROUGH[this.through]) : found;
    return (this.found = this.reduce ? [REDUCE[this.reduce](through)] : through);
  }
}

const star = Array.from({ length: 10 }, (_, k) => {
  const [angle, far] = [(Math.PI * k) / 5, k % 2 ? 0.191 : 0.5];
  return [far * Math.sin(angle), -far * Math.cos(angle)];
});
const cross = [[-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1]];
const MARKERS = {
  s: [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]],
  "^": [[0, -0.5], [0.5, 0.5], [-0.5, 0.5]],
  v: [[0, 0.5], [0.5, -0.5], [-0.5, -0.5]],
  D: [[0, -0.707], [0.707, 0], [0, 0.707], [-0.707, 0]],
  "*": star,
  P: cross.map(([x, y]) => [x / 6, y / 6]),
  X: [[0, -1], [1, -2], [2, -1], [1, 0], [2, 1], [1, 2], [0, 1], [-1, 2], [-2, 1], [-1, 0], [-2, -1], [-1, -2]].map(([x, y]) => [x / 4, y / 4]),
};
const wrapped = (text, most) => text.split("\n").flatMap((line) => line.match(new RegExp(`.{1,${most}}(?=\\s|$)|\\S+`, "g")) ?? [""]).map((line) => line.trim());

const PAINT = {
  line(c, look, points) {
    c.beginPath();
    let from;
    for (const [x, y] of points) {
      if (!Number.isFinite(x + y)) { from = undefined; continue; }
      const short = from ? Math.min(1, FAR / Math.max(Math.abs(x - from[0]), Math.abs(y - from[1]), 1)) : 1;
      const to = from ? [from[0] + short * (x - from[0]), from[1] + short * (y - from[1])] : [x, y];
      from ? c.lineTo(...to) : c.moveTo(...to);
      if (short < 1) break;
      from = to;
    }
    if (look.halo) {
      Object.assign(c, { strokeStyle: "rgba(255,255,255,0.7)", lineWidth: look.width + 2.8, lineJoin: "round" });
      c.setLineDash([]);
      c.stroke();
    }
    stroke(c, look);
  },
  sticks(c, look, points) {
    c.beginPath();
    for (const [x0, y0, x1, y1] of points) if (Number.isFinite(y0 + y1)) { c.moveTo(x0, y0); c.lineTo(x1, y1); }
    stroke(c, look);
  },
  dots(c, look, points) {
    c.beginPath();
    for (const [x, y] of points) {
      if (!(Math.abs(x) + Math.abs(y) < FAR)) continue;
      if (look.marker === "o") { c.moveTo(x + look.size / 2, y); c.arc(x, y, look.size / 2, 0, 7); continue; }
      MARKERS[look.marker].forEach(([a, b], k) => c[k ? "lineTo" : "moveTo"](x + a * look.size, y + b * look.size));
      c.closePath();
    }
    c.fillStyle = look.color;
    c.fill();
    if (look.width) stroke(c, { color: look.edge, width: look.width, dash: [] });
  },
  rects(c, look, points) {
    c.beginPath();
    for (const [x0, y0, x1, y1] of points) if (Number.isFinite(x0 + y0 + x1 + y1)) c.rect(x0, y0, x1 - x0, y1 - y0);
    shade(c, look);
    if (look.width) stroke(c, { color: look.edge, width: look.width, dash: [] });
  },
  area(c, look, points) {
    c.beginPath();
    for (const [x, y] of points) if (Number.isFinite(x + y)) c.lineTo(x, y);
    shade(c, look);
  },
  arrow(c, look, points) {
    for (const [x0, y0, x1, y1] of points) {
      const angle = Math.atan2(y1 - y0, x1 - x0), size = 3.4 * look.width;
      if (!(Math.hypot(x1 - x0, y1 - y0) > 1)) continue;
      const back = (turn) => [x1 - size * Math.cos(angle + turn), y1 - size * Math.sin(angle + turn)];
      c.beginPath();
      c.moveTo(x0, y0);
      c.lineTo(...back(0));
      stroke(c, look);
      c.beginPath();
      [[x1, y1], back(0.4), back(-0.4)].forEach((p) => c.lineTo(...p));
      shade(c, { color: look.color, alpha: 1 });
    }
  },
  cells(c, look, points, box) {
    const rows = points.length / look.columns, small = new OffscreenCanvas(look.columns, rows);
    const image = new ImageData(look.columns, rows);
    points.forEach(([p], k) => {
      const [row, column] = [rows - 1 - Math.floor(k / look.columns), k % look.columns];
      const end = p < 0.5 ? look.low : look.high, share = Math.abs(2 * p - 1);
      image.data.set([...end.map((part) => 255 + share * (part - 255)), 255 * look.alpha], 4 * (row * look.columns + column));
    });
    small.getContext("2d").putImageData(image, 0, 0);
    c.drawImage(small, box.left, box.top, box.width, box.height);
  },
  text(c, look, points, box, words, page) {
    if (!words) return;
    const note = ["top", "middle", "bottom"].includes(look.place);
    const lines = note ? wrapped(words, 34) : words.split("\n");
    const high = look.size * 1.25;
    c.font = `${look.bold ? "bold " : ""}${look.size}px "DejaVu Sans", Verdana, sans-serif`;
    Object.assign(c, { textAlign: look.align, textBaseline: "alphabetic", fillStyle: look.color });
    let [x, y] = [box.left + box.width / 2, box.top - 8.3 - (lines.length - 1) * high];
    if (look.place === "at") [x, y] = [points[0][0] + look.offset[0], points[0][1] - look.offset[1] + 0.35 * look.size];
    if (note) {
      const wide = Math.max(...lines.map((line) => c.measureText(line).width)), tall = lines.length * high;
      const top = { top: box.top + 8, middle: box.top + (box.height - tall) / 2, bottom: box.top + box.height - tall - 8 }[look.place];
      c.beginPath();
      c.roundRect(x - wide / 2 - 6, top - 4, wide + 12, tall + 8, 5);
      shade(c, { color: "white", alpha: 1 });
      stroke(c, { color: "#6b6b6b", width: 1, dash: [] });
      [y, c.fillStyle] = [top + look.size, look.color];
    }
    const most = look.place === "at" ? page.width : 2 * Math.min(x, page.width - x) - 4;
    lines.forEach((line, k) => c.fillText(line, x, y + k * high, most));
  },
};
function stroke(c, look) {
  Object.assign(c, { strokeStyle: look.color, lineWidth: look.width, lineJoin: "round" });
  c.setLineDash(look.dash);
  c.stroke();
}
function shade(c, look) {
  [c.globalAlpha, c.fillStyle] = [look.alpha, look.color];
  c.fill();
  c.globalAlpha = 1;
}

class Axes {
  constructor({ box: [left, bottom, width, height], x, y, log }, page) {
    Object.assign(this, { left: left * page.width, width: width * page.width, height: height * page.height, log });
    this.top = page.height - bottom * page.height - this.height;
    const scaled = (ends, k) => (log[k] ? ends.map(Math.log) : ends);
    [this.x, this.y] = [scaled(x, 0), scaled(y, 1)];
    this.toX = (at) => this.left + (((log[0] ? Math.log(at) : at) - this.x[0]) / (this.x[1] - this.x[0])) * this.width;
    this.toY = (at) => this.top + ((this.y[1] - (log[1] ? Math.log(at) : at)) / (this.y[1] - this.y[0])) * this.height;
  }
  holds(x, y) { return x >= this.left && x <= this.left + this.width && y >= this.top && y <= this.top + this.height; }
  from(x, y) {
    const place = [this.x[0] + ((x - this.left) / this.width) * (this.x[1] - this.x[0]), this.y[1] - ((y - this.top) / this.height) * (this.y[1] - this.y[0])];
    return place.map((at, k) => (this.log[k] ? Math.exp(at) : at));
  }
}

function withSteps(control) {
  const { choices, low, high, step } = control;
  const nearest = (v) => choices.reduce((best, c, k) => (Math.abs(c - v) < Math.abs(choices[best] - v) ? k : best), 0);
  return choices.length
    ? { ...control, size: choices.length, place: nearest, value: (k) => choices[k] }
    : { ...control, size: Math.round((high - low) / step) + 1, place: (v) => (v - low) / step, value: (k) => Number((low + k * step).toPrecision(12)) };
}

async function render({ model, el }) {
  const ids = model.get("sliders").map((id) => id.replace("IPY_MODEL_", ""));
  const sliders = await Promise.all(ids.map((id) => model.widget_manager.get_model(id)));
  const spec = model.get("spec");
  if (!spec.items) return;
  const controls = spec.controls.map(withSteps);
  const axes = spec.axes.map((told) => new Axes(told, spec));
  const series = spec.series.map((told) => new Series(told, controls));
  const read = (i) => (controls[i].choices.length ? controls[i].choices[sliders[i].get("index")] : sliders[i].get("value"));
  const values = controls.map((_, i) => read(i));
  const playable = controls.findIndex((control) => control.name === spec.play);
  const asking = new Set(), stopped = new AbortController();
  let due = 0, quiet = 0, playing = -1, waiting = false, held = null, scale = 1;

  // What the page is made of.
  const make = (tag, parent, more) => Object.assign(parent.appendChild(document.createElement(tag)), more);
  const stage = make("div", el, { className: "mlsmath-stage", tabIndex: 0 });
  const source = URL.createObjectURL(new Blob([model.get("still")], { type: "image/png" }));
  make("img", stage, { src: source, alt: "", draggable: false });
  const canvas = make("canvas", stage), c = canvas.getContext("2d");
  const buttons = make("div", el, { className: "mlsmath-buttons" });
  const trouble = make("p", el, { className: "mlsmath-trouble", role: "alert" });
  const told = make("div", el, { className: "mlsmath-told" });
  told.setAttribute("aria-live", "polite");
  stage.setAttribute("role", "application");
  const arrows = ["left and right", "up and down"].map((keys, k) => spec.keys[k] && `the arrow keys ${keys} move ${spec.keys[k]}`);
  const describe = (alt) => stage.setAttribute("aria-label", `${alt} Here ${arrows.filter(Boolean).join(", ")}.`);
  const complain = () => (trouble.textContent = model.get("trouble"));

  function draw() {
    due = 0;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, canvas.width, canvas.height);
    c.setTransform(scale, 0, 0, scale, 0, 0);
    const at = (i) => series[i].at(values, playing);
    for (const { kind, axes: index, look, series: uses } of spec.items) {
      const box = axes[index];
      if (uses.when !== undefined && !at(uses.when).every((v) => v > 0)) continue;
      const names = { line: "x y", dots: "x y", area: "x y", text: "x y", cells: "p" }[kind] ?? "x0 y0 x1 y1";
      const columns = names.split(" ").map((name) => at(uses[name]).map(name[0] === "x" ? box.toX : name[0] === "y" ? box.toY : Number));
      const length = Math.max(...columns.map((column) => column.length));
      let points = Array.from({ length }, (_, k) => columns.map((column) => column[column.length === 1 ? 0 : k]));
      if (uses.where !== undefined) { const where = at(uses.where); points = points.map((p, k) => (where[k] > 0 ? p : p.map(() => NaN))); }
      points = part(points, uses.first && at(uses.first)[0], uses.last && at(uses.last)[0], kind);
      c.save();
      if (kind !== "text") { c.beginPath(); c.rect(box.left, box.top, box.width, box.height); c.clip(); }
      const words = kind === "text" && fill(look.template, (name) => { const v = at(uses[`field ${name}`]); return typeof v === "string" ? v : v[0]; });
      PAINT[kind](c, look, points, box, words, spec);
      c.restore();
    }
  }
  const redraw = () => { due ||= requestAnimationFrame(draw); };

  // Points from first up to last; between two whole numbers the last one is on its way.
  function part(points, first = 0, last = points.length, kind) {
    const kept = points.slice(Math.ceil(first), Math.floor(last)), way = last % 1, k = Math.floor(last);
    if (way && points[k] && (kind === "line" || first % 1)) kept.push(points[k].map((end, i) => (1 - way) * points[k - 1][i] + way * end));
    return kept;
  }

  // Values: from the sliders, to the sliders, and to Python where it is asked.
  function moved(i) {
    const value = read(i);
    if (i === playing && Math.abs(controls[i].place(value) - controls[i].place(values[i])) < 1) return;
    if (i === playing) pause();
    values[i] = value;
    changed(i);
  }
  function changed(i) {
    if (series.some((one) => one.ask.includes(i))) asking.add(controls[i].name);
    if (asking.size) ask();
    clearTimeout(quiet);
    quiet = setTimeout(() => { model.send({ moved: [], values, tell: true }); label(); }, 500);
    redraw();
  }
  function ask() {
    if (waiting) return;
    waiting = true;
    model.send({ moved: [...asking], values: values.map((v, i) => (i === playing ? Math.round(v) : v)), tell: false });
    asking.clear();
  }
  function answered({ series: anew, data, alt }, buffers) {
    if (alt) { told.textContent = alt; describe(alt); return; }
    for (const [i, one] of Object.entries(anew)) Object.assign(series[i], one, { seen: undefined });
    data.forEach((i, k) => series[i].read(buffers[k]));
    waiting = false;
    if (asking.size) ask();
    redraw();
  }
  function set(i, value) {
    const { place, size, choices, value: at } = controls[i];
    const k = Math.min(Math.max(Math.round(place(value)), 0), size - 1);
    if (!Number.isFinite(k) || at(k) === read(i)) return;
    sliders[i].set(choices.length ? "index" : "value", choices.length ? k : at(k));
    sliders[i].save_changes();
  }

  // The hand on the picture, and the keys.
  const pointer = ({ clientX, clientY }) => {
    const { left, top, width } = stage.getBoundingClientRect();
    return [clientX - left, clientY - top].map((at) => (at * spec.width) / width);
  };
  const spans = (a, b, at) => Math.min(1, Math.max(0, ((at[0] - a[0]) * (b[0] - a[0]) + (at[1] - a[1]) * (b[1] - a[1])) / ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2 || 1)));
  function grip(x, y) {
    return spec.grips.find(({ axes: index, near }) => {
      const box = axes[index];
      if (!box.holds(x, y) || !near) return box.holds(x, y);
      const [xs, ys] = near.map((i) => series[i].at(values, playing));
      const points = ys.map((_, k) => [box.toX(xs[k] ?? xs[0]), box.toY(ys[k])]);
      return points.some((b, k) => {
        const a = points[k - 1] ?? b, share = spans(a, b, [x, y]);
        return Math.hypot(a[0] + share * (b[0] - a[0]) - x, a[1] + share * (b[1] - a[1]) - y) < REACH;
      });
    });
  }
  function follow(x, y) {
    const was = [...axes[held.axes].from(x, y), ...held.values];
    const now = held.moves.map((move) => [move.control, (move.ready ??= pointed(move.series)).at(was)[0]]);
    now.forEach(([i, value]) => set(i, value));
  }
  const pointed = (told) => new Series(told, [{}, {}, ...controls]);
  const on = (target, names, act, more) => names.split(" ").forEach((name) => target.addEventListener(name, act, { signal: stopped.signal, ...more }));
  on(stage, "pointerdown", (event) => {
    const found = event.button ? null : grip(...pointer(event));
    if (!found) return;
    held = { ...found, values: [...values] };
    stage.setPointerCapture(event.pointerId);
    pause();
    follow(...pointer(event));
  });
  on(stage, "pointermove", (event) => {
    if (held) follow(...pointer(event));
    else stage.style.cursor = grip(...pointer(event))?.cursor ?? "default";
  });
  on(stage, "pointerup pointercancel", () => { held = null; });
  on(stage, "touchstart", (event) => { if (grip(...pointer(event.touches[0]))) event.preventDefault(); }, { passive: false });
  on(stage, "keydown", (event) => {
    const [axis, way] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] }[event.key] ?? [];
    const i = controls.findIndex((control) => control.name === spec.keys[axis]);
    if (i < 0) return;
    event.preventDefault();
    event.stopPropagation();
    pause();
    set(i, controls[i].value(Math.min(Math.max(Math.round(controls[i].place(values[i])) + way * (event.shiftKey ? 10 : 1), 0), controls[i].size - 1)));
  });

  // Play, step, reset.
  const button = (name, act) => { const made = make("button", buttons, { textContent: name, type: "button" }); on(made, "click", act); return made; };
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  let play;
  function pause() {
    if (playing < 0) return;
    const i = playing;
    [playing, values[i], play.textContent] = [-1, read(i), "Play"];
    changed(i);
  }
  function start() {
    if (playing >= 0) return pause();
    const { place, size, value: at } = controls[playable], end = size - 1;
    const from = place(values[playable]) >= end ? 0 : place(values[playable]);
    let began;
    [playing, play.textContent] = [playable, "Pause"];
    const tick = (now) => {
      if (playing < 0 || stopped.signal.aborted) return;
      began ??= now;
      const k = Math.min(end, from + ((now - began) / 1000 / spec.seconds) * end);
      values[playable] = smooth && !controls[playable].choices.length ? controls[playable].low + k * controls[playable].step : at(Math.floor(k));
      set(playable, at(Math.floor(k)));
      changed(playable);
      k >= end ? pause() : requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
  if (playable >= 0) {
    play = button("Play", start);
    button("Step", () => { pause(); set(playable, controls[playable].value(Math.min(Math.round(controls[playable].place(values[playable])) + 1, controls[playable].size - 1))); });
  }
  button("Reset", () => { pause(); controls.forEach((control, i) => set(i, control.start)); });

  // ipywidgets gives its handles no names.
  function label() {
    const handles = stage.closest(".mlsmath-picture")?.querySelectorAll(".noUi-handle") ?? [];
    handles.forEach((handle, i) => {
      handle.setAttribute("aria-label", controls[i].label);
      if (controls[i].choices.length) handle.setAttribute("aria-valuetext", number(values[i]));
    });
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
  const listeners = sliders.map((slider, i) => [slider, controls[i].choices.length ? "change:index" : "change:value", () => moved(i)]);
  listeners.forEach(([slider, name, act]) => slider.on(name, act));
  model.on("change:trouble", complain);
  model.on("msg:custom", answered);
  model.on("comm_live_update", () => { if (!sliders[0].comm_live) trouble.textContent = "Python has started anew. Run this cell again."; });
  complain();
  describe(model.get("alt"));
  controls.forEach((control, i) => { if (values[i] !== control.start) changed(i); });
  return () => {
    stopped.abort();
    sized.disconnect();
    clearTimeout(quiet);
    cancelAnimationFrame(due);
    listeners.forEach(([slider, name, act]) => slider.off(name, act));
    model.off("msg:custom", answered);
    model.off("change:trouble", complain);
    URL.revokeObjectURL(source);
  };
}

export default { render };
