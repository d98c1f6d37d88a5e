"""How long a check takes for a right answer: under 0.3 s each, so that "run all" stays pleasant.

    pytest tests/benchmarks/test_checks_speed.py -n0 --benchmark-enable

The answer is the exercise's own, so the time is that of the check.
"""

import pytest

from mlsmath import checks

CHECKS = {name: value for name, value in vars(checks).items() if name.startswith("check_")}
MOST_SECONDS = 0.3


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_right_answer_returns_quickly(measuring, benchmark, name):
    check = CHECKS[name]
    answer = (0.5, 4.2)
    if isinstance(check, checks.Exercise):
        answer = (lambda *args: check.reference(*args),)
    result = benchmark.pedantic(check, args=answer, rounds=5, warmup_rounds=1)
    assert result.passed
    assert benchmark.stats.stats.median < MOST_SECONDS
