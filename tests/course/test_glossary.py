"""The page of notation: complete, and every link leads to the note."""

import json
import re
from urllib.parse import unquote

import pytest

from mlsmath.commands.contract import ContractError, load_concepts, load_words
from mlsmath.commands.course import source
from mlsmath.commands.course.glossary import names_page, notation_page
from mlsmath.commands.course.learner_copy import make_copy
from mlsmath.commands.course.start_page import START_PAGE, SYMBOLS_PAGE, WORDS_PAGE

from . import small

COURSE = small.ROOT / "notebooks"
WEEKS = [
    (
        source.week_title(week),
        {
            f"{week.name}/{path.name}": path.read_text(encoding="utf-8")
            for path in sorted(week.glob("*.ipynb"), key=source.natural_order)
        },
    )
    for week in source.week_folders(COURSE)
]
NOTEBOOKS = {name: json.loads(text) for _, notebooks in WEEKS for name, text in notebooks.items()}
ROW = re.compile(r"^\| \$(.+?)\$ \| `(.+?)` \| \[(.+?)\]\((.+?)\): (.+?) \|$", re.MULTILINE)
ROWS = ROW.findall(notation_page(WEEKS))
NAME = re.compile(r"^\| (.+?) \| (.+?) \| (?:`(.+?)`)? \| \[(.+?)\]\((.+?)\) \|$", re.MULTILINE)
NAMES = NAME.findall(names_page(WEEKS))
NO_SYMBOLS = r"\\(?:text|mathrm|operatorname|begin|end)\{[^}]*\}|\\,|\\ "
LAYOUT = re.compile(
    r"\\(?:[dt]?frac|left|right|big[lr]|limits|[cl]?dots|cdot|sum|sqrt|q?quad|math(?:bf|bb)|arg|min|max|in|times|to)$"
)


def note(concept, heading, **changes):
    cell = small.text(f"### {heading}\n\nText.", f"note-{concept}")
    return {**cell, "metadata": {"tags": [f"explains:{concept}"]}, **changes}


def tokens(formula):
    """The letters and the commands of a formula, layout aside."""
    formula = re.sub(NO_SYMBOLS, " ", formula)
    found = set(re.findall(r"\\[A-Za-z]+|[A-Za-z]|:=", formula))
    return {token for token in found if not LAYOUT.match(token)}


