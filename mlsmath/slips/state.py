"""What ran in this notebook and what did not: the state that a learner cannot see."""

import ast
import inspect
import re
import sys
import textwrap
import types
from dataclasses import dataclass, field
from typing import Any

from mlsmath.slips.slip import Slip

IN_BROWSER = sys.platform == "emscripten"
# In a cell that does not parse, too: the names after `def`, and before an `=` at the left edge.
PROMPT = re.compile(r"^[ \t]*(?:>>> ?|\.\.\. ?|In ?\[\d*\]: ?)", re.MULTILINE)
MADE = re.compile(r"^(?:[ \t]*[Dd]ef[ \t]+(\w+)|(\w+)[ \t]*=(?!=))", re.MULTILINE)


def notebook_shell() -> Any:
    """Return IPython's shell, or None where there is none."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


@dataclass(frozen=True)
class Stopped:
    """A cell whose last run failed: the line, as typed, and what it is."""

    line: str
    slip: Slip


@dataclass
class Cells:
    """The cells of this notebook that ran, and the names whose cell failed the last time.

    `stopped` has the failed cells by their id: one may have lost the line that makes its name.
    `replaced` has the functions that a cell made once, and no other since, with the one that it
    makes instead.
    """

    text: str = ""
    id: str | None = None
    ran: set[str] = field(default_factory=set)
    failed: dict[str, Stopped] = field(default_factory=dict)
    stopped: dict[str, Stopped] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    _homes: dict[str, str] = field(default_factory=dict)
    _before: dict[str, Any] = field(default_factory=dict)
    _defined: list[str] = field(default_factory=list)

    def start(self, text: str, cell_id: str | None, names: dict[str, Any]) -> None:
        """Note that a cell begins to run, and what the names that it will make stand for now."""
        self.text, self.id = text, cell_id
        made = MADE.findall(PROMPT.sub("", text))
        self._defined = [function for function, _ in made if function]
        self._before = {name: names.get(name) for name in map("".join, made)}

    def stop(self, stopped: Stopped, names: dict[str, Any], unread: bool = False) -> None:
        """Note that the cell failed: names that it did not come to are what they were.

        Of a cell that Python could not read to its end (`unread`), no name is what was meant.
        """
        if self.id:
            self.stopped[self.id] = stopped
        for name, before in self._before.items():
            if unread or names.get(name) is before:
                self.failed[name] = stopped
            else:
                self.failed.pop(name, None)

    def end(self) -> None:
        """Note that the cell ran to its end."""
        self.ran.add(self.text)
        self.stopped.pop(self.id or "", None)
        for name in self._before:
            self.failed.pop(name, None)
            self.replaced.pop(name, None)
        if self.id:
            gone = {name for name, home in self._homes.items() if home == self.id}
            gone -= set(self._before)
            new = [name for name in self._defined if self._homes.get(name) != self.id]
            self.replaced |= {name: new[0] for name in gone if new}
            self._homes |= dict.fromkeys(self._defined, self.id)
            for name in gone:
                self.failed.pop(name, None)
                del self._homes[name]


cells = Cells()


@dataclass
class Course:
    """What the course has beyond this notebook; its checks fill it in.

    `tasks` has the checks by the name of the function that a learner writes, and `homes` the
    module in which each function of the course is found.
    """

    tasks: dict[str, Any] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)


course = Course()


def raise_left(function: Any) -> bool:
    """Whether `raise NotImplementedError` stands among other lines of a function."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, IndexError):
        return False
    lines = tree.body[0].body if tree.body and isinstance(tree.body[0], ast.FunctionDef) else []
    others = [
        line for line in lines if not (_is_placeholder(line) or is_text(line) or _is_given(line))
    ]
    return bool(others) and any(map(_is_placeholder, lines))


def _is_placeholder(line: ast.stmt) -> bool:
    return (
        isinstance(line, ast.Raise)
        and line.exc is not None
        and ast.unparse(line.exc).startswith("NotImplementedError")
    )


def _is_given(line: ast.stmt) -> bool:
    """Whether a line is a list of numbers, as a task may hand it out."""
    return (
        isinstance(line, ast.Assign)
        and isinstance(line.value, ast.List | ast.Tuple)
        and all(isinstance(one, ast.Constant) for one in line.value.elts)
    )


def is_text(line: ast.AST) -> bool:
    """Whether a line is a text, or a number, alone."""
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def own_functions(names: dict[str, Any]) -> dict[str, types.FunctionType]:
    """Return the functions that cells of this notebook made."""
    return {
        name: value
        for name, value in names.items()
        if isinstance(value, types.FunctionType)
        and value.__module__ == names.get("__name__")
        and not name.startswith("_")
    }
