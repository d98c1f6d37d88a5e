"""The pictures of week 3, on the penguins, on one bird, far off and with broken functions."""

import numpy as np
from scipy.special import expit

from mlsmath import pictures
from mlsmath.data import load_penguins

SEX = ("female", "male")
BIRDS = load_penguins(
    require=("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex")
)
MALE = (BIRDS["sex"] == "male").astype(int)
KILOS = BIRDS["body_mass_g"] / 1000
DEPTH = BIRDS["bill_depth_mm"]
DEPTH_AND_KILOS = np.column_stack([DEPTH, KILOS])
PLAIN = {"xlabel": "bill depth (mm)", "ylabel": "body mass (kg)", "labels": SEX}
BEST_LOGISTIC = 1.2399, -5.1627
BEST_TWO = np.array([2.0257, 5.2761]), -56.779
FEW = slice(3, None, 9)
ONE = np.array([4.0]), np.array([1])
LAMBDAS = np.array([0, 0.001, 0.01, 0.1, 1, 10, 100])

ORDER = np.random.default_rng(25).permutation(len(MALE))
TRAIN, NEW = ORDER[:30], ORDER[30:130]
PURE_NUMBERS_OF_WEEK3 = (
    "z", "σ(z)", "loss", "intercept b", "λ", "cost J without the λ term", "number of birds",
    *(f"probability {letter} of {yes}" for letter in "pf" for yes in ("yes", "male")),
    "female = 0, male = 1", "no = 0, yes = 1",
    "error e", "what it costs",
)  # fmt: skip
UNITS_OF_WEEK3 = ("(mm)", "(per kg)")


def squared_error(x, y, w, b):
    """The squared-error cost of the sigmoid, as a learner writes it."""
    return np.mean((expit(w * x + b) - y) ** 2) / 2


def log_loss(x, y, w, b):
    z = w * x + b
    return np.mean(np.logaddexp(0, z) - y * z)


def straight(X):
    """The probabilities of the best straight boundary."""
    return expit(X @ BEST_TWO[0] + BEST_TWO[1])


def bent(X):
    return expit(3 * np.sin(2 * X[:, 0]) + 8 * (X[:, 1] - 4.2))


def unwritten(*_):
    raise NotImplementedError


def sigmoid_scene(x=KILOS, y=MALE, w=None, b=None, **more):
    """What `sigmoid_by_hand` shows, without its sliders."""
    return pictures.sigmoid_by_hand.scene(x, y, w, b, labels=SEX, **more)


def threshold_scene(p=None, y=MALE, threshold=0.5, labels=SEX):
    p = straight(DEPTH_AND_KILOS) if p is None else p
    return pictures.threshold_by_hand.scene(p, y, threshold, labels=labels)


def log_loss_scene(p=0.8, answer=0, compute_loss=None, labels=SEX):
    return pictures.log_loss_by_hand.scene(p, answer, compute_loss=compute_loss, labels=labels)


def boundary_scene(X=DEPTH_AND_KILOS, y=MALE, w=None, b=None, **more):
    return pictures.boundary_by_hand.scene(X, y, w, b, **PLAIN, **more)


def lambda_scene(train=TRAIN, new=NEW, **more):
    birds = DEPTH_AND_KILOS[train], MALE[train], DEPTH_AND_KILOS[new], MALE[new]
    return pictures.lambda_by_hand.scene(*birds, **{"lambdas": LAMBDAS[1:]} | PLAIN | more)


def predicted():
    return (straight(DEPTH_AND_KILOS) >= 0.5).astype(int)


def flipper_and_mass():
    return BIRDS["flipper_length_mm"] / 10 - 20, KILOS


ONE_MALE = "z = w * x + b\nf = sigmoid(z)\nloss = -log(f)"
ONE_CLERK = "h = sigmoid(w * x + c)\nz = v * h + b\nf = sigmoid(z)\nloss = -log(1 - f)"
CLERKS = {
    "clerk 1": straight,
    "clerk 2": lambda birds: expit(birds[:, 0] - 17),
    "clerk 3": lambda birds: expit(4 - birds[:, 1]),
}
MALE_VALUES = {"w": 0.5, "x": -0.57, "b": 0.2}

