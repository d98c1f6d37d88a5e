"""Rules 6 and 7, and plain words: nothing that needs a sentence stands before it."""

import pytest

from mlsmath.commands.contract.features import load_features
from mlsmath.commands.contract.vocabulary import load_words

EARLY, READABLE, BOTH, PYTHON = "nothing early", "readable", "both names", "Python, too"
FEATURES = load_features()
WORDS = load_words()
ALL = [f"python:{name}" for name in FEATURES]
MEDIAN = """
[[concept]]
id = "median"
name = "median"
week = 1
symbol = 'q'
python = "np.median(x)"
meaning = "the value in the middle"
code = ["np.median(...)"]
prose = ['medians?']
elsewhere = [
    { ours = "median", field = "second quartile", python = "" },
    { ours = "middle", field = "$Q_2$", python = "np.median(x)" },
    { ours = "heft", field = "weight", python = "w", prose = ['weights of a horse'] },
    { ours = "way", field = "mode", python = "", prose = [] },
]
"""
NOTE = "### Median\n\nStart. Like a queue. Take $q = 1.5$ and go on.\n\n{}"
LINE = "*Elsewhere it is the **second quartile** $Q_2$, a weight, a mode.*"
OTTER = """
[[word]]
id = "otter"
name = "otter"
meaning = "an animal that swims"
prose = ['otters?']
"""


@pytest.fixture
def median(make):
    """A course with a concept that the field calls otherwise, and a word of its own."""
    (make.folder / "concepts.toml").write_text(MEDIAN, encoding="utf-8")
    (make.folder / "words.toml").write_text(OTTER, encoding="utf-8")

    class Median:
        use = make.code("np.median(x)")

        def note(self, line=LINE):
            return make.note("median", NOTE.format(line))

        def found(self, *cells):
            return [found for found in make.found(*cells) if found[2] in (BOTH, EARLY, READABLE)]

        def breaches(self, *cells):
            return [breach for breach in make.breaches(*cells) if breach.rule in (BOTH, EARLY)]

    return Median()


# ── Rule 6: both names ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        "_Elsewhere: Second Quartile, `Q_2`,\nweight, mode_",
        f"{LINE}\n\n<details><summary>Go deeper (optional)</summary>\n\nMore.\n\n</details>",
        f"<details><summary>Go deeper (optional)</summary>\n\nMore.\n\n</details>\n\n{LINE}",
    ],
)
def test_a_note_ends_with_both_names(median, line):
    assert median.found(median.note(line), median.use) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Elsewhere the second quartile, a weight, a mode.", 'lacks "$Q_2$"'),
        ("Elsewhere $Q_2$, a weight, a mode.", 'lacks "second quartile"'),
        (f"{LINE}\n\nAnd more.", "does not end with what others call it"),
        ("It is called so elsewhere.", "does not end with what others call it"),
        (
            f"Then.\n\n<details><summary>Go deeper (optional)</summary>\n\n{LINE}\n\n</details>",
            "does not end with what others call it",
        ),
    ],
)
def test_a_note_without_the_other_name(median, make, line, words):
    other = make.note("quotient-rule", NOTE.format("Elsewhere it has no other name."))
    cells = [median.note(line), median.use, other, make.need("quotient-rule")]
    (breach,) = [b for b in median.breaches(*cells) if b.rule == BOTH]
    assert (breach.cell_number, breach.concept) == (1, "median")
    assert words in breach.wrong


def test_a_course_without_such_lines_hears_nothing_of_them(median, make):
    cells = [make.text("A second quartile."), median.note("The end."), median.use]
    assert median.found(*cells) == []


def test_a_note_that_has_no_other_name_needs_no_line(median, make):
    cells = [median.note(), median.use, make.note("quotient-rule"), make.need("quotient-rule")]
    assert median.found(*cells) == []


def test_a_later_visit_needs_no_line(median, make):
    cells = [median.note(), median.use, make.again("median"), median.use]
    assert median.found(*cells) == []


@pytest.mark.parametrize(
    "words",
    [
        "A second quartile.",
        "Two Second Quartiles.",
        "<details><summary>Hint 1</summary>\n\nA second quartile.\n\n</details>",
        "The weights of a horse are large.",
    ],
)
def test_the_other_name_comes_too_early(median, make, words):
    found = median.found(make.text(words), median.note(), median.use)
    name = "weight" if "weights" in words else "second quartile"
    assert found == [(1, name, BOTH)]


@pytest.mark.parametrize(
    "source",
    [
        "z = 1  # the second quartile",
        'print("a second quartile")',
        'draw(x, xlabel="quartile")',
        'draw(x, labels=["few", "quartile"])',
    ],
)
def test_the_other_name_in_code_comes_too_early(median, make, source):
    path = make.folder / "concepts.toml"
    path.write_text(MEDIAN.replace('"second quartile"', '"quartile"'), encoding="utf-8")
    assert median.found(make.code(source), median.note(), median.use) == [(1, "quartile", BOTH)]


