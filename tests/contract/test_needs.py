"""What shows a need: in code, in formulas, in words; and what looks alike and does not."""

import pytest

from mlsmath.commands.contract import load_concepts
from mlsmath.commands.contract.code import read_code
from mlsmath.commands.contract.needs import Need, Signs
from mlsmath.commands.contract.patterns import imported
from mlsmath.commands.contract.prose import read_passage
from mlsmath.commands.contract.spelling import formulas_in

SIGNS = Signs(load_concepts())


def code_needs(source):
    code = read_code(source)
    assert code.error == ""
    return SIGNS.in_code(code, imported([code.tree]))


def demanded(source):
    return {need.concept for need in code_needs(source).values() if need.demands}


def served(source):
    return {need.concept for need in code_needs(source).values() if need.serves}


def text_needs(source):
    return set(SIGNS.in_passage(read_passage(source), {}))


@pytest.mark.parametrize(
    ("source", "concepts"),
    [
        # week 1
        ("y[i - 1]", {"index-notation"}),
        ("def f(t):\n    return t + 4\nf(1)", {"function-notation"}),
        ("w * t", {"slope"}),
        ("rise / run", {"slope"}),
        ("w * t + b", {"slope", "intercept"}),
        ("0.5 * t + b", {"intercept"}),
        ("def predict(t, w, b):\n    return w * t + b", {"slope", "intercept", "linear-model"}),
        ("w * x[i] + b - y[i]", {"slope", "intercept", "prediction-error"}),
        ("predictions = 3\npredictions - t", {"linear-model", "prediction-error"}),
        ("np.sum(t)", {"summation"}),
        ("t.sum()", {"summation"}),
        ("sum(t)", {"summation"}),
        ("math.fsum(t)", {"summation"}),
        ("t ** 2", {"square"}),
        ("np.square(t)", {"square"}),
        ("np.mean(t)", {"mean"}),
        ("t.mean(axis=0)", {"mean"}),
        ("np.sum(t ** 2) / (2 * m)", {"summation", "square", "squared-error-cost"}),
        ("squared_error_cost(t, u, 0, 0)", {"linear-model", "squared-error-cost"}),
        ("axes.contour(t, u, v)", {"contour-lines"}),
        ("np.argmin(t)", {"minimum"}),
        ("100 ** knobs", {"power"}),
        ("2 ** -3", {"power", "negative-power"}),
        ("np.dot(t, u)", {"vector", "dot-product"}),
        ("t @ u", {"vector", "dot-product"}),
        ("small.shape", {"matrix"}),
        ("small[:, 1]", {"matrix"}),
        ("np.array([[1, 2], [3, 4]])", {"matrix"}),
        ("X @ t", {"vector", "matrix", "dot-product", "matrix-vector-product"}),
        # week 2
        ("numerical_derivative(g, 2)", {"derivative"}),
        ("(g(t + h) - g(t - h)) / (2 * h)", set()),
        ("(f(t + h) - f(t)) / h", {"function-notation", "derivative"}),
        ("power_rule(t, 3)", {"power-rule"}),
        ("chain_rule(t, u)", {"chain-rule"}),
        ("dj_dw = 1", {"partial-derivative"}),
        ("squared_error_gradient(t, u, 0, 0)", {"gradient"}),
        ("v = v - alpha * t", {"learning-rate"}),
        ("v -= 0.1 * t", {"learning-rate"}),
        ("gradient_descent(t, u)", {"learning-rate"}),
        ("t * a + (1 - t) * c", {"convexity"}),
        ("A.T", {"transpose"}),
        ("np.std(t)", {"standard-deviation"}),
        ("(t - np.mean(t)) / np.std(t)", {"mean", "standard-deviation", "z-score"}),
        ("apply_z_score(t, mu, sigma)", {"z-score"}),
        ("polynomial_features(t, 3)", {"polynomial"}),
        # week 3
        ("np.exp(t)", {"exponential"}),
        ("1 / (1 + np.exp(-t))", {"exponential", "sigmoid"}),
        ("sigmoid(t)", {"sigmoid"}),
        ("np.log(t)", {"logarithm"}),
        ("-np.log(t)", {"logarithm", "log-loss"}),
        ("log_loss_cost(t, u, 0, 0)", {"log-loss"}),
        ("sigmoid(z) * (1 - sigmoid(z))", {"sigmoid", "derivative-of-sigmoid"}),
        ("np.linalg.norm(t)", {"l2-norm"}),
        ("cost(t, u, lambda_=0.1)", {"regularisation"}),
        ("from sklearn.linear_model import Ridge\nRidge(1)", {"regularisation"}),
    ],
)
def test_code_shows_its_needs(source, concepts):
    assert demanded(source) == concepts


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nfrom mlsmath.cost import squared_error_cost",
        "rise = y[271] - y[0]",
        "y.min(), y.max(), len(y), round(y[0], 2)",
        "a + b",
        "x / 10 - 20",
        "total = total + price",
        "for i in range(3):\n    print(i)",
        "def add(a, c):\n    return a + c",
        "ax.plot(x, y, alpha=0.5)",
        "best_cost = float('inf')\nif cost < best_cost:\n    best_cost = cost",
        "penguins['body_mass_g'] / 1000",
        "np.array([1, 2, 3])",
        "width * height",
        "side * side",
        "x[::40], x[0], x[i]",
        "60 * 60 * 24",
        "a > 0 and a <= 3",
        "names = {'mean': 1, 'gradient': 2}",
        "'%.2f' % seconds",
        "catalog(x), explain(x), maximum(x), summary(x)",
        "model.fit(table, y)",
        "~mask | other & third ^ fourth",
        "1e-3",
    ],
)
def test_code_that_looks_alike_demands_nothing(source):
    assert demanded(source) == set()


