"""The exercises on one's own data: judged by properties, because there are many right answers.

Nothing here knows the learner's data. What a function promises (nothing shared, nothing leaked,
better than the mean) is looked for on fresh random tables; leaks are found by changing what must
not count and looking whether anything moves. Only the question itself is judged on the learner's
own table.
"""

import contextlib
import inspect
import itertools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from mlsmath.checks import (
    compare,
    diagnosis,
    guard,
    inputs,
    mishaps,
    running,
    source,
    watching,
    words,
)
from mlsmath.checks.exercise import Check, Exercise, Verdict
from mlsmath.checks.formulas import Formula, add_mistakes, add_typed
from mlsmath.checks.inputs import Case, Rng
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import Trial, attempted
from mlsmath.tables import SHIPPED, Table, load_table

Knobs = tuple[np.ndarray, float]
Judged = tuple[dict[str, bool], Mistake | None]


class Property(Check):
    """An exercise whose right answers have properties in common, and nothing else.

    `judge(values, cases, again)` gets what the function returned for each case, and `again`, which
    runs it on other arguments; it returns which parts are right, and what to say. With
    `settings_of_the_notebook` a function may read numbers of the notebook, such as a list of λ.
    """

    seconds = 4.5

    def __init__(
        self,
        name: str,
        signature: Callable,
        parts: Mapping[str, float],
        cases: Callable[[Rng], list[Case]],
        judge: Callable[..., Judged],
        *,
        returns: tuple[str, ...],
        forgets: str,
        checked: str,
        then: str = "",
        settings_of_the_notebook: bool = False,
    ) -> None:
        super().__init__(name, parts, checked, then)
        self.settings_of_the_notebook = settings_of_the_notebook
        self.parameters = tuple(inspect.signature(signature).parameters)
        self.cases, self.judge = cases, judge
        self.returns, self.forgets = returns, forgets
        guard.watch(self, ("name", "parts", "cases", "judge", "returns"), f"check_{name}")

    def _judge(self, answer: tuple, rng: Rng, visible: bool) -> Verdict:
        problem = mishaps.not_a_function(answer, self)
        if problem:
            return Verdict(mistake=problem)
        budget = running.Budget(self.seconds)
        trial = attempted(answer[0], self, self.cases(rng), budget)
        verdict = Verdict(dict.fromkeys(self.parts, False), trial.cares_passed(), trial=trial)
        mistake = mishaps.mishap(trial, visible) or self._of_its_kind(trial)
        if mistake is None and trial.forgets is not None:
            mistake = Mistake("remembers", self.forgets)
        if mistake is not None:
            verdict.mistake = mistake
            return verdict

        def again(*args: Any) -> Any:
            outcome = running.run(answer[0], compare.copied(args), budget)
            return None if outcome.error is not None else self._read(outcome.value)

        values = [self._read(attempt.outcome.value) for attempt in trial.attempts]
        parts, mistake = self.judge(values, [attempt.case for attempt in trial.attempts], again)
        verdict.parts = {part: parts.get(part, False) for part in self.parts}
        if mistake is not None and not self.settings_of_the_notebook:
            mistake = diagnosis.borrowed(trial, False) or mistake
        if mistake is not None:
            mistake = mishaps.searches_badly(trial) or mistake
        verdict.mistake = mistake or mishaps.manners(trial, visible)
        return verdict

    def _of_its_kind(self, trial: Trial) -> Mistake | None:
        """Say what is wrong with the kind of thing that came back, or that it never changes."""
        for attempt in trial.attempts:
            value = attempt.outcome.value
            row = type(value) in (tuple, list) or (type(value) is np.ndarray and value.ndim > 0)
            if not row or len(value) != len(self.returns):
                return Mistake(
                    "wrong-number-of-results",
                    f"Your function should give back {words.count(len(self.returns), 'thing')}, "
                    f"separated by commas after `return`: {words.listed(self.returns)}. It gave "
                    f"{words.describe(value)}.",
                )
            for name, item in zip(self.returns, value, strict=True):
                if compare.plain(item) is None:
                    return Mistake(
                        "wrong-type-returned",
                        f"The result for {name} should be made of numbers, but your function gave "
                        f"{words.describe(item)} there.",
                    )
        values = [self._read(attempt.outcome.value) for attempt in trial.attempts]
        if len(values) > 2 and all(_same(value, values[0]) for value in values):
            return Mistake(
                "always-the-same",
                "Your function gives the same answer whatever it is given. It should work the "
                "answer out from its arguments.",
            )
        return None

    def _read(self, value: Any) -> Any:
        try:
            read = [compare.plain(item) for item in value]
        except TypeError:
            return None
        fits = len(read) == len(self.returns) and all(item is not None for item in read)
        return read if fits else None


def _same(one: Any, other: Any) -> bool:
    """Whether two results are the same to the digits that single precision keeps."""
    if one is None or other is None:
        return one is other
    return all(
        a.shape == b.shape and np.allclose(a, b, rtol=1e-4, atol=1e-5, equal_nan=True)
        for a, b in zip(one, other, strict=True)
    )


# The question

TARGET, FEATURES = "the target", "the features"
FEWEST_ROWS = 30
FEWEST_OF_A_KIND = 5  # of 30 rows, chance puts five in front of the others once in 142506 times


def _is_column(name: str, function: Callable) -> bool:
    """Tell whether a table that the function reads, or one of the notebook, has that column."""
    space = getattr(function, "__globals__", {})
    tables = [one for one in space.values() if type(one) is Table]
    for text in getattr(getattr(function, "__code__", None), "co_consts", ()):
        if type(text) is str:
            with contextlib.suppress(ValueError, OSError):
                tables.append(load_table(text))
    return any(name in table for table in tables)


