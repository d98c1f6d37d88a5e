"""Build the whole site: release and run the notebooks, then the two halves."""

import importlib.util
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mlsmath.course import execute, reading, release, source, start_page
from mlsmath.course.errors import CourseError, UsageError
from mlsmath.course.site import frame, live, pages, pyodide

TOOLS = ("jupyterlite_core", "jupyterlite_pyodide_kernel", "myst_nb", "sphinx_book_theme")
MARK = ".mlsmath-site"  # a folder with this file was built here, and may be built anew


@dataclass(frozen=True)
class Options:
    """What a site can be built with."""

    pyodide: Path | None = None
    hosted: pages.Hosted | None = None
    jobs: int = 1
    timeout: float = 120.0


def build_site(target: Path, options: Options, course: Path | None = None) -> None:
    """Build the site of the course in the folder `target`, which is emptied first.

    Raises UsageError for a folder that holds something else or is not Pyodide's, CourseError if
    a package that builds the site is not installed or a notebook fails.
    """
    _look_for_tools()
    if options.pyodide is not None:
        pyodide.check_pyodide(options.pyodide)
    target = target.resolve()
    _make_empty(target)
    course = course or source.source_folder()
    weeks = released_weeks(course)
    names = {name: text for _, notebooks in weeks for name, text in notebooks.items()}
    executed = _executed(course, list(names), options)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        pictures = place / "_static" / "pictures"
        pictures.mkdir(parents=True)
        for name, text in names.items():
            path = place / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(
                pages.page(name, text, executed[name], pictures, options.hosted),
                encoding="utf-8",
            )
        frame.write_front_matter(place, course, weeks)
        frame.run_sphinx(place, target)
    for name, text in names.items():
        _write(target / "download" / name, start_page.stamp(text))
        if options.hosted is not None:
            _write(target / "colab" / name, pages.colab_notebook(text, options.hosted))
    if options.hosted is not None:
        _write(target / "requirements.txt", f"{pages.requirement(options.hosted)}\n")
    for week in source.week_folders(course):
        for path in release.other_files(week):
            copy = target / "download" / path.relative_to(course)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    notebooks = {name: live.live_notebook(text) for name, text in names.items()}
    live.build_live(target / "live", notebooks, options.pyodide)
    _write(target / ".nojekyll", "")  # GitHub would leave out folders that begin with _


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
        execute.Job(notebook, (course / name).parent, stop_at_error=True)
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


def _look_for_tools() -> None:
    missing = [name for name in TOOLS if importlib.util.find_spec(name) is None]
    if missing:
        raise CourseError(
            f"The site needs packages that are not installed ({', '.join(missing)}); "
            "install them: pip install 'mlsmath[site]'"
        )


def _make_empty(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()):
        if not (target / MARK).is_file():
            raise UsageError(f"{target} holds something else; name a new folder for the site.")
        shutil.rmtree(target)
    elif target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder for the site.")
    target.mkdir(parents=True, exist_ok=True)
    (target / MARK).touch()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
