"""A formula in lines is the right answer, and each row of a table is a mistake in it."""

import contextlib
import doctest
import traceback

import numpy as np
import pytest

from mlsmath import checks
from mlsmath.checks import formulas
from mlsmath.checks.formulas import Formula, add_mistakes, pairs

MEAN = Formula("y", "m = len(y)", "total = sum(y)", "mean = total / m")
EXERCISES = [value for value in vars(checks).values() if isinstance(value, checks.Exercise)]
IN_USE = {
    (exercise, known.functions[0].formula)
    for exercise in EXERCISES
    for known in exercise.mistakes
    if hasattr(known.functions[0], "formula")
}


@pytest.fixture
def check_mean():
    return checks.Exercise(
        "mean_of_numbers",
        lambda y: float(np.mean(y)),
        lambda rng: [checks.Case((checks.inputs.vector(rng, m),)) for m in (2, 3, 4)],
    )


def test_the_example_runs():
    found = doctest.testmod(formulas)
    assert found.attempted == 3
    assert found.failed == 0


@pytest.mark.usefixtures("unwatched")
def test_each_formula_in_use_is_right():
    """Only the plain formula of the sigmoid, which mistakes in the stable one share, overflows."""
    assert len(IN_USE) > 10
    for exercise, formula in IN_USE:
        right = formula.function()
        result = exercise(lambda *args, right=right: right(*args), seed=7301)
        plain = exercise.name == "stable_sigmoid" and result.mistake == "overflows-below"
        assert result.passed or plain, f"{exercise.name}: {result}"


def test_every_line_in_use_is_python():
    """Run each mistake, with each k: none stops at a name or a sign that is not there."""
    for exercise in EXERCISES:
        cases = exercise.cases(np.random.default_rng(0))
        for known in exercise.mistakes:
            for wrong in known.functions if hasattr(known.functions[0], "formula") else ():
                # It may stop, but as a learner's function may, too.
                stops = (ValueError, IndexError, TypeError, AttributeError, ZeroDivisionError)
                with np.errstate(all="ignore"), contextlib.suppress(*stops):
                    wrong(*cases[0].args)


def test_each_mistake_is_named_with_its_sentence(check_mean):
    add_mistakes(
        check_mean,
        MEAN,
        """
sum-for-mean: mean = total
    The sum is not divided.
fixed-m: mean = total / k for k in (7, 9)
    Take m from
    the argument.
stops-early: total = sum(y[:-1])
starts-late: total = sum(
        y[1:])
    A number is left out.
one-off: m = len(y) + 1
one-off: m = len(y) - 1
    You count one too many or too few.
""",
        pairs("Two things", "late: total = sum(y[1:])\n    one", "whole: mean = total\n    other"),
    )
    for wrong, name, said in (
        (lambda y: sum(y), "sum-for-mean", "The sum is not divided."),
        (lambda y: sum(y) / float("9"), "fixed-m", "Take m from the argument."),
        (lambda y: sum(y[:-1]) / len(y), "stops-early", "A number is left out."),
        (lambda y: sum(y[1:]) / len(y), "starts-late", "A number is left out."),
        (lambda y: sum(y) / (len(y) + 1), "one-off", "You count one too many or too few."),
        (lambda y: sum(y) / (len(y) - 1), "one-off", "You count one too many or too few."),
        (lambda y: sum(y[1:]), "late-and-whole", "Two things: one; and other."),
    ):
        result = check_mean(wrong)
        assert result.mistake == name
        assert said in result.message


def test_a_formula_grows_by_lines_behind_it_and_a_parameter():
    shifted = MEAN.but("total = sum(y) + 1", "more = mean + by", more="by")
    assert shifted.function()([1, 2, 3], 10) == 7 / 3 + 10
    assert MEAN.function()([1, 2, 3]) == 2


def test_an_error_shows_the_line_in_which_it_happened():
    with pytest.raises(IndexError) as raised:
        MEAN.function("total = y[m]")([1, 2])
    assert "total = y[m]" in "".join(traceback.format_tb(raised.tb))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("no-sentence: mean = total", "sentence"),
        ("    A sentence alone.", "sentence"),
        ("late: mean = total\n  A sentence indented by two.", "sentence"),
        ("other-line: mena = total\n    A name misspelt.", "mena.*mean"),
        ("no-line: mean\n    There is no equals sign.", "name = value"),
        ("no-line\n    There is no colon.", "no-line"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(check_mean, table, said):
    with pytest.raises(ValueError, match=said):
        add_mistakes(check_mean, MEAN, table)
    assert not check_mean.mistakes


def test_a_formula_with_other_parameters_is_refused(check_mean):
    with pytest.raises(ValueError, match="takes x, w, but mean_of_numbers takes y"):
        add_mistakes(check_mean, Formula("x, w", "f = w * x"), "")
