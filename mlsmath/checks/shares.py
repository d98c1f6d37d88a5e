"""The exercise on precision and recall, of part 3.4b: two shares of the same hits."""

from collections.abc import Callable

import numpy as np

from mlsmath.checks.answers import ANSWERS
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.inputs import Case, Rng

# How many birds are 1 and called 1, 1 and called 0, 0 and called 1, 0 and called 0: such that no
# share that a mistake gives is the same as a right one.
_TABLES = ((4, 1, 2, 6), (2, 3, 1, 5), (1, 2, 4, 6), (7, 2, 1, 4), (3, 5, 4, 1))


def _cases(rng: Rng) -> list[Case]:
    cases = []
    for table in rng.permutation(_TABLES):
        y, labels = np.repeat([1, 1, 0, 0], table), np.repeat([1, 0, 1, 0], table)
        order = rng.permutation(len(y))
        cases.append(Case((y[order], labels[order])))
    y = rng.permutation(np.repeat([0, 1], [3, 4]))
    return [
        *cases,
        Case((y, np.eye(7, dtype=int)[y.argmax()]), care="a single bird that is called a 1"),
        Case((y, y.copy()), care="labels that are all right"),
        Case((y, np.ones(len(y), dtype=int)), care="someone who calls every bird a 1"),
    ]


def _counts(y: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the table: a row for each truth, a column for each label."""
    y, labels = np.asarray(y), np.asarray(labels)
    return np.array([[float(np.sum((y == i) & (labels == j))) for j in (0, 1)] for i in (0, 1)])


def _divided(a: float, by: float) -> float:
    return a / by if by else 0.0


def _endless(a: float, by: float) -> float:
    """Return a share as NumPy does, which divides by zero, and warns."""
    return float(np.divide(a, by))


check_precision_and_recall = Exercise(
    "precision_and_recall",
    lambda y, labels: (
        _divided(_counts(y, labels)[1, 1], _counts(y, labels)[:, 1].sum()),
        _divided(_counts(y, labels)[1, 1], _counts(y, labels)[1].sum()),
    ),
    _cases,
    parts={"precision": 1, "recall": 1},
    gives_several=True,
    answers=ANSWERS["precision_and_recall"],
    checked="Labels that are partly right and all right, and someone who calls every bird a 1.",
    then="Move the threshold below: on the whole precision rises, and recall never does.",
)


def _mistake(name: str, hint: str, wrong: Callable) -> None:
    """Add a mistake: a function of the table of counts that gives both shares."""

    def function(y: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
        return wrong(_counts(y, labels))

    function.__name__ = name
    check_precision_and_recall.misconception(hint)(function)


def _precision(t: np.ndarray) -> float:
    return _divided(t[1, 1], t[:, 1].sum())


def _recall(t: np.ndarray) -> float:
    return _divided(t[1, 1], t[1].sum())


for _name, _hint, _wrong in (
    (
        "swapped",
        "The two have changed places. Precision is a share of the birds that were called 1, and "
        "it comes first.",
        lambda t: (_recall(t), _precision(t)),
    ),
    (
        "divides_by_all",
        "You divide by all birds. Precision is a share of the birds that were called 1, recall a "
        "share of those that are 1.",
        lambda t: (t[1, 1] / t.sum(), t[1, 1] / t.sum()),
    ),
    (
        "twice_precision",
        "Both times you divide by how many birds were called 1. For recall, divide by how many "
        "are 1.",
        lambda t: (_precision(t), _precision(t)),
    ),
    (
        "twice_recall",
        "Both times you divide by how many birds are 1. For precision, divide by how many were "
        "called 1.",
        lambda t: (_recall(t), _recall(t)),
    ),
    (
        "accuracy",
        "You count every label that is right. Both shares count the ones that were called 1 alone.",
        lambda t: (np.trace(t) / t.sum(), np.trace(t) / t.sum()),
    ),
    (
        "counts_right_zeros",
        "The zeros that were called 0 are counted, too. Both shares begin with the birds that "
        "are 1 and were called 1.",
        lambda t: (_divided(np.trace(t), t[:, 1].sum()), _divided(np.trace(t), t[1].sum())),
    ),
    (
        "of_the_zeros",
        "You have worked out both shares for the zeros. They are asked for the ones.",
        lambda t: (_divided(t[0, 0], t[:, 0].sum()), _divided(t[0, 0], t[0].sum())),
    ),
    (
        "share_of_wrong",
        "You count the wrong ones. Count the birds that are 1 and were called 1.",
        lambda t: (_divided(t[0, 1], t[:, 1].sum()), _divided(t[1, 0], t[1].sum())),
    ),
    (
        "counts",
        "You give the number of hits both times. Divide it: once by how many were called 1, once "
        "by how many are 1.",
        lambda t: (t[1, 1], t[1, 1]),
    ),
    (
        "precision_of_all",
        "For precision you divide by all birds. Divide by how many were called 1.",
        lambda t: (t[1, 1] / t.sum(), _recall(t)),
    ),
    (
        "recall_of_all",
        "For recall you divide by all birds. Divide by how many are 1.",
        lambda t: (_precision(t), t[1, 1] / t.sum()),
    ),
    (
        "precision_over_mistakes",
        "For precision you divide by the mistakes: the 0s that were called 1. Divide by all that "
        "were called 1, the hits among them.",
        lambda t: (_endless(t[1, 1], t[0, 1]), _recall(t)),
    ),
    (
        "recall_over_missed",
        "For recall you divide by the missed birds. Divide by all that are 1, the hits among them.",
        lambda t: (_precision(t), _endless(t[1, 1], t[1, 0])),
    ),
    (
        "over_the_mistakes",
        "You divide the hits by the mistakes. Divide them by hits and mistakes together.",
        lambda t: (_endless(t[1, 1], t[0, 1]), _endless(t[1, 1], t[1, 0])),
    ),
    (
        "brackets",
        "Python divides before it adds. Put round brackets around the sum below the line.",
        lambda t: (_endless(t[1, 1], t[1, 1]) + t[0, 1], _endless(t[1, 1], t[1, 1]) + t[1, 0]),
    ),
    (
        "counts_the_missed",
        "You count the birds that are 1 and were called 0, as in the note. A hit is a 1 in both "
        "arrays.",
        lambda t: (_endless(t[1, 0], t[:, 1].sum()), _endless(t[1, 0], t[1].sum())),
    ),
    (
        "percent",
        "You give percent. Numbers from 0 to 1 are asked for, so do not multiply by 100.",
        lambda t: (100 * _precision(t), 100 * _recall(t)),
    ),
    (
        "upside_down",
        "Your fractions stand on their heads: the hits belong above the line.",
        lambda t: (_endless(t[:, 1].sum(), t[1, 1]), _endless(t[1].sum(), t[1, 1])),
    ),
    (
        "shares_of_ones",
        "These are the shares of ones in the labels and in the truth. Count the birds that are "
        "1 in both.",
        lambda t: (t[:, 1].sum() / t.sum(), t[1].sum() / t.sum()),
    ),
):
    _mistake(_name, _hint, _wrong)
