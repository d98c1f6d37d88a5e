"""A class that hands in through each platform ends where nbgrader looks, and nobody is lost."""

import errno
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mlsmath.commands.cli import main
from mlsmath.commands.platforms import layout
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.roster import read_roster

from .forms import FORMS, PEOPLE, TIMES, canvas, gradebook, moodle, worksheet, zipped
from .small import FIRST, SECOND, WEEK, row

STAMP = b"2026-11-28 22:15:%s.000000 UTC\n"


def test_each_platform(klass, form):
    work = {
        "ada": [{FIRST: klass.book(FIRST, "ada"), SECOND: klass.book(SECOND)}],
        "jose": [
            {f"{FIRST[:-6]} (2).ipynb": klass.book(FIRST, "jose"), "birds.csv": b"a,b\n1,2\n"}
        ],
        "joerg": [{"meine Lösung.ipynb": klass.book(FIRST, "joerg")}],
        "tim": [{FIRST: klass.book(FIRST, "tim"), "notes.pdf": b"%PDF"}],
    }
    outcome = klass.one(work, form)
    assert outcome.unplaced == []
    assert {one.student: one.state for one in outcome.rows} == {
        "ada": "new", "jose": "new", "joerg": "new", "tim": "new", "zoe": "nothing"
    }  # fmt: skip
    assert set(klass.files("ada")) - {"timestamp.txt"} == {FIRST, SECOND}
    for student in ("ada", "jose", "joerg", "tim"):
        assert klass.files(student)[FIRST] == klass.book(FIRST, student)
    assert klass.files("jose")["birds.csv"] == b"a,b\n1,2\n"
    assert "not collected: notes.pdf" in row(outcome, "tim").notes
    has_times = FORMS[form][2]
    assert ("timestamp.txt" in klass.files("ada")) is has_times
    if has_times:
        seconds = b"30" if form in ("blackboard", "ilias") else b"00"
        assert klass.files("ada")["timestamp.txt"] == STAMP % seconds
    assert ("late, says Canvas" in row(outcome, "jose").notes) is (form == "canvas")
    people = klass.build / "submitted"
    assert {path.name for path in people.iterdir()} == set(PEOPLE) - {"zoe"}


def test_again_changes_nothing(klass, form):
    work = {"ada": [{FIRST: klass.book(words="old")}, {FIRST: klass.book(), "b.csv": b"1"}]}
    download, roster = klass.hand_in(work, form)
    klass.collect(download, roster=roster)
    before = klass.tree()
    outcome = klass.collect(download, roster=roster)
    assert row(outcome, "ada").state == "as before"
    after = klass.tree()
    unchanged = {path for path in before if path.name not in ("class.json", ".lock")}
    assert {path: after[path] for path in unchanged} == {path: before[path] for path in unchanged}
    assert after.keys() == before.keys()


def test_dry_run_writes_nothing(klass, form):
    build = klass.tree()
    outcome = klass.one({"ada": [{FIRST: klass.book()}]}, form, dry=True)
    assert (row(outcome, "ada").state, row(outcome, "zoe").state) == ("new", "nothing")
    assert klass.tree() == build
    assert not (klass.build / "submitted").exists()
    assert not (klass.build / "collected").exists()


@pytest.mark.parametrize("form", ["blackboard", "brightspace"])
def test_attempts_that_are_parts_are_joined(klass, form):
    old, new = klass.book(FIRST, "old"), klass.book(FIRST, "new")
    work = {"ada": [{FIRST: old, SECOND: klass.book(SECOND), "a.csv": b"old"}, {FIRST: new}]}
    outcome = klass.one(work, form)
    files = klass.files("ada")
    assert files[FIRST] == new
    assert files[SECOND] == klass.book(SECOND)
    assert files["a.csv"] == b"old"
    assert any("from an earlier attempt: 02" in note for note in row(outcome, "ada").notes)
    assert {FIRST: old, SECOND: klass.book(SECOND), "a.csv": b"old"} in klass.kept("ada")


