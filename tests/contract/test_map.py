"""The math map: its rows, its words, its picture."""

import itertools
import re
import xml.etree.ElementTree as ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib import colors, image
from matplotlib.backends.backend_agg import FigureCanvasAgg

from mlsmath.commands.contract import (
    ContractError,
    check,
    describe_map,
    draw_map,
    load_concepts,
    where_used,
)
from mlsmath.commands.contract.map import FIRST, NOTE, _figure, rows
from mlsmath.commands.contract.reading import read_course


@pytest.fixture
def small(make):
    """Two concepts explained, one of them again; one needed too early; one never explained."""
    make.write(
        "week1-lines/01-start.ipynb",
        make.code("np.exp(x)"),
        make.note("square"),
        make.code("x ** 2"),
        make.text("a number squared"),
    )
    make.write(
        "week2-slopes/01-next.ipynb",
        make.note("exponential"),
        make.need("vector"),
        make.code("np.exp(x)"),
        make.again("square"),
        make.code("x ** 2"),
    )
    return make.folder


@pytest.fixture
def large(make):
    """All concepts of the course, in three weeks and thirteen notebooks."""
    notebooks = {}
    concepts = list(load_concepts().values())
    for number, concept in enumerate(concepts):
        place = sum(other.week == concept.week for other in concepts[:number])
        name = f"week{concept.week}-a-long-name/{place // 4 + 1:02}-of-them.ipynb"
        again = make.need(*(concepts[other].id for other in range(0, number, 7)))
        cells = [make.text("plain"), make.note(concept.id), make.need(concept.id), again]
        notebooks.setdefault(name, []).extend(cells)
    for name, cells in notebooks.items():
        make.write(name, *cells)
    return make.folder


def cells_of(row):
    def places(cells):
        return [cell.position for cell in cells if cell is not None]

    return places([row.note, row.first]), places(row.again), places(row.later), places(row.early)


def test_the_rows_stand_in_the_order_of_their_notes(small):
    table = rows(read_course(small))
    assert [row.concept for row in table] == ["square", "exponential", "vector"]
    assert [cells_of(row) for row in table] == [
        ([1, 2], [7], [3, 8], []),
        ([4, 6], [], [], [0]),
        ([], [], [], [5]),
    ]


def test_the_map_in_words(small):
    assert describe_map(small).split("\n") == [
        "Math map: 3 concepts down, 9 cells of 2 notebooks across.",
        "square of a number: note in week1-lines/01-start.ipynb, cell 2 (cell-2); first needed in "
        "cell 3 (cell-3); explained again in 1 cell; needed again in 2 cells.",
        "exponential: note in week2-slopes/01-next.ipynb, cell 1 (cell-1); first needed in "
        "cell 3 (cell-3); needed before its note in 1 cell.",
        "vector: no note; needed before its note in 1 cell.",
    ]


def test_a_first_need_in_another_notebook_is_named(make):
    make.write("01.ipynb", make.note("square"))
    make.write("02.ipynb", make.code("x ** 2"))
    assert "first needed in 02.ipynb, cell 1 (cell-1)" in describe_map(make.folder)


def test_where_each_concept_is_used_in_the_order_of_a_reader(small):
    first, second = "week1-lines/01-start.ipynb", "week2-slopes/01-next.ipynb"
    assert where_used(small) == {
        "square": [first, second],
        "exponential": [first, second],
        "vector": [second],
    }


def test_an_idle_note_has_no_first_need(make):
    make.write("01.ipynb", make.note("square"), make.code("z = 1"))
    assert "square of a number: note in 01.ipynb, cell 1 (cell-1); no code needs it." in (
        describe_map(make.folder)
    )


def test_the_svg_names_concepts_notebooks_and_weeks_as_text(small, tmp_path):
    out = tmp_path / "map.svg"
    draw_map(small, out)
    root = ElementTree.parse(out).getroot()
    texts = {"".join(node.itertext()).strip() for node in root.iter() if node.tag.endswith("}text")}
    assert {"square of a number", "exponential", "vector", "01 start", "01 next"} <= texts
    assert {"Week 1: lines", "Week 2: slopes", "math note", "first code that needs it"} <= texts
    assert {"needed again", "needed before its note", "explained again, deeper"} <= texts
    assert describe_map(small).split("\n")[1] in " ".join(root.itertext())


