"""Practice: fresh problems, their answers, and what is said about wrong ones."""

import re

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mlsmath.derivation import RULES, check_answer, drill, make_problem
from mlsmath.derivation.problems import Problem
from mlsmath.derivation.reading import sigmoid

SEEDS = range(12)
NAMES = {
    "exp-rule": "exponential rule",
    "log-rule": "logarithm rule",
    **{rule: rule.replace("-", " ") for rule in RULES if rule not in ("exp-rule", "log-rule")},
}
problems = pytest.mark.parametrize("rule", RULES)


@pytest.fixture(autouse=True)
def _not_graded(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture(scope="module")
def made():
    """Return a function that makes a problem once."""
    kept = {}

    def make(rule, seed):
        if (rule, seed) not in kept:
            kept[rule, seed] = make_problem(rule, seed)
        return kept[rule, seed]

    return make


def _by_sympy(problem):
    """Return function, letter and slope as SymPy alone has them; Python reads the text."""
    letter = sympy.Symbol(problem.letter)
    names = {"exp": sympy.exp, "log": sympy.log, "sigmoid": lambda z: 1 / (1 + sympy.exp(-z))}
    function = sympy.sympify(problem.function, locals={**names, problem.letter: letter})
    return function, letter, sympy.diff(function, letter)


def test_there_is_practice_for_every_rule_that_the_package_teaches():
    import mlsmath.derivatives as taught

    names = {name.replace("_", "-") for name in vars(taught) if name.endswith("_rule")}
    assert set(RULES) == names


@problems
def test_the_right_answer_is_right_whatever_its_form(made, rule):
    for seed in SEEDS:
        problem = made(rule, seed)
        _, letter, slope = _by_sympy(problem)
        if problem.at is not None:
            number = slope.subs(letter, problem.at)
            for answer in (number, float(number), str(number), f"{float(number):.2f}"):
                assert check_answer(problem, answer).correct, (problem, answer)
            assert not check_answer(problem, float(number) + 1).correct
        else:
            for answer in (slope, sympy.expand(slope), str(slope), f"0 + ({slope})*1"):
                assert check_answer(problem, answer).correct, (problem, answer)
            assert not check_answer(problem, slope + 1).correct
        assert check_answer(problem, problem.answer.removeprefix("about ")).correct, problem


@problems
def test_its_rule_is_used_in_the_derivation(made, rule):
    for seed in SEEDS:
        steps = made(rule, seed).derivation.steps
        assert NAMES[rule] in {step.rule for step in steps}


@problems
def test_each_likely_mistake_is_wrong_and_named(made, rule):
    named = set()
    for seed in SEEDS:
        problem = made(rule, seed)
        problem = Problem(rule, problem.function, problem.letter, None, problem.mistakes)
        for wrong, hint in problem.mistakes:
            if wrong == "2*" + problem.letter and problem.function.endswith("**2"):
                continue  # the one power of which n times x is the slope
            answer = check_answer(problem, wrong)
            assert not answer.correct, (problem, wrong)
            assert answer.message.startswith("Not yet. ")
            named.add(answer.message == f"Not yet. {hint}")
            assert re.fullmatch(r"[^{}]+\.|[^{}]+\?", hint), hint
    assert True in named


@problems
def test_the_function_itself_and_a_wrong_sign_are_named(made, rule):
    problem = made(rule, 0)
    problem = Problem(rule, problem.function, problem.letter, None)
    function, _, slope = _by_sympy(problem)
    if slope != function:
        assert "function itself" in check_answer(problem, function).message
    if slope != 0:
        assert check_answer(problem, -slope).message in (
            "Not yet. The sign is wrong.",
            "Not yet. That is the function itself. Its slope is asked for.",
        )


def test_the_hint_speaks_of_the_letter_that_is_used():
    problem = next(
        p for p in (make_problem("power-rule", seed) for seed in range(99))
        if p.letter == "t" and p.at is None
    )  # fmt: skip
    n = int(problem.function.split("**")[1])
    assert check_answer(problem, f"{n}t").message == (
        "Not yet. t keeps a power: the old one less 1."
    )


SLOPE = Problem("power-rule", "3*x**2", "x", 2)
FORMULA = Problem("power-rule", "3*x**2", "x", None)
THIRD = Problem("quotient-rule", "x/(x + 1)", "x", 2)


@pytest.mark.parametrize(
    ("problem", "answer", "correct", "message"),
    [
        (SLOPE, "12", True, "Right."),
        (SLOPE, 12, True, "Right."),
        (SLOPE, 12.0, True, "Right."),
        (SLOPE, np.float64(12), True, "Right."),
        (SLOPE, np.int64(12), True, "Right."),
        (SLOPE, sympy.Integer(12), True, "Right."),
        (SLOPE, "24/2", True, "Right."),
        (SLOPE, "12.01", False, "Not yet. Try again, or look at the derivation."),
        (SLOPE, -12, False, "Not yet. The sign is wrong."),
        (SLOPE, "6x", False, "That is the derivative. Now put x = 2 into it."),
        (SLOPE, "5x", False, "A number is asked for: the slope at x = 2."),
        (SLOPE, "", False, "Type your answer first."),
        (SLOPE, "  ", False, "Type your answer first."),
        (SLOPE, "y", False, "y is in your answer. The letter is x."),
        (SLOPE, "6 +", False, "This could not be read: '6 +' is no formula. Write it like this: "
                              "6*x**2 + 1."),
        (SLOPE, "12,0", False, "This could not be read: a comma has no place here. Write "
                               "decimals with a point, as in 0.5."),
        (SLOPE, float("nan"), False, "nan is in your answer. The letter is x."),
        (SLOPE, float("inf"), False, "inf is in your answer. The letter is x."),
        (SLOPE, "1/0", False, "Not yet. Try again, or look at the derivation."),
        (SLOPE, "9**9**9**9", False, "Not yet. Try again, or look at the derivation."),
        (FORMULA, "6x", True, "Right."),
        (FORMULA, "x*6", True, "Right."),
        (FORMULA, "2*3*x", True, "Right."),
        (FORMULA, "(6x^2)/x", True, "Right."),
        (FORMULA, 6 * sympy.Symbol("x"), True, "Right."),
        (FORMULA, "12", False, "Not yet. Try again, or look at the derivation."),
        (FORMULA, "log(-x)", False, "Not yet. Try again, or look at the derivation."),
        (FORMULA, None, False, "This could not be read: None is not covered. Use numbers, letters, "
                               "sums, products, quotients, powers, exp, log and sigmoid."),
        (THIRD, "1/9", True, "Right."),
        (THIRD, "0.11", True, "Right."),
        (THIRD, 0.1111, True, "Right."),
        (THIRD, "0.12", False, "Not yet. Try again, or look at the derivation."),
    ],
)  # fmt: skip
def test_answers_and_what_is_said(problem, answer, correct, message):
    assert check_answer(problem, answer) == (type(check_answer(problem, answer))(correct, message))


def test_a_sigmoid_may_be_written_by_its_formula():
    problem = Problem("sigmoid-rule", "sigmoid(2*x)", "x", None)
    z = sympy.exp(-2 * sympy.Symbol("x"))
    assert check_answer(problem, 2 * z / (1 + z) ** 2).correct
    assert check_answer(problem, 2 * sigmoid(2 * sympy.Symbol("x")) * (1 - 1 / (1 + z))).correct


def test_questions_are_written_for_the_page_and_for_the_terminal():
    assert SLOPE.question == "What is the slope of $3x^{2}$ at $x = 2$?"
    assert SLOPE.question_text == "What is the slope of 3x² at x = 2?"
    assert FORMULA.question_text == "What is the derivative of 3x²?"
    assert THIRD.question_text.endswith("at x = 2? Two decimals are enough.")
    assert (SLOPE.answer, FORMULA.answer, THIRD.answer) == ("12", "6x", "about 0.11")


@pytest.mark.parametrize(
    ("function", "place", "step"),
    [
        ("x**4", 2, r"4 \cdot 2^{3} = 32"),
        ("x**3", -1, r"3\left(-1\right)^{2} = 3"),
        ("(5*x - 2)**2", 1, r"10\left(5 \cdot 1 - 2\right) = 30"),
        ("x/(x + 1)", 2, r"\frac{1}{\left(2 + 1\right)^{2}} \approx 0.11"),
    ],
)
def test_a_slope_at_a_place_is_worked_out_to_its_number(function, place, step):
    solution = Problem("any", function, "x", place).solution
    put_in = f"\n\nPut $x = {place}$ into the last line: $\\displaystyle {step}$."
    assert solution == Problem("any", function, "x", None).solution + put_in


def test_nothing_is_put_in_where_no_letter_is_left():
    assert "Put" not in Problem("constant-rule", "7", "x", 2).solution


@problems
def test_problems_are_fresh_and_a_seed_repeats_them(rule):
    rng = np.random.default_rng(1)
    many = {make_problem(rule, rng) for _ in range(40)}
    assert len(many) >= 20
    assert {problem.at is None for problem in many} == {True, False}
    assert make_problem(rule, 5) == make_problem(rule, 5)
    assert len({make_problem(rule).function for _ in range(20)}) > 1


@pytest.mark.parametrize("seed", ["a", 1.5, -1, [1, "a"]])
def test_a_seed_that_is_none_is_refused_with_advice(seed):
    for make, name in ((make_problem, "rng"), (drill, "seed")):
        with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 0, "):
            make("power-rule", seed)


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match=r"rule must be one of constant-rule, .*, but it is 'sum'"):
        make_problem("sum")
    with pytest.raises(ValueError, match="rule must be one of"):
        drill("sum")


