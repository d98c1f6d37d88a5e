"""Who hands the task to what scikit-learn or SciPy have ready gets no points; a helper is fine."""

import numpy as np
import pytest
import scipy.differentiate
from scipy import optimize, special, stats
from scipy.special import expit, xlog1py, xlogy
from scipy.special import logit as log_of_odds
from sklearn import metrics, preprocessing
from sklearn.metrics import accuracy_score
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from mlsmath import checks
from mlsmath.checks.answers import READY
from mlsmath.checks.exercise import Exercise

EXERCISES = {check.name: check for check in vars(checks).values() if isinstance(check, Exercise)}


def _by(function, *args):
    """Return what a function gives for numbers, as a number, and for arrays."""
    given = function(*map(np.atleast_1d, args))
    return given if any(map(np.ndim, args)) else float(given[0])


def _predicted(X, w, b):
    return X @ w + b if np.ndim(X) == 2 else w * X + b


def _log_losses(f, y):
    each = [metrics.log_loss([t], [p], labels=[0, 1]) for p, t in zip(f, y, strict=True)]
    return np.array(each)


def _through_z(X, y, w, b):
    return metrics.log_loss(y, 1 / (1 + np.exp(-(X @ w + b))), labels=[0, 1])


def _both(function):
    def precision_and_recall(y, labels):
        return function(y, labels)

    return precision_and_recall


def _by_f1(y, labels):
    precision = np.sum(y * labels) / np.sum(labels)
    f1 = metrics.f1_score(y, labels)
    return precision, f1 * precision / (2 * precision - f1)


def _by_report(y, labels):
    told = metrics.classification_report(y, labels, output_dict=True, zero_division=0)
    row = next(row for name, row in told.items() if name in ("1", "1.0"))
    return row["precision"], row["recall"]


def _scaler(X):
    scaler = StandardScaler().fit(X)
    return scaler.mean_, scaler.scale_


def _from_scaled(scaled):
    """Return mu and sigma, by which a column was scaled: x = mu + sigma z."""

    def fit_z_score(X):
        sigma = X.std(axis=0)
        return np.mean(X - sigma * scaled(X), axis=0), sigma

    return fit_z_score


def _apply_scaler(X, mu, sigma):
    scaler = StandardScaler()
    scaler.mean_, scaler.scale_ = np.asarray(mu), np.asarray(sigma)
    scaler.n_features_in_ = X.shape[1]
    return scaler.transform(X)


def _apply_by(scaled):
    return lambda X, mu, sigma: (scaled(X) * X.std(axis=0) + X.mean(axis=0) - mu) / sigma


def _powers(x, degree):
    return PolynomialFeatures(degree, include_bias=False).fit_transform(np.reshape(x, (-1, 1)))


COST = {
    "mean_squared_error": lambda X, y, w, b: metrics.mean_squared_error(y, _predicted(X, w, b)) / 2,
    "root_mean_squared_error": lambda X, y, w, b: (
        metrics.root_mean_squared_error(y, _predicted(X, w, b)) ** 2 / 2
    ),
}
SIGMOID = {"expit": lambda z: expit(z), "logistic": lambda z: stats.logistic.cdf(z)}
CALLS = {
    "compute_cost": COST,
    "compute_cost_many": COST,
    "r_squared": {"r2_score": lambda y, f: metrics.r2_score(y, f)},
    "numerical_derivative": {
        "approx_fprime": lambda f, x: float(optimize.approx_fprime([x], lambda t: f(t[0]))[0]),
        "derivative": lambda f, x: float(scipy.differentiate.derivative(np.vectorize(f), x).df),
    },
    "fit_z_score": {
        "StandardScaler": _scaler,
        "scale": _from_scaled(preprocessing.scale),
        "zscore": _from_scaled(stats.zscore),
        "zmap": _from_scaled(lambda X: stats.zmap(X, X)),
    },
    "apply_z_score": {
        "StandardScaler": _apply_scaler,
        "scale": _apply_by(preprocessing.scale),
        "zscore": _apply_by(stats.zscore),
        "zmap": _apply_by(lambda X: stats.zmap(X, X)),
    },
    "polynomial_features": {"PolynomialFeatures": _powers},
    "sigmoid": SIGMOID,
    "stable_sigmoid": SIGMOID,
    "log_odds": {
        "logit": lambda f: log_of_odds(f),
        "logistic": lambda f: stats.logistic.ppf(f),
    },
    "log_loss": {"log_loss": lambda f, y: _by(_log_losses, f, y)},
    "compute_log_loss": {"log_loss": _through_z},
    "stable_log_loss": {"log_loss": _through_z},
    "accuracy": {
        "accuracy_score": lambda y, labels: accuracy_score(y, labels),
        "zero_one_loss": lambda y, labels: 1 - metrics.zero_one_loss(y, labels),
    },
    "precision_and_recall": {
        "precision_score": _both(
            lambda y, t: (metrics.precision_score(y, t), np.sum(y * t) / np.sum(y))
        ),
        "recall_score": _both(lambda y, t: (np.sum(y * t) / np.sum(t), metrics.recall_score(y, t))),
        "f1_score": _by_f1,
        "fbeta_score": _both(
            lambda y, t: tuple(metrics.fbeta_score(y, t, beta=beta) for beta in (1e-9, 1e9))
        ),
        "classification_report": _by_report,
        "precision_recall_fscore_support": _both(
            lambda y, t: metrics.precision_recall_fscore_support(y, t, average="binary")[:2]
        ),
    },
}
PAIRS = [(name, ready) for name, calls in CALLS.items() for ready in calls]


