"""The map of waits: courses beside each other, with tags and without."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from matplotlib import colors, image

from mlsmath.commands.contract import ContractError, describe_map, draw_map
from mlsmath.commands.contract.waits import FULL, GLOSS, NEED, NEVER

MEAN = "The *mean* is the total shared out: $\\frac{4 + 8}{2} = 6$."


@pytest.fixture
def courses(make, tmp_path):
    """One course explains the mean in time, the other two code cells too late."""
    make.write("fresh/01.ipynb", make.text(MEAN), make.code("y_train = load()\nnp.mean(y_train)"))
    make.write(
        "stale/01.ipynb",
        make.code("y_train = load()\nnp.mean(y_train)"),
        make.code("np.exp(y_train)"),
        make.text("The *mean* is the total shared out."),
        make.text("The sigmoid maps all numbers to values between 0 and 1."),
        make.code("def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"),
    )
    return tmp_path / "fresh", tmp_path / "stale"


def test_in_words_each_concept_has_each_course(courses):
    lines = describe_map(*courses).split("\n")
    assert lines[0].startswith("fresh: 2 concepts needed in 1 notebook: 1 explained before")
    assert lines[1].startswith("stale: ")
    assert (
        "mean. fresh: 0 code cells between explanation and need; "
        "stale: explained 2 code cells too late." in lines
    )
    assert "exponential. fresh: neither explained nor needed; stale: needed, never explained." in (
        lines
    )
    assert any(line.endswith("need, no more than a gloss.") for line in lines)


def test_one_course_without_tags_is_a_map_of_waits(courses):
    assert describe_map(courses[0]).startswith("fresh: 2 concepts needed")


def test_the_svg_names_courses_and_concepts_as_text(courses, tmp_path):
    out = tmp_path / "both.svg"
    draw_map(courses[0], out, courses[1])
    root = ElementTree.parse(out).getroot()
    texts = ["".join(node.itertext()).strip() for node in root.iter() if node.tag.endswith("}text")]
    assert {"fresh", "stale", "mean", "exponential", "never", "−2"} <= set(texts)
    assert texts.count("mean") == 1
    assert describe_map(*courses).split("\n")[2] in " ".join(root.itertext())


def test_the_png_shows_each_kind_of_mark(courses, tmp_path):
    out = tmp_path / "both.png"
    draw_map(courses[0], out, courses[1])
    pixels = (image.imread(out, format="png")[..., :3] * 255).round().astype(int)
    for mark in (FULL, GLOSS, NEED, NEVER):
        colour = (np.array(colors.to_rgb(mark.colour)) * 255).round().astype(int)
        assert (pixels == colour).all(axis=2).sum() > 30, mark.label


def test_courses_of_one_name_are_told_apart(make, tmp_path):
    for name in ("ours/notebooks", "theirs/notebooks"):
        make.write(f"{name}/01.ipynb", make.code("np.exp(1)"))
    told = describe_map(tmp_path / "ours/notebooks", tmp_path / "theirs/notebooks")
    assert told.startswith("ours/notebooks: ")


def test_too_many_courses_and_no_folder_are_one_sentence(courses, tmp_path):
    with pytest.raises(ContractError, match="holds 4 courses, not 5"):
        describe_map(*[courses[0]] * 5)
    with pytest.raises(ContractError, match="there is no folder"):
        draw_map(courses[0], tmp_path / "nowhere" / "both.png", courses[1])
