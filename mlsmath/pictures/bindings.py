"""Numbers and words that follow the controls, and the form in which the browser can follow too.

Each is a plain function of the values of controls, which it names as its parameters. How it
depends on them decides what the browser gets:

- `affine`, `quadratic`: the coefficients of a polynomial in the controls;
- `table`: a frame for each value of one or two controls;
- `asked`: what Python computes anew each time that one of these controls has moved.
"""

from __future__ import annotations

import inspect
import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from .arguments import Vector
from .style import Look, number

MOST_NUMBERS = 4_000_000
MOST_FORESEEN = 50_000
_CHECKED_AT = (0.37, -0.61, 0.83, -0.29, 0.53)


@dataclass(frozen=True)
class Control:
    """A value that can be moved: its name, its label, its range and its step.

    Where ``choices`` are given it moves from one to the next; where these have ``names``, one is
    chosen by its name. Where its value is an ``int`` it stays one.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float
    choices: tuple[float, ...] = ()
    names: tuple[str, ...] = ()

    def grid(self) -> Vector:
        """Return every value that the control can have."""
        if self.choices:
            return np.array(self.choices, dtype=float)
        steps = round((self.high - self.low) / self.step)
        return np.asarray(self.low + self.step * np.arange(steps + 1), dtype=float)

    def middle_and_reach(self) -> tuple[float, float]:
        """Return the middle of the range and the way from there to its ends."""
        return (self.high + self.low) / 2, (self.high - self.low) / 2 or 1.0

    def plain(self, value: float) -> float:
        """Return a value of the control as a plain number, whole where the control's are."""
        return int(value) if isinstance(self.value, int) else float(value)


def choice(name: str, label: str, choices: Iterable[float], value: float) -> Control:
    """Return a control that moves from one of these values to the next, and starts at its own."""
    choices = tuple(sorted({*choices, value}))
    return Control(name, label, choices[0], choices[-1], 0, value, choices)


def _sigmoid(z: Vector) -> Vector:
    return np.where(z >= 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z)))


# What can be done with the numbers of a series in the browser, too: see THROUGH and REDUCE there.
THROUGH: dict[str, Callable[[Vector], Vector]] = {
    "sigmoid": _sigmoid,
    "softplus": lambda z: np.logaddexp(0, z),
    "square": np.square,
    "abs": np.abs,
}


REDUCE: dict[str, Callable[[Vector], Any]] = {
    "mean": np.mean,
    "count": lambda values: np.sum(values > 0),
    "sum": np.sum,
}


