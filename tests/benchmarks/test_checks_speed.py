"""How long a check takes for a right answer: under 0.1 s each, so that "run all" stays pleasant.

    pytest tests/benchmarks/test_checks_speed.py -n0 --benchmark-enable

The answer is the first right one of the corpus.
"""

import runpy
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from mlsmath import checks
from mlsmath.tables import load_table

CHECKS = {name: value for name, value in vars(checks).items() if name.startswith("check_")}
MOST_SECONDS = 0.1
CORPUS = Path(__file__).parents[1] / "checks"
answers = runpy.run_path(str(CORPUS / "conftest.py"))["answers"]


def split_rows(m, seed):
    order = np.random.default_rng(seed).permutation(m)
    return np.split(order, [round(0.6 * m), round(0.8 * m)])


def scale_by_training(*parts):
    return [(X - parts[0].mean(axis=0)) / parts[0].std(axis=0) for X in parts]


def fit_my_model(Z, y, Z_validation, y_validation):
    found = []
    for lambda_ in (0, 0.1, 1, 3, 10, 30):
        w = np.linalg.solve(Z.T @ Z + lambda_ * np.eye(Z.shape[1]), Z.T @ (y - y.mean()))
        cost = np.mean((Z_validation @ w + y.mean() - y_validation) ** 2)
        found.append((cost, (w, y.mean(), lambda_)))
    return min(found, key=lambda pair: pair[0])[1]


ANSWERS = {  # of the checks that have no right answer of their own
    "check_line_by_hand": (0.5, 4.2),
    "check_my_question": (lambda: (load_table("cars"), "city_km_per_l", ["cylinders"]),),
    "check_split_rows": (split_rows,),
    "check_scale_by_training": (scale_by_training,),
    "check_fit_my_model": (fit_my_model,),
}


def first_right(name):
    for path in CORPUS.glob("test_corpus_*.py"):
        spec = spec_from_file_location(path.stem, path)
        sys.modules[path.stem] = module = module_from_spec(spec)
        spec.loader.exec_module(module)
        group = getattr(module, name, None)
        if hasattr(group, "right"):
            return next(iter(answers(group.right, CHECKS[f"check_{name}"]).values()))
    raise LookupError(name)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_right_answer_returns_quickly(measuring, benchmark, name):
    check = CHECKS[name]
    answer = ANSWERS.get(name) or (first_right(name.removeprefix("check_")),)
    result = benchmark.pedantic(check, args=answer, rounds=5, warmup_rounds=1)
    assert result.passed
    assert benchmark.stats.stats.median < MOST_SECONDS
