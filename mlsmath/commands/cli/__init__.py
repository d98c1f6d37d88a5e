"""The command line: `mlsmath learn`, `run`, `progress`, `check`, `grade` and their siblings."""

import argparse
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
        return arguments.do(arguments)
    except CommandError as error:
        print(f"mlsmath: {error}", file=sys.stderr)
        return error.status
    except OSError as error:
        print(f"mlsmath: {error.strerror or error}: {error.filename or ''}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nmlsmath: stopped.", file=sys.stderr)
        return 130


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
