"""The pieces of a cell that does not parse: its tokens, and the mends that are tried on it."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from keyword import iskeyword

OPENERS = {"(": ")", "[": "]", "{": "}"}
VALUES = {"None", "True", "False"}
TYPE = "Type {new} in the place of {old}."

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<string>(?i:\b[rbfu]{1,2})?(?:'{3}.*?'{3}|"{3}.*?"{3}
        |(?!'{3})'(?:\\.|[^'\\\n])*'|(?!"{3})"(?:\\.|[^"\\\n])*"))
    |(?P<quote>'{3}|"{3}|'|")
    |(?P<number>0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?j?)
    |(?P<name>[^\W\d]\w*)
    |(?P<op>\*\*=|//=|\*\*|//|->|:=|[-+*/%@&|^=!<>]=|<<|>>|[-+*/%@&|^=<>!~()\[\]{},:;.?$])
    |(?P<newline>\n)
    |(?P<other>\S)""",
    re.VERBOSE | re.DOTALL,
)


Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Token:
    """A piece of a cell, with its places in the text and its line, counted from 1."""

    kind: str
    text: str
    start: int
    end: int
    line: int

    def put(self, new: str) -> Edit:
        """Return the edit that puts something in its place."""
        return self.start, self.end, new

    @property
    def keyword(self) -> bool:
        """Tell whether it is a word that Python keeps, and no value."""
        return self.kind == "name" and iskeyword(self.text) and self.text not in VALUES

    @property
    def ends_value(self) -> bool:
        """Tell whether a value can end here, as in `x` or `f(x)`."""
        if self.kind == "name":
            return not self.keyword
        return self.kind in ("number", "string") or self.text in (")", "]", "}")

    @property
    def starts_value(self) -> bool:
        """Tell whether a value can begin here."""
        if self.kind == "name":
            return not self.keyword
        return self.kind in ("number", "string") or self.text in OPENERS


@dataclass(frozen=True)
class Mend:
    """What may be wrong: the edits that mend it, and the sentence with `{old}` and `{new}`.

    `sure` says that the piece is wrong wherever it stands, even if an earlier line is wrong too.
    """

    name: str
    edits: tuple[Edit, ...]
    said: str
    sure: bool = False
    whole: bool = False


def mend(name: str, said: str, *edits: Edit, sure: bool = False, whole: bool = False) -> Mend:
    """Return what may be wrong, with the edits that mend it."""
    return Mend(name, edits, said, sure, whole)


# The line and the column, counted from 1, and whether the indentation is at fault.
Place = tuple[int, int, bool]


def parse(text: str) -> Place | None:
    """Return the place where Python cannot read `text`, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = compile(
                text,
                "<cell>",
                "exec",
                ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
                dont_inherit=True,
            )
            compile(tree, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return error.lineno or 0, error.offset or 0, isinstance(error, IndentationError)
    except ValueError:
        return 0, 0, False
    return None


class Cell:
    """A cell's text with its lines and tokens, and the place where Python stopped reading."""

    def __init__(self, text: str, place: Place = (1, 1, False)) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.place = place
        self.line = min(max(place[0], 1), len(self.lines))

    @cached_property
    def tokens(self) -> list[Token]:
        """Return all tokens but comments and the ends of lines."""
        return [token for token in self.all_tokens if token.kind not in ("comment", "newline")]

    @cached_property
    def all_tokens(self) -> list[Token]:
        """Split the text into tokens."""
        found = []
        line, counted = 1, 0
        for match in _TOKEN.finditer(self.text):
            line += self.text.count("\n", counted, match.start())
            counted = match.start()
            kind = match.lastgroup or "other"
            found.append(Token(kind, match.group(), match.start(), match.end(), line))
        return found

    def on(self, line: int) -> list[Token]:
        """Return the tokens of a line."""
        return self._by_line.get(line, [])

    @cached_property
    def _by_line(self) -> dict[int, list[Token]]:
        found: dict[int, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.line, []).append(token)
        return found

    def pairs(self, line: int) -> Iterator[tuple[Token, Token]]:
        """Pair the neighbours on a line, and its last token with the next in an open bracket."""
        for left, right in zip(self.tokens, self.tokens[1:], strict=False):
            if left.line == line and (right.line == line or self.depth(left.end)):
                yield left, right

    def depth(self, place: int) -> list[Token]:
        """Return the brackets that are open at a place."""
        return self.unmatched(place)[0]

    def unmatched(self, place: int | None = None) -> tuple[list[Token], list[tuple[Token, Token]]]:
        """Return the brackets left open before `place`, and closers with the open one they miss."""
        opened: list[Token] = []
        wrong: list[tuple[Token, Token]] = []
        for token in self.tokens:
            if place is not None and token.start >= place:
                break
            if token.kind != "op":
                continue
            if token.text in OPENERS:
                opened.append(token)
            elif token.text in OPENERS.values():
                if opened and OPENERS[opened[-1].text] == token.text:
                    opened.pop()
                else:
                    wrong.append((token, opened.pop() if opened else token))
        return opened, wrong

    def line_text(self, line: int) -> str:
        """Return a line as typed."""
        return self.lines[line - 1]

    def indent(self, line: int) -> str:
        """Return the white space that a line begins with."""
        text = self.line_text(line)
        return text[: len(text) - len(text.lstrip())]

    def code_end(self, line: int) -> int:
        """Return the place after the last token of a line."""
        tokens = self.on(line)
        return tokens[-1].end if tokens else self.starts[line - 1]

    def before(self, line: int) -> int | None:
        """Return the closest line with code above."""
        for number in range(line - 1, 0, -1):
            if self.on(number):
                return number
        return None

    def apply(self, edits: tuple[Edit, ...]) -> str:
        """Return the text with the edits made."""
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text