class MyQuestion(Check):
    """The learner's table, target and features, and whether they can be learned from honestly."""

    seconds = 4.5

    def __init__(self) -> None:
        super().__init__(
            "my_question",
            {TARGET: 1.0, FEATURES: 1.0},
            "Your target and your features are columns of numbers, and no feature by itself gives "
            "the target away.",
            "Two together may still do it. And would you know each feature at the moment you ask?",
        )

    def _judge(self, answer: tuple, rng: Rng, visible: bool) -> Verdict:
        problem = mishaps.not_a_function(answer, self)
        if problem:
            return Verdict(mistake=problem)
        budget = running.Budget(self.seconds)
        trial = attempted(answer[0], self, [Case(())], budget, once=True)
        outcome = trial.attempts[0].outcome
        if isinstance(outcome.error, ValueError | KeyError) and not _is_python(outcome.error):
            said = str(outcome.error).strip("'\"")
            if said.startswith("There is no file"):
                said += (
                    " Whoever hands this notebook in hands the file in beside it, or writes "
                    '`or_else="weather"` into the brackets behind its name.'
                )
            return Verdict.wrong("table-says", said)
        name = outcome.error.name if isinstance(outcome.error, NameError) else None
        if name is not None and _is_column(name, answer[0]):
            said = f"`{name}` is a column, and the name of a column is a text. Put it in quotes: "
            return Verdict.wrong("name-without-quotes", f'{said}`"{name}"`.')
        if name in SHIPPED:
            said = f"`{name}` is the name of a table, and a name is a text. Put it in quotes: "
            return Verdict.wrong("name-without-quotes", f'{said}`"{name}"`.')
        mistake = mishaps.mishap(trial, visible)
        if mistake is not None:
            return Verdict(mistake=mistake)
        value = outcome.value
        if type(value) in (tuple, list) and len(value) == 3 and type(value[0]) is not Table:
            if Table in map(type, value):
                return Verdict.wrong(
                    "other-order",
                    "The order counts: first the table, then the name of the target, and last the "
                    "list of the features.",
                )
            return Verdict.wrong(
                "no-table",
                f"The first of your three things should be the whole table. {_no_table(value[0])}",
            )
        if type(value) not in (tuple, list) or len(value) != 3:
            said = (
                "Your function should give back three things, separated by commas after "
                "`return`: the table, the name of the target, and the list of the features."
            )
            if type(value) is tuple and len(value) > 3 and _are_names(value[2:]):
                said += f" Put the features into square brackets: `{_typed(value[2:])}`."
            return Verdict.wrong("wrong-number-of-results", said)
        table, target, features = value
        if type(features) is np.ndarray and features.dtype.kind == "U":
            features = features.tolist()
        if type(features) is str and type(target) in (list, tuple):
            return Verdict.wrong(
                "target-and-features-swapped",
                "The last two have changed places: first the name of the target, then the list of "
                "the features.",
            )
        if type(features) not in (list, tuple) or not all(isinstance(f, str) for f in features):
            return Verdict.wrong(
                "features-no-list",
                "The features should be a list of names, in square brackets, even if there is "
                f"one alone; {_came(table, features, True)}",
            )
        not_target = _target_problem(table, target)
        not_features = _features_problem(table, target, list(features), not_target is None)
        parts = {TARGET: not_target is None, FEATURES: not_features is None}
        return Verdict(parts, mistake=not_target or not_features)


