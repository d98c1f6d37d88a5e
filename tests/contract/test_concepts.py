"""concepts.toml: what ours holds, how one is added to, what is refused and in which words."""

import ast
import tomllib

import pytest

from mlsmath.commands.contract import ContractError, check, load_concepts
from mlsmath.commands.contract.concepts import OURS, Concept
from mlsmath.commands.contract.prose import read_passage

CONCEPTS = load_concepts()


def test_the_concepts_of_three_weeks_stand_in_their_order():
    weeks = [concept.week for concept in CONCEPTS.values()]
    assert weeks == sorted(weeks)
    assert set(weeks) == {1, 2, 3}


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=CONCEPTS)
def test_each_concept_has_all_that_a_glossary_needs(concept):
    assert concept.name == concept.name.strip() != ""
    assert 1 <= len(concept.meaning.split()) <= 10
    assert concept.symbol.strip() != "" != concept.python.strip()
    assert concept.symbol.count("{") == concept.symbol.count("}")
    assert {deeper.kind for deeper in concept.deeper} <= {"book", "video", "article"}
    assert concept.deeper
    assert concept.prose is not None


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=CONCEPTS)
def test_each_concept_is_shown_by_its_own_name(concept):
    assert concept.prose.search(read_passage(f"Here we need the {concept.name}.").words)


@pytest.mark.parametrize("concept", [c for c in CONCEPTS.values() if c.latex], ids=lambda c: c.id)
def test_each_notation_is_shown_by_its_own_symbol(concept):
    assert concept.latex.search(concept.symbol)


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=CONCEPTS)
def test_what_a_concept_builds_on_stands_above_it(concept):
    order = list(CONCEPTS)
    assert all(order.index(below) < order.index(concept.id) for below in concept.builds_on)


def test_every_concept_can_be_seen_in_code():
    assert [concept.id for concept in CONCEPTS.values() if not concept.code] == []


def test_loading_twice_gives_equal_concepts_that_are_not_shared():
    first = load_concepts()
    first.clear()
    assert list(load_concepts()) == list(CONCEPTS)


# ── A concepts.toml of one's own ────────────────────────────────────────────────────────────────

ENTRY = {
    "id": '"median"',
    "name": '"median"',
    "week": "1",
    "symbol": "'\\tilde{x}'",
    "python": '"np.median(x)"',
    "meaning": '"the value in the middle"',
    "builds_on": '["mean"]',
    "code": '["np.median(...)"]',
    "prose": "['medians?']",
    "deeper": '[{ kind = "book", title = "A book", where = "chapter 1" }]',
}


def toml_of(**changes):
    fields = {**ENTRY, **changes}
    lines = [f"{name} = {value}" for name, value in fields.items() if value is not None]
    return "\n".join(["[[concept]]", *lines, ""])


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "concepts.toml"
        path.write_text(content, encoding="utf-8", newline="\n")
        return path

    return write


def test_a_new_concept_comes_after_ours(write):
    concepts = load_concepts(write(toml_of()))
    assert list(concepts) == [*CONCEPTS, "median"]
    assert isinstance(concepts["median"], Concept)
    assert concepts["median"].latex is None
    assert concepts["median"].deeper[0].url == ""
    assert "median" not in load_concepts()


def test_an_entry_with_our_id_replaces_ours(write):
    path = write(toml_of(id='"mean"', builds_on='["summation"]'))
    concepts = load_concepts(path)
    assert list(concepts) == list(CONCEPTS)
    assert concepts["mean"].name == "median"
    assert load_concepts()["mean"].name == "mean"


def test_a_concepts_file_beside_the_notebooks_counts(make):
    cells = [make.code("np.median(x)"), make.text("The median.", "explains:median")]
    make.write("week1/01.ipynb", *cells)
    before = {(breach.concept, breach.rule) for breach in check(make.folder)}
    assert before == {("median", "readable")}
    (make.folder / "concepts.toml").write_text(toml_of(builds_on="[]"), encoding="utf-8")
    for folder in (make.folder, make.folder / "week1", make.folder / "week1" / "01.ipynb"):
        found = {(breach.concept, breach.rule) for breach in check(folder)}
        assert found == {
            ("median", "nothing early"),
            ("median", "nothing idle"),
            ("median", "short"),
        }


