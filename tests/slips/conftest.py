"""Tables: a test that asks for one of the text files in `tables` by its name runs for each row.

A line at the edge names a row, and says what is told of it behind a colon. The code stands below,
further in; where several rows have the same name, each begins with a `*`. Of `«old → new»` a
learner typed the old, and the new mends it. So it is with whole lines marked `-` and `+`.
"""

import linecache
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from mlsmath import checks

TABLES = {path.stem: path for path in Path(__file__).parent.glob("tables/*.txt")}
MARKED = r"«(.*?) → (.*?)»"


class Row(NamedTuple):
    """A row: its name, what is told, the code as typed and as mended, and the piece put in."""

    name: str
    told: str
    typed: str
    mended: str
    new: str


def rows(text):
    """Yield the rows of a table."""
    for name, told, below in re.findall(r"(?m)^(\S+?)(?:: (.*))?\n((?: .*\n)*)", text):
        first, *several = re.split(r"(?m)^(?=  \*)", below)
        for code in several or [first]:
            lines = [(line[2], line[4:]) for line in code.splitlines()]
            typed = "\n".join(line for mark, line in lines if mark != "+")
            mended = "\n".join(line for mark, line in lines if mark != "-")
            marked = re.search(MARKED, code)
            added = "\n".join(line.strip() for mark, line in lines if mark == "+")
            new = marked[2] if marked else added
            yield Row(name, told, re.sub(MARKED, r"\1", typed), re.sub(MARKED, r"\2", mended), new)


def pytest_generate_tests(metafunc):
    for name in {*metafunc.fixturenames} & {*TABLES}:
        table = list(rows(TABLES[name].read_text(encoding="utf-8")))
        metafunc.parametrize(name, table, ids=[f"{row.name}: {row.told}" for row in table])


@pytest.fixture
def judged(request):
    """Return what a check says of a function with these lines, in the notebook of a module."""

    def judge(check, body, **cell):
        check = getattr(checks, f"check_{check}")
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        text = f"def {check.name}({', '.join(check.parameters)}):\n{lines}"
        file = f"<judged {hash(text)}>"
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
        space = {**request.module.NOTEBOOK, **cell}
        exec(compile(text, file, "exec"), space)
        return check(space[check.name])

    return judge
