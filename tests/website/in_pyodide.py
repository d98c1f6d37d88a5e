"""The tests of the math, run by pytest inside the site's own Python in the browser.

There is no SciPy and no scikit-learn there: a test that asks them is skipped, all others run.
Hypothesis has a compiled part since 6.150, so the last one without is taken.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

TESTS = Path(__file__).parents[1] / "math"
TOOLS = ["hypothesis<6.150", "iniconfig", "pluggy", "pytest", "sortedcontainers", "attrs"]
PYTHON = """
import importlib.abc, importlib.machinery, sys, types, zipfile

class Absent(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        def ask(*args, **named):
            import pytest
            pytest.skip(f"{self.__name__} is not in the browser")
        return ask

class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("scipy", "sklearn"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
    def create_module(self, spec):
        return Absent(spec.name)
    def exec_module(self, module):
        pass

class Count:
    def __init__(self):
        self.passed = self.skipped = self.failed = 0
        self.said = []
    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.skipped:
            name = report.outcome
            setattr(self, name, getattr(self, name) + 1)
        if report.failed:
            self.said.append(f"{report.nodeid}\\n{report.longreprtext}")
    def pytest_collectreport(self, report):
        if report.failed:
            self.said.append(f"{report.nodeid}\\n{report.longreprtext}")

sys.meta_path.append(Finder())
sys.modules["pygments.lexers.diff"] = Absent("pygments.lexers.diff")  # no page needs it
import _pytest.assertion
zipfile.ZipFile("/tests.zip").extractall("/tests")
import pytest
from hypothesis import HealthCheck, settings
settings.register_profile(
    "browser", deadline=None, max_examples=20, suppress_health_check=list(HealthCheck)
)
settings.load_profile("browser")
count = Count()
arguments = ["/tests", "-q", "-s", "-p", "no:cacheprovider", "-p", "no:faulthandler",
             "--import-mode=importlib", "-p", "no:hypothesispytest"]
status = int(pytest.main(arguments, plugins=[count]))
{"status": status, "passed": count.passed, "skipped": count.skipped, "failed": count.failed,
 "said": "\\n\\n".join(count.said)}
"""
RUN = """([address, names, python]) => new Promise((resolve, reject) => {
    const code = `self.onmessage = async ({ data: [address, names, python] }) => {
        const folder = address + "/live/static/python/";
        importScripts(folder + "pyodide.js");
        const pyodide = await self.loadPyodide({
            lockFileURL: folder + "lock.json",
            packages: ["mlsmath", "sympy", "packaging", "pygments"],
        });
        const tests = address + "/live/static/tests/";
        await pyodide.loadPackage(names.map((name) => tests + name));
        const zip = await (await fetch(tests + "tests.zip")).arrayBuffer();
        pyodide.FS.writeFile("/tests.zip", new Uint8Array(zip));
        const report = await pyodide.runPythonAsync(python);
        self.postMessage(report.toJs({ dict_converter: Object.fromEntries }));
    };
    self.onunhandledrejection = (event) => { throw event.reason; };`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
    worker.onerror = ({ message }) => { worker.terminate(); reject(new Error(message)); };
    worker.postMessage([address, names, python]);
})"""


def bring_tests(folder, scratch):
    """Put the tests and what runs them into a folder of the site; return the wheels' names."""
    folder.mkdir()
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", scratch]
    only_pure = ["--only-binary", ":all:", "--platform", "any"]
    subprocess.run([*command, *only_pure, *TOOLS], check=True)
    wheels = sorted(Path(scratch).glob("*.whl"))
    for wheel in wheels:
        shutil.copy(wheel, folder)
    with zipfile.ZipFile(folder / "tests.zip", "w") as archive:
        for path in sorted(TESTS.glob("*.py")):
            archive.write(path, path.name)
    return [wheel.name for wheel in wheels]


def remove(folder):
    shutil.rmtree(folder)
