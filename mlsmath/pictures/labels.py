"""What an axis counts: a quantity, its unit and its letter, read once from the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .arguments import Vector, shown
from .style import counted, number


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
        """Return a long label on two lines as even as can be, each number beside its unit."""
        words = str(self)
        gaps = [gap.start() for gap in re.finditer(r"(?<!\d) (?!\()", words)]
        if len(words) <= 22 or not gaps:
            return words
        middle = min(gaps, key=lambda gap: max(gap, len(words) - gap - 1))
        return f"{words[:middle]}\n{words[middle + 1 :]}"

    def squared(self, quantity: str) -> Label:
        """Return the label of what is counted in the square of these units, such as ``kg²``."""
        return Label(quantity, f"{self.unit}²" if self.unit else "")

    def slope_of_z(self, symbol: str = "w") -> Label:
        """Return the label of a slope of z, which has no unit itself: ``slope w (per kg)``."""
        return Label(f"slope {symbol}", f"per {self.unit}" if self.unit else "")


@dataclass(frozen=True)
class Labels:
    """What the two axes of points, or of a curve, count, and what follows from it."""

    x: Label
    y: Label

    @property
    def names(self) -> dict[str, str]:
        """The words at both axes, as Matplotlib takes them."""
        return {"xlabel": str(self.x), "ylabel": str(self.y)}

    @property
    def slope(self) -> Label:
        """The slope of a line, such as ``slope w (kg per cm)``."""
        return Label("slope w", self._each("per"))

    @property
    def rate(self) -> Label:
        """The slope of a curve, its unit such as ``kg² for each kg per cm``."""
        return Label("slope", self._each("for each"))

    @property
    def intercept(self) -> Label:
        """The intercept of a line, such as ``intercept b (kg)``."""
        return Label("intercept b", self.y.unit)

    @property
    def cost(self) -> Label:
        """The squared-error cost, such as ``cost J (kg²)``."""
        return self.y.squared("cost J")

    @property
    def bowl(self) -> dict[str, str]:
        """The words at the axes of a map of the cost, as Matplotlib takes them."""
        return {"xlabel": str(self.slope), "ylabel": str(self.intercept)}

    def points(self, x: Vector, y: Vector) -> str:
        """Return how many points there are and where, as a sentence."""
        return (
            f"{counted(len(x), 'point')}: {self.x.quantity} across ({self.x.reach(x)}), "
            f"{self.y.quantity} up ({self.y.reach(y)})."
        )

    def _each(self, words: str) -> str:
        up, across = self.y.unit, self.x.unit
        return f"{up} {words} {across}" if up and across else up


X_AXIS, Z_AXIS = Label("x"), Label("z")
FLIPPER = Label("flipper length beyond 20 cm", "cm")
MASS = Label("body mass", "kg")
PENGUINS = Labels(FLIPPER, MASS)
OVER_SLOPE = Labels(PENGUINS.slope, PENGUINS.cost)
COST = PENGUINS.cost