def test_marks_that_do_not_occur_stay_out_of_the_legend(make, tmp_path):
    make.write("01.ipynb", make.note("square"), make.code("x ** 2"))
    draw_map(make.folder, tmp_path / "map.svg")
    content = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "math note" in content
    assert "needed before its note" not in content
    assert "explained again" not in content


def test_the_png_shows_notes_and_needs_in_their_colours(small, tmp_path):
    out = tmp_path / "map.PNG"
    draw_map(small, out)
    pixels = (image.imread(out, format="png")[..., :3] * 255).round().astype(int)
    for mark in (NOTE, FIRST):
        colour = (np.array(colors.to_rgb(mark.colour)) * 255).round().astype(int)
        assert (pixels == colour).all(axis=2).sum() > 50


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_the_same_course_gives_the_same_file(small, tmp_path, suffix):
    for name in ("a", "b"):
        draw_map(small, tmp_path / f"{name}.{suffix}")
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


@pytest.mark.parametrize("name", ["map.jpg", "map", "svg"])
def test_other_kinds_of_file_are_refused(small, tmp_path, name):
    with pytest.raises(ContractError, match=r"a \.png or a \.svg file"):
        draw_map(small, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_course_without_math_has_an_empty_map(make, tmp_path):
    make.write("01.ipynb", make.text("plain"))
    draw_map(make.folder, tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 0
    assert describe_map(make.folder) == "Math map: 0 concepts down, 1 cell of 1 notebook across."


def test_the_pictures_settings_are_left_as_they_were(small, tmp_path):
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": None}):
        before = dict(matplotlib.rcParams)
        draw_map(small, tmp_path / "map.svg")
        assert dict(matplotlib.rcParams) == before


def boxes(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    (axes,) = figure.axes
    texts = [*axes.get_yticklabels(), *axes.texts, *axes.get_legend().get_texts()]
    return {
        (text.get_text(), number): text.get_window_extent(canvas.get_renderer())
        for number, text in enumerate(texts)
        if text.get_text()
    }, figure.bbox


def test_forty_concepts_are_readable(large):
    """No name is cut off by the edge, none covers another, none is small print."""
    assert check(large) == []
    figure = _figure(read_course(large))
    found, whole = boxes(figure)
    concepts = load_concepts()
    assert {concept.name for concept in concepts.values()} <= {name for name, _ in found}
    assert len(concepts) >= 40
    for box in found.values():
        assert whole.x0 <= box.x0 < box.x1 <= whole.x1
        assert whole.y0 <= box.y0 < box.y1 <= whole.y1
    for one, other in itertools.combinations(found, 2):
        assert not found[one].overlaps(found[other]), (one, other)
    sizes = [label.get_fontsize() for label in figure.axes[0].get_yticklabels()]
    assert min(sizes) >= 8
    assert figure.get_figwidth() < 30


def test_every_mark_has_a_shape_of_its_own(small, tmp_path):
    draw_map(small, tmp_path / "map.svg")
    content = (tmp_path / "map.svg").read_text(encoding="utf-8")
    paths = re.findall(r'<path id="C\w+" d="([^"]+)"', content) or re.findall(
        r'<path id="m\w+" d="([^"]+)"', content
    )
    assert len(set(paths)) >= 5


def test_a_dollar_in_a_name_is_no_formula(make, tmp_path):
    make.write("week1 $^$/01 $^$.ipynb", make.note("square"), make.code("x ** 2"))
    draw_map(make.folder, tmp_path / "one.png")
    draw_map(make.folder / "week1 $^$", tmp_path / "two.png", make.folder)


def test_a_concept_whose_name_cannot_be_drawn_is_said(make, tmp_path):
    own = (
        "[[concept]]\nid = 'mean'\nname = 'mean $\\no{$'\nmeaning = 'shared'\nprose = ['means?']\n"
    )
    (make.folder / "concepts.toml").write_text(own, encoding="utf-8")
    make.write("01.ipynb", make.note("mean"), make.need("mean"))
    with pytest.raises(ContractError, match=r"a name cannot be drawn: .*; write it plainly"):
        draw_map(make.folder, tmp_path / "map.png")
