"""What can be derived: SymPy's expressions, and text as a learner types it."""

import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from mlsmath.derivation import derive, sigmoid
from mlsmath.derivation.reading import Reader, to_sympy
from mlsmath.derivation.writing import Text

x, y, a, b = sympy.symbols("x y a b")


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("6x", 6 * x),
        ("6 * x", 6 * x),
        ("1e-3*x", x / 1000),
        ("1e3*x", 1000 * x),
        ("2.5e2x", 250 * x),
        ("1.5E+3 x", 1500 * x),
        ("2e3", 2000),
        ("2e", 2 * sympy.E),
        ("2e x", 2 * sympy.E * x),
        ("2e^x", 2 * sympy.exp(x)),
        ("2exp(x)", 2 * sympy.exp(x)),
        ("log (x)", sympy.log(x)),
        ("2.5x", sympy.Rational(5, 2) * x),
        ("x^2", x**2),
        ("x²", x**2),
        ("3x¹²", 3 * x**12),
        ("2x⁻²y", 2 * y / x**2),
        ("eˣ", sympy.exp(x)),
        ("½x", x / 2),
        ("x^{−2}", x**-2),
        ("2⋅x∙y×a", 2 * x * y * a),
        ("x\xa0—\xa03\u202fy", x - 3 * y),
        ("x ÷ 2", x / 2),
        ("2(x + 1)", 2 * (x + 1)),
        ("(x + 1)(x - 1)", (x + 1) * (x - 1)),
        ("x(x + 1)", x * (x + 1)),
        ("−x·y", -x * y),
        ("x y", x * y),
        ("3 log(2x)", 3 * sympy.log(2 * x)),
        ("e^(2x)", sympy.exp(2 * x)),
        ("e**x", sympy.exp(x)),
        ("e", sympy.E),
        ("exp(x)x", x * sympy.exp(x)),
        ("sqrt(x)", sympy.sqrt(x)),
        ("2ln(3x)", 2 * sympy.log(3 * x)),
        ("σ(x)", sigmoid(x)),
        ("1/2*x", x / 2),
        ("x**-2", x**-2),
        ("-x**2", -(x**2)),
        ("+x", x),
        ("2*-x", -2 * x),
        ("w1", sympy.Symbol("w1")),
        ("0.1", sympy.Rational(1, 10)),
    ],
)
def test_text_is_understood(typed, means):
    assert sympy.expand(to_sympy(Reader().read(typed)) - means) == 0


@pytest.mark.parametrize(
    "typed", ["2*(x + 1)", "x*x", "1 + x", "(x - 1)**2*3", "x/2", "2 + 3*x - x**2", "x + x"]
)
def test_text_keeps_its_order_and_nothing_is_worked_out(typed):
    written = Text().write(Reader().read(typed))
    compact = typed.replace("**2", "²").replace("*", "").replace(" ", "")
    assert written.replace("·", "").replace(" ", "") == compact


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        (1 + 3 * x, "3x + 1"),
        (x + 5 * x**3 - 2 * x**2, "5x³ - 2x² + x"),
        (b + a * x, "a x + b"),
        (-y + a * x + b, "a x + b - y"),
        (1 - y, "1 - y"),
        (1 + sympy.exp(-x), "1 + e^(-x)"),
        (sympy.exp(x) * x**2 * 3, "3x² e^x"),
        (x / (x + 1), "x/(x + 1)"),
        (2 * x / 3, "2x/3"),
        (-x / 3, "-x/3"),
        (1 / x**2, "1/x²"),
        (sympy.Float(0.5) * x, "x/2"),
        (sympy.Add(3, 4, x, evaluate=False), "x + 3 + 4"),
        (sympy.UnevaluatedExpr(x + 1) * 2, "2(x + 1)"),
    ],
)
def test_sympy_is_written_as_in_a_textbook(expression, written):
    assert Text().write(Reader().read(expression)) == written


def test_the_letters_of_the_result_are_those_that_were_given():
    p = sympy.Symbol("p", positive=True)
    assert derive(p**2, p).result == 2 * p
    assert derive(p**2, "p").result == 2 * p
    assert derive(p**2, p).result.free_symbols == {p}


def test_short_names_are_written_out_in_the_result():
    f = sympy.Symbol("f")
    derivation = derive((f - y) ** 2, x, where={f: a * x + b})
    assert sympy.expand(derivation.result - 2 * a * (a * x + b - y)) == 0
    assert derivation.steps[-1].text == "2(f - y) a"


def test_short_names_may_be_text():
    derivation = derive("(f - y)**2", "x", where={"f": "a*x + b"})
    assert derivation.steps[-1].text == "2(f - y) a"


def test_the_inner_part_gets_a_letter_that_is_free():
    assert "v = x + u" in derive("(x + u)**2", "x").steps[0].short_text