def test_a_file_with_a_byte_order_mark_is_read(write):
    assert "median" in load_concepts(write("\ufeff" + toml_of()))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("concept = [", "cannot be read as TOML"),
        ("", "expected [[concept]] entries"),
        ("[[concepts]]\nid = 'a'", "expected [[concept]] entries"),
        ("concept = []", "expected [[concept]] entries"),
        ("concept = [3]", "entry 1 is not a [[concept]] table"),
        ("title = 'x'\n" + toml_of(), "and nothing else"),
        (toml_of(id=None), 'concept 1: the field "id" is missing'),
        (toml_of(meaning=None), 'concept "median": the field "meaning" is missing'),
        (toml_of(latx="['a']"), 'there is no field "latx" (did you mean "latex"?)'),
        (toml_of(qqqq="1"), 'there is no field "qqqq"; the fields are id, name'),
        (toml_of(name="3"), "name must be a text, but is 3"),
        (toml_of(symbol='" "'), "symbol must be a text"),
        (toml_of(id='"The Median"'), "an id has lower-case words joined by hyphens"),
        (toml_of(week="0"), "week must be a whole number from 1, not 0"),
        (toml_of(week="true"), "week must be a whole number from 1, not True"),
        (toml_of(week="1.5"), "not 1.5"),
        (toml_of(meaning=f'"{"so " * 11}"'), "meaning has 11 words; at most 10 fit"),
        (toml_of(code='"np.median(...)"'), "code must be a list of texts"),
        (toml_of(prose="[3]"), "prose must be a list of texts"),
        (toml_of(deeper="['a']"), "deeper must be a list of tables"),
        (toml_of(code='["np.median("]'), 'code has "np.median(", which is not Python'),
        (toml_of(code='[""]'), 'code has "", which is not Python'),
        (toml_of(code_also='["a unless )"]'), "code_also has"),
        (toml_of(latex="['(a']"), 'latex has "(a", which is no regular expression'),
        (toml_of(prose="['a*']"), 'prose has "a*", which fits an empty text'),
        (toml_of(builds_on='["meen"]'), 'builds_on names "meen", which is no concept (did you'),
        (toml_of(builds_on='["vector", "sigmoid"]'), 'of week 1 builds on "sigmoid" of week 3'),
        (toml_of(builds_on='["median"]'), "in a circle: median → median"),
        (toml_of() + toml_of(), 'the id "median" is used twice'),
        (toml_of(also="['a']"), "also must be a list of tables"),
        (toml_of(also="[{ symbol = 'a', python = 'a' }]"), 'also needs a text "meaning"'),
        (toml_of(also="[{ symbol = 'a', pyton = 'a' }]"), 'also has no field "pyton" (did you'),
        (
            toml_of(also=f"[{{ symbol = 'a', python = 'a', meaning = '{'so ' * 11}' }}]"),
            "meaning has 11 words; at most 10 fit",
        ),
        (toml_of(deeper='[{ kind = "book", title = "A" }]'), 'deeper needs a text "where"'),
        (toml_of(deeper='[{ kind = "vidoe", title = "A", where = "b" }]'), 'did you mean "video"?'),
        (toml_of(deeper='[{ kind = "book", titel = "A" }]'), 'no field "titel" (did you mean'),
        (
            toml_of(deeper='[{ kind = "book", title = "A", where = "b", url = "www.b.org" }]'),
            "starts with https://",
        ),
    ],
)
def test_what_is_refused_and_in_which_words(write, content, words):
    path = write(content)
    with pytest.raises(ContractError) as caught:
        load_concepts(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert words in message


@pytest.mark.parametrize(
    ("content", "line", "mend"),
    [
        (toml_of(latx="['a']"), 12, 'did you mean "latex"?'),
        ("# ours\n\n" + toml_of(code='["np.median("]'), 11, "which is not Python; write it"),
        (toml_of(code='[\n"a",\n"np.median("\n]'), 11, "write it with _ for any expression"),
        (toml_of() + "\n" + toml_of(id='"mode"', builds_on='["meen"]'), 20, 'did you mean "mean"?'),
        (toml_of(builds_on='["qqq"]'), 8, "; write an entry for it, or leave it out"),
        (toml_of(meaning=None), 1, '; add a line meaning = "…"'),
        (toml_of(name="3"), 3, "; write it in quotes"),
        (toml_of(prose="'medians?'"), 10, "; in square brackets, with commas between"),
        (
            toml_of(symbol='"\\theta"'),
            5,
            "write what has a backslash between single quotes: '\\theta'",
        ),
        (toml_of(prose='["\\bmedian"]'), 10, "between single quotes"),
        (toml_of() + "[[concept.also]]\nsymbol = 'a'\npyton = 'a'\n", 14, 'did you mean "python"?'),
        (toml_of(name='"""[[concept]]"""', latx="['a']"), 12, 'did you mean "latex"?'),
        (toml_of() + toml_of(), 13, "ids are unique"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(write, content, line, mend):
    with pytest.raises(ContractError) as caught:
        load_concepts(write(content))
    assert f"concepts.toml, line {line}: concept " in str(caught.value)
    assert mend in str(caught.value)


@pytest.mark.parametrize(
    ("content", "mend"),
    [
        (toml_of(symbol='"\\alpha"'), "); write what has a backslash between single quotes"),
        (toml_of(name='"median'), "); close the quotes on the line"),
        (toml_of(name="median"), "); write texts in quotes"),
        (toml_of() + "id = 'a'", "; keep one of the two"),
        ("extend = 'nothing'\n" + toml_of(), 'not "extend" (did you mean "extends"?)'),
        ("extends = 'nothin'\n" + toml_of(), "but is 'nothin' (did you mean \"nothing\"?)"),
        ("language = 'German'\n" + toml_of(), 'must be a code such as "en" or "de", but is'),
        (toml_of(prose="{ German = ['a'] }"), 'prose has "German", which is no language; write a'),
        (toml_of(prose="{ de = 'a' }"), 'line 10: concept "median": prose for de must be a list'),
    ],
)
def test_a_mistake_of_the_file_is_told_with_how_to_mend_it(write, content, mend):
    with pytest.raises(ContractError) as caught:
        load_concepts(write(content))
    assert mend in str(caught.value)


def test_a_file_adds_to_ours_or_stands_alone(write):
    assert "mean" in load_concepts(write("extends = 'mlsmath'\n" + toml_of()))
    path = write("extends = 'nothing'\n" + toml_of(builds_on="[]"))
    assert list(load_concepts(path)) == ["median"]
    with pytest.raises(ContractError, match='builds_on names "mean", which is no concept'):
        load_concepts(write("extends = 'nothing'\n" + toml_of()))


def test_some_of_ours_may_be_left_out(write):
    concepts = load_concepts(write("extends = 'mlsmath'\nwithout = ['mean', 'square']"))
    assert [*concepts] == [name for name in CONCEPTS if name not in ("mean", "square")]
    assert "mean" in load_concepts()["squared-error-cost"].builds_on
    assert "mean" not in concepts["squared-error-cost"].builds_on
    with pytest.raises(ContractError, match=r'names "meen", .* of ours \(did you mean "mean"\?\)'):
        load_concepts(write("extends = 'mlsmath'\nwithout = ['meen']"))
    with pytest.raises(ContractError, match="without must be a list of ids of ours, but is 'mean'"):
        load_concepts(write("without = 'mean'\n" + toml_of()))


def test_a_course_of_its_own_hears_nothing_of_our_concepts_and_words(make):
    make.write(
        "1.ipynb",
        make.text("A bill is a sum.", "names:jar"),
        make.text("The median, 3: $q$.", "explains:median"),
        make.code("np.median(np.log(x))"),
    )
    own = make.folder / "concepts.toml"
    own.write_text("extends = 'nothing'\n" + toml_of(builds_on="[]"), encoding="utf-8")
    assert [(breach.concept, breach.rule) for breach in check(make.folder)] == [("jar", "readable")]
    words = "[[word]]\nid = 'jar'\nname = 'jar'\nmeaning = 'a pot'\nprose = ['jars?']\n"
    (make.folder / "words.toml").write_text(words, encoding="utf-8")
    assert check(make.folder) == []
    (make.folder / "words.toml").write_text(f"extends = 'mlsmath'\n{words}", encoding="utf-8")
    assert [breach.concept for breach in check(make.folder)] == ["bill"]


def test_week_symbol_and_python_may_be_left_out(write):
    concept = load_concepts(write(toml_of(week=None, symbol=None, python=None)))["median"]
    assert (concept.week, concept.symbol, concept.python) == (1, "", "")
    later = load_concepts(write(toml_of(week=None, builds_on='["mean", "sigmoid"]')))["median"]
    assert later.week == 3


def test_some_fields_of_ours_may_be_changed_alone(write):
    changed = load_concepts(write("[[concept]]\nid = 'mean'\nprose = { de = ['Mittel'] }"))["mean"]
    ours = load_concepts()["mean"]
    assert (changed.name, changed.week) == (ours.name, ours.week)
    assert [one.text for one in changed.code] == [one.text for one in ours.code]
    assert changed.prose.search("das Mittel")
    assert not changed.prose.search("the mean")
    with pytest.raises(ContractError, match='the field "name" is missing'):
        load_concepts(write("[[concept]]\nid = 'meen'\nprose = ['Mittel']"))


TONGUES = "{ en = ['medians?'], de = ['Mediane', 'Zentralwert'], zh = ['中位数'] }"


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("", ["a median", "Mediane", "der Zentralwert.", "是中位数吗"]),
        ("language = 'de'\n", ["Mediane", "der Zentralwert."]),
        ("language = 'zh'\n", ["是中位数吗"]),
        ("language = 'fr'\n", []),
    ],
)
def test_patterns_of_one_language_or_of_all(write, language, found):
    prose = load_concepts(write(language + toml_of(prose=TONGUES)))["median"].prose
    texts = ["a median", "medianly", "Mediane", "der Zentralwert.", "Zentralwerte", "是中位数吗"]
    assert [text for text in texts if prose and prose.search(text)] == found


def test_a_circle_through_two_concepts_is_shown(write):
    circle = toml_of(builds_on='["mode"]') + toml_of(id='"mode"', builds_on='["median"]')
    with pytest.raises(ContractError, match="median → mode → median"):
        load_concepts(write(circle))


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(ContractError, match=r"concepts\.toml: cannot be read"):
        load_concepts(tmp_path / "concepts.toml")


def test_names_of_python_in_the_file_are_python():
    content = tomllib.loads(OURS.read_text(encoding="utf-8"))
    for entry in content["concept"]:
        for symbol in (entry, *entry.get("also", [])):
            if symbol["python"] != "=":  # an assignment, for `:=` in formulas
                ast.parse(symbol["python"].replace("…", "..."))
