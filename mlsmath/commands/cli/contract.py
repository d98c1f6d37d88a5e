"""`mlsmath check`, `adopt`, `concepts` and `map`."""

import argparse
from pathlib import Path

from mlsmath.commands.cli.command import Group, argument, command, folder, path, picture_file

CONCEPTS = folder(
    "folder",
    default=Path(),
    help="folder of the notebooks (default: this folder)",
)


@command(
    folder(
        "place",
        help="folder with a folder of notebooks for each week, or a notebook (default: the course)",
    ),
    argument(
        "--summary",
        action=argparse.BooleanOptionalAction,
        help="one line for each concept, and the totals (default: for notebooks without tags)",
    ),
    argument(
        "--format",
        choices=("json", "csv", "markdown", "github"),
        default="",
        help="write it for a program, a page, or a pull request (default: lines to read)",
    ),
    epilog="examples:\n"
    "  mlsmath check my-course --summary\n"
    "  mlsmath check --format github       annotations in a pull request\n\n"
    "exit status: 0 if there is nothing to mend, 1 if there is, 2 if the command was wrong",
)
def check(arguments: argparse.Namespace) -> int:
    """Check that all math is explained directly before it is needed.

    Check notebooks against the just-in-time contract: math, words and Python are explained before
    they are needed, each note stands directly before its first need, is short, and ends with the
    field's words for its thing. Each line names the notebook, the cell, the concept, the rule, and
    what to do. The summary has a line for each concept instead: where it is explained, where first
    needed, how many code cells stand between, and a verdict. Notebooks without tags are read as a
    careful reader would, and get the summary.
    """
    from mlsmath.commands import contract
    from mlsmath.commands.contract import shown
    from mlsmath.commands.contract.words import count
    from mlsmath.commands.course import source_folder

    place, form = arguments.place or source_folder(), arguments.format
    short = arguments.summary
    if short or (short is None and not contract.has_tags(place)):
        summary = contract.summarise(place)
        if short or summary.found:
            print(shown.show_summary(summary, form))
            return 0 if summary.kept else 1
    breaches = contract.check(place)
    notebooks = count(len(contract.find_lessons(place)), "notebook")
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


@command(
    folder(
        "place",
        default=Path(),
        help="folder of notebooks, or a notebook (default: this folder)",
    ),
    argument("--write", action="store_true", help="set the tags that are proposed"),
    argument(
        "--skip", metavar="ID", nargs="+", default=(), help="concepts that get no tag for now"
    ),
    epilog="examples:\n"
    "  mlsmath adopt my-course             look, change nothing\n"
    "  mlsmath adopt my-course --write --skip mean slope    set the others",
)
def adopt(arguments: argparse.Namespace) -> int:
    """Propose tags for notebooks that have none, and say what is left to mend.

    Look for the cells that explain a concept, propose the tag explains:<id> for each, with the
    sentence that speaks for it, and list what is left to mend, the easiest first. With --write, set
    the tags. All else in the files stays as it is; no text is written.
    """
    from mlsmath.commands.contract import adopt as adopting
    from mlsmath.commands.contract.words import count

    adoption = adopting.adopt(arguments.place, arguments.skip)
    changed, by_hand = adopting.write(adoption) if arguments.write else ([], [])
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


@command(
    argument("id", metavar="ID", help="lower-case words joined by hyphens"),
    CONCEPTS,
    argument(
        "--extends",
        choices=("mlsmath", "nothing"),
        default="nothing",
        help="for a new file: whether its entries add to those of mlsmath (default: %(default)s)",
    ),
    epilog="examples:\n"
    "  mlsmath concepts new nearest-neighbour\n"
    "  mlsmath concepts new median notebooks --extends mlsmath",
)
def new(arguments: argparse.Namespace) -> int:
    """Write a new entry, each field explained.

    Add an entry to the concepts.toml in a folder, with each field explained. Where there is no such
    file, make one.
    """
    from mlsmath.commands import contract

    file, line = contract.write_entry(arguments.folder, arguments.id, arguments.extends)
    print(f"The entry is in {file}, line {line}. Each field says what it means; fill in meaning.")
    return 0


@command(CONCEPTS)
def list_(arguments: argparse.Namespace) -> int:
    """List the concepts, each with its meaning.

    List the concepts that notebooks in a folder are checked for: those of its concepts.toml, and
    those of mlsmath, unless the file says that it extends nothing.
    """
    from mlsmath.commands import contract

    own = contract.own_concepts(arguments.folder)
    concepts = contract.load_concepts(own if own.is_file() else None)
    longest = max(map(len, concepts), default=0)
    for concept in concepts.values():
        print(f"{concept.id:{longest}}  {concept.meaning}")
    return 0


concepts = Group(
    "concepts",
    "write or list the concepts of a course of your own",
    "A concepts.toml beside the notebooks holds the concepts of a course.",
    (new, list_),
)


@command(
    argument(
        "places",
        metavar="DIR",
        nargs="*",
        type=path,
        help="folders with a folder of notebooks for each week, or notebooks (default: the course)",
    ),
    argument(
        "--out",
        metavar="FILE",
        type=picture_file,
        default=Path("math-map.png"),
        help="picture to write, .png or .svg (default: %(default)s)",
    ),
    argument("--words", action="store_true", help="say the map in words, do not draw a picture"),
    epilog="examples:\n"
    "  mlsmath map --out map.svg\n"
    "  mlsmath map my-course their-course --out both.png",
)
def map_(arguments: argparse.Namespace) -> int:
    """Draw the math map: where each concept is explained and first needed.

    Draw the concepts against the cells of the notebooks, with each explanation and each first need
    marked. Of several courses, or of one without tags, draw how long each concept waits between the
    two, the courses beside each other.
    """
    from mlsmath.commands import contract
    from mlsmath.commands.course import source_folder

    place, *others = arguments.places or [source_folder()]
    if arguments.words:
        print(contract.describe_map(place, *others))
        return 0
    contract.draw_map(place, arguments.out, *others)
    print(f"The math map is in {arguments.out.resolve()}")
    return 0