@pytest.mark.parametrize(
    ("expression", "variable", "message"),
    [
        (sympy.sin(x), x, r"sin\(x\) is not covered"),
        (sympy.Abs(x), x, "not covered"),
        (sympy.pi * x, x, "pi is not covered"),
        (x**x, x, r"no rule covers d/dx \[x\^x\]"),
        ("2**x", "x", "no rule covers"),
        ("log x", "x", r"log needs brackets around what it is taken of, as in log\(x\)"),
        ("3exp x", "x", r"exp needs brackets .* as in exp\(x\)"),
        ("sqrt x", "x", r"sqrt needs brackets"),
        ("σ x", "x", r"sigmoid needs brackets"),
        ("log", "x", r"log needs brackets"),
        ("log**2", "x", r"log needs brackets"),
        ("xy", "x", r"xy is one name here. For a product write x\*y"),
        ("3yx + 1", "x", r"yx is one name here. For a product write y\*x"),
        ("lnx + 1", "x", r"lnx is one name here. Write ln\(x\)"),
        ("2expx", "x", r"expx is one name here. Write exp\(x\)"),
        ("2**3**200", "x", "a number in the formula is too large"),
        ("9**9**9*x", "x", "a number in the formula is too large"),
        ("(3*x)**9**9", "x", "a number in the formula is too large"),
        ("x**2**3**20", "x", "a number in the formula is too large"),
        ("*".join("x" * 60), "x", "the derivation becomes too long"),
        ("1/(" * 60 + "x" + ")" * 60, "x", "the derivation becomes too long"),
        ("sigmoid(" * 40 + "x" + ")" * 40, "x", "the derivation becomes too long"),
        ("x +", "x", "no formula"),
        ("", "x", "no formula"),
        ("x = 2", "x", "no formula"),
        ("x.real", "x", "x.real is not covered"),
        ("__import__('os').getcwd()", "x", "not covered"),
        ("True", "x", "not covered"),
        ("x if x else 1", "x", "no formula"),
        ("x" * 501, "x", "too long: 501 characters of at most 500"),
        ("x", "2*x", "variable must be a letter"),
        (x, 2 * x, "variable must be a letter"),
    ],
)
def test_what_is_not_covered_is_refused_with_advice(expression, variable, message):
    with pytest.raises(ValueError, match=message):
        derive(expression, variable)


def test_a_formula_too_deep_for_python_is_refused():
    deep = x
    for _ in range(1000):
        deep = sympy.UnevaluatedExpr(deep)
    with pytest.raises(ValueError, match="too many signs stand inside each other"):
        derive(deep, x)


@pytest.mark.parametrize(
    ("typed", "slope"),
    [
        ("--x", 1),
        ("2 - --x**2", -2 * x),
        ("-(-(x + 1))", 1),
        ("x**9**9", sympy.Integer(9**9) * x ** (9**9 - 1)),
        ("(x + 1)**1000000", 1000000 * (x + 1) ** 999999),
    ],
)
def test_a_formula_that_nobody_would_write_is_derived_all_the_same(typed, slope):
    assert derive(typed, "x").result == slope


def test_a_sum_whose_index_is_that_of_the_variable_is_refused():
    j, n = sympy.symbols("j n", integer=True)
    w, v = sympy.IndexedBase("w"), sympy.IndexedBase("v")
    with pytest.raises(ValueError, match="a sum runs over j already; give the variable another"):
        derive(sympy.Sum(w[j] * v[j], (j, 1, n)), w[j])


def test_letters_that_may_be_the_same_or_not_are_refused():
    j, k, n = sympy.symbols("j k n", integer=True)
    w = sympy.IndexedBase("w")
    with pytest.raises(ValueError, match=r"it is not known whether w\[k\] is w\[j\]"):
        derive(sympy.Sum(w[k] * w[j], (k, 1, n)), w[j])


@pytest.mark.parametrize("key", [x + 1, 3])
def test_short_names_must_be_letters(key):
    with pytest.raises(ValueError, match="where must have letters"):
        derive(x, x, where={key: a})


def test_a_variable_with_a_number_as_index_picks_that_term():
    k = sympy.Symbol("k", integer=True)
    w, v = sympy.IndexedBase("w"), sympy.IndexedBase("v")
    derivation = derive(sympy.Sum(w[k] ** 2 * v[k], (k, 1, 3)), w[2])
    assert derivation.result == 2 * v[2] * w[2]


@given(st.text(max_size=60))
@example("(" * 400)
@example("-" * 450 + "x")
@example("x" + "**2" * 150)
@example("9" * 499)
@example("1e999")
@example("\0")
def test_no_text_raises_anything_but_a_sentence(text):
    try:
        Reader().read(text)
    except ValueError as error:
        message = str(error)
        assert message.endswith(".")
        assert "\n" not in message.replace(repr(text), "")


def test_the_same_term_twice_is_collected_once():
    assert derive("x + x", "x").steps[-1].text == "2"
    assert derive("x + x + 3*x + x*x*x", "x").steps[-1].text == "5 + 3x²"
