"""The pictures of the course, drawn with Matplotlib and told in words.

Each function takes plain arrays and numbers. A ``draw_…`` returns a `Picture`: the drawing, and
the sentence that says what it shows. A ``…_by_hand`` returns a picture that can be taken hold of:
Matplotlib draws what stays, once, and the browser moves the rest.

Where a picture moves: in JupyterLab 4 and Notebook 7, where the browser tests drag it. VS Code
shows the widget before the image that stands beside it, with anywidget's script from the kernel's
own environment, or from the network where it may (`jupyter.widgetScriptSources`). Colab loads the
script from the network; anywidget says from where, and no cell has to ask for it. (These two from
their sources and documentation; not tried here.) On GitHub, in exports and without a kernel the
image stands there, with its text alternative.

When a notebook is opened again with a new kernel, its pictures still move where the state of
widgets was saved in it: JupyterLab of ``mlsmath learn`` and the live page do so; elsewhere it is
in the menu Settings, "Save Widget State Automatically". Else the cell has to run again.

How to add a picture: `drawn` shows one that stands still, `scene` a whole one that moves, which is
one Python function and no JavaScript. Where what is:

- a module for each subject: `line`, `residuals`, `bowl`, `predictions`, `matrix`; `slope`,
  `descent`, `descent_by_hand`, `curves`, …; `sigmoid`, `log_loss`, `boundary`, `confusion`,
  `lambda_costs`, …; `welcome`;
- what several of them draw: `points`, `cost_map`, `walks`, `shading`, `layout`, `style`;
- what every one of them takes and gives: `arguments`, `labels`, `learner_code`, `drawn`,
  `picture`, its form on a dark page in `dark`, and `null_figure` for where nobody looks;
- what moves: `scene`, its `marks` and their `bindings` to the sliders, its `forms` for wide and
  narrow columns, and the `widget`, which `overlay.js` draws in the browser.
"""

from .boundary import boundary_by_hand, draw_boundary_fit, draw_two_features
from .bowl import draw_bowl, draw_cost_curve, draw_cost_surface, draw_grid_search
from .clerks import draw_clerks
from .clinic import draw_clinic
from .confusion import draw_confusion, threshold_by_hand
from .curves import degree_by_hand, draw_curves
from .descent import draw_cost_history, draw_descent, draw_gradient
from .descent_by_hand import descend_by_hand, scaling_by_hand
from .error_costs import draw_error_costs
from .expression_graph import draw_expression_graph, expression_graph_by_hand
from .growing_square import draw_growing_square, growing_square_by_hand
from .lambda_costs import draw_lambda_costs, lambda_by_hand
from .line import draw_line, draw_points, draw_rise_and_run, fit_by_hand
from .log_loss import draw_log_loss, log_loss_by_hand
from .matrix import draw_matrix_vector
from .other_birds import draw_other_curves, other_boundaries_by_hand, other_curves_by_hand
from .picture import Picture
from .predictions import draw_predicted_by_group, draw_predictions
from .pull import draw_pull
from .residuals import draw_baseline, draw_squares, draw_sticks
from .sigmoid import draw_sigmoid, draw_yes_no, sigmoid_by_hand
from .slope import draw_chord, draw_tangent, tangent_by_hand
from .two_bends import two_bends_by_hand
from .welcome import draw_penguin, draw_three_frogs, draw_what_you_will_make

__all__ = [
    "Picture",
    "boundary_by_hand",
    "degree_by_hand",
    "descend_by_hand",
    "draw_baseline",
    "draw_boundary_fit",
    "draw_bowl",
    "draw_chord",
    "draw_clerks",
    "draw_clinic",
    "draw_confusion",
    "draw_cost_curve",
    "draw_cost_history",
    "draw_cost_surface",
    "draw_curves",
    "draw_descent",
    "draw_error_costs",
    "draw_expression_graph",
    "draw_gradient",
    "draw_grid_search",
    "draw_growing_square",
    "draw_lambda_costs",
    "draw_line",
    "draw_log_loss",
    "draw_matrix_vector",
    "draw_other_curves",
    "draw_penguin",
    "draw_points",
    "draw_predicted_by_group",
    "draw_predictions",
    "draw_pull",
    "draw_rise_and_run",
    "draw_sigmoid",
    "draw_squares",
    "draw_sticks",
    "draw_tangent",
    "draw_three_frogs",
    "draw_two_features",
    "draw_what_you_will_make",
    "draw_yes_no",
    "expression_graph_by_hand",
    "fit_by_hand",
    "growing_square_by_hand",
    "lambda_by_hand",
    "log_loss_by_hand",
    "other_boundaries_by_hand",
    "other_curves_by_hand",
    "scaling_by_hand",
    "sigmoid_by_hand",
    "tangent_by_hand",
    "threshold_by_hand",
    "two_bends_by_hand",
]
