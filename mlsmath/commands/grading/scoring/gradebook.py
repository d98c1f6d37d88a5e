"""nbgrader's gradebook with one writer: one engine for the run, one transaction a submission.

nbgrader's preprocessors open a gradebook each and commit after each cell. Here they get one that
is open already, and what they commit becomes final at the end of the submission, or not at all.
"""

import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, RootTransaction
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from sqlalchemy.orm import Session

from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.faults import WAIT, is_locked, machine_fault, patiently

USERS = (
    "nbgrader.converters.autograde",
    "nbgrader.preprocessors.overwritecells",
    "nbgrader.preprocessors.overwritekernelspec",
    "nbgrader.preprocessors.saveautogrades",
    "nbgrader.preprocessors.latesubmissions",
)
SCHEMAS = "nbgrader.nbgraderformat.common.jsonschema"
AGAIN = "Nobody is recorded as failed for it. Mend it, then enter the command again"
T = TypeVar("T")


class Validator:
    """Takes the place of `jsonschema` in nbgrader: looks at each schema itself once."""

    def __init__(self) -> None:
        self._known: list[tuple[dict, Any]] = []

    def validate(self, instance: Any, schema: dict) -> None:
        """Raise the error that `jsonschema.validate` raises."""
        validator = next((ours for known, ours in self._known if known == schema), None)
        if validator is None:
            kind = validator_for(schema)
            kind.check_schema(schema)
            validator = kind(schema)
            self._known.append((schema, validator))
        error = best_match(validator.iter_errors(instance))
        if error is not None:
            raise error


@contextmanager
def faults_in_words() -> Iterator[None]:
    """Raise GradingError in place of what a gradebook out of reach or a full disk raises."""
    try:
        yield
    except SQLAlchemyError as error:
        if is_locked(error):
            raise GradingError(
                f"another program has held the gradebook for {WAIT / 60:g} minutes. Close it "
                "(formgrader, another grading run), then enter the command again"
            ) from error
        what = (str(error).splitlines() or [""])[0][:300]
        raise GradingError(f"the gradebook cannot be read or written ({what})") from error
    except OSError as error:
        what = machine_fault(error, ours=True)
        if not what:
            raise
        raise GradingError(f"this machine cannot go on ({what}). {AGAIN}") from error


class Joined(Gradebook):
    """A gradebook inside a transaction that somebody else begins and ends."""

    def __init__(self, connection: Connection, courses: set[str]) -> None:
        self.engine = connection.engine
        self.db = Session(connection, join_transaction_mode="rollback_only", autoflush=True)
        self.authenticator = None
        self.course_id = ""
        self._courses = courses

    def opened(self, url: str, course_id: str = "default_course", *_: object) -> "Joined":
        """Take the place of `Gradebook(url, course_id)`."""
        if course_id not in self._courses:
            self.check_course(course_id=course_id)
            self._courses.add(course_id)
        self.course_id = course_id
        return self

    def close(self) -> None:
        """Stay open: what began the transaction ends it."""


class Writer:
    """The one writer of a run; it waits while another program holds the gradebook."""

    def __init__(self, course: CourseDirectory, say: Callable[[str], None]) -> None:
        self.course = course
        self.say = say
        ask(course, lambda book: None, say)  # makes the tables, if there are none
        self.is_file = course.db_url.startswith("sqlite")
        settings = {"timeout": 1} if self.is_file else {}
        self.engine = create_engine(course.db_url, connect_args=settings)
        if self.is_file:
            event.listen(self.engine, "connect", _begin_by_hand)
        self._courses: set[str] = set()
        self._validator = Validator()

    @contextmanager
    def transaction(self, keep: bool = True) -> Iterator[Joined]:
        """Give nbgrader's classes one gradebook; what they do is kept as a whole or not at all."""
        courses = set(self._courses)
        with self.engine.connect() as connection, ExitStack() as stack:
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own commands ignore it, too
            outer = patiently(lambda: self._begin(connection, keep), self.say)
            joined = Joined(connection, courses)
            try:
                joined.opened(self.course.db_url, self.course.course_id)
                for name in USERS:
                    stack.enter_context(mock.patch(f"{name}.Gradebook", joined.opened))
                stack.enter_context(mock.patch(SCHEMAS, self._validator))
                yield joined
                joined.db.flush()
                if keep:
                    self._commit(connection, outer)
                    self._courses = courses
                else:
                    outer.rollback()
            except BaseException:
                outer.rollback()
                raise
            finally:
                joined.db.close()

    def _begin(self, connection: Connection, keep: bool) -> RootTransaction:
        """Begin, and hold what the transaction needs of the file before anything is done."""
        outer = connection.begin()
        try:
            if self.is_file:
                connection.exec_driver_sql("BEGIN IMMEDIATE" if keep else "BEGIN")
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        except BaseException:
            outer.rollback()
            raise
        return outer

    def _commit(self, connection: Connection, outer: RootTransaction) -> None:
        if self.is_file:  # a commit that is refused while others read can be tried again
            patiently(lambda: connection.exec_driver_sql("COMMIT"), self.say)
        outer.commit()

    def close(self) -> None:
        """Let the gradebook go."""
        self.engine.dispose()


def _begin_by_hand(connection: Any, _: object) -> None:
    """Keep Python from beginning transactions by itself."""
    connection.isolation_level = None


@faults_in_words()
def ask(
    course: CourseDirectory, question: Callable[[Gradebook], T], say: Callable[[str], None]
) -> T:
    """Open the gradebook, ask it something, close it; wait while another program holds it.

    Raises
    ------
    GradingError
        If the gradebook cannot be read.
    """

    def once() -> T:
        with Gradebook(course.db_url, course.course_id) as book:
            return question(book)

    return patiently(once, say)


def require(url: str) -> None:
    """Raise GradingError when there is no gradebook yet, rather than make an empty one."""
    path = url.removeprefix("sqlite:///")
    if url.startswith("sqlite:///") and not Path(path).exists():
        raise GradingError(
            "there is no gradebook yet. Enter nbgrader generate_assignment with the name of the "
            "week first"
        )


def submitted(book: Gradebook, week: str) -> set[str]:
    """Return the learners of whose submission the gradebook knows."""
    return {found.student_id for found in book.assignment_submissions(week)}


def reset(book: Gradebook, notebook: str, week: str, student: str, failed: bool) -> bool:
    """Set the points of a notebook to 0, so that none of an earlier submission stays.

    For a notebook that was not handed in nbgrader keeps its comments, and so do we; for one that
    failed they go, too. Points that a person gave win over ours. As nbgrader does for a notebook
    that it grades again, we leave those of one that failed, and list it for a person.

    Returns
    -------
    bool
        Whether a person has to look at points given by hand.
    """
    by_hand = False
    submission = book.find_submission_notebook(notebook, week, student)
    submission.late_submission_penalty = None
    for grade in submission.grades:
        grade.auto_score = 0
        grade.needs_manual_grade = failed and grade.manual_score is not None
        by_hand = by_hand or grade.needs_manual_grade
    for comment in submission.comments if failed else ():
        comment.auto_comment = None
    book.db.commit()
    return by_hand
