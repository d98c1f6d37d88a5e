"""What moves in week 3, at the ends and the middle of every control, against other libraries."""

import numpy as np
import pytest
from scipy.special import expit, log_expit, rel_entr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, precision_score, recall_score
from sklearn.metrics import log_loss as sklearn_log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from mlsmath import pictures
from mlsmath.pictures.logistic_fit import least_log_loss, products_of_powers
from mlsmath.pictures.marks import Cells, Dots, Line, Text
from mlsmath.pictures.shading import right

from .as_browser import everywhere, read
from .gallery_week3 import (
    DEPTH_AND_KILOS,
    KILOS,
    LAMBDAS,
    MALE,
    NEW,
    ONE,
    PLAIN,
    SEX,
    TRAIN,
    boundary_scene,
    lambda_scene,
    log_loss,
    log_loss_scene,
    sigmoid_scene,
    straight,
    threshold_scene,
    unwritten,
)
from .test_week2 import written


class Told:
    """What the browser is told of a scene, and what it makes of it at some values."""

    def __init__(self, scene):
        self.scene = scene
        self.spec, self.trouble = scene.spec(scene.start())

    def series(self, i, values):
        """The numbers of item ``i`` by the names of its series."""
        return {
            name: read(self.spec["series"][k], self.spec["controls"], values)
            for name, k in self.spec["items"][i]["series"].items()
        }

    def all(self, kind, values):
        """The numbers of all items of a kind."""
        found = [i for i, item in enumerate(self.scene.items) if isinstance(item, kind)]
        return [self.series(i, values) for i in found]

    def one(self, kind, values):
        (found,) = self.all(kind, values)
        return found

    def fields(self, values, label):
        """The one number that all texts with this field tell."""
        (found,) = (t[f"field {label}"] for t in self.all(Text, values) if f"field {label}" in t)
        return found[0] if len(found) == 1 else found


def mean_log_loss(z, y):
    return -np.mean(np.where(y == 1, log_expit(z), log_expit(-z)))


# The sigmoid


@pytest.mark.parametrize("x", [KILOS, KILOS - 5, KILOS * 1000], ids=["kg", "beyond 5", "g"])
@pytest.mark.parametrize("show_cost", [False, True])
def test_the_sigmoid_follows_its_sliders(x, show_cost):
    scene = sigmoid_scene(x, show_cost=show_cost)
    told = Told(scene)
    assert told.trouble == ""
    for values in everywhere(scene):
        w, b = values["w"], values["b"]
        curve = told.one(Line, values)
        assert np.allclose(curve["y"], expit(w * curve["x"] + b))
        assert curve["x"][0] < x.min() < x.max() < curve["x"][-1]
        if w:
            handle = told.one(Dots, values)
            assert np.isclose(handle["x"][0] * w + b, 0, atol=1e-6 * abs(b))
            assert handle["y"].tolist() == [0.5]
        if show_cost:
            cost = mean_log_loss(w * x + b, MALE)
            assert np.isclose(told.fields(values, "J"), cost)
            assert f"The cost is J = {written(cost)}." in scene.tell(values) or cost > 1000
        else:
            right = accuracy_score(MALE, w * x + b >= 0, normalize=False)
            assert told.fields(values, "right") == right
            assert f"{right:.0f} of 333 right" in scene.tell(values)


def test_the_sliders_of_the_sigmoid_reach_its_best_fit():
    for x in (KILOS, KILOS - 4.2):
        best = LogisticRegression(C=np.inf, tol=1e-8).fit(x[:, None], MALE)
        for value, control in zip((best.coef_[0, 0], best.intercept_[0]),
                                  sigmoid_scene(x).controls, strict=True):  # fmt: skip
            assert control.low < value < control.high


@pytest.mark.parametrize(("w", "b"), [(8, -40), (0, 0), (0.123, -7.7)])
def test_the_sigmoid_starts_where_it_is_told(w, b):
    assert sigmoid_scene(w=w, b=b).start() == {"w": w, "b": b}


def test_the_hand_moves_the_sigmoid_sideways():
    (grip,) = sigmoid_scene().grips
    assert grip.moves["b"](px=4.5, py=0.3, w=8) == -36


