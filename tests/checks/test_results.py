"""What a check returns: points for nbgrader, a message for people, facts for a report."""

import json
import re
from html.parser import HTMLParser
from typing import NamedTuple

import numpy as np
import pytest

from mlsmath import checks
from mlsmath.checks import MIME, check_compute_gradient, check_predict, check_sigmoid

EXERCISES = [value for value in vars(checks).values() if isinstance(value, checks.Exercise)]


def half_right(x, w, b):
    return w * x + b if np.ndim(x) == 0 else w * x


def test_plain_text_is_the_number_of_points_and_nothing_else():
    for function, points in [(lambda x, w, b: w * x + b, "2.0"), (half_right, "1.0")]:
        assert check_predict(function, points=2)._repr_mimebundle_()["text/plain"] == points
    assert repr(check_predict(lambda x, w, b: 0, points=2)) == "0.0"


def test_text_is_the_message():
    result = check_predict(lambda x, w, b: w * x, points=2)
    assert str(result).startswith("✘ Not yet. Your function leaves out the intercept b.")
    assert str(result).endswith("0 of 2 points.")


def test_a_pass_says_what_was_checked_and_what_is_next():
    text = str(check_predict(lambda x, w, b: w * x + b, points=2))
    assert text.startswith("✔ Correct.")
    assert check_predict.checked in text
    assert check_predict.then in text
    assert text.endswith("2 of 2 points.")


def test_parts_earn_their_points():
    result = check_predict(half_right, points=3)
    assert result.points == 1.5
    assert ("one number x", True) in result.parts
    assert ("an array x", False) in result.parts
    assert str(result).startswith("✘ Partly right: one number x passed.")


def test_what_is_right_is_said_once():
    def sum_for_mean(x, y, w, b):
        e = w * x + b - y
        return np.sum(e * x), np.mean(e)

    said = str(check_compute_gradient(sum_for_mean))
    assert said.startswith("✘ Partly right. dj_db is right, but the sum in dj_dw")


def test_a_missed_corner_takes_half():
    def wrong_for_one(x, w, b):
        return w * x + b if np.size(x) != 1 or np.ndim(x) == 0 else w * x

    result = check_predict(wrong_for_one, points=2)
    assert result.points == 1.0
    assert result.mistake == "fails-for-one"
    assert str(result).startswith("✘ Nearly.")


def test_an_example_shows_two_results_apart_or_one_of_them_not_at_all():
    def a_little_more(x, w, b):
        return (w * x + b) * (1 + 1e-5 * (x > 0)) + 0.0

    said = re.search(r"gave (.+); expected: (.+)\.", str(check_predict(a_little_more)))
    assert said[1] != said[2]
    warned = str(checks.check_stable_sigmoid(lambda z: 1 / (1 + np.exp(-z))))
    assert re.search(r"Example: z = -[\d.]+\.", warned)
    assert "expected" not in warned


@pytest.mark.parametrize("answer", ["0", ["1", "0"], [["1"]]])
def test_texts_are_called_texts(answer):
    said = str(checks.check_predict_labels(lambda X, w, b: np.array(answer)))
    assert re.search(r"but your function gave (a text|an array of texts)\.", said)


def test_points_never_exceed_the_maximum_and_have_two_decimals():
    def only_w(X, y, w, b):
        e = w * X + b - y
        return np.mean(e * X), 0.0

    assert check_compute_gradient(only_w, points=1 / 3).points == 0.17


