"""The state of the widgets that a notebook's outputs show, kept in the notebook.

JupyterLab of `mlsmath learn` saves it, so that pictures still move when a notebook is opened
again with a new kernel. It saves every widget that it has met, though: without `keep_shown` a
notebook whose cells run again each day would grow each day.
"""

import re
from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
MODEL = "IPY_MODEL_"


def keep_shown(model: dict[str, Any], **_: Any) -> None:
    """Take out of a notebook that is being saved the widgets that none of its outputs shows.

    Jupyter calls it with the contents model, which is changed in place, before each save.
    """
    if model.get("type") != "notebook" or not model.get("content"):
        return
    notebook = model["content"]
    widgets = notebook["metadata"].get("widgets", {}).get(STATE)
    if not widgets:
        return
    state, shown = widgets["state"], set()
    ahead = _views(notebook)
    while ahead:
        name = ahead.pop()
        if name in state and name not in shown:
            shown.add(name)
            ahead += re.findall(rf"{MODEL}([\w-]+)", repr(state[name]["state"]))
    widgets["state"] = {name: one for name, one in state.items() if name in shown}
    if not shown:
        del notebook["metadata"]["widgets"]


def _views(notebook: dict[str, Any]) -> list[str]:
    """Return which widgets the outputs show."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    views = [output["data"][VIEW] for output in outputs if VIEW in output.get("data", {})]
    return [view["model_id"] for view in views]
