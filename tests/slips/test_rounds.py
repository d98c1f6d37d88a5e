"""A slip in a function that a notebook surrounds: as the message mends it, the check passes."""

import numpy as np

from mlsmath.cost import squared_error_cost
from mlsmath.derivatives import sigmoid
from mlsmath.features import apply_z_score, fit_z_score


def log_loss(f, y):
    return -y * np.log(f) - (1 - y) * np.log(1 - f)


NOTEBOOK = {
    "np": np,
    "m": 342,
    "y_train": np.zeros(30),
    "sigmoid": sigmoid,
    "squared_error_cost": squared_error_cost,
    "apply_z_score": apply_z_score,
    "fit_z_score": fit_z_score,
    "log_loss": log_loss,
}


def test_the_slip_is_told_and_mended_the_check_passes(judged, rounds):
    assert judged(rounds.name, rounds.mended).passed
    result = judged(rounds.name, rounds.typed)
    assert not result.passed
    assert f"`{rounds.new}`" in result.message


def test_the_slip_is_told_and_rewritten_the_check_passes(judged, rewritten_rounds):
    result = judged(rewritten_rounds.name, rewritten_rounds.typed)
    assert not result.passed
    for piece in rewritten_rounds.told.split(" ... "):
        assert piece in result.message
    assert judged(rewritten_rounds.name, rewritten_rounds.mended).passed


def test_another_mistake_is_not_taken_for_one(judged, other_mistake):
    result = judged(other_mistake.name, other_mistake.typed)
    assert not result.passed
    assert other_mistake.told not in result.hint
