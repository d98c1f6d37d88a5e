// The worker that starts Python while JupyterLab is still loading. `live.js` makes it first of all,
// and gives it to the kernel in place of the worker that the kernel asks for.
self.onmessage = ({ data }) => {
  if (data.become) {
    self.onmessage = null;
    importScripts(data.become); // the kernel's own script; its messages come after this one
    return;
  }
  importScripts("pyodide.js");
  self.loadPyodide(data.options).then((python) => python.runPythonAsync(data.imports));
};