WEEK3 = {
    "pull": lambda x, y, xs, ys: pictures.draw_pull(
        {"small slopes": (1, -1), "one large slope": (10, 0), "large slopes": (10, -10)}
    ),
    "other-curves": lambda x, y, xs, ys: pictures.draw_other_curves(x, y, lambdas=[0, 0.1]),
    "other-curves-degrees": lambda x, y, xs, ys: pictures.draw_other_curves(x, y, degrees=[1, 9]),
    "other-curves-first": lambda x, y, xs, ys: pictures.other_curves_by_hand.still(x, y),
    "other-boundaries": lambda x, y, xs, ys: pictures.other_boundaries_by_hand.still(
        DEPTH_AND_KILOS,
        MALE,
        lambdas=[0.01, 1],
        draws=2,
        **PLAIN,
    ),
    "yes-no": lambda x, y, xs, ys: pictures.draw_yes_no(KILOS, MALE, labels=SEX),
    "yes-no-both": lambda x, y, xs, ys: pictures.draw_yes_no(
        KILOS, MALE, line=(0.264, -0.607), labels=SEX,
        curve=lambda x: expit(BEST_LOGISTIC[0] * x + BEST_LOGISTIC[1]),
    ),
    "yes-no-far": lambda x, y, xs, ys: pictures.draw_yes_no(KILOS, MALE, line=(-20, 100)),
    "yes-no-broken": lambda x, y, xs, ys: pictures.draw_yes_no(KILOS, MALE, curve=unwritten),
    "yes-no-one": lambda x, y, xs, ys: pictures.draw_yes_no(*ONE),
    "sigmoid": lambda x, y, xs, ys: pictures.draw_sigmoid(),
    "sigmoid-marks": lambda x, y, xs, ys: pictures.draw_sigmoid(
        marks={"light bird": -2.0, "on the fence": 0, "heavy bird": 3.5}
    ),
    "sigmoid-far": lambda x, y, xs, ys: pictures.draw_sigmoid(marks=[1000, -1000]),
    "sigmoid-broken": lambda x, y, xs, ys: pictures.draw_sigmoid(sigmoid=unwritten),
    "log-loss": lambda x, y, xs, ys: pictures.draw_log_loss(),
    "log-loss-marks": lambda x, y, xs, ys: pictures.draw_log_loss(
        {"sure and right": (0.95, 1), "unsure": (0.5, 1), "sure and wrong": (0.95, 0)}, labels=SEX
    ),
    "log-loss-far": lambda x, y, xs, ys: pictures.draw_log_loss({"too sure": (0, 1)}),
    "surface": lambda x, y, xs, ys: pictures.draw_cost_surface(
        KILOS, MALE, {"squared error": squared_error, "log loss": log_loss}, (-6, 10), (-40, 25)
    ),
    "surface-one": lambda x, y, xs, ys: pictures.draw_cost_surface(
        KILOS, MALE, squared_error, (-6, 10), (-40, 25), points={"start": (0, 0)}
    ),
    "surface-maps": lambda x, y, xs, ys: pictures.draw_cost_surface(
        KILOS, MALE, {"squared error": squared_error, "log loss": log_loss}, (-6, 10), (-40, 25),
        points={"start": (0, 0), "best": BEST_LOGISTIC}, three_d=False,
    ),
    "surface-broken": lambda x, y, xs, ys: pictures.draw_cost_surface(
        KILOS, MALE, lambda x, y, w, b: None, (-1, 1), (-1, 1)
    ),
    "features": lambda x, y, xs, ys: pictures.draw_two_features(DEPTH_AND_KILOS, MALE, **PLAIN),
    "features-shaded": lambda x, y, xs, ys: pictures.draw_two_features(
        DEPTH_AND_KILOS, MALE, **PLAIN, predict=straight
    ),
    "features-line": lambda x, y, xs, ys: pictures.draw_two_features(
        DEPTH_AND_KILOS, MALE, **PLAIN, boundary=BEST_TWO
    ),
    "features-outside": lambda x, y, xs, ys: pictures.draw_two_features(
        DEPTH_AND_KILOS, MALE, **PLAIN, boundary=([1, 1], 100), predict=lambda X: 0 * X[:, 0] + 0.2
    ),
    "features-one": lambda x, y, xs, ys: pictures.draw_two_features([[17, 4]], [1], **PLAIN),
    "features-broken": lambda x, y, xs, ys: pictures.draw_two_features(
        DEPTH_AND_KILOS, MALE, **PLAIN, predict=unwritten
    ),
    "boundaries": lambda x, y, xs, ys: pictures.draw_boundary_fit(
        DEPTH_AND_KILOS[FEW], MALE[FEW], {"straight": straight, "bent": bent, "same": straight},
        X_validation=DEPTH_AND_KILOS[1::9], y_validation=MALE[1::9], **PLAIN,
    ),
    "boundaries-one": lambda x, y, xs, ys: pictures.draw_boundary_fit(
        DEPTH_AND_KILOS[FEW], MALE[FEW], {"bent": bent}, **PLAIN
    ),
    "boundaries-broken": lambda x, y, xs, ys: pictures.draw_boundary_fit(
        DEPTH_AND_KILOS[FEW], MALE[FEW], {"mine": lambda X: 2 + 0 * X[:, 0]}, **PLAIN
    ),
    "confusion": lambda x, y, xs, ys: pictures.draw_confusion(MALE, predicted(), SEX),
    "confusion-one": lambda x, y, xs, ys: pictures.draw_confusion([1], [0]),
    "lambdas": lambda x, y, xs, ys: pictures.draw_lambda_costs(
        LAMBDAS, [0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 0.65], [0.9, 0.6, 0.4, 0.3, 0.35, 0.52, 0.66]
    ),
    "lambdas-one": lambda x, y, xs, ys: pictures.draw_lambda_costs([1], [0.3], [0.4]),
    "error-costs": lambda x, y, xs, ys: pictures.draw_error_costs(),
    "error-costs-small": lambda x, y, xs, ys: pictures.draw_error_costs(0.5, ylabel="what"),
    "surfaces-two": lambda x, y, xs, ys: pictures.draw_cost_surface(
        KILOS - 5, MALE, {"squared error": squared_error, "log loss": log_loss}, (-30, 30), (-9, 9)
    ),
    "frogs": lambda x, y, xs, ys: pictures.draw_three_frogs(
        *flipper_and_mass(), (0.4, 4.3), (0.497, 4.156), KILOS, MALE, BEST_LOGISTIC, labels=SEX
    ),
    "hand-sigmoid": lambda x, y, xs, ys: sigmoid_scene().picture_at_start(),
    "hand-sigmoid-cost": lambda x, y, xs, ys: sigmoid_scene(
        w=8, b=-40, compute_cost=log_loss, predict_probability=lambda x, w, b: expit(w * x + b)
    ).picture_at_start(),
    "hand-sigmoid-flat": lambda x, y, xs, ys: sigmoid_scene(w=0, b=0).picture_at_start(),
    "hand-sigmoid-one": lambda x, y, xs, ys: sigmoid_scene(*ONE).picture_at_start(),
    "hand-sigmoid-broken": lambda x, y, xs, ys: sigmoid_scene(
        compute_cost=lambda x, y, w, b: None
    ).picture_at_start(),
    "hand-threshold": lambda x, y, xs, ys: threshold_scene().picture_at_start(),
    "hand-threshold-one": lambda x, y, xs, ys: threshold_scene([0.7], [1]).picture_at_start(),
    "hand-loss": lambda x, y, xs, ys: log_loss_scene().picture_at_start(),
    "hand-boundary": lambda x, y, xs, ys: boundary_scene().picture_at_start(),
    "hand-boundary-cost": lambda x, y, xs, ys: boundary_scene(
        w=[2, 5], b=-54, show_cost=True
    ).picture_at_start(),
    "hand-boundary-one": lambda x, y, xs, ys: boundary_scene([[17, 4]], [1]).picture_at_start(),
    "hand-boundary-broken": lambda x, y, xs, ys: boundary_scene(
        predict_probability=lambda X, w, b: X
    ).picture_at_start(),
    "hand-lambda": lambda x, y, xs, ys: lambda_scene().picture_at_start(),
    "hand-lambda-one": lambda x, y, xs, ys: lambda_scene(lambdas=[1], degree=1).picture_at_start(),
    "hand-lambda-broken": lambda x, y, xs, ys: lambda_scene(fit=unwritten).picture_at_start(),
    "graph": lambda x, y, xs, ys: pictures.draw_expression_graph(ONE_MALE, MALE_VALUES),
    "graph-values": lambda x, y, xs, ys: pictures.draw_expression_graph(ONE_MALE, MALE_VALUES, 0),
    "graph-network": lambda x, y, xs, ys: pictures.draw_expression_graph(
        ONE_CLERK, MALE_VALUES | {"c": -0.7, "v": -1.3}, 7
    ),
    "clerks": lambda x, y, xs, ys: pictures.draw_clerks(
        DEPTH_AND_KILOS, MALE, straight, CLERKS, **PLAIN
    ),
    "clerks-one": lambda x, y, xs, ys: pictures.draw_clerks(
        [[17, 4]], [1], straight, {"clerk 1": straight}, **PLAIN
    ),
    "clerks-broken": lambda x, y, xs, ys: pictures.draw_clerks(
        DEPTH_AND_KILOS, MALE, straight, {"clerk 1": unwritten}, **PLAIN
    ),
}  # fmt: skip
