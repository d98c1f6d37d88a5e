"""Courses without tags: what explains a concept, what needs it, and how long the wait is."""

import pytest

from mlsmath.commands.contract.reading import read_course
from mlsmath.commands.contract.untagged import find

MEAN = "The *mean* is the total shared out: $\\frac{4 + 8}{2} = 6$."


@pytest.fixture
def read(make):
    def read(*cells):
        make.write("1.ipynb", *cells)
        return {found.concept: found for found in find(read_course(make.folder))}

    return read


def test_an_explanation_before_its_need_is_in_time(make, read):
    found = read(
        make.text("## Jars"),
        make.text("The *mean* is the total shared out: $\\frac{4 + 8}{2} = 6$."),
        make.code("import numpy as np"),
        make.code("y = [4, 8]\nnp.mean(y)"),
    )["mean"]
    assert (found.explained.cell.number, found.needed.cell.number) == (2, 4)
    assert found.explained.full
    assert found.explained.sentence.startswith("The *mean* is the total")
    assert (found.needed.line, found.needed.sign) == (2, "`np.mean(y)`")
    assert (found.between, found.verdict) == (1, "in time")


def test_a_notebook_that_lists_symbols_explains_nothing(make):
    make.write("1.ipynb", make.text(f"# Notation\n\n## Statistics\n\n{MEAN}"))
    make.write("2.ipynb", make.text(f"# Jars\n\n## More\n\n{MEAN}"), make.code("np.mean(y)"))
    (mean,) = [one for one in find(read_course(make.folder)) if one.concept == "mean"]
    assert mean.explained.cell.notebook.name == "2.ipynb"


@pytest.mark.parametrize(
    "text",
    [
        "# The mean is the total shared out",
        "We will see that the mean is the total shared out.",
        "## Summary\n\nThe mean is the total shared out: $\\frac{4 + 8}{2} = 6$.",
        "Why is it that the mean is the total shared out?",
    ],
)
def test_titles_looks_ahead_summaries_and_questions_explain_nothing(make, read, text):
    assert read(make.text(text), make.code("np.mean(y)"))["mean"].verdict == "never"


def test_one_sentence_without_an_example_is_a_gloss(make, read):
    found = read(make.text("The mean is the total shared out."), make.code("np.mean(y)"))["mean"]
    assert (found.gloss, found.timing, found.verdict) == (True, "in time", "gloss only")


def test_a_full_explanation_goes_before_an_earlier_gloss(make, read):
    found = read(
        make.text("The mean is the total shared out."), make.text(MEAN), make.code("np.mean(y)")
    )["mean"]
    assert (found.explained.cell.number, found.verdict) == (2, "in time")


def test_a_demonstration_needs_nothing(make, read):
    found = read(
        make.code("np.mean([1, 2])"),
        make.text(MEAN),
        make.code("y_train = load_birds()\nnp.mean(y_train)"),
    )["mean"]
    assert (found.needed.cell.number, found.verdict) == (3, "in time")


@pytest.mark.parametrize(("cells", "verdict"), [(3, "in time"), (4, "early")])
def test_three_code_cells_may_stand_between(make, read, cells, verdict):
    found = read(
        make.text(MEAN),
        *[make.code("a = 1"), *[make.code("")] * 2, *[make.code("a = 1")] * (cells - 1)],
        make.code("np.mean(y)"),
    )["mean"]
    assert (found.between, found.verdict) == (cells, verdict)


def test_what_nothing_needs_is_said(make, read):
    assert read(make.text(MEAN), make.code("a = 1"))["mean"].verdict == "not needed"


@pytest.mark.parametrize(
    ("concept", "text"),
    [
        ("dot-product", "A dot product multiplies two lists step by step and adds it all up."),
        ("vector", "Vectors, in this course, are lists of numbers with an order."),
        ("derivative", "We read the derivative as the pace at which a curve climbs."),
        ("matrix", "Such a table with rows and columns is called a *matrix*."),
        ("standard-deviation", "Here $s$ is the standard deviation of the weights."),
        ("regularisation", "It will penalise large weights, so that the curve stays calm."),
        ("gradient", "We compute the gradient by taking each slope in turn."),
    ],
)
def test_a_sentence_says_what_a_thing_is(make, read, concept, text):
    found = read(make.text(text))[concept]
    assert found.explained.sentence == text
    assert found.verdict == "not needed"


