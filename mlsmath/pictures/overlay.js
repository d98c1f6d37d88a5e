// The overlay of a picture: an image of what stays, and a canvas on which the rest moves.
// Python (moving.py) sends the axes, the controls, series of numbers, and items that use them.
const FAR = 1e5; // pixels beyond which nothing is drawn
const REACH = 18; // pixels around a line in which it can be taken hold of
const NARROW = 500; // pixels below which the second form is shown, where there is one: see forms.py
const [sigmoid, softplus] = [(z) => 1 / (1 + Math.exp(-z)), (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))];
const THROUGH = { sigmoid, softplus, square: (z) => z * z, abs: Math.abs };
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const REDUCE = { sum, mean: (n) => sum(n) / n.length, count: (n) => n.filter((v) => v > 0).length };
const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] };
const within = (value, low, high) => Math.min(Math.max(value, low), high);
function away([x, y], [x0, y0], [x1, y1]) { // from a point to a segment
  const t = within(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2 || 1), 0, 1);
  return Math.hypot(x0 + t * (x1 - x0) - x, y0 + t * (y1 - y0) - y);
}
export const make = (tag, parent, more) => Object.assign(parent.appendChild(document.createElement(tag)), more);
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "?" : value > 0 ? "infinity" : "−infinity";
  if (Math.abs(value) < 1e-12) return "0";
  const [mantissa, power] = value.toExponential(digits - 1).split("e").map(Number);
  const whole = Math.abs(value) < 1e4 ? value.toFixed(0) : Math.round(value).toLocaleString("en-GB");
  const short = power < digits ? String(Number(value.toPrecision(digits))) : whole;
  const raised = String(power).replace(/./g, (one) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(one)]);
  return (power >= -4 && power < 6 ? short : `${mantissa}·10${raised}`).replaceAll("-", "−");
}
export function fill(template, value) {
  const field = /\{(\w+)(?:\|([^|}]*)\|([^|}]*)|:(\+?)(\d+))?\}/g;
  return template.replace(field, (whole, name, one, many, sign, digits = 3) => {
    const found = value(name) ?? whole; // brackets of a unit are no field
    if (typeof found === "string" || one !== undefined) return found === 1 ? one : many ?? found;
    const text = number(sign ? Math.abs(found) : found, Number(digits));
    return sign ? `${found < 0 ? "−" : "+"} ${text}` : text;
  });
}
// The numbers or words of one frame; while a step is on its way, two frames of numbers blended.
class Series {
  constructor(told, controls) { this.update({ ...told, controls }, told.data); }
  update(told, data) {
    Object.assign(this, told, { seen: undefined });
    const bytes = data?.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    if (data) this.data = this.kind === "f4" ? new Float32Array(bytes) : new Float64Array(bytes);
  }
  at(values, playing) {
    const key = [...this.over, ...(this.smooth ?? [])].map((i) => values[i]).join();
    let [frame, blend, stride] = [0, 0, 0];
    if (key === this.seen) return this.found;
    for (const i of this.over) {
      const { size, place } = this.controls[i], where = within(place(values[i]), 0, size - 1);
      const whole = i === playing ? Math.floor(where) : Math.round(where);
      [frame, stride] = [frame * size + whole, stride * size];
      if (where > whole && i === playing) [blend, stride] = [where - whole, 1];
    }
    this.seen = key;
    if (this.words) return (this.found = this.words[frame] ?? "");
    const [, n, terms] = this.shape, u = this.smooth.map((i, k) => (values[i] - this.scale[k][0]) / this.scale[k][1]);
    const weights = this.powers.map((power) => power.reduce((all, p, k) => all * u[k] ** p, 1));
    const one = (k, f = frame) => weights.reduce((all, weight, t) => all + weight * this.data[(f * n + k) * terms + t], 0);
    const both = (k) => (1 - blend) * one(k) + blend * one(k, frame + stride);
    const through = Array.from({ length: n }, (_, k) => (blend ? both : one)(k)).map(THROUGH[this.through] ?? Number);
    return (this.found = this.reduce ? [REDUCE[this.reduce](through)] : through);
  }
}
class Axes {
  constructor({ box: [left, bottom, width, height], x, y, log }, page) {
    [this.left, this.width, this.height] = [left * page.width, width * page.width, height * page.height];
    [this.top, this.log] = [page.height * (1 - bottom) - this.height, log];
    this.ends = [x, y].map((ends, k) => (log[k] ? ends.map(Math.log) : ends));
    this.frame = new Path2D();
    this.frame.rect(this.left, this.top, this.width, this.height);
  }
  share = (at, k) => ((this.log[k] ? Math.log(at) : at) - this.ends[k][0]) / (this.ends[k][1] - this.ends[k][0]);
  x = (at) => this.left + this.share(at, 0) * this.width;
  y = (at) => this.top + (1 - this.share(at, 1)) * this.height;
  p = (at) => at; // cells fill the axes whatever their numbers are
  shares = ([x, y]) => [(x - this.left) / this.width, 1 - (y - this.top) / this.height];
  holds = (here) => this.shares(here).every((share) => share >= 0 && share <= 1);
  nearest = ([x, y]) => [within(x, this.left, this.left + this.width), within(y, this.top, this.top + this.height)];
  unscaled = (at, k) => (this.log[k] ? Math.exp(at) : at);
  from = (here) => this.shares(here).map((t, k) => this.unscaled((1 - t) * this.ends[k][0] + t * this.ends[k][1], k));
}
// The canvas: how each kind of item is drawn, in pixels of a page as wide as Matplotlib's figure.
function stroke(c, { color, width, dash = [] }) {
  Object.assign(c, { globalAlpha: 1, strokeStyle: color, lineWidth: width, lineJoin: "round" }).setLineDash(dash);
  if (width && color) c.stroke();
}
function shade(c, { color, alpha = 1, edge: line, width }) {
  Object.assign(c, { globalAlpha: alpha, fillStyle: color }).fill();
  stroke(c, { color: line, width });
}
const polygon = (c, corners) => corners.forEach((at, k) => (k ? c.lineTo(...at) : c.moveTo(...at))) ?? c.closePath();
const finite = (points) => points.filter((point) => Number.isFinite(sum(point)));
const shaded = (trace) => (c, look, points, box) => shade(c, look, trace(c, points, look, box));
const PAINT = {
  area: shaded((c, points) => polygon(c, finite(points))),
  rects: shaded((c, points) => finite(points).forEach(([x0, y0, x1, y1]) => c.rect(x0, y0, x1 - x0, y1 - y0))),
  dots: shaded((c, points, { path, size, held }, box) => {
    for (const [x, y] of finite(points)) {
      const [left, top] = held ? box.nearest([x, y]) : [x, y], [u, v] = [Math.sign(x - left), Math.sign(y - top)];
      const back = (side) => [left - 1.3 * size * (u + side * v), top - 1.3 * size * (v - side * u)];
      if (u || v) polygon(c, [[left, top], back(0.4), back(-0.4)]); // it points to where it is
      else if (path) polygon(c, path.map(([across, up]) => [x + across, y - up]));
      else if (Math.abs(x) + Math.abs(y) < FAR) c.moveTo(x + size / 2, y) ?? c.arc(x, y, size / 2, 0, 7);
    }
  }),
  arrow: shaded((c, points, { width }) => {
    for (const [x0, y0, x1, y1] of points.filter(([x0, y0, x1, y1]) => Math.hypot(x1 - x0, y1 - y0) > 1)) {
      const angle = Math.atan2(y1 - y0, x1 - x0), size = 3.4 * width;
      const back = (turn) => [x1 - size * Math.cos(angle + turn), y1 - size * Math.sin(angle + turn)];
      polygon(c, [[x0, y0], back(0), back(0.4), [x1, y1], back(-0.4), back(0)]);
    }
  }),
  line(c, look, points) {
    points.slice(1).forEach(([x, y], k) => { // no farther away than a canvas can draw
      const [x0, y0] = points[k], [dx, dy] = [x - x0, y - y0];
      const meets = [[x0, dx], [y0, dy]].map(([from, way]) => [-FAR, FAR].map((end) => (way ? (end - from) / way : end * FAR)));
      const [enter, leave] = [Math.min, Math.max].map((side) => meets.map(([a, b]) => side(a, b)));
      const [t0, t1] = [Math.max(0, ...enter), Math.min(1, ...leave)];
      if (t0 > 0 || k === 0 || !Number.isFinite(sum(points[k - 1]))) c.moveTo(x0 + t0 * dx, y0 + t0 * dy);
      if (t0 < t1) c.lineTo(x0 + t1 * dx, y0 + t1 * dy);
    });
    if (look.halo) stroke(c, { color: look.halo, width: look.width + 2.8 });
    stroke(c, look);
  },
  sticks: (c, look, points) => stroke(c, look, finite(points).forEach(([x0, y0, x1, y1]) => c.moveTo(x0, y0) ?? c.lineTo(x1, y1))),
  cells(c, { columns, low, middle, high, alpha }, points, box) {
    const rows = points.length / columns, small = new OffscreenCanvas(columns, rows), image = new ImageData(columns, rows);
    points.forEach(([p], k) => {
      const row = rows - 1 - Math.floor(k / columns), end = p < 0.5 ? low : high, share = Math.abs(2 * p - 1);
      image.data.set([...end.map((part, i) => middle[i] + share * (part - middle[i])), 255 * alpha], 4 * (row * columns + (k % columns)));
    });
    small.getContext("2d").putImageData(image, 0, 0);
    c.drawImage(small, box.left, box.top, box.width, box.height);
  },
  text(c, { place, align, offset, color, size, bold, ground, frame }, [[x, y]], box, words, page) {
    const lines = words.split(page.width < NARROW ? /\n|  +/ : "\n"), high = 1.25 * size, tall = lines.length * high, centre = box.left + box.width / 2;
    const most = place === "at" ? page.width : 2 * Math.min(centre, page.width - centre) - 4;
    const tops = { title: 0.25 * size - tall - 8.3, top: 8, middle: (box.height - tall) / 2, bottom: box.height - tall - 8 };
    let [across, down] = [centre, box.top + tops[place] + size];
    c.font = `${bold ? "bold " : ""}${size}px "DejaVu Sans", Verdana, sans-serif`;
    if (place === "at") [across, down] = [x + offset[0], y - offset[1] + 0.35 * size];
    else if (place !== "title" && words) {
      const wide = Math.max(...lines.map((line) => c.measureText(line).width));
      c.roundRect(centre - wide / 2 - 6, down - size - 4, wide + 12, tall + 8, 5);
      shade(c, { color: ground, edge: frame, width: 1 });
    }
    Object.assign(c, { globalAlpha: 1, textAlign: align, fillStyle: color });
    lines.forEach((line, k) => c.fillText(line, across, down + k * high, most));
  },
};
// Points from first up to last; between two whole numbers the last one is on its way.
function part(points, kind, first = 0, last = points.length) {
  const kept = points.slice(Math.ceil(first), Math.floor(last)), way = last % 1, k = Math.floor(last);
  const between = () => points[k].map((end, i) => (1 - way) * points[k - 1][i] + way * end);
  return way && points[k] && (kind === "line" || first % 1) ? [...kept, between()] : kept;
}
export function withSteps(control) {
  const { choices, low, high, step } = control, gap = (k, v) => Math.abs(choices[k] - v);
  const nearest = (v) => choices.reduce((best, _, k) => (gap(k, v) < gap(best, v) ? k : best), 0);
  if (choices.length) return { ...control, key: "index", size: choices.length, place: nearest, value: (k) => choices[k] };
  const value = (k) => Number((low + k * step).toPrecision(12)), size = Math.round((high - low) / step) + 1;
  return { ...control, key: "value", size, place: (v) => (v - low) / step, value };
}