def _is_python(error: BaseException) -> bool:
    """Whether an error is Python's own, not one of `mlsmath.tables`, which say what to do."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is None or trace.tb_frame.f_globals.get("__name__") != "mlsmath.tables"


def _no_table(value: Any) -> str:
    """Return what came in place of a table, and what to type if it is the name of one."""
    if not isinstance(value, str):
        return f'Begin with `load_table("weather")`, for example; {words.describe(value)} came.'
    return f'`"{value}"` is its name alone: type `load_table("{value}")`.'


def _are_names(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _typed(names: Any) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _came(table: Table, value: Any, as_list: bool) -> str:
    """Return what came where names were asked for, and if these can be told, what to type."""
    items = list(value) if type(value) in (list, tuple, set) else [value]
    names = [item if isinstance(item, str) else _name_of(table, item) for item in items]
    columns = any(type(item) is np.ndarray for item in items)
    if columns and as_list and not all(names):
        return 'numbers came. Type the names of their columns in quotes, such as `["rain_mm"]`.'
    if not all(name in table for name in names) or (len(names) != 1 and not as_list):
        return f"{words.describe(value)} came."
    what = f"the column{'s' * (len(names) > 1)}, not the name{'s' * (len(names) > 1)},"
    return (
        f"{what if columns else words.describe(value)} came. Type "
        f"`{_typed(names) if as_list else _typed(names)[1:-1]}`."
    )


def _name_of(table: Table, value: Any) -> str:
    """Return the name of the column that a value is, or nothing."""
    if type(value) is not np.ndarray:
        return ""
    alike = (name for name in table if table[name] is value or _equal(table[name], value))
    return next(alike, "")


def _equal(one: np.ndarray, other: np.ndarray) -> bool:
    gaps = one.dtype.kind == other.dtype.kind == "f"
    return np.array_equal(one, other, equal_nan=gaps)


def _target_problem(table: Table, target: Any) -> Mistake | None:
    if not isinstance(target, str):
        return Mistake(
            "target-no-name",
            "The target should be the name of one column, in quotes; "
            f"{_came(table, target, False)}",
        )
    if table.stands_in_for and target not in table:
        return None  # the learner's own file is not here, so its columns are not known
    if target not in table:
        return Mistake("unknown-target", f"The target: {_no_column(table, target)}")
    column = table[target]
    if column.dtype.kind != "f":
        return Mistake(
            "target-of-words",
            _nearly_numbers(table, target)
            or f"The target `{target}` holds words. For a yes or no, make a column of 1 and 0 with "
            "`table.with_column`, and take that.",
        )
    there = column[np.isfinite(column)]
    if len(there) < FEWEST_ROWS:
        return Mistake(
            "few-rows",
            f"Only {words.count(len(there), 'row')} of your table {_has(len(there))} a target. "
            f"With fewer than {FEWEST_ROWS} the three parts get too small to tell you anything.",
        )
    if there.min() == there.max():
        return Mistake(
            "target-constant",
            f"The target `{target}` is {there[0]:g} in every row. Then there is nothing to learn: "
            "take a column that differs from row to row.",
        )
    return None


def _nearly_numbers(table: Table, name: str) -> str:
    """Return what the table notes of a column of words in which nearly all are numbers, or ""."""
    noted = (note for note in table.notes if note.startswith(f"The column {name} was read as"))
    note = next(noted, "")
    return f"{note} Correct it in your file, save the file, and load it again." if note else ""


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _no_column(table: Table, name: str) -> str:
    for first in table:
        if name.removeprefix(first) in table and name.startswith(first):
            two = f'"{first}", "{name.removeprefix(first)}"'
            return f"there is no column `{name}`. Is it two, with a comma between: `{two}`?"
    return f"there is no column `{name}`. The columns are {', '.join(table)}."


def _features_problem(
    table: Table, target: Any, features: list[str], target_is_right: bool
) -> Mistake | None:
    if not features:
        return Mistake("no-features", "The list of features is empty. Name one column at least.")
    if isinstance(target, str) and target in features:
        return Mistake(
            "target-among-features",
            f"`{target}` is the target and stands among the features, too. A model that is told "
            "the answer has nothing to learn: take it out of the list.",
        )
    if len(set(features)) < len(features):
        return Mistake("feature-twice", "A feature stands in your list twice. Once is enough.")
    if table.stands_in_for and not set(features) <= set(table):
        return None
    for name in features:
        if name not in table:
            return Mistake("unknown-feature", f"A feature: {_no_column(table, name)}")
        if table[name].dtype.kind != "f":
            return Mistake(
                "feature-of-words",
                _nearly_numbers(table, name)
                or f"The feature `{name}` holds words, and a slope cannot be multiplied by a word. "
                "Make a column of 1 and 0 with `table.with_column`, or leave it out.",
            )
    if not target_is_right:
        return None
    rows = np.isfinite(table[target])
    for name in features:
        rows = rows & np.isfinite(table[name])
    if rows.sum() < max(FEWEST_ROWS, 3 * len(features)):
        return Mistake(
            "few-complete-rows",
            f"Only {words.count(int(rows.sum()), 'row')} {_has(int(rows.sum()))} a number in each "
            "of these columns. Leave out the feature with the most gaps, or take fewer features.",
        )
    y = table[target][rows]
    for name in features:
        column = table[name][rows]
        if column.min() == column.max():
            return Mistake(
                "feature-constant",
                f"The feature `{name}` is the same in every row, so it tells nothing. Leave it "
                "out.",
            )
        if _explained(column[:, None], y) > 0.999:
            return Mistake(
                "gives-it-away",
                f"`{name}` alone gives the target away: a line through the two misses almost "
                "nothing. Perhaps it is the target in another unit. Leave it out.",
            )
        if _splits(column, y):
            return Mistake(
                "splits-the-target",
                f"`{name}` alone gives the target away: one limit divides all rows of the one "
                "answer from all rows of the other. Was the target made from it? Leave it out.",
            )
    X = np.column_stack([table[name][rows] for name in features])
    if len(features) > 1 and _explained(X, y) > 0.9999:
        return Mistake(
            "give-it-away-together",
            "Together your features give the target away, to nearly every digit. Perhaps it was "
            f"worked out from them, as a sum or a difference: look at {words.listed(features)}.",
        )
    if _is_weather(table) and "tomorrow" in target:
        late = [name for name in features if "tomorrow" in name]
        if late:
            return Mistake(
                "not-known-yet",
                f"You ask today about tomorrow. Nobody knows `{late[0]}` today, so leave it out.",
            )
    return None


def _is_weather(table: Table) -> bool:
    return table.source == SHIPPED["weather"]


def _splits(column: np.ndarray, y: np.ndarray) -> bool:
    """Whether a yes or no changes at one limit of a column, in too many rows to be chance."""
    low, high = (column[y == end] for end in (y.min(), y.max()))
    if len(low) + len(high) < len(y) or min(len(low), len(high)) < FEWEST_OF_A_KIND:
        return False
    return bool(low.max() < high.min() or high.max() < low.min())


def _explained(X: np.ndarray, y: np.ndarray) -> float:
    """Return the share of the target's variance that the best linear model explains."""
    A = np.column_stack([np.ones(len(y)), (X - X.mean(axis=0)) / X.std(axis=0)])
    errors = A @ np.linalg.lstsq(A, y, rcond=None)[0] - y
    return 1 - float(np.mean(errors**2) / np.var(y))


check_my_question = MyQuestion()


# The split

ONCE, SIZES, CHANCE = "every row in one part", "the sizes", "left to chance"
PARTS = ("training", "validation", "test")


def _split_cases(rng: Rng) -> list[Case]:
    twice = int(rng.integers(40, 60))
    sizes = [twice, twice, int(rng.integers(60, 90)), int(rng.integers(100, 200)), 300]
    seeds = rng.choice(100_000, size=len(sizes), replace=False) + 1
    return [Case((m, int(seed))) for m, seed in zip(sizes, seeds, strict=True)]


