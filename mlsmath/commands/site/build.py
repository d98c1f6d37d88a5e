"""Build the whole site: release and run the notebooks, then the two halves."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mlsmath.commands.contract import GUIDE
from mlsmath.commands.course import execute, reading, release, source, start_page
from mlsmath.commands.course.errors import CourseError, require_packages
from mlsmath.commands.site import folder, frame, front, live, pages, pyodide, search, symbols

TOOLS = ("jupyterlite_core", "jupyterlite_pyodide_kernel", "myst_nb", "sphinx_book_theme")


@dataclass(frozen=True)
class Options:
    """What a site can be built with."""

    pyodide: Path | None = None
    hosted: pages.Hosted | None = None
    jobs: int = 1
    timeout: float = 120.0
    write_handouts: Callable[[Path], Iterable[Path]] | None = None


def build_site(
    target: Path,
    options: Options,
    course: Path | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> None:
    """Build the site of the course in the folder `target`, in place of an older site.

    The older site stays until the new one is whole. `say` is told what is being done. Raises
    UsageError for a folder that holds something else or is not Pyodide's, CourseError if a package
    that builds the site is not installed or a notebook fails.
    """
    require_packages("The site needs", TOOLS, "site")
    target = target.resolve()
    folder.check_folder(target)
    if options.pyodide is not None:
        pyodide.check_pyodide(options.pyodide)
    course = course or source.source_folder()
    weeks = released_weeks(course)
    names = {name: text for _, notebooks in weeks for name, text in notebooks.items()}
    with folder.replacing(target) as place:
        say(f"1 of 3: running {len(names)} notebooks")
        executed = _executed(course, list(names), options)
        say("2 of 3: making the pages to read")
        handouts = [*options.write_handouts(place / "handout")] if options.write_handouts else []
        _write_pages(place, course, weeks, executed, options.hosted, [p.name for p in handouts])
        say("3 of 3: making the live pages, with Python for the browser")
        notebooks = {name: live.live_notebook(text) for name, text in names.items()}
        if not live.build_live(place / "live", notebooks, options.pyodide) and options.pyodide:
            say("Node is not installed, so Python starts more slowly in these pages.")
        _write(place / ".nojekyll", "")  # GitHub would leave out folders that begin with _


def _write_pages(
    target: Path,
    course: Path,
    weeks: list[tuple[str, dict[str, str]]],
    executed: dict[str, dict],
    hosted: pages.Hosted | None,
    handouts: list[str],
) -> None:
    """Write the reading half, and the notebooks to be downloaded or opened elsewhere."""
    names = {name: text for _, notebooks in weeks for name, text in notebooks.items()}
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        pictures = place / "_static" / "pictures"
        pictures.mkdir(parents=True)
        told = symbols.symbols_by_page(weeks, course)
        for name, text in names.items():
            page = pages.page(name, text, executed[name], pictures, hosted, told[name])
            _write(place / name, page)
        frame.write_front_matter(place, course, weeks, handouts)
        address = pages.address(hosted) if hosted else ""
        terms = search.terms_by_page(weeks, course)
        frame.run_sphinx(place, target, front.descriptions(weeks), terms, address)
    shutil.copytree(GUIDE.with_name("knn"), target / "knn", ignore=shutil.ignore_patterns(".*"))
    for name, text in names.items():
        _write(target / "download" / name, start_page.stamp(text))
        if hosted is not None:
            _write(target / "colab" / name, pages.colab_notebook(text, hosted))
    if hosted is not None:
        _write(target / "requirements.txt", f"{pages.requirement(hosted)}\n")  # for Binder
        _write(target / "runtime.txt", "python-3.12\n")  # its own default may be too old
    for week in source.week_folders(course):
        for path in release.other_files(week):
            copy = target / "download" / path.relative_to(course)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def released_weeks(course: Path) -> list[tuple[str, dict[str, str]]]:
    """Return for each week its title and its notebooks as learners receive them, by name."""
    return [
        (
            source.week_title(week),
            {
                f"{week.name}/{path.name}": release.release_notebook(path)
                for path in sorted(week.glob("*.ipynb"), key=source.natural_order)
            },
        )
        for week in source.week_folders(course)
    ]


def _executed(course: Path, names: list[str], options: Options) -> dict[str, dict]:
    """Return the source notebooks with their outputs; a failing one ends the build."""
    notebooks = {name: reading.read_notebook(course / name) for name in names}
    jobs = [
        execute.Job(notebook, (course / name).parent, stop_at_error=True, keep_widgets=True)
        for name, notebook in notebooks.items()
    ]
    execute.execute_all(jobs, options.jobs, options.timeout)
    for name, notebook in notebooks.items():
        for _, cell in reading.code_cells(notebook):
            if execute.has_unexpected_error(cell):
                raise CourseError(
                    f"{name} fails in its cell {cell['id']}; `mlsmath run` shows the error."
                )
    return {name: json.loads(json.dumps(notebook)) for name, notebook in notebooks.items()}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
