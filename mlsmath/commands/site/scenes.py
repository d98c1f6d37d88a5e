"""The moving pictures of a notebook that was run, in files that a page's script can read.

The widgets' state holds them as a notebook's own page would get them: what stays as PNG, what
moves as numbers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlsmath.commands.course.widgets import MODEL, STATE


@dataclass(frozen=True)
class Scene:
    """A picture that moves: how many sliders it has, and whether it needs Python to move."""

    told: dict[str, Any]

    @property
    def sliders(self) -> int:
        """Return how many sliders stand above it."""
        return len(self.told["spec"]["controls"])

    @property
    def panels(self) -> int:
        """Return how many panels it has; in a narrow column they stand one below the other."""
        return len(self.told["forms"][0]["axes"])

    @property
    def needs_python(self) -> bool:
        """Tell whether Python has to be asked for some of its numbers."""
        return any(series["ask"] for series in self.told["spec"]["series"])

    def text(self) -> str:
        """Return it as page.js reads it: JSON with what is not text in base 64."""
        return json.dumps(self.told, ensure_ascii=False, separators=(",", ":"))


def scene_of(view: Mapping[str, Any] | None, notebook: Mapping[str, Any]) -> Scene | None:
    """Return the picture that an output's widget view shows, None where it shows none."""
    widgets = notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    shown = widgets.get((view or {}).get("model_id"), {}).get("state", {})
    for child in shown.get("children", ()):
        widget = widgets.get(child.removeprefix(MODEL), {})
        state = widget.get("state", {})
        if state.get("spec", {}).get("items"):
            return _scene(state, widget.get("buffers", ()))
    return None


def _scene(state: Mapping[str, Any], buffers: Any) -> Scene:
    told = {name: state[name] for name in ("spec", "forms", "alt", "trouble")}
    for buffer in buffers:
        *path, last = buffer["path"]
        place = told
        for part in path:
            place = place[part]
        place[last] = buffer["data"]
    return Scene(told)