def test_the_learners_own_functions_move_the_sigmoid():
    def mine(x, w, b):
        return expit(w * x + b) ** 2

    scene = sigmoid_scene(w=2, b=-8, compute_cost=log_loss, predict_probability=mine)
    told, values = Told(scene), {"w": 2.0, "b": -8.0}
    curve = told.one(Line, values)
    assert np.allclose(curve["y"], mine(curve["x"], 2, -8))
    assert np.isclose(told.fields(values, "J"), mean_log_loss(2 * KILOS - 8, MALE))
    right = accuracy_score(MALE, mine(KILOS, 2, -8) >= 0.5, normalize=False)
    assert f"says male: {right:.0f} of 333 right. The cost is" in scene.tell(values)
    anew, trouble = scene.answer(["w"], {"w": 4.0, "b": -8.0})
    assert len(anew) == 2
    assert trouble == ""


# The threshold

P = straight(DEPTH_AND_KILOS).round(2)


def test_the_table_follows_the_threshold():
    scene = threshold_scene(P)
    told = Told(scene)
    for threshold in np.linspace(0, 1, 101).round(2):
        values = {"threshold": threshold}
        counts = confusion_matrix(MALE, threshold <= P)
        shown = [t["field n"][0] for t in told.all(Text, values) if "field n" in t]
        assert shown == counts.ravel().tolist()
        assert told.fields(values, "right") == np.trace(counts)
        assert told.one(Line, values)["x"].tolist() == [pytest.approx(threshold, abs=1e-9)] * 2
        words = scene.tell(values)
        assert f"Really female: {counts[0, 0]} predicted female, {counts[0, 1]} predicted" in words
        assert f"{np.trace(counts)} of 333 birds right" in words


def test_accuracy_precision_and_recall_are_those_of_scikit_learn():
    scene = threshold_scene(P)
    told = Told(scene)
    for threshold in np.linspace(0, 1, 101).round(2):
        values, said = {"threshold": threshold}, threshold <= P
        assert np.isclose(told.fields(values, "accuracy"), accuracy_score(MALE, said))
        hits = np.sum(said & (MALE == 1))
        shown = told.fields(values, "precision"), told.fields(values, "recall")
        recall = f"{hits} / {MALE.sum()} = {written(recall_score(MALE, said))}"
        precision = "0 / 0: of none, no share"
        if said.any():
            precision = f"{hits} / {said.sum()} = {written(precision_score(MALE, said))}"
        assert shown == (precision, recall)
        assert scene.tell(values).endswith(f"Precision {precision}, recall {recall}.")


def test_the_piles_are_histograms_of_the_answers():
    axes = threshold_scene(P).figure.axes[0]
    for answer, bars in enumerate(axes.containers):
        counts, edges = np.histogram(P[answer == MALE], np.linspace(0, 1, 21))
        sign = 1 if answer else -1
        assert [bar.get_height() for bar in bars] == (sign * counts).tolist()
        assert np.allclose([bar.get_x() for bar in bars], edges[:-1])
    assert [bool(bars[0].get_hatch()) for bars in axes.containers] == [True, False]


# The log loss


def test_the_penguin_stands_on_its_curve():
    scene = log_loss_scene()
    told = Told(scene)
    for values in everywhere(scene):
        p, answer = values["p"], values["answer"]
        loss = rel_entr(1, p if answer else 1 - p)
        dot = told.one(Dots, values)
        assert np.allclose([dot["x"][0], dot["y"][0]], [p, loss])
        assert np.allclose(told.one(Line, values)["y"], [0, loss])
        mood = told.fields(values, "mood")
        assert f"loss {written(loss)}, the model is {mood}." in scene.tell(values)


def test_the_more_sure_and_wrong_the_more_surprised():
    told = Told(log_loss_scene())
    moods = [told.fields({"p": p, "answer": 1}, "mood") for p in (0.95, 0.6, 0.4, 0.05)]
    assert moods == ["not surprised", "a little surprised", "surprised", "very surprised"]
    assert told.fields({"p": 0.05, "answer": 0}, "mood") == "not surprised"


def test_the_learners_own_loss_is_on_the_curves():
    scene = log_loss_scene(compute_loss=lambda p, y: (p - y) ** 2)
    values = {"p": 0.8, "answer": 0}
    assert np.isclose(Told(scene).one(Dots, values)["y"], 0.64)
    assert "loss 0.64" in scene.tell(values)


