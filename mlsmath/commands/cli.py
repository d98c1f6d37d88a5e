"""The command line: `mlsmath learn`, `run`, `progress`, `check`, `grade` and their siblings."""

import argparse
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmath import __version__
from mlsmath.commands.course.errors import CourseError, UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rich.console import Console


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 failed, 2 wrongly asked for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a character the terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.do is None:
        parser.print_help()
        return 2
    try:
        return arguments.do(arguments)
    except CourseError as error:
        print(f"mlsmath: {error}", file=sys.stderr)
        return error.status
    except OSError as error:
        print(f"mlsmath: {error.strerror or error}: {error.filename or ''}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nmlsmath: stopped.", file=sys.stderr)
        return 130


def learn(arguments: argparse.Namespace) -> int:
    """Make or update the learner's copy, then open JupyterLab on it."""
    from mlsmath.commands.course import learner_copy, report
    from mlsmath.commands.course.place import choose_folder

    place = choose_folder(arguments.folder)
    copy = learner_copy.make_copy(place.folder, pictures=_welcome()) if place.writable else None
    print(report.where(place))
    if copy is not None:
        print(report.changes(copy))
    print(report.come_back(place), flush=True)
    if not arguments.open:
        return 0
    from mlsmath.commands.course import lab

    print("\nStarting JupyterLab ...", flush=True)
    lab.open_lab(
        place.folder,
        announce=lambda address: print(report.opened(address), flush=True),
        port=arguments.port,
        browser=arguments.browser,
    )
    print(report.closed(place))
    return 0


def _welcome() -> dict[str, tuple[bytes, str]]:
    """Return the pictures of the start page, each with its text alternative."""
    from mlsmath.pictures import draw_penguin, draw_what_you_will_make

    drawn = {"penguin": draw_penguin(), "course": draw_what_you_will_make()}
    return {name: (picture.png(), picture.alt) for name, picture in drawn.items()}


def run(arguments: argparse.Namespace) -> int:
    """Execute notebooks and show their faults."""
    from mlsmath.commands.course import execute, notebooks_in, source_folder, week_folders
    from mlsmath.commands.course.run import run_notebooks

    paths = notebooks_in(arguments.notebooks or week_folders(source_folder()))
    at_once = arguments.jobs or execute.processors()
    good = run_notebooks(paths, _console(), at_once, arguments.timeout)
    return 0 if good else 1


