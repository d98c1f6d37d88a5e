"""`mlsmath collect`, `class`, `grade`, `report` and `return`."""

import argparse
import gc

from mlsmath.commands.cli.command import (
    argument,
    chosen,
    command,
    console,
    folder_name,
    path,
    time_zone,
    whole_number,
)

WEEK = argument("week", metavar="WEEK", type=folder_name, help="the name of the week's folder")

ROSTER = argument(
    "--roster",
    metavar="CSV",
    type=path,
    help="who is in the class: Moodle's grading worksheet (its times are read in English) or "
    "list of participants, Canvas' gradebook, or a table with an id and a name in each row "
    "(default: the one given last to mlsmath collect for this week)",
)


@command(
    WEEK,
    argument(
        "downloads",
        metavar="DOWNLOAD",
        nargs="+",
        type=path,
        help="zip or folder, as it came from the platform; of several the last is the newest",
    ),
    ROSTER,
    argument("--dry-run", action="store_true", help="say what would happen, and write nothing"),
    argument(
        "--timezone",
        metavar="ZONE",
        type=time_zone,
        help="zone of the platform's times, such as Europe/Berlin (default: this machine's)",
    ),
    epilog="examples:\n"
    "  mlsmath collect week1-linear-regression moodle.zip --roster grades.csv\n"
    "  mlsmath collect week1-linear-regression submissions --dry-run\n\n"
    "exit status: 0 if all is in its place, 1 if a person has to look at something,\n"
    "2 if the command was wrong",
)
def collect(arguments: argparse.Namespace) -> int:
    """Collect what a learning platform gives, as submissions for grading.

    Take what Moodle, Canvas, Blackboard, ILIAS, Brightspace or Google Classroom gives for a week,
    as zips or folders, or a folder with a folder or zip for each learner. Notebooks are known by
    what is in them. What counts is put where nbgrader looks for it, and what it replaces is kept.
    The table at the end says who handed in what, who did not, and what could not be placed.
    """
    from mlsmath.commands.platforms import shown
    from mlsmath.commands.platforms.collect import collect as collect_week

    screen = console()
    with shown.watched(screen, "Collecting") as watch:
        outcome = collect_week(
            arguments.week,
            arguments.downloads,
            arguments.roster,
            arguments.dry_run,
            arguments.timezone,
            watch,
        )
    shown.show_outcome(outcome, screen)
    return 1 if outcome.troubled else 0


@command(
    WEEK,
    ROSTER,
    epilog="example:\n  mlsmath class week1-linear-regression",
)
def class_(arguments: argparse.Namespace) -> int:
    """Show where each person of a class stands: collected, graded, returned.

    Show everybody in the roster, and everybody else of whom something is known: what was collected,
    how many points, whether a person has to look, and what was given back.
    """
    from mlsmath.commands.grading.scoring.gradebook import faults_in_words
    from mlsmath.commands.grading.settings import load
    from mlsmath.commands.platforms import shown
    from mlsmath.commands.platforms.roster import read_roster
    from mlsmath.commands.platforms.states import states

    screen = console()
    roster = read_roster(arguments.roster) if arguments.roster else None
    with faults_in_words():
        found = states(load(arguments.week), roster, screen.print)
    shown.show_states(found, screen)
    return 0


@command(
    WEEK,
    argument(
        "--students",
        metavar="ID",
        nargs="+",
        action="extend",
        default=[],
        help="grade these alone (default: everyone); an id that begins with a dash is written "
        "--students=-ID",
    ),
    argument(
        "--workers",
        metavar="N",
        type=whole_number,
        default=0,
        help="how many submissions to run at a time (default: one for each processor)",
    ),
    argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="spread the work over the workers of this Dask scheduler (default: this machine)",
    ),
    argument("--force", action="store_true", help="do again what has been done already, too"),
    argument(
        "--no-sandbox",
        dest="sandbox",
        action="store_false",
        help="run submissions without a sandbox, with your own rights on this machine",
    ),
    argument(
        "--stderr-costs-points",
        action="store_true",
        help="give 0 points to a cell that writes to stderr, as nbgrader does",
    ),
    epilog="examples:\n"
    "  mlsmath grade week1-linear-regression\n"
    "  mlsmath grade week1-linear-regression --students ada ben --force\n"
    "  mlsmath grade week1-linear-regression --scheduler tcp://10.0.0.5:8786",
)
def grade(arguments: argparse.Namespace) -> int:
    """Grade the submissions of a week, many at once.

    Grade what nbgrader has collected. The points are nbgrader's and go into its gradebook;
    formgrader, feedback and export work on as usual. Each submission runs in a sandbox of its own
    and ends as graded, or as failed with a reason. Text on stderr alone takes no points. Stop with
    Ctrl-C; the same command goes on with what is left.
    """
    from mlsmath.commands.grading.running import pool

    try:
        if not arguments.scheduler:
            pool.begin(arguments.sandbox)
        return _grade(arguments)
    finally:
        pool.stop_all()