@pytest.mark.parametrize(
    ("source", "concept"),
    [
        ("total += price", "summation"),
        ("side * side", "square"),
        ("x[0]", "index-notation"),
        ("def area(r): ...", "function-notation"),
        ("errors = t", "prediction-error"),
        ("np.array([1, 2, 3])", "vector"),
        ("p >= 0.5", "inequality"),
        ("np.min(t)", "minimum"),
        ("np.sum(t) / len(t)", "mean"),
    ],
)
def test_code_that_may_show_a_concept_serves_its_note(source, concept):
    assert concept in served(source)
    assert concept not in demanded(source)


def test_words_in_comments_demand_and_do_not_serve():
    source = "z = 1  # the gradient"
    assert demanded(source) == {"gradient"}
    assert served(source) == set()


def test_code_and_comment_together_demand_and_serve():
    source = "total += price  # the sum of all"
    assert "summation" in demanded(source)
    assert "summation" in served(source)


def test_the_sign_shows_the_code():
    assert code_needs("y = 1 + np.sum(x, axis=0)")["summation"].sign == "`np.sum(x, axis=0)`"


@pytest.mark.parametrize("source", ["total += t\nnp.sum(t)", "np.sum(t)\ntotal += t"])
def test_a_sure_sign_counts_before_and_after_a_doubtful_one(source):
    need = code_needs(source)["summation"]
    assert (need.demands, need.sign) == (True, "`np.sum(t)`")


def test_code_is_shown_rather_than_the_words_beside_it():
    needs = code_needs("np.sum(t)  # the sum of all")
    assert needs["summation"].sign == "`np.sum(t)`"


def test_of_two_signs_the_demanding_one_is_shown():
    may, words = Need("mean", "`a / b`", False, True), Need("mean", '"the mean"', True, False)
    for joined in (may.joined(words), words.joined(may)):
        assert joined == Need("mean", '"the mean"', True, True)
    assert may.joined(None) is may