# The boundary


@pytest.mark.parametrize("X", [DEPTH_AND_KILOS, DEPTH_AND_KILOS - [17, 4]], ids=["raw", "beyond"])
@pytest.mark.parametrize("show_cost", [False, True])
def test_the_boundary_and_its_shading_follow_the_sliders(X, show_cost):
    scene = boundary_scene(X, show_cost=show_cost)
    told = Told(scene)
    axes = scene.figure.axes[0]
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    across, up = np.meshgrid(np.linspace(left, right, 41), np.linspace(low, high, 41))
    grid = np.column_stack([across.ravel(), up.ravel()])
    for values in everywhere(scene):
        w, b = np.array([values["w1"], values["w2"]]), values["b"]
        z = X @ w + b
        assert np.allclose(told.one(Cells, values)["p"], expit(grid @ w + b))
        ends = np.column_stack(list(told.one(Line, values).values()))
        if w.any():
            assert np.abs(ends @ w + b).max() <= 1e-4 * max(1, abs(b))
            middle, half = np.array([left + right, low + high]) / 2, [right - left, high - low]
            assert np.hypot(*np.diff((ends - middle) / half, axis=0)[0]) >= np.sqrt(2)
        else:
            assert np.isnan(ends).all()
        assert told.fields(values, "right") == accuracy_score(MALE, z >= 0, normalize=False)
        if show_cost:
            assert np.isclose(told.fields(values, "J"), mean_log_loss(z, MALE))


def test_where_the_picture_is_clicked_the_boundary_goes():
    (grip,) = boundary_scene().grips
    b = grip.moves["b"](px=17, py=4.5, w1=2, w2=5)
    assert 2 * 17 + 5 * 4.5 + b == 0


def test_the_boundary_starts_through_the_middle_or_where_it_is_told():
    start = boundary_scene().start()
    middle = np.median(DEPTH_AND_KILOS, axis=0)
    assert abs(start["w1"] * middle[0] + start["w2"] * middle[1] + start["b"]) < 1
    told = boundary_scene(w=[2.03, 5.28], b=-56.78).start()
    assert told == {"w1": 2.03, "w2": 5.28, "b": -56.78}


def test_the_learners_own_functions_move_the_boundary():
    asked = []

    def mine(X, w, b):
        asked.append((X.shape, w.shape, b))
        return expit(X @ w + b) ** 2

    def cost(X, y, w, b):
        return float(np.abs(w).sum() + b)

    values = {"w1": 2.0, "w2": 5.0, "b": -54.0}
    scene = boundary_scene(w=[2, 5], b=-54, compute_cost=cost, predict_probability=mine)
    told = Told(scene)
    right = accuracy_score(MALE, mine(DEPTH_AND_KILOS, np.array([2, 5]), -54) >= 0.5,
                           normalize=False)  # fmt: skip
    assert told.fields(values, "right") == right
    assert told.fields(values, "J") == -47
    assert asked[0][1:] == ((2,), -54.0)
    assert f"{right:.0f} of 333 right." in scene.tell(values)
    assert scene.tell(values).endswith("The cost is J = −47.")


# λ


def bent_regression(degree, lambda_):
    """The same bent boundary, made of scikit-learn's pieces."""
    return make_pipeline(
        StandardScaler(),
        PolynomialFeatures(degree, include_bias=False),
        StandardScaler(),
        LogisticRegression(C=1 / lambda_, tol=1e-10, max_iter=100_000),
    ).fit(DEPTH_AND_KILOS[TRAIN], MALE[TRAIN])


