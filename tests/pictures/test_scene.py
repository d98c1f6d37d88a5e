"""A scene: what stays is drawn once, what moves is told, and both meet on the same axes."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from mlsmath.pictures import marks
from mlsmath.pictures import scene as module
from mlsmath.pictures.bindings import REDUCE, THROUGH, Control, affine, asked, quadratic
from mlsmath.pictures.learner_code import LearnerError
from mlsmath.pictures.marks import Area, Arrow, Cells, Dots, Item, Line, Rects, Sticks, Text
from mlsmath.pictures.picture import save
from mlsmath.pictures.scene import Grip, Scene
from mlsmath.pictures.style import in_style, new_figure

from .as_browser import read

CONTROLS = (Control("w", "slope w", -1, 2, 0.01, 0.5), Control("b", "b", 0, 10, 0.1, 4.0))


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@in_style()
def scene(*items_of, tell=lambda w, b: f"w = {w}, b = {b}", log=False, **more):
    figure = new_figure(2.1, 3.5)
    axes, _ = figure.subplots(1, 2)
    axes.set(xlim=(0.1, 10), ylim=(-2, 30), xlabel="x", ylabel="y")
    if log:
        axes.set(xscale="log", ylim=(0.01, 100), yscale="log")
        for axis in (axes.xaxis, axes.yaxis):  # Matplotlib's own powers of ten are math
            axis.set_major_formatter(lambda value, _: str(value))
            axis.set_minor_formatter(lambda value, _: "")
    items = [make(axes) for make in items_of]
    return Scene(figure, CONTROLS, items, tell=tell, **more)


ENDS = np.array([0.1, 10])
ITEMS = {
    "line": lambda axes: Line(axes, ENDS, affine(lambda w, b: w * ENDS + b), color="#ff0000"),
    "halo": lambda axes: Line(axes, ENDS, affine(lambda b: b + 0 * ENDS), "#ff0000", halo=True),
    "sticks": lambda axes: Sticks(axes, 2, 0, 2, affine(lambda b: b), "#ff0000", 6),
    "dots": lambda axes: Dots(axes, [2, 5], affine(lambda b: b), "#ff0000", "D", 20),
    "rects": lambda axes: Rects(axes, 2, 1, affine(lambda w: 3 + w), 9, "#ff0000", 1),
    "area": lambda axes: Area(axes, [1, 9, 5], affine(lambda b: [0, 0, b]), "#ff0000", 1),
    "arrow": lambda axes: Arrow(axes, 1, 1, 8, affine(lambda b: b), "#ff0000", 5),
    "cells": lambda axes: Cells(axes, affine(lambda w: [w, 0, 0, 1]), 2, "#0000ff", "#ff0000", 1),
    "text": lambda axes: Text(axes, "at", "b = {b}", {"b": affine(lambda b: b)}, x=5, y=15,
                              color="#ff0000", size=40),
    "note": lambda axes: Text(axes, "middle", "here", color="#ff0000"),
}  # fmt: skip


def red(png):
    image = pixels(png)
    return (image[..., 0] > 200) & (image[..., 1] < 80) & (image[..., 2] < 80)


@pytest.mark.parametrize("name", ITEMS)
def test_what_moves_is_in_the_picture_and_not_in_what_stays(name):
    moving = scene(ITEMS[name])
    assert not red(moving.still()).any()
    before = red(moving.png({"w": 0.5, "b": 4.0}))
    assert before.sum() > 5
    assert not red(save(moving.figure)).any(), "it is taken away again"
    after = red(moving.png({"w": 1.5, "b": 8.0}))
    if name != "note":
        assert (before != after).sum() > 5


@pytest.mark.parametrize("log", [False, True])
def test_axes_are_told_where_matplotlib_has_them(log):
    moving = scene(log=log)
    form = moving.form()
    axes, told = moving.figure.axes[0], form["axes"][0]
    assert told["log"] == [log, log]
    size = np.array([form["width"], form["height"]])
    assert size.tolist() == [350, 210]
    for place in ((0.1, 0.01), (1, 2), (7, 25)):
        dots = axes.transData.transform(place) / moving.figure.dpi * 100
        shares = []
        for at, ends in zip(place, (told["x"], told["y"]), strict=True):
            scale = np.log if log else np.asarray
            low, high = scale(ends)
            shares.append((scale(at) - low) / (high - low))
        left, bottom, width, height = told["box"]
        found = size * [left + shares[0] * width, bottom + shares[1] * height]
        assert np.allclose(found, dots, atol=1e-6)


def test_parts_of_points_are_drawn():
    k = np.arange(10)

    def numbers(**which):
        (line,) = scene(lambda axes: Line(axes, k, k**2, **which)).items
        return line.numbers({"w": 0.5, "b": 4.0})[0].tolist()

    assert numbers(last=affine(lambda b: b)) == [0, 1, 2, 3]
    assert numbers(first=affine(lambda b: b), last=affine(lambda b: b + 1)) == [4]
    found = numbers(where=affine(lambda b: k - b))
    assert np.isnan(found[:5]).all()
    assert found[5:] == [5, 6, 7, 8, 9]


def test_what_is_hidden_is_not_drawn():
    hidden = scene(lambda axes: Text(axes, "middle", "up", color="#ff0000",
                                     when=affine(lambda w, b: [w, b - 5])))  # fmt: skip
    assert not red(hidden.png({"w": 1.0, "b": 4.0})).any()
    assert not red(hidden.png({"w": -1.0, "b": 6.0})).any()
    assert red(hidden.png({"w": 1.0, "b": 6.0})).any()


def test_a_grip_moves_its_controls_as_its_functions_say():
    def pivot(axes):
        return Line(axes, ENDS, affine(lambda w, b: w * ENDS + b))

    moving = scene(pivot)
    moves = {"w": lambda px, py, b: 0.1 * px * b - py, "b": lambda py: py + 1}
    line = moving.items[0]
    moving = Scene(
        moving.figure, CONTROLS, moving.items, tell=lambda: "",
        grips=[Grip(line.axes, moves, near=(line.x, line.y))],
    )  # fmt: skip
    (grip,) = moving.spec(moving.start())[0]["grips"]
    assert grip["axes"] == 0
    assert [move["control"] for move in grip["moves"]] == [0, 1]
    pointer = [
        {"name": n, "choices": [], "low": 0, "high": 1, "step": 1} for n in ("px", "py", "w", "b")
    ]
    values = {"px": 3.0, "py": 7.0, "w": 0.5, "b": 4.0}
    found = [read(move["series"], pointer, values)[0] for move in grip["moves"]]
    assert np.allclose(found, [0.1 * 3 * 4 - 7, 8])


def test_only_what_asks_is_answered():
    moving = scene(
        lambda axes: Text(axes, "title", "{J} {K}", {
            "J": asked(lambda w: np.sin(9 * w), "w"), "K": asked(lambda b: np.sin(7 * b), "b"),
        }),
        lambda axes: Dots(axes, affine(lambda w: w), 1),
    )  # fmt: skip
    found, trouble = moving.answer(["w"], {"w": 1.0, "b": 2.0})
    assert trouble == ""
    (one,) = found.values()
    assert np.frombuffer(one["data"]).tolist() == [np.sin(9)]
    found, _ = moving.answer(["b"], {"w": 1.0, "b": 2.0})
    (one,) = found.values()
    assert np.frombuffer(one["data"]).tolist() == [np.sin(14)]


def test_what_the_learners_code_does_wrong_is_told():
    def fail(w):
        if w > 1:
            raise LearnerError("Your f stopped.")
        return w

    moving = scene(lambda axes: Text(axes, "title", "J = {J}", {"J": asked(fail, "w")}))
    assert moving.spec({"w": 0.5, "b": 4.0})[1] == ""
    found, trouble = moving.answer(["w"], {"w": 1.5, "b": 4.0})
    assert trouble == "Your f stopped."
    assert np.isnan(np.frombuffer(next(iter(found.values()))["data"])).all()
    axes = moving.picture(w=1.5, b=4.0).figure.axes[0]
    assert axes.get_title() == "J = ?"
    assert [text.get_text() for text in axes.texts] == ["Your f stopped."]


def test_each_series_is_told_once():
    curve = quadratic(lambda w, b: w * ENDS + b)
    twice = scene(lambda axes: Line(axes, ENDS, curve), lambda axes: Dots(axes, ENDS, curve))
    spec, _ = twice.spec(twice.start())
    first, second = (item["series"]["y"] for item in spec["items"])
    assert first == second
    assert len(spec["series"]) == 3


def test_the_legend_names_what_moves():
    moving = scene(
        lambda axes: Line(axes, ENDS, 1, label="line", when=affine(lambda b: -b)),
        lambda axes: Dots(axes, 1, 1, label="dot"),
        legend=2,
    )
    moving.still()
    (legend,) = moving.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["line", "dot"]


def test_what_stays_is_drawn_once(monkeypatch):
    moving = scene(ITEMS["line"])
    first = moving.still()
    monkeypatch.setattr(Figure, "savefig", None)
    assert moving.still() is first


def test_the_part_of_the_browser_is_short_and_draws_every_kind():
    code = Path(module.__file__).with_name("overlay.js").read_text(encoding="utf-8")
    page = Path(module.__file__).parents[1] / "commands" / "site" / "static" / "page.js"
    assert len((code + page.read_text(encoding="utf-8")).splitlines()) <= 500
    assert not re.search(r"https?:|\bfetch\b|\bimport\b", code)
    classes = [thing for thing in vars(marks).values() if isinstance(thing, type)]
    kinds = [c for c in classes if issubclass(c, Item) and not c.__subclasses__()]
    assert Text in kinds
    for kind in (kind.__name__.lower() for kind in kinds):
        assert re.search(rf"^  {kind}(:|\()", code, re.MULTILINE), kind
    for name in (*THROUGH, *REDUCE):
        assert re.search(rf"\b{name}\b", code), name
