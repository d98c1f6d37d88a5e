"""Tags for notebooks that have none: proposed with the sentence that speaks for each, and set.

Nothing is written but tags: no text is invented, and no cell is moved. A concept is tagged where
`untagged.find` sees it explained, if no cell has the tag yet.
"""

import textwrap
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mlsmath.commands.contract import surgery, text_tags
from mlsmath.commands.contract.entries import did_you_mean
from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.files import cell_lines, read, write_whole
from mlsmath.commands.contract.reading import Cell, read_course
from mlsmath.commands.contract.rules import Breach, all_breaches
from mlsmath.commands.contract.untagged import find
from mlsmath.commands.contract.words import count

LONGEST_SENTENCE = 160  # characters


@dataclass(frozen=True)
class Proposal:
    """One tag for one cell, with the sentence that speaks for it; `full` is false for a gloss."""

    cell: Cell
    tag: str
    sentence: str
    full: bool


@dataclass(frozen=True)
class Mend:
    """What is left to mend of one concept in one way: the first place, and how many there are."""

    effort: int
    breach: Breach
    places: int

    def __str__(self) -> str:
        """Return it on one line."""
        more = f" (and {count(self.places - 1, 'more cell')})" if self.places > 1 else ""
        return f"{self.breach}{more}"


@dataclass(frozen=True)
class Adoption:
    """What adopting a course comes to: its tags, and what is left to mend with them."""

    proposals: tuple[Proposal, ...]
    mends: tuple[Mend, ...]

    @property
    def by_file(self) -> dict[Path, list[Proposal]]:
        """Return the proposals of each notebook."""
        return _by_file(self.proposals)


def adopt(folder: Path, skip: Collection[str] = ()) -> Adoption:
    """Return the tags for the notebooks in a folder, and what is left to mend with them set.

    The concepts in `skip` get no tag. Raises `ContractError` like `check`, and for a concept to
    skip that is none. Changes nothing.
    """
    course = read_course(Path(folder))
    for concept in skip:
        if concept not in course.concepts:
            hint = did_you_mean(concept, course.concepts) or "; `mlsmath concepts list` shows them"
            raise ContractError(f'There is no concept "{concept}" to skip{hint}.')
    explained = [(one.concept, one.explained) for one in find(course) if one.explained]
    proposals = tuple(
        Proposal(text.cell, f"explains:{concept}", text.sentence, text.full)
        for concept, text in sorted(explained, key=lambda pair: pair[1].cell.position)
        if concept not in (*course.notes, *skip) and text.cell.notebook.judged
    )
    more = {path: _tags(ones) for path, ones in _by_file(proposals).items()}
    return Adoption(proposals, tuple(mends(all_breaches(read_course(Path(folder), more)))))


def write(adoption: Adoption) -> tuple[list[Path], list[Proposal]]:
    """Set the proposed tags; return the files that changed, and what is to be set by hand.

    Each file is written whole or not at all, and each of its bytes besides the new tags stays as
    it was. By hand is left what `text_tags` cannot set. Raises `ContractError` where a file may
    not be written.
    """
    changed: list[Path] = []
    by_hand: list[Proposal] = []
    for path, proposals in adoption.by_file.items():
        old, tags = path.read_bytes().decode("utf-8"), _tags(proposals)
        if path.suffix == ".ipynb":
            new: str | None = surgery.with_tags(old, tags)
        else:
            new = text_tags.with_tags(old, cell_lines(path), tags)
        if new is None or not _only_tags(path, old, new, tags):
            by_hand += proposals
        else:
            write_whole(path, new.encode("utf-8"))
            changed.append(path)
    return changed, by_hand


def describe(adoption: Adoption) -> str:
    """Return the proposals of each notebook with their sentences, and what is left to mend."""
    lines = []
    for proposals in adoption.by_file.values():
        lines.append(proposals[0].cell.notebook.name)
        for proposal in proposals:
            gloss = "" if proposal.full else "  (a gloss)"
            lines.append(f"  {proposal.cell.place}: {proposal.tag}{gloss}")
            because = textwrap.shorten(proposal.sentence, LONGEST_SENTENCE, placeholder=" …")
            lines.append(f"    because: {because}")
        lines.append("")
    if adoption.mends:
        left = count(len(adoption.mends), "thing")
        lines += [f"Left to mend, the easiest first: {left}.", *map("- {}".format, adoption.mends)]
        lines.append("")
    return "\n".join(lines)


def mends(breaches: Iterable[Breach]) -> list[Mend]:
    """Return what is to be mended, the easiest first; breaches of one kind and concept are one."""
    found: dict[tuple[int, str, str], list[Breach]] = {}
    for breach in breaches:
        effort = next(n for n, fits in enumerate(EFFORTS) if fits(breach))
        found.setdefault((effort, breach.concept, breach.rule), []).append(breach)
    every = [Mend(key[0], group[0], len(group)) for key, group in found.items()]
    return sorted(every, key=lambda mend: (mend.effort, mend.places))


def _says(*words: str) -> Callable[[Breach], bool]:
    return lambda breach: any(word in breach.wrong for word in words)


EFFORTS: tuple[Callable[[Breach], bool], ...] = (
    _says("the tag ", "explained already", "revisited before"),  # a tag
    _says("no number", "no formula", "does not end with", "lacks"),  # a sentence more
    lambda breach: (
        breach.rule == "nothing late" or _says("comes later", "later in")(breach)
    ),  # a move
    lambda breach: breach.rule in ("short", "nothing idle"),  # a cut
    lambda breach: "not Python" not in breach.wrong,  # a new note
    lambda _: True,
)


def _by_file(proposals: Iterable[Proposal]) -> dict[Path, list[Proposal]]:
    found: dict[Path, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.cell.notebook.path, []).append(proposal)
    return found


def _tags(proposals: Iterable[Proposal]) -> dict[int, list[str]]:
    """Return the tags by the number of the cell in its notebook, from 0."""
    found: dict[int, list[str]] = {}
    for proposal in proposals:
        found.setdefault(proposal.cell.number - 1, []).append(proposal.tag)
    return found


def _only_tags(path: Path, old: str, new: str, tags: Mapping[int, list[str]]) -> bool:
    """Tell whether a notebook differs from what it was by the new tags alone."""
    wanted, found = (read(path, text.removeprefix("\ufeff")) for text in (old, new))
    for number, more in tags.items():
        wanted["cells"][number]["metadata"].setdefault("tags", []).extend(more)
    if path.suffix == ".ipynb":
        return wanted == found
    for cell in (*wanted["cells"], *found["cells"]):
        del cell["id"]  # the line on which it begins
    return wanted["cells"] == found["cells"]
