"""What the learners of the test class answer, by grade id, and what each answer earns."""

RIGHT = {
    "training-example": 1,
    "predict": 2,
    "my-line": 2,
    "squared-errors": 2,
    "compute-cost": 3,
    "best-slope": 2,
    "grid-search": 3,
    "dot-product": 2,
    "predict-all": 2,
    "compute-cost-many": 3,
    "r-squared": 2,
}

WRONG = {
    "training-example": ["return x[i], y[i]"],
    "predict": ["return w * x"],
    "my-line": ["return 4.2, 0.5"],
    "squared-errors": ["return w * x + b - y"],
    "compute-cost": ["return np.sum((w * x + b - y) ** 2) / len(x)"],
    "best-slope": ["return w_values[0]"],
    "grid-search": ["return w_values[0], b_values[0]"],
    "dot-product": ["return sum(w)"],
    "predict-all": ["return X @ w"],
    "compute-cost-many": ["return np.sum((X @ w + b - y) ** 2) / (2 * X.size)"],
    "r-squared": ["return 1.0"],
}

# One of two parts, or right but not for whole numbers. The other exercises are right or untouched.
HALF = {
    "training-example": ["return x[i - 1], x[i - 1]"],
    "predict": ["return float(w * x + b)"],
    "my-line": ["return 0.5, 2.0"],
    "compute-cost": [
        "errors = x.copy()",
        "errors[:] = w * x + b - y",
        "return (errors**2).sum() / (2 * len(x))",
    ],
    "grid-search": [
        "costs = [[squared_error_cost(x, y, w, b) for b in b_values] for w in w_values]",
        "row = np.argmin(np.min(costs, axis=1))",
        "return w_values[row], b_values[0]",
    ],
}
HALF_RIGHT = ["squared-errors", "dot-product"]

POINTS = {
    "ada": RIGHT,
    "ben": dict.fromkeys(RIGHT, 0),
    "cleo": {
        "training-example": 0.5,
        "predict": 1,
        "my-line": 1,
        "squared-errors": 2,
        "compute-cost": 1.5,
        "best-slope": 0,
        "grid-search": 1.5,
        "dot-product": 2,
        "predict-all": 0,
        "compute-cost-many": 0,
        "r-squared": 0,
    },
    "dan": dict.fromkeys(RIGHT, 0),
    "eva": {**dict.fromkeys(RIGHT, 0), "my-line": 2},
    "finn": {**dict.fromkeys(RIGHT, 0), "training-example": 1, "predict": 2, "my-line": 2},
    "gus": {**dict.fromkeys(RIGHT, 0), "training-example": 1, "my-line": 2},
}