def test_every_ready_answer_is_tried():
    tried = {name: set(calls) for name, calls in CALLS.items()}
    assert tried == {name: {full.split(".")[-1] for full in READY[name]} for name in READY}


@pytest.mark.parametrize(("name", "ready"), PAIRS, ids=[f"{n}-{r}" for n, r in PAIRS])
def test_what_a_library_has_ready_gives_no_points(name, ready, monkeypatch, request):
    check, call = EXERCISES[name], CALLS[name][ready]
    library = "SciPy" if ready in vars(special) or "scipy" in _home(name, ready) else "scikit-learn"
    for seed in (None, 7301):
        result = check(call, points=3, seed=seed)
        assert (result.mistake, result.points) == ("uses-a-library", 0)
        assert f"calls {library}'s `{ready}`, which does what this task asks" in str(result)
        assert not result.tampering
    monkeypatch.setattr(check, "ready", ())
    request.getfixturevalue("unwatched")
    assert check(call, points=3).points > 0, "the call does no part of the task"


def _home(name, ready):
    return next(full for full in READY[name] if full.split(".")[-1] == ready)


def _imports_inside(z):
    from scipy.special import expit as its

    return its(z)


def _imports_inside_by_name(z):
    from scipy import special as its

    return its.expit(z)


def _helper(z):
    return expit(z)


UFUNC = {
    "by another name": _imports_inside,
    "by the module": lambda z: special.expit(z),
    "by a module imported inside": _imports_inside_by_name,
    "by a function that is called": lambda z: _helper(z),
}


@pytest.mark.parametrize("way", UFUNC)
def test_a_ufunc_is_seen_by_its_name(way):
    assert checks.check_sigmoid(UFUNC[way]).mistake == "uses-a-library"


def _counts(y, labels):
    (_, wrong_yes), (missed, right) = metrics.confusion_matrix(y, labels, labels=[0, 1])
    return right / (right + wrong_yes), right / (right + missed)


def _log_loss(X, y, w, b):
    f = 1 / (1 + np.exp(-(X @ w + b)))
    return -np.mean(xlogy(y, f) + xlog1py(1 - y, -f))


def _own_names():
    """Return an answer whose own helper has the name of a library's function."""
    space = {"np": np, "special": special, "__name__": "__main__"}
    exec(
        "def expit(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"
        "def accuracy_score(y, labels):\n    return np.mean(y == labels)\n"
        "def accuracy(y, labels):\n    return accuracy_score(y, labels)\n"
        "def sigmoid(z):\n    special.xlogy(1.0, 1.0)\n    return expit(z)",
        space,
    )
    return space


def _deviations(X):
    return stats.tmean(X, axis=0), np.sqrt(stats.moment(X, 2, axis=0))


HONEST = {
    "precision_and_recall by a table of counts": ("precision_and_recall", _counts),
    "compute_log_loss by xlogy": ("compute_log_loss", _log_loss),
    "accuracy by an own accuracy_score": ("accuracy", _own_names()["accuracy"]),
    "sigmoid by an own expit": ("sigmoid", _own_names()["sigmoid"]),
    "predict_probability by expit": (
        "predict_probability",
        lambda X, w, b: expit(X @ w + b),
    ),
    "fit_z_score by moments": ("fit_z_score", _deviations),
    "polynomial_features by NumPy": (
        "polynomial_features",
        lambda x, degree: np.vander(x, degree + 1, increasing=True)[:, 1:],
    ),
    "scale_train_and_new by StandardScaler": (
        "scale_train_and_new",
        lambda X, X_new: (
            StandardScaler().fit(X).transform(X),
            StandardScaler().fit(X).transform(X_new),
        ),
    ),
    "best_slope by the mean of the squares": (
        "best_slope",
        lambda x, y, w_values, b: min(
            w_values, key=lambda w: metrics.mean_squared_error(y, w * x + b)
        ),
    ),
}


@pytest.mark.parametrize("way", HONEST)
def test_what_helps_is_no_ready_answer(way):
    name, function = HONEST[way]
    result = EXERCISES[name](function)
    assert result.mistake is None, str(result)
    assert result.points == 1
