"""An exercise with its check: run, compare, diagnose, and say it kindly."""

import inspect
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, SimpleNamespace
from typing import Any

import numpy as np

from mlsmath.checks import diagnosis, guard, mishaps, running, watching, words
from mlsmath.checks.answers import ANSWERS
from mlsmath.checks.compare import RTOL
from mlsmath.checks.inputs import Case, with_one_changed
from mlsmath.checks.result import CheckResult
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import Trial, right_for
from mlsmath.slips import state

GIVES_POINTS = ("name", "parts", "reference", "cases", "gives_several", "answers", "within")
WHOLE_TASK = "the result"
# While grading, what a call without a seed has in its place: no learner has seen these inputs.
look = SimpleNamespace(seed=None)


@dataclass
class Verdict:
    """What a check found, before it is put into words."""

    parts: dict[str, bool] = field(default_factory=dict)
    cares: dict[str, bool] = field(default_factory=dict)
    mistake: Mistake | None = None
    tampering: bool = False
    trial: Trial | None = None

    @classmethod
    def wrong(cls, name: str, hint: str, more: str = "") -> "Verdict":
        """Return the verdict that nothing is right, with the mistake that was made."""
        return cls(mistake=Mistake(name, hint, more))


class Check:
    """What all checks share: never raise for a learner's answer, return a CheckResult."""

    seconds = 3.0  # of computing, for one answer
    answers: tuple[Callable | str, ...] = ()
    reference: Callable | None = None
    parameters: tuple[str, ...] = ()
    typed: tuple[tuple[str, str, str], ...] = ()  # see `add_typed`

    def __init__(self, name: str, parts: Mapping[str, float], checked: str, then: str) -> None:
        self.name = name
        self.parts = MappingProxyType(dict(parts))
        self.checked = checked
        self.then = then

    def __call__(self, *answer: Any, points: float = 1.0, seed: int | None = None) -> CheckResult:
        """Check a learner's answer.

        Parameters
        ----------
        answer
            The learner's function.
        points
            What a right answer is worth; a half-right one earns its parts.
        seed
            Given in hidden tests: other inputs, and a message that shows none of them.

        Returns
        -------
        A `CheckResult`, for a wrong or missing answer too.
        """
        seed = look.seed if seed is None else seed
        verdict = self._guarded(answer, seed)
        total = sum(self.parts.values())
        share = sum(weight for part, weight in self.parts.items() if verdict.parts.get(part))
        share /= total
        if not all(verdict.cares.values()):
            share /= 2
        if verdict.tampering:
            share = 0.0
        earned = round(share * float(points), 2)
        parts = {part: bool(verdict.parts.get(part)) for part in self.parts} | verdict.cares
        return CheckResult(
            exercise=self.name,
            points=earned,
            max_points=float(points),
            parts=tuple(parts.items()),
            mistake=verdict.mistake.name if verdict.mistake else None,
            message=self._message(verdict, parts, earned, float(points)),
            hint=verdict.mistake.hint if verdict.mistake else "",
            tampering=verdict.tampering,
            hidden=seed is not None,
        )

    def _guarded(self, answer: tuple, seed: int | None) -> Verdict:
        stopped = state.cells.failed.get(self.name) if seed is None else None
        if stopped is not None:
            return _older(self.name, stopped)
        instead = state.cells.replaced.get(self.name) if seed is None else None
        if instead:
            return Verdict.wrong(
                "other-name",
                f"Your cell makes `{instead}` now. What this check was given is an older "
                f"`{self.name}`. Write `def {self.name}(` in your cell, run it, then this one.",
            )
        guard.verify_display(CheckResult)
        guard.verify_testing()
        replaced = guard.verify()
        watch = watching.Watch(self.answers, self.reference)
        if not replaced:
            with watch.current():
                verdict = self._judged(answer, seed)
            replaced = guard.verify()
        if replaced:
            names = words.listed([f"`{name}`" for name in replaced])
            mistake = Mistake(
                "tampering",
                f"Something that the checks rest on was replaced: {names}. While that is so, no "
                "check can give points. Remove the line that replaces it, restart the kernel "
                "and run the notebook again.",
            )
            return Verdict(mistake=mistake, tampering=True)
        if any(verdict.parts.values()):
            return _by_another(watch) or verdict
        return verdict

    def _judged(self, answer: tuple, seed: int | None) -> Verdict:
        """Judge an answer, and do not look whether it tampers: where it cannot, this is enough."""
        rng = self._rng(seed)
        try:
            for function in answer:
                running.load_imports(function)
            verdict = self._judge(answer, rng, seed is None)
            if verdict.mistake is not None and verdict.trial is not None:
                verdict.mistake = mishaps.as_typed(verdict.trial, verdict.mistake, self.typed)
            return verdict
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return Verdict.wrong(
                "cannot-judge",
                "Your function returned something that this check cannot read "
                f"({type(error).__name__}). Return numbers or NumPy arrays, as asked.",
            )

    def _rng(self, seed: int | None) -> np.random.Generator:
        own = zlib.crc32(self.name.encode())
        return np.random.default_rng([own, 0] if seed is None else [own, 1, seed])

    def _judge(self, answer: tuple, rng: np.random.Generator, visible: bool) -> Verdict:
        raise NotImplementedError

    def _message(
        self, verdict: Verdict, parts: dict[str, bool], earned: float, points: float
    ) -> str:
        worth = f"{earned:g} of {points:g} {'point' if points == 1 else 'points'}."
        if parts and all(parts.values()):
            then = f" {self.then}" if self.then else ""
            return f"✔ Correct. {self.checked}{then}\n{worth}"
        done = [part for part, passed in verdict.parts.items() if passed]
        head = "✘ Not yet."
        if done:
            head = "✘ Nearly."
        if verdict.mistake is None:
            raise ValueError(f"what is wrong with {self.name} was not said")
        hint, example = verdict.mistake.hint, verdict.mistake.example
        if done and len(done) < len(self.parts):
            told = re.search(r"\b(is|are) right\b", hint)
            head = f"✘ Partly right{'' if told else f': {words.listed(done)} passed'}."
        told = ["✘ Not checked.", hint] if verdict.tampering else [f"{head} {hint}", example]
        return "\n".join(filter(None, [*told, worth]))