def _judge_split(values: list, cases: list[Case], again: Callable) -> Judged:
    mistake = None
    right = dict.fromkeys((ONCE, SIZES, CHANCE), True)

    def found(part: str, name: str, hint: str) -> None:
        nonlocal mistake
        right[part] = False
        mistake = mistake or Mistake(name, hint)

    if not all(part.ndim for value in values for part in value):
        return dict.fromkeys(right, False), Mistake(
            "one-number-for-a-part",
            "Each part should hold the row numbers themselves, and one of yours is one number. If "
            "that is how many rows there are, leave out `len`.",
        )
    rows = [[part.ravel() for part in value] for value in values]
    for (train, validation, test), case in zip(rows, cases, strict=True):
        m = case.args[0]
        everything = np.concatenate([train, validation, test])
        if (everything != np.round(everything)).any():
            found(ONCE, "no-row-numbers", "Each part should hold whole numbers: rows of the table.")
        elif everything.size and everything.min() == 1 and everything.max() == m:
            found(ONCE, "counts-from-one", "Your rows run from 1 to m. Python counts from 0.")
        elif everything.size and (everything.min() < 0 or everything.max() >= m):
            found(ONCE, "no-such-row", f"Of {m} rows the numbers run from 0 to {m - 1}.")
        if not validation.size and np.intersect1d(train, test).size:
            found(
                ONCE,
                "places-turned",
                "No row is in the validation part: its slice ends before the place where it "
                "begins. It ends where both parts end, such as at `round(0.8 * m)`.",
            )
        parts = zip(PARTS, (train, validation, test), strict=True)
        for (name, one), (other_name, other) in itertools.combinations(parts, 2):
            if np.intersect1d(one, other).size:
                found(
                    ONCE,
                    "shares-rows",
                    f"The {name} part and the {other_name} part share rows. Then the exam asks "
                    "what was in the book. Let each slice begin where the one before it ends.",
                )
        if any(len(np.unique(part)) < len(part) for part in (train, validation, test)):
            found(
                ONCE,
                "row-twice",
                "A row stands twice in one part. Shuffle the row numbers, and do not draw "
                "them one by one: `rng.permutation(m)` has each number once.",
            )
        if len(np.unique(everything)) < m:
            lost = m - len(np.unique(everything))
            found(
                ONCE,
                "loses-rows",
                f"{words.count(lost, 'row')} of {m} {'is' if lost == 1 else 'are'} in no part. "
                "Let each slice begin at the number where the one before it ends, with no `+ 1`, "
                "and leave nothing behind the colon of the last one.",
            )
        if len(train) < max(0.45 * m, len(validation), len(test)):
            found(
                SIZES,
                "small-training",
                f"Of {m} rows, {len(train)} are for training. The model learns from these alone: "
                "give it half or more.",
            )
        elif min(len(validation), len(test)) < 0.08 * m:
            name, size = min((len(validation), 1), (len(test), 2))[::-1]
            found(
                SIZES,
                "small-exam",
                f"Of {m} rows, {size} are for {PARTS[name]}. With so few, luck decides: "
                "about a fifth of m is good.",
            )
    if all(_regular(value, case.args[0]) for value, case in zip(rows, cases, strict=True)):
        found(
            CHANCE,
            "not-shuffled",
            "Your parts follow the order of the table. Many tables are sorted: by date, "
            "by size. Then the test rows differ from the others. Shuffle the row numbers first.",
        )
    elif [set(p.tolist()) for p in rows[0]] == [set(p.tolist()) for p in rows[1]]:
        found(
            CHANCE,
            "ignores-seed",
            "Two different seeds give the same split. Give the seed to `default_rng`.",
        )
    return right, mistake


def _regular(parts: list, m: int) -> bool:
    """Whether a row nearly always is in the part of the row before it, or of one a bit before."""
    part_of = np.full(m, -1)
    for number, part in enumerate(parts):
        part_of[[int(row) for row in part if 0 <= row < m]] = number
    return any(np.mean(part_of[:-step] == part_of[step:]) > 0.9 for step in range(1, 11))


check_split_rows = Property(
    "split_rows",
    lambda m, seed: None,
    {ONCE: 1, SIZES: 1, CHANCE: 1},
    _split_cases,
    _judge_split,
    returns=("the training rows", "the validation rows", "the test rows"),
    forgets="The same m and the same seed should give the same split each time; yours changes. "
    "Begin inside the function with `np.random.default_rng(seed)`.",
    checked="Nothing is shared, no row is lost, and chance decides who goes where.",
    then="The test rows stay in the envelope until the last step.",
)
add_typed(
    check_split_rows,
    r"""
seed-and-rows-swapped: permutation\(seed\)
    m and seed have changed places: `default_rng` takes the seed, and `permutation` takes m, the
    number of rows.
row-twice: integers\((0, )?m, (size=)?m\)
    `rng.integers` draws each number anew, so rows come twice. `rng.permutation(m)` has each once.
rows-are-m: permutation\(len\(y\)\)|name 'y' is not defined
    How many rows there are comes in as `m`. Take that.
shares-rows: (?s)permutation\(m\)\[.*permutation\(m\)\[
    Each `permutation` shuffles anew, so its parts share rows with the others. Shuffle once, give
    that a name, and cut it into three slices.
""",
)


# The scaling

RULER, SIMILAR = "the ruler of the training rows", "columns of similar size"


def _scale_cases(rng: Rng) -> list[Case]:
    cases = []
    for n in (2, 1, 3, 4):
        sizes = 10.0 ** rng.integers(-1, 4, size=n)
        sizes[0] = 1.0
        offset = inputs.vector(rng, n) * sizes
        parts = [
            (inputs.matrix(rng, m, n) + shift) * sizes + offset
            for m, shift in ((int(rng.integers(8, 14)), 0.0), (5, 1.5), (4, -2.0))
        ]
        cases.append(Case(tuple(parts)))
    return cases


def _judge_scaling(values: list, cases: list[Case], again: Callable) -> Judged:
    parts, mistake = _judge_rulers(values, cases, again)
    for formula in _WITHOUT_BRACKETS if mistake is not None else ():
        with np.errstate(all="ignore"):
            pairs = [
                (value, [formula(X, case.args[0]) for X in case.args])
                for value, case in zip(values, cases, strict=True)
            ]
        if all(_same(value, made) for value, made in pairs):
            return parts, Mistake(
                "brackets",
                "Python divides before it subtracts. Put brackets around each difference, also "
                "around one below the fraction line.",
            )
    return parts, mistake


# How a scaling comes out without brackets around a difference; `by` is the training matrix.
_WITHOUT_BRACKETS: tuple[Callable, ...] = (
    lambda X, by: X - by.mean(axis=0) / by.std(axis=0),
    lambda X, by: (X - by.min(axis=0)) / by.max(axis=0) - by.min(axis=0),
    lambda X, by: X - by.min(axis=0) / (by.max(axis=0) - by.min(axis=0)),
    lambda X, by: X - by.min(axis=0) / by.max(axis=0) - by.min(axis=0),
    lambda X, by: (X - by.mean(axis=0)) / by.max(axis=0) - by.min(axis=0),
)


