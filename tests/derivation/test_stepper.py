"""The derivation to click through."""

import pytest

from mlsmath.derivation import derive
from mlsmath.derivation.display import step_markdown
from mlsmath.derivation.stepper import Stepper


@pytest.fixture(autouse=True)
def _not_graded(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def derivation():
    return derive("3*x**2", "x")


def _shown(stepper):
    (output,) = stepper._page.outputs
    return output["data"]["text/markdown"]


def test_next_and_back_go_through_the_steps_and_stop_at_the_ends(derivation):
    stepper = derivation.stepper()
    assert isinstance(stepper, Stepper)
    for position in (0, 1, 2, 3):
        assert stepper.position == position
        assert _shown(stepper) == step_markdown(derivation, position)
        assert (stepper._back.disabled, stepper._next.disabled) == (position == 0, position == 3)
        stepper._next.click()
    assert stepper.position == 3
    for position in (2, 1, 0, 0):
        stepper._back.click()
        assert stepper.position == position
        assert _shown(stepper) == step_markdown(derivation, position)


def test_words_are_added_when_asked_for_and_stay(derivation):
    stepper = derivation.stepper()
    stepper._words.value = True
    assert stepper.in_words
    stepper.go(1)
    assert _shown(stepper) == step_markdown(derivation, 1, in_words=True)
    stepper.in_words = False
    assert not stepper._words.value
    assert _shown(stepper) == step_markdown(derivation, 1)


def test_the_static_form_is_the_whole_derivation(derivation):
    bundle = derivation.stepper()._repr_mimebundle_()
    assert bundle.items() >= derivation._repr_mimebundle_().items()
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_nobody_looks_while_grading(derivation, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert derivation.stepper()._repr_mimebundle_() == {"text/plain": str(derivation)}


def test_what_goes_wrong_is_shown_and_goes_away(derivation):
    stepper = derivation.stepper()
    stepper.position = 99
    (output,) = stepper._trouble.outputs
    assert output["data"]["text/markdown"] == (
        "**This could not be shown.** ValueError: position must be from 0 to 3, but it is 99."
    )
    stepper.position = 1
    assert stepper._trouble.outputs == ()