@pytest.mark.parametrize("degree", [1, 4])
def test_lambda_unbends_the_boundary_as_scikit_learn_does(degree):
    scene = lambda_scene(degree=degree)
    told = Told(scene)
    axes = scene.figure.axes[0]
    for place, lambda_ in enumerate(LAMBDAS[1:]):
        values = {"lambda_": lambda_}
        model = bent_regression(degree, lambda_)
        p_train, p_new = (model.predict_proba(DEPTH_AND_KILOS[k])[:, 1] for k in (TRAIN, NEW))
        costs = sklearn_log_loss(MALE[TRAIN], p_train), sklearn_log_loss(MALE[NEW], p_new)
        dots = told.all(Dots, values)[-2:]
        assert np.allclose([dot["y"][0] for dot in dots], costs, rtol=1e-4)
        assert np.allclose([dot["x"][0] for dot in dots], place - 3)
        counts, spent = (t for t in told.all(Text, values))
        assert counts["field train"] == np.sum((p_train >= 0.5) == MALE[TRAIN])
        assert counts["field new"] == np.sum((p_new >= 0.5) == MALE[NEW])
        assert np.allclose([spent["field train"][0], spent["field new"][0]], costs, rtol=1e-4)
        shading = told.one(Cells, values)["p"].reshape(61, 61)
        corner = [axes.get_xlim()[0], axes.get_ylim()[1]]
        assert np.isclose(shading[-1, 0], model.predict_proba([corner])[0, 1], atol=1e-4)
        x, y = told.all(Line, values)[0].values()
        seen = np.column_stack([x, y])[~np.isnan(x)]
        assert len(seen) > 2
        assert np.abs(model.predict_proba(seen)[:, 1] - 0.5).max() < 0.1
        words = scene.tell(values)
        assert f"right, cost {written(costs[0])}. Validation:" in words
        assert f"for λ = {written(lambda_)}." in words


def test_the_least_validation_cost_is_told():
    scene = lambda_scene()
    costs = {
        lambda_: sklearn_log_loss(
            MALE[NEW], bent_regression(4, lambda_).predict_proba(DEPTH_AND_KILOS[NEW])[:, 1]
        )
        for lambda_ in LAMBDAS[1:]
    }
    best = min(costs, key=costs.get)
    words = scene.tell(scene.start())
    assert words.endswith(
        f"The least validation cost is at λ = {written(best)}, cost {written(costs[best])}."
    )


def test_products_of_powers_are_those_of_scikit_learn():
    X = DEPTH_AND_KILOS[:9]
    theirs = PolynomialFeatures(5, include_bias=False).fit_transform(X)
    assert np.allclose(products_of_powers(X, 5), theirs)


def test_without_a_price_on_separated_birds_the_walk_to_the_bottom_ends():
    X = np.array([[-1.0], [-2.0], [1.0], [3.0]])
    w, b = least_log_loss(X, np.array([0.0, 0, 1, 1]), 0.0)
    assert np.isfinite([w[0], b]).all()
    assert w[0] > 5
    assert ((X @ w + b > 0) == [False, False, True, True]).all()


def test_the_learners_own_fit_is_drawn():
    calls = []

    def fit(X, y, lambda_):
        calls.append((X.shape, y.shape, lambda_))
        return lambda birds: np.full(len(birds), lambda_ / 200)

    scene = lambda_scene(fit=fit)
    assert calls == [((30, 2), (30,), lambda_) for lambda_ in LAMBDAS[1:]]
    told = Told(scene)
    values = {"lambda_": 100}
    assert (told.one(Cells, values)["p"] == 0.5).all()
    assert told.all(Text, values)[0]["field train"] == MALE[TRAIN].sum()
    assert np.isclose(told.all(Text, values)[1]["field new"], np.log(2))


