"""The guide and its worked example: it keeps the contract, it runs, and breaking it is seen."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from mlsmath.commands.cli import main, parser_of_all
from mlsmath.commands.contract import check, load_concepts, summarise
from mlsmath.commands.contract.shown import show_summary
from mlsmath.commands.course import notebooks_in, source_folder

ROOT = Path(__file__).parents[2]
KNN = ROOT / "mlsmath" / "commands" / "contract" / "guide" / "knn"
NOTEBOOKS = sorted(KNN.glob("*.ipynb"))


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(KNN, tmp_path / "knn"))


def change(path, cell, old, new):
    text = path.read_text(encoding="utf-8")
    at = text.index(f'"id": "{cell}"')
    assert old in text[at:]
    path.write_text(text[:at] + text[at:].replace(old, new, 1), encoding="utf-8")


def test_three_small_notebooks_keep_the_contract_with_three_concepts_of_their_own():
    assert len(NOTEBOOKS) == 3
    assert list(load_concepts(KNN / "concepts.toml")) == [
        "distance",
        "nearest-neighbours",
        "majority-vote",
    ]
    assert check(KNN) == []


def test_an_entry_has_ten_lines():
    entries = (KNN / "concepts.toml").read_text(encoding="utf-8").split("\n\n")[2:]
    assert [len(entry.strip().splitlines()) for entry in entries] == [10, 10, 10]


def test_they_run_and_guess_the_fruit(capsys):
    for path in NOTEBOOKS:
        names = {}
        for cell in cells(path):
            if cell["cell_type"] == "code":
                assert cell["outputs"] == []
                exec("".join(cell["source"]), names)
    assert capsys.readouterr().out.endswith("The fruit in the bag is probably this: apple\n")


@pytest.mark.parametrize(
    ("notebook", "cell", "old", "new", "found"),
    [
        (0, "note-distance", "explains:distance", "later", ("distance", "nothing early")),
        (1, "title", "We look", "They vote. We look", ("majority-vote", "nothing early")),
        (2, "neighbours", "print(", "vote(", ("majority-vote", "nothing early")),
        (2, "note-majority-vote", "s:majority-", "s:minority-", ("minority-vote", "readable")),
    ],
)
def test_what_breaks_it_is_found(copy, notebook, cell, old, new, found):
    change(copy / NOTEBOOKS[notebook].name, cell, old, new)
    assert found in [(breach.concept, breach.rule) for breach in check(copy)]


def test_they_are_no_part_of_the_course():
    course = source_folder()
    assert not [path for path in notebooks_in([course]) if "knn" in path.as_posix()]
    assert not KNN.is_relative_to(course)


def test_the_hook_and_the_action_call_the_check():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    asked = parser_of_all().parse_args([*hook["entry"].split()[1:], *hook["args"]])
    assert asked.place == Path()
    for name in ("1.ipynb", "a/b.md", "c.py", "concepts.toml", "_toc.yml"):
        assert re.search(hook["files"], name)
    folder = ROOT / ".github" / "actions" / "just-in-time"
    action = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
    (*_, last) = action["runs"]["steps"]
    assert last["run"].strip().startswith('"$MLSMATH" check "$FOLDER"')
    assert last["env"] == {
        "FOLDER": "${{ inputs.folder }}",
        "MLSMATH": "${{ steps.install.outputs.command }}",
    }
    assert [
        step.get("id") for step in action["runs"]["steps"] if "SOURCE" in step.get("env", {})
    ] == ["install"]
    (install,) = (step for step in action["runs"]["steps"] if "SOURCE" in step.get("env", {}))
    source = install["env"]["SOURCE"].replace("${{ github.action_path }}", str(folder))
    assert (Path(source) / "pyproject.toml").resolve() == ROOT / "pyproject.toml"
    workflow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    uses = [step.get("uses") for step in workflow["jobs"]["contract"]["steps"]]
    assert f"./{folder.relative_to(ROOT).as_posix()}" in uses


# ── The page ────────────────────────────────────────────────────────────────────────────────────

PAGE = KNN.parent / "own-course.md"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


@pytest.fixture
def my_course(copy, monkeypatch):
    copy.rename(copy.with_name("my-course"))
    monkeypatch.chdir(copy.parent)
    return copy.with_name("my-course")


def test_the_entry_that_the_page_shows_is_that_of_the_example():
    (entry, prose) = blocks("toml")
    own = (KNN / "concepts.toml").read_text(encoding="utf-8")
    assert entry.partition("\n\n")[2] in own
    assert entry.partition("\n\n")[0] in own
    assert set(tomllib.loads(prose)["prose"]) == {"en", "de"}


def test_the_commands_of_the_page_do_what_it_says(my_course, capsys):
    (summary, own, *others) = [
        "".join(one.split("mlsmath ", 1)[1:]).split() for one in blocks("bash")
    ]
    assert own == ["concepts", "new", "distance", "my-course"]
    before = {path.name: path.read_bytes() for path in my_course.iterdir()}
    assert [main(arguments) for arguments in [summary, *others]] == [0, 0, 0, 0, 0]
    assert capsys.readouterr().out.count("No breach") == 1
    assert {path.name: path.read_bytes() for path in my_course.iterdir()} == before
    (my_course / "concepts.toml").unlink()
    assert main(own) == 0


def test_the_page_shows_the_summary():
    table, _, _ = show_summary(summarise(KNN), "markdown").partition("\n\n")
    assert f"\n\n{table}\n\n" in PAGE.read_text("utf-8")


def test_the_page_quotes_the_check(my_course):
    change(my_course / NOTEBOOKS[0].name, "note-distance", '"explains:distance"', "")
    (said,) = blocks("text")
    assert " ".join(said.split()) in [str(breach) for breach in check(my_course)]


def test_the_python_of_the_page_runs(my_course, capsys):
    change(my_course / NOTEBOOKS[0].name, "note-distance", '"explains:distance"', "")
    (program,) = blocks("python")
    exec(program, {})
    assert "1-how-far-apart.ipynb 4 " in capsys.readouterr().out


def test_what_the_page_names_for_ci_is_there():
    hook, step = map(yaml.safe_load, blocks("yaml"))
    known = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["repos"][0]["hooks"][0]["id"] == known[0]["id"]
    action = step["steps"][-1]["uses"].removeprefix("OWNER/mlsmath/").partition("@")[0]
    inputs = yaml.safe_load((ROOT / action / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert set(step["steps"][-1]["with"]) <= set(inputs)


def test_the_links_of_the_page_lead_to_the_example():
    links = re.findall(r'href="([^"]+)"', PAGE.read_text(encoding="utf-8"))
    assert sorted(PAGE.parent / link for link in links) == [*NOTEBOOKS, KNN / "concepts.toml"]
