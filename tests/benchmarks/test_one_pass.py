"""How long the fused cost and gradient take, beside scikit-learn's in the same run.

    pytest tests/benchmarks -n0 --benchmark-enable

Both rivals compute the same cost and gradient of the same data with the threads of the same BLAS;
scikit-learn's own loop has one thread, as ours. They take turns, a batch of calls each, so that a
busy machine slows both, and the ratio is that of each one's fastest batch.
"""

import tracemalloc
from statistics import median
from time import perf_counter

import numpy as np
import pytest
from sklearn._loss.loss import HalfBinomialLoss, HalfSquaredError
from sklearn.linear_model._linear_loss import LinearModelLoss

from mlsmath.gradient import log_loss_cost_and_gradient, squared_error_cost_and_gradient

MODELS = {
    "linear": (squared_error_cost_and_gradient, HalfSquaredError),
    "logistic": (log_loss_cost_and_gradient, HalfBinomialLoss),
}
# m, n, calls in a batch, batches, the ratio at most
SIZES = [(344, 4, 20, 500, 0.5), (1_000_000, 20, 1, 25, 0.6), (500_000, 100, 1, 15, 1.0)]


def problem(model, m, n, dtype=float):
    rng = np.random.default_rng(344)
    X = rng.normal(size=(m, n)).astype(dtype)
    w, b = rng.normal(size=n) / np.sqrt(n), 0.25
    y = X @ w + b + rng.normal(size=m)
    return X, (y > 0).astype(float) if model == "logistic" else y, w, b


def seconds(call, calls):
    start = perf_counter()
    for _ in range(calls):
        call()
    return perf_counter() - start


@pytest.mark.parametrize(("m", "n", "calls", "batches", "at_most"), SIZES)
@pytest.mark.parametrize("model", MODELS)
def test_time_beside_scikit_learn(
    model, m, n, calls, batches, at_most, measuring, benchmark, capsys
):
    fused, loss = MODELS[model]
    X, y, w, b = problem(model, m, n)
    rival = LinearModelLoss(base_loss=loss(), fit_intercept=True)
    parameters = np.append(w, b)

    def ours():
        return fused(X, y, w, b)

    def theirs():
        return rival.loss_gradient(parameters, X, y, n_threads=1)

    wanted, wanted_gradient = theirs()
    cost, dj_dw, dj_db = ours()
    assert cost == pytest.approx(wanted, rel=1e-10)
    assert np.append(dj_dw, dj_db) == pytest.approx(wanted_gradient, rel=1e-8, abs=1e-12)

    their_times = []
    benchmark.pedantic(
        seconds,
        args=(ours, calls),
        setup=lambda: their_times.append(seconds(theirs, calls)),
        rounds=batches,
    )
    our_times = benchmark.stats.stats.data
    ratio = min(our_times) / min(their_times)
    benchmark.extra_info |= {
        "ratio": ratio,
        "ratio of medians": median(our_times) / median(their_times),
    }
    with capsys.disabled():
        print(
            f"\n{model} ({m}, {n}): {min(our_times) / calls * 1e6:.0f} µs beside "
            f"{min(their_times) / calls * 1e6:.0f} µs, ratio {ratio:.2f} "
            f"(of medians {median(our_times) / median(their_times):.2f}), at most {at_most}"
        )
    assert ratio <= at_most


@pytest.mark.parametrize("dtype", [float, np.float32])
@pytest.mark.parametrize(("m", "n"), [(1_000_000, 20), (500_000, 100), (20, 500_000)])
@pytest.mark.parametrize("model", MODELS)
def test_memory_beyond_the_data(model, m, n, dtype, capsys):
    fused, _ = MODELS[model]
    inputs = problem(model, m, n, dtype)
    tracemalloc.start()
    fused(*inputs)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with capsys.disabled():
        print(f"\n{model} ({m}, {n}) {dtype.__name__}: {peak / 2**20:.1f} MiB beyond X")
    assert peak <= 64 * 2**20
