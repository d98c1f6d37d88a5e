"""A derivation to click through: back, next, say it in words."""

from __future__ import annotations

import ipywidgets
import traitlets

from .display import mimebundle, step_markdown
from .lines import Lines
from .widgets import Page, View


class Stepper(View):
    """One step of a derivation at a time; its static form is the whole derivation.

    Attributes
    ----------
    position : int
        The step that is shown; 0 is the task.
    in_words : bool
        Whether the step is said in words too.
    """

    position = traitlets.Int(0, min=0)
    in_words = traitlets.Bool(False)

    def __init__(self, derivation: Lines) -> None:
        self._derivation = derivation
        self._page = Page()
        self._back = ipywidgets.Button(description="Back")
        self._next = ipywidgets.Button(description="Next", button_style="primary")
        self._words = ipywidgets.ToggleButton(description="Say it in words")
        self._back.on_click(lambda _: self.go(-1))
        self._next.on_click(lambda _: self.go(1))
        buttons = ipywidgets.HBox([self._back, self._next, self._words])
        super().__init__([buttons, self._page])
        traitlets.link((self, "in_words"), (self._words, "value"))
        self.observe(self.redraw, ["position", "in_words"])
        self.redraw()

    def go(self, steps: int) -> None:
        """Go so many steps on, or back, as far as there are any."""
        self.position = min(max(self.position + steps, 0), len(self._derivation.steps))

    def draw(self) -> None:
        """Show the step at `position`."""
        self._page.write(step_markdown(self._derivation, self.position, self.in_words))
        self._back.disabled = self.position == 0
        self._next.disabled = self.position == len(self._derivation.steps)

    def static(self) -> dict[str, str]:
        """Return the whole derivation."""
        return mimebundle(self._derivation)
