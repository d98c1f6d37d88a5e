"""What the pictures to take hold of share with those that stand still."""

from .confusion import count_right_and_wrong, table_of_counts, tell_table
from .lambda_costs import draw_lambda_curves, lambda_places

__all__ = [
    "count_right_and_wrong",
    "draw_lambda_curves",
    "lambda_places",
    "table_of_counts",
    "tell_table",
]
