"""words.toml, python.toml and `elsewhere`: what is refused, and in which words."""

import pytest

from mlsmath.commands.contract import ContractError, load_concepts, load_words
from mlsmath.commands.contract.features import load_features

WORD = """[[word]]
id = "otter"
name = "otter"
meaning = "an animal that swims"
prose = ['otters?']
"""
FEATURE = """[[python]]
id = "walrus"
name = "a name that gets a value on the way"
form = ["node NamedExpr"]
example = "(x := 1)"
"""
CONCEPT = """[[concept]]
id = "median"
name = "median"
week = 1
symbol = 'q'
python = "q"
meaning = "the value in the middle"
elsewhere = [{ ours = "middle", field = "quartile", python = "q" }]
"""


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "more.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_what_is_added_comes_after_ours_and_may_replace_ours(write):
    words = load_words(write(WORD + WORD.replace('"otter"', '"flipper"')))
    assert list(words) == [*load_words(), "otter"]
    assert words["flipper"].name == "flipper"
    assert words["flipper"].meaning == "an animal that swims"
    assert load_words()["flipper"].meaning != "an animal that swims"
    features = load_features(write(FEATURE + FEATURE.replace('"walrus"', '"zip"')))
    assert list(features) == [*load_features(), "walrus"]
    assert features["zip"].example == "(x := 1)"


def test_a_file_that_changes_is_read_anew(write):
    assert "otter" in load_words(write(WORD))
    assert "seal" in load_words(write(WORD.replace("otter", "seal")))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[[word]]", "[[words]]", "expected [[word]] entries and nothing else"),
        ('"otter"\nn', '"Otter"\nn', 'word "Otter": an id has lower-case words'),
        ("name =", "nam =", 'there is no field "nam" (did you mean "name"?)'),
        ('meaning = "an animal that swims"\n', "", 'the field "meaning" is missing'),
        ("an animal", "an " * 9 + "animal", "meaning has 12 words"),
        ("['otters?']", "'otters?'", "prose must be a list of texts"),
        ("otters?", "(otter", "which is no regular expression"),
        ("otters?", "o*", "which fits an empty text"),
        ("['otters?']", "[]", 'word "otter": prose has nothing to look for'),
    ],
)
def test_a_word_that_is_refused(write, old, new, words):
    refused(load_words, write(WORD.replace(old, new)), words)
    refused(load_words, write(WORD + WORD), 'the id "otter" is used twice')


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[[python]]", "[[pyton]]", "expected [[python]] entries and nothing else"),
        ("example =", "exampel =", 'no field "exampel" (did you mean "example"?)'),
        ("node NamedExpr", "node NamedExp", 'there is no form "node NamedExp"'),
        ("node NamedExpr", "node", 'there is no form "node"'),
        ("node NamedExpr", "keywords", 'no form "keywords" (did you mean "keyword"?)'),
        ("node NamedExpr", "keyword axis", 'there is no form "keyword axis"'),
        ("node NamedExpr", "format (f", 'form has "format (f", which is no regular expression'),
        ("node NamedExpr", "number", 'there is no form "number"'),
        ('form = ["node NamedExpr"]', 'code = ["f("]', 'code has "f(", which is not Python'),
        ('form = ["node NamedExpr"]\n', "", "neither code nor form has anything to look for"),
    ],
)
def test_a_feature_of_python_that_is_refused(write, old, new, words):
    refused(load_features, write(FEATURE.replace(old, new)), words)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('ours = "middle", ', "", 'every entry of elsewhere needs a text "ours"'),
        (', python = "q" }', " }", 'needs python, "" where none is'),
        ("field =", "feild =", 'elsewhere has no field "feild" (did you mean "field"?)'),
        (' python = "q" }', ' python = "q", prose = "a" }', "must be a list of texts"),
        (' python = "q" }', ' python = "q", prose = ["(a"] }', "is no regular expression"),
        ("[{ ours", '["a", { ours', "elsewhere must be a list of tables"),
    ],
)
def test_another_name_that_is_refused(write, old, new, words):
    refused(load_concepts, write(CONCEPT.replace(old, new)), words)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("quartile", ["a quartile", "Quartiles", "the quartile."]),
        ("cross-validation set", ["cross-validation sets"]),
        ("$g(z)$", []),
        ("R2", []),
    ],
)
def test_what_finds_the_word_of_the_field(write, field, found):
    path = write(CONCEPT.replace("quartile", field))
    prose = load_concepts(path)["median"].elsewhere[0].prose
    assert (prose is not None) == bool(found)
    assert all(prose.search(text) for text in found)
    assert prose is None or not prose.search(f"{field}-like inter{field}")


def refused(load, path, words):
    with pytest.raises(ContractError) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))
    assert words in str(caught.value)