@pytest.mark.parametrize(
    "text",
    [
        "The gradient is important in what follows for everyone.",
        "The gradient is used in the next cell of this page.",
        "Plot the gradient against the number of steps.",
        "In this notebook you will:\n- see that a gradient is the list of all slopes",
        "| term | meaning |\n|---|---|\n| gradient | the gradient is the list of all slopes |",
        "## Exercises\n\n### The first\n\nThe gradient is the list of all slopes.",
        "Next week we will define it: the gradient is the list of all slopes.",
    ],
)
def test_a_mention_explains_nothing(make, read, text):
    assert read(make.text(text), make.code("def compute_gradient(x): ..."))[
        "gradient"
    ].explained is (None)


def test_a_formula_alone_is_a_gloss_and_full_when_it_is_worked_out(make, read):
    rule = "$$\\frac{d}{dx} x^n = n x^{n-1}$$"
    assert read(make.text(f"As a rule:\n\n{rule}"))["power-rule"].gloss
    worked = "Put in two:\n\n$$\\frac{d}{dx} x^3 = 3 \\cdot 2^2 = 12$$"
    assert not read(make.text(f"As a rule:\n\n{rule}\n\n{worked}"))["power-rule"].gloss


def test_a_title_in_an_earlier_cell_makes_a_definition_full(make, read):
    text = make.text("The gradient is the list of all slopes.")
    assert read(text)["gradient"].gloss
    assert not read(make.text("## The gradient"), text)["gradient"].gloss


@pytest.mark.parametrize(
    ("concept", "code", "line"),
    [
        ("gradient", "def computeGradient(x):\n    return x", 1),
        ("squared-error-cost", "cost = 0\ncost = ((model - y) ** 2).sum()", 2),
        ("exponential", "import torch\nmodel = torch.exp(x)", 2),
        ("matrix-vector-product", "class Model:\n    def run(self):\n        self.X @ self.w", 3),
        ("decision-boundary", "model = 1\n# draw the decision boundary\nplot(model)", 2),
        ("index-notation", "model = x_train[i]", 1),
        ("regularisation", "model = fit(X, penalty='l2')", 1),
    ],
)
def test_work_needs_what_its_code_and_its_names_show(make, read, concept, code, line):
    found = read(make.code("predict(1)"), make.code(code))[concept]
    assert (found.needed.cell.number, found.needed.line) == (2, line)


@pytest.mark.parametrize(
    ("concept", "code"),
    [
        ("gradient", "from tools import compute_gradient"),
        ("gradient", "model = 1  # a gradient in the colours"),
        ("summation", "steps = predict(1)\nsteps += 1"),
        ("regularisation", "model = fit(X, penalty=None)"),
    ],
)
def test_imports_counters_and_single_words_need_nothing(make, read, concept, code):
    assert concept not in read(make.code("predict(1)"), make.code(code))


def test_work_is_what_uses_its_data_and_what_it_calls(make, read):
    found = read(
        make.code("def share(values):\n    return np.mean(values)"),
        make.code("np.exp([1, 2])"),
        make.code("birds = read_csv('birds.csv')"),
        make.code("print(np.std(birds))"),
        make.code("predict(share(birds))"),
    )
    assert found["mean"].needed.cell.number == 1
    assert found["standard-deviation"].needed.cell.number == 4
    assert "exponential" not in found


def test_data_that_a_notebook_writes_itself_are_a_demonstration(make):
    toy = make.code("file.write('1,2')\nbirds = read_csv('birds.csv')\nnp.mean(birds)")
    make.write("1.ipynb", make.text(MEAN), toy)
    make.write("2.ipynb", make.code("predict(1)"))
    (mean,) = [one for one in find(read_course(make.folder)) if one.concept == "mean"]
    assert mean.verdict == "not needed"


def test_a_formula_needs_a_rule_where_no_code_does(make):
    rule = "As a rule, $\\frac{d}{dx} x^n = n x^{n-1}$."
    make.write("1.ipynb", make.text(rule))
    derived = "# Linear regression\n\n$$\\frac{\\partial J}{\\partial w} = 2 (w x - y) x$$"
    make.write("2.ipynb", make.text(derived))
    found = {one.concept: one for one in find(read_course(make.folder))}["power-rule"]
    assert (found.needed.cell.notebook.name, found.needed.line) == ("2.ipynb", 0)
    assert found.verdict == "gloss only"


def test_of_late_explanations_the_first_counts(make, read):
    found = read(
        make.code("np.mean(y)"), make.text("The mean is the total shared out."), make.text(MEAN)
    )["mean"]
    assert (found.explained.cell.number, found.between, found.verdict) == (2, -1, "late")
