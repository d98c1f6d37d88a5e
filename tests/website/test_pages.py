import base64
import json
import re
from importlib.resources import files

import pytest

from mlsmath.commands.course import CourseError, widgets
from mlsmath.commands.course.live import show_progress, show_ready
from mlsmath.commands.site import Hosted, build, live, pages

NAME = "week1-lines/01 first.ipynb"
PNG = b"\x89PNG not really"
HOSTED = Hosted("owner/name")


def cell(kind, name, source, **more):
    return {"cell_type": kind, "id": name, "metadata": {}, "source": [source], **more}


def graded(name, source, outputs, **settings):
    found = cell("code", name, source, outputs=outputs, execution_count=3)
    found["metadata"]["nbgrader"] = {"grade": False, "solution": False, **settings}
    return found


def shown(**data):
    return {"output_type": "execute_result", "metadata": {}, "execution_count": 1, "data": data}


def picture(alt, **more):
    data = base64.b64encode(PNG).decode()
    page = f'<img alt="{alt}" src="data:image/png;base64,{data}">'
    return shown(**{"text/html": page, "image/png": data, "text/plain": alt, **more})


CHECKED = {
    "passed": True,
    "points": 2.0,
    "max_points": 2.0,
    "message": "✔ Correct.",
}


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def page(tmp_path):
    stub = "def f(x):\n    raise NotImplementedError()"
    released = notebook(
        cell("markdown", "title", "# Week 1: lines\n\nWhy?"),
        graded("f", stub, [], solution=True),
        graded("test-f", "check_f(f)", [], grade=True, points=2),
        cell("code", "draw", "draw(f)", outputs=[], execution_count=None),
    )
    executed = notebook(
        cell("markdown", "title", "# Week 1: lines\n\nWhy?"),
        graded("f", "def f(x):\n    return 42", [], solution=True),
        graded("test-f", "check_f(f)\nhidden(f)", [shown(**{widgets.VIEW: {}})], grade=True),
        cell(
            "code",
            "draw",
            "draw(f)",
            outputs=[picture("A line.", **{widgets.VIEW: {"model_id": "1"}})],
            execution_count=4,
        ),
    )
    made = pages.page(NAME, json.dumps(released), executed, tmp_path, HOSTED)
    return json.loads(made)["cells"], tmp_path


def test_a_reader_sees_the_task_and_the_picture_and_no_answer(page):
    cells, pictures = page
    by_id = {cell["id"]: cell for cell in cells}
    everything = json.dumps(cells)
    assert "return 42" not in everything
    assert "hidden" not in everything
    assert by_id["f"]["outputs"] == by_id["test-f"]["outputs"] == []
    (output,) = by_id["draw"]["outputs"]
    assert set(output["data"]) == {"text/html", "text/plain"}
    assert '<img alt="A line." src="../_static/pictures/' in output["data"]["text/html"]
    assert "move it yourself in the live page" in output["data"]["text/html"]
    (file,) = pictures.iterdir()
    assert file.read_bytes() == PNG
    assert file.name in output["data"]["text/html"]


def moving(asks):
    """A notebook whose widgets hold a picture that moves, and what shows it."""
    spec = {"items": [1], "controls": [1, 2], "series": [{"ask": asks}, {"ask": []}]}
    state = {
        "spec": spec,
        "forms": [{"axes": [{}, {}]}],
        "alt": "A line.",
        "trouble": "",
        "_esm": "script",
    }
    buffers = [
        {"path": ["forms", 0, "still"], "data": "c3RpbGw="},
        {"path": ["spec", "series", 1, "data"], "data": "bnVt"},
    ]
    held = {
        "box": {"state": {"children": ["IPY_MODEL_row", "IPY_MODEL_overlay"]}},
        "row": {"state": {}},
        "overlay": {"state": state, "buffers": buffers},
    }
    drawn = picture("A line.", **{widgets.VIEW: {"model_id": "box"}})
    made = notebook(cell("code", "draw", "draw()", outputs=[drawn], execution_count=1))
    made["metadata"]["widgets"] = {widgets.STATE: {"state": held}}
    return made


@pytest.mark.parametrize("asks", [[], [0]])
def test_a_moving_picture_is_a_scene_for_the_page_unless_it_needs_python(tmp_path, asks):
    executed = moving(asks)
    released = json.dumps(notebook(cell("code", "draw", "draw()", outputs=[])))
    text = pages.page(NAME, released, executed, tmp_path, None)
    shown_there = json.loads(text)["cells"][-1]["outputs"][0]["data"]["text/html"]
    scenes = list(tmp_path.glob("*.json"))
    assert ('<div class="mlsmath-picture ' in shown_there) == (not asks)
    assert ("in the live page" in shown_there) == bool(asks)
    assert '<img alt="A line."' in shown_there
    if asks:
        assert scenes == []
        return
    assert f'data-scene="../_static/pictures/{scenes[0].name}"' in shown_there
    assert "--sliders: 2" in shown_there
    assert "what the text calls left stands above" in shown_there
    told = json.loads(scenes[0].read_text(encoding="utf-8"))
    assert told["forms"] == [{"axes": [{}, {}], "still": "c3RpbGw="}]
    assert told["spec"]["series"][1]["data"] == "bnVt"
    assert set(told) == {"spec", "forms", "alt", "trouble"}


def test_a_formula_in_the_title_of_a_fold_is_typeset(tmp_path):
    text = "<details><summary>Where $z$ is `nan`</summary>\n\nNo: $x$.\n\n</details>"
    given = notebook(cell("markdown", "quiz-1", text))
    made = pages.page(NAME, json.dumps(given), given, tmp_path, None)
    shown_there = "".join(json.loads(made)["cells"][0]["source"])
    assert r'<summary>Where <span class="math">\(z\)</span> is <code>nan</code></summary>' in (
        shown_there
    )
    assert "No: $x$." in shown_there


