# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercises of the clinic for walks: choose a learning rate, take the z-scores off again."""

from dataclasses import replace
from functools import partial

import numpy as np

from mlsmath.checks import compare, inputs, words
from mlsmath.checks.answers import ANSWERS
from mlsmath.checks.diagnosis import Attempt, Finding, Trial
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.inputs import LARGE, ONE_COLUMN, WHOLE, ZEROS, Case, Rng
from mlsmath.cost import squared_error_cost
from mlsmath.descent import gradient_descent

# choose_alpha(X, y)

LADDER = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
STEPS = 100
SLOWER = 4  # a good alpha is at most four times as slow as the best one
ZOOMS, PLACES = 12, 21  # how often a search looks closer, and at how many places
NEAR = 1e-4  # of the way from the start to the lowest cost: nearer than this is good, too


class _Bowl:
    """The bowl of the cost over a table, seen along the directions in which it bends.

    Along a direction that bends by `k`, each step multiplies the distance from the bottom by
    1 - alpha * k. So the cost after any number of steps is a formula, convex in alpha, and the
    learning rates that are good lie between two ends.
    """

    def __init__(self, X, y) -> None:
        table = np.column_stack([np.asarray(X, dtype=float), np.ones(len(y))])
        bottom = np.linalg.lstsq(table, np.asarray(y, dtype=float), rcond=None)[0]
        bends, directions = np.linalg.eigh(table.T @ table / len(y))
        self.bends = np.maximum(bends, 0.0)
        self.away = directions.T @ -bottom
        self.lowest = float(np.mean((table @ bottom - y) ** 2) / 2)

    def costs(self, alphas: np.ndarray, steps: int) -> np.ndarray:
        """Return for each learning rate the cost after so many steps from zeros."""
        with np.errstate(over="ignore"):
            left = (1 - np.multiply.outer(alphas, self.bends)) ** (2 * steps)
            return self.lowest + left @ (self.bends * self.away**2) / 2

    def cost(self, alpha: float, steps: int) -> float:
        """Return the cost after so many steps from zeros."""
        return float(self.costs(np.array([alpha]), steps)[0])

    def good(self) -> tuple[float, float]:
        """Return the least and the greatest learning rate that count as good."""
        start = self.cost(0.0, 0)
        best = self._best(STEPS // SLOWER)
        enough = self.cost(best, STEPS // SLOWER) + NEAR * (start - self.lowest)
        inside = self._best(STEPS)
        return self._end(0.0, inside, enough), self._end(4 / self.bends.max(), inside, enough)

    def _best(self, steps: int) -> float:
        low, high = 0.0, 2 / self.bends.max()
        for _ in range(ZOOMS):
            alphas = np.linspace(low, high, PLACES)
            lowest = int(np.argmin(self.costs(alphas, steps)))
            low, high = alphas[max(lowest - 1, 0)], alphas[min(lowest + 1, PLACES - 1)]
        return (low + high) / 2

    def _end(self, bad: float, fine: float, enough: float) -> float:
        for _ in range(ZOOMS):
            alphas = np.linspace(fine, bad, PLACES)
            first_bad = int(np.argmin(self.costs(alphas, STEPS) <= enough))
            fine, bad = alphas[first_bad - 1], alphas[first_bad]
        return fine


def _middle(X, y):
    return sum(_Bowl(X, y).good()) / 2


def _half(X, y):
    low, high = _Bowl(X, y).good()
    return (high - low) / 2


def _table(rng: Rng, m: int, n: int, size: float, away: float = 0.0):
    """Return a table whose columns spread by about `size`, and masses that follow from it."""
    X = (size * (rng.normal(size=(m, n)) + away)).round(2)
    w = inputs.vector(rng, n) / size
    return X, (X @ w + inputs.number(rng, negative=False) + rng.normal(size=m) / 4).round(2)


def _choose_alpha_cases(rng: Rng) -> list[Case]:
    # Few tables: who tries hundreds of learning rates takes a second for each.
    cases = [Case(_table(rng, m, n, size)) for m, n, size in ((12, 2, 1.0), (9, 1, 10.0))]
    X, y = _table(rng, 10, 3, 14.0, away=6.0)
    return [
        *cases,
        Case(_table(rng, 10, 4, 60.0)),
        Case(_table(rng, 8, 1, 0.3), care="a column of small numbers"),
        Case((X.round().astype(int), y.round().astype(int)), care=f"{LARGE}, all of them whole"),
    ]


# What a check finds, a piece of what Python said, the id for a report, and what it means here.
_SLIPS = {
    "index-too-large": (
        "out of",
        "more-costs-than-rungs",
        "The place that you ask for is beyond the end of the ladder. Does your list hold one cost "
        "for each rung? Add the last cost of each walk alone.",
    ),
    "shapes-do-not-fit": (
        "w must",
        "fixed-zeros",
        "The zeros at the start do not fit this table. It needs one for each of its columns: "
        "take their number from `X.shape`.",
    ),
}


class AlphaChoice(Exercise):
    """Accept every learning rate that is good, and tell a walk with one that is not.

    Who tries learning rates meets walks whose numbers become too large.
    """

    may_overflow = True
    seconds = 4.5  # a long ladder is a right answer, too

    def _retold(self, finding: Finding | None, trial: Trial, visible: bool) -> Finding | None:
        if finding is None:
            return None
        if finding.name in _SLIPS:
            piece, name, hint = _SLIPS[finding.name]
            if any(piece in str(attempt.outcome.error) for attempt in trial.attempts):
                return replace(finding, name=name, hint=hint)
        told = next(filter(None, map(_tell, trial.wrong)), None)
        if told and finding.name in ("other", "not-finite", "unused-argument"):
            return Finding(told[0], told[1])
        if told and finding.name == "always-the-same":
            return replace(finding, example=told[1])
        if "expected:" in finding.example:  # there is more than one right answer
            return replace(finding, example="")
        return finding


def _tell(attempt: Attempt) -> tuple[str, str] | None:
    """Return how a walk with the learner's alpha went, on one of the tables."""
    got = compare.plain(attempt.outcome.value)
    if got is None or got.shape != ():
        return None
    alpha, (X, y) = float(got), attempt.case.args
    if not np.isfinite(alpha) or alpha <= 0:
        return (
            "not-above-zero",
            f"Your function chose {words.show(alpha)} for a table. A learning rate is a number "
            "above 0.",
        )
    try:
        walk = gradient_descent(X, y, np.zeros(X.shape[1]), 0.0, alpha=alpha, steps=STEPS)
    except ValueError:
        return None
    lowest = _Bowl(X, y).lowest
    costs = walk.history.cost
    rows, columns = X.shape
    went = (
        f"On a table of {words.count(rows, 'row')} and {words.count(columns, 'column')} your "
        f"function chose {words.show(alpha)}. In {STEPS} steps the cost went from {costs[0]:.3g} "
        f"to {costs[-1]:.3g}"
    )
    if walk.diverged:
        return "too-bold", f"{went}: it grew. That alpha is too large for this table."
    after = gradient_descent(X, y, np.zeros(X.shape[1]), 0.0, alpha=_middle(X, y), steps=STEPS)
    return (
        "too-timid" if alpha < _middle(X, y) else "nearly-too-bold",
        f"{went}. With a better alpha it comes to {after.history.cost[-1]:.3g}, and the lowest "
        f"possible is {lowest:.3g}. Try a {'larger' if alpha < _middle(X, y) else 'smaller'} one "
        "for this table.",
    )


check_choose_alpha = AlphaChoice(
    "choose_alpha",
    lambda X, y: _middle(X, y),
    _choose_alpha_cases,
    within=_half,
    checked="A walk of 100 steps with your alpha on tables of many sizes: each of them got low.",
    then="See how far apart the learning rates are that your function chose for different tables.",
    answers=ANSWERS["choose_alpha"],
)


def _ends(X, y):
    return _Bowl(X, y).costs(np.array(LADDER), STEPS).tolist()


def _lowest_rung(X, y) -> int:
    return int(np.argmin(_ends(X, y)))


def _gives_place(X, y):
    return _lowest_rung(X, y)


def _gives_cost(X, y):
    return min(_ends(X, y))


def _gives_costs(X, y):
    return np.array(_ends(X, y))


def _gives_ladder(X, y):
    return np.array(LADDER)


def _gives_pair(X, y):
    return LADDER[_lowest_rung(X, y)], min(_ends(X, y))


def _largest_cost(X, y):
    return LADDER[-1]


def _smallest_rung(X, y):
    return LADDER[0]


def _one_rung_too_far(X, y):
    return LADDER[min(_lowest_rung(X, y) + 1, len(LADDER) - 1)]


def _minus(X, y):
    return -LADDER[_lowest_rung(X, y)]


def _start_cost(X, y):
    return squared_error_cost(X, y, np.zeros(np.shape(X)[1]), 0.0)


def _gives_knobs(X, y):
    alpha = LADDER[_lowest_rung(X, y)]
    return gradient_descent(X, y, np.zeros(X.shape[1]), 0.0, alpha=alpha, steps=STEPS).w


for _hint, _wrong in (
    (
        "Your function gives the place of a rung. Give the alpha that stands at that place of "
        "the ladder.",
        _gives_place,
    ),
    ("Your function gives a cost. Give the alpha whose walk reached that cost.", _gives_cost),
    (
        "Your function gives a list of costs. Give one alpha: the one whose walk ended lowest.",
        _gives_costs,
    ),
    ("Your function gives the whole ladder. Choose one rung of it.", _gives_ladder),
    ("Two things come back. Give the alpha alone.", _gives_pair),
    (
        "Your function takes the largest rung, on every table. There the cost grows and grows: "
        "look for the lowest cost.",
        _largest_cost,
    ),
    (
        "Your function takes the first rung, on every table. Make the list of costs before the "
        "loop, and put `return` after it, not inside. Each walk has its own alpha and adds its "
        "last cost.",
        _smallest_rung,
    ),
    (
        "You are one rung too far: there the cost grows. Python counts places from 0.",
        _one_rung_too_far,
    ),
    ("Your alpha has a minus. A learning rate is a number above 0.", _minus),
    (
        "Your function gives the cost at the start. Give the alpha whose walk ended lowest.",
        _start_cost,
    ),
    (
        "Your function gives the slopes at the end of the walk. Give the alpha of the walk.",
        _gives_knobs,
    ),
):
    check_choose_alpha.misconception(_hint)(_wrong)


# unscale(w, b, mu, sigma): the slopes and the intercept for the columns as they were


def _unscale_cases(rng: Rng) -> list[Case]:
    positive = partial(inputs.vector, rng, negative=False)
    cases = [
        Case((inputs.vector(rng, n), inputs.number(rng), inputs.vector(rng, n), positive(n)))
        for n in (2, 3, 4, int(rng.integers(5, 8)), 3)
    ]
    one = inputs.vector(rng, 1), inputs.number(rng), inputs.vector(rng, 1), positive(1)
    whole = inputs.whole(rng, 3), 5, inputs.whole(rng, 3), np.abs(inputs.whole(rng, 3))
    large = inputs.vector(rng, 3), inputs.number(rng), inputs.vector(rng, 3, 200, 900)
    return [
        *cases,
        Case(one, care=ONE_COLUMN),
        Case(whole, care=WHOLE),
        Case((np.array([0.0, 1.5, 0.0]), 0.0, np.array([0.0, 0.0, 2.5]), positive(3)), care=ZEROS),
        Case((*large, positive(3)), care=LARGE),
    ]


def _unscale(w, b, mu, sigma):
    return w / sigma, b - np.sum(w * mu / sigma)


check_unscale = Exercise(
    "unscale",
    lambda w, b, mu, sigma: _unscale(w, b, mu, sigma),
    _unscale_cases,
    parts={"the slopes": 1, "the intercept": 1},
    gives_several=True,
    checked="One to seven columns, with whole and with large numbers.",
    then="Predict a bird in both ways and see that the two agree.",
    answers=ANSWERS["unscale"],
)

_BY_MU = "Each column takes away its slope times mu, divided by sigma."


@check_unscale.misconception(
    "The slopes are right. In the intercept you add up the slopes and the means by themselves. "
    "Multiply each slope by the mean of its own column, then add up."
)
def _sums_apart(w, b, mu, sigma):
    return w / sigma, b - np.sum(w / sigma) * np.sum(mu)


@check_unscale.misconception(
    "You take mu away from the slopes and divide, as if they were measurements. A slope is only "
    "divided by sigma; mu goes into the intercept.",
    choices=range(4),
)
def _slopes_as_measurements(w, b, mu, sigma, choice):
    new = (w - mu) / sigma
    return new, b - [0.0, np.sum(new * mu), np.sum(w * mu), np.sum(mu)][choice]


def _with_its_b(new, w, b, mu, sigma, choice):
    """Return new slopes, and b with what may have been taken away from it."""
    away = (0.0, np.sum(w * mu / sigma), np.sum(mu), np.sum(new * mu), np.sum(w * mu))
    return new, b - away[choice]


@check_unscale.misconception(
    "Your slopes are treated as z-scores: times sigma, plus mu. A slope is only divided by sigma; "
    "mu goes into the intercept.",
    choices=range(5),
)
def _slopes_as_z_scores(w, b, mu, sigma, choice):
    return _with_its_b(w * sigma + mu, w, b, mu, sigma, choice)


@check_unscale.misconception(
    "You take mu away from the slopes. A slope is only divided by sigma; mu goes into the "
    "intercept.",
    choices=range(5),
)
def _mu_from_slopes(w, b, mu, sigma, choice):
    return _with_its_b(w / sigma - mu, w, b, mu, sigma, choice)


for _name, _hint, _wrong in (
    (
        "multiplies_by_sigma",
        "Your slopes are multiplied by sigma. One step of a z-score is sigma steps of the column, "
        "so a slope is divided by it.",
        lambda w, b, mu, sigma: (w * sigma, b - np.sum(w * mu / sigma)),
    ),
    (
        "multiplies_everywhere",
        "You multiply by sigma in both places. Divide by it.",
        lambda w, b, mu, sigma: (w * sigma, b - np.sum(w * mu * sigma)),
    ),
    (
        "leaves_b",
        "The slopes are right, and b came back as it was. b has to move, too: it is the "
        "prediction where each column is 0, and before it was the one where each z-score is 0.",
        lambda w, b, mu, sigma: (w / sigma, b),
    ),
    (
        "leaves_w",
        "The intercept is right, and the slopes came back as they were. Divide each by its sigma.",
        lambda w, b, mu, sigma: (w, b - np.sum(w * mu / sigma)),
    ),
    (
        "nothing_changes",
        "w and b came back as they were. Work out those for the columns as they were measured.",
        lambda w, b, mu, sigma: (w, b),
    ),
    (
        "adds_in_b",
        "In the intercept the sum is added. It is taken away.",
        lambda w, b, mu, sigma: (w / sigma, b + np.sum(w * mu / sigma)),
    ),
    (
        "sigma_missing_in_b",
        f"The slopes are right. In the intercept the division by sigma is missing. {_BY_MU}",
        lambda w, b, mu, sigma: (w / sigma, b - np.sum(w * mu)),
    ),
    (
        "divides_twice_in_b",
        "The slopes are right. In the intercept you divide by sigma twice: the new slopes are "
        "divided already.",
        lambda w, b, mu, sigma: (w / sigma, b - np.sum(w * mu / sigma**2)),
    ),
    (
        "slope_missing_in_b",
        f"The slopes are right. In the intercept the slopes are missing. {_BY_MU}",
        lambda w, b, mu, sigma: (w / sigma, b - np.sum(mu / sigma)),
    ),
    (
        "takes_mu_alone",
        f"The slopes are right. From b you take away mu alone. {_BY_MU}",
        lambda w, b, mu, sigma: (w / sigma, b - np.sum(mu)),
    ),
    (
        "mean_in_b",
        "The slopes are right. In the intercept you take a mean over the columns. Take the sum.",
        lambda w, b, mu, sigma: (w / sigma, b - np.mean(w * mu / sigma)),
    ),
    (
        "no_sum_in_b",
        "The slopes are right. The intercept is one number: add up what the columns take away.",
        lambda w, b, mu, sigma: (w / sigma, b - w * mu / sigma),
    ),
    (
        "first_column_in_b",
        "The slopes are right. In the intercept only the first column is taken away. Take all.",
        lambda w, b, mu, sigma: (w / sigma, b - w[0] * mu[0] / sigma[0]),
    ),
    (
        "last_column_in_b",
        "The slopes are right. In the intercept only the last column is taken away. In a loop, "
        "change b in each round.",
        lambda w, b, mu, sigma: (w / sigma, b - w[-1] * mu[-1] / sigma[-1]),
    ),
    (
        "forgets_b",
        "The slopes are right. In the intercept the old b is missing.",
        lambda w, b, mu, sigma: (w / sigma, -np.sum(w * mu / sigma)),
    ),
    (
        "scales_b",
        "The slopes are right. b is divided by sigma, too. b has no column, so it has no sigma.",
        lambda w, b, mu, sigma: (w / sigma, np.sum((b - w * mu) / sigma)),
    ),
    (
        "by_sigma_squared",
        "You divide by sigma squared. Divide by sigma.",
        lambda w, b, mu, sigma: (w / sigma**2, b - np.sum(w * mu / sigma**2)),
    ),
    (
        "scales_the_slopes",
        "You take mu away from the slopes and divide, as if they were measurements. A slope is "
        "only divided by sigma; mu goes into the intercept.",
        lambda w, b, mu, sigma: ((w - mu) / sigma, b - np.sum(w * mu / sigma)),
    ),
    (
        "mu_and_sigma_swapped",
        "mu and sigma have changed places.",
        lambda w, b, mu, sigma: (w / mu, b - np.sum(w * sigma / mu)),
    ),
    (
        "wrong_way",
        "That puts the z-scores on. The task takes them off.",
        lambda w, b, mu, sigma: (w * sigma, b + np.sum(w * mu)),
    ),
    (
        "intercept_first",
        "The two results are swapped: the slopes come first, then the intercept.",
        lambda w, b, mu, sigma: _unscale(w, b, mu, sigma)[::-1],
    ),
):
    _wrong.__name__ = _name
    check_unscale.misconception(_hint)(_wrong)
