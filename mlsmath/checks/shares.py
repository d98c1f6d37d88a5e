"""The exercise on precision and recall, of part 3.4b: two shares of the same hits."""

import numpy as np

from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes
from mlsmath.checks.inputs import Case, Rng, truths_and_labels

# Such that no share that a mistake gives is the same as a right one.
_TABLES = ((4, 1, 2, 6), (2, 3, 1, 5), (1, 2, 4, 6), (7, 2, 1, 4), (3, 5, 4, 1))


def _cases(rng: Rng) -> list[Case]:
    cases = truths_and_labels(rng, _TABLES)
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


check_precision_and_recall = Exercise(
    "precision_and_recall",
    lambda y, labels: (
        _divided(_counts(y, labels)[1, 1], _counts(y, labels)[:, 1].sum()),
        _divided(_counts(y, labels)[1, 1], _counts(y, labels)[1].sum()),
    ),
    _cases,
    parts={"precision": 1, "recall": 1},
    gives_several=True,
    checked="Labels that are partly right and all right, and someone who calls every bird a 1.",
    then="Move the threshold below: on the whole precision rises, and recall never does.",
)

add_mistakes(
    check_precision_and_recall,
    Formula(
        "y, labels",
        "t = counts(y, labels)",
        "hits = t[1, 1]",
        "called = t[:, 1].sum()",
        "ones = t[1].sum()",
        "precision = divided(hits, called)",
        "recall = divided(hits, ones)",
        "shares = precision, recall",
        counts=_counts,
        divided=_divided,
    ),
    """
swapped: shares = recall, precision
    The two have changed places. Precision is a share of the birds that were called 1, and it comes
    first.
divides-by-all: called = t.sum(); ones = t.sum()
    You divide by all birds. Precision is a share of the birds that were called 1, recall a share of
    those that are 1.
twice-precision: shares = precision, precision
    Both times you divide by how many birds were called 1. For recall, divide by how many are 1.
twice-recall: shares = recall, recall
    Both times you divide by how many birds are 1. For precision, divide by how many were called 1.
accuracy: hits = np.trace(t); called = t.sum(); ones = t.sum()
    You count every label that is right. Both shares count the ones that were called 1 alone.
counts-right-zeros: hits = np.trace(t)
    The zeros that were called 0 are counted, too. Both shares begin with the birds that are 1 and
    were called 1.
hits-are-the-right-zeros: hits = t[0, 0]
    Your hits are the zeros that were called 0. A hit is a 1 in both arrays.
hits-are-a-share: hits = t[1, 1] / t.sum()
    Both results are divided by the number of all birds as well, as a mean does. Count the hits with
    `np.sum`, and divide once.
recall-over-the-zeros: recall = hits / t[0].sum()
    For recall you divide by how many birds are 0. Divide by how many are 1.
precision-over-the-zeros: precision = hits / t[:, 0].sum()
    For precision you divide by how many were called 0. Divide by how many were called 1.
of-the-zeros: t = counts(1 - y, 1 - labels)
    You have worked out both shares for the zeros. They are asked for the ones.
share-of-wrong: precision = divided(t[0, 1], called); recall = divided(t[1, 0], ones)
    You count the wrong ones. Count the birds that are 1 and were called 1.
counts: shares = hits, hits
    You give the number of hits both times. Divide it: once by how many were called 1, once by how
    many are 1.
counts-either: hits = t.sum() - t[0, 0]
    You count the birds that are 1 in at least one of the two. A hit is a 1 in both: between two
    questions that must both hold stands `&`.
hits-are-called: hits = t[:, 1].sum()
    Your hits are all birds that were called 1, right or wrong. A hit is a 1 in both arrays.
hits-are-ones: hits = t[1].sum()
    Your hits are all birds that are 1, found or not. A hit is a 1 in both arrays.
over-the-zeros: precision = hits / t[:, 0].sum(); recall = hits / t[0].sum()
    You divide by numbers of zeros. Precision is a share of the birds that were called 1, recall a
    share of those that are 1.
precision-of-all: called = t.sum()
    For precision you divide by all birds. Divide by how many were called 1.
recall-of-all: ones = t.sum()
    For recall you divide by all birds. Divide by how many are 1.
precision-over-mistakes: precision = hits / t[0, 1]
    For precision you divide by the mistakes: the 0s that were called 1. Divide by all that were
    called 1, the hits among them.
recall-over-missed: recall = hits / t[1, 0]
    For recall you divide by the missed birds. Divide by all that are 1, the hits among them.
over-the-mistakes: precision = hits / t[0, 1]; recall = hits / t[1, 0]
    You divide the hits by the mistakes. Divide them by hits and mistakes together.
brackets: precision = hits / hits + t[0, 1]; recall = hits / hits + t[1, 0]
    Python divides before it adds. Put round brackets around the sum below the line.
counts-the-missed: precision = t[1, 0] / called; recall = t[1, 0] / ones
    You count the birds that are 1 and were called 0, as in the note. A hit is a 1 in both arrays.
percent: shares = 100 * precision, 100 * recall
    You give percent. Numbers from 0 to 1 are asked for, so do not multiply by 100.
upside-down: precision = called / hits; recall = ones / hits
    Your fractions stand on their heads: the hits belong above the line.
shares-of-ones: precision = called / t.sum(); recall = ones / t.sum()
    These are the shares of ones in the labels and in the truth. Count the birds that are 1 in both.
""",
)