def test_a_later_download_that_holds_the_last_attempt_alone_is_joined_too(klass):
    klass.one({"ada": [{FIRST: klass.book(), SECOND: klass.book(SECOND)}]}, "blackboard", "monday")
    new = klass.book(FIRST, "new")
    download, roster = klass.hand_in({"ada": [{FIRST: new}]}, "blackboard", "friday")
    klass.collect(download, roster=roster)
    assert klass.files("ada")[FIRST] == new
    assert klass.files("ada")[SECOND] == klass.book(SECOND)


def test_newer_submission_counts_and_the_older_is_kept(klass):
    old, new = klass.book(words="old"), klass.book(words="new")
    first, roster = klass.hand_in({"ada": [{FIRST: old}]}, "moodle", "monday")
    klass.collect(first, roster=roster)
    graded = klass.course.records / "ada.json"
    graded.write_text("{}")
    second, _ = klass.hand_in({"ada": [{FIRST: new}]}, "moodle", "friday")
    outcome = klass.collect(second, roster=roster)
    assert row(outcome, "ada").state == "newer"
    assert row(outcome, "ada").notes == ["the older one is kept; grade it again"]
    assert klass.files("ada")[FIRST] == new
    assert [kept[FIRST] for kept in klass.kept("ada")] == [old]
    assert graded.read_text() == "{}"


def test_of_two_downloads_the_later_counts(klass):
    first, roster = klass.hand_in({"ada": [{FIRST: klass.book(words="old")}]}, "canvas", "one")
    second, _ = klass.hand_in({"ada": [{FIRST: klass.book(words="new")}]}, "canvas", "two")
    klass.collect(first, second, roster=roster)
    assert klass.files("ada")[FIRST] == klass.book(words="new")
    assert [kept[FIRST] for kept in klass.kept("ada")] == [klass.book(words="old")]


def test_an_old_download_takes_nothing_back(klass):
    work = [{FIRST: klass.book(words="old")}, {FIRST: klass.book(words="new")}]
    klass.one({"ada": work}, "ilias", "friday")
    files = [(f"Lovelace_Ada_ada_40021/{FIRST}", klass.book(words="old"))]
    old = klass.folder / "monday.zip"
    zipped(old, files, TIMES[0])
    outcome = klass.collect(old)
    assert row(outcome, "ada").state == "older"
    assert klass.files("ada")[FIRST] == klass.book(words="new")
    assert [kept[FIRST] for kept in klass.kept("ada")] == [klass.book(words="old")]


def test_what_a_person_changed_here_stays(klass):
    download, roster = klass.hand_in({"ada": [{FIRST: klass.book()}]}, "moodle")
    klass.collect(download, roster=roster)
    (klass.place("ada") / FIRST).write_bytes(b"mended")
    assert row(klass.collect(download, roster=roster), "ada").state == "changed here"
    assert klass.files("ada")[FIRST] == b"mended"


def test_new_hand_in_without_a_notebook_does_not_replace_one(klass):
    klass.one({"ada": [{FIRST: klass.book()}]}, "moodle", "monday")
    outcome = klass.one({"ada": [{"essay.pdf": b"%PDF"}]}, "moodle", "friday")
    assert row(outcome, "ada").state == "no notebook"
    assert "what was collected before stays" in row(outcome, "ada").notes
    assert klass.files("ada")[FIRST] == klass.book()


def test_roster_is_remembered(klass):
    klass.one({"ada": [{FIRST: klass.book()}]}, "moodle")
    outcome = klass.collect(klass.folder / "download.zip")
    assert {one.student for one in outcome.rows} == set(PEOPLE)
    assert row(outcome, "ada").when is not None


def test_worksheet_of_another_assignment_gives_nobody_a_neighbours_work(klass):
    roster = worksheet(klass.folder / "people.csv")
    other = roster.read_text(encoding="utf-8-sig").replace("40021", "x").replace("40022", "40021")
    roster.write_text(other.replace("Participant x", "Participant 40022"), encoding="utf-8")
    download = klass.folder / "download.zip"
    moodle({"ada": [{FIRST: klass.book()}]}, download)
    outcome = klass.collect(download, roster=roster)
    assert not (klass.build / "submitted").exists()
    assert "José de la Cruz's in the roster, but the file is Ada Lovelace's" in (
        outcome.unplaced[0].reason
    )


