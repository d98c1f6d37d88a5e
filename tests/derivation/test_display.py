"""What a derivation looks like: as text, as LaTeX, as Markdown."""

import re

import pytest
import sympy
from hypothesis import given, settings
from nbconvert.filters import markdown2html

from mlsmath.derivation import Derivation, derive, derive_cost
from mlsmath.derivation.display import markdown, step_markdown
from mlsmath.derivation.reading import Reader
from mlsmath.derivation.writing import Latex

from .expressions import expressions, x

NEVER = re.compile(r"\b(simply|just|obviously|clearly|of course|recall)\b", re.IGNORECASE)
SHOWN = {
    "squared error": lambda: derive_cost("squared error", "w_j", regularised=True),
    "log loss": lambda: derive_cost("log loss", "w", regularised=True),
    "chain": lambda: derive("(3*x + 1)**2", "x"),
    "quotient": lambda: derive("x**2/(x + 1)", "x"),
    "one step": lambda: derive("x**5", "x"),
}


@pytest.fixture(scope="module", params=SHOWN, ids=str)
def derivation(request):
    return SHOWN[request.param]()


def test_a_terminal_shows_the_lines_with_their_rules():
    assert str(derive("(3*x + 1)**2", "x")) == (
        "d/dx [(3x + 1)²]\n"
        "  = d/du [u²]·d/dx [3x + 1]             chain rule, u = 3x + 1\n"
        "  = 2u·d/dx [3x + 1]                    power rule\n"
        "  = 2(3x + 1)·d/dx [3x + 1]             put the inner part back\n"
        "  = 2(3x + 1) (d/dx [3x] + d/dx [1])    sum rule\n"
        "  = 2(3x + 1) (3·d/dx [x] + d/dx [1])   constant multiple rule\n"
        "  = 2(3x + 1) (3·1 + d/dx [1])          power rule\n"
        "  = 2(3x + 1) (3·1 + 0)                 constant rule\n"
        "  = 2(3x + 1)·3                         tidy up\n"
        "  = 6(3x + 1)                           work out the numbers\n"
        "Checked with 5 sets of random numbers. To 9 digits, each of the 9 lines equals the one "
        "before it, and the last equals the derivative that a program for algebra finds."
    )


def test_a_single_line_is_spoken_of_as_one():
    assert "To 9 digits, the line equals the one before it" in str(derive("x**5", "x"))


def test_names_and_short_names_stand_at_the_top():
    lines = str(derive_cost("log loss", "w")).splitlines()
    assert lines[0].startswith("∂J/∂w = ∂/∂w [-(1/m) Σ(i=1..m)")
    assert lines[1:3] == ["    where f[i] = σ(z[i])", "    where z[i] = w x[i] + b"]


@pytest.mark.parametrize(
    ("function", "variable", "options", "start"),
    [
        ("x**2", "x", {}, r"\frac{d}{dx}\left[x^{2}\right]"),
        ("c*x", "x", {}, r"\frac{\partial}{\partial x}\left[c \, x\right]"),
        ("c*x", "x", {"partial": False}, r"\frac{d}{dx}\left[c \, x\right]"),
        ("x**2", "x", {"partial": True}, r"\frac{\partial}{\partial x}\left[x^{2}\right]"),
    ],
)
def test_a_curly_d_is_written_where_other_letters_could_change(function, variable, options, start):
    assert derive(function, variable, **options).start == start


def test_data_and_their_number_do_not_make_a_derivative_partial():
    i, m = sympy.symbols("i m", integer=True, positive=True)
    w, y = sympy.Symbol("w"), sympy.IndexedBase("y")
    assert derive(sympy.Sum((w - y[i]) ** 2, (i, 1, m)) / m, w).start.startswith(r"\frac{d}{dw}")


@pytest.mark.parametrize(
    ("expression", "latex"),
    [
        (sympy.Symbol("lambda") * x, r"\lambda \, x"),
        (sympy.Symbol("lambda_"), r"\lambda"),
        (sympy.Symbol("w_1") + sympy.Symbol("x2"), r"w_{1} + x_{2}"),
        (sympy.Symbol("rate"), r"\mathrm{rate}"),
        (sympy.IndexedBase("x")[sympy.Symbol("i")] ** 2, r"\left(x^{(i)}\right)^{2}"),
        (sympy.IndexedBase("x")[2, sympy.Symbol("j")], r"x_{j}^{(2)}"),
        (sympy.IndexedBase("w")[sympy.Symbol("k")] ** 2, r"w_{k}^{2}"),
        (sympy.exp(-x), r"e^{-x}"),
        ((x + 1) / 2, r"\frac{x}{2} + \frac{1}{2}"),
        ((x + 1) ** -2, r"\frac{1}{\left(x + 1\right)^{2}}"),
        (sympy.log(x) * 2, r"2\log\left(x\right)"),
    ],
)
def test_letters_and_brackets_in_latex(expression, latex):
    written = derive(expression + sympy.Symbol("q"), "q").start
    assert latex in written


@pytest.mark.parametrize("name", ["chain", "log loss"])
def test_what_underlined_means_is_said_before_the_lines(name):
    page = markdown(SHOWN[name]())
    assert 0 <= page.index("What is new on a line is underlined.") < page.index(r"\underline")


def test_what_is_new_on_a_line_is_underlined():
    marked = [step.marked for step in derive("3*x**2 + 5*x", "x").steps]
    assert marked[0] == (r"\frac{d}{dx}\left[3x^{2}\right] + \frac{d}{dx}\left[5x\right]")
    assert marked[1] == (
        r"\underline{3 \cdot \frac{d}{dx}\left[x^{2}\right]} + \frac{d}{dx}\left[5x\right]"
    )
    assert marked[2] == r"3 \cdot \underline{2x} + \frac{d}{dx}\left[5x\right]"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(expressions)