# ── Words ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("mean", "We take the mean."),
        ("mean", "the Mean of $x$"),
        ("mean", "the\nmean"),
        ("mean", "Their **means** differ: the two means are 3 and 4."),
        ("mean", "The mean squared error."),
        ("mean", "the *mean* body mass"),
        ("mean", "On average a bird weighs 4 kg."),
        ("mean", "The averages of both."),
        ("summation", "The sum of all errors."),
        ("summation", "Sums over birds."),
        ("square", "the squared error"),
        ("square", "Square each one."),
        ("square", "squaring helps"),
        ("square", "the sum of squares"),
        ("square", "the square of a stick"),
        ("function-notation", "Function notation is short."),
        ("function-notation", "mass is a function of $x$"),
        ("linear-model", "The model has two knobs."),
        ("linear-model", "its parameters"),
        ("linear-model", "the parameters $w$ and $b$"),
        ("linear-model", "All predictions at once."),
        ("prediction-error", "The error of this line."),
        ("prediction-error", "all the errors"),
        ("prediction-error", "errors above zero"),
        ("squared-error-cost", "The cost is low."),
        ("squared-error-cost", "a cost below 0.5"),
        ("squared-error-cost", "the cost function"),
        ("minimum", "the minimum of the list"),
        ("minimum", "We minimise it."),
        ("minimum", "minimizing"),
        ("power", "3 to the power 4"),
        ("power", "the powers of two"),
        ("vector", "two vectors"),
        ("matrix", "Matrices are tables."),
        ("matrix", "the shape of $X$"),
        ("matrix", "has the shape `(3, 2)`"),
        ("dot-product", "dot products"),
        ("dot-product", "dot-product"),
        ("matrix-vector-product", "the matrix–vector product"),
        ("slope", "steeper slopes"),
        ("intercept", "the y-intercept"),
        ("contour-lines", "contour line"),
        ("derivative", "differentiate it"),
        ("gradient", "the gradient points up"),
        ("learning-rate", "a large learning rate"),
        ("z-score", "z-scores"),
        ("standard-deviation", "two standard deviations"),
        ("convexity", "a convex bowl"),
        ("transpose", "the transposed table"),
        ("chain-rule", "by the Chain Rule"),
        ("probability", "probabilities"),
        ("exponential", "the exponential"),
        ("sigmoid", "the logistic function"),
        ("logarithm", "the log of $p$"),
        ("logarithm", "natural logarithms"),
        ("log-loss", "the log-loss"),
        ("log-loss", "log loss"),
        ("decision-boundary", "decision boundaries"),
        ("inequality", "two inequalities"),
        ("negative-power", "powers with a minus"),
        ("l2-norm", "the L2 norm"),
        ("l2-norm", "the norm of $w$"),
        ("regularisation", "regularized models"),
        ("regularisation", "Regularisation."),
    ],
)
def test_words_show_a_need(concept, words):
    assert concept in text_needs(words)


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("mean", "What does it mean? This means nothing, and I mean it."),
        ("mean", "When we mean any bird we write a letter."),
        ("mean", 'By "weight" we mean mass. Do you mean lengths?'),
        ("mean", "By means of a ruler, a means of transport."),
        ("mean", "The minus sign means: smaller. That would mean errors."),
        ("mean", "meaning, meanwhile, demean, meant"),
        ("summation", "We sum up: some of it is a summary."),
        ("summation", "a lump-sum payment, the sum-up at the end"),
        ("square", "A square floor of nine square metres."),
        ("square", "a blue square, square brackets, back to square one"),
        ("square", "Each stick has grown into a square."),
        ("function-notation", "The Python function `predict` and two functions."),
        ("linear-model", "A model answer, a role model, a model student."),
        ("linear-model", "the parameters of the Python function"),
        ("linear-model", "To predict we need a rule; the predicted mass."),
        ("prediction-error", "Python gives an error. An error message appears."),
        ("prediction-error", "By trial and error, without errors."),
        ("prediction-error", "a NameError, error bars, standard-error"),
        ("squared-error-cost", "At the cost of time. It costs nothing. What does a loaf cost?"),
        ("squared-error-cost", "costly"),
        ("minimum", "at minimum three, the bare minimum"),
        ("power", "a powerful, power-hungry computer; power supply"),
        ("power", "the power of speech"),
        ("vector", "vectorised code, a vector graphic"),
        ("matrix", "the shape of the cloud, in good shape, a confusion matrix"),
        ("slope", "a slippery sloped roof"),
        ("derivative", "a derivatively made word"),
        ("gradient", "Next comes gradient descent."),
        ("learning-rate", "we are learning, and we rate it; update your Jupyter"),
        ("convexity", "convexly"),
        ("probability", "probably, a probable answer"),
        ("exponential", "exponentially; exponential growth"),
        ("logarithm", "log in, a log file, the logbook, a blog, the log-file"),
        ("l2-norm", "the norm is to be early; a normal bird"),
        ("regularisation", "regular birds, regularly"),
        ("inequality", "not equal"),
        ("transpose", "transport"),
        ("contour-lines", "con tour"),
    ],
)
def test_words_that_look_alike_do_not(concept, words):
    assert concept not in text_needs(words)