async function render({ model, el }) {
  const spec = model.get("spec");
  if (!spec.items) return undefined;
  const sliders = await Promise.all(model.get("sliders").map((id) => model.widget_manager.get_model(id.split("_").at(-1))));
  const controls = spec.controls.map(withSteps);
  const series = spec.series.map((told) => new Series(told, controls));
  const read = (i) => (controls[i].choices.length ? controls[i].value(sliders[i].get("index")) : sliders[i].get("value"));
  const values = controls.map((_, i) => read(i)), asking = new Set();
  const named = (name) => controls.findIndex((control) => control.name === name), playable = named(spec.play);
  const at = (i) => series[i].at(values, playing), place = (i) => Math.round(controls[i].place(values[i]));
  let [due, quiet, playing, waiting, late, held, said] = [0, 0, -1, false, false, null, []], form, axes, still, source, asked;
  const stage = make("div", el, { className: "mlsmath-stage", tabIndex: 0, role: "application" });
  stage.dataset.lmSuppressShortcuts = "true"; // JupyterLab would go to the next cell
  const canvas = make("canvas", stage), c = canvas.getContext("2d"), buttons = make("div", el, { className: "mlsmath-buttons" });
  const trouble = make("p", el, { className: "mlsmath-trouble", role: "alert" });
  const told = make("div", el, { className: "mlsmath-told", ariaLive: "polite" });
  const keys = spec.keys.map((name, k) => `${["left and right", "up and down"][k]} move ${name}`);
  const describe = (alt) => { stage.ariaLabel = `${alt} The arrow keys ${keys.join(", ")}.`; };
  function draw() {
    [due, said] = [0, []];
    if (!form) return;
    c.clearRect(0, 0, form.width, form.height);
    for (const { kind, places, axes: index, look: light, dark, series: uses, limit: [sign, bound] } of spec.items) {
      if (uses.when !== undefined && !at(uses.when).every((v) => sign * (v - bound) > 0)) continue;
      const box = axes[index], look = still.light ? dark : light, first = (name) => uses[name] && at(uses[name])[0], where = uses.where && at(uses.where);
      const columns = places.map((name) => at(uses[name]).map((v) => box[name[0]](v)));
      const point = (k) => columns.map((column) => (where && !(where[k] > 0) ? NaN : column[column.length === 1 ? 0 : k]));
      const points = Array.from({ length: Math.max(...columns.map((column) => column.length)) }, (_, k) => point(k));
      const word = (i) => (late && series[i]?.ask.length ? "…" : series[i] && [at(i)].flat().at(first("nth") ?? 0));
      const words = kind === "text" && fill(look.template, (name) => word(uses[`field ${name}`]));
      if (words) said.push(words.replaceAll("\n", " "));
      c.save();
      if (kind !== "text" && !look.held) c.clip(box.frame);
      c.beginPath();
      PAINT[kind](c, look, part(points, kind, first("first"), first("last")), box, words, form);
      c.restore();
    }
  }
  // Values: from the sliders, to the sliders, and to Python where it is asked.
  function moved(i) {
    if (i !== playing) changed(i, read(i));
    else if (Math.abs(controls[i].place(read(i)) - controls[i].place(values[i])) >= 1) pause(); // not its own step
  }
  function changed(i, value) {
    values[i] = value;
    if (series.some((one) => one.ask.includes(i))) [asking.add(controls[i].name), ask()];
    const tell = () => (sliders[0].comm_live ? model.send({ moved: [], values, tell: true }) : describe((told.textContent = said.join(". "))));
    quiet = clearTimeout(quiet) ?? setTimeout(() => [tell(), label()], 500);
    due ||= requestAnimationFrame(draw);
  }
  function ask() {
    if (waiting || !asking.size) return;
    if (!sliders[0].comm_live) return void (late = true); // no Python, no answer
    model.send({ moved: [...asking], values, tell: false });
    waiting = asking.clear() ?? setTimeout(() => { [late, due] = [true, due || requestAnimationFrame(draw)]; }, 200);
  }
  function answered({ series: anew, data, alt }, buffers) {
    if (alt) return describe((told.textContent = alt));
    for (const [i, one] of Object.entries(anew)) series[i].update(one, buffers[data.indexOf(i)]);
    waiting = late = clearTimeout(waiting) ?? false;
    ask();
    due ||= requestAnimationFrame(draw);
  }
  function set(i, k) {
    const { size, key, value, choices } = controls[i], to = within(Math.round(k), 0, size - 1);
    if (!Number.isFinite(to) || value(to) === read(i)) return;
    sliders[i].set(key, choices.length ? to : value(to));
    sliders[i].save_changes?.();
  }
  // The hand on the picture, and the keys.
  const inside = ({ left, top, width }, x, y) => [x - left, y - top].map((end) => (end * form.width) / width);
  const pointer = ({ clientX, clientY }) => inside(stage.getBoundingClientRect(), clientX, clientY);
  const grip = (here) => spec.grips.find(({ axes: index, near }) => {
    const box = axes[index];
    if (!near || !box.holds(here)) return box.holds(here);
    const [xs, ys] = near.map(at), points = ys.map((y, k) => [box.x(xs[k] ?? xs[0]), box.y(y)]);
    if (points.length === 1) points[0] = box.nearest(points[0]);
    return points.some((point, k) => away(here, points[Math.max(k - 1, 0)], point) < REACH);
  });
  function follow(here) {
    const was = [...axes[held.axes].from(here), ...held.values], to = (one) => new Series(one, [{}, {}, ...controls]).at(was)[0];
    held.moves.forEach(({ control: i, series: one }) => set(i, controls[i].place(to(one))));
  }
  stage.onpointerdown = (event) => {
    const found = !event.button && grip(pointer(event));
    if (!found) return;
    [pause(), (held = { ...found, values: [...values] })];
    [stage.setPointerCapture(event.pointerId), follow(pointer(event))];
  };
  const hover = (here) => { stage.style.cursor = grip(here)?.cursor ?? "default"; };
  stage.onpointermove = (event) => (held ? follow : hover)(pointer(event));
  stage.onpointerup = stage.onpointercancel = () => { held = null; };
  const touched = (event) => grip(pointer(event.touches[0])) && event.preventDefault(); // or else the page scrolls
  stage.addEventListener("touchstart", touched, { passive: false });
  stage.onkeydown = (event) => {
    const [axis, way] = KEYS[event.key] ?? [], i = named(spec.keys[axis] ?? "");
    if (i < 0) return;
    [event.preventDefault(), event.stopPropagation(), pause()];
    set(i, place(i) + way * (event.shiftKey ? 10 : 1));
  };
  // Play, step, reset.
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches && !controls[playable]?.choices.length, way = spec.down ? -1 : 1;
  function pause() {
    if (playing < 0) return;
    [playing, play.textContent] = [-1, "Play"];
    changed(playable, read(playable));
  }
  function start() {
    if (playing >= 0) return pause();
    const { size, low, step, value } = controls[playable], end = spec.down ? 0 : size - 1;
    const from = place(playable) === end ? size - 1 - end : place(playable);
    let began;
    const tick = (now) => {
      if (playing < 0 || !stage.isConnected) return;
      const k = within(from + ((way * (now - (began ??= now))) / 1000 / spec.seconds) * (size - 1), 0, size - 1);
      const whole = (spec.down ? Math.ceil : Math.floor)(k);
      changed(playing, smooth ? low + k * step : value(whole));
      set(playing, whole);
      k === end ? pause() : requestAnimationFrame(tick);
    };
    [playing, play.textContent] = [playable, "Pause"];
    requestAnimationFrame(tick);
  }
  const button = (textContent, onclick) => make("button", buttons, { textContent, type: "button", onclick });
  const play = playable < 0 ? null : button("Play", start);
  if (play) button("Step", () => { pause(); set(playable, place(playable) + way); });
  button("Reset", () => { pause(); controls.forEach((control, i) => set(i, control.place(control.start))); });
  const name = (handle, i) => Object.assign(handle, { ariaLabel: controls[i].label, ariaValueText: number(values[i]) });
  const label = () => stage.closest(".mlsmath-picture")?.querySelectorAll(".noUi-handle").forEach(name); // they have none
  function lay(width) {
    const [wide, narrow] = model.get("forms"), found = (width < NARROW && narrow) || wide, dense = window.devicePixelRatio || 1;
    if (width < NARROW && !narrow && !asked && sliders[0].comm_live) model.send({ narrow: (asked = true) });
    if (!width) return;
    if (form !== found) {
      [still?.remove(), URL.revokeObjectURL(source), (form = found), (axes = form.axes.map((told) => new Axes(told, form)))];
      source = URL.createObjectURL(new Blob([form.still], { type: "image/png" }));
      still = make("img", stage, { src: source, alt: "", draggable: false });
      Object.entries(form.image).forEach((pair) => still.setAttribute(...pair)); // by them it follows the page: dark.py
      still.addEventListener("load", draw);
    }
    [canvas.width, canvas.height] = [width, (width / form.width) * form.height].map((size) => Math.round(size * dense));
    c.setTransform(canvas.width / form.width, 0, 0, canvas.width / form.width, 0, 0);
    [still.onload?.(), label(), draw()];
  }
  const resize = () => lay(stage.getBoundingClientRect().width), sized = new ResizeObserver(resize);
  [lay(model.width), sized.observe(stage), model.on("change:forms", resize)];
  const says = (lost) => { trouble.textContent = lost ? "Python has started anew. Run this cell again." : model.get("trouble"); };
  ["change:trouble", "comm_live_update"].forEach((name) => model.on(name, () => says(!sliders[0].comm_live)));
  says(!sliders[0].comm_live && series.some(({ ask: asks }) => asks.length));
  sliders.forEach((slider, i) => slider.on(`change:${controls[i].key}`, () => moved(i), stage));
  [model.on("msg:custom", answered), describe(model.get("alt"))];
  controls.forEach(({ start: from }, i) => values[i] !== from && changed(i, values[i]));
  // JupyterLab keeps the models of all cells that were run, and each keeps its element: empty it.
  return () => [sliders.forEach((one) => one.off(null, null, stage)), sized.disconnect(), clearTimeout(quiet), URL.revokeObjectURL(source), el.replaceChildren()];
}
export default { render };