def test_brackets_are_balanced_in_any_line_of_latex(expression):
    line = Latex().write(Reader().read(expression))
    assert line.count("{") == line.count("}")
    assert line.count(r"\left") == line.count(r"\right")


def test_without_its_marks_a_line_is_the_line(derivation):
    for step in derivation.steps:
        assert re.sub(r"[{} ]", "", step.marked.replace(r"\underline", "")) == re.sub(
            r"[{} ]", "", step.latex
        )


def test_a_notebook_gets_markdown_latex_and_text(derivation):
    bundle = derivation._repr_mimebundle_()
    assert set(bundle) == {"text/markdown", "text/latex", "text/plain"}
    assert bundle["text/plain"] == str(derivation)
    assert bundle["text/latex"].startswith(r"$\displaystyle \begin{aligned}")
    assert derivation._repr_latex_() == bundle["text/latex"]


def test_the_latex_block_has_a_row_for_each_line(derivation):
    rows = derivation.latex.splitlines()[1:-1]
    assert len(rows) == len(derivation.steps) + 1
    for row, step in zip(rows[1:], derivation.steps, strict=True):
        assert row.startswith(f"&= {step.latex} && \\text{{{step.rule}}}")


def test_the_page_has_a_row_for_each_line_with_its_rule_and_words(derivation):
    page = markdown2html(derivation._repr_mimebundle_()["text/markdown"])
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    assert len(rows) == len(derivation.steps) + 1
    columns = {row.count("<td") + row.count("<th") for row in rows}
    assert len(columns) == 1
    for row, step in zip(rows[1:], derivation.steps, strict=True):
        assert f"<strong>{step.rule}</strong>" in row
    assert "Checked with 5 sets" in page


def test_many_lines_are_in_a_fold_and_few_are_not(derivation):
    page = derivation._repr_mimebundle_()["text/markdown"]
    before, fold, after = page.partition("<details>")
    if len(derivation.steps) <= 12:
        assert not fold
        return
    first, *_, last = [part for part in before.split("\n\n") if part]
    assert first == f"$\\displaystyle {derivation.title} = {derivation.start}$"
    assert last == f"$\\displaystyle = {derivation.steps[-1].latex}$"
    inside, _, rest = after.partition("</details>")
    assert inside.count("<br>") >= len(derivation.steps)
    assert "Checked with 5 sets" in rest


def test_long_lines_have_their_rule_above_and_short_ones_beside():
    long, short = (
        SHOWN[name]()._repr_mimebundle_()["text/markdown"] for name in ("log loss", "chain")
    )
    assert "\n| :--- |\n" in long
    assert "\n| :--- | :--- |\n" in short


def test_the_words_are_plain_and_complete(derivation):
    for step in derivation.steps:
        for words in (step.words, step.words_markdown):
            assert not NEVER.search(words)
            assert words.endswith(".")
            assert "{" not in re.sub(r"\$[^$]*\$", "", words)
        assert all(len(s.split()) <= 17 for s in re.split(r"[.:] ", step.words)), step.words


def test_the_place_is_part_of_the_line(derivation):
    before = [derivation.start_text, *(step.text for step in derivation.steps)]
    for line, step in zip(before, derivation.steps, strict=False):
        old = step.here_text.split(" = ")[0]
        assert step.rule in ("collect terms",) or old in line, step.rule


@pytest.mark.parametrize("in_words", [False, True])
def test_a_step_alone_shows_the_line_before_the_rule_and_the_line_after(derivation, in_words):
    count = len(derivation.steps)
    for position in (0, 1, count // 2, count):
        shown = step_markdown(derivation, position, in_words)
        before = derivation.start if position < 2 else derivation.steps[position - 2].latex
        assert before in shown
        if position:
            step = derivation.steps[position - 1]
            assert f"**Step {position} of {count}: {step.rule}**" in shown
            assert step.marked in shown
            assert (step.words_markdown in shown) == in_words
        assert (str(derivation.check) in shown) == (position == count)


@pytest.mark.parametrize("position", [-1, 10])
def test_a_step_that_is_not_there_is_refused(position):
    with pytest.raises(ValueError, match=f"position must be from 0 to 9, but it is {position}"):
        step_markdown(derive("(3*x + 1)**2", "x"), position)


def test_a_derivation_has_what_its_face_promises():
    derivation = derive("3*x**2", "x")
    assert isinstance(derivation, Derivation)
    assert (derivation.expression, derivation.variable) == (3 * x**2, x)
    assert derivation.result == 6 * x
    (first, second, third) = derivation.steps
    assert (first.rule, first.text) == ("constant multiple rule", "3·d/dx [x²]")
    assert first.general == r"\frac{d}{dx} (c\, f) = c\, \frac{df}{dx}"
    assert first.general_text == "d/dx (c·f) = c·df/dx"
    assert first.here_text == "d/dx [3x²] = 3·d/dx [x²]"
    assert first.here == r"\frac{d}{dx}\left[3x^{2}\right] = 3 \cdot \frac{d}{dx}\left[x^{2}\right]"
    assert first.words == "3 does not change when x changes. It waits in front."
    assert first.words_markdown == "$3$ does not change when $x$ changes. It waits in front."
    assert first.expression == 3 * sympy.Derivative(x**2, x)
    assert repr(second) == "power rule: 3·2x"
    assert third.expression == 6 * x
