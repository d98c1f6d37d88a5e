"""What the pictures to take hold of share with those that stand still."""

from __future__ import annotations

from .labels import Label
from .log_loss import log_loss_of, loss_curves

__all__ = ["log_loss_of", "loss_curves", "slope_per"]


def slope_per(xlabel: str, symbol: str = "w") -> str:
    """Return the label of a slope of z, which has no unit itself, such as ``slope w (per kg)``."""
    return str(Label.read("xlabel", xlabel).slope_of_z(symbol))
