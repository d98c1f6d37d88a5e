// The pages to read: pictures that move without Python. overlay.js draws them, as in a notebook.
import overlay, { make, number, withSteps } from "./overlay.js";

const all = (selector, parent = document) => [...parent.querySelectorAll(selector)];
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// A native range input that overlay.js can use in place of a widget's slider.
class Slider {
  comm_live = false;
  constructor(told, parent) {
    this.control = withSteps(told);
    const row = make("label", parent, { className: "mlsmath-slider" });
    make("span", row, { textContent: told.label });
    this.input = make("input", row, { type: "range", min: 0, max: this.control.size - 1, ariaLabel: told.label });
    this.shown = make("output", row);
    this.input.oninput = () => this.moved();
    this.set(this.control.key, told.choices.length ? this.control.place(told.start) : told.start);
  }
  get(key) {
    return key === "index" ? Number(this.input.value) : this.control.value(Number(this.input.value));
  }
  set(key, value) {
    this.input.value = key === "index" ? value : Math.round(this.control.place(value));
    this.moved();
  }
  moved() {
    const { choices, names, step, value } = this.control, at = value(Number(this.input.value));
    const text = names[choices.indexOf(at)] ?? (choices.length ? number(at) : at.toFixed(Math.max(0, -Math.floor(Math.log10(step)))));
    this.shown.textContent = this.input.ariaValueText = text.replace("-", "−");
    this.heard?.();
  }
  on(_, heard) { this.heard = heard; }
}

async function awaken(picture) {
  const numbers = (name, value) => (["data", "still"].includes(name) ? bytes(value) : value);
  const state = JSON.parse(await (await fetch(picture.dataset.scene)).text(), numbers);
  const living = make("div", document.createDocumentFragment(), { className: "mlsmath-living" });
  const sliders = state.spec.controls.map((control) => new Slider(control, living));
  state.sliders = [...sliders.keys()].map(String);
  const model = { get: (name) => state[name], on() {}, width: picture.clientWidth };
  model.widget_manager = { get_model: async (k) => sliders[k] };
  await overlay.render({ model, el: make("div", living) });
  await all("img", living)[0].decode();
  picture.prepend(living);
  picture.classList.add("mlsmath-alive");
  all(":scope > img", picture)[0].loading = "eager"; // it is what is printed
}

// A derivation: its table is all of it, and a step is the table with two of its rows.
function stepThrough(table) {
  const rows = all("tr", table), fold = table.closest("details"), last = rows.length - 1;
  const bar = make("div", document.createDocumentFragment(), { className: "mlsmath-buttons" });
  const button = (textContent, onclick) => make("button", bar, { textContent, type: "button", onclick });
  let at = -1; // all lines
  function go(to) {
    at = Math.min(Math.max(to, -1), last);
    rows.forEach((row, k) => { row.hidden = at >= 0 && k !== at && k !== at - 1; });
    const rule = all("strong", rows[Math.max(at, 0)])[0]?.textContent;
    told.textContent = at < 0 ? "" : at === 0 ? "Start: this is to be worked out." : `Step ${at} of ${last}: ${rule}`;
    [begin.hidden, back.hidden, next.hidden, words.hidden, whole.hidden] = [at >= 0, ...Array(4).fill(at < 0)];
    [back.ariaDisabled, next.ariaDisabled] = [at === 0, at === last];
    table.classList.toggle("mlsmath-stepped", at >= 0);
    if (fold) fold.open ||= at >= 0;
  }
  const begin = button("Step through it", () => { go(0); next.focus(); });
  const back = button("Back", () => go(Math.max(at - 1, 0))), next = button("Next", () => go(at + 1));
  const inWords = () => table.classList.toggle("mlsmath-in-words");
  const words = button("Say it in words", () => { words.ariaPressed = String(inWords()); });
  const whole = button("All lines", () => { go(-1); begin.focus(); });
  const told = make("p", bar, { className: "mlsmath-step", role: "status" });
  [(words.ariaPressed = "false"), go(-1), (fold ?? table.parentElement).before(bar)];
}
all(".tag_derivation table").forEach(stepThrough);