@given(st.text(max_size=40))
def test_nothing_that_is_typed_raises(text):
    for problem in (SLOPE, FORMULA):
        assert check_answer(problem, text).message


def test_many_signs_inside_each_other_do_not_raise():
    """Not beside the texts above: Hypothesis leaves room for more calls inside each other."""
    assert check_answer(FORMULA, "-" * 499 + "x").message


def test_a_drill_checks_shows_and_goes_on():
    practice = drill("power-rule", 0)  # asks for a slope
    problem = practice.problem
    assert _markdown(practice._question) == problem.question
    assert practice._message.value == '<p role="status"></p>'
    assert practice._solution.outputs == ()

    practice._answer.value = "<b>"
    assert practice._message.value.startswith(
        '<p role="status">This could not be read: &#x27;&lt;b'
    )
    practice._answer.value = problem.answer
    practice._check.click()
    assert practice._message.value == '<p role="status">Right.</p>'

    practice._show.value = True
    assert _markdown(practice._solution) == problem.solution
    assert "**power rule**" in problem.solution

    practice._next.click()
    assert practice.problem != problem
    assert (practice._answer.value, practice._show.value) == ("", False)
    assert _markdown(practice._question) == practice.problem.question
    assert practice._solution.outputs == ()


@problems
def test_the_next_problems_are_about_another_function_and_not_only_in_another_letter(rule):
    practice = drill(rule, 2)
    asked = []
    for _ in range(30):
        asked.append(re.sub(r"\b[tw]\b", "x", practice.problem.function))
        practice._next.click()
    assert all(len(set(asked[k : k + 4])) == 4 for k in range(27))


