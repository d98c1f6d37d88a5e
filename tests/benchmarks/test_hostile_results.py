"""How long a check takes for what no right answer is like: under 5 s, whatever comes back.

pytest tests/benchmarks/test_hostile_results.py -n0 --benchmark-enable
"""

import numpy as np
import pytest

from mlsmath import checks

MOST_SECONDS = 5.0


class Slow:
    """Takes long to be shown, and to be asked for its length or type of numbers."""

    def __repr__(self):
        return str(sum(range(10**8)))

    __str__ = __len__ = __repr__
    dtype = shape = property(__repr__)


def raises(*_):
    raise ValueError(Slow())


def nested(*_):
    value = []
    for _ in range(10**5):
        value = [value]
    return value


def grows(x, *_):
    return [x] * 10**7


def never_ends(*_):
    while True:
        pass


HOSTILE = {
    "8 GB of zeros": lambda *_: np.zeros(10**9),
    "8 GB of ones": lambda *_: np.ones(10**9),
    "800 MB": lambda *_: np.ones(10**8),
    "a table too large": lambda *_: np.ones((9000, 9000)),
    "a long list": lambda *_: [0.5] * 10**8,
    "a list of lists": lambda *_: [[0.5]] * 10**7,
    "a list of all numbers": lambda *_: list(range(10**8)),
    "a long text": lambda *_: "x" * 10**9,
    "a large whole number": lambda *_: 1 << 10**8,
    "deep lists": nested,
    "slow to show": lambda *_: Slow(),
    "a list that is slow to show": lambda *_: [Slow()] * 5,
    "an error that is slow to show": raises,
    "a large dictionary": lambda *_: dict.fromkeys(range(10**6)),
    "inputs many times": grows,
    "a loop without end": never_ends,
}


@pytest.mark.parametrize("check", ["predict", "compute_gradient_many", "gradient_descent_logistic"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_check_ends(measuring, benchmark, check, kind):
    answer = HOSTILE[kind]
    result = benchmark.pedantic(getattr(checks, f"check_{check}"), args=(answer,), rounds=1)
    assert result.points == 0
    assert benchmark.stats.stats.max < MOST_SECONDS