@dataclass(eq=False, kw_only=True)
class Series:
    """Numbers that follow the controls; made by `affine`, `quadratic`, `table` and `asked`.

    ``through`` is applied to each number (sigmoid, softplus, square, abs), and ``reduce`` makes
    one of all (mean, sum, or count: how many are above zero).
    """

    function: Callable[..., Any] = field(kw_only=False)
    over: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    degree: int = 0
    each: bool = False
    through: str = ""
    reduce: str = ""

    def __post_init__(self) -> None:
        self.names = parameters_of(self.function)
        for name in self.over + self.ask:
            if name not in self.names:
                raise ValueError(f"The function has no parameter {name}, but {self.names}.")

    def at(self, values: Mapping[str, float]) -> Vector:
        """Return the numbers at these values of the controls, shape (n,)."""
        with np.errstate(all="ignore"):
            found = self.function(**{name: values[name] for name in self.names})
            found = np.atleast_1d(np.asarray(found, dtype=float)).ravel()
            found = THROUGH[self.through](found) if self.through else found
            return np.atleast_1d(REDUCE[self.reduce](found)) if self.reduce else found

    def smooth(self) -> tuple[str, ...]:
        """Return the controls in which the numbers are a polynomial."""
        return tuple(name for name in self.names if name not in self.over + self.ask)

    def data(self, controls: Mapping[str, Control], values: Mapping[str, float]) -> Vector:
        """Return the coefficients, shape (frames, n, terms), for the browser.

        Raises ``ValueError`` where the numbers are no polynomial of the promised degree, or where
        there are too many of them.
        """
        columns = self._columns(controls)
        frames = len(next(iter(columns.values()), [0]))
        smooth = [controls[name] for name in self.smooth()]
        powers = exponents(len(smooth), self.degree)
        probes = probe_points(len(smooth), self.degree)
        asked = {name: values[name] for name in self.ask}
        found = [self._frames(columns, frames, asked, smooth, probe) for probe in probes]
        numbers = np.stack(np.broadcast_arrays(*found), axis=-1)
        if numbers.size > MOST_NUMBERS:
            raise ValueError(f"{numbers.size:,} numbers are too many for a table.")
        with np.errstate(all="ignore"):  # a walk may have run off to infinity
            data = numbers @ np.linalg.inv(monomials(probes, powers)).T
        if smooth:
            there = np.array([_CHECKED_AT[: len(smooth)]])
            told = (data @ monomials(there, powers).T)[..., 0]
            meant = self._frames(columns, frames, asked, smooth, there[0])
            # Of numbers that differ by little, such as 10⁶ + 10⁻⁶, rounding leaves some digits.
            scale = 1e-2 * (np.abs(numbers).max(axis=-1) + 1e-12)
            if np.any(np.abs(told - meant) > scale):
                raise ValueError(
                    f"The numbers are no polynomial of degree {self.degree} in "
                    f"{' and '.join(self.smooth())}: give them as a table, or let them be asked."
                )
        return data

    def _columns(self, controls: Mapping[str, Control]) -> dict[str, Vector]:
        grids = np.meshgrid(*(controls[name].grid() for name in self.over), indexing="ij")
        return {name: g.reshape(-1, 1) for name, g in zip(self.over, grids, strict=True)}

    def _frames(
        self,
        columns: Mapping[str, Vector],
        frames: int,
        asked: Mapping[str, float],
        smooth: Sequence[Control],
        probe: Vector,
    ) -> Vector:
        """Return the numbers of all frames, shape (frames, n), where smooth controls stand."""
        fixed = dict(asked)
        for control, place in zip(smooth, probe, strict=True):
            middle, reach = control.middle_and_reach()
            fixed[control.name] = middle + reach * place
        with np.errstate(all="ignore"):
            if self.each:
                rows = [
                    self.function(**fixed, **{name: c[k, 0] for name, c in columns.items()})
                    for k in range(frames)
                ]
                return np.array(rows, dtype=float).reshape(frames, -1)
            found = np.asarray(self.function(**fixed, **columns), dtype=float)
        found = np.atleast_1d(found)
        return np.broadcast_to(found, (frames, found.shape[-1])).astype(float)


def affine(function: Callable[..., Any], *, through: str = "", reduce: str = "") -> Series:
    """Return numbers of the form constant + coefficient · each control: a line, sticks, a dot."""
    return Series(function, degree=1, through=through, reduce=reduce)


def quadratic(function: Callable[..., Any]) -> Series:
    """Return numbers with squares and products of controls, such as the cost of a line."""
    return Series(function, degree=2)


def table(
    function: Callable[..., Any],
    *over: str,
    degree: int = 0,
    each: bool = False,
    through: str = "",
    reduce: str = "",
) -> Series:
    """Return numbers of which the browser gets a frame for every value of the controls ``over``.

    The function is called once with all values of these controls as columns, shape (frames, 1),
    so that NumPy gives shape (frames, n); with ``each`` it is called once for each frame with
    plain numbers. In its other controls it is a polynomial of the given degree.
    """
    return Series(function, over=over, degree=degree, each=each, through=through, reduce=reduce)


def asked(
    function: Callable[..., Any],
    *ask: str,
    over: tuple[str, ...] = (),
    each: bool = False,
) -> Series:
    """Return numbers that Python computes anew each time that a control in ``ask`` has moved.

    What depends on other controls is a table ``over`` them, as elsewhere.
    """
    return Series(function, ask=ask, over=over, each=each)