def _markdown(page):
    (output,) = page.outputs
    return output["data"]["text/markdown"]


PLAIN = {"exp-rule": "exp(x)", "log-rule": "log(x)", "sigmoid-rule": "sigmoid(x)"}


@pytest.mark.parametrize(("rule", "function"), PLAIN.items())
def test_a_rule_about_one_function_begins_with_it_alone(rule, function):
    for seed in SEEDS:
        practice = drill(rule, seed)
        problem = practice.problem
        assert problem.in_x == function
        assert NAMES[rule] in {step.rule for step in problem.derivation.steps}
        _, letter, slope = _by_sympy(problem)
        right = slope if problem.at is None else slope.subs(letter, problem.at)
        assert check_answer(problem, str(right)).correct
        problem = Problem(rule, problem.function, problem.letter, None, problem.mistakes)
        said = [check_answer(problem, wrong).message for wrong, _ in problem.mistakes]
        assert said == [f"Not yet. {hint}" for _, hint in problem.mistakes]
        practice._next.click()
        assert practice.problem.in_x != function
        shown = practice.static()["text/plain"].splitlines()[1]
        same = [Problem(rule, function.replace("(x)", f"({x})"), x, None) for x in "xtw"]
        assert any(one.question_text.removesuffix("?").split("of ")[1] in shown for one in same)


def test_the_static_form_has_problems_with_their_answers_folded_away():
    bundle = drill("chain-rule", 5)._repr_mimebundle_()
    page = bundle["text/markdown"]
    assert page.startswith("**Practice: chain rule**")
    assert page.count("What is the ") == 3
    assert page.count("<details><summary>Answer") == page.count("</details>") == 3
    assert len(bundle["text/plain"].splitlines()) == 4
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_static_form_works_each_slope_out_to_its_number():
    page = drill("power-rule", 9).static()["text/markdown"]
    assert page.count("Put $") == page.count("What is the slope of ") == 2


def test_nobody_looks_while_grading(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert set(drill("chain-rule", 5)._repr_mimebundle_()) == {"text/plain"}