// Where this browser has been: it is kept in the browser, for this site alone, and goes nowhere.
const root = new URL("../", import.meta.url).pathname, key = `mlsmath been ${root}`;
const words = (heading) => heading?.firstChild?.textContent ?? "";
function been(anew) {
  try {
    const found = { parts: {}, ...JSON.parse(localStorage.getItem(key)) };
    if (anew) localStorage.setItem(key, JSON.stringify({ ...anew, parts: { ...found.parts, [anew.part]: 1 } }));
    return found;
  } catch { return { parts: {} }; } // a browser that keeps nothing
}
function remember() {
  const read = all("article :is(h2, h3)").filter((one) => one.getBoundingClientRect().top < 160).at(-1);
  const section = read?.closest("section").id ?? "";
  been({ part: location.pathname.replace(root, ""), section, title: words(all("h1")[0]), heading: words(read) });
}
function goOn(link) {
  const { part, section, title, heading, parts } = been();
  if (!part) return;
  const place = heading ? `${title}, “${heading}”` : title;
  Object.assign(link, { href: `${root}${part}${section && `#${section}`}`, textContent: `Go on: ${place}`, hidden: false });
  for (const one of all(".mlsmath-parts a"))
    if (parts[one.pathname.replace(root, "")]) one.after(Object.assign(document.createElement("span"), { className: "mlsmath-been", textContent: "you have been here" }));
}
if (all(".mlsmath-ways").length) [remember(), addEventListener("pagehide", remember), document.addEventListener("visibilitychange", remember)];
all("#mlsmath-go-on").forEach(goOn);

// The math map: an arrow from each concept to what builds on it; those of an open one stand out.
function arrows(map) {
  const from = map.getBoundingClientRect(), box = (one) => all("summary", one)[0].getBoundingClientRect();
  const open = (one) => (one.open ? "mlsmath-near" : "");
  const curves = all("details", map).flatMap((one) => one.dataset.buildsOn.split(" ").filter(Boolean).map((id) => {
    const base = document.getElementById(id), [a, b] = [box(base), box(one)], within = a.left === b.left;
    const [y0, y1] = [a, b].map(({ top, height }) => top + height / 2 - from.top);
    const [x0, x1] = [(within ? a.left : a.right) - from.left, b.left - from.left - 12]; // tip: outside its box
    const bend = within ? -Math.min(22, 6 + Math.abs(y1 - y0) / 12) : (x1 - x0) / 2;
    const ends = `${x0 + bend} ${y0} ${within ? x1 + bend : x1 - bend} ${y1} ${x1} ${y1}`;
    return `<path class="${open(one) || open(base)}" marker-end="url(#mlsmath-tip)" d="M${x0} ${y0}C${ends}"/>`;
  }));
  all("svg > g", map)[0].innerHTML = curves.join("");
}
function openNamed() {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (one?.matches(".mlsmath-concepts details")) [(one.open = true), all("summary", one)[0].focus()];
}
for (const map of all(".mlsmath-concepts")) {
  new ResizeObserver(() => arrows(map)).observe(map);
  map.addEventListener("toggle", () => arrows(map), true);
  [addEventListener("hashchange", openNamed), openNamed()];
}

// A symbol says what it is: alone where the mouse or a finger is, with the rest of its formula on
// focus. Its key is read off the typeset letters, as symbols.py writes it.
const known = JSON.parse(all("#mlsmath-symbols")[0]?.textContent ?? "{}"), SCRIPTS = "mjx-msub, mjx-msup, mjx-msubsup";
const letter = (c) => (c.matches(".TEX-B") ? "*" : "")
  + String.fromCodePoint(parseInt(c.className.match(/mjx-c([0-9A-F]+)/)?.[1] ?? "20", 16)).normalize("NFKC");
const letters = (node) => all("mjx-c", node).map(letter).join("");
function symbol(node) {
  if (!node.matches(SCRIPTS)) return letters(node);
  const [base, script] = [...node.children].map(letters), low = node.matches("mjx-msub");
  if (low) return `${base}_${/^\d+$/.test(script) ? "j" : script}`;
  return Object.hasOwn(known, `${base}^${script}`) || !/^\d+$/.test(script) ? `${base}^${script}` : base;
}
const tip = Object.assign(document.createElement("span"), { className: "mlsmath-tip", id: "mlsmath-tip-words", role: "tooltip" });
function tell(formula, nodes, { left, top, bottom }) {
  const found = new Set(nodes.filter((node) => !node.closest("mjx-script") && !node.parentElement.matches(SCRIPTS)).map(symbol));
  tip.replaceChildren();
  for (const name of found) if (Object.hasOwn(known, name)) {
    const [concept, meaning, href] = known[name], line = make("span", tip, { textContent: `${name.replaceAll("*", "")}: ${meaning}. ` });
    make("a", line, { href, textContent: `Note: ${concept}` });
  }
  if (!tip.childElementCount) return tip.remove();
  [formula.after(tip), formula.setAttribute("aria-describedby", tip.id)];
  const below = bottom < 0.6 * innerHeight, room = below ? innerHeight - bottom : top;
  Object.assign(tip.style, { left: `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8))}px`, maxHeight: `${room - 8}px` });
  [tip.style.top, tip.style.bottom] = below ? [`${bottom}px`, "auto"] : ["auto", `${innerHeight - top}px`];
}
function over({ target, type }) {
  const formula = target.closest?.("mjx-container"), kinds = `${SCRIPTS}, mjx-mi, mjx-mo`;
  if (target.closest?.(".mlsmath-tip")) return;
  if (!formula || (type === "focusin" && !formula.matches(":focus-visible"))) return tip.remove();
  let node = type === "focusin" ? formula : target.closest(kinds);
  while (node?.parentElement.matches(`${SCRIPTS}, mjx-script, mjx-script *`)) node = node.parentElement.closest(SCRIPTS);
  if (node) tell(formula, node === formula ? all(kinds, formula) : [node], node.getBoundingClientRect());
}
["pointerover", "focusin"].forEach((kind) => document.addEventListener(kind, over));
document.addEventListener("keydown", ({ key: pressed }) => pressed === "Escape" && tip.remove());
document.addEventListener("scroll", () => tip.matches(":focus-within") || tip.remove(), true);

// The first picture can be taken hold of before the formulas are typeset, others when they are near.
const pictures = all(".mlsmath-picture[data-scene]");
const near = new IntersectionObserver((seen) => {
  for (const { target } of seen.filter((one) => one.isIntersecting)) [near.unobserve(target), awaken(target)];
}, { rootMargin: "1200px" });
const mathjax = all(".math").length && all("script[src*=mathjax]")[0]; // it is there as a text: see frame.py
if (mathjax) make("link", document.head, { rel: "preload", as: "script", href: mathjax.src });
try {
  if (pictures.length) await awaken(pictures[0]);
} finally {
  pictures.slice(1).forEach((picture) => near.observe(picture));
  await new Promise((shown) => { setTimeout(shown, 50); });
  if (mathjax) {
    await new Promise((loaded) => make("script", document.head, { src: mathjax.src, onload: loaded }));
    await window.MathJax.startup.promise;
  }
  document.documentElement.dataset.typeset = "";
}