@pytest.mark.parametrize(
    "words",
    [
        "## The second quartile",
        "[The second quartile](02.ipynb)",
        "You will be able to find the second quartile.",
        "<details><summary>Go deeper</summary>\n\nA second quartile.\n\n</details>",
        "Mind your weight, in any mode; $Q_2$ too.",
    ],
)
def test_titles_promises_and_everyday_words_are_not_early(median, make, words):
    assert median.found(make.text(words), median.note(), median.use) == []


def test_keys_and_names_in_code_are_no_words(median, make):
    cells = [make.code('second = d["second quartile"[0:1]]; weight = 1'), median.note(), median.use]
    assert [found for found in median.found(*cells) if found[1] == "weight"] == []


def test_the_other_name_may_stand_from_its_note_on(median, make):
    assert median.found(median.note(), make.text("The second quartile."), median.use) == []


def test_the_other_name_says_where_its_note_stands(median, make):
    (breach,) = median.breaches(make.text("A second quartile."), median.note(), median.use)
    assert '"second quartile" is explained later, in cell 2 (cell-2)' in str(breach)


def test_a_word_may_bring_the_other_name_before_the_note(median, make):
    words = OTTER.replace('"otter"', '"quartile"', 1).replace('"otter"', '"second quartile"', 1)
    (make.folder / "words.toml").write_text(words, encoding="utf-8")
    early = [
        make.text("It is the second quartile.", "names:quartile"),
        make.text("second quartile"),
    ]
    assert median.found(*early, median.note(), median.use) == []


# ── Plain words ─────────────────────────────────────────────────────────────────────────────────


def test_a_word_before_its_sentence_is_early(median, make):
    cells = [
        make.text("Otters!"),
        make.code("z = 1  # an otter"),
        make.text("An otter swims.", "names:otter"),
        make.text("The otter again."),
    ]
    assert median.found(*cells) == [(1, "otter", EARLY), (2, "otter", EARLY)]


def test_a_word_without_a_sentence_is_early_where_others_have_one(median, make):
    cells = [make.text("A bill.", "names:bill"), make.text("An otter.")]
    (breach,) = median.breaches(*cells)
    assert (breach.concept, breach.rule) == ("otter", EARLY)
    assert "names:otter" in breach.wrong


def test_a_course_that_names_no_words_hears_nothing_of_them(median, make):
    assert median.found(make.text("An otter with a bill and a flipper.")) == []


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_each_word_is_found_by_its_own_name(word):
    assert any(word.prose.search(f"It is a {name}.") for name in word.name.rstrip(")").split(" ("))


# ── Rule 7: Python, too ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES)
def test_each_feature_is_early_before_its_text_and_free_after(make, feature):
    early = make.found(make.code(feature.example), make.text("So.", *ALL))
    assert (1, feature.id, PYTHON) in early
    others = [tag for tag in ALL if tag != f"python:{feature.id}"]
    never = make.found(make.text("So.", *others), make.code(feature.example))
    assert [found for found in never if found[2] == PYTHON] == [(2, feature.id, PYTHON)]
    late = make.found(make.text("So.", *ALL), make.code(feature.example))
    assert [found for found in late if found[2] == PYTHON] == []


@pytest.mark.parametrize(
    ("form", "example"),
    [
        ("chain", "0 < x < 1"),
        ("default", "def g(x, h=1): ..."),
        ("default", "def g(x, *, h=1): ..."),
        ("number _", "10_000"),
        ("node BoolOp", "x and y"),
    ],
)
def test_forms_for_a_python_toml_of_ones_own(make, form, example):
    entry = f'[[python]]\nid = "own"\nname = "own"\nform = ["{form}"]\nexample = "x"\n'
    (make.folder / "python.toml").write_text(entry, encoding="utf-8")
    assert make.found(make.code(example), make.text("So.", "python:own"))[0] == (1, "own", PYTHON)
    assert make.found(make.text("So.", "python:own"), make.code(example)) == []


@pytest.mark.parametrize(
    "source",
    [
        "print(x, len(x))",
        "for x in [1, 2]:\n    print(x + 1 - 2 * 3 / 4)",
        "if x > 0:\n    y = -x\nelse:\n    y = 'text'",
        "def f(x):\n    return x\nf(1)",
        "import numpy as np\nfrom sklearn.linear_model import Ridge\nfrom mlsmath import cost",
        "from mlsmath.cost import squared_error_cost as J\nJ(x)",
        "from mlsmath import cost\ncost.squared_error_cost(x)",
        "x = True\nprint(x == None)",
    ],
)
def test_a_little_python_needs_no_text(make, source):
    found = make.found(make.text("So.", "python:zip"), make.code(source))
    assert [one for one in found if one[2] == PYTHON] == []