def _grade(arguments: argparse.Namespace) -> int:
    gc.disable()  # imports make no garbage
    from mlsmath.commands.grading.grade import grade as grade_week
    from mlsmath.commands.grading.options import Options
    from mlsmath.commands.grading.reporting import progress as shown

    gc.freeze()
    gc.enable()
    options = chosen(Options, arguments)
    with shown.watched(console()) as (watch, troubled):
        tally = grade_week(arguments.week, options, watch)
    print(shown.closing(tally, troubled))
    return report.do(arguments)


@command(
    WEEK,
    epilog="example:\n  mlsmath report week1-linear-regression",
)
def report(arguments: argparse.Namespace) -> int:
    """Write a report over the class, from what grading a week has shown.

    Write what needs a person, where everybody of the class stands, points, exercises and
    misconceptions, as a page that stands by itself and as two tables.
    """
    from mlsmath.commands.grading.reporting.page import write_report
    from mlsmath.commands.grading.reporting.summary import enrolled, summarise
    from mlsmath.commands.grading.scoring.gradebook import faults_in_words, require
    from mlsmath.commands.grading.settings import load
    from mlsmath.commands.platforms.states import states

    say = lambda words: print(words, flush=True)  # noqa: E731
    course = load(arguments.week)
    require(course.directory.db_url)
    known = enrolled(course, say)
    with faults_in_words():
        summary = summarise(course, known, states(course, say=say))
        page = write_report(course, summary)
    print(f"The report is in {page}")
    return 0


@command(
    WEEK,
    argument(
        "--to", choices=("moodle", "canvas", "csv"), required=True, help="where the points go"
    ),
    argument(
        "--worksheet",
        metavar="FILE",
        type=path,
        help="Moodle's grading worksheet, or Canvas' exported gradebook, to be filled; the file "
        "itself stays as it is",
    ),
    argument(
        "--roster",
        metavar="FILE",
        type=path,
        help="a table of people that joins ids to names, as for collect (default for Moodle and "
        "Canvas: the one given last to mlsmath collect for this week)",
    ),
    argument(
        "--column",
        metavar="TITLE",
        default="",
        help="the column to fill (default: Moodle's column of grades; in Canvas the assignment "
        "that is called like the week)",
    ),
    argument(
        "--scale",
        action="store_true",
        help="multiply the points where the platform's highest grade differs from the week's",
    ),
    argument(
        "--provisional",
        action="store_true",
        help="return also points of which a cell still needs a person",
    ),
    argument("--no-feedback", dest="feedback", action="store_false", help="return points alone"),
    epilog="examples:\n"
    "  mlsmath return week1-linear-regression --to moodle --worksheet Grades.csv\n"
    "  mlsmath return week1-linear-regression --to canvas --worksheet gradebook.csv\n"
    "  mlsmath return week1-linear-regression --to csv",
)
def return_(arguments: argparse.Namespace) -> int:
    """Write what a learning platform takes back: points and feedback pages.

    Fill a platform's own table with the points of nbgrader's gradebook, and pack the feedback pages
    in the form that it takes. A person of whom a cell still needs a person is listed and not
    returned, unless you add --provisional. What was returned to whom stands in returned.csv beside
    it.
    """
    from mlsmath.commands.grading.scoring.gradebook import faults_in_words
    from mlsmath.commands.grading.settings import load
    from mlsmath.commands.platforms.returned import closing
    from mlsmath.commands.platforms.returning import Options, return_week
    from mlsmath.commands.platforms.shown import watched

    options = chosen(Options, arguments)
    screen = console()
    with faults_in_words(), watched(screen, "Feedback pages") as watch:
        returned = return_week(load(arguments.week), options, screen.print, watch)
    print(closing(returned, options))
    return 0
