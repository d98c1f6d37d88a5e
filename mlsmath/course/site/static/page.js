// The pages to read: pictures that move without Python. overlay.js draws them, as in a notebook.
import overlay, { number, withSteps } from "./overlay.js";

const make = (tag, parent, more) => Object.assign(parent.appendChild(document.createElement(tag)), more);
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
    const { choices, step, value } = this.control, at = value(Number(this.input.value));
    const text = choices.length ? number(at) : at.toFixed(Math.max(0, -Math.floor(Math.log10(step))));
    this.shown.textContent = this.input.ariaValueText = text.replace("-", "−");
    this.heard?.();
  }
  on(_, heard) { this.heard = heard; }
  off() { this.heard = null; }
  save_changes() {}
}

async function awaken(picture) {
  const numbers = (name, value) => (["data", "still"].includes(name) ? bytes(value) : value);
  const state = JSON.parse(await (await fetch(picture.dataset.scene)).text(), numbers);
  const living = make("div", document.createDocumentFragment(), { className: "mlsmath-living" });
  const sliders = state.spec.controls.map((control) => new Slider(control, living));
  state.sliders = [...sliders.keys()].map(String);
  const model = { get: (name) => state[name], on() {}, widget_manager: { get_model: async (k) => sliders[k] } };
  await overlay.render({ model, el: make("div", living) });
  await all("img", living)[0].decode();
  picture.prepend(living);
  picture.classList.add("mlsmath-alive");
  for (const still of all(":scope > img", picture)) still.loading = "eager"; // it is what is printed
}

// A derivation: its table is all of it, and a step is the table with two of its rows.
function stepThrough(table) {
  const rows = all("tr", table), fold = table.closest("details"), last = rows.length - 1;
  const bar = make("div", document.createDocumentFragment(), { className: "mlsmath-buttons" });
  const button = (textContent, onclick) => make("button", bar, { textContent, type: "button", onclick });
  for (const first of all("strong ~ br:first-of-type", table)) { // after the rule come the words
    const words = document.createElement("span");
    words.className = "mlsmath-words";
    while (first.nextSibling && first.nextSibling.nodeName !== "BR") words.append(first.nextSibling);
    first.after(words);
  }
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
  const words = button("Say it in words", () => {
    words.ariaPressed = String(table.classList.toggle("mlsmath-in-words"));
  });
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

// The first picture can be taken hold of before the formulas are typeset, others when they are near.
const pictures = all(".mlsmath-picture[data-scene]");
const near = new IntersectionObserver((seen) => {
  for (const { target } of seen.filter((one) => one.isIntersecting)) [near.unobserve(target), awaken(target)];
}, { rootMargin: "1200px" });
const mathjax = all("script[src*=mathjax]")[0]; // it is there as a text: see frame.py
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