@dataclass(eq=False)
class Words:
    """Words that follow the controls: one for each value of ``over``; made by `words`."""

    function: Callable[..., str]
    over: tuple[str, ...]
    ask: ClassVar[tuple[str, ...]] = ()

    def at(self, values: Mapping[str, float]) -> str:
        """Return the words at these values of the controls."""
        return self.function(**{name: values[name] for name in parameters_of(self.function)})

    def data(self, controls: Mapping[str, Control], values: Mapping[str, float]) -> list[str]:
        """Return the words of every frame."""
        grids = [map(controls[name].plain, controls[name].grid()) for name in self.over]
        return [
            self.function(**dict(zip(self.over, place, strict=True)))
            for place in itertools.product(*grids)
        ]


def words(function: Callable[..., str], *over: str) -> Words:
    """Return words of which the browser gets one for every value of the controls ``over``."""
    return Words(function, over)


Follower = Series | Words


def foreseen(follower: Series, controls: Mapping[str, Control]) -> Series:
    """Return what asks Python in a form that does not: a polynomial, or else a table.

    What would need too large a table is returned as it is.
    """
    over = (*follower.over, *follower.ask)
    frames = np.prod([len(controls[name].grid()) for name in over])
    look: Look = {"each": follower.each, "through": follower.through, "reduce": follower.reduce}
    smooth = Series(follower.function, over=follower.over, degree=2, **look)
    start = {name: control.value for name, control in controls.items()}
    try:
        smooth.data(controls, start)
    except ValueError:
        many = frames * follower.at(start).size
        return Series(follower.function, over=over, **look) if many <= MOST_FORESEEN else follower
    return smooth


def as_series(value: Any) -> Follower:
    """Return what follows the controls: numbers stay where they are, a function is affine."""
    if isinstance(value, Follower):
        return value
    if callable(value):
        return affine(value)
    numbers = np.atleast_1d(np.asarray(value, dtype=float))
    return Series(lambda: numbers)


def parameters_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names that a function must be given: those of controls."""
    parameters = inspect.signature(function).parameters.values()
    return tuple(p.name for p in parameters if p.default is p.empty)


def exponents(variables: int, degree: int) -> list[tuple[int, ...]]:
    """Return the exponents of each term of a polynomial, the constant first, then each variable."""
    everything = itertools.product(range(degree + 1), repeat=variables)
    terms = [term for term in everything if sum(term) <= degree]
    return sorted(terms, key=lambda term: (sum(term), [-power for power in term]))


def probe_points(variables: int, degree: int) -> Vector:
    """Return places at which a polynomial's values tell all of its coefficients."""
    unit = np.eye(variables)
    places = [np.zeros(variables)]
    if degree >= 1:
        places += list(unit)
    if degree >= 2:
        places += list(-unit)
        places += [unit[i] + unit[j] for i in range(variables) for j in range(i)]
    return np.array(places).reshape(len(places), variables)


def monomials(places: Vector, powers: Sequence[tuple[int, ...]]) -> Vector:
    """Return each term's value at each place, shape (places, terms)."""
    return np.array([[np.prod(place ** np.array(term)) for term in powers] for place in places])


_FIELD = re.compile(r"\{(\w+)(?:\|([^|}]*)\|([^|}]*)|:(\+?)(\d+))?\}")


def fill(template: str, values: Mapping[str, float | str]) -> str:
    """Return the template with its fields filled in.

    ``{J}`` is a number of three digits, ``{J:4}`` one of four, ``{b:+4}`` its sign, a space and
    its size, ``{k|step|steps}`` the first word where k is 1, else the second. What is not a
    number is ``?``, and what is no field stays as it is.
    """

    def filled(field: re.Match[str]) -> str:
        name, one, many, sign, digits = field.groups()
        value = values.get(name, field.group())  # brackets of a unit are no field
        if isinstance(value, str):
            return value
        if one is not None:
            return one if value == 1 else many
        if np.isnan(value):
            return "?"
        text = number(abs(value) if sign else value, int(digits or 3))
        return f"{'−' if value < 0 else '+'} {text}" if sign else text

    return _FIELD.sub(filled, template)