def test_notes_exercises_and_quizzes_stand_in_boxes_below_their_headings(tmp_path):
    note = cell("markdown", "note-x", "### Math note: slope\n\nA taxi.\n\nA price.")
    note["metadata"]["tags"] = ["explains:slope"]
    quiz = (
        "**Question 1.** Is it?\n\n<details><summary>Yes</summary>\n\nNot quite. No.\n\n</details>"
    )
    given = notebook(
        cell("markdown", "title", "# Week 1"),
        note,
        cell("markdown", "task", "### Exercise: predict (2 points)\n\nWrite it."),
        cell("markdown", "quiz-1", quiz),
        cell("markdown", "plain", "## More\n\nText."),
    )
    made = json.loads(pages.page(NAME, json.dumps(given), given, tmp_path, None))["cells"]
    _, note, task, quiz, plain = ("".join(one["source"]) for one in made)
    assert (
        note
        == '### Math note: slope\n\n<div class="mlsmath-note">\n\nA taxi.\n\nA price.\n\n</div>\n'
    )
    assert task.startswith('### Exercise: predict (2 points)\n\n<div class="mlsmath-exercise">')
    assert quiz.startswith('<div class="mlsmath-quiz">\n\n**Question 1.**')
    assert "\n\n**✘ Not quite.** No." in quiz
    assert plain == "## More\n\nText."


def test_the_ways_to_use_a_page_stand_below_its_title(page):
    cells, _ = page
    title = "".join(cells[0]["source"])
    assert title.startswith("# Week 1: lines\n\n<ul")
    assert title.endswith("Why?")
    place = "week1-lines/01%20first.ipynb"
    for address in (
        f"../live/notebooks/index.html?path={place}",
        f"../download/{place}",
        f"https://colab.research.google.com/github/owner/name/blob/gh-pages/colab/{place}",
        f"https://mybinder.org/v2/gh/owner/name/gh-pages?labpath=download/{place}",
    ):
        assert f'href="{address}"' in title


def test_without_a_repository_there_is_no_link_to_elsewhere(tmp_path):
    given = notebook(cell("markdown", "title", "# A"))
    made = pages.page(NAME, json.dumps(given), given, tmp_path, None)
    assert "Download" in made
    assert "https://" not in made


def test_colab_installs_the_package_first():
    text = pages.colab_notebook(json.dumps(notebook(cell("markdown", "title", "# A"))), HOSTED)
    first = json.loads(text)["cells"][0]
    assert first["cell_type"] == "code"
    assert "".join(first["source"]).splitlines()[1:] == [
        "%pip install --quiet anywidget",
        '%pip install --quiet --no-deps "mlsmath @ git+https://github.com/owner/name"',
    ]


def test_a_live_notebook_keeps_every_cell_and_is_valid():
    import nbformat

    cells = [cell("markdown", "title", "# A"), graded("test-f", "check_f(f)", [], grade=True)]
    text = live.live_notebook(json.dumps(notebook(*cells)))
    nbformat.validate(nbformat.reads(text, as_version=4))
    made = json.loads(text)
    assert made["cells"][1:3] == cells
    assert made["metadata"]["kernelspec"]["name"] == "python"
    assert "on its way" in json.dumps(made["cells"][0]["outputs"])


def test_a_live_notebook_has_another_version_when_its_text_has_changed():
    def version(text):
        return json.loads(live.live_notebook(text))["metadata"]["mlsmath"]["version"]

    a, b = (json.dumps(notebook(cell("markdown", "title", text))) for text in ("# A", "# B"))
    assert version(a) == version(json.dumps(json.loads(a), indent=1)) != version(b)


def test_progress_is_read_from_the_saved_checks(tmp_path):
    mime = live_mime()
    done = graded("test-a", "check_a(a)", [shown(**{mime: CHECKED})], grade=True, points=2)
    half = CHECKED | {"passed": False, "points": 0.5, "max_points": 1.0}
    partly = graded("test-b", "check_b(b)", [shown(**{mime: half})], grade=True, points=1)
    never = graded("test-c", "check_c(c)", [], grade=True, points=3)
    (tmp_path / "week1").mkdir()
    worked_in = json.dumps(notebook(done, partly, never))
    (tmp_path / "week1" / "one.ipynb").write_text(worked_in, encoding="utf-8")
    kept = tmp_path / "week1" / "one (kept 2026-01-02 03.04.05).ipynb"
    kept.write_text(worked_in, encoding="utf-8")
    (tmp_path / "untouched.ipynb").write_text(json.dumps(notebook(never)), encoding="utf-8")
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    assert str(show_progress(tmp_path)) == "Week 1, one: ✔ ○ ○ 1 of 3 exercises, 2.5 of 6 points"
    assert "nothing to show yet" in str(show_progress(tmp_path / "nowhere"))
    assert "is ready" in str(show_ready())


def live_mime():
    from mlsmath.checks.result import MIME

    return MIME


def test_what_a_page_runs_is_small_and_asks_no_other_host():
    root = files("mlsmath")
    places = (("pictures", "overlay.js"), ("commands", "site", "static", "page.js"))
    scripts = [root.joinpath(*place).read_text(encoding="utf-8") for place in places]
    assert sum(len(script.splitlines()) for script in scripts) <= 500
    assert not re.search("https?:", "".join(scripts))


def test_missing_tools_are_named_before_anything_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "TOOLS", ("json", "no_such_tool"))
    with pytest.raises(CourseError, match=r"not installed \(no_such_tool\)"):
        build.build_site(tmp_path / "site", build.Options())
    assert not (tmp_path / "site").exists()