@pytest.mark.parametrize(
    "time",
    [
        "Samstag, 28. November 2026, 22:15",
        "sábado, 28 de noviembre de 2026, 22:15",
        "2026年11月28日(土曜日) 22:15",
        "03.04.2026 22:15",
        "22:15, 28/11/2026",
    ],
)
@pytest.mark.parametrize("title", ["Last modified (submission)", "Zuletzt geändert (Abgabe)"])
def test_time_that_is_not_in_english_is_said_and_not_guessed(klass, time, title):
    roster = worksheet(klass.folder / "people.csv")
    text = roster.read_text(encoding="utf-8-sig").replace("Last modified (submission)", title)
    text = text.replace("Saturday, 28 November 2026, 10:15 PM", time)
    roster.write_text(text, encoding="utf-8-sig")
    download = klass.folder / "download.zip"
    moodle({"ada": [{FIRST: klass.book()}]}, download)
    ada = row(klass.collect(download, roster=roster), "ada")
    assert (ada.state, ada.when) == ("new", None)
    assert ada.notes == [f"its time cannot be read, as it is not in English: {time}"]


def test_time_under_a_title_in_other_words_is_read(klass):
    roster = worksheet(klass.folder / "people.csv")
    text = roster.read_text(encoding="utf-8-sig")
    roster.write_text(text.replace("Last modified (submission)", "Zuletzt"), encoding="utf-8-sig")
    download = klass.folder / "download.zip"
    moodle({"ada": [{FIRST: klass.book()}]}, download)
    klass.collect(download, roster=roster)
    assert klass.files("ada")["timestamp.txt"] == STAMP % b"00"


def test_hidden_names_are_found_by_number(klass):
    roster = worksheet(klass.folder / "people.csv")
    name = f"Participant_40021_assignsubmission_file_/{FIRST}"
    klass.collect(klass.zip({name: klass.book()}), roster=roster)
    assert klass.files("ada")[FIRST] == klass.book()


def test_hidden_names_of_canvas_are_said(klass):
    roster = gradebook(klass.folder / "people.csv")
    path = klass.zip({f"anon_Ab3dE_77_{FIRST}": klass.book()})
    (one,) = klass.collect(path, roster=roster).unplaced
    assert one.reason == "nobody in the roster is anon_Ab3dE"


def test_two_of_one_name_are_not_mixed_up(klass):
    roster = klass.folder / "ids.csv"
    roster.write_text("id,name\na1,Ada Byron\na2,Ada Byron\n")
    path = klass.zip({f"Ada Byron_7_assignsubmission_file_/{FIRST}": klass.book()})
    outcome = klass.collect(path, roster=roster)
    assert [one.reason for one in outcome.unplaced] == [
        "2 people may be meant by Ada Byron (number 7) (a1, a2)"
    ]
    assert [one.state for one in outcome.rows] == ["nothing", "nothing"]


def test_end_of_a_login_is_nobodys_id(klass):
    """Blackboard joins the assignment's name and the login, both perhaps with a "_" in them."""
    people = klass.folder / "people.csv"
    people.write_text("id,login,name\n1,ada_2,Ada\n2,ben_1,Ben\n", encoding="utf-8")
    files = {
        f"Week 1_{login}_attempt_2026-11-28-10-15-30_{FIRST}": klass.book(words=login)
        for login in ("ada_2", "ben_1")
    }
    klass.collect(klass.zip(files), roster=people)
    assert klass.files("1")[FIRST] == klass.book(words="ada_2")
    assert klass.files("2")[FIRST] == klass.book(words="ben_1")


def test_without_a_roster_ids_are_made_of_names(klass):
    names = ("Ada Lovelace_40021", "Ada Byron_1", "Ada Byron_2")
    files = {f"{name}_assignsubmission_file_/{FIRST}": klass.book() for name in names}
    outcome = klass.collect(klass.zip(files))
    assert [one.student for one in outcome.rows] == ["ada-byron-1", "ada-byron-2", "ada-lovelace"]