def test_every_concept_that_a_note_explains_has_its_symbols_in_the_table():
    explained = [
        tag.removeprefix("explains:")
        for notebook in NOTEBOOKS.values()
        for cell in notebook["cells"]
        for tag in cell["metadata"].get("tags", [])
        if tag.startswith("explains:")
    ]
    concepts = load_concepts()
    expected = [
        (entry.symbol, entry.python.replace("|", r"\|"), entry.meaning)
        for concept in explained
        for entry in (concepts[concept], *concepts[concept].also)
    ]
    assert [(symbol, python, meaning) for symbol, python, _, _, meaning in ROWS] == expected
    assert len(explained) >= 31


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_symbol_of_a_formula_is_in_the_table(name):
    named = [entry.field for concept in load_concepts().values() for entry in concept.elsewhere]
    known = set().union(*map(tokens, [*(symbol for symbol, *_ in ROWS), *named]))
    for cell in NOTEBOOKS[name]["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = re.sub(r"```.*?```|`[^`]*`", " ", "".join(cell["source"]), flags=re.DOTALL)
        text = re.sub(r"<summary>[^<]*deeper.*?</details>", " ", text, flags=re.DOTALL)
        for formula in re.findall(r"\$\$.+?\$\$|\$[^$]+\$", text, flags=re.DOTALL):
            unknown = tokens(formula) - known
            assert not unknown, f"{cell['id']}: {sorted(unknown)} of {formula} is no symbol of ours"


def test_every_link_leads_to_its_note():
    for link in [*(row[3] for row in ROWS), *(row[4] for row in NAMES)]:
        name, _, heading = link.partition("#")
        headings = {
            line.lstrip("#").strip().replace(" ", "-")
            for cell in NOTEBOOKS[unquote(name)]["cells"]
            if cell["cell_type"] == "markdown"
            for line in "".join(cell["source"]).splitlines()
            if line.startswith("#")
        }
        assert heading in headings, link


def test_page_is_a_notebook_of_its_own_with_a_cell_for_each_week(course, tmp_path):
    path = course / "week2-halves" / "01-half.ipynb"
    small.write(path, small.text("# Halve", "title"), note("slope", "A note: how steep"))
    folder = make_copy(tmp_path / "copy").folder
    _, week = small.read(folder / SYMBOLS_PAGE)["cells"]
    assert ROW.findall("".join(week["source"])) == [
        ("w", "w", "Slope", "week2-halves/01-half.ipynb#A-note:-how-steep",
         "how much the line rises for one step right"),
    ]  # fmt: skip
    assert week["source"][0] == "## Week 2: halves\n"
    assert f"]({SYMBOLS_PAGE})" in (folder / START_PAGE).read_text(encoding="utf-8")


def test_every_name_that_a_note_gives_is_in_the_table_of_names():
    tags = [
        tag
        for notebook in NOTEBOOKS.values()
        for cell in notebook["cells"]
        for tag in cell["metadata"].get("tags", [])
    ]
    concepts, words = load_concepts(), load_words()
    expected = {
        (entry.ours, entry.field, entry.python)
        for name, concept in concepts.items()
        if f"explains:{name}" in tags
        for entry in concept.elsewhere
    }
    expected |= {(w.meaning, w.name, "") for w in words.values() if f"names:{w.id}" in tags}
    assert {tuple(text.replace(r"\|", "|") for text in row[:3]) for row in NAMES} == expected
    assert len(expected) > 60


def test_page_of_names_has_a_cell_for_each_week_and_one_row_for_each_name(course, tmp_path):
    (course / "concepts.toml").write_text(
        '[[concept]]\nid = "size"\nname = "size"\nweek = 1\nsymbol = "s"\npython = "s"\n'
        'meaning = "how many there are"\nelsewhere = [\n'
        '{ ours = "how many", field = "cardinality", python = "len(a | b)" },\n'
        "{ ours = 'size', field = '$|A|$', python = '' }]\n",
        encoding="utf-8",
    )
    (course / "words.toml").write_text(
        '[[word]]\nid = "otter"\nname = "otter"\nmeaning = "it swims"\nprose = ["otters?"]\n',
        encoding="utf-8",
    )
    swims = small.text("It swims.", "swims")
    swims["metadata"] = {"tags": ["names:otter"]}
    path = course / "week2-halves" / "01-half.ipynb"
    small.write(path, small.text("# Halve", "title"), note("size", "Sizes"), swims)
    folder = make_copy(tmp_path / "copy").folder
    _, week = small.read(folder / WORDS_PAGE)["cells"]
    link = "week2-halves/01-half.ipynb#Sizes"
    assert NAME.findall("".join(week["source"])) == [
        ("how many", "cardinality", r"len(a \| b)", "Sizes", link),
        ("size", r"$\vert A\vert $", "", "Sizes", link),
        ("it swims", "otter", "", "Sizes", link),
    ]
    assert week["source"][0] == "## Week 2: halves\n"
    assert f"]({WORDS_PAGE})" in (folder / START_PAGE).read_text(encoding="utf-8")


def test_course_without_notes_has_no_table(course, tmp_path):
    folder = make_copy(tmp_path / "copy").folder
    assert not (folder / SYMBOLS_PAGE).exists()
    assert not (folder / WORDS_PAGE).exists()


def test_concepts_of_an_instructor_are_in_the_table(course, tmp_path):
    (course / "concepts.toml").write_text(
        '[[concept]]\nid = "size"\nname = "size of a set"\nweek = 1\nsymbol = "|A|"\n'
        'python = "a | b"\nmeaning = "how many there are"\n'
        "also = [{ symbol = 'A', python = 'a', meaning = 'a set' }]\n",
        encoding="utf-8",
    )
    path = course / "week2-halves" / "01-half.ipynb"
    small.write(path, small.text("# Halve", "title"), note("size", "Size"))
    folder = make_copy(tmp_path / "copy").folder
    text = "".join(small.read(folder / SYMBOLS_PAGE)["cells"][-1]["source"])
    link = "week2-halves/01-half.ipynb#Size"
    assert ROW.findall(text) == [
        (r"\vert A\vert ", r"a \| b", "Size of a set", link, "how many there are"),
        ("A", "a", "Size of a set", link, "a set"),
    ]


def test_concepts_that_cannot_be_read_are_named(course, tmp_path):
    (course / "concepts.toml").write_text("[[concept]]\n", encoding="utf-8")
    with pytest.raises(ContractError, match="concept 1: the field"):
        make_copy(tmp_path / "copy")
