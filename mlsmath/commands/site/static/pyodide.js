// The entry point that the kernel loads in its worker. The lock says where Pyodide is; the wheels
// that are beside the lock get their full address here, because only the browser knows it.
self.loadPyodide = (options) => (self.startedPython ??= startPython(options));

async function startPython(options) {
  const folder = new URL(".", options.lockFileURL).href;
  const lock = await (await fetch(options.lockFileURL)).json();
  const pyodide = new URL(lock.pyodide, folder).href;
  for (const entry of Object.values(lock.packages)) {
    if (entry.file_name.startsWith("./")) entry.file_name = new URL(entry.file_name, folder).href;
  }
  tellHowFar(options.packages, lock.packages);
  importScripts(pyodide + "pyodide.js"); // defines self.loadPyodide anew
  const python = await self.loadPyodide({
    ...options,
    indexURL: pyodide,
    lockFileURL: URL.createObjectURL(new Blob([JSON.stringify(lock)])),
  });
  python.runPython(lock.stand_ins);
  return python;
}

// Tell the page how many of the files that Python needs to start have arrived.
function tellHowFar(names, packages) {
  const wanted = new Set();
  const add = (name) => {
    const entry = packages[name.replaceAll("_", "-")];
    if (wanted.has(entry.file_name)) return;
    wanted.add(entry.file_name);
    entry.depends.forEach(add);
  };
  names.forEach(add);
  const page = new BroadcastChannel("mlsmath-python");
  const all = wanted.size + 2; // and the interpreter and its standard library
  let arrived = 0;
  const fetchAsItIs = self.fetch.bind(self);
  self.fetch = async (...request) => {
    const response = await fetchAsItIs(...request);
    arrived += 1;
    page.postMessage({ arrived: Math.min(arrived, all), all });
    return response;
  };
}
