# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercises of the clinic for walks: choose a learning rate, take the z-scores off again."""

import re
from dataclasses import replace
from functools import partial

import numpy as np

from mlsmath.checks import compare, inputs, running, words
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes, add_typed
from mlsmath.checks.inputs import LARGE, ONE_COLUMN, WHOLE, ZEROS, Case, Rng
from mlsmath.checks.source import code_names
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import Attempt, Trial
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


# What a check finds, a piece of what Python said, a pattern of the line that it said it of, the id
# for a report, and what it means here.
_SLIPS = {
    "index-too-large": (
        "out of",
        r"(?<!history)(?<!cost)(?<!shape)\[[a-z]",
        "more-costs-than-rungs",
        "The place that you ask for is beyond the end of the ladder. Does your list hold one cost "
        "for each rung? Add the last cost of each walk alone.",
    ),
    "shapes-do-not-fit": (
        "w must",
        "",
        "fixed-zeros",
        "The zeros at the start do not fit this table. It needs one for each of its columns: "
        "take their number from `X.shape`.",
    ),
    "error": (
        "must hold finite numbers",
        "",
        "walk-ran-away",
        "This walk has run away: its numbers have become infinite. `descend` stops such a walk in "
        "time, so take your walks with it.",
    ),
}

_NOT_A_NUMBER = (
    " A walk that runs away can end with a cost of nan, and `np.argmin` takes nan for the lowest. "
    "`descend` stops such a walk in time, so take your walks with it."
)
_FOR_EACH_TABLE = (
    "Your function gives the same alpha for every table, and no single one is good for all. Take a "
    "walk with each rung of the ladder on the table that comes in."
)


_RETOLD = ("other", "not-finite", "unused-argument", "fails-for-a-corner")


class AlphaChoice(Exercise):
    """Accept every learning rate that is good, and tell a walk with one that is not.

    Who tries learning rates meets walks whose numbers become too large.
    """

    may_overflow = True
    seconds = 4.5  # a long ladder is a right answer, too

    def _retold(self, mistake: Mistake | None, trial: Trial) -> Mistake | None:
        if mistake is None:
            return None
        if mistake.name in _SLIPS:
            piece, line, name, hint = _SLIPS[mistake.name]
            errors = (a.outcome.error for a in trial.attempts if piece in str(a.outcome.error))
            error = next(filter(None, errors), None)
            where = running.place(trial.function, error) if error is not None else None
            if where is not None and re.search(line, where[2]):
                return replace(mistake, name=name, hint=hint)
        told = next(filter(None, map(_tell, trial.wrong)), None)
        if told and mistake.name in _RETOLD:
            own_walk = not {"descend", "gradient_descent"} & code_names(trial.function)
            said = _NOT_A_NUMBER if told[0] == "too-bold" and own_walk else ""
            return Mistake(told[0], told[1] + said)
        if told and mistake.name == "always-the-same":
            return replace(mistake, hint=_FOR_EACH_TABLE, example=told[1])
        if "expected:" in mistake.example:  # there is more than one right answer
            return replace(mistake, example="")
        return mistake


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
)


def _ends(X, y):
    return _Bowl(X, y).costs(np.array(LADDER), STEPS).tolist()