def progress(arguments: argparse.Namespace) -> int:
    """Show which exercises of the learner's copy are done."""
    from mlsmath.commands.course import execute
    from mlsmath.commands.course.place import find_copy
    from mlsmath.commands.course.progress import show_progress

    folder = find_copy(arguments.folder)
    at_once = arguments.jobs or execute.processors()
    show_progress(folder, _console(), at_once, arguments.timeout)
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Show where notebooks break the just-in-time contract."""
    from mlsmath.commands import contract
    from mlsmath.commands.contract import shown
    from mlsmath.commands.contract.words import count

    place, form = _course_place(arguments), arguments.format
    try:
        short = arguments.summary
        if short or (short is None and not contract.has_tags(place)):
            summary = contract.summarise(place)
            if short or summary.found:
                print(shown.show_summary(summary, form))
                return 0 if summary.kept else 1
        breaches = contract.check(place)
        notebooks = count(len(contract.find_lessons(place)), "notebook")
    except contract.ContractError as error:
        raise _as_course_error(error) from error
    if form:
        print(shown.show_breaches(breaches, place, form))
        return 1 if breaches else 0
    for breach in breaches:
        print(breach)
    if breaches:
        print(f"\n{len(breaches)} to mend in {notebooks}.")
        return 1
    print(f"No breach in {notebooks}: each piece of math stands directly before its first use.")
    return 0


def adopt(arguments: argparse.Namespace) -> int:
    """Propose tags for notebooks that have none, or set them."""
    from mlsmath.commands import contract
    from mlsmath.commands.contract import adopt as adopting
    from mlsmath.commands.contract.words import count

    try:
        adoption = adopting.adopt(arguments.place, arguments.skip)
        changed, by_hand = adopting.write(adoption) if arguments.write else ([], [])
    except contract.ContractError as error:
        raise _as_course_error(error) from error
    if adoption.proposals or adoption.mends:
        print(adopting.describe(adoption))
    tags = count(len(adoption.proposals) - len(by_hand), "tag")
    if arguments.write:
        print(f"{tags} set in {count(len(changed), 'notebook')}.")
    elif adoption.proposals:
        print(f"{tags} proposed, nothing changed. To set them, add --write.")
    else:
        print("No tag to propose.")
    for proposal in by_hand:
        place = f"{proposal.cell.notebook.name}, line {proposal.cell.line}"
        print(f"To be set by hand: {place}: {proposal.tag}")
    return 0


def new(arguments: argparse.Namespace) -> int:
    """Write a new entry into the concepts.toml of a course."""
    from mlsmath.commands import contract

    try:
        path, line = contract.write_entry(arguments.folder, arguments.id, arguments.extends)
    except contract.ContractError as error:
        raise _as_course_error(error) from error
    print(f"The entry is in {path}, line {line}. Each field says what it means; fill in meaning.")
    return 0


def list_(arguments: argparse.Namespace) -> int:
    """Show the concepts that the notebooks of a folder are checked for."""
    from mlsmath.commands import contract

    own = arguments.folder / "concepts.toml"
    try:
        concepts = contract.load_concepts(own if own.is_file() else None)
    except contract.ContractError as error:
        raise _as_course_error(error) from error
    longest = max(map(len, concepts))
    for concept in concepts.values():
        print(f"{concept.id:{longest}}  {concept.meaning}")
    return 0


def map_(arguments: argparse.Namespace) -> int:
    """Draw the math map, or say it in words."""
    from mlsmath.commands import contract
    from mlsmath.commands.course import source_folder

    place, *others = arguments.places or [source_folder()]
    try:
        if arguments.words:
            print(contract.describe_map(place, *others))
            return 0
        contract.draw_map(place, arguments.out, *others)
    except contract.ContractError as error:
        raise _as_course_error(error) from error
    print(f"The math map is in {arguments.out.resolve()}")
    return 0


def collect(arguments: argparse.Namespace) -> int:
    """Collect what a learning platform gives, as submissions for grading."""
    from mlsmath.commands.grading.errors import GradingError
    from mlsmath.commands.platforms import shown
    from mlsmath.commands.platforms.collect import collect as collect_week

    console = _console()
    try:
        with shown.watched(console, "Collecting") as watch:
            outcome = collect_week(
                arguments.week,
                arguments.downloads,
                arguments.roster,
                arguments.dry_run,
                arguments.timezone,
                watch,
            )
    except GradingError as error:
        raise _as_course_error(error) from error
    shown.show_outcome(outcome, console)
    return 1 if outcome.troubled else 0


def class_(arguments: argparse.Namespace) -> int:
    """Show where each person of a class stands."""
    from mlsmath.commands.grading.errors import GradingError
    from mlsmath.commands.grading.scoring.gradebook import faults_in_words
    from mlsmath.commands.grading.settings import load
    from mlsmath.commands.platforms import shown
    from mlsmath.commands.platforms.roster import read_roster
    from mlsmath.commands.platforms.states import states

    console = _console()
    try:
        roster = read_roster(arguments.roster) if arguments.roster else None
        with faults_in_words():
            found = states(load(arguments.week), roster, console.print)
    except GradingError as error:
        raise _as_course_error(error) from error
    shown.show_states(found, console)
    return 0


def grade(arguments: argparse.Namespace) -> int:
    """Grade the submissions of a week, many at once, and write the report."""
    from mlsmath.commands.grading.running import pool

    try:
        if not arguments.scheduler:
            pool.begin(arguments.workers or 0, arguments.sandbox)
        return _grade(arguments)
    finally:
        pool.stop_all()


def _grade(arguments: argparse.Namespace) -> int:
    from mlsmath.commands.grading.errors import GradingError
    from mlsmath.commands.grading.grade import grade as grade_week
    from mlsmath.commands.grading.options import Options
    from mlsmath.commands.grading.reporting import progress as shown

    options = Options(
        students=tuple(arguments.students or ()),
        workers=arguments.workers or 0,
        scheduler=arguments.scheduler or "",
        force=arguments.force,
        sandbox=arguments.sandbox,
        stderr_costs_points=arguments.stderr_costs_points,
    )
    try:
        with shown.watched(_console()) as (watch, troubled):
            tally = grade_week(arguments.week, options, watch)
        print(shown.closing(tally, troubled))
        return report(arguments)
    except GradingError as error:
        raise _as_course_error(error) from error


def report(arguments: argparse.Namespace) -> int:
    """Write what a week's grading has shown of the class."""
    from mlsmath.commands.grading.errors import GradingError
    from mlsmath.commands.grading.reporting.report import write_report
    from mlsmath.commands.grading.reporting.summary import enrolled, summarise
    from mlsmath.commands.grading.scoring.gradebook import faults_in_words
    from mlsmath.commands.grading.settings import load
    from mlsmath.commands.platforms.states import states

    say = lambda words: print(words, flush=True)  # noqa: E731
    try:
        course = load(arguments.week)
        known = enrolled(course, say)
        with faults_in_words():
            summary = summarise(course, known, states(course, say=say))
            page = write_report(course, summary)
    except GradingError as error:
        raise _as_course_error(error) from error
    print(f"The report is in {page}")
    return 0


