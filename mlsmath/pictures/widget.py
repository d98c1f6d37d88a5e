"""What an interactive picture returns to the notebook: sliders over an overlay in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from .bindings import Control
from .null_figure import being_graded, python_goes_away
from .picture import image_html, mimebundle
from .scene import Scene
from .style import Look, number

CHOICES = ipywidgets.SelectionSlider, ipywidgets.ToggleButtons
Slider = Any  # one of these, a FloatSlider or an IntSlider
# The pictures that each notebook cell shows, with the run of the cell that made them.
_shown: dict[str, tuple[str, list[MovingPicture]]] = {}


class Overlay(anywidget.AnyWidget):
    """The still parts as an image, and what moves drawn over them in the browser."""

    _esm = Path(__file__).with_name("overlay.js")
    _css = Path(__file__).with_name("overlay.css")
    forms: Any = traitlets.List().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    alt = traitlets.Unicode("").tag(sync=True)
    trouble = traitlets.Unicode("").tag(sync=True)
    sliders = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(
        sync=True, **ipywidgets.widget_serialization
    )


class MovingPicture(ipywidgets.VBox):
    """Sliders over a picture that follows them; each value is an attribute of the same name.

    Headless, and for readers without a kernel, it shows the picture alone.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sliders = {control.name: _slider(control) for control in scene.controls}
        self._overlay = Overlay(sliders=list(self._sliders.values()))
        super().__init__(
            [*(_labelled(slider) for slider in self._sliders.values()), self._overlay],
            layout={"max_width": "720px", "width": "100%"},
        )
        self.add_class("mlsmath-picture")
        self.add_traits(
            **{
                name: (traitlets.CInt if isinstance(value, int) else traitlets.Float)(value)
                for name, value in self._values().items()
            }
        )
        for name, slider in self._sliders.items():
            slider.observe(self._slider_moved, "value")
            self.observe(self._value_set, name)
        self._overlay.on_msg(self._asked)
        if not being_graded():
            self._overlay.forms = self._forms(python_goes_away())
            self._overlay.spec, self._overlay.trouble = scene.spec(self._values())
            self._overlay.alt = self.alt
        _close_what_this_cell_showed_before(self)

    @property
    def alt(self) -> str:
        """What is to be seen now, in words."""
        return self._scene.tell(self._values())

    @property
    def trouble(self) -> str:
        """What the learner's own function did wrong, in words, as told under the picture."""
        return self._overlay.trouble

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

    def _forms(self, narrow: bool) -> list[dict[str, Any]]:
        """Return the picture's forms; drawing the narrow one takes as long as drawing the other."""
        return [self._scene.form(narrow=which) for which in (False, True)[: 1 + narrow]]

    def _values(self) -> dict[str, float]:
        return {name: _value_of(slider) for name, slider in self._sliders.items()}

    def _slider_moved(self, change: Any) -> None:
        for name, value in self._values().items():
            setattr(self, name, value)

    def _value_set(self, change: Any) -> None:
        name = change["name"]
        if change["new"] != self._values()[name]:
            slider = self._sliders[name]
            slider.value = _nearest_choice(slider, change["new"])
            setattr(self, name, self._values()[name])  # the nearest value within its range

    def _asked(self, _: Any, question: dict[str, Any], buffers: Any) -> None:
        """Answer the browser: the narrow form, series anew, or what is to be seen."""
        if question.get("narrow"):
            self._overlay.forms = self._forms(narrow=True)
            return
        values = {
            control.name: control.plain(value)
            for control, value in zip(self._scene.controls, question["values"], strict=True)
        }
        answer: dict[str, Any] = {"series": {}}
        try:
            if question["moved"]:
                answer["series"], self._overlay.trouble = self._scene.answer(
                    question["moved"], values
                )
            if question["tell"]:
                answer["alt"] = self._scene.tell(values)
        except Exception as error:
            self._overlay.trouble = (
                f"The picture could not be drawn: {type(error).__name__}: {error}. "
                "It shows the last values that worked."
            )
        answer["data"] = [n for n, one in answer["series"].items() if "data" in one]
        buffers = [answer["series"][n].pop("data") for n in answer["data"]]
        self._overlay.send(answer, buffers)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = mimebundle(self.alt, lambda: self._scene.png(self._values()))
        if python_goes_away():
            narrow = self._scene.png(self._values(), narrow=True)
            data["text/html"] += image_html(narrow, self.alt)
        if not being_graded():
            overlay: Any = self._overlay
            _, where = overlay._repr_mimebundle_()  # Colab asks where its widgets' code is
            data = {**super()._repr_mimebundle_(**kwargs), **data}
            metadata = {**where, **metadata}
        return data, metadata


def _slider(control: Control) -> Slider:
    look: Look = {"tooltip": control.label, "layout": {"flex": "1 1 240px", "width": "auto"}}
    if control.names:
        choices = list(zip(control.names, control.choices, strict=True))
        return ipywidgets.ToggleButtons(
            options=choices, value=control.value, style={"button_width": "auto"}, **look
        )
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
    if not isinstance(slider, CHOICES):
        return value
    return min((choice for _, choice in slider.options), key=lambda choice: abs(choice - value))


def _labelled(slider: Slider) -> ipywidgets.HBox:
    """Return the slider beside its label, or below it where the column is narrow."""
    label = ipywidgets.Label(slider.tooltip, layout={"width": "13em"})
    return ipywidgets.HBox([label, slider], layout={"flex_flow": "row wrap", "width": "100%"})


def _close_what_this_cell_showed_before(shown: MovingPicture) -> None:
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
