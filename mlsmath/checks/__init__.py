"""The checks that the exercises call: they say what went wrong, and what it is worth.

An exercise's test cell calls its check, once for the learner and once, hidden, for the grader:

    check_predict(predict, points=2)
    ### BEGIN HIDDEN TESTS
    check_predict(predict, points=2, seed=7301)
    ### END HIDDEN TESTS

A check runs the learner's function on fresh random inputs and returns a `CheckResult`. It never
raises for a wrong or missing answer. With `seed` the inputs are others, and none is shown.

How to add an exercise
----------------------
Give the name of the learner's function, a right answer, and inputs made from a random generator,
the simplest first. Then write the formula as your note has it, line by line, and each mistake that
you know as the line that it changes, with its sentence below.

>>> from mlsmath.checks import Case, Exercise, Formula, add_mistakes, inputs
>>> check_double = Exercise(
...     "double",
...     lambda x: 2 * x,
...     lambda rng: [Case((inputs.number(rng),)) for _ in range(5)],
... )
>>> add_mistakes(check_double, Formula("x", "twice = 2 * x"), '''
... squares: twice = x**2
...     You square x. Twice x is x and x once more.
... ''')
>>> print(check_double(lambda x: x * x, points=2))  # doctest: +ELLIPSIS
✘ Not yet. You square x. Twice x is x and x once more.
Example: for x = ... your function gave ...; expected: ....
0 of 2 points.
>>> print(check_double(lambda x: x + x, points=2))
✔ Correct. Your function agrees with ours on fresh random inputs.
2 of 2 points.

`squares` is the id in reports. `mlsmath/checks/formulas.py` shows formulas of several lines, and
what else a table may say. What a loop can do wrong stands ready as `LOOP_MISTAKES` in
`mistakes.py`, for a formula with the line `i = slice(None)`. A mistake that is no line of a formula
is a function of its own, below `@check_double.mistake("the sentence")`.

Where the answer has parts, name them with their weights (`parts=`), and either give each case its
`part`, or let the function return a tuple with one item for each (`gives_several=True`). A case
with a `care` tests a corner that a right idea can still miss, such as a single measurement: who
misses it keeps half of the points. What every exercise is asked besides is to leave its inputs as
they were, to give the same result again and another one when an argument changes, and to run
without a warning.

A sentence uses only words that the notes before the exercise explain. `checked=` and `then=` say,
after a right answer, what was tried and what to notice.

In a course of your own, put the check into a module of your own and import it in the notebook, so
that learners do not see the right answer; give it a name that no check of this package has. Try it
on answers of your own, right ones in several styles and wrong ones: `tests/checks` shows how.

A check of this package needs five things more: its name imported here; an entry in
`answers.py` (`()` where no function of the package does the task; an answer that calls a library
counts as right); ten mistakes or more; its
answers in `tests/checks/test_corpus_week1.py` or that of its week, right and wrong; and, in week 1,
those of `tests/grading/answers.py`. Its notebook imports the check in the set-up cell, hands it to
`show_exercises` there, and counts its minutes in the title; a part has at most 50 cells and 75
minutes. Within a week no two checks have the same seed.
"""

import mlsmath as _mlsmath
from mlsmath.checks import guard as _guard
from mlsmath.checks import inputs
from mlsmath.checks.baseline import check_r_squared
from mlsmath.checks.bowl import check_best_slope
from mlsmath.checks.byhand import check_line_by_hand
from mlsmath.checks.clinic import check_choose_alpha, check_unscale
from mlsmath.checks.exercise import Check, Exercise
from mlsmath.checks.formulas import Formula, add_mistakes
from mlsmath.checks.inputs import Case
from mlsmath.checks.likelihood import check_likelihood, check_log_odds
from mlsmath.checks.one_bird import check_bent_bird_slope, check_three_bird_slopes
from mlsmath.checks.one_loss import check_slope_of_squared_loss
from mlsmath.checks.own_data import (
    check_fit_my_model,
    check_my_question,
    check_report,
    check_scale_by_training,
    check_split_rows,
)
from mlsmath.checks.result import MIME, CheckResult
from mlsmath.checks.rules import (
    check_exp_rule,
    check_log_rule,
    check_power_rule,
    check_sigmoid_rule,
    check_slope_of_parabola,
    check_slope_of_square,
)
from mlsmath.checks.shares import check_precision_and_recall
from mlsmath.checks.task import Mistake
from mlsmath.checks.ticks import show_exercises
from mlsmath.checks.week1 import (
    check_compute_cost,
    check_compute_cost_many,
    check_dot_product,
    check_grid_search,
    check_predict,
    check_predict_all,
    check_squared_errors,
    check_training_example,
)
from mlsmath.checks.week2 import (
    check_apply_z_score,
    check_average_slope,
    check_compute_gradient,
    check_compute_gradient_many,
    check_fit_z_score,
    check_gradient_descent,
    check_gradient_descent_many,
    check_gradient_step,
    check_numerical_derivative,
    check_polynomial_features,
    check_scale_train_and_new,
)
from mlsmath.checks.week3 import (
    check_accuracy,
    check_boundary_line,
    check_choose_lambda,
    check_compute_cost_regularised,
    check_compute_gradient_logistic,
    check_compute_gradient_logistic_regularised,
    check_compute_gradient_regularised,
    check_compute_log_loss,
    check_compute_log_loss_regularised,
    check_gradient_descent_logistic,
    check_log_loss,
    check_predict_labels,
    check_predict_probability,
    check_sigmoid,
    check_stable_log_loss,
    check_stable_sigmoid,
)
from mlsmath.slips import notebook as _notebook
from mlsmath.slips import state as _state

__all__ = [
    *("MIME", "Case", "Check", "CheckResult", "Exercise", "Formula", "Mistake"),
    *("add_mistakes", "inputs", "show_exercises"),
    *(name for name in list(globals()) if name.startswith("check_")),
]

_state.course.tasks |= {
    check.name: check for check in list(globals().values()) if isinstance(check, Exercise)
}
_state.course.homes |= {name: getattr(_mlsmath, name).__module__ for name in _mlsmath.__all__}
_notebook.watch()
_guard.watch_package()
_guard.watch(_guard.sys.modules[__name__], __all__, __name__)
_guard.protect_notebook(
    {name: value for name, value in globals().items() if name.startswith("check_")}
)