def test_the_json_is_json_and_complete():
    bundle = check_predict(half_right, points=2, seed=5)._repr_mimebundle_()
    facts = json.loads(json.dumps(bundle[MIME]))
    assert facts["exercise"] == "predict"
    assert (facts["points"], facts["max_points"]) == (1.0, 2.0)
    assert facts["passed"] is False
    assert facts["misconception"] == "other"
    assert facts["hint"].startswith("Your function gives another result than expected")
    assert f"✘ Partly right: one number x passed. {facts['hint']}\n" in facts["message"]
    assert facts["hidden"] is True
    assert facts["tampering"] is False
    assert {"name": "one number x", "passed": True} in facts["parts"]
    assert facts["message"] == str(check_predict(half_right, points=2, seed=5))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text, self.roles = [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.roles += [value for name, value in attrs if name == "role"]

    def handle_data(self, data):
        self.text += data


def test_html_is_escaped_and_announced():
    def predict(x, w, b):
        raise ValueError("<script>alert('&')</script>")

    bundle = check_predict(predict)._repr_mimebundle_()
    assert "<script>" not in bundle["text/html"]
    parsed = Tags()
    parsed.feed(bundle["text/html"])
    assert set(parsed.tags) <= {"div", "p", "strong", "code"}
    assert parsed.roles == ["status"]
    assert "<script>alert('&')</script>" in parsed.text


def test_colour_is_not_the_only_carrier():
    right = check_predict(lambda x, w, b: w * x + b).as_html()
    wrong = check_predict(lambda x, w, b: 0).as_html()
    assert "✔ Correct." in right
    assert "✘ Not yet." in wrong
    assert "background" not in right + wrong
    assert not re.search(r"(?<!-)color:", right + wrong), "text takes the theme's colour"


SEVERAL_RIGHT = ("choose_alpha",)  # so no answer is expected that an example could show


def as_learners(known):
    """Return the wrong function as a learner's own: ours may call what the learner's may not."""
    return lambda *args, wrong=known.functions[0]: wrong(*args)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@pytest.mark.usefixtures("unwatched")
def test_a_hidden_check_shows_nothing_of_its_inputs(exercise):
    inputs = {
        f"{value:.6g}"
        for case in exercise.cases(exercise._rng(7301))
        for arg in case.args
        if not callable(arg)
        for value in np.ravel(np.asarray(arg, dtype=float))
        if value != int(value)
    }
    wrongs = [lambda *args: args[0], lambda *args: {}[args[0]], lambda *args: 1 / 0]
    for function in [*map(as_learners, exercise.mistakes[:3]), *wrongs]:
        result = exercise(function, seed=7301)
        text = json.dumps(result._repr_mimebundle_())
        assert "Example" not in text
        hints = " ".join(known.hint for known in exercise.mistakes)
        shown = set(re.findall(r"\d+\.\d+", str(result).rsplit("\n", 1)[0]))
        assert not (shown - set(re.findall(r"\d+\.\d+", hints))) & inputs
    visible = exercise(as_learners(exercise.mistakes[0]))
    if len(exercise.mistakes[0].functions) == 1 and exercise.name not in SEVERAL_RIGHT:
        assert "Example: for " in str(visible)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_visible_and_hidden_inputs_differ_and_are_the_same_each_time(exercise):
    def first(seed):
        return [
            np.asarray(arg, dtype=float).tolist()
            for case in exercise.cases(exercise._rng(seed))
            for arg in case.args
            if not callable(arg)
        ]

    assert first(None) == first(None)
    assert first(3) == first(3)
    assert first(None) != first(3) != first(4)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_message_prints_the_solution(exercise):
    for known in exercise.mistakes:
        assert len(known.hint.split()) <= 50, known.name
        assert "return " not in known.hint
        for word in ("simply", "just", "obviously", "clearly", "of course"):
            assert f" {word} " not in f" {known.hint.lower()} "


@pytest.mark.parametrize(
    "answer",
    [
        (),
        (None,),
        (3.0,),
        ("predict",),
        (lambda x, w, b: 1, 2),
        (lambda: 1,),
        (print,),
        (int,),
        (np.add,),
        (type,),
        (dict.fromkeys,),
    ],
)
def test_a_wrong_or_missing_answer_never_raises(answer):
    result = check_predict(*answer, points=2)
    assert result.points == 0
    assert not result.passed


@pytest.mark.parametrize(
    "value",
    [
        None,
        ...,
        NotImplemented,
        "",
        b"",
        [],
        (),
        {},
        set(),
        object(),
        [1, [2, 3]],
        [None],
        np.array([None]),
        np.array("text"),
        np.array([]),
        np.zeros((0, 3)),
        np.datetime64("2020-01-01"),
        np.ma.masked,
        np.ma.array([1.0], mask=[True]),
        np.rec.array([(1, 2.0)]),
        np.nan,
        np.inf,
        10**400,
        True,
        1j,
        lambda: 0,
        Exception("x"),
        iter([1.0]),
        range(3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_no_returned_value_breaks_the_check(value):
    for check in (check_predict, check_sigmoid, check_compute_gradient):
        for seed in (None, 1):
            result = check(lambda *_: value, seed=seed)
            assert result.points == 0
            assert not result.passed
            assert len(str(result)) < 700


class Pair(NamedTuple):
    first: float
    second: float


class Claims(tuple):
    def __iter__(self):
        return iter((1.0, 2.0))

    def __len__(self):
        return 2

    def __eq__(self, other):
        return True

    __hash__ = None


def test_a_result_of_a_kind_made_of_another_counts_as_what_it_is_made_of():
    check = checks.check_training_example
    assert check(lambda x, y, i: Pair(x[i - 1], y[i - 1])).passed
    assert not check(lambda x, y, i: Pair(y[i - 1], x[i - 1])).passed
    assert not check(lambda x, y, i: Claims([0.0, 0.0])).points
    assert checks.check_apply_z_score(lambda X, mu, s: ((X - mu) / s).view(np.matrix)).passed
    assert not checks.check_apply_z_score(lambda X, mu, s: (X / s).view(np.matrix)).points


def test_a_masked_result_is_not_taken_for_what_it_hides():
    masked = checks.check_squared_errors(lambda x, y, w, b: np.ma.array((w * x + b - y) ** 2))
    assert "a value of the type `MaskedArray`" in masked.message


def test_one_number_in_an_array_is_not_several_things():
    said = checks.check_split_rows(lambda m, seed: np.array(m)).message
    assert "should give back 3 things" in said


@pytest.mark.parametrize("one", [10**400, [10**400]])
def test_a_number_too_long_for_a_float_is_not_called_what_was_asked_for(one):
    said = checks.check_predict(lambda x, w, b: one if np.ndim(x) == 0 else w * x + b).message
    assert "gave a single number" not in said
    assert "not all of them numbers" not in said


def test_a_seed_that_is_none_is_no_fault_of_the_learner():
    with pytest.raises(ValueError, match="non-negative"):
        checks.check_predict(lambda x, w, b: w * x + b, seed=-1)
