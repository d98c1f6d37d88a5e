"""Markdown cells: what of them counts, and how long a note is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsmath.commands.contract.prose import HOLE, Measure, measure, read_passage


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("plain words", "plain words"),
        ("soft\nbreak", "soft break"),
        ("two\n\nblocks", "two\nblocks"),
        ("the **mean** of _all_ and snake_case", "the mean of all and snake_case"),
        ("the ~~sum~~", "the sum"),
        ("the sum of $x$ and `y`", f"the sum of {HOLE} and {HOLE}"),
        ("costs \\$5 or \\$6", "costs \\$5 or \\$6"),
        ("from $5 to $6 each", "from $5 to $6 each"),
        (
            "matrix–vector, matrix—vector, matrix‑vector",
            "matrix-vector, matrix-vector, matrix-vector",
        ),
        ("Euler’s", "Euler's"),
        ("a&nbsp;b &amp; c", "a b & c"),
        ("<b>bold</b> and<br>new", "bold and\nnew"),
        ("a < b", "a < b"),
        ("[shown](target-words.html)", "shown"),
        ("[shown][target]\n\n[target]: words.html", "[shown][target]"),
        ("![alt words](picture.png)", "alt words"),
        ("see https://example.org/mean.html now", "see now"),
        ("see <https://example.org/mean> now", "see now"),
        ("# Title\n\nwords", "words"),
        ("words\n### Title #\nmore", "words\nmore"),
        ("Title\n-----\nwords", "words"),
        ("#no title", "#no title"),
        ("- one\n- two\n\n1. three", "- one\n- two\n- three"),
        ("> quoted\n> words", "quoted\nwords"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b |\n---|---|\nc | d |"),
        ("<!-- hidden\nwords -->shown", "shown"),
        ("~~~\ncode words\n~~~\nshown", f"{HOLE}\nshown"),
        ("```text\nnot python\n```\nshown", f"{HOLE}\nshown"),
    ],
)
def test_the_words_of_a_text(source, words):
    assert read_passage(source).words == words


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("$a$ and $b^2$", ("a", "b^2")),
        ("$$a\n+ b$$", ("a\n+ b",)),
        ("\\begin{align}a\\end{align}", ("a",)),
        ("\\\\(a\\\\) and \\\\[b\\\\]", ("b", "a")),
        ("`$a$` and ```$b$```", ()),
        ("```\n$a$\n```", ()),
        ("# $a$", ()),
        ("\\$a\\$", ()),
        ("$a\\$b$", ("a\\$b",)),
        ("<!-- $a$ -->", ()),
        ("| $a$ | $b$ |", ("a", "b")),
    ],
)
def test_the_formulas_of_a_text(source, formulas):
    assert read_passage(source).formulas == formulas


@pytest.mark.parametrize(
    ("source", "snippets"),
    [
        ("`a` and ``b`c``", ("a", "b`c")),
        ("```python\na\n```", ("a\n",)),
        ("```\na\n```", ("a\n",)),
        ("```text\na\n```", ("",)),
        ("~~~py\na\n~~~\n", ("a\n",)),
        ("```python\nnever closed", ("never closed",)),
        ("# `a`", ()),
    ],
)
def test_the_code_of_a_text(source, snippets):
    assert read_passage(source).snippets == snippets


FOLD = "before\n\n<details><summary>{}</summary>\n\ninside $a$\n\n</details>\n\nafter"


@pytest.mark.parametrize(
    "summary", ["Go deeper (optional)", "<b>Go deeper</b>", "Going deeper", "GO DEEPER"]
)
def test_a_fold_that_goes_deeper_is_left_out(summary):
    passage = read_passage(FOLD.format(summary))
    assert passage.words == "before\nafter"
    assert passage.formulas == ()


@pytest.mark.parametrize("summary", ["Hint 1", "Why?", "Solution"])
def test_other_folds_are_read(summary):
    passage = read_passage(FOLD.format(summary))
    assert "inside" in passage.words
    assert summary in passage.words
    assert passage.formulas == ("a",)


def test_a_fold_in_a_deeper_fold_is_left_out_and_what_follows_is_not():
    inner = "<details><summary>Proof</summary>\n\nproof\n\n</details>"
    source = f"a\n<details open><summary>Go deeper</summary>\n{inner}\nmore\n</details>\nb"
    assert read_passage(source).words == "a\nb"


def test_a_deeper_fold_in_a_hint_is_left_out_alone():
    inner = "<details><summary>Go deeper</summary>\n\nproof\n\n</details>"
    source = f"<details><summary>Hint</summary>\n\nhelp\n\n{inner}\n\nmore\n\n</details>"
    assert read_passage(source).words == "Hint\nhelp\nmore"


def test_a_fold_that_is_never_closed_goes_to_the_end():
    assert read_passage("a\n<details><summary>Go deeper</summary>\nb").words == "a"


def test_a_note_leaves_out_its_first_sentence():
    source = "### Title\n\nThe first, e.g. with $a = 3.5$. The second has $b$.\n\nThe third."
    passage = read_passage(source, is_note=True)
    assert passage.words == f"The second has {HOLE}.\nThe third."
    assert passage.formulas == ("b",)


@pytest.mark.parametrize("end", [".", "?", "!", "…", ".**", '."', ".)"])
def test_a_sentence_may_end_in_several_ways(end):
    assert read_passage(f"**First{end} Second.", is_note=True).words == "Second."


def test_a_first_sentence_without_an_end_is_the_first_paragraph():
    assert read_passage("First words\n\nsecond words", is_note=True).words == "second words"


@pytest.mark.parametrize(
    "promise",
    [
        "**What you will be able to do.** You will use a mean.",
        "By the end you will be able to use a mean.",
        "After this part you can use a mean.",
        "You’ll be able to use a mean",
        "What you will be able to do:\n- use a mean\n- and more",
    ],
)
def test_the_promise_is_left_out_once(promise):
    passage = read_passage(f"before\n\n{promise}\n\nafter")
    assert passage.words == "before\nafter"
    assert passage.promised
    again = read_passage(f"before\n\n{promise}\n\nafter", promised=True)
    assert "mean" in again.words
    assert not again.promised


@pytest.mark.parametrize("words", ["You can use a mean.", "You will use a mean.", "Be able to."])
def test_other_lines_are_no_promise(words):
    passage = read_passage(words)
    assert not passage.promised
    assert passage.words == words


def test_a_list_after_a_promise_that_is_complete_stays():
    passage = read_passage("You will be able to add.\n\n- the mean")
    assert passage.words == "- the mean"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", Measure(0, 0, False, False)),
        ("one two", Measure(2, 0, False, False)),
        ("# one\n\ntwo", Measure(2, 0, False, False)),
        ("it's matrix-vector 3.5", Measure(3, 0, False, True)),
        ("one $a$ and `b c`", Measure(4, 0, True, False)),
        ("one $$a$$", Measure(1, 1, True, False)),
        ("| a | b |\n|---|---|", Measure(2, 0, False, False)),
        ("[two words](far/away/target)", Measure(2, 0, False, False)),
        ("<b class='x y'>one</b>", Measure(1, 0, False, False)),
        ("<!-- one -->", Measure(0, 0, False, False)),
        ("a — b ... c", Measure(3, 0, False, False)),
        (
            "<details><summary>x</summary>\n\none 2 $a$ $$b$$\n\n</details>",
            Measure(0, 0, False, False),
        ),
        ("$a = 2$", Measure(1, 0, True, True)),
        ("$2.5a$", Measure(1, 0, True, True)),
        ("$x_1^2$", Measure(1, 0, True, False)),
        ("$x^{(1)}$", Measure(1, 0, True, False)),
        ("$\\frac{1}{2m} a$", Measure(1, 0, True, False)),
        ("`x[0]`", Measure(1, 0, False, False)),
        ("`3.5 + 1`", Measure(1, 0, False, True)),
    ],
)
def test_the_measure_of_a_note(source, expected):
    assert measure(source) == expected


WORDS = st.lists(st.sampled_from(["bird", "kg", "it's", "x-axis", "über", "3.5"]), max_size=40)


@settings(deadline=None)
@given(WORDS, st.lists(st.sampled_from([" ", "\n", "\n\n", " — ", ", ", " **", "\n- "])))
def test_every_word_counts_once(words, gaps):
    source = "".join(
        word + (gaps[number % len(gaps)] if gaps else " ") for number, word in enumerate(words)
    )
    assert measure(source).words == len(words)


@settings(deadline=None)
@given(st.text(), st.booleans(), st.booleans())
def test_no_text_makes_the_reader_fail(source, is_note, promised):
    read_passage(source, is_note, promised)
    measure(source)


PIECES = ["$", "$$", "`", "```", "\n", "<details>", "</details>", "<summary>", "deeper", "# ", "- "]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "[a](b)", "word ", "You will be able to ", "."])))
def test_no_markup_makes_the_reader_fail(pieces):
    source = "".join(pieces)
    passage = read_passage(source, True)
    assert all(ord(character) < 0xE000 for character in passage.words)
    measure(source)