# What goes wrong


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: sigmoid_scene(compute_cost=unwritten), "Your unwritten is not written yet."),
        (
            lambda: sigmoid_scene(predict_probability=lambda x, w, b: 2 * x),
            "Your predict_probability must return probabilities from 0 to 1",
        ),
        (
            lambda: log_loss_scene(compute_loss=lambda p, y: "much"),
            "Your compute_loss must return one number, but at p = 0.01, y = 0 it returned 'much'.",
        ),
        (
            lambda: boundary_scene(compute_cost=lambda X, y, w, b: None),
            "must return one number, but at w = (0, 2.5), b = −11 it returned None.",
        ),
        (
            lambda: boundary_scene(predict_probability=lambda X, w, b: X),
            "must return one probability for each bird",
        ),
        (lambda: lambda_scene(fit=unwritten), "Your unwritten is not written yet."),
        (
            lambda: lambda_scene(fit=lambda X, y, lambda_: 3),
            "Your fit must return a function that predicts, but at λ = 0.001 it returned 3.",
        ),
    ],
)
def test_what_the_learners_code_does_wrong_is_said(make, words):
    scene = make()
    assert words in Told(scene).trouble
    told = scene.tell(scene.start())
    assert words.split(", but")[0] in told
    assert " ".join(scene.picture_at_start().alt.split()) == told


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: pictures.sigmoid_by_hand([1, 2], [0, 3]), "y must hold 0 for no"),
        (lambda: pictures.sigmoid_by_hand([1, 2], [0, 1], w="a"), "w must be one number"),
        (lambda: pictures.sigmoid_by_hand([1], [1], compute_cost=3), "compute_cost must be a func"),
        (lambda: pictures.threshold_by_hand([0.5, 1.5], [0, 1]), "p must hold probabilities"),
        (lambda: pictures.threshold_by_hand([0.5], [0, 1]), "p and y must have one entry"),
        (lambda: pictures.threshold_by_hand([0.5], [1], 2), "threshold must be a probability"),
        (lambda: pictures.log_loss_by_hand(2), "p must be a probability"),
        (lambda: pictures.log_loss_by_hand(0.5, 2), "answer must hold 0 for no"),
        (lambda: boundary_scene(w=[1]), "w must hold two numbers"),
        (lambda: boundary_scene(KILOS), "X must be a table"),
        (lambda: lambda_scene(lambda_=7), "lambda_ must be one of lambdas"),
        (lambda: lambda_scene(lambdas=[-1, 1]), "lambdas must not be below 0"),
        (lambda: lambda_scene(degree=2.5), "degree must be a whole number from 1 to 8"),
        (
            lambda: pictures.lambda_by_hand([[1, 2]], [1], [[1, 2]], [3], **PLAIN),
            "y_validation must hold 0 for no",
        ),
    ],
)
def test_what_does_not_fit_is_named(make, words):
    with pytest.raises(ValueError) as error:  # noqa: PT011
        make()
    assert words in str(error.value)


# The calls of the notebooks

CALLS = {
    "sigmoid": lambda: pictures.sigmoid_by_hand(KILOS, MALE, w=2.5, b=-10.5, labels=SEX),
    "threshold": lambda: pictures.threshold_by_hand(P, MALE, labels=SEX),
    "log loss": lambda: pictures.log_loss_by_hand(labels=SEX),
    "boundary": lambda: pictures.boundary_by_hand(DEPTH_AND_KILOS, MALE, **PLAIN),
    "lambda": lambda: pictures.lambda_by_hand(
        DEPTH_AND_KILOS[TRAIN], MALE[TRAIN], DEPTH_AND_KILOS[NEW], MALE[NEW], **PLAIN
    ),
}
MOVES = {
    "sigmoid": {"w": -3.0, "b": 12.0},
    "threshold": {"threshold": 0.9},
    "log loss": {"p": 0.11, "answer": 1},
    "boundary": {"w1": 1.2, "w2": -3.0, "b": 4.0},
    "lambda": {"lambda_": 3.0},
}


@pytest.mark.parametrize("name", CALLS)
def test_the_call_shows_a_still_picture_that_follows_values_set_from_code(name):
    picture = CALLS[name]()
    for control, value in MOVES[name].items():
        before = picture.alt
        setattr(picture, control, value)
        assert getattr(picture, control) == value
        assert picture.alt != before
    data, _ = picture._repr_mimebundle_()
    assert {"image/png", "text/html", "application/vnd.jupyter.widget-view+json"} <= set(data)
    assert picture.alt[:20] in data["text/html"]
    picture.close()


def test_a_probability_off_a_half_by_rounding_is_a_half():
    assert right(np.array([0.5 - 4e-16, 0.5, 0.4999]), np.array([1, 1, 0])) == 3


@pytest.mark.parametrize(("answer", "counted"), [(0, 0), (1, 1)])
@pytest.mark.parametrize("off", [-2e-15, 0.0, 2e-15])
def test_a_bird_on_the_boundary_is_a_yes_whatever_a_slider_rounds(answer, counted, off):
    x, y = np.array([0.05, 1.0, -1.0]), np.array([answer, 1, 0])
    scene = sigmoid_scene(x, y, 8.0, -0.4)
    told = Told(scene)
    assert told.fields({"w": 8.0, "b": -0.4 + off}, "right") == 2 + counted


def test_one_bird_is_enough():
    assert "1 of 1 right" in sigmoid_scene(*ONE).picture_at_start().alt
