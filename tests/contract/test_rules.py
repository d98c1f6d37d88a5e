"""Each rule: planted breaches that it catches, near-misses that it passes."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlsmath.commands.contract import check

EARLY, LATE, IDLE = "nothing early", "nothing late", "nothing idle"
GROUND, SHORT, READABLE = "built on ground", "short", "readable"

# ── What a breach says ──────────────────────────────────────────────────────────────────────────


def test_a_breach_names_everything_on_one_line(make):
    make.write("week1/01-sums.ipynb", make.text("# Sums"), make.code("np.sum(\n  x\n)", id="add"))
    (breach,) = check(make.folder)
    said = {"notebook": "week1/01-sums.ipynb", "cell_id": "add", "cell_number": 2, "line": 1}
    said |= {"concept": "summation", "rule": EARLY}
    assert said.items() <= dataclasses.asdict(breach).items()
    line = str(breach)
    assert "\n" not in line
    assert line.startswith("week1/01-sums.ipynb, cell 2 (add): summation, nothing early: ")
    assert "`np.sum(x)`" in line
    assert line.endswith("add a note tagged explains:summation before, or write it without.")


def test_breaches_come_in_the_order_of_the_cells(make):
    found = make.found(
        make.code("np.mean(x)"),
        make.note("square", "words only"),
        make.code("np.sum(x)"),
        make.note("power"),
    )
    assert [number for number, _, _ in found] == sorted(number for number, _, _ in found)
    assert {number for number, _, _ in found} == {1, 2, 3, 4}


# ── Rule 1: nothing early ───────────────────────────────────────────────────────────────────────


def test_code_before_the_note_is_early(make):
    found = make.found(make.code("y = x ** 2"), make.note("square"), make.code("x ** 2"))
    assert found == [(1, "square", EARLY)]


def test_a_concept_without_a_note_is_early_everywhere(make):
    found = make.found(make.code("x ** 2"), make.text("$a^2$"))
    assert found == [(1, "square", EARLY), (2, "square", EARLY)]


def test_early_says_where_the_note_stands(make):
    first, *_ = make.breaches(make.code("x ** 2"), make.note("square", id="n"), make.code("x ** 2"))
    assert "its note comes later, in cell 2 (n)" in str(first)


def test_early_names_the_other_notebook(make):
    make.write("week1/01.ipynb", make.code("x ** 2"))
    make.write("week1/02.ipynb", make.note("square"), make.code("x ** 2"))
    (breach,) = check(make.folder)
    assert "in week1/02.ipynb, cell 1 (cell-1)" in str(breach)


@pytest.mark.parametrize(
    "words",
    [
        "We take the square of the stick's length.",
        "A number squared is never below zero.",
        "The formula $a^2$ helps.",
        "In Python it is `a ** 2`.",
        "```python\na ** 2\n```",
        "- one\n- two, squared",
        "| a | squared |\n|---|---|",
        "<details><summary>Hint 1</summary>\n\nSquare it: $a^2$.\n\n</details>",
    ],
)
def test_words_formulas_and_code_in_a_text_are_early_too(make, words):
    assert make.found(make.text(words), make.note("square"), make.code("x ** 2")) == [
        (1, "square", EARLY)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "# Why we square the errors",
        "Why squared?\n=======",
        "<h2>All squared</h2>",
        "Next: [numbers squared](02-squares.ipynb).",
        "[here](https://example.org/a-squared)",
        "**What you will be able to do.** Say what $a^2$, a number squared, is.",
        "After this part you will be able to:\n\n- tell a number squared\n- and $a^2$",
        "<!-- squared -->",
        "<details><summary>Go deeper (optional)</summary>\n\nAll $a^2$ squared.\n\n</details>",
        "A square picture with square brackets and blue squares, nine square metres.",
    ],
)
def test_titles_promises_and_deeper_folds_are_not_early(make, words):
    assert make.found(make.text(words), make.note("square"), make.code("x ** 2")) == []


def test_the_promise_is_one_line_only(make):
    found = make.found(
        make.text("You will be able to find $a^2$, a number squared."),
        make.text("You will be able to find $a^2$ again."),
        make.note("square"),
        make.code("x ** 2"),
    )
    assert found == [(2, "square", EARLY)]


def test_the_list_of_the_promise_ends_with_the_list(make):
    words = "You will be able to:\n\n- say what $a^2$ is\n\nA number squared is large."
    assert make.found(make.text(words), make.note("square"), make.code("x ** 2")) == [
        (1, "square", EARLY)
    ]


def test_a_note_may_name_anything_in_its_first_sentence(make):
    words = "### Math note\n\nThis is what makes $a^2$ a number squared. We have $a = 1.5$."
    cells = [make.note("mean", words), make.code("np.mean(x)")]
    later = [make.note("square"), make.code("x ** 2")]
    assert make.found(*cells, *later, before=["summation", "index-notation"]) == []


def test_a_note_may_not_name_a_later_concept_in_its_second_sentence(make):
    words = "### Math note\n\nA fair share. It is not $a^2$ with $a = 1.5$."
    cells = [make.note("mean", words), make.code("np.mean(x)")]
    later = [make.note("square"), make.code("x ** 2")]
    found = make.found(*cells, *later, before=["summation", "index-notation"])
    assert found == [(1, "square", EARLY)]


def test_a_note_uses_its_own_concept(make):
    words = "### Squares\n\nStart. A number squared is $a^2$, so $1.5^2 = 2.25$; `a ** 2`."
    assert make.found(make.note("square", words), make.code("x ** 2")) == []


def test_an_import_is_no_need_and_a_call_is(make):
    cells = [make.code("from numpy import exp\nfrom math import log"), make.code("exp(1)")]
    assert make.found(*cells) == [(2, "exponential", EARLY)]


def test_comments_and_long_texts_in_code_are_read(make):
    cells = [make.code("z = 1  # the dot product"), make.code('print("a vector of prices")')]
    assert make.found(*cells) == [(1, "dot-product", EARLY), (2, "vector", EARLY)]


def test_keys_and_hidden_tests_are_not_read(make):
    hidden = "z\n### BEGIN HIDDEN TESTS\nassert np.log(2)\n### END HIDDEN TESTS"
    assert make.found(make.code('z = d["vector"]'), make.code(hidden)) == []


def test_the_solution_is_read(make):
    source = "def g(x):\n    ### BEGIN SOLUTION\n    return np.log(x)\n    ### END SOLUTION"
    assert make.found(make.code(source)) == [(1, "logarithm", EARLY)]


def test_code_that_may_mean_something_else_is_not_early(make):
    cells = [make.code("total = 0\nfor i in range(3):\n    total += x[i]"), make.code("a * a")]
    assert make.found(*cells, make.note("summation"), make.need("summation")) == [
        (3, "summation", GROUND)
    ]


def test_a_needs_tag_counts(make):
    assert make.found(make.need("vector"), make.text("plain", "needs:matrix")) == [
        (1, "vector", EARLY),
        (2, "matrix", EARLY),
    ]


# ── Rule 2: nothing late, nothing stockpiled ────────────────────────────────────────────────────


def test_code_between_a_note_and_its_first_need_makes_it_late(make):
    cells = [make.note("square"), make.code("z = 1", id="other"), make.code("x ** 2", id="use")]
    (breach,) = make.breaches(*cells)
    assert (breach.cell_number, breach.concept, breach.rule) == (1, "square", LATE)
    assert "cell 2 (other) stands between it and its first need, cell 3 (use)" in str(breach)
    assert "move the note directly before cell 3 (use)" in str(breach)


def test_texts_imports_and_empty_cells_may_stand_between(make):
    between = [
        make.text("plain"),
        make.code("import numpy as np\nfrom math import pi"),
        make.code(""),
        make.code("# nothing yet"),
        make.code('"""a text alone"""'),
        make.code("%matplotlib inline"),
        make.code("%%html\n<b>x</b>"),
    ]
    assert make.found(make.note("square"), *between, make.code("x ** 2")) == []


def test_a_note_at_the_end_of_a_notebook_is_late(make):
    make.write("week1/01.ipynb", make.note("square"))
    make.write("week1/02.ipynb", make.code("x ** 2"))
    (breach,) = check(make.folder)
    assert breach.rule == LATE
    assert "no code cell follows in this notebook" in str(breach)
    assert "week1/02.ipynb, cell 1 (cell-1)" in str(breach)


def test_two_notes_together_need_one_cell_that_needs_both(make):
    both = make.code("x ** 2 + np.exp(x)")
    ground = ["negative-power"]
    assert make.found(make.note("square"), make.note("exponential"), both, before=ground) == []
    piled = [make.note("square"), make.note("exponential"), make.code("x ** 2"), both]
    assert make.found(*piled, before=ground) == [(2, "exponential", LATE)]


def test_only_the_first_need_must_follow_directly(make):
    cells = [make.note("square"), make.code("x ** 2"), make.code("z = 1"), make.code("x ** 2")]
    assert make.found(*cells) == []


def test_a_sign_that_may_mean_more_is_use_enough(make):
    assert make.found(make.note("square"), make.code("area = side * side")) == []


def test_words_in_a_comment_are_no_use(make):
    cells = [make.note("square"), make.code("z = 1  # x squared"), make.code("x ** 2")]
    assert make.found(*cells) == [(1, "square", LATE)]


def test_a_stub_that_waits_for_an_answer_may_need_the_note(make):
    stub = "def g(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    assert make.found(make.note("square"), make.code(stub), make.code("x ** 2")) == []


def test_a_solution_is_no_stub(make):
    source = (
        "def g(x):\n    ### BEGIN SOLUTION\n    raise NotImplementedError\n    ### END SOLUTION"
    )
    found = make.found(make.note("square"), make.code(source), make.code("x ** 2"))
    assert found == [(1, "square", LATE)]


# ── Rule 3: nothing idle ────────────────────────────────────────────────────────────────────────


def test_a_note_that_nothing_needs_is_idle(make):
    (breach,) = make.breaches(make.note("square"), make.code("z = 1"))
    assert (breach.cell_number, breach.concept, breach.rule) == (1, "square", IDLE)
    assert "needs:square" in breach.mend


def test_a_note_that_only_a_text_needs_is_idle(make):
    assert make.found(make.note("square"), make.text("$a^2$")) == [(1, "square", IDLE)]


def test_an_earlier_need_does_not_save_a_note_from_being_idle(make):
    found = make.found(make.code("x ** 2"), make.note("square"), make.code("z = 1"))
    assert found == [(1, "square", EARLY), (2, "square", IDLE)]


def test_a_tag_shows_a_need_that_code_does_not(make):
    assert make.found(make.note("square"), make.code("z = 1", "needs:square")) == []


# ── Rule 4: built on ground ─────────────────────────────────────────────────────────────────────


def test_what_a_concept_builds_on_has_its_note_before(make):
    cells = [make.note("mean"), make.need("mean"), make.note("summation"), make.need("summation")]
    breaches = make.breaches(*cells, before=["index-notation"])
    assert [(b.cell_number, b.concept, b.rule) for b in breaches] == [(1, "mean", GROUND)]
    assert "it builds on summation, explained later in cell 3 (cell-3)" in str(breaches[0])


def test_ground_without_any_note_is_a_breach(make):
    (breach,) = make.breaches(make.note("exponential"), make.code("np.exp(1)"))
    assert (breach.concept, breach.rule) == ("exponential", GROUND)
    assert "negative-power has no note" in str(breach)
    assert "explains:negative-power" in breach.mend


def test_ground_in_an_earlier_notebook_holds(make):
    cells = [make.note("exponential"), make.code("np.exp(1)")]
    assert make.found(*cells, before=["square", "power", "negative-power"]) == []


# ── Rule 5: short ───────────────────────────────────────────────────────────────────────────────


def note_of(words, more=""):
    filler = " ".join(["word"] * (words - 5))
    return f"### Math note\n\nTake $a = 1.5$ today. {filler}{more}"  # five words before


@pytest.mark.parametrize(("words", "fits"), [(150, True), (151, False)])
def test_a_note_has_at_most_150_words(make, words, fits):
    found = make.found(make.note("square", note_of(words)), make.code("x ** 2"))
    assert found == ([] if fits else [(1, "square", SHORT)])


@pytest.mark.parametrize("summary", ["Go deeper (optional)", "Hint 1", "Why?"])
def test_folds_do_not_count(make, summary):
    fold = f"\n\n<details><summary>{summary}</summary>\n\n{'long ' * 200}\n\n$$a$$\n\n</details>\n"
    source = note_of(150, fold) + "\n\n$$a$$"
    assert make.found(make.note("square", source), make.code("x ** 2")) == []


@pytest.mark.parametrize(
    "two",
    ["$$a$$\n\nand\n\n$$c$$", "$$a$$\n\n\\begin{align}a\\end{align}", "\\\\[a\\\\] \\\\[c\\\\]"],
)
def test_two_displayed_formulas_are_one_too_many(make, two):
    source = f"### Note\n\nTake 1.5 beans.\n\n{two}"
    (breach,) = make.breaches(make.note("square", source), make.code("x ** 2"))
    assert breach.rule == SHORT
    assert "2 formulas" in breach.wrong


@pytest.mark.parametrize("one", ["$$\na\n$$", "\\begin{align}a &= c \\\\ d &= e\\end{align}"])
def test_one_displayed_formula_fits(make, one):
    source = f"### Note\n\nTake 1.5 beans and $a$.\n\n{one}"
    assert make.found(make.note("square", source), make.code("x ** 2")) == []


@pytest.mark.parametrize(
    "source",
    [
        "### Math note 7\n\nTake 3 beans and 4 beans.",
        "### Note\n\nIt costs \\$3 or \\$4.",
        "### Note\n\nIn Python `$a$`. Take 3.",
    ],
)
def test_a_note_without_symbols(make, source):
    (breach,) = make.breaches(make.note("square", source), make.code("x ** 2"))
    assert (breach.rule, "no formula" in breach.wrong) == (SHORT, True)


@pytest.mark.parametrize(
    "source",
    [
        "### Part 3\n\nThe value $a$ goes in.",
        "### Note\n\nThe value $a_1$ goes in, then $\\frac{1}{2} c$.",
        "### Note\n\n1. The value $a$\n2. goes in.",
        '### Note\n\nThe value $a$ <span style="width: 3px">goes</span> in.',
        "### Note\n\nThe value $a$ is [here](page3.html).",
    ],
)
def test_a_note_without_numbers(make, source):
    (breach,) = make.breaches(make.note("square", source), make.code("x ** 2"))
    assert (breach.rule, "no number" in breach.wrong) == (SHORT, True)


@pytest.mark.parametrize(
    "source",
    [
        "### Note\n\nThe value $a$ of 3 beans.",
        "### Note\n\nThe value $a = 3$.",
        "### Note\n\nThe value $3 \\cdot a$ and $a \\cdot 4$.",
        "### Note\n\nThe value $a$ in `1.5 + a`.",
        "### Note\n\n| $a$ | 7 |\n|---|---|",
    ],
)
def test_a_note_with_numbers(make, source):
    assert make.found(make.note("square", source), make.code("x ** 2")) == []


def test_one_note_explains_one_concept(make):
    source = "### Note\n\nTake $a = 1.5$."
    cells = [
        make.text(source, "explains:square", "explains:vector"),
        make.code("x ** 2", "needs:vector"),
    ]
    found = make.found(*cells, before=["index-notation"])
    assert found == [(1, "square", SHORT)]


def test_a_text_may_be_long(make):
    assert make.found(make.text("word " * 400 + "$$a$$ $$c$$")) == []


# ── Later visits ────────────────────────────────────────────────────────────────────────────────


def test_a_concept_may_be_visited_again(make):
    cells = [make.note("square"), make.code("x ** 2"), make.again("square"), make.code("x ** 2")]
    assert make.found(*cells) == []


def test_a_second_visit_is_no_first_note(make):
    found = make.found(make.again("square"), make.code("x ** 2"))
    assert found == [(1, "square", READABLE), (2, "square", EARLY)]


def test_a_visit_that_comes_too_soon_is_one_breach(make):
    again = make.again("square", "### Again\n\nOnce more. A number squared is $a^2 = 2.25$.")
    cells = [again, make.code("side * side"), make.note("square"), make.code("x ** 2")]
    assert make.found(*cells) == [(1, "square", READABLE)]


def test_a_second_visit_must_be_needed_directly(make):
    start = [make.note("square"), make.code("x ** 2"), make.again("square"), make.code("z = 1")]
    assert make.found(*start, make.code("x ** 2")) == [(3, "square", LATE)]
    assert make.found(*start) == [(3, "square", IDLE)]


def test_a_second_visit_is_short_too(make):
    long = make.again("square", note_of(151))
    cells = [make.note("square"), make.code("x ** 2"), long, make.code("x ** 2")]
    assert make.found(*cells) == [(3, "square", SHORT)]


def test_explained_twice_asks_for_the_other_tag(make):
    cells = [make.note("square"), make.code("x ** 2"), make.note("square"), make.code("x ** 2")]
    (breach,) = make.breaches(*cells)
    assert (breach.cell_number, breach.rule) == (3, READABLE)
    assert "revisits:square" in breach.mend


# ── Tags and code that cannot be read ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("prefix", ["explains", "revisits", "needs"])
def test_an_unknown_concept_in_a_tag(make, prefix):
    (breach,) = make.breaches(make.text("plain", f"{prefix}:sumation"))
    assert breach.rule == READABLE
    assert f"the tag {prefix}:sumation names no concept" in str(breach)
    assert 'did you mean "summation"?' in str(breach)


def test_a_tag_that_resembles_nothing_has_no_guess(make):
    (breach,) = make.breaches(make.text("plain", "needs:xyzzy"))
    assert "did you mean" not in str(breach)
    assert "concepts.toml" in breach.mend


@pytest.mark.parametrize("tag", ["hide-input", "needs", "needs-help:square", "square", "Needs:x"])
def test_other_tags_are_left_alone(make, tag):
    assert make.found(make.text("plain", tag)) == []


def test_blanks_around_an_id_do_no_harm(make):
    assert make.found(make.text("plain", "needs: vector ")) == [(1, "vector", EARLY)]


def test_a_note_is_a_markdown_cell(make):
    (breach,) = make.breaches(make.code("z = 1", "explains:square"))
    assert (breach.concept, breach.rule) == ("square", READABLE)
    assert "stands on a code cell" in str(breach)


def test_a_code_cell_explains_nothing(make):
    found = make.found(make.code("z = 1", "explains:square"), make.code("x ** 2"))
    assert found == [(1, "square", READABLE), (2, "square", EARLY)]


def test_code_that_is_not_python_is_reported(make):
    (breach,) = make.breaches(make.code("z = 1\nprint 'x'"))
    assert (breach.concept, breach.rule) == ("", READABLE)
    assert "line 2" in str(breach)
    assert "\n" not in str(breach)


# ── Properties ──────────────────────────────────────────────────────────────────────────────────

NAMES = ["index-notation", "function-notation", "square", "probability"]  # build on nothing
cells = st.lists(
    st.tuples(st.sampled_from(["note", "code"]), st.sets(st.sampled_from(NAMES), max_size=3)),
    max_size=10,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(course=cells)
def test_the_rules_agree_with_their_plain_statement(make, course):
    """The contract told once more, cell by cell, in the words of the design."""
    written, notes = [], {}
    for number, (kind, concepts) in enumerate(course):
        first = sorted(concepts)[:1]
        if kind == "note" and first and first[0] not in notes:
            notes[first[0]] = number
            written.append(make.note(first[0]))
        else:
            kind, names = "code", concepts
            written.append(make.need(*sorted(names)))
    expected = set()
    for number, part in enumerate(written):
        needs = [tag[6:] for tag in part["metadata"]["tags"] if tag.startswith("needs:")]
        expected |= {
            (number + 1, name, EARLY) for name in needs if notes.get(name, len(written)) > number
        }
    for name, place in notes.items():
        uses = [
            number
            for number in range(place + 1, len(written))
            if f"needs:{name}" in written[number]["metadata"]["tags"]
        ]
        code_between = [
            number
            for number in range(place + 1, uses[0] if uses else place + 1)
            if written[number]["cell_type"] == "code"
        ]
        if not uses:
            expected.add((place + 1, name, IDLE))
        elif code_between:
            expected.add((place + 1, name, LATE))
    assert set(make.found(*written)) == expected
