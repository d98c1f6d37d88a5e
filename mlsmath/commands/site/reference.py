"""The API reference: pages that Sphinx makes of the docstrings, with their formulas set."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import mlsmath
from mlsmath.commands.site.templating import fill

EXTENSIONS = ["sphinx.ext.autodoc", "sphinx.ext.napoleon"]
SETTINGS = {
    "autodoc_member_order": "bysource",
    "autodoc_preserve_defaults": True,
    "autodoc_typehints": "none",  # the sections say what is more than a type: shapes and units
    "napoleon_google_docstring": False,
    "napoleon_use_param": False,
    "napoleon_use_rtype": False,
    "add_module_names": False,
    "html_domain_indices": False,
}
PAGES = {
    "reference-math": ("The math", [f"mlsmath.{home}" for home in mlsmath._NAMES]),
    "reference-checks": ("The checks", ["mlsmath.checks", "mlsmath.checks.inputs"]),
    "reference-derivation": ("The derivations", ["mlsmath.derivation"]),
    "reference-contract": ("The contract", ["mlsmath.commands.contract"]),
}


def reference_pages() -> dict[str, str]:
    """Return the pages of the reference as MyST, by name; `reference` lists the others."""
    pages = {
        page: fill("reference-part.md", title=title, modules=modules)
        for page, (title, modules) in PAGES.items()
    }
    return {"reference": fill("reference.md", pages=PAGES), **pages}


def connect(app: Any) -> None:
    """Let Sphinx read docstrings as they are written here, before it looks for their sections."""
    app.connect("autodoc-process-docstring", _as_rst, priority=400)
    app.connect("autodoc-process-docstring", _sentence, priority=600)
    app.connect("autodoc-skip-member", _skip)


def _as_rst(_: Any, __: str, ___: str, ____: Any, _____: Any, lines: list[str]) -> None:
    lines[:] = as_rst("\n".join(lines)).split("\n")


def _sentence(_: Any, kind: str, __: str, member: Any, ___: Any, lines: list[str]) -> None:
    """Undo what napoleon makes of a property: what stands before a colon is no type."""
    if kind == "property":
        lines[:] = [*as_rst(inspect.getdoc(member) or "").split("\n"), ""]


def _skip(_: Any, __: str, ___: str, member: Any, *____: Any) -> bool | None:
    """Leave out the fields of named tuples: the tuple's own sentence says what they are."""
    return (getattr(member, "__doc__", None) or "").startswith("Alias for field") or None


def as_rst(text: str) -> str:
    """Return a docstring with its formulas, code and boxes of code in reStructuredText.

    A formula stands between one or two dollars, code between backticks, and code in lines of its
    own is indented below a colon.
    """
    kept: list[str] = []

    def keep(form: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def put_aside(found: re.Match[str]) -> str:
            kept.append(form(found))
            return f"\0{len(kept) - 1}\0"

        return put_aside

    text = re.sub(r"^>>> .*?(?=\n\n|\Z)", keep(lambda found: found[0]), text, flags=re.M | re.S)
    text = re.sub(r":\n\n(?= {4}\S)", "::\n\n", text)
    text = re.sub(r"(?<=::\n\n) {4}.*?(?=\n\S|\Z)", keep(lambda found: found[0]), text, flags=re.S)
    text = re.sub(r"\$\$(.+?)\$\$", keep(_displayed), text, flags=re.S)
    text = re.sub(r"\$([^$]+)\$", keep(lambda found: f":math:`{found[1]}`"), text)
    text = re.sub(r"``([^`]+)``|`([^`]+)`", keep(_code), text)
    text = re.sub(r"[*|]|_(?=\W|$)", r"\\\g<0>", text)
    while "\0" in text:
        text = re.sub(r"\0(\d+)\0", lambda found: kept[int(found[1])], text)
    return text


def _displayed(found: re.Match[str]) -> str:
    lines = "\n".join(f"   {line.strip()}" for line in found[1].split("\n"))
    return f"\n.. math::\n\n{lines}\n"


def _code(found: re.Match[str]) -> str:
    """Return code, with a link where it is a name of the math."""
    code = found[1] or found[2]
    home = mlsmath._HOMES.get(code)
    return f":py:obj:`~mlsmath.{home}.{code}`" if home else f"``{code}``"
