"""How each platform names what it gives: from the path of a file to whose it is and from when.

A form is a function of a path. It returns a `Claim`, or None where the path has not that form.
The forms and where they are from stand in the tests, in `tests/platforms/forms.py`.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from mlsmath.commands.platforms.download import Member

PLAIN = "plain"
JOINED = ("Blackboard", "Brightspace")  # a new attempt there need not hold all files again


@dataclass(frozen=True)
class Claim:
    """What a path says of a file.

    `key` is one of the platform's own identifiers, as (kind, value); see `roster.Person`. `logins`
    and `names` are what somebody may be called, the likeliest first. `attempt` tells the attempts
    of one person apart. `file` is the path inside the submission, "" for a page of the platform's.
    A `loose` file lies in nobody's folder.
    """

    form: str
    file: str
    key: tuple[str, str] | None = None
    logins: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    attempt: str = ""
    when: datetime | None = None
    late: bool = False
    loose: bool = False


_MOODLE = re.compile(
    r"(?P<name>[^_/]*)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?", re.S
)
_CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<user>\d+)_\d+_(?P<file>.+)", re.S)
_CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<name>anon_[^\W_]+)_\d+_(?P<file>.+)", re.S)
_BLACKBOARD = re.compile(
    r"(?P<before>.+?)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)", re.S
)
_BRIGHTSPACE = re.compile(
    r"\d+(?:-\d+)* - (?P<name>.+?) - (?P<when>(?=[^-]*\d{4})[^-]+?)(?: - (?P<file>.+))?", re.S
)
_ILIAS = re.compile(r"[^_/]+_[^_/]+_[^/]+_\d+")
_ILIAS_LATE = re.compile(r"(?:late submission|versp(?:ae|ä|a)tete abgabe) - ", re.I)


def _found(form: re.Pattern[str], path: str) -> tuple[re.Match[str] | None, str]:
    """Return the first part of a path that has this form, and the file: what follows, or in it."""
    parts = path.split("/")
    for place, part in enumerate(parts, start=1):
        if match := form.fullmatch(part):
            return match, "/".join(parts[place:]) or match["file"] or ""
    return None, ""


def moodle(path: str, member: Member) -> Claim | None:
    """Read `Name_12345_assignsubmission_file_/FILE`, or the same in one without the slash."""
    match, file = _found(_MOODLE, path)
    if match is None or not file:
        return None
    return Claim("Moodle", file, ("participant", match["number"]), names=(match["name"],))


def canvas(path: str, member: Member) -> Claim | None:
    """Read `doejane_LATE_USER_FILE-ID_FILE`; where names are hidden, nobody is in it."""
    name = path.rsplit("/", 1)[-1]
    if match := _CANVAS_ANONYMOUS.fullmatch(name):
        return Claim("Canvas", match["file"], names=(match["name"],), late=bool(match["late"]))
    if match := _CANVAS.fullmatch(name):
        key, late = ("canvas", match["user"]), bool(match["late"])
        return Claim("Canvas", match["file"], key, names=(match["name"],), late=late)
    return None


def canvas_prefix(name: str) -> str:
    """Return what Canvas put before the name of a file: whose it is, and the file's number."""
    match = _CANVAS.fullmatch(name) or _CANVAS_ANONYMOUS.fullmatch(name)
    return name[: match.start("file")] if match else ""


def blackboard(path: str, member: Member) -> Claim | None:
    """Read `Assignment_username_attempt_2026-11-28-10-15-30_FILE`; both names may hold a `_`."""
    match = _BLACKBOARD.fullmatch(path.rsplit("/", 1)[-1])
    if not match:
        return None
    words = match["before"].split("_")
    logins = tuple("_".join(words[-number:]) for number in range(1, len(words)))
    when = None
    with suppress(ValueError):
        when = datetime.strptime(match["when"], "%Y-%m-%d-%H-%M-%S")
    return Claim("Blackboard", match["file"] or "", None, logins, (), match["when"], when)


def brightspace(path: str, member: Member) -> Claim | None:
    """Read `12345-67890 - First Last - Nov 28, 2026 1015 AM - FILE`, or a folder so called."""
    match, file = _found(_BRIGHTSPACE, path)
    if match is None or not file:
        return None
    said = match["when"]
    when = read_time(re.sub(r"\b(\d{1,2})(\d\d) ?([AP]M)?$", r"\1:\2 \3", said.strip()))
    return Claim("Brightspace", file, names=(match["name"],), attempt=said, when=when)


def ilias(path: str, member: Member) -> Claim | None:
    """Read `Lastname_Firstname_login_ID/FILE`; the archive keeps the times of handing in."""
    parts = path.split("/")
    for place, part in enumerate(parts[:-1]):
        if _ILIAS.fullmatch(part):
            *words, _ = part.split("_")
            logins = tuple("_".join(words[cut:]) for cut in range(2, len(words)))
            names = tuple(" ".join(words[:cut]) for cut in range(2, len(words)))
            file = "/".join(parts[place + 1 :])
            late = _ILIAS_LATE.match(file)
            return Claim("ILIAS", file[late.end() :] if late else file, None, logins, names, "",
                         member.when, bool(late))  # fmt: skip
    return None


def plain(path: str, member: Member) -> Claim | None:
    """Read `id/FILE`, `id.zip`, or `Name - FILE` as Google Classroom has it in its folder."""
    first, _, rest = path.partition("/")
    if rest:
        return Claim(PLAIN, rest, None, (first,), (first,))
    if first.lower().endswith(".zip"):
        stem = first[:-4]
        return Claim(PLAIN, first, None, (stem,), (stem,))
    stem = re.sub(r"^copy of ", "", first, flags=re.I)
    pieces = [piece.strip() for piece in re.split(r" - |_", stem)]
    labels = (stem.rsplit(".", 1)[0], pieces[0], pieces[-1].rsplit(".", 1)[0])
    file = stem.partition(" - ")[2] or first
    return Claim(PLAIN, file, None, labels, labels, loose=True)


Form = Callable[[str, Member], Claim | None]
FORMS: tuple[Form, ...] = (moodle, blackboard, brightspace, canvas, ilias)


def recognise(members: list[Member]) -> Form:
    """Return the form that most of the files have; `plain` where none has a platform's."""
    counts = [sum(form(one.path, one) is not None for one in members) for form in FORMS]
    best = max(counts, default=0)
    return FORMS[counts.index(best)] if 2 * best >= len(members) > 0 else plain


def read_time(text: str) -> datetime | None:
    """Return a time as platforms write it in English, without a zone, or None.

    03.04. is a day in April or in March: without a word for the month, the year has to be first.
    """
    from nbgrader.utils import parse_utc

    if not re.search(r"[A-Za-z]{3}", text) and not re.match(r"\d{4}-", text.strip()):
        return None
    try:
        when = parse_utc(" ".join(text.split()))
    except Exception:
        return None
    return when if when is not None and 2000 <= when.year <= 2200 else None
