"""How long the import of the math takes beyond that of NumPy, in the processor's time.

pytest tests/benchmarks -n0 --benchmark-enable
"""

import subprocess
import sys

MODULES = ["cost", "data", "derivatives", "descent", "features", "gradient", "model"]
SCRIPT = f"""
import numpy
from time import process_time
start = process_time()
import mlsmath
package = process_time() - start
import {", ".join(f"mlsmath.{name}" for name in MODULES)}
print(package, process_time() - start)
"""


def test_import_beyond_numpy(measuring, capsys):
    runs = []
    for _ in range(15):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, encoding="utf-8", check=True
        )
        runs.append([1000 * float(seconds) for seconds in done.stdout.split()])
    package, math = (min(column) for column in zip(*runs, strict=True))
    with capsys.disabled():
        print(f"\nimport mlsmath: {package:.1f} ms; with all of the math: {math:.1f} ms")
    assert package <= 10
    assert math <= 10
