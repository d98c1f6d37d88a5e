"""Nothing heavy is imported before it is needed."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("code", "never"),
    [
        ("import mlsmath", {"sympy", "ipywidgets", "matplotlib"}),
        ("import mlsmath.gradient, mlsmath.derivatives", {"sympy", "ipywidgets"}),
        (
            "from mlsmath.derivation import derive; print(derive('x**2', 'x'))",
            {"ipywidgets", "IPython", "matplotlib", "mlsmath.pictures", "mlsmath.checks"},
        ),
    ],
)
def test_what_is_not_needed_is_not_imported(code, never):
    script = f"{code}\nimport sys\nprint('LOADED', *sorted(sys.modules))"
    command = [sys.executable, "-X", "utf8", "-c", script]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    loaded = set(ran.stdout.partition("LOADED")[2].split())
    assert "mlsmath" in loaded
    assert loaded.isdisjoint(never)