def _older(name: str, stopped: state.Stopped) -> Verdict:
    """Say that the learner's last lines did not run, so that only an older function is there."""
    at = f", at `{stopped.line.replace('`', '')}`" if stopped.line else ""
    return Verdict.wrong(
        "cell-failed",
        f"The cell with your `{name}` did not run the last time{at}. {stopped.slip.said}",
        f"What Python has is an older `{name}`. Mend that line, run its cell, then this one.",
    )


def _by_another(watch: watching.Watch) -> Verdict | None:
    """Say that what did the task is not the learner's, or could not be seen."""
    if watch.entered:
        return Verdict.wrong(
            "uses-the-answer",
            f"Your function runs {watch.entered}, which does the whole task. "
            "Write it yourself: this exercise is there for that.",
        )
    if watch.apart:
        return Verdict.wrong(
            "works-elsewhere",
            "Your function starts another program or thread, and this check cannot see "
            "what that does. Work the result out inside your function.",
        )
    if watch.lost:
        return Verdict.wrong(
            "works-elsewhere",
            "This check could not see all that your function does. That happens when a tool "
            "that measures or watches Python is switched on inside it. Leave that out.",
        )
    return None


class Exercise(Check):
    """An exercise in which the learner writes a function.

    Parameters
    ----------
    name
        The name of the learner's function.
    reference
        A right answer. Its parameters have the names that the task gives them.
    cases
        A function of a random generator that returns the inputs as `Case` objects, the simplest
        first.
    parts
        The parts and their weights. For a function that returns one thing: the `part` of the
        cases. For one that returns several: their names in order (with `gives_several`).
    gives_several
        Whether the function returns a tuple, each item of which is a part.
    checked, then
        For the message of a pass: what was checked, and what to look at next.
    answers
        Functions of this package that do the whole task, so the learner's may not call them; as
        full names those whose module is slow to import. Of our own exercises `ANSWERS` has them.
    within
        A function of the inputs: an absolute error that is still right, beside 1e-6 of the size.
    """

    reference: Callable
    may_overflow = False  # whether numbers that become too large on the way are no mistake

    def __init__(
        self,
        name: str,
        reference: Callable,
        cases: Callable[[np.random.Generator], list[Case]],
        *,
        parts: Mapping[str, float] | None = None,
        gives_several: bool = False,
        checked: str = "Your function agrees with ours on fresh random inputs.",
        then: str = "",
        answers: Iterable[Callable | str] | None = None,
        within: Callable | None = None,
    ) -> None:
        super().__init__(name, parts or {WHOLE_TASK: 1.0}, checked, then)
        self.reference = reference
        self.parameters = tuple(inspect.signature(reference).parameters)
        self.cases = with_one_changed(cases, reference, self.parameters)
        self.gives_several = gives_several
        self.answers = tuple(ANSWERS.get(name, ()) if answers is None else answers)
        self.within = within
        self.mistakes: tuple[Mistake, ...] = ()
        guard.watch(self, GIVES_POINTS, f"check_{name}")

    def mistake(self, hint: str, rtol: float = RTOL) -> Callable[[Callable], Callable]:
        """Add a mistake: decorate a function that makes it.

        The function's name, with hyphens, is the id in reports. `rtol` is the relative error
        within which a learner's results count as those of the mistake.
        """

        def add(wrong: Callable) -> Callable:
            name = wrong.__name__.strip("_").replace("_", "-")
            self.mistakes = (*self.mistakes, Mistake(name, hint, "", (wrong,), rtol))
            return wrong

        return add

    def is_done_by(self, function: Any) -> bool:
        """Whether a value is one of the `answers`, and gives what is asked for in every case."""
        if not any(function is one for one in self.answers):
            return False
        cases = self.cases(np.random.default_rng(0))
        return all(right_for(function, self, case) for case in cases)

    def _judge(self, answer: tuple, rng: np.random.Generator, visible: bool) -> Verdict:
        problem = mishaps.not_a_function(answer, self)
        if problem:
            return Verdict(mistake=problem)
        trial = Trial.of(answer[0], self, rng)
        mistake = self._retold(diagnosis.diagnose(trial, visible), trial)
        return Verdict(trial.parts_passed(), trial.cares_passed(), mistake, trial=trial)

    def _retold(self, mistake: Mistake | None, trial: Trial) -> Mistake | None:
        """Return what was found, in words of this exercise where it has its own."""
        return mistake
