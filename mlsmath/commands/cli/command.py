"""What the commands share: how a function becomes one, with its docstring as help; arguments."""

import argparse
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mlsmath.commands.machine import processors

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rich.console import Console


Kind = TypeVar("Kind")


Argument = tuple[str, dict[str, Any]]  # what `ArgumentParser.add_argument` takes


@dataclass(frozen=True)
class Command:
    """A command: what it does, its arguments, and how it is called.

    The first line of the docstring is the help in the list of commands, the rest its description.
    """

    do: Callable[[argparse.Namespace], int]
    arguments: tuple[Argument, ...]
    epilog: str

    def add_to(self, verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Let a parser know this command."""
        short, _, description = (self.do.__doc__ or "").partition("\n")
        parser = verbs.add_parser(
            self.do.__name__.rstrip("_"),
            help=short[:1].lower() + short[1:].rstrip("."),
            description=textwrap.fill(" ".join(description.split()), 79),
            epilog=self.epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for flag, settings in self.arguments:
            parser.add_argument(flag, **settings)
        parser.set_defaults(do=self.do)


@dataclass(frozen=True)
class Group:
    """Commands under a name of their own, such as `mlsmath concepts new`."""

    name: str
    short: str
    description: str
    commands: tuple[Command, ...]

    def add_to(self, verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Let a parser know these commands."""
        parser = verbs.add_parser(self.name, help=self.short, description=self.description)
        below = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
        for one in self.commands:
            one.add_to(below)


def argument(flag: str, **settings: Any) -> Argument:
    """Return an argument, with what `add_argument` takes."""
    return flag, settings


def folder(flag: str, help: str, default: Path | None = None) -> Argument:
    """Return an argument for a folder that need not be named."""
    return argument(flag, metavar="DIR", nargs="?", type=path, default=default, help=help)


def command(
    *arguments: Argument, epilog: str = ""
) -> Callable[[Callable[[argparse.Namespace], int]], Command]:
    """Make a command of a function; the epilog holds examples, a line each."""
    return lambda do: Command(do, arguments, epilog)


def chosen(kind: type[Kind], arguments: argparse.Namespace) -> Kind:
    """Return a dataclass of options, its fields from the arguments of the same names."""
    names = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in vars(arguments).items() if name in names})


def execution(timeout: int) -> tuple[Argument, Argument]:
    """Return what those commands take that run notebooks."""
    return (
        argument(
            "--jobs",
            metavar="N",
            type=whole_number,
            default=processors(),
            help="how many notebooks to run at a time (default: one for each processor)",
        ),
        argument(
            "--timeout",
            metavar="SECONDS",
            type=seconds,
            default=timeout,
            help="longest time for one cell (default: %(default)s)",
        ),
    )


def console() -> "Console":
    """Return a console that writes what it is given, word for word."""
    from rich.console import Console

    return Console(soft_wrap=True, markup=False, highlight=False, emoji=False)


def path(text: str) -> Path:
    """Read the name of a folder or file."""
    if not text.strip():
        raise argparse.ArgumentTypeError(f"expected the name of a folder or file, got {text!r}")
    return Path(text)


def folder_name(text: str) -> str:
    """Read the name of a folder, as a shell completes it: with a slash at its end."""
    place = Path(text)
    if place.name != str(place) or place.name == "..":
        raise argparse.ArgumentTypeError(f"expected the name of a folder alone, got {text!r}")
    return place.name


def whole_number(text: str) -> int:
    """Read a whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 on, got {text!r}")
    return int(text)


def seconds(text: str) -> float:
    """Read a number of seconds."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number of seconds above 0, got {text!r}")
    return number


def time_zone(text: str) -> "ZoneInfo":
    """Read the name of a time zone."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        raise argparse.ArgumentTypeError(
            f"expected the name of a time zone, such as Europe/Berlin, got {text!r}"
        ) from None


def port(text: str) -> int:
    """Read a port."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"expected a port from 1 to 65535, got {text!r}")
    return int(text)


def picture_file(text: str) -> Path:
    """Read the name of a picture to write."""
    if Path(text).suffix.lower() not in {".png", ".svg"}:
        raise argparse.ArgumentTypeError(f"expected a name that ends in .png or .svg, got {text!r}")
    return Path(text)