def _judge_rulers(values: list, cases: list[Case], again: Callable) -> Judged:
    wrong = {RULER: False, SIMILAR: False}
    for value, case in zip(values, cases, strict=True):
        shapes = [part.shape for part in case.args]
        if [part.shape for part in value] != shapes:
            came = words.listed([str(part.shape) for part in value])
            return wrong, Mistake(
                "wrong-shape",
                "Each matrix should come back with the shape it had: "
                f"{words.listed([str(s) for s in shapes])}. Yours have {came}.",
            )
        if not all(np.isfinite(part).all() for part in value):
            return wrong, Mistake(
                "not-finite", "There is nan or infinity in your result. Divide by the spread."
            )
    similar = all(_similar(value[0]) for value in values)
    for value, case in zip(values, cases, strict=True):
        mistake = _leak(value, case, again)
        if mistake is not None:
            return {RULER: False, SIMILAR: similar}, mistake
    for value, case in zip(values, cases, strict=True):
        if not _one_ruler(value, case.args):
            odd = _odd_ruler(value, case.args)
            if odd is not None:
                return {RULER: False, SIMILAR: all(_similar(v[0]) for v in values)}, odd
            return {RULER: False, SIMILAR: similar}, Mistake(
                "several-rulers",
                "The three matrices are not scaled in the same way. Subtract the same means from "
                "all three, and divide all three by the same spreads.",
            )
    if not similar:
        if all(_same(value, case.args) for value, case in zip(values, cases, strict=True)):
            return wrong, Mistake("unchanged", "Your numbers come back as they were.")
        whole = [
            _same([value[0]], [(case.args[0] - case.args[0].mean()) / case.args[0].std()])
            for value, case in zip(values, cases, strict=True)
        ]
        if all(whole):
            return {RULER: True, SIMILAR: False}, Mistake(
                "one-mean-for-all-columns",
                "You measure one mean and one spread for the whole table. Each column needs its "
                "own: `axis=0`.",
            )
        return {RULER: True, SIMILAR: False}, Mistake(
            "columns-differ",
            "After your scaling some columns are still far larger than others, or far away from "
            "0. Subtract the mean of each column and divide by its spread.",
        )
    return {RULER: True, SIMILAR: True}, None


def _leak(value: list, case: Case, again: Callable) -> Mistake | None:
    """Change one row that must not count, and look what moves."""
    for moved in (2, 1):
        args = [arg.copy() for arg in case.args]
        args[moved][-1] = args[moved][-1] * 3 + 7
        other = again(*args)
        if other is None:
            continue
        if not _same(value[:1], other[:1]):
            return Mistake(
                f"leaks-{PARTS[moved]}",
                f"A {PARTS[moved]} row was changed, and your scaled training rows moved. So the "
                f"{PARTS[moved]} rows have a say in the means or the spreads: that is a leak. "
                "Measure on `X_train` alone.",
            )
        if not _same([value[moved][:-1]], [other[moved][:-1]]):
            return Mistake(
                "own-ruler",
                f"One {PARTS[moved]} row was changed, and the other {PARTS[moved]} rows moved. "
                "You measure each part with a ruler of its own. Measure on `X_train` alone, and "
                "use that for all three.",
            )
        third = 3 - moved
        if not _same([value[third]], [other[third]]):
            return Mistake(
                f"leaks-{PARTS[moved]}",
                f"A {PARTS[moved]} row was changed, and your scaled {PARTS[third]} rows moved. "
                "Measure on `X_train` alone, and use that for all three.",
            )
    return None


def _odd_ruler(value: list, args: tuple) -> Mistake | None:
    if _one_ruler([-part for part in value], args):
        return Mistake(
            "sign-turned",
            "Your results have the wrong sign. Take the mean away from the matrix, and not the "
            "matrix from the mean.",
        )
    if _same(value[1:], args[1:]):
        return Mistake(
            "only-training-scaled",
            "Your validation and test rows come back as they were. If you measure for them after "
            "scaling `X_train`: measure first, once, and scale all three then.",
        )
    return None


def _one_ruler(value: list, args: tuple) -> bool:
    """Whether each column was stretched and shifted alike in all three parts."""
    Z, X = np.concatenate(value), np.concatenate(args)
    for z, x in zip(Z.T, X.T, strict=True):
        a, c = np.polyfit(x - x.mean(), z, 1)
        missed = np.max(np.abs(a * (x - x.mean()) + c - z))
        if a <= 0 or missed > 1e-3 * (np.max(np.abs(z)) + 1e-9):
            return False
    return True


def _similar(Z: np.ndarray) -> bool:
    spread, middle = Z.std(axis=0), np.abs(Z.mean(axis=0))
    return bool(np.all((spread > 0.1) & (spread < 3) & (middle < 1.5)))


check_scale_by_training = Property(
    "scale_by_training",
    lambda X_train, X_validation, X_test: None,
    {RULER: 2, SIMILAR: 1},
    _scale_cases,
    _judge_scaling,
    returns=("Z_train", "Z_validation", "Z_test"),
    forgets="Your function gives another result when it is called a second time with the same "
    "matrices. Measure inside the function, each time anew.",
    checked="Validation and test rows were changed, and nothing else moved: nothing leaks.",
    then="The training columns now have a similar size, so one learning rate suits them all.",
)
add_typed(
    check_scale_by_training,
    r"""
cut-already: \bX\[(train|validation|test)|name 'X' is not defined
    The rows are taken out already: you are given `X_train`, `X_validation` and `X_test`. Work with
    these three names.
variance: (?<!sqrt\()np\.var\(
    `np.var` gives the square of the spread. The spread itself is `np.std`.
table-comes-first: apply_z_score\((mu|sigma|mean), \w+, \w+\)
    The order counts. The table comes first: `apply_z_score(X_train, mu, sigma)`.
""",
)


# The fit

