"""Tags for notebooks that have none: proposed with the sentence that speaks for each, and set.

Nothing is written but tags: no text is invented, and no cell is moved. A concept is tagged where
`untagged.find` sees it explained, if code needs it and no cell has the tag yet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mlsmath.contract.errors import ContractError
from mlsmath.contract.notebook_file import parse
from mlsmath.contract.reading import Cell, Tags, read_course
from mlsmath.contract.rules import Breach, all_breaches
from mlsmath.contract.surgery import with_tags
from mlsmath.contract.untagged import find
from mlsmath.contract.words import count
from mlsmath.contract.writing import write_whole

JSON = ".ipynb"


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
    """What adopting a course comes to: its tags, what it explains in vain, what is left."""

    proposals: tuple[Proposal, ...]
    not_needed: tuple[str, ...]
    mends: tuple[Mend, ...]

    @property
    def by_file(self) -> dict[Path, list[Proposal]]:
        """Return the proposals of each notebook."""
        found: dict[Path, list[Proposal]] = {}
        for proposal in self.proposals:
            found.setdefault(proposal.cell.notebook.path, []).append(proposal)
        return found


def adopt(folder: Path) -> Adoption:
    """Return the tags for the notebooks in a folder, and what is left to mend with them set.

    Raises `ContractError` like `check`. Changes nothing.
    """
    course = read_course(Path(folder))
    found = find(course)
    needed = [one for one in found if one.explained and one.needed]
    proposals = tuple(
        Proposal(
            one.explained.cell,
            f"explains:{one.concept}",
            one.explained.sentence,
            one.explained.full,
        )
        for one in sorted(needed, key=lambda one: one.explained.cell.position)
        if one.concept not in course.notes and one.explained.cell.notebook.judged
    )
    idle = tuple(one.concept for one in found if one.explained and not one.needed)
    adoption = Adoption(proposals, tuple(name for name in idle if name not in course.notes), ())
    tagged = read_course(Path(folder), _tags(adoption)) if proposals else course
    return Adoption(proposals, adoption.not_needed, tuple(mends(all_breaches(tagged))))


def write(adoption: Adoption) -> tuple[list[Path], list[Proposal]]:
    """Set the proposed tags; return the files that changed, and what is to be set by hand.

    Each file is written whole or not at all, and each of its bytes besides the new tags stays as
    it was. Notebooks that are text are left alone. Raises `ContractError` where a file may not be
    written.
    """
    changed, by_hand = [], []
    for path, proposals in adoption.by_file.items():
        if path.suffix != JSON:
            by_hand += proposals
            continue
        old = path.read_bytes().decode("utf-8")
        tags = _tags(Adoption(tuple(proposals), (), ()))[path]
        new = with_tags(old, tags)
        _compare(path, old, new, tags)
        write_whole(path, new.encode("utf-8"))
        changed.append(path)
    return changed, by_hand


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


def _tags(adoption: Adoption) -> Tags:
    return {
        path: {
            number: [one.tag for one in proposals if one.cell.number - 1 == number]
            for number in dict.fromkeys(one.cell.number - 1 for one in proposals)
        }
        for path, proposals in adoption.by_file.items()
    }


def _compare(path: Path, old: str, new: str, tags: dict[int, list[str]]) -> None:
    """Make sure that a notebook differs from what it was by the new tags alone."""
    wanted = parse(old.removeprefix("\ufeff"))
    for number, more in tags.items():
        wanted["cells"][number]["metadata"].setdefault("tags", []).extend(more)
    if parse(new.removeprefix("\ufeff")) != wanted:
        raise ContractError(f"{path}: its tags could not be set; set them in JupyterLab.")