add_mistakes(
    check_choose_alpha,
    Formula(
        "X, y",
        "costs = ends(X, y)",
        "rung = np.argmin(costs)",
        "alpha = ladder[rung]",
        ends=_ends,
        ladder=LADDER,
        walk=partial(gradient_descent, steps=STEPS),
        squared_error_cost=squared_error_cost,
    ),
    """
gives-place: alpha = int(rung)
    Your function gives the place of a rung. Give the alpha that stands at that place of the ladder.
gives-cost: alpha = min(costs)
    Your function gives a cost. Give the alpha whose walk reached that cost.
gives-costs: alpha = array(costs)
    Your function gives a list of costs. Give one alpha: the one whose walk ended lowest.
gives-ladder: alpha = array(ladder)
    Your function gives the whole ladder. Choose one rung of it.
gives-pair: alpha = ladder[rung], min(costs)
    Two things come back. Give the alpha alone.
largest-cost: rung = -1
    Your function takes the largest rung, on every table. There the cost grows and grows: look for
    the lowest cost.
smallest-rung: rung = 0
    Your function takes the first rung, on every table. Take a walk with each rung as its alpha, and
    collect the last cost of each. Then look for the lowest of these costs.
one-rung-too-far: alpha = ladder[min(rung + 1, len(ladder) - 1)]
    You are one rung too far: there the cost grows. Python counts places from 0.
minus: alpha = -ladder[rung]
    Your alpha has a minus. A learning rate is a number above 0.
start-cost: alpha = squared_error_cost(X, y, zeros(X.shape[1]), 0.0)
    Your function gives the cost at the start. Give the alpha whose walk ended lowest.
gives-knobs: alpha = walk(X, y, zeros(X.shape[1]), 0.0, alpha=ladder[rung]).w
    Your function gives the slopes at the end of the walk. Give the alpha of the walk.
""",
)
add_typed(
    check_choose_alpha,
    r"""
goes-on: (?ms)\A(?!.*^ +w\b[^\n]*zeros).*descend\(\w+, y, w,.*^ +w(, b)? = \(?\w+\.w\b
    Each walk goes on where the one before it ended. Begin each with zeros, inside the loop: the
    alphas can only be compared when all walks begin at the same place.
walks-on-z-scores: (?s)(\w+) = apply_z_score\(X\b.*(descend|gradient_descent)\(\1,
    You take your walks over the z-scores of X, and an alpha for X as it came in is asked for. Hand
    X itself to your walks.
walk-for-cost: (?s)(\w+) = (descend|gradient_descent)\(.*append\(\1\)
    A walk is more than one number. Append its last cost alone: `walk.history.cost[-1]`, if your
    walk is called `walk`.
place-for-alpha: (?s)for (\w+) in range\((?:\d+, )?len\((\w+)\)\).*alpha=\1\b
    Your alpha is the number of a place, 0, 1, 2 and so on. What stands at that place of the ladder
    is meant: take it with square brackets.
place-looked-up: \.index\(np\.argmin\(
    `np.argmin` gives the place already. Take what stands there: `ladder[np.argmin(costs)]`.
largest-looked-up: np\.argmax\(\w*cost
    `np.argmax` finds the largest cost. The lowest one is found with `np.argmin`.
""",
)


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
)

