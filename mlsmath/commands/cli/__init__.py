"""The command line: `mlsmath learn`, `run`, `progress`, `check`, `grade` and their siblings."""

import argparse
import os
import sys
from collections.abc import Sequence

from mlsmath import __version__
from mlsmath.commands.cli import contract, grading, learning, publishing
from mlsmath.commands.errors import CommandError

COMMANDS = (
    learning.learn,
    learning.run,
    learning.progress,
    contract.check,
    contract.adopt,
    contract.concepts,
    contract.map_,
    grading.collect,
    grading.class_,
    grading.grade,
    grading.report,
    grading.return_,
    publishing.site,
    publishing.handout,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 failed, 2 wrongly asked for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a character the terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")
    parser = parser_of_all()
    arguments = parser.parse_args(argv)
    if arguments.do is None:
        parser.print_help()
        return 2
    try:
        if os.path.expanduser("~") == "~":
            raise CommandError(
                "Your home folder is not known, and Jupyter needs it; set the variable HOME to one."
            )
        status = arguments.do(arguments)
        sys.stdout.flush()
        return status
    except CommandError as error:
        print(f"mlsmath: {error}", file=sys.stderr)
        return error.status
    except BrokenPipeError:  # whoever reads what is printed has seen enough, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"mlsmath: {_said(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nmlsmath: stopped.", file=sys.stderr)
        return 130


def _said(error: OSError) -> str:
    if error.filename:
        return f"{error.strerror}: {error.filename}"
    if isinstance(error, FileNotFoundError):  # what asks for the current folder says no more
        return "The folder in which you are is gone. Go to another one, with: cd"
    return error.strerror or str(error)


def parser_of_all() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
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
    for one in COMMANDS:
        one.add_to(verbs)
    return parser