# ── Formulas ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("formula", "concepts"),
    [
        ("x^{(i)}", {"index-notation"}),
        ("y^{(1)}", {"index-notation"}),
        ("m = 3", {"index-notation"}),
        ("f(x)", {"function-notation"}),
        ("w", {"slope"}),
        ("wx", {"slope"}),
        ("w x + b", {"slope", "intercept"}),
        ("f_{w,b}(x)", {"function-notation", "slope", "intercept", "linear-model"}),
        ("\\hat{y} - y", {"linear-model", "prediction-error"}),
        ("f(x) - y", {"function-notation", "prediction-error"}),
        ("\\sum_{j=1}^{n} a", {"summation"}),
        ("\\sum_{j=1}^3 a", {"summation"}),
        ("\\sum", {"summation"}),
        ("a^2", {"square"}),
        ("(-3)^{2}", {"square"}),
        ("\\bar{a}", {"mean"}),
        ("\\mu", {"mean"}),
        ("J(u)", {"squared-error-cost"}),
        ("\\min_a a", {"minimum"}),
        ("\\arg\\min_a a", {"minimum"}),
        ("k^n", {"power"}),
        ("10^4", {"power"}),
        ("10^{-3}", {"power", "negative-power"}),
        ("k^{-n}", {"negative-power"}),
        ("\\mathbf{x}", {"vector"}),
        ("\\vec{a}", {"vector"}),
        ("x_1", {"vector"}),
        ("x_{j}", {"vector"}),
        ("\\mathbf{a} \\cdot \\mathbf{c}", {"vector", "dot-product"}),
        ("X", {"matrix"}),
        ("\\mathbf{A}", {"matrix"}),
        ("X\\mathbf{a}", {"matrix", "vector", "matrix-vector-product"}),
        ("\\frac{dg}{dx}", {"derivative"}),
        ("\\dfrac{d}{dx} 7 = 0", {"derivative", "constant-rule"}),
        ("g'", {"derivative"}),
        ("\\frac{dg}{du} \\cdot \\frac{du}{dx}", {"derivative", "chain-rule"}),
        ("\\frac{\\partial g}{\\partial u}", {"partial-derivative"}),
        ("\\nabla", {"gradient"}),
        ("\\alpha", {"learning-rate"}),
        ("A^\\top", {"transpose"}),
        ("A^T", {"transpose"}),
        ("A^{\\mathsf{T}}", {"transpose"}),
        ("\\sigma", {"standard-deviation"}),
        ("\\sigma_j", {"standard-deviation"}),
        ("\\sigma(z)", {"sigmoid"}),
        ("\\sigma\\left(z\\right)", {"sigmoid"}),
        ("\\sigma'(z)", {"sigmoid", "derivative-of-sigmoid"}),
        ("\\frac{x - \\mu}{\\sigma}", {"mean", "standard-deviation", "z-score"}),
        ("P(A)", {"probability"}),
        ("e^{-z}", {"exponential"}),
        ("e^2", {"exponential", "square"}),
        ("\\exp(z)", {"exponential"}),
        ("a \\ge 0", {"inequality"}),
        ("a < 0", {"inequality"}),
        ("\\log p", {"logarithm"}),
        ("\\ln p", {"logarithm"}),
        ("\\lVert a \\rVert", {"l2-norm"}),
        ("\\|a\\|", {"l2-norm"}),
        ("\\lambda", {"regularisation"}),
    ],
)
def test_formulas_show_needs(formula, concepts):
    assert text_needs(f"Here ${formula}$ stands.") == concepts


@pytest.mark.parametrize(
    "formula",
    [
        "a + c = 7",
        "\\frac{1}{2}",
        "\\text{rise} / \\text{run}",
        "\\text{with many birds}",
        "\\left( a \\right)",
        "\\length",
        "\\lgroup",
        "\\minus",
        "\\summary",
        "\\times 3 \\cdot 4",
        "a_i",
        "\\dots",
    ],
)
def test_formulas_that_look_alike_show_nothing(formula):
    assert text_needs(f"Here ${formula}$ stands.") - {"index-notation"} == set()