WALK, PRICE, BEATS = "the walk", "the choice of λ", "better than the mean"
LAMBDAS = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
GAP, NEAR_BEST = 0.02, 1.15


def _fit_cases(rng: Rng) -> list[Case]:
    """Two tables where large knobs help, and two where a price on them helps a lot."""
    return [
        _fit_case(rng, m=40, n=2, noise=0.2, unit=1.0),
        _fit_case(rng, m=50, n=3, noise=0.15, unit=float(10.0 ** rng.integers(1, 4))),
        _fit_case(rng, m=24, n=10, noise=2.0, unit=1.0),
        _fit_case(rng, m=24, n=10, noise=2.0, unit=float(10.0 ** rng.integers(1, 3))),
    ]


def _fit_case(rng: Rng, m: int, n: int, noise: float, unit: float) -> Case:
    """Draw tables until λ matters as it should: little where there is little noise, else much.

    There it also matters that the price is left out when λ is chosen.
    """
    rows = 60 if noise < 1 else 12
    for _ in range(500):
        w = rng.uniform(0.5, 1.2, size=n) * rng.choice([-1.0, 1.0], size=n)
        Z = rng.normal(size=(m + rows, n))
        Z = (Z - Z[:m].mean(axis=0)) / Z[:m].std(axis=0)
        y = unit * (Z @ w + rng.uniform(2, 6) + noise * rng.normal(size=m + rows))
        case = (Z[:m].round(3), y[:m].round(3), Z[m:].round(3), y[m:].round(3))
        costs = [_at(case, lam) for lam in LAMBDAS]
        mean = float(np.mean((case[3] - case[1].mean()) ** 2) / 2)
        bends = np.linalg.eigvalsh(case[0].T @ case[0] / m)
        fits = min(costs) < 0.8 * mean and bends.min() > 0.05 and bends.max() < 3
        if noise < 1:
            fits &= max(costs[:5]) < 1.05 * min(costs) and costs[6] > 1.2 * min(costs)
        else:
            fits &= costs[0] > 1.4 * min(costs) and costs[5] > 1.2 * min(costs)
            fits &= _at(case, _with_price(case)) > 1.3 * min(costs)
        if fits:
            break
    return Case(case)


def _at(args: tuple, lambda_: float, price: float = 0.0) -> float:
    """Return the validation cost of the model that a λ gives, `price` times λ's price added."""
    Z, y, Z_validation, y_validation = args
    return _cost(Z_validation, y_validation, *_bottom(Z, y, lambda_), price * lambda_)


def _with_price(args: tuple) -> float:
    """Return the λ that wins where its price is added to the validation cost."""
    return min(LAMBDAS, key=lambda lambda_: _at(args, lambda_, price=1.0))


def _bottom(Z: np.ndarray, y: np.ndarray, lambda_: float, priced_b: bool = False) -> Knobs:
    """Return the knobs at the bottom of the cost with its price."""
    A = np.column_stack([Z, np.ones(len(y))])
    price = np.append(np.full(Z.shape[1], lambda_), lambda_ if priced_b else 0.0)
    knobs = np.linalg.lstsq(A.T @ A + np.diag(price), A.T @ y, rcond=None)[0]
    return knobs[:-1], float(knobs[-1])


def _cost(Z: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, lambda_: float = 0.0) -> float:
    with np.errstate(all="ignore"):
        return float(np.mean((Z @ w + b - y) ** 2) / 2 + lambda_ / (2 * len(y)) * np.sum(w**2))


def _judge_fit(values: list, cases: list[Case], again: Callable) -> Judged:
    parts = {WALK: True, PRICE: True, BEATS: True}
    mistake = None

    def found(part: str, new: Mistake) -> None:
        nonlocal mistake
        parts[part] = False
        mistake = mistake or new

    for (w, b, lambda_), case in zip(values, cases, strict=True):
        Z, y, Z_validation, y_validation = case.args
        if w.shape != (Z.shape[1],) or b.shape != () or lambda_.shape != ():
            return dict.fromkeys(parts, False), Mistake(
                "wrong-shape",
                f"With {Z.shape[1]} features, w should have the shape ({Z.shape[1]},), and b and "
                f"lambda_ should be one number each. Yours have the shapes {w.shape}, {b.shape} "
                f"and {lambda_.shape}.",
            )
        if not all(np.isfinite(item).all() for item in (w, b, lambda_)):
            return dict.fromkeys(parts, False), Mistake(
                "not-finite",
                "Your walk left the range of numbers: its steps are too long. Try a smaller alpha.",
            )
        b, lambda_ = float(b), float(lambda_)
        if lambda_ < 0:
            return dict.fromkeys(parts, False), Mistake(
                "negative-lambda", "Your λ is below 0. A price is never negative."
            )
        if _gap(Z, y, w, b, lambda_) > GAP or _learned_from_both(case, w, b, lambda_):
            found(WALK, _why_not_at_the_bottom(case, w, b, lambda_))
        mean = float(np.mean((y.mean() - y_validation) ** 2) / 2)
        cost = _cost(Z_validation, y_validation, w, b)
        if not cost < mean:
            found(
                BEATS,
                Mistake(
                    "no-better-than-the-mean",
                    f"On the validation rows your model costs {cost:.4g}. Always saying the mean "
                    f"of the training rows costs {mean:.4g}. A model has to beat that: look "
                    "whether the walk came down, and whether λ is far too large.",
                ),
            )
    if mistake is not None and mistake.name in ("price-not-paid", "knobs-of-another-lambda"):
        mistake = _another_round(values, cases) or mistake
    if parts[WALK]:
        for (_, _, lambda_), case in zip(values, cases, strict=True):
            new = _poor_price(case, float(lambda_))
            if new is not None:
                mistake = new if parts[PRICE] else mistake  # it says more than that the mean wins
                parts[PRICE] = False
    else:
        parts[PRICE] = False
    lambdas = [float(value[2]) for value in values]
    if parts[WALK] and not parts[PRICE] and any(lambdas) and _as_if_priced(cases, lambdas):
        mistake = Mistake(
            "chooses-with-price",
            "Your λ are those that win when the price is added to the cost of the validation rows. "
            "The price belongs to the walk alone: leave `lambda_` out when you compare the costs.",
        )
    if parts[WALK] and not parts[PRICE] and not any(lambdas):
        mistake = Mistake(
            "always-no-price",
            "Your λ is always 0. Some of our tables have many columns and few rows, and there a "
            "price helps. Try several λ, and keep the one with the lowest cost, without the price, "
            "on the validation rows, not on the training rows.",
        )
    return parts, mistake


