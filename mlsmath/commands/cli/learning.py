"""`mlsmath learn`, `run` and `progress`."""

import argparse

from mlsmath.commands.cli.command import argument, command, console, execution, folder, path, port


@command(
    folder(
        "folder",
        help="folder for your copy (default: the copy in or above this folder, or in your home "
        "folder; or else a new one, mlsmath-course in this folder)",
    ),
    argument("--no-open", dest="open", action="store_false", help="make or update the copy only"),
    argument(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="do not open a browser; print the address to open",
    ),
    argument(
        "--port", type=port, help="port for JupyterLab (default: 8888; a busy one is replaced)"
    ),
    epilog="examples:\n"
    "  mlsmath learn                     your copy is in the folder mlsmath-course\n"
    '  mlsmath learn "my course"         your copy is in the folder "my course"\n'
    "  mlsmath learn --no-open class     make the copy, do not open it",
)
def learn(arguments: argparse.Namespace) -> int:
    """Open the course in JupyterLab, in a copy of your own.

    Make your own copy of the course and open it in JupyterLab. Enter the command again to come
    back: it adds what is new and never changes a notebook that you have worked in.
    """
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


@command(
    argument(
        "notebooks",
        metavar="NOTEBOOK",
        nargs="*",
        type=path,
        help="notebooks, or folders of notebooks (default: the course)",
    ),
    *execution(timeout=120),
    epilog="examples:\n"
    "  mlsmath run                       all notebooks of the course, with their solutions\n"
    "  mlsmath run mlsmath-course        all notebooks in a folder\n"
    "  mlsmath run --jobs 1 a.ipynb b.ipynb\n\n"
    "exit status: 0 if all went well, 1 if something failed, 2 if the command was wrong",
)
def run(arguments: argparse.Namespace) -> int:
    """Run notebooks without opening them, and show what fails.

    Execute notebooks and show each failure as the notebook, the cell and the error. The files stay
    as they are. A notebook fails on an error, and on text on stderr, such as a warning. A cell
    tagged raises-exception may end in an error; a cell tagged allows-stderr may write to stderr.
    """
    from mlsmath.commands.course import notebooks_in, source_folder, week_folders
    from mlsmath.commands.course.run import run_notebooks

    paths = notebooks_in(arguments.notebooks or week_folders(source_folder()))
    good = run_notebooks(paths, console(), arguments.jobs, arguments.timeout)
    return 0 if good else 1


@command(
    folder(
        "folder",
        help="your copy of the course (default: the one in or above this folder, or in your home "
        "folder)",
    ),
    *execution(timeout=60),
    epilog="example:\n  mlsmath progress                  the copy that mlsmath learn has made",
)
def progress(arguments: argparse.Namespace) -> int:
    """Show which exercises are done, with points.

    Run your notebooks and show the points of each exercise, and what to do next. Your files stay as
    they are. Save your work in JupyterLab first.
    """
    from mlsmath.commands.course.place import find_copy
    from mlsmath.commands.course.progress import show_progress

    folder = find_copy(arguments.folder)
    show_progress(folder, console(), arguments.jobs, arguments.timeout)
    return 0
