"""What the interactive views share: a board that typesets Markdown, and their static form."""

from __future__ import annotations

import os
from typing import Any

import ipywidgets


class Page(ipywidgets.Output):
    """A place for Markdown with LaTeX, which the notebook typesets as it does any output."""

    def write(self, markdown: str) -> None:
        """Show this and nothing else; with nothing, be empty."""
        data = {"text/markdown": markdown, "text/plain": markdown}
        output = {"output_type": "display_data", "data": data, "metadata": {}}
        self.outputs = (output,) if markdown else ()


class View(ipywidgets.VBox):
    """Widgets with a static form for readers without a kernel, and for graders, who read nothing.

    Subclasses give the static form and draw themselves; what goes wrong while drawing is shown,
    because an exception in a widget is seen by nobody.
    """

    def __init__(self, children: list[ipywidgets.Widget]) -> None:
        self._trouble = Page()
        super().__init__([*children, self._trouble])

    def static(self) -> dict[str, str]:
        """Return the static form by MIME type."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw the view as it is now."""
        raise NotImplementedError

    def redraw(self, *_: Any) -> None:
        """Draw, and show what goes wrong."""
        try:
            self.draw()
        except Exception as error:
            self._trouble.write(f"**This could not be shown.** {type(error).__name__}: {error}")
            return
        self._trouble.write("")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if os.environ.get("NBGRADER_EXECUTION"):
            return {"text/plain": self.static()["text/plain"]}
        return {**super()._repr_mimebundle_(**kwargs), **self.static()}
