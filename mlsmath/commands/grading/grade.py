"""Grade a week: take each submission through its phases, keep going, leave every one in a state."""

import hashlib
import json
import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

from mlsmath.commands.grading import record
from mlsmath.commands.grading.baseline import Calibration, calibrate
from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.faults import is_locked, machine_fault
from mlsmath.commands.grading.intake import inspection
from mlsmath.commands.grading.intake.assignment import Master, read_master
from mlsmath.commands.grading.intake.converter import Converter
from mlsmath.commands.grading.intake.folders import handed_out, put_in_place, staging
from mlsmath.commands.grading.options import Options, Tally
from mlsmath.commands.grading.record import FAILED, MISSING, PERSON, NotebookRecord, Record, Score
from mlsmath.commands.grading.reporting.log import Log
from mlsmath.commands.grading.running.pool import Team
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.grading.scoring import gradebook
from mlsmath.commands.grading.scoring.gradebook import AGAIN
from mlsmath.commands.grading.scoring.verdict import judge
from mlsmath.commands.grading.settings import Course, load

AHEAD = 3
BUSY = "Submissions that lacked a processor, and are now run again alone:"
ALONE = "it lacked a processor when its time ran out, so it was run again alone"


@dataclass
class Waiting:
    """A submission whose notebooks are being run."""

    found: inspection.Submission
    log: Log
    began: float
    jobs: dict[str, dict] = field(default_factory=dict)
    reports: dict[str, dict] = field(default_factory=dict)


@gradebook.faults_in_words()
def grade(week: str, options: Options, watch: Callable[[Tally, Record | None], None]) -> Tally:
    """Grade the submissions of a week; `watch` is told of each one that is finished.

    Raises
    ------
    GradingError
        If grading cannot begin, or cannot go on for anyone.
    """
    course = load(week)
    gradebook.require(course.directory.db_url)
    tally = Tally()

    def say(words: str) -> None:
        tally.notice = words
        watch(tally, None)

    with staging(course) as folder:
        writer = gradebook.Writer(course.directory, say)
        try:
            with writer.transaction(keep=False) as book:
                master = read_master(book, week, course.place("source"), course.app)
            return _Run(course, options, watch, writer, master, folder, tally).go()
        finally:
            writer.close()


