"""A new entry for the `concepts.toml` of a course, with each of its fields explained."""

import json
import re
from pathlib import Path

from mlsmath.commands.contract.concepts import CONCEPT, OURS, load_concepts
from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.files import write_whole

START = """\
# The concepts of this course; `mlsmath check` finds this file beside the notebooks.
# "mlsmath": the entries below are added to those of mlsmath. "nothing": they stand alone.
extends = {extends}
"""
EXAMPLES = {
    "symbol": r"'\bar{x}'",
    "python": '"np.mean(x)"',
    "week": "1",
    "numbers": "['$(4 + 8) / 2 = 6$']",
    "also": """[{ symbol = 'm', python = "len(x)", meaning = "how many there are" }]""",
    "builds_on": "[]",
    "code_also": '["sum(_) / _"]',
    "latex": r"['\\bar\b']",
    "deeper": '[{ kind = "book", title = "A title", where = "chapter 1" }]',
    "elsewhere": '[{ ours = "middle", field = "average", python = "np.mean" }]',
}


def own_concepts(folder: Path) -> Path:
    """Return where a folder of notebooks has its concepts, if it has some of its own."""
    if not folder.is_dir():
        raise ContractError(f"{folder}: there is no such folder; name the one of the notebooks.")
    return folder / OURS.name


def write_entry(folder: Path, name: str, extends: str) -> tuple[Path, int]:
    """Add an entry with this id to the `concepts.toml` in a folder; return the file and the line.

    Makes the file where there is none, and then says in it what it `extends`. Raises
    `ContractError`, and changes nothing, for an id that cannot be or is there already, and for a
    file that cannot be read.
    """
    path = own_concepts(folder)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ContractError(f'"{name}": an id has lower-case words joined by hyphens.')
    old = START.format(extends=json.dumps(extends))
    if path.exists():
        load_concepts(path)
        old = path.read_bytes().decode("utf-8").rstrip() + "\n"
        if re.search(rf"^\s*id\s*=\s*[\"']{name}[\"']", old, re.M):
            raise ContractError(f'{path}: there is an entry "{name}" already; change that one.')
    newline = "\r\n" if "\r\n" in old else "\n"
    text = f"{old}\n{entry(name)}".replace("\r\n", "\n")
    write_whole(path, text.replace("\n", newline).encode("utf-8"))
    load_concepts(path)
    return path, text.count("\n", 0, text.rindex("[[concept]]")) + 1


def entry(name: str) -> str:
    """Return the text of an entry, each field below what it means; those to choose from are out."""
    words = name.replace("-", " ")
    called = name.replace("-", "_")
    filled = {
        "id": json.dumps(name),
        "name": json.dumps(words),
        "meaning": '"…"',
        "code": json.dumps([f"{called}(...)", f"def {called}"]),
        "prose": f"['{words}s?']",
    }
    lines = ["[[concept]]"]
    for field, said in explained().items():
        lines += [f"# {line}" for line in said]
        value = f"{field} = {filled.get(field) or EXAMPLES.get(field, '[]')}"
        lines.append(value if field in filled else f"# {value}")
    return "\n".join(lines) + "\n"


def explained() -> dict[str, list[str]]:
    """Return what the top of our `concepts.toml` says about each field, line by line."""
    found: dict[str, list[str]] = {}
    for line in OURS.read_text(encoding="utf-8").split("[[concept]]")[0].splitlines():
        if match := re.fullmatch(r"# ([a-z_]+) {2,}(.+)", line):
            found[match[1]] = [match[2]]
        elif found and (match := re.fullmatch(r"# {6,}(.+)", line)):
            found[[*found][-1]].append(match[1])
    return {name: found[name] for name in CONCEPT.fields}