def test_a_platforms_download_in_a_folder_is_no_student(klass):
    folder = klass.folder / "downloaded"
    folder.mkdir()
    canvas({"ada": [{FIRST: klass.book()}]}, folder / "submissions.zip")
    roster = gradebook(klass.folder / "people.csv")
    klass.collect(folder, roster=roster)
    assert [path.name for path in (klass.build / "submitted").iterdir()] == ["ada"]


@pytest.mark.parametrize("roster", [True, False])
def test_folders_of_ids_as_readme_has_them(klass, roster):
    files = {
        f"all/ada/{WEEK}/{FIRST}": klass.book(),
        f"all/ben/{FIRST}": klass.book(),
        "all/cleo.zip": zipped(None, [(f"cleo/deep/{FIRST}", klass.book()), ("own.csv", b"1")]),
    }
    klass.collect(klass.zip(files), roster=klass.people("ada", "ben", "cleo") if roster else None)
    assert {path.name for path in (klass.build / "submitted").iterdir()} == {"ada", "ben", "cleo"}
    assert set(klass.files("cleo")) == {FIRST, "own.csv"}


def test_download_of_one_person(klass):
    path = klass.zip({FIRST: klass.book()}, "ada.zip")
    klass.collect(path, roster=klass.people("ada", "ben"))
    assert set(klass.files("ada")) == {FIRST}


def test_files_of_nobody_are_listed(klass):
    path = klass.zip({FIRST: klass.book(), f"{FIRST[:-6]} (1).ipynb": klass.book()})
    outcome = klass.collect(path, roster=klass.people("ada"))
    assert [one.file for one in outcome.unplaced] == [FIRST, f"{FIRST[:-6]} (1).ipynb"]
    assert outcome.troubled


def test_time_zone_of_the_platform(klass):
    from zoneinfo import ZoneInfo

    klass.one({"ada": [{FIRST: klass.book()}]}, "blackboard", zone=ZoneInfo("Europe/Berlin"))
    assert klass.files("ada")["timestamp.txt"] == b"2026-11-28 21:15:30.000000 UTC\n"


def test_nbgrader_reads_the_time(klass):
    from nbgrader.utils import parse_utc

    klass.one({"ada": [{FIRST: klass.book()}]}, "blackboard")
    read = klass.course.directory.get_existing_timestamp(str(klass.place("ada")))
    assert read == parse_utc("2026-11-28 22:15:30")


def test_time_that_a_learner_brings_does_not_count(klass):
    work = {"ada": [{FIRST: klass.book(), "timestamp.txt": b"2020-01-01 00:00:00 UTC"}]}
    outcome = klass.one(work, "canvas")
    assert "timestamp.txt" not in klass.files("ada")
    assert (
        "it brought a timestamp.txt of its own, which does not count" in row(outcome, "ada").notes
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a signal that Windows has not")
@pytest.mark.parametrize("calls", range(1, 8))
def test_killed_at_any_rename_leaves_no_submission_by_halves(klass, calls):
    """Whatever is there afterwards is the whole old or the whole new one, and a run mends it."""
    download, roster = klass.hand_in({"ada": [{FIRST: klass.book(), "a.csv": b"old"}]}, "moodle")
    klass.collect(download, roster=roster)
    old = klass.files("ada")
    new, _ = klass.hand_in(
        {"ada": [{FIRST: klass.book(words="2"), "a.csv": b"new"}]}, "moodle", "2"
    )
    script = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from mlsmath.commands.platforms.collect import collect\n"
        "left, rename, replace = int(sys.argv[1]), os.rename, os.replace\n"
        "def counted(real):\n"
        "    def move(*names, **more):\n"
        "        global left\n"
        "        left -= 1\n"
        "        if not left:\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return real(*names, **more)\n"
        "    return move\n"
        "os.rename, os.replace = counted(rename), counted(replace)\n"
        f"collect({WEEK!r}, [Path(sys.argv[2])], Path(sys.argv[3]))\n"
    )
    words = [sys.executable, "-c", script, str(calls), str(new), str(roster)]
    status = subprocess.run(words, capture_output=True).returncode
    assert status in (0, -signal.SIGKILL)
    files = klass.files("ada")
    if files:  # between two changes of name, nothing is there for a moment
        assert (files[FIRST], files["a.csv"]) in [
            (old[FIRST], b"old"),
            (klass.book(words="2"), b"new"),
        ]
    klass.collect(new, roster=roster)
    assert klass.files("ada")[FIRST] == klass.book(words="2")
    assert old[FIRST] in [kept[FIRST] for kept in klass.kept("ada")]
    assert not list((klass.build / "collected" / WEEK).glob(".run-*"))