class _Run:
    """One run over a week."""

    def __init__(
        self,
        course: Course,
        options: Options,
        watch: Callable[[Tally, Record | None], None],
        writer: gradebook.Writer,
        master: Master,
        staging: Path,
        tally: Tally,
    ) -> None:
        self.course = course
        self.options = options
        self.watch = watch
        self.writer = writer
        self.master = master
        self.converter = Converter(course, staging, options.stderr_costs_points)
        self.limits = _limits(options.limits, self.converter)
        self.handed_out = handed_out(course, self.converter)
        self.rest = self._rest()
        self.tally = tally
        self.calibration = Calibration()

    def go(self) -> Tally:
        began = time.monotonic()
        students = self._who()
        with self.writer.transaction(keep=False) as book:
            saved = gradebook.submitted(book, self.course.week)
        todo = []
        for student in students:
            mark = self._mark(student)
            if not self.options.force and student in saved and self._is_done(student, mark):
                self.tally.left_as_done += 1
            else:
                todo.append((student, mark))
        self.tally.total = len(todo)
        self.watch(self.tally, None)
        if not todo:
            return self.tally
        with Team(self.options, self.master.imports) as team:
            self.calibration = calibrate(
                self.master,
                team,
                self.limits,
                self.course.records,
                files=self.handed_out,
                again=self.options.force,
            )
            self.tally.poor, self.tally.once = self.calibration.poor, self.calibration.once
            self._run(team, todo)
        self.tally.seconds = time.monotonic() - began
        return self.tally

    def _run(self, team: Team, todo: list[tuple[str, str]]) -> None:
        """Run and finish every submission; one that lacked a processor at last, and alone."""
        starved: list[Waiting] = []
        for waiting, reports in team.map((self._prepare(*one) for one in todo), ahead=AHEAD):
            waiting.reports = {name: reports.get(name) or {} for name in waiting.jobs}
            waiting.jobs = {
                name: job
                for name, job in waiting.jobs.items()
                if waiting.reports[name].get("starved")
            }
            if waiting.jobs:
                starved.append(waiting)
            else:
                self._finish(waiting)
        if starved:
            self.tally.notice = f"{BUSY} {len(starved)}"
            self.watch(self.tally, None)
        for one in starved:
            one.found.mends += [f"{name}: {ALONE}" for name in one.jobs]
            for waiting, reports in team.map([(one, one.jobs)], ahead=1):
                waiting.reports |= {name: reports.get(name) or {} for name in waiting.jobs}
                self._finish(waiting)

    def _who(self) -> list[str]:
        there, self.tally.passed_over = self.course.students()
        unknown = sorted(set(self.options.students) - set(there))
        if unknown:
            raise GradingError(
                f"no submission of {', '.join(unknown)} in {self.course.place('submitted', '*')}"
            )
        if not there:
            raise GradingError(
                f"no submissions at {self.course.place('submitted', '*')}. Collect them first"
            )
        return list(dict.fromkeys(self.options.students)) or there

    def _mark(self, student: str) -> str:
        """Return what changes when a submission has to be graded again; "" is never done."""
        try:
            mark = inspection.fingerprint(self.course.place("submitted", student))
        except Exception:
            return ""
        return f"{mark}-{self.rest}"

    def _rest(self) -> str:
        """Return what else changes when everybody has to be graded again."""
        beside = repr(sorted(self.handed_out.items())).encode() if self.handed_out else b""
        files = hashlib.sha256(beside).hexdigest()
        stderr = self.options.stderr_costs_points
        return f"{self.master.fingerprint[:16]}-{files[:16]}-{stderr:d}"

    def _is_done(self, student: str, mark: str) -> bool:
        old = record.read(self.course.records / f"{record.stem(student)}.json")
        if not mark or old is None or old.fingerprint != mark:
            return False
        kept = self.course.place("autograded", student)
        graded = [book for book in old.notebooks if book.state not in (FAILED, MISSING)]
        return all((kept / f"{book.name}.ipynb").exists() for book in graded)

    def _prepare(self, student: str, mark: str) -> tuple[Waiting, dict[str, dict]]:
        """Before the run: inspect, mend, sanitise; return what is to be run."""
        log = Log(self.course.app.log)
        waiting = Waiting(inspection.Submission(student), log, time.monotonic())
        jobs: dict[str, dict] = {}
        with log:
            try:
                folder = self.course.place("submitted", student)
                waiting.found = found = inspection.inspect(student, folder, self.master)
                self.converter.stage(found)
                with self.writer.transaction(keep=False):
                    for name in list(found.notebooks):
                        try:
                            nb = self.converter.sanitise(student, name, found.notebooks[name])
                        except GradingError:
                            raise
                        except Exception as error:
                            if machine_fault(error):
                                raise
                            found.failed[name] = f"nbgrader cannot read it ({_short(error)})"
                            del found.notebooks[name]
                            continue
                        found.notebooks[name] = nb
                        jobs[name] = self.job(name, nb, found.files)
            except Exception as error:
                self._stop_for_the_machine(error, ours=False)
                log.note(repr(error))
                reason = f"it cannot be read ({_short(error)})"
                waiting.found.notebooks.clear()
                waiting.found.failed = dict.fromkeys(self.master.notebooks, reason)
                jobs = {}
        waiting.found.fingerprint = mark
        waiting.jobs = jobs
        return waiting, jobs

    def job(self, name: str, nb: Any, files: dict[str, bytes]) -> dict:
        """Return what is needed to run a notebook somewhere else."""
        known = self.calibration.known
        tests = self.master.notebooks[name].tests
        return {
            "nb": json.dumps(nb),
            "tests": {i: s for i, s in tests.items() if i in known and known[i].rechecks},
            "files": {key: data.hex() for key, data in self._files(files).items()},
            "ours": list(self.handed_out),
            "limits": asdict(self.limits),
            "assignment": self.course.week,
        }

    def _files(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """Return the files beside a notebook; the instructor's own take the place of others."""
        ours = set(self.handed_out)
        folders = {folder for name in ours for folder in _folders(name)}
        free = [name for name in files if name not in folders and not _folders(name) & ours]
        return {name: files[name] for name in free} | self.handed_out

    def _finish(self, waiting: Waiting) -> None:
        """After the run: judge, save in one transaction, move the files, write the record."""
        found, log, reports = waiting.found, waiting.log, waiting.reports
        result = Record(found.student, self.course.week, mends=found.mends)
        result.fingerprint = found.fingerprint
        if any("broken" in (reports.get(name) or {"broken": ""}) for name in found.notebooks):
            result.fingerprint = ""  # the fault may not be its own: it is tried again next time
        notes = list(found.flags)
        with log:
            try:
                self._save(found, reports, result)
                saved = True
            except Exception as error:
                self._stop_for_the_machine(error)
                saved = self._save_nothing(found, result, log, error)
            if saved:
                notes += self._put_in_place(result, log)
        result.reason = "; ".join(notes)
        if found.flags:
            result.state = PERSON
        result.settle()
        result.seconds = round(sum(book.seconds for book in result.notebooks), 3)
        log.write(self.course.records, result)
        record.write(result, self.course.records)
        staged = Path(self.converter._format_source(self.course.week, found.student)).parent
        shutil.rmtree(staged, ignore_errors=True)
        self.tally.states[result.state] = self.tally.states.get(result.state, 0) + 1
        self.watch(self.tally, result)

    def _stop_for_the_machine(self, error: Exception, ours: bool = True) -> None:
        """Raise GradingError where it is the machine that cannot go on, and no submission's fault.

        Nothing is recorded of the submission, so the next run takes it up.
        """
        if isinstance(error, GradingError):
            raise error
        what = machine_fault(error, ours)
        if what and not is_locked(error):
            done = f"{self.tally.done} of {self.tally.total} are done and saved. "
            raise GradingError(f"this machine cannot go on ({what}). {done}{AGAIN}") from error
        if what:
            raise error

    def _save_nothing(
        self, found: inspection.Submission, result: Record, log: Log, error: Exception
    ) -> bool:
        """Save 0 for what cannot be saved; return whether that could be."""
        log.note(repr(error))
        logging.getLogger(__name__).debug("saving failed", exc_info=True)
        reason = f"it cannot be saved ({_short(error)})"
        result.notebooks.clear()
        result.fingerprint = ""
        found.failed = dict.fromkeys(self.master.notebooks, reason)
        found.notebooks.clear()
        try:
            self._save(found, {}, result)
        except Exception as again:
            self._stop_for_the_machine(again)
            log.note(repr(again))
            names = sorted(self.master.notebooks)
            result.notebooks = [self._nothing(name, reason) for name in names]
            return False
        return True

    def _put_in_place(self, result: Record, log: Log) -> list[str]:
        """Move the notebooks to where nbgrader has them; points that are saved stay."""
        try:
            final = self.course.place("autograded", result.student)
            put_in_place(self.converter.finished(result.student), final)
        except Exception as error:
            self._stop_for_the_machine(error)
            log.note(repr(error))
            result.fingerprint = ""
            return [f"its points are saved, but its notebooks cannot be moved ({_short(error)})"]
        return []

    def _save(self, found: inspection.Submission, reports: dict, result: Record) -> None:
        student, week = found.student, self.course.week
        with self.writer.transaction() as book:
            names = sorted(found.notebooks)
            if names:
                names = self.converter.begin(student, names)
            else:
                book.update_or_create_student(student)
                book.update_or_create_submission(week, student)
            result.late_seconds = float(book.find_submission(week, student).total_seconds_late)
            for name in sorted(self.master.notebooks):
                if name in names:
                    result.notebooks.append(self._save_notebook(book, found, name, reports))
                else:
                    nothing = self._nothing(name, found.failed.get(name, ""))
                    if gradebook.reset(book, name, week, student, nothing.state == FAILED):
                        nothing.reason += ", but points given by hand are left: look at them"
                    if nothing.state == FAILED:
                        self.converter.stand_in(student, name, found.failed[name])
                    result.notebooks.append(nothing)

    def _save_notebook(
        self, book: Any, found: inspection.Submission, name: str, reports: dict
    ) -> NotebookRecord:
        report = reports.get(name) or {"broken": "it was not run"}
        nb = report.get("nb")
        nb = nbformat.v4.reads_json(nb) if nb else found.notebooks[name]
        kindly = not self.options.stderr_costs_points
        verdict = judge(name, nb, report, self.calibration.known, kindly)
        self.converter.save(found.student, name, verdict.nb)
        for grade_id in verdict.flagged:
            grade = book.find_grade(grade_id, name, self.course.week, found.student)
            grade.needs_manual_grade = True
        book.db.commit()
        return verdict.record

    def _nothing(self, name: str, reason: str) -> NotebookRecord:
        state = FAILED if reason and reason != inspection.NOT_FOUND else MISSING
        scores = [
            Score(cell.name, 0.0, cell.points or 0.0, "missing" if state == MISSING else "failed")
            for cell in self.master.notebooks[name].cells.values()
            if cell.grade
        ]
        return NotebookRecord(name, state, reason or inspection.NOT_FOUND, scores)


def _folders(name: str) -> set[str]:
    return {str(folder) for folder in PurePosixPath(name).parents}


def _limits(limits: Limits, converter: Converter) -> Limits:
    """Let nbgrader's own time for a cell hold, if one is set."""
    from nbgrader.preprocessors import Execute

    seconds = Execute(parent=converter).timeout
    return replace(limits, cell_seconds=float(seconds)) if seconds else limits


def _short(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:150]}" if text else type(error).__name__
