"""An expression as a graph: a wheel for each operation, its value above it, its slope below it."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arguments import as_number, as_whole
from .bindings import Control, affine, table, words
from .drawn import by_hand
from .marks import Arrow, Item, Rects, Text
from .picture import Picture
from .scene import Scene
from .style import GREY, INK, NARROW, VERMILLION, YELLOW, factor, new_figure, number

FUNCTIONS = {"log": "log", "exp": "exp", "sigmoid": "σ"}
OPERATIONS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "·", ast.Div: "/"}
ROW = 1.7  # how far below each other, where columns are 1 apart
LEAST, MOST = 2, 22


@dataclass
class Wheel:
    """One letter, number or operation: what it reads, and what it moves.

    ``reads`` are the places of the wheels that it reads, ``rates`` how many times as fast as each
    of them it moves, and ``slope`` is how many times as fast as it the end moves.
    """

    sign: str
    name: str
    value: float
    reads: tuple[int, ...] = ()
    rates: tuple[float, ...] = ()
    slope: float = 0.0
    column: int = 0
    row: int = 0


def draw_expression_graph(
    lines: str, values: Mapping[str, float], backwards: int | None = None
) -> Picture:
    """Draw an expression as wheels from left to right, with their values and slopes.

    ``lines`` are lines of Python, each ``name = expression``, with the signs ``+ - * / **`` and
    with ``log``, ``exp`` and ``sigmoid``; a later line may use an earlier name, and the last line
    is the end. ``values`` gives a number to each letter that no line makes. ``backwards`` says how
    many slopes are filled in, from the end on; without it all are.
    """
    wheels = wheels_of(lines, values)
    last = len(backward_order(wheels))
    step = last if backwards is None else as_whole("backwards", backwards, 0, last)
    return expression_graph_by_hand.still(lines, values, step=step)


def wheels_of(lines: str, values: Mapping[str, float]) -> list[Wheel]:
    """Return the wheels of an expression, each after those that it reads, with their slopes."""
    wheels: list[Wheel] = []
    known: dict[str, int] = {}
    try:
        tree = ast.parse(lines.strip())
    except SyntaxError:
        raise ValueError(f"lines must be lines of Python, but they are {lines!r}.") from None
    for line in tree.body:
        if not (isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)):
            raise ValueError(
                f"each line must be “name = expression”, but one is {ast.unparse(line)}."
            )
        try:
            place = _read(line.value, wheels, known, values)
        except ArithmeticError:
            raise ValueError(
                f"values must give each wheel a number and a slope, but in {ast.unparse(line)} one "
                "of them is too large, or there is none, as in 1 / 0."
            ) from None
        name = line.targets[0].id
        if wheels[place].reads:
            wheels[place].name = name
        known[name] = place
    if not LEAST <= len(wheels) <= MOST:
        raise ValueError(f"a graph has {LEAST} to {MOST} wheels, but this one has {len(wheels)}.")
    _fill_in_slopes(wheels)
    _lay_out(wheels)
    return wheels


def _read(
    node: ast.expr, wheels: list[Wheel], known: dict[str, int], values: Mapping[str, float]
) -> int:
    """Append the wheels of a part of the expression and return the place of its last one."""

    def add(*wheel: Any) -> int:
        wheels.append(Wheel(*wheel))
        numbers = [wheels[-1].value, *wheels[-1].rates]
        if not np.isreal(numbers).all() or not np.isfinite(numbers).all():
            raise ArithmeticError
        return len(wheels) - 1

    def read(part: ast.expr) -> tuple[int, float]:
        place = _read(part, wheels, known, values)
        return place, wheels[place].value

    if isinstance(node, ast.Constant):
        value = as_number("lines", node.value)
        return add(number(value), "", value)
    if isinstance(node, ast.Name):
        if node.id not in known:
            if node.id not in values:
                raise ValueError(f"values must give a number to {node.id}.")
            known[node.id] = add(node.id, node.id, as_number(node.id, values[node.id]))
        return known[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inside = node.operand
        if isinstance(inside, ast.Call) and getattr(inside.func, "id", "") == "log":
            a, at = read(inside.args[0])
            _above_zero(at, inside)
            return add("−log", "", -float(np.log(at)), (a,), (-1 / at,))
        a, at = read(inside)
        return add("−", "", -at, (a,), (-1.0,))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        power = getattr(node.right, "value", None)
        if not isinstance(power, int | float):
            raise ValueError(f"a power must be a plain number, as in a**2: {ast.unparse(node)}.")
        a, at = read(node.left)
        n = float(power)
        raised = {2.0: "²", 3.0: "³"}.get(n, f"^{number(n)}")
        return add(f"( ){raised}", "", at**n, (a,), (n * at ** (n - 1),))
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        sign = OPERATIONS[type(node.op)]
        (a, at), (b, bt) = read(node.left), read(node.right)
        value, rates = {
            "+": lambda: (at + bt, (1.0, 1.0)),
            "−": lambda: (at - bt, (1.0, -1.0)),
            "·": lambda: (at * bt, (bt, at)),
            "/": lambda: (at / bt, (1 / bt, -at / bt**2)),
        }[sign]()
        return add(sign, "", value, (a, b), rates)
    called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    if isinstance(node, ast.Call) and called in FUNCTIONS:
        a, at = read(node.args[0])
        if called == "log":
            _above_zero(at, node)
            return add("log", "", float(np.log(at)), (a,), (1 / at,))
        if called == "exp":
            return add("exp", "", math.exp(at), (a,), (math.exp(at),))
        height = float(np.exp(-np.logaddexp(0, -at)))
        return add("σ", "", height, (a,), (height * (1 - height),))
    raise ValueError(f"a graph knows + - * / **, log, exp and sigmoid, not {ast.unparse(node)}.")


def _above_zero(at: float, node: ast.expr) -> None:
    if at <= 0:
        raise ValueError(
            f"a logarithm needs a number above 0, but in {ast.unparse(node)} it is {number(at)}."
        )


def _fill_in_slopes(wheels: list[Wheel]) -> None:
    """Go from the end backwards: each wheel hands its slope, times its rate, to what it reads."""
    wheels[-1].slope = 1.0
    for wheel in reversed(wheels):
        for place, rate in zip(wheel.reads, wheel.rates, strict=True):
            wheels[place].slope += wheel.slope * rate


def _lay_out(wheels: list[Wheel]) -> None:
    """Give each wheel its column and its row: the longest chain in row 0, the rest below it."""
    for wheel in wheels:
        wheel.column = max((wheels[k].column for k in wheel.reads), default=-1) + 1
    for wheel in wheels:
        for k in wheel.reads:
            if not wheels[k].reads:
                readers = [other.column for other in wheels if k in other.reads]
                wheels[k].column = min(readers) - 1
    taken: set[tuple[int, int]] = set()
    placed: set[int] = set()

    def place(k: int, row: int) -> None:
        wheel = wheels[k]
        while (wheel.column, row) in taken:
            row += 1
        wheel.row = row
        taken.add((wheel.column, row))
        placed.add(k)
        in_order = sorted(dict.fromkeys(wheel.reads), key=lambda n: not wheels[n].reads)
        for turn, n in enumerate(in_order):
            if n not in placed:
                place(n, row + turn)

    place(len(wheels) - 1, 0)


def backward_order(wheels: list[Wheel]) -> list[int]:
    """Return the places of the wheels, from the end backwards; plain numbers are left out."""
    moving = [k for k, wheel in enumerate(wheels) if wheel.reads or wheel.name]
    by_column = sorted(moving, key=lambda k: (-wheels[k].column, wheels[k].row))
    order: list[int] = []
    while by_column:  # a wheel comes after all that read it
        ready = next(
            k for k in by_column if not any(k in wheels[other].reads for other in by_column)
        )
        order.append(ready)
        by_column.remove(ready)
    return order


@by_hand
def expression_graph_by_hand(lines: str, values: Mapping[str, float], *, step: int = 0) -> Scene:
    """Let the learner fill in the slopes of an expression, from the end backwards.

    ``lines`` and ``values`` are as for `draw_expression_graph`. The value is read and set as
    ``.step``, how many slopes are filled in. Without a kernel it shows one still picture, without
    any slope yet.
    """
    wheels = wheels_of(lines, values)
    order = backward_order(wheels)
    step = as_whole("step", step, 0, len(order))
    end = wheels[-1].name
    at = [(float(wheel.column), -ROW * wheel.row) for wheel in wheels]
    columns = max(wheel.column for wheel in wheels) + 1
    rows = max(wheel.row for wheel in wheels) + 1
    figure = new_figure(height=1.75 + 1.15 * rows)
    axes = figure.subplots()
    axes.set(xlim=(-0.55, columns - 0.3), ylim=(-ROW * (rows - 1) - 1.25, 1.15))
    axes.set_axis_off()
    _draw_wheels(axes, wheels, at)

    # What is done in each step: the wheel, and the one that hands its slope to it.
    readers = {k: next((n for n, w in enumerate(wheels) if k in w.reads), k) for k in order}
    here = [at[order[0]], *(at[k] for k in order)]
    there = [at[order[0]], *(at[readers[k]] for k in order)]
    start, finish = (
        [tuple(np.array(a) + share * (np.array(b) - a)) for a, b in zip(here, there, strict=True)]
        for share in (0.72, 0.3)
    )

    def place(of: list[tuple[float, float]], axis: int, shift: float) -> Any:
        return table(lambda step: of[int(step)][axis] + shift, "step", each=True)

    start_and_finish = (place(start, 0, 0.0), place(start, 1, 0.0),
                        place(finish, 0, 0.0), place(finish, 1, 0.0))  # fmt: skip
    wide, high = 0.041 * (columns + 0.25), 0.33
    items: list[Item] = [
        Rects(axes, place(here, 0, -wide), place(here, 1, -high), place(here, 0, wide),
              place(here, 1, high), color=YELLOW, alpha=0.0, edge=VERMILLION, edge_width=2.5,
              when=affine(lambda step: step - 0.5)),
        Arrow(axes, *start_and_finish, color=VERMILLION, width=2.5,
              when=affine(lambda step: step - 1.5)),
    ]  # fmt: skip
    digits = "{slope}" if columns < 8 else "{slope:2}"  # so that neighbours have room
    for turn, k in enumerate(order, 1):
        x, y = at[k]
        items.append(
            Text(axes, "at", digits, {"slope": wheels[k].slope}, x=x, y=y, color=VERMILLION,
                 align="left", offset=(-10, -28),
                 when=affine(lambda step, turn=turn: step - turn + 0.5))
        )  # fmt: skip
    said = [what_happens(wheels, order, turn) for turn in range(len(order) + 1)]
    items += [
        Text(axes, "title", "{first}\n{second}", {
            "first": words(lambda step: said[int(step)][0], "step"),
            "second": words(lambda step: said[int(step)][1], "step"),
        }, lines=2),
        Text(axes, "at", "above: the value{below}", {
            "below": words(lambda step: f"   below: the slope of {end}" if step else "", "step"),
        }, x=(columns - 0.85) / 2, y=-ROW * (rows - 1) - 1.15, color=GREY, align="center"),
    ]  # fmt: skip

    def tell(step: int) -> str:
        chain = ", ".join(
            f"{called(wheels, k)} = {number(wheels[k].value)}" for k in reversed(order)
        )
        slopes = ", ".join(
            f"{called(wheels, k)} {number(wheels[k].slope)}" for k in order[: int(step)]
        )
        told = f"An expression as a graph, from left to right: {chain}."
        if not slopes:
            return f"{told} No slope is filled in yet."
        return f"{told} Slopes of {end}, from the end backwards: {slopes}."

    control = Control("step", "step backwards", 0, len(order), 1, step)
    narrow = NARROW if columns < 8 else 5.6
    seconds = 1.6 * len(order)
    return Scene(figure, (control,), items, tell=tell, play="step", seconds=seconds, narrow=narrow)


def _draw_wheels(axes: Any, wheels: list[Wheel], at: list[tuple[float, float]]) -> None:
    for k, wheel in enumerate(wheels):
        for n in wheel.reads:
            axes.annotate(
                "", at[k], at[n], zorder=1,
                arrowprops={"arrowstyle": "-|>", "color": GREY, "lw": 1.5,
                            "shrinkA": 17, "shrinkB": 17},
            )  # fmt: skip
    for wheel, (x, y) in zip(wheels, at, strict=True):
        marker, colour = ("o", "#BFE0F5") if wheel.reads else ("s", "white")
        axes.plot(
            x, y, marker=marker, markersize=31 if wheel.reads else 25, color=colour,
            markeredgecolor=INK, markeredgewidth=1.5, zorder=2,
        )  # fmt: skip
        large = {"fontsize": 20, "weight": "bold"} if wheel.sign in "·+−/" else {}
        axes.annotate(wheel.sign, (x, y), ha="center", va="center_baseline", zorder=3, **large)
        told = number(wheel.value)
        if wheel.reads and wheel.name:
            told = f"{wheel.name}\n{told}"
        aside = {"ha": "right"} if wheel.row else {"ha": "center"}  # away from its own arrow
        axes.annotate(
            told, (x, y), (8 if wheel.row else 0, 20), textcoords="offset points", va="bottom",
            linespacing=1.15, **aside,
        )  # fmt: skip


def called(wheels: list[Wheel], k: int) -> str:
    """Return what a wheel is called: its name, or its sign between what it reads."""
    wheel = wheels[k]
    if wheel.name or not wheel.reads:
        return wheel.name or wheel.sign
    parts = [called(wheels, n) for n in wheel.reads]
    if len(parts) == 2:
        return f"{parts[0]} {wheel.sign} {parts[1]}"
    if wheel.sign.startswith("( )"):
        return wheel.sign.replace("( )", f"({parts[0]})")
    return f"{wheel.sign} {parts[0]}" if wheel.sign == "−" else f"{wheel.sign}({parts[0]})"


def what_happens(wheels: list[Wheel], order: list[int], turn: int) -> tuple[str, str]:
    """Return in two lines what the step backwards with this number does."""
    end = wheels[-1].name
    if turn == 0:
        return "the values are worked out", "from left to right"
    k = order[turn - 1]
    name, slope = called(wheels, k), number(wheels[k].slope)
    first = f"step {turn} of {len(order)}: {name}"
    if turn == 1:
        return first, f"{end} moves exactly as fast as {end}: slope 1"
    parts = [
        f"{factor(wheel.slope)} · {factor(rate)}"
        for wheel in wheels
        for n, rate in zip(wheel.reads, wheel.rates, strict=True)
        if n == k
    ]
    through = [f"“{wheel.sign}”" for wheel in wheels if k in wheel.reads]
    through = f"through the wheel{'s' * (len(through) > 1)} {' and '.join(through)}"
    return f"{first}, {through}", f"slope {' + '.join(parts)} = {slope}"