@pytest.mark.parametrize(
    ("source", "sign"),
    [
        ("np.roll(x, 1)", "`np.roll(x, 1)`"),
        ("import numpy\nnumpy.roll(x, 1)", "`np.roll(x, 1)`"),
        ("from numpy import roll\nroll(x, 1)", "`np.roll(x, 1)`"),
        ("np.roll(x, 1, axis=0)", "`np.roll(x, 1, axis=0)`"),
        ("f = np.roll", "`np.roll`"),
        ("np.pi", "`np.pi`"),
        ("x.cumprod()", "`x.cumprod()`"),
        ("sorted(x)", "`sorted(x)`"),
        ("from time import sleep\nsleep(1)", "`sleep(1)`"),
        ("import time as t\nt.sleep(1)", "`t.sleep(1)`"),
        ("[v for v in x]", "`[v for v in x]`"),
        ("x % 2", "`x % 2`"),
        ("x // 2", "`x // 2`"),
        ("x is y", "`x is y`"),
        ("0 < x < 1", "`0 < x < 1`"),
        ("x or y", "`x or y`"),
        ("not x", "`not x`"),
        ("def g(x, h=1): pass", "`x, h=1`"),
        ("1 if x else 2", "`1 if x else 2`"),
        ("class A: pass", "`class A:`"),
        ("assert x", "`assert x`"),
        ("a = b = 0", "`a = b = 0`"),
        ("def f(*a): pass", "`*a`"),
        ('f"{x:e}"', "`{x:e}`"),
        ("del x", "`del x`"),
    ],
)
def test_what_nobody_explains_is_named(make, source, sign):
    breaches = make.breaches(make.text("So.", *ALL), make.code(source))
    (breach,) = [one for one in breaches if one.rule == PYTHON]
    assert sign in breach.wrong
    assert "python.toml" in breach.mend


def test_what_a_math_note_explains_needs_no_other_text(make):
    cells = [make.text("So.", *ALL), make.code("np.sum(x)\nx ** 2\nf = np.exp\nx += 1")]
    assert {rule for _, _, rule in make.found(*cells)} == {EARLY}


def test_a_course_without_such_tags_hears_nothing_of_python(make):
    assert make.found(make.code("np.roll(x, axis=0)[1:2]\nf'{x:.2f}'")) == []


def test_a_notebook_hears_of_a_feature_once(make):
    cells = [make.code("zip(x)"), make.code("zip(y)"), make.text("So.", "python:zip")]
    assert make.found(*cells) == [(1, "zip", PYTHON)]
    make.write("week1/00.ipynb", make.code("zip(x)"))
    assert make.found(*cells) == [(1, "zip", PYTHON)]


def test_where_the_text_of_a_feature_stands(make):
    first, *_ = make.breaches(make.code("zip(x)"), make.text("So.", "python:zip", id="so"))
    assert "`zip(x)` needs it and it is explained later, in cell 2 (so)" in str(first)


def test_a_solution_is_a_use_and_a_stub_is_none(make):
    solution = "def run(x):\n    ### BEGIN SOLUTION\n    return zip(x)\n    ### END SOLUTION"
    stub = "def run(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    cells = [make.code(stub), make.code(solution), make.text("So.", "python:zip")]
    assert make.found(*cells) == [(2, "zip", PYTHON)]


def test_hidden_tests_are_no_use(make):
    hidden = "z\n### BEGIN HIDDEN TESTS\nassert zip(x)\n### END HIDDEN TESTS"
    assert make.found(make.code(hidden), make.text("So.", "python:zip")) == []


def test_code_that_need_not_be_read(make):
    tag, after = "need-not-read", make.text("So.", "python:zip")
    said = make.text("The next lines draw it; you **need\nnot read** them.")
    assert make.found(said, make.code("zip(x)", tag), after) == []
    other = make.text("The next lines draw it.")
    assert make.found(other, make.code("zip(x)", tag), after) == [(2, "", PYTHON)]
    assert make.found(make.code("zip(x)", tag), said, after) == [(1, "", PYTHON)]
    assert make.found(said, make.code("zip(x)"), after) == [(2, "zip", PYTHON)]


# ── Tags ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (
            "names:fliper",
            'names:fliper names no word; did you mean "flipper"? or add it to a words',
        ),
        ("python:zib", 'python:zib names no feature of Python; did you mean "zip"? or add it to a'),
    ],
)
def test_an_unknown_id_in_a_tag(make, tag, words):
    (breach,) = make.breaches(make.text("So.", tag))
    assert breach.rule == READABLE
    assert words in str(breach)


@pytest.mark.parametrize("tag", ["names:flipper", "python:zip"])
def test_a_code_cell_explains_nothing(make, tag):
    found = make.found(make.code("z = 1", tag), make.code("zip(x)  # a flipper"))
    assert found == [(1, tag.partition(":")[2], READABLE)]
