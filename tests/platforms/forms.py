"""Downloads in the form of each platform, built from what a class hands in.

A class is, for each person, a list of hand-ins, each a dict of files. Where the forms are from:

- Moodle: mod/assign/classes/downloader.php (`get_student_prefix`, `load_submissionplugin_filelist`)
  of moodle/moodle: NAME_NUMBER_assignsubmission_PLUGIN, as a folder or before the name of the
  file; a `_` in a name becomes a blank. Older versions put another `_` after the folder's name.
  NUMBER is the one in the worksheet's first column, of one assignment.
- Canvas: lib/content_zipper.rb of instructure/canvas-lms (`get_filename`, `sanitize_file_name`):
  the sortable name in small letters and without signs, `LATE`, the user's number, the file's
  number, the file. Where names are hidden: anon_ and a random word.
- ILIAS: `downloadAllAssignmentFiles` in Modules/Exercise/classes/class.ilExSubmission.php of
  ILIAS-eLearning/ILIAS: Lastname_Firstname_login_ID/FILE in ASCII, in the folder of a team if
  there is one, with the time of handing in as the time in the archive.
- Blackboard: no page of the maker's was found. nbgrader's documentation of `zip_collect` gives
  ps1_bitdiddle_attempt_2016-01-30-15-00-00_problem1.ipynb; nbgrader's issues 511 and 724 and the
  README of kwurst/bb-file-cleanup agree, and tell of the text file beside.
- Brightspace: no page of the maker's was found. Programs of schools that read these names, among
  them one with the pattern ID-ID - NAME - DATE - FILE, agree on them.
- Google Classroom: no page of the maker's says how the files in its Drive folder are called;
  support.google.com/edu/assignments/answer/9433485 says that copies are made for each student.
  NAME - FILE is what teachers see.
"""

import io
import zipfile
from datetime import datetime
from pathlib import Path

PEOPLE = {  # id: (name as it is sorted, name as it is said, number)
    "ada": ("Lovelace, Ada", "Ada Lovelace", 40021),
    "jose": ("de la Cruz, José", "José de la Cruz", 40022),
    "joerg": ("Weiß, Jörg", "Jörg Weiß", 40023),
    "tim": ("O'Neill, Tim", "Tim O'Neill", 40024),
    "zoe": ("Zett, Zoe", "Zoe Zett", 40025),
}
TIMES = [datetime(2026, 11, 27, 9, 30, 16), datetime(2026, 11, 28, 22, 15, 30)]


def zipped(path: Path | None, files, when: datetime = TIMES[0]) -> bytes:
    """Write pairs of a name and bytes into a zip; return its bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, when.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data)
    if path is not None:
        path.write_bytes(out.getvalue())
    return out.getvalue()


def _last(work):
    return [(id, name, data) for id, tries in work.items() for name, data in tries[-1].items()]


def _clean(name: str) -> str:
    return name.replace("'", "").replace("_", " ")


def moodle(work, path, end="_"):
    zipped(path, [
        (f"{_clean(PEOPLE[id][1])}_{PEOPLE[id][2]}_assignsubmission_file{end}/{name}", data)
        for id, name, data in _last(work)
    ])  # fmt: skip


def moodle_new(work, path):
    moodle(work, path, end="")


def moodle_flat(work, path):
    zipped(path, [
        (f"{_clean(PEOPLE[id][1])}_{PEOPLE[id][2]}_assignsubmission_file_{name}", data)
        for id, name, data in _last(work)
    ])  # fmt: skip


def canvas(work, path):
    files = []
    for number, (id, name, data) in enumerate(_last(work)):
        who = "".join(char for char in PEOPLE[id][0].lower() if char.isalnum())
        late = "_LATE" if id == "jose" else ""
        files.append((f"{who}{late}_{PEOPLE[id][2]}_{9000 + number}_{name}", data))
    zipped(path, files)


def blackboard(work, path):
    files = []
    for id, tries in work.items():
        for when, handed in zip(TIMES[-len(tries) :], tries, strict=True):
            before = f"Week_1_{id}_attempt_{when:%Y-%m-%d-%H-%M-%S}"
            files.append((f"{before}.txt", f"Name: {PEOPLE[id][1]} ({id})\n".encode()))
            files += [(f"{before}_{name}", data) for name, data in handed.items()]
    zipped(path, files)


def brightspace(work, path, between=" - "):
    files = [("index.html", b"<html></html>")]
    for id, tries in work.items():
        for when, handed in zip(TIMES[-len(tries) :], tries, strict=True):
            time = f"{when:%b} {when.day}, {when.year} {int(f'{when:%I}')}{when:%M %p}"
            before = f"{PEOPLE[id][2]}-777 - {PEOPLE[id][1].replace(chr(39), '')} - {time}"
            files += [(f"{before}{between}{name}", data) for name, data in handed.items()]
    zipped(path, files)


def brightspace_folders(work, path):
    brightspace(work, path, "/")


def ilias(work, path):
    ascii = str.maketrans({"ö": "oe", "ß": "ss", "é": "e", "'": "", ",": ""})
    files = []
    for id, name, data in _last(work):
        last, first = PEOPLE[id][0].split(", ")
        who = f"{last}_{first}_{id}_{PEOPLE[id][2]}".translate(ascii)
        files.append((f"Week 1/{who}/{name}", data))
    zipped(path, files, TIMES[-1])


def classroom(work, path):
    path = path.with_suffix("")
    path.mkdir()
    for id, name, data in _last(work):
        path.joinpath(f"{PEOPLE[id][1]} - {name}").write_bytes(data)


def plain(work, path):
    path = path.with_suffix("")
    path.mkdir()
    for number, (id, tries) in enumerate(work.items()):
        if number % 2:
            zipped(path / f"{id}.zip", tries[-1].items())
        else:
            path.joinpath(id).mkdir()
            for name, data in tries[-1].items():
                path.joinpath(id, name).write_bytes(data)


def worksheet(path: Path) -> Path:
    """Write Moodle's grading worksheet of the class."""
    lines = ["Identifier,Full name,Username,Email address,Status,Grade,Maximum grade,"
             "Grade can be changed,Last modified (submission),Last modified (grade)"]  # fmt: skip
    for id, (_, name, number) in PEOPLE.items():
        time = '"Saturday, 28 November 2026, 10:15 PM"' if id != "tim" else "-"
        lines.append(f"Participant {number},{name},{id},{id}@example.org,,,10.00,Yes,{time},-")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def gradebook(path: Path) -> Path:
    """Write Canvas' gradebook of the class."""
    lines = [
        "Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (991)",
        "    Points Possible,,,,,10",
    ]
    lines += [f'"{sortable}",{number},,{id},A,' for id, (sortable, _, number) in PEOPLE.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def table(path: Path) -> Path:
    """Write a table with an id and a name."""
    lines = ["id,name", *(f"{id},{name}" for id, (_, name, _) in PEOPLE.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


# Each form with the roster that goes with it, and whether its downloads carry times.
FORMS = {
    "moodle": (moodle, worksheet, True),
    "moodle-new": (moodle_new, worksheet, True),
    "moodle-flat": (moodle_flat, worksheet, True),
    "canvas": (canvas, gradebook, False),
    "blackboard": (blackboard, table, True),
    "brightspace": (brightspace, table, True),
    "brightspace-folders": (brightspace_folders, table, True),
    "ilias": (ilias, table, True),
    "classroom": (classroom, table, False),
    "plain": (plain, table, False),
}
