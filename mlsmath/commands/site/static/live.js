// Tell how far Python is while it loads, run the cell that says it is ready, and keep the page from
// being used before the notebook has its Python: JupyterLab would ask which one to use.
(() => {
  const notebook = new URLSearchParams(location.search).get("path") || "";
  if (!notebook.endsWith(".ipynb")) return;
  startEarly();
  const banner = document.createElement("p");
  banner.id = "mlsmath-python";
  banner.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = "The notebook is opening …";
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "How much of Python has arrived");
  bar.value = 0; // without a value it would be animated, and take the time of a core
  banner.append(words, bar);
  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };

  new BroadcastChannel("mlsmath-python").onmessage = ({ data }) => {
    bar.max = data.all;
    bar.value = data.arrived;
    say(data.arrived < data.all ? "Python is on its way …" : "Python is starting …");
  };

  document.addEventListener("DOMContentLoaded", async () => {
    document.body.append(banner);
    // Keys and clicks reach the notebook only when it knows its Python.
    const block = (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
    };
    const kinds = ["keydown", "mousedown", "click"];
    kinds.forEach((kind) => window.addEventListener(kind, block, true));
    try {
      const panel = await opened();
      const context = panel.sessionContext;
      await context.ready;
      addBar(panel);
      kinds.forEach((kind) => window.removeEventListener(kind, block, true));
      say("Python is on its way …");
      runStart(panel);
      await idle(context);
      banner.hidden = true;
    } catch (error) {
      kinds.forEach((kind) => window.removeEventListener(kind, block, true));
      bar.hidden = true;
      say("Python could not start. Reload the page to try again.");
      throw error;
    }
  });

  // Python needs several seconds to start, and so does JupyterLab: let both begin at once. The
  // first worker that the kernel asks for is then there already.
  function startEarly() {
    if (window.crossOriginIsolated) return; // there the kernel is another one
    const settings = JSON.parse(document.getElementById("mlsmath-early").textContent);
    const python = new URL("../static/python/", location.href);
    const early = new Worker(new URL("early.js", python));
    const lockFileURL = new URL("lock.json", python).href;
    early.postMessage({ options: { ...settings.options, lockFileURL }, imports: settings.imports });
    window.Worker = new Proxy(window.Worker, {
      construct(Made, [script, ...more]) {
        if (!String(script).includes("/pyodide-kernel-extension/")) return new Made(script, ...more);
        window.Worker = Made;
        early.postMessage({ become: String(script) });
        return early;
      },
    });
  }

  // Where to go from here, and the notebook as a file: JupyterLite has no such entry in its menu.
  async function addBar(panel) {
    const bar = document.createElement("nav");
    bar.id = "mlsmath-bar";
    bar.setAttribute("aria-label", "This notebook");
    const add = (tag, textContent, more) =>
      bar.appendChild(Object.assign(document.createElement(tag), { textContent, ...more }));
    const parts = await (await fetch("../parts.json")).json();
    const here = parts.findIndex(({ name }) => name === notebook);
    const live = (name) => `?path=${name.split("/").map(encodeURIComponent).join("/")}`;
    const reading = here < 0 ? "index" : notebook.replace(/\.ipynb$/, "");
    add("a", "The course", { href: "../../index.html" });
    if (here >= 0) add("a", "Read this page", { href: `../../${reading}.html` });
    if (parts[here - 1]) add("a", "Previous part", { href: live(parts[here - 1].name) });
    if (here >= 0 && parts[here + 1]) add("a", "Next part", { href: live(parts[here + 1].name) });
    add("button", "Download", { type: "button", onclick: () => download(panel) });
    if (here >= 0) add("button", "Start again", { type: "button", onclick: () => startAgain(panel) });
    const progress = add("button", "", { type: "button", onclick: () => showProgress(panel) });
    const count = () => (progress.textContent = `Progress: ${done(panel)}`);
    panel.context.model.contentChanged.connect(count);
    count();
    const version = panel.context.model.getMetadata("mlsmath")?.version;
    if (here >= 0 && version !== parts[here].version) {
      add("p", "There is a newer version of this notebook.", { role: "status" });
      const onclick = () => startAgain(panel, "Get the newer version?");
      add("button", "Get the newer version", { type: "button", onclick });
    }
    document.body.append(bar);
    const page = document.documentElement;
    page.classList.add("mlsmath-has-bar");
    new ResizeObserver(() => {
      page.style.setProperty("--mlsmath-bar", `${bar.offsetHeight}px`);
      window.dispatchEvent(new Event("resize")); // the notebook fits itself above the bar
    }).observe(bar);
  }

  async function download(panel) {
    await panel.context.save();
    const text = `${JSON.stringify(panel.context.model.toJSON(), null, 1)}\n`;
    const href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
    const link = Object.assign(document.createElement("a"), { href });
    link.download = notebook.split("/").at(-1); // the name that is collected and graded
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  // How many exercises of this notebook are done, as their checks left it in the outputs.
  function done(panel) {
    const tests = [...panel.context.model.cells].filter((one) => one.getMetadata("nbgrader")?.grade);
    const right = tests.filter((one) =>
      one.outputs.toJSON().some(({ data }) => data?.["application/vnd.mlsmath.check+json"]?.passed)
    );
    return `${right.length} of ${tests.length}`;
  }

  async function showProgress(panel) {
    await panel.context.save();
    const { widgets } = panel.content;
    panel.content.activeCellIndex = widgets.findIndex(({ model }) => model.id === "live-progress-code");
    await window.jupyterapp.commands.execute("notebook:run-cell");
  }

  // The learner's notebook gets another name, and the site's own is then found under the old one.
  async function startAgain(panel, question = "Begin this notebook again?") {
    const now = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", ".");
    const kept = notebook.replace(/\.ipynb$/, ` (kept ${now}).ipynb`);
    if (!confirm(`${question} Yours is kept under the name "${kept}".`)) return;
    await panel.context.save();
    await panel.context.sessionContext.shutdown();
    await window.jupyterapp.serviceManager.contents.rename(notebook, kept);
    location.reload();
  }

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  async function opened() {
    for (;;) {
      const app = window.jupyterapp;
      const panel = app && app.shell && app.shell.currentWidget;
      if (panel && panel.sessionContext && panel.content && panel.content.widgets.length) {
        return panel;
      }
      await pause(50);
    }
  }

  function runStart(panel) {
    const cell = panel.content.widgets.find((widget) => widget.model.id === "live-start");
    if (!cell) return;
    panel.content.activeCellIndex = panel.content.widgets.indexOf(cell);
    window.jupyterapp.commands.execute("notebook:run-cell-and-select-next");
  }

  async function idle(context) {
    for (;;) {
      const kernel = context.session && context.session.kernel;
      if (kernel && kernel.status === "idle") return;
      if (kernel && kernel.status === "dead") throw new Error("Python ended.");
      await pause(100);
    }
  }
})();