def _another_round(values: list, cases: list[Case]) -> Mistake | None:
    """Say that the λ is that of one round, always the same, and the knobs those of others."""
    given = {float(lambda_) for _, _, lambda_ in values}
    tried = [0.0, *np.geomspace(1e-3, 1e3, 121)]
    gaps = [
        [_gap(case.args[0], case.args[1], w, float(b), price) for price in tried]
        for (w, b, _), case in zip(values, cases, strict=True)
    ]
    paid = [tried[int(np.argmin(row))] for row in gaps]
    if len(given) > 1 or max(map(min, gaps)) > 1e-3 or not any(paid):
        return None
    return Mistake(
        "knobs-of-another-lambda",
        f"You give λ = {given.pop():g} for every table, but the knobs are those of another λ. "
        "Where you keep the best knobs, keep their λ, too: after a loop its own name holds the "
        "last one.",
    )


def _gap(Z: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, lambda_: float) -> float:
    """Return how far above the bottom a place is, as a share of the mean's cost."""
    at_bottom = _cost(Z, y, *_bottom(Z, y, lambda_), lambda_)
    return (_cost(Z, y, w, b, lambda_) - at_bottom) / (np.var(y) / 2)


def _learned_from_both(case: Case, w: np.ndarray, b: float, lambda_: float) -> bool:
    """Whether the knobs fit both groups of rows, better than the training rows at any price."""
    Z, y, Z_validation, y_validation = case.args
    both = np.concatenate([Z, Z_validation]), np.concatenate([y, y_validation])
    alone = _gap(Z, y, w, b, lambda_) / 10, _gap(Z, y, w, b, 0.0)
    return _gap(*both, w, b, lambda_) < min(1e-3, *alone)


def _why_not_at_the_bottom(case: Case, w: np.ndarray, b: float, lambda_: float) -> Mistake:
    Z, y, Z_validation, y_validation = case.args
    if _learned_from_both(case, w, b, lambda_):
        return Mistake(
            "learns-from-validation",
            "Your knobs fit training and validation rows together. Then nobody is left to say "
            "which λ is good. Walk on the training rows alone.",
        )
    if _gap(Z_validation, y_validation, w, b, lambda_) < min(GAP, _gap(Z, y, w, b, lambda_) / 10):
        return Mistake(
            "learns-from-validation",
            "Your model has learned from the validation rows. Walk on the training rows, and ask "
            "the validation rows only for the cost.",
        )
    costs = [_cost(*rows, w, b) for rows in ((Z, y), (Z_validation, y_validation))]
    if any(np.isclose(lambda_, costs)):
        return Mistake(
            "cost-for-lambda",
            f"The third thing that you give, {lambda_:g}, is a cost. Give the λ of these knobs.",
        )
    if lambda_ > 0 and _gap(Z, y, w, b, 0.0) < 1e-3:
        return Mistake(
            "price-not-paid",
            f"You give λ = {lambda_:g}, but your knobs are those without a price. Either the walk "
            "never got `lambda_`, or you give the last λ with the knobs of a better one: keep λ "
            "together with its knobs.",
        )
    priced = _bottom(Z, y, lambda_, priced_b=True)
    if lambda_ > 0 and _same([w, np.array(b)], [priced[0], np.array(priced[1])]):
        return Mistake("b-pays", "The intercept b pays the price, too. It should travel free.")
    for other in LAMBDAS:
        if other != lambda_ and _gap(Z, y, w, b, other) < 1e-4:
            return Mistake(
                "knobs-of-another-lambda",
                f"You give λ = {lambda_:g}, but the knobs belong to another λ. Keep the knobs and "
                "the λ of the same walk.",
            )
    if _cost(Z, y, w, b) > np.mean(y**2) / 2:
        return Mistake(
            "too-bold",
            "Your walk ended higher than where every knob is 0: its steps are too long, or they go "
            "uphill. Try an alpha a tenth as large.",
        )
    return Mistake(
        "not-there-yet",
        "Your walk has not come to the bottom of the cost on the training rows. Take more steps, "
        "or an alpha about three times as large.",
    )


def _poor_price(case: Case, lambda_: float) -> Mistake | None:
    best = min(LAMBDAS, key=lambda price: _at(case.args, price))
    cost, lowest = _at(case.args, lambda_), _at(case.args, best)
    if cost <= NEAR_BEST * lowest:
        return None
    more = "larger" if best > lambda_ else "smaller"
    return Mistake(
        "poor-lambda",
        f"For one of our tables you chose λ = {lambda_:g}. There the validation cost is "
        f"{cost:.4g}. With a {more} λ it is {lowest:.4g}. Try λ from 0 to 30, each about "
        "three times the one before, and keep the one with the lowest cost, without the price, on "
        "the validation rows.",
    )


def _as_if_priced(cases: list[Case], lambdas: list[float]) -> bool:
    """Whether every λ is the one that wins where its price is added to the validation cost."""
    return all(
        _at(case.args, lambda_, price=1.0) <= 1.02 * _at(case.args, _with_price(case.args), 1.0)
        for case, lambda_ in zip(cases, lambdas, strict=True)
    )


