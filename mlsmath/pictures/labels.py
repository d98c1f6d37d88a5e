"""What an axis counts: a quantity, its unit and its letter, read once from the words beside it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from .style import counted, number
from .values import Vector, shown


@dataclass(frozen=True, repr=False)
class Label:
    """The words at an axis, such as ``slope w (kg per cm)``: a quantity, and its unit if any."""

    quantity: str
    unit: str = ""

    @classmethod
    def read(cls, name: str, words: object) -> Label:
        """Return the label that these words are, their last brackets the unit.

        Raises ``ValueError`` naming ``name`` where they are no text.
        """
        if isinstance(words, Label):
            return words
        if not isinstance(words, str):
            raise ValueError(
                f'{name} must be a text such as "body mass (kg)", but it is {shown(words)}.'
            )
        found = re.search(r"\s+\(([^()]*)\)\s*$", words)
        return cls(words[: found.start()], found.group(1).strip()) if found else cls(words)

    def __str__(self) -> str:
        return f"{self.quantity} ({self.unit})" if self.unit else self.quantity

    def __repr__(self) -> str:
        return repr(str(self))

    @property
    def symbol(self) -> str:
        """The letter that the quantity ends in, such as ``w`` of ``slope w``, or nothing."""
        last = self.quantity.split(" ")[-1]
        return last if len(last) == 1 else ""

    def amount(self, value: float, digits: int = 3) -> str:
        """Return a number of these units, such as ``4.2 kg``."""
        return f"{number(value, digits)} {self.unit}".rstrip()

    def reach(self, values: Vector) -> str:
        """Return the least and the greatest value, such as ``2.7 to 6.3 kg``."""
        low, high = float(values.min()), float(values.max())
        return self.amount(low) if low == high else f"{number(low)} to {self.amount(high)}"

    def span(self, values: Vector) -> str:
        """Return what the axis shows, such as ``body mass (2.7 to 6.3 kg)``."""
        return f"{self.quantity} ({self.reach(values)})"

    def folded(self) -> str:
        """Return a long label on two lines, its unit on the second."""
        return "\n".join(textwrap.wrap(str(self), 18)) if len(str(self)) > 22 else str(self)

    def intercept(self) -> Label:
        """Return the label of the intercepts of lines, such as ``intercept b (kg)``."""
        return Label("intercept b", self.unit)

    def slope_over(self, across: Label) -> Label:
        """Return the label of the slopes of lines, such as ``slope w (kg per cm)``."""
        return Label("slope w", self._each("per", across))

    def rate_over(self, across: Label) -> Label:
        """Return the label of the slope of a curve, its unit such as ``kg² for each kg per cm``."""
        return Label("slope", self._each("for each", across))

    def cost(self) -> Label:
        """Return the label of the squared-error cost, such as ``cost J (kg²)``."""
        return Label("cost J", f"{self.unit}²" if self.unit else "")

    def slope_of_z(self, symbol: str = "w") -> Label:
        """Return the label of a slope of z, which has no unit itself: ``slope w (per kg)``."""
        return Label(f"slope {symbol}", f"per {self.unit}" if self.unit else "")

    def _each(self, words: str, across: Label) -> str:
        return f"{self.unit} {words} {across.unit}" if self.unit and across.unit else self.unit


FLIPPER = Label("flipper length beyond 20 cm", "cm")
MASS = Label("body mass", "kg")
COST = MASS.cost()
SLOPE = MASS.slope_over(FLIPPER)
INTERCEPT = MASS.intercept()


def tell_points(x: Vector, y: Vector, xlabel: Label, ylabel: Label) -> str:
    """Return how many points there are and where, as a sentence."""
    return (
        f"{counted(len(x), 'point')}: {xlabel.quantity} across ({xlabel.reach(x)}), "
        f"{ylabel.quantity} up ({ylabel.reach(y)})."
    )
