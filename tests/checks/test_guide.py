"""The author's guide works as it is written, in ten lines."""

import doctest
import subprocess
import sys

from mlsmath import checks


def test_the_guides_example_runs():
    found = doctest.testmod(checks)
    assert found.attempted == 5
    assert found.failed == 0


def test_the_guides_exercise_takes_ten_lines():
    examples = doctest.DocTestFinder(recurse=False).find(checks)[0].examples
    written = [example.source for example in examples if not example.source.startswith("print")]
    assert len("".join(written).splitlines()) <= 10


def test_importing_the_checks_imports_nothing_heavy():
    code = (
        "import sys, mlsmath.checks; heavy = {'matplotlib', 'IPython', 'ipywidgets', 'sympy', "
        "'nbgrader', 'numpy.testing', 'pytest', 'scipy'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
