"""From downloads to the attempts of each person, and to what could not be placed."""

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from mlsmath.commands.platforms.attempts import Attempt
from mlsmath.commands.platforms.download import Member, UnreadableError, open_bytes, open_download
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.forms import Claim, Form, plain, recognise
from mlsmath.commands.platforms.placing import place
from mlsmath.commands.platforms.roster import Person, Roster
from mlsmath.commands.platforms.unpack import is_system

PAGES = {"index.html", "status.csv", "status.xlsx"}  # what Brightspace and ILIAS add at the top


@dataclass
class Unplaced:
    """A file that nobody gets, and why."""

    file: str
    reason: str


@dataclass
class Gathered:
    """Whose everything is."""

    people: dict[str, Person] = field(default_factory=dict)
    attempts: dict[str, dict[tuple[int, str], Attempt]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    system: int = 0
    opened: int = 0


def gather(downloads: list[Path], roster: Roster | None, week: str, stack: ExitStack) -> Gathered:
    """Read the lists of files of downloads, and give each file to a person.

    A broken download is set aside. Archives stay open as long as the stack.

    Raises
    ------
    PlatformError
        If no download can be read.
    """
    gathered, faults = Gathered(), []
    for path in downloads:
        try:
            members = open_download(path, stack)
        except PlatformError as error:
            faults.append(error)
            gathered.unplaced.append(Unplaced(path.name, str(error)))
            continue
        gathered.opened += 1
        _take(path.stem, members, roster, week, gathered)
    if faults and not gathered.opened:
        raise faults[0]
    return gathered


def _take(
    label: str, members: list[Member], roster: Roster | None, week: str, gathered: Gathered
) -> None:
    """Take one download; one that lies in it as a zip of its own is taken by itself."""
    kept = [one for one in members if not is_system(one.path)]
    gathered.system += len(members) - len(kept)
    form = recognise(kept)
    if form is not plain:
        _place(kept, form, roster, gathered)
        return
    kept = _without_wrapper(kept, roster, week)
    own = []
    for one in kept:
        inside = _download_in(one, roster)
        if inside is None:
            own.append(one)
        else:
            gathered.opened += 1
            _take(one.path[: -len(".zip")], inside, roster, week, gathered)
    if roster is not None and roster.by_login(label) and not _any_known(own, roster):
        # The download of one person, named by that person.
        own = [replace(one, path=f"{label}/{one.path}") for one in own]
    _place(own, form, roster, gathered)


def _place(members: list[Member], form: Form, roster: Roster | None, gathered: Gathered) -> None:
    claims: list[tuple[Member, Claim]] = []
    for one in members:
        claim = form(one.path, one)
        if claim is not None:
            claims.append((one, claim))
        elif one.hostile:
            gathered.unplaced.append(Unplaced(one.path, one.hostile))
        elif one.path.rsplit("/", 1)[-1].lower() in PAGES:
            gathered.system += 1
        else:
            reason = f"its name has not the form of the others ({form.__name__.capitalize()})"
            gathered.unplaced.append(Unplaced(one.path, reason))
    twins = _twins(claims) if roster is None else set()
    for one, claim in claims:
        person = place(claim, roster)
        if isinstance(person, str):
            gathered.unplaced.append(Unplaced(one.path, one.hostile or person))
            continue
        if person.id in twins and claim.key:
            person = Person(f"{person.id}-{claim.key[1]}", person.name, "", person.keys)
        gathered.people.setdefault(person.id, person)
        attempts = gathered.attempts.setdefault(person.id, {})
        key = gathered.opened, claim.attempt
        attempts.setdefault(key, Attempt(claim.form, gathered.opened)).add(claim, one)


def _twins(claims: list[tuple[Member, Claim]]) -> set[str]:
    """Return the ids that would be made of one name for two of the platform's numbers."""
    numbers: dict[str, set[str]] = {}
    for _, claim in claims:
        person = place(claim, None)
        if claim.key and isinstance(person, Person):
            numbers.setdefault(person.id, set()).add(claim.key[1])
    return {id for id, known in numbers.items() if len(known) > 1}


def _without_wrapper(members: list[Member], roster: Roster | None, week: str) -> list[Member]:
    """Leave out a folder around all others, unless it is one of a person."""
    while members:
        tops = {one.path.partition("/")[0] for one in members}
        nested = all("/" in one.path for one in members)
        if len(tops) != 1 or not nested or any(one.hostile for one in members):
            break
        (top,) = tops
        below = {one.path.split("/")[1] for one in members}
        folders = all(
            one.path.count("/") > 1 or one.path.lower().endswith(".zip") for one in members
        )
        if roster is not None and (roster.by_login(top) or roster.by_name(top)):
            break
        if roster is None and (not folders or below <= {week}):
            break
        members = [replace(one, path=one.path.partition("/")[2]) for one in members]
    return members


def _download_in(member: Member, roster: Roster | None) -> list[Member] | None:
    """Return the files of a platform's download that lies inside another folder or zip."""
    stem = member.path[: -len(".zip")]
    if "/" in member.path or not member.path.lower().endswith(".zip") or member.hostile:
        return None
    if roster is not None and (roster.by_login(stem) or roster.by_name(stem)):
        return None
    try:
        inside = open_bytes(member.read())
    except UnreadableError:
        return None
    form = recognise([one for one in inside if not is_system(one.path)])
    return inside if form is not plain else None


def _any_known(members: list[Member], roster: Roster) -> bool:
    claims = [plain(one.path, one) for one in members]
    return any(isinstance(place(claim, roster), Person) for claim in claims if claim)