class Fit(Property):
    """The fit, in which a walk without its `lambda_` looks as if a λ had been chosen badly."""

    def _judge(self, answer: tuple, rng: Rng, visible: bool) -> Verdict:
        verdict = super()._judge(answer, rng, visible)
        name = verdict.mistake.name if verdict.mistake else ""
        if name in ("always-no-price", "poor-lambda", "price-not-paid") and any(
            {"alpha", "steps"} <= set(names) and "lambda_" not in names
            for _, code in source.own_codes(answer[0])
            for part in watching.codes(code)
            for names in part.co_consts
            if type(names) is tuple
        ):
            verdict.mistake = Mistake(
                "walks-without-price",
                "In one of your calls of the walk `lambda_` is missing, and without it no price is "
                "paid. Write `lambda_=` and a λ into its brackets, in a loop that tries several λ.",
            )
        return verdict


check_fit_my_model = Fit(
    "fit_my_model",
    lambda Z_train, y_train, Z_validation, y_validation: None,
    {WALK: 2, PRICE: 1, BEATS: 1},
    _fit_cases,
    _judge_fit,
    returns=("w", "b", "lambda_"),
    forgets="Your function gives another result when it is called a second time with the same "
    "tables. Set its starting values inside the function.",
    checked="On every table your walk came down, your λ is a good one, and the mean is beaten.",
    then="Now it has to prove itself on your own validation rows.",
    settings_of_the_notebook=True,
)
add_typed(
    check_fit_my_model,
    r"""
cut-already: \b[yXZ]\[(train|validation|test)
    The rows are taken out already: you are given `Z_train`, `y_train`, `Z_validation` and
    `y_validation`. Work with these four names.
start-of-other-size: w must have shape
    The w at the start needs one zero for each column of this table: `np.zeros(Z_train.shape[1])`.
b-missing: Z_validation @ [\w.]+ - y_validation
    In your cost on the validation rows b is missing: the model adds it to each prediction.
""",
)


# The report


def _report_cases(rng: Rng) -> list[Case]:
    cases = []
    for m, k in ((4, 2), (3, 3), (5, 4), (9, 6), (12, 5)):
        y = inputs.vector(rng, k)
        cases.append(Case((inputs.vector(rng, m), y, y + inputs.vector(rng, k, 0.3, 1.5))))
    y = inputs.vector(rng, 1)
    z, again = inputs.vector(rng, 4), [0, 1, 2, 1]
    return [
        *cases,
        Case((inputs.vector(rng, 3), y, y + 0.7), care="a single test row"),
        Case((z[again], z[1:], z[:3] + 0.3), care="rows that are alike"),
        Case((np.append(z, 0.0), z * [1, 0, 1, 0], z), care=inputs.ZEROS),
    ]


def _rmse(errors: np.ndarray) -> float:
    return float(np.sqrt(np.mean(errors**2)))


MODEL, MEAN = "the model", "the mean"

check_report = Exercise(
    "report",
    lambda y_train, y_test, f_test: (_rmse(f_test - y_test), _rmse(np.mean(y_train) - y_test)),
    _report_cases,
    parts={MODEL: 1, MEAN: 1},
    gives_several=True,
    checked="Both numbers are right, whatever the data.",
    then="The first should be clearly smaller than the second.",
)

add_mistakes(
    check_report,
    Formula(
        "y_train, y_test, f_test",
        "mse = lambda errors: mean(errors**2)",
        "rmse = lambda errors: sqrt(mse(errors))",
        "flat = mean(y_train)",
        "model = rmse(f_test - y_test)",
        "rival = rmse(flat - y_test)",
        "both = model, rival",
    ),
    """
mean-of-the-test-rows: flat = mean(y_test)
    The rival says the mean of the test rows. But nobody knows that mean beforehand: it is a leak.
    Take the mean of `y_train`.
without-root: rmse = mse
    The root is missing. Without it you have squares, in squared units.
cost-in-place: rmse = lambda errors: mse(errors) / 2
    You divide by 2, as the cost J does. Here the mean of the squares is needed, and then its root.
root-of-the-cost: rmse = lambda errors: sqrt(mse(errors) / 2)
    You take the root of the cost J, with its 2. Take the root of the mean of the squares.
mean-of-the-errors: rmse = mean
    You take the mean of the errors. Those above zero and those below cancel: square them first, and
    take the root of the mean.
squares-the-mean: rmse = lambda errors: abs(mean(errors))
squares-the-mean-of-the-model: model = abs(mean(f_test - y_test))
squares-the-mean-of-the-rival: rival = abs(mean(flat - y_test))
    The square comes too late: you take the mean of the errors, and square that. Square each error
    first, inside the brackets of the mean: `np.mean((f - y) ** 2)`.
mean-of-the-sizes: rmse = lambda errors: mean(abs(errors))
    You take the mean of the sizes of the errors. That is a fair number, too, but another one: here
    the errors are squared, and the root is taken of their mean.
root-of-the-sum: rmse = lambda errors: sqrt(sum(errors**2))
    You take the root of the sum. Take the root of the mean, or the number grows with the number of
    rows.
other-order: both = rival, model
    The two numbers have changed places: first the model, then the mean.
rival-says-zero: flat = 0
    Your rival always says 0. It should say the mean of `y_train`.
rival-hears-the-model: flat = mean(f_test)
    You compare the mean of the predictions. The rival knows nothing of them: it says the mean of
    `y_train`.
spread-of-training: rival = np.std(y_train)
    Your second number is the spread of the training rows. It should be measured on the test rows,
    with the mean of `y_train` as the prediction.
gives-the-mean: rival = flat
    Your second number is the mean itself. How far it is from the test rows is asked for.
mean-and-predictions: rival = rmse(flat - f_test)
    Your rival is compared with the predictions. Compare it with the true values, `y_test`.
same-number-twice: rival = model
    Both numbers are the model's. The second one belongs to the mean of `y_train`.
""",
)
add_typed(
    check_report,
    r"""
bracket-of-the-mean: mean\(y_train - y_test
    The bracket of the mean closes too late: `np.mean(y_train) - y_test`. The rival says one number.
power-before-division: \*\* 1 / 2
    Python works out a power before it divides, so this is a half. A root is `np.sqrt`.
names-of-the-test-rows: name '(f|y)' is not defined
    Here the predictions are `f_test`, and the true values are `y_test`.
""",
)