@pytest.mark.parametrize("name", ["ben", None])
def test_full_disk_stops_the_run_and_blames_nobody(klass, monkeypatch, capsys, name):
    """\"open\" and \"mkdir\" name the file that they could not make, \"write\" does not."""
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *([name] if name else []))
    monkeypatch.setattr(layout, "write_files", raising(full))
    path = klass.zip({f"ben/{FIRST}": klass.book()})
    with pytest.raises(OSError, match="No space left"):
        klass.collect(path, roster=klass.people("ben"))
    assert main(["collect", WEEK, str(path)]) == 1
    where = f": {name}" if name else ""
    assert capsys.readouterr() == ("", f"mlsmath: No space left on device{where}\n")


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("inside", [True, False])
def test_disk_that_cannot_be_read_is_nobodys_fault(klass, monkeypatch, packed, inside):
    path = klass.zip({"ben.zip" if inside else f"ben/{FIRST}": b"PK" if inside else klass.book()})
    if not packed:
        with zipfile.ZipFile(path) as made:
            path = klass.folder / "all"
            made.extractall(path)
    broken = raising(OSError(errno.EIO, os.strerror(errno.EIO)))
    monkeypatch.setattr(*((zipfile.ZipFile, "open") if packed else (Path, "open")), broken)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        klass.collect(path, dry=True)


def test_file_that_may_not_be_read_is_said(klass, monkeypatch):
    path = klass.zip({f"ben/{FIRST}": klass.book()})
    denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "ben")
    monkeypatch.setattr(layout, "write_files", raising(denied))
    outcome = klass.collect(path, roster=klass.people("ben"))
    assert (row(outcome, "ben").state, outcome.troubled) == ("set aside", True)


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


def test_two_runs_at_once_are_refused(klass):
    from mlsmath.commands.grading.lock import owned

    download, roster = klass.hand_in({"ada": [{FIRST: klass.book()}]})
    klass.course.records.mkdir(parents=True)
    with (
        owned(klass.course.records / ".lock"),
        pytest.raises(PlatformError, match="is being collected or graded already"),
    ):
        klass.collect(download, roster=roster)


def test_download_that_is_not_there_or_no_zip(klass):
    with pytest.raises(PlatformError, match="is not there"):
        klass.collect(klass.folder / "nothing.zip")
    bad = klass.folder / "bad.zip"
    bad.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(PlatformError, match="is no zip, or a broken one"):
        klass.collect(bad)
    good, roster = klass.hand_in({"ada": [{FIRST: klass.book()}]})
    outcome = klass.collect(bad, good, roster=roster)
    assert [one.file for one in outcome.unplaced] == ["bad.zip"]
    assert klass.files("ada")[FIRST] == klass.book()


def test_rosters_of_the_forms_are_what_they_claim(tmp_path):
    for _, roster, _ in FORMS.values():
        people = read_roster(roster(tmp_path / "people.csv")).people
        assert [one.id for one in people] == list(PEOPLE)


def test_record_says_what_was_collected(klass):
    klass.one({"ada": [{FIRST: klass.book()}]}, "moodle")
    path = klass.build / "collected" / WEEK / "records" / "ada.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    assert (found["form"], found["when"]) == ("Moodle", "2026-11-28T22:15:00+00:00")
    assert os.listdir(path.parent) == ["ada.json"]