@pytest.mark.parametrize(
    ("usual", "others"),
    [
        (
            "\\frac{dg}{dx}",
            ["\\dfrac{\\mathrm{d}g}{\\mathrm{d}x}", "\\tfrac{\\text{d}g}{{\\rm d}x}"],
        ),
        ("g'", ["g^\\prime", "g^{\\prime}"]),
        ("\\partial g", ["∂g"]),
        ("\\nabla", ["∇", "\\operatorname{grad}"]),
        (
            "\\sum a",
            ["∑ a", "Σ a", "\\sum\\limits a", "\\sum\\limits^n a", "\\sum_{a\\in\\{1\\}}^{n} a"],
        ),
        ("a^2", ["a²", "a^{\\,2}"]),
        ("k^{-n}", ["k⁻ⁿ", "k^{−n}"]),
        ("\\sigma(z)", ["σ(z)"]),
        ("e^{z}", ["\\mathrm{e}^{z}", "{\\rm e}^z", "\\mathrm e^z"]),
        ("\\log p", ["\\mathrm{ln}\\,p", "\\operatorname{log}(p)"]),
        ("\\|a\\|", ["||a||", "‖a‖", "\\left\\|a\\right\\|"]),
        ("\\alpha", ["α", "a \\coloneqq c", "a ← c"]),
        ("A^T", ["Aᵀ", "A^{\\rm T}"]),
        ("\\vec{a}", ["\\overrightarrow{a}"]),
        ("a \\leq c", ["a ≤ c"]),
        ("\\mu", ["μ", "{1 \\over m}", "\\dfrac{1}{m}", "\\frac{1}{\\,m}"]),
    ],
)
def test_other_spellings_of_a_formula_show_the_same(usual, others):
    for other in others:
        assert text_needs(f"${usual}$") == text_needs(f"${other}$") - {"index-notation"}, other


@pytest.mark.parametrize(
    ("words", "concepts"),
    [
        ("It is ∂g/∂u here.", {"partial-derivative"}),
        ("The arrow ∇ points up.", {"gradient"}),
        ("Σ a is 3, or (a + c)².", {"summation", "square"}),
        ("It has 5 m² or 3 km², see word² and 9.86·10⁻⁶ and 5¹.", set()),
    ],
)
def test_formulas_without_dollars_show_needs(words, concepts):
    assert text_needs(words) == concepts


def test_a_picture_written_as_letters_is_read_in_no_time():
    assert formulas_in("iVBORw0KGgo" * 20_000) == []  # in hours, where each letter begins a word


@pytest.mark.parametrize(
    ("source", "concepts"),
    [
        ("axes.set_title(r'$\\nabla$')", {"gradient"}),
        ("axes.plot(t, label='$a^2$, squares')", {"square"}),
        ("display(Math(r'\\log p'))", {"logarithm"}),
        ("print('5$ or 6$')", set()),
    ],
)
def test_formulas_in_pictures_show_needs(source, concepts):
    assert demanded(source) == concepts
    assert served(source) == set()


@pytest.mark.parametrize(
    ("source", "concepts"),
    [
        ("list(map(np.exp, t))", {"exponential"}),
        ("import math\ng = math.log", {"logarithm"}),
        ("from mlsmath import sigmoid\nlist(map(sigmoid, t))", {"sigmoid"}),
        ("sigmoid = 3\nsigmoid + 1\nnp.pi", set()),
    ],
)
def test_a_function_handed_on_by_its_name_shows_its_needs(source, concepts):
    assert demanded(source) == concepts


def test_the_sign_of_a_formula_is_the_formula():
    needs = SIGNS.in_passage(read_passage("First $a$, then $\\sum_{j=1}^{n}\n  a_j$."), {})
    assert needs["summation"].sign == "$\\sum_{j=1}^{n} a_j$"


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Call `np.sum(t)`.", {"summation"}),
        ("Call `np.sum`.", {"summation"}),
        ("Ask `table.shape`.", {"matrix"}),
        ("```python\nt @ u\n```", {"vector", "dot-product"}),
        ("```text\nt @ u\n```", set()),
        ("```pycon\n>>> t @ u\n```", {"vector", "dot-product"}),
        ("```{math}\n\\nabla\n```", {"gradient"}),
        ("Call <code>np.exp(t)</code>.", {"exponential"}),
        ("<pre><code>3 &lt; np.exp(t)</code></pre>", {"exponential"}),
        ("Write `t ** 2`.", {"square"}),
        ("Press `Shift+Enter`, call `len(t)`, see `mean`.", {"mean"}),
        ("The variable `total` and `price[0]`.", set()),
        ("The file `not really.py`.", set()),
    ],
)
def test_code_in_a_text_shows_needs(text, concepts):
    assert text_needs(text) == concepts