def return_(arguments: argparse.Namespace) -> int:
    """Write what a learning platform takes back: points and feedback pages."""
    from mlsmath.commands.grading.errors import GradingError
    from mlsmath.commands.grading.scoring.gradebook import faults_in_words
    from mlsmath.commands.grading.settings import load
    from mlsmath.commands.platforms.returned import closing
    from mlsmath.commands.platforms.returning import Options, return_week
    from mlsmath.commands.platforms.shown import watched

    options = Options(
        to=arguments.to,
        worksheet=arguments.worksheet,
        roster=arguments.roster,
        column=arguments.column,
        scale=arguments.scale,
        provisional=arguments.provisional,
        feedback=arguments.feedback,
    )
    console = _console()
    try:
        with faults_in_words(), watched(console, "Feedback pages") as watch:
            returned = return_week(load(arguments.week), options, console.print, watch)
    except GradingError as error:
        raise _as_course_error(error) from error
    print(closing(returned, options))
    return 0


def _as_course_error(error: Exception) -> CourseError:
    return (UsageError if getattr(error, "status", 1) == 2 else CourseError)(str(error))


def site(arguments: argparse.Namespace) -> int:
    """Build the course as a website."""
    from mlsmath.commands.course import execute
    from mlsmath.commands.handout import write_handouts
    from mlsmath.commands.site import Hosted
    from mlsmath.commands.site.build import Options, build_site

    hosted = Hosted(arguments.github, arguments.branch) if arguments.github else None
    at_once = arguments.jobs or execute.processors()
    options = Options(arguments.pyodide, hosted, at_once, arguments.timeout, write_handouts)
    build_site(arguments.folder, options, say=lambda text: print(text, flush=True))
    print(f"The site is in {arguments.folder.resolve()}")
    return 0


def handout(arguments: argparse.Namespace) -> int:
    """Write the math of each week and the derivation of each gradient as PDFs."""
    from mlsmath.commands.handout import write_handouts

    for page in write_handouts(arguments.folder, arguments.week):
        print(page.resolve(), flush=True)
    return 0


def _course_place(arguments: argparse.Namespace) -> Path:
    """Return the notebook or the folder of notebooks that was asked for."""
    from mlsmath.commands.course import source_folder

    return arguments.place or source_folder()


