"""Code cells: the syntax tree without Jupyter's own commands, and the words a learner reads."""

import ast
import contextlib
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from mlsmath.commands.contract.prose import tear

CELL_MAGICS_ON_PYTHON = {"time", "timeit", "capture", "prun", "python", "python3", "pypy"}
HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?(?:^[ \t]*### END HIDDEN TESTS[^\n]*$|\Z)", re.M | re.S
)
MARKER = re.compile(r"#\s*#*\s*(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS)")
CELL_MAGIC = re.compile(r"\s*%%(\w*)([^\n]*)")
LINE_MAGIC = re.compile(r"(\s*)(?:([\w, ]+=\s*))?%(\w+)[ \t]*(.*)")
SHELL = re.compile(r"(\s*)(?:([\w, ]+=\s*))?!.*")
HELP = re.compile(r"""(\s*)(?:\?{1,2}\S+|[^#"'\s][^#"']*\?{1,2})\s*""")
OPTION = re.compile(r"-\w+(?:[ \t]*\d+)?[ \t]+")
TIMED = ("time", "timeit", "prun")
AS_WRITTEN = re.compile(r"\d[eE_]")  # what the tree does not show: 1e-5, 10_000
LABEL = re.compile(r"label|title")
STUB = re.compile(r"\bNotImplementedError\b|YOUR CODE HERE")


@dataclass(frozen=True)
class Code:
    """What one piece of code is made of; `error` names the line that is not Python."""

    tree: ast.Module
    texts: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    error: str = ""

    @property
    def idle(self) -> bool:
        """Tell whether it does nothing but import (or nothing at all)."""
        return all(
            isinstance(node, ast.Import | ast.ImportFrom | ast.Pass)
            or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
            for node in self.tree.body
        )


NOTHING = Code(ast.Module(body=[], type_ignores=[]))


def read_code(source: str) -> Code:
    """Return the tree and texts of a code cell; what is not Python gives `error`, never raises."""
    seen = HIDDEN.sub("", source.replace("\r\n", "\n"))
    magic = CELL_MAGIC.match(seen)
    if magic:
        if magic[1] not in CELL_MAGICS_ON_PYTHON:
            return NOTHING
        statement = OPTION.sub("", magic[2].strip() + " ").strip() if magic[1] in TIMED else ""
        seen = (_python_or_nothing(statement) + seen[magic.end() :]).strip("\n")
    try:
        return _parsed(seen)
    except SyntaxError:
        pass
    try:
        return _parsed("\n".join(_without_magic(line) for line in seen.split("\n")))
    except SyntaxError as error:
        line = (error.text or "").strip()
        return Code(NOTHING.tree, error=f'line {error.lineno} ("{line}"): {error.msg}')


def unwritten(source: str) -> bool:
    """Tell whether the code is a stub that waits for the learner's answer."""
    return bool(STUB.search(source))


def read_snippet(source: str) -> list[ast.AST]:
    """Return the trees of code inside a text: none when it is not Python.

    A name alone (`np.sum`) also counts as a call of it, which is what it stands for in a text.
    """
    trees: list[ast.AST] = []
    for text in (source.strip(), f"{source.strip()}()"):
        if text.endswith("()") and not re.fullmatch(r"[\w.]+\(\)", text):
            continue
        with contextlib.suppress(SyntaxError):
            trees.append(_tree(text))
    return trees


def _tree(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "\s" in a text is the author's affair
        try:
            return compile(
                source, "<cell>", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            )
        except ValueError as error:  # a null byte
            raise SyntaxError(str(error)) from error


def _parsed(source: str) -> Code:
    tree = _tree(source)
    if AS_WRITTEN.search(source):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
                written = ast.get_source_segment(source, node)
                node.written = written  # type: ignore[attr-defined]
    return Code(tree, tuple(_texts(source, tree)), tuple(_formulas(tree)))


def _texts(source: str, tree: ast.Module) -> list[str]:
    """Return the comments, the texts with a blank and the labels: a learner reads these too."""
    texts = []
    try:
        if "#" not in source:
            source = ""
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT and not MARKER.match(token.string):
                texts.append(token.string.lstrip("#: "))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        pass
    for node in ast.walk(tree):
        is_label = isinstance(node, ast.keyword) and LABEL.search(node.arg or "") is not None
        inside = ast.walk(node.value) if isinstance(node, ast.keyword) and is_label else [node]
        for part in inside:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                text = part.value.strip()
                if " " in text or is_label:
                    texts.append(text)
    return texts


def _formulas(tree: ast.Module) -> Iterator[str]:
    """Yield the formulas in texts, which a picture or the notebook shows typeset."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if "$" in text:
                yield from tear(text).formulas.values()
            case ast.Call(
                func=ast.Name(id="Math" | "Latex") | ast.Attribute(attr="Math" | "Latex"),
                args=[ast.Constant(value=str(text))],
            ) if "$" not in text:
                yield text


def _python_or_nothing(statement: str) -> str:
    try:
        _tree(statement)
    except SyntaxError:
        return ""
    return statement


def _without_magic(line: str) -> str:
    """Return the Python of one line: what `%timeit` times stays, other commands go."""
    if match := LINE_MAGIC.fullmatch(line):
        indent, target, name, rest = match[1], match[2] or "", match[3], match[4]
        if name in TIMED:
            return f"{indent}{_python_or_nothing(OPTION.sub('', rest)) or 'pass'}"
        return f"{indent}{target}None" if target else f"{indent}pass"
    if match := SHELL.fullmatch(line):
        return f"{match[1]}{match[2]}None" if match[2] else f"{match[1]}pass"
    if match := HELP.fullmatch(line):
        return f"{match[1]}pass"
    return line
