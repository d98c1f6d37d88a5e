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