def _console() -> "Console":
    from rich.console import Console

    return Console(soft_wrap=True, markup=False, highlight=False, emoji=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mlsmath",
        description="A course in machine learning that explains each piece of math directly "
        "before you need it.",
        epilog="To start learning, enter: mlsmath learn\n"
        "For more about a command, enter for example: mlsmath learn --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"mlsmath {__version__}")
    parser.set_defaults(do=None)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")

    verb = _verb(
        verbs,
        learn,
        "open the course in JupyterLab, in a copy of your own",
        "Make your own copy of the course and open it in JupyterLab. Enter the command again to "
        "come back: it adds what is new and never changes a notebook that you have worked in.",
        "examples:\n"
        "  mlsmath learn                     your copy is in the folder mlsmath-course\n"
        '  mlsmath learn "my course"         your copy is in the folder "my course"\n'
        "  mlsmath learn --no-open class     make the copy, do not open it",
    )
    verb.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=_path,
        help="folder for your copy (default: the copy in or above this folder, or in your home "
        "folder; or else a new one, mlsmath-course in this folder)",
    )
    verb.add_argument(
        "--no-open", dest="open", action="store_false", help="make or update the copy only"
    )
    verb.add_argument(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="do not open a browser; print the address to open",
    )
    verb.add_argument(
        "--port", type=_port, help="port for JupyterLab (default: 8888; a busy one is replaced)"
    )

    verb = _verb(
        verbs,
        run,
        "run notebooks without opening them, and show what fails",
        "Execute notebooks and show each failure as the notebook, the cell and the error. The "
        "files stay as they are. A notebook fails on an error, and on text on stderr, such as a "
        "warning. A cell tagged raises-exception may end in an error; a cell tagged allows-stderr "
        "may write to stderr.",
        "examples:\n"
        "  mlsmath run                       all notebooks of the course, with their solutions\n"
        "  mlsmath run mlsmath-course        all notebooks in a folder\n"
        "  mlsmath run --jobs 1 a.ipynb b.ipynb\n\n"
        "exit status: 0 if all went well, 1 if something failed, 2 if the command was wrong",
    )
    verb.add_argument(
        "notebooks",
        metavar="NOTEBOOK",
        nargs="*",
        type=_path,
        help="notebooks, or folders of notebooks (default: the course)",
    )
    _execution(verb, timeout=120)

    verb = _verb(
        verbs,
        progress,
        "show which exercises are done, with points",
        "Run your notebooks and show the points of each exercise, and what to do next. Your files "
        "stay as they are. Save your work in JupyterLab first.",
        "example:\n  mlsmath progress                  the copy that mlsmath learn has made",
    )
    verb.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=_path,
        help="your copy of the course (default: the one in or above this folder, or in your home "
        "folder)",
    )
    _execution(verb, timeout=60)

    verb = _verb(
        verbs,
        check,
        "check that all math is explained directly before it is needed",
        "Check notebooks against the just-in-time contract: math, words and Python are explained "
        "before they are needed, each note stands directly before its first need, is short, and "
        "ends with the field's words for its thing. Each line names the notebook, the cell, the "
        "concept, the rule, and what to do. The summary has a line for each concept instead: where "
        "it is explained, where first needed, how many code cells stand between, and a verdict. "
        "Notebooks without tags are read as a careful reader would, and get the summary.",
        "examples:\n"
        "  mlsmath check my-course --summary\n"
        "  mlsmath check --format github       annotations in a pull request\n\n"
        "exit status: 0 if there is nothing to mend, 1 if there is, 2 if the command was wrong",
    )
    _course_folder(verb)
    verb.add_argument(
        "--summary",
        action=argparse.BooleanOptionalAction,
        help="one line for each concept, and the totals (default: for notebooks without tags)",
    )
    verb.add_argument(
        "--format",
        choices=("json", "csv", "markdown", "github"),
        default="",
        help="write it for a program, a page, or a pull request (default: lines to read)",
    )

    verb = _verb(
        verbs,
        adopt,
        "propose tags for notebooks that have none, and say what is left to mend",
        "Look for the cells that explain a concept, propose the tag explains:<id> for each, with "
        "the sentence that speaks for it, and list what is left to mend, the easiest first. With "
        "--write, set the tags. All else in the files stays as it is; no text is written.",
        "examples:\n"
        "  mlsmath adopt my-course             look, change nothing\n"
        "  mlsmath adopt my-course --write --skip mean slope    set the others",
    )
    verb.add_argument(
        "place",
        metavar="DIR",
        nargs="?",
        type=_path,
        default=Path(),
        help="folder of notebooks, or a notebook (default: this folder)",
    )
    verb.add_argument("--write", action="store_true", help="set the tags that are proposed")
    verb.add_argument(
        "--skip", metavar="ID", nargs="+", default=(), help="concepts that get no tag for now"
    )

    concepts = verbs.add_parser(
        "concepts",
        help="write or list the concepts of a course of your own",
        description="A concepts.toml beside the notebooks holds the concepts of a course.",
    )
    actions = concepts.add_subparsers(title="commands", metavar="COMMAND", required=True)
    verb = _verb(
        actions,
        new,
        "write a new entry, each field explained",
        "Add an entry to the concepts.toml in a folder, with each field explained. Where there is "
        "no such file, make one.",
        "examples:\n"
        "  mlsmath concepts new nearest-neighbour\n"
        "  mlsmath concepts new median notebooks --extends mlsmath",
    )
    verb.add_argument("id", metavar="ID", help="lower-case words joined by hyphens")
    _concepts_folder(verb)
    verb.add_argument(
        "--extends",
        choices=("mlsmath", "nothing"),
        default="nothing",
        help="for a new file: whether its entries add to those of mlsmath (default: %(default)s)",
    )
    verb = _verb(
        actions,
        list_,
        "list the concepts, each with its meaning",
        "List the concepts that notebooks in a folder are checked for: those of its concepts.toml, "
        "and those of mlsmath, unless the file says that it extends nothing.",
        "",
        name="list",
    )
    _concepts_folder(verb)

    verb = _verb(
        verbs,
        map_,
        "draw the math map: where each concept is explained and first needed",
        "Draw the concepts against the cells of the notebooks, with each explanation and each "
        "first need marked. Of several courses, or of one without tags, draw how long each "
        "concept waits between the two, the courses beside each other.",
        "examples:\n"
        "  mlsmath map --out map.svg\n"
        "  mlsmath map my-course their-course --out both.png",
        name="map",
    )
    verb.add_argument(
        "places",
        metavar="DIR",
        nargs="*",
        type=_path,
        help="folders with a folder of notebooks for each week, or notebooks (default: the course)",
    )
    verb.add_argument(
        "--out",
        metavar="FILE",
        type=_picture,
        default=Path("math-map.png"),
        help="picture to write, .png or .svg (default: %(default)s)",
    )
    verb.add_argument(
        "--words", action="store_true", help="say the map in words, do not draw a picture"
    )

    verb = _verb(
        verbs,
        collect,
        "collect what a learning platform gives, as submissions for grading",
        "Take what Moodle, Canvas, Blackboard, ILIAS, Brightspace or Google Classroom gives for a "
        "week, as zips or folders, or a folder with a folder or zip for each learner. Notebooks "
        "are known by what is in them. What counts is put where nbgrader looks for it, and what "
        "it replaces is kept. The table at the end says who handed in what, who did not, and what "
        "could not be placed.",
        "examples:\n"
        "  mlsmath collect week1-linear-regression moodle.zip --roster grades.csv\n"
        "  mlsmath collect week1-linear-regression submissions --dry-run\n\n"
        "exit status: 0 if all is in its place, 1 if a person has to look at something,\n"
        "2 if the command was wrong",
    )
    _week(verb)
    verb.add_argument(
        "downloads",
        metavar="DOWNLOAD",
        nargs="+",
        type=_path,
        help="zip or folder, as it came from the platform; of several the last is the newest",
    )
    _roster(verb)
    verb.add_argument(
        "--dry-run", action="store_true", help="say what would happen, and write nothing"
    )
    verb.add_argument(
        "--timezone",
        metavar="ZONE",
        type=_zone,
        help="zone of the platform's times, such as Europe/Berlin (default: this machine's)",
    )

    verb = _verb(
        verbs,
        class_,
        "show where each person of a class stands: collected, graded, returned",
        "Show everybody in the roster, and everybody else of whom something is known: what was "
        "collected, how many points, whether a person has to look, and what was given back.",
        "example:\n  mlsmath class week1-linear-regression",
        name="class",
    )
    _week(verb)
    _roster(verb)

    verb = _verb(
        verbs,
        grade,
        "grade the submissions of a week, many at once",
        "Grade what nbgrader has collected. The points are nbgrader's and go into its gradebook; "
        "formgrader, feedback and export work on as usual. Each submission runs in a sandbox of "
        "its own and ends as graded, or as failed with a reason. Text on stderr alone takes no "
        "points. Stop with Ctrl-C; the same command goes on with what is left.",
        "examples:\n"
        "  mlsmath grade week1-linear-regression\n"
        "  mlsmath grade week1-linear-regression --students ada ben --force\n"
        "  mlsmath grade week1-linear-regression --scheduler tcp://10.0.0.5:8786",
    )
    _week(verb)
    verb.add_argument(
        "--students",
        metavar="ID",
        nargs="+",
        action="extend",
        help="grade these alone (default: everyone); an id that begins with a dash is written "
        "--students=-ID",
    )
    verb.add_argument(
        "--workers",
        metavar="N",
        type=_positive,
        help="how many submissions to run at a time (default: one for each processor)",
    )
    verb.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="spread the work over the workers of this Dask scheduler (default: this machine)",
    )
    verb.add_argument(
        "--force", action="store_true", help="do again what has been done already, too"
    )
    verb.add_argument(
        "--no-sandbox",
        dest="sandbox",
        action="store_false",
        help="run submissions without a sandbox, with your own rights on this machine",
    )
    verb.add_argument(
        "--stderr-costs-points",
        action="store_true",
        help="give 0 points to a cell that writes to stderr, as nbgrader does",
    )

    verb = _verb(
        verbs,
        report,
        "write a report over the class, from what grading a week has shown",
        "Write what needs a person, where everybody of the class stands, points, exercises and "
        "misconceptions, as a page that stands by itself and as two tables.",
        "example:\n  mlsmath report week1-linear-regression",
    )
    _week(verb)

    verb = _verb(
        verbs,
        return_,
        "write what a learning platform takes back: points and feedback pages",
        "Fill a platform's own table with the points of nbgrader's gradebook, and pack the "
        "feedback pages in the form that it takes. A person of whom a cell still needs a person "
        "is listed and not returned, unless you add --provisional. What was returned to whom "
        "stands in returned.csv beside it.",
        "examples:\n"
        "  mlsmath return week1-linear-regression --to moodle --worksheet Grades.csv\n"
        "  mlsmath return week1-linear-regression --to canvas --worksheet gradebook.csv\n"
        "  mlsmath return week1-linear-regression --to csv",
        name="return",
    )
    _week(verb)
    verb.add_argument(
        "--to", choices=("moodle", "canvas", "csv"), required=True, help="where the points go"
    )
    verb.add_argument(
        "--worksheet",
        metavar="FILE",
        type=_path,
        help="Moodle's grading worksheet, or Canvas' exported gradebook, to be filled; the file "
        "itself stays as it is",
    )
    verb.add_argument(
        "--roster",
        metavar="FILE",
        type=_path,
        help="a table of people that joins ids to names, as for collect",
    )
    verb.add_argument(
        "--column",
        metavar="TITLE",
        default="",
        help="the column to fill (default: Moodle's column of grades; in Canvas the assignment "
        "that is called like the week)",
    )
    verb.add_argument(
        "--scale",
        action="store_true",
        help="multiply the points where the platform's highest grade differs from the week's",
    )
    verb.add_argument(
        "--provisional",
        action="store_true",
        help="return also points of which a cell still needs a person",
    )
    verb.add_argument(
        "--no-feedback", dest="feedback", action="store_false", help="return points alone"
    )

    verb = _verb(
        verbs,
        site,
        "build the course as a website, to read and to work in without installing anything",
        "Build one folder that any web host can serve: every notebook as a page to read and, one "
        "click away, alive in the browser. The notebooks are run once while it is built. It needs "
        "more packages: pip install 'mlsmath[site]'",
        "examples:\n"
        "  mlsmath site\n"
        "  mlsmath site public --github owner/name    with links to Colab and Binder\n"
        "  mlsmath site public --pyodide pyodide      Python's files too, from a local copy\n"
        "  python -m http.server --directory build/site    look at it",
    )
    verb.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=_path,
        default=Path("build/site"),
        help="folder for the site; an older site there is replaced (default: %(default)s)",
    )
    verb.add_argument(
        "--pyodide",
        metavar="DIR",
        type=_path,
        help="folder with a release of Pyodide, to be copied into the site (default: pages load "
        "Python from Pyodide's public distribution)",
    )
    verb.add_argument(
        "--github",
        metavar="OWNER/NAME",
        help="repository that publishes the site, for the links to Colab and Binder",
    )
    verb.add_argument(
        "--branch", default="gh-pages", help="branch that holds the site (default: %(default)s)"
    )
    _execution(verb, timeout=120)

    verb = _verb(
        verbs,
        handout,
        "write the math as PDFs to print: a page a week, and each gradient line by line",
        "Write for each week one page with its math: what each thing is, its symbol, an example in "
        "numbers, its Python. And for each cost the whole derivation of its gradient, every line "
        "with its rule, each line checked. It needs more packages: pip install 'mlsmath[handout]'",
        "examples:\n  mlsmath handout\n  mlsmath handout --week 2",
    )
    verb.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=_path,
        default=Path("build/handout"),
        help="folder for the PDFs; older ones there are replaced (default: %(default)s)",
    )
    verb.add_argument(
        "--week", metavar="N", type=_positive, help="write those of one week (default: all)"
    )
    return parser


