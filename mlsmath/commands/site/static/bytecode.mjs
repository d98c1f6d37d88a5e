// Run by Node while the site is built: start the site's Python with all its packages, and let it
// run `bytecode.py`, which writes the bytecode of every module that a page imports.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [pyodide, lockFileURL, program, target] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(join(pyodide, "pyodide.js"));
try {
  const lock = JSON.parse(readFileSync(lockFileURL, "utf8"));
  const packages = Object.keys(lock.packages);
  const python = await loadPyodide({ indexURL: pyodide, lockFileURL, packages });
  python.runPython(lock.stand_ins);
  python.FS.mkdir("/bytecode");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: target }, "/bytecode");
  python.runPython(readFileSync(program, "utf8"));
} catch (error) {
  // Node would show the source line, which is the whole interpreter.
  process.stderr.write(String(error.message || error));
  process.exitCode = 1;
}
