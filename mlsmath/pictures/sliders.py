"""A picture with sliders: what an interactive picture returns to the notebook."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets
import traitlets

from .moving import Control, Scene
from .picture import being_graded, image_html, mimebundle, shrink
from .style import number

Slider = ipywidgets.FloatSlider | ipywidgets.IntSlider | ipywidgets.SelectionSlider

# The pictures that each notebook cell shows, with the run of the cell that made them.
_shown: dict[str, tuple[str, list[SliderPicture]]] = {}


class SliderPicture(ipywidgets.VBox):
    """Sliders over a picture that follows them; each value is an attribute of the same name.

    Headless, and for readers without a kernel, it shows the picture alone.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sliders = {control.name: _slider(control) for control in scene.controls}
        self._image = ipywidgets.HTML(layout={"width": "100%"})
        self._trouble = ipywidgets.HTML()
        super().__init__(
            [
                *(_labelled(slider) for slider in self._sliders.values()),
                self._image,
                self._trouble,
            ],
            layout={"max_width": "720px", "width": "100%"},
        )
        self.add_traits(
            **{
                name: (traitlets.CInt if isinstance(value, int) else traitlets.Float)(value)
                for name, value in self._values().items()
            }
        )
        for name, slider in self._sliders.items():
            slider.observe(self._slider_moved, "value")
            self.observe(self._value_set, name)
        self._png, self._alt = b"", ""
        self._redraw()
        _close_what_this_cell_showed_before(self)

    @property
    def alt(self) -> str:
        """What is to be seen now, in words."""
        return self._alt

    def close(self) -> None:
        """Take the picture off the page and free its memory."""
        for row in self.children:
            for widget in (*getattr(row, "children", ()), row):
                for part in (widget.layout, getattr(widget, "style", None), widget):
                    if part is not None:
                        part.close()
        self.layout.close()
        super().close()
        self._scene.release()

    def _values(self) -> dict[str, float]:
        return {name: _value_of(slider) for name, slider in self._sliders.items()}

    def _slider_moved(self, change: Any) -> None:
        for name, value in self._values().items():
            setattr(self, name, value)
        self._redraw()

    def _value_set(self, change: Any) -> None:
        name = change["name"]
        if change["new"] != self._values()[name]:
            slider = self._sliders[name]
            slider.value = _nearest_choice(slider, change["new"])
            setattr(self, name, self._values()[name])  # the nearest value within its range

    def _redraw(self) -> None:
        """Draw at the values of the sliders; whatever fails is told below the picture."""
        try:
            if being_graded():
                self._alt = self._scene.picture(**self._values()).alt
                return
            self._png, self._alt = self._scene.render(**self._values())
        except Exception as error:
            self._trouble.value = (
                '<p role="alert">The picture could not be drawn: '
                f"{html.escape(f'{type(error).__name__}: {error}')}. It shows the last values "
                "that worked.</p>"
            )
            return
        self._image.value = image_html(self._png, self._alt)
        self._trouble.value = ""

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = mimebundle(self._alt, lambda: shrink(self._png))
        if not being_graded():
            data = {**super()._repr_mimebundle_(**kwargs), **data}
        return data, metadata


def _slider(control: Control) -> Slider:
    look = {"tooltip": control.label, "layout": {"flex": "1 1 240px", "width": "auto"}}
    if control.choices:
        choices = [(number(choice), choice) for choice in control.choices]
        return ipywidgets.SelectionSlider(options=choices, value=control.value, **look)
    look |= {"value": control.value, "min": control.low, "max": control.high, "step": control.step}
    if isinstance(control.value, int):
        return ipywidgets.IntSlider(**look)
    decimals = max(0, -int(f"{control.step:e}".partition("e")[2]))
    return ipywidgets.FloatSlider(readout_format=f".{decimals}f", **look)


def _value_of(slider: Slider) -> float:
    if isinstance(slider, ipywidgets.FloatSlider):
        # It counts its steps from its end, so its zero is off by some 1e-16.
        return round(slider.value, 10) + 0.0
    return slider.value


def _nearest_choice(slider: Slider, value: float) -> float:
    """Return the value, or the nearest that a slider over choices has."""
    if not isinstance(slider, ipywidgets.SelectionSlider):
        return value
    return min((choice for _, choice in slider.options), key=lambda choice: abs(choice - value))


def _labelled(slider: Slider) -> ipywidgets.HBox:
    """Return the slider beside its label, or below it where the column is narrow."""
    label = ipywidgets.Label(slider.tooltip, layout={"width": "11em"})
    return ipywidgets.HBox([label, slider], layout={"flex_flow": "row wrap", "width": "100%"})


def _close_what_this_cell_showed_before(shown: SliderPicture) -> None:
    """Close the pictures of the cell's last run: ipywidgets would keep them for ever."""
    place = _cell_and_run()
    if place is None:
        return
    cell, run = place
    last_run, pictures = _shown.get(cell, ("", []))
    if run != last_run:
        for picture in pictures:
            picture.close()
        pictures = []
    _shown[cell] = (run, [*pictures, shown])


def _cell_and_run() -> tuple[str, str] | None:
    """Return the id of the cell that is running and of this run, where the notebook tells."""
    from IPython import get_ipython

    shell = get_ipython()
    get_parent = getattr(shell, "get_parent", None)
    if get_parent is None:
        return None
    request = get_parent() or {}
    cell = request.get("metadata", {}).get("cellId")
    run = request.get("header", {}).get("msg_id")
    return (cell, run) if cell and run else None