def _week(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("week", metavar="WEEK", help="the name of the week's folder")


def _roster(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--roster",
        metavar="CSV",
        type=_path,
        help="who is in the class: Moodle's grading worksheet (its times are read in English) or "
        "list of participants, Canvas' gradebook, or a table with an id and a name in each row "
        "(default: the one given last to mlsmath collect for this week)",
    )


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    do: Callable[[argparse.Namespace], int],
    short: str,
    description: str,
    epilog: str,
    name: str | None = None,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(
        name or do.__name__,
        help=short,
        description=textwrap.fill(description, 79),
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.set_defaults(do=do)
    return verb


def _course_folder(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "place",
        metavar="DIR",
        nargs="?",
        type=_path,
        help="folder with a folder of notebooks for each week, or a notebook (default: the course)",
    )


def _concepts_folder(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=_path,
        default=Path(),
        help="folder of the notebooks (default: this folder)",
    )


def _execution(verb: argparse.ArgumentParser, timeout: int) -> None:
    verb.add_argument(
        "--jobs",
        metavar="N",
        type=_positive,
        help="how many notebooks to run at a time (default: one for each processor)",
    )
    verb.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=timeout,
        help="longest time for one cell (default: %(default)s)",
    )


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError(f"expected the name of a folder or file, got {text!r}")
    return Path(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 on, got {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number of seconds above 0, got {text!r}")
    return seconds


def _zone(text: str) -> "ZoneInfo":
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        raise argparse.ArgumentTypeError(
            f"expected the name of a time zone, such as Europe/Berlin, got {text!r}"
        ) from None


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"expected a port from 1 to 65535, got {text!r}")
    return int(text)


def _picture(text: str) -> Path:
    if Path(text).suffix.lower() not in {".png", ".svg"}:
        raise argparse.ArgumentTypeError(f"expected a name that ends in .png or .svg, got {text!r}")
    return Path(text)