add_mistakes(
    check_unscale,
    Formula(
        "w, b, mu, sigma",
        "slopes = w / sigma",
        "each = w * mu / sigma",
        "away = sum(each)",
        "intercept = b - away",
        "result = slopes, intercept",
    ),
    """
sums-apart: away = sum(w / sigma) * sum(mu)
    The slopes are right. In the intercept you add up the slopes and the means by themselves.
    Multiply each slope by the mean of its own column, then add up.
slopes-as-measurements: slopes = (w - mu) / sigma;
        away = (0.0, sum(slopes * mu), sum(w * mu), sum(mu))[k] for k in range(4)
scales-the-slopes: slopes = (w - mu) / sigma
    You take mu away from the slopes and divide, as if they were measurements. A slope is only
    divided by sigma; mu goes into the intercept.
slopes-as-z-scores: slopes = w * sigma + mu;
        away = (0.0, sum(each), sum(mu), sum(slopes * mu), sum(w * mu))[k] for k in range(5)
    Your slopes are treated as z-scores: times sigma, plus mu. A slope is only divided by sigma; mu
    goes into the intercept.
mu-from-slopes: slopes = w / sigma - mu;
        away = (0.0, sum(each), sum(mu), sum(slopes * mu), sum(w * mu))[k] for k in range(5)
    You take mu away from the slopes. A slope is only divided by sigma; mu goes into the intercept.
multiplies-by-sigma: slopes = w * sigma
    Your slopes are multiplied by sigma. One step of a z-score is sigma steps of the column, so a
    slope is divided by it.
multiplies-everywhere: slopes = w * sigma; each = w * mu * sigma
    You multiply by sigma in both places. Divide by it.
leaves-b: intercept = b
    The slopes are right, and b came back as it was. b has to move, too: it is the prediction where
    each column is 0, and before it was the one where each z-score is 0.
adds-mu-to-slopes: slopes = w / sigma + mu
    mu is added to the slopes. A slope is only divided by sigma; mu goes into the intercept.
leaves-w: slopes = w
    The intercept is right, and the slopes came back as they were. Divide each by its sigma.
nothing-changes: slopes = w; intercept = b
    w and b came back as they were. Work out those for the columns as they were measured.
adds-in-b: intercept = b + away
    In the intercept the sum is added. It is taken away.
sigma-missing-in-b: each = w * mu
    The slopes are right. In the intercept the division by sigma is missing. Each column takes away
    its slope times mu, divided by sigma.
divides-twice-in-b: each = w * mu / sigma**2
    The slopes are right. In the intercept you divide by sigma twice: the new slopes are divided
    already.
gives-slopes-alone: result = slopes
    Your function gives the slopes alone. Give back the intercept, too, behind a comma.
sigma-for-b: intercept = b / sigma
    The slopes are right. b has no column, so it has no sigma: from b you take away what mu adds,
    each slope times the mean of its column, divided by sigma.
b-as-z-score: slopes = w * sigma + mu; intercept = b * sigma + mu
    w and b are treated as z-scores: times sigma, plus mu. A slope is divided by sigma. From b you
    take away each slope times the mean of its column, divided by sigma, one column after the other.
sum-closes-too-early: intercept = (b - sum(w / sigma * mu)) / sigma
sum-closes-too-early: away = sum(w * mu) / sigma
sum-closes-too-early: intercept = (b - sum(w * mu)) / sigma
sum-closes-too-early: intercept = b / sigma - sum(w * mu) / sigma
sum-closes-too-early: away = sum(each) / sigma
    The slopes are right. In the intercept you divide by sigma after the sum. Divide inside its
    brackets, where each column meets its own sigma, and leave b as it is.
slope-missing-in-b: each = mu / sigma
    The slopes are right. In the intercept the slopes are missing. Each column takes away its slope
    times mu, divided by sigma.
takes-mu-alone: away = sum(mu)
    The slopes are right. From b you take away mu alone. Each column takes away its slope times mu,
    divided by sigma.
mean-in-b: away = mean(each)
    The slopes are right. In the intercept you take a mean over the columns. Take the sum.
no-sum-in-b: away = each
    The slopes are right. The intercept is one number: add up what the columns take away.
first-column-in-b: away = each[0]
    The slopes are right. In the intercept only the first column is taken away. Take all.
last-column-in-b: away = each[-1]
    The slopes are right. In the intercept only the last column is taken away. In a loop, change b
    in each round.
mu-behind-the-sum: away = sum(w / sigma) * mu
    The slopes are right. In the intercept mu stands behind the sum. It belongs inside the brackets,
    where each slope meets its own mean.
b-for-each-column: intercept = sum(b - each)
    The slopes are right. In the intercept b is counted once for each column. Let b stand in front
    of the sum, outside of its brackets.
sums-divided: away = sum(w * mu) / sum(sigma)
    The slopes are right. In the intercept you divide one sum by another. Divide inside the sum,
    where each column meets its own sigma.
slopes-turned-over: slopes = sigma / w
slopes-turned-over: slopes = sigma / w; each = sigma / w * mu
    Your slopes are turned over. Divide w by sigma, not sigma by w.
forgets-b: intercept = -away
    The slopes are right. In the intercept the old b is missing.
scales-b: intercept = sum((b - w * mu) / sigma)
    The slopes are right. b is divided by sigma, too. b has no column, so it has no sigma.
by-sigma-squared: slopes = w / sigma**2; each = w * mu / sigma**2
    You divide by sigma squared. Divide by sigma.
mu-and-sigma-swapped: slopes = w / mu; each = w * sigma / mu
    mu and sigma have changed places.
wrong-way: slopes = w * sigma; intercept = b + sum(w * mu)
    That puts the z-scores on. The task takes them off.
intercept-first: result = intercept, slopes
    The two results are swapped: the slopes come first, then the intercept.
""",
)
