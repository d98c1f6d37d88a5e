"""The math map: concepts down, cells across; each note and each need is marked."""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.reading import Cell, Course, Notebook
from mlsmath.commands.contract.words import count

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, GUIDE, BAND = "#222222", "#DDDDDD", "#F4F4F4"
WIDE, NARROW = 0.115, 0.022  # inches: a cell with a note or a first need, any other cell
ROW, LEFT, RIGHT, BOTTOM = 0.235, 2.2, 0.2, 0.5  # inches
LINE, WEEK_LINE = 0.145, 0.34  # inches: a line of a notebook's name, the weeks' names
NARROWEST = 9.0  # inches
CHARACTER = 0.068  # inches, of a notebook's name


@dataclass(frozen=True)
class Mark:
    """How one kind of cell looks: Okabe–Ito colour, and a shape of its own."""

    label: str
    shape: str
    colour: str
    size: float
    width: float = 0.0


NOTE = Mark("math note", "s", "#0072B2", 34)
FIRST = Mark("first code that needs it", "D", "#D55E00", 26)
LATER = Mark("needed again", "|", "#555555", 42, 0.9)
AGAIN = Mark("explained again, deeper", "^", "#009E73", 34)
EARLY = Mark("needed before its note", "x", "#CC79A7", 34, 1.6)


@dataclass(frozen=True)
class Row:
    """What the map shows of one concept."""

    concept: str
    name: str
    note: Cell | None
    first: Cell | None
    again: tuple[Cell, ...]
    later: tuple[Cell, ...]
    early: tuple[Cell, ...]


def rows(course: Course) -> list[Row]:
    """Return the concepts of the course in the order of their notes, those without one last."""
    found = [row for concept in course.concepts if (row := _row(course, concept)) is not None]
    return sorted(found, key=lambda row: row.note.position if row.note else len(course.cells))


def draw(course: Course, out: Path) -> None:
    """Draw the map of `course` into the .png or .svg file `out`."""
    check_file(out)
    save(_figure(course), out, "Math map", describe(course))


def check_file(out: Path) -> None:
    """Refuse a picture to write with another suffix, or in a folder that is not there."""
    if out.suffix.lower() not in (".png", ".svg"):
        raise ContractError(f"{out}: the math map is drawn into a .png or a .svg file.")
    if not out.parent.is_dir():
        raise ContractError(
            f"{out}: there is no folder {out.parent}; make it, or name another one."
        )


def save(figure: "Figure", out: Path, title: str, words: str) -> None:
    """Write a figure with its title and text alternative; the same figure is the same file."""
    import matplotlib

    metadata: dict[str, str | None] = {"Title": title, "Description": words}
    if out.suffix.lower() == ".svg":
        metadata["Date"] = None
    with matplotlib.rc_context({"svg.hashsalt": title.lower(), "svg.fonttype": "none"}):
        try:
            figure.savefig(out, dpi=150, metadata=metadata)
        except ValueError as error:  # of a formula in the name of a concept
            said = str(error).rstrip().splitlines()[-1]
            raise ContractError(
                f"{out}: a name cannot be drawn: {said}; write it plainly."
            ) from None


def make_bare(axes: "Axes", rows: int) -> None:
    """Leave of axes no frame and no ticks, and shade every second row."""
    for number in range(0, rows, 2):
        axes.axhspan(number - 0.5, number + 0.5, color=BAND, linewidth=0, zorder=0)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def describe(course: Course) -> str:
    """Return the map in words: for each concept its note, its first need and how many follow."""
    table = rows(course)
    counts = (
        f"{count(len(table), 'concept')} down, {count(len(course.cells), 'cell')} of "
        f"{count(len(course.notebooks), 'notebook')} across"
    )
    return "\n".join([f"Math map: {counts}.", *(_sentence(row) for row in table)])


def used_in(course: Course) -> dict[str, list[str]]:
    """Return for each concept the names of the notebooks whose cells need it."""
    found = {}
    for row in rows(course):
        cells = (*row.early, *([row.first] if row.first else []), *row.later)
        places = {cell.notebook.name: cell.position for cell in reversed(cells)}
        found[row.concept] = sorted(places, key=places.__getitem__)
    return found


def _row(course: Course, concept: str) -> Row | None:
    note = course.notes.get(concept)
    cells = [cell for cell in course.cells if concept in cell.needs and cell is not note]
    needs = [cell for cell in cells if cell.needs[concept].demands]
    again = tuple(cell for cell in course.cells if concept in cell.revisits)
    name = course.concepts[concept].name
    if note is None:
        return Row(concept, name, None, None, again, (), tuple(needs)) if needs else None
    following = course.work_after(note)
    if following is None or not following.serves(concept):
        after = course.cells[note.position + 1 :]
        following = next((cell for cell in after if cell.surely_needs(concept)), None)
    later = [cell for cell in needs if cell.position > note.position]
    later = [cell for cell in later if cell is not following and cell not in again]
    early = [cell for cell in needs if cell.position < note.position]
    return Row(concept, name, note, following, again, tuple(later), tuple(early))


def _sentence(row: Row) -> str:
    parts = []
    if row.note is None:
        parts.append("no note")
    else:
        parts.append(f"note in {row.note.notebook.name}, {row.note.place}")
        where = f"first needed in {row.first.seen_from(row.note)}" if row.first else ""
        parts.append(where or "no code needs it")
    if row.again:
        parts.append(f"explained again in {count(len(row.again), 'cell')}")
    if row.later:
        parts.append(f"needed again in {count(len(row.later), 'cell')}")
    if row.early:
        parts.append(f"needed before its note in {count(len(row.early), 'cell')}")
    return f"{row.name}: {'; '.join(parts)}."


def _figure(course: Course) -> "Figure":
    from matplotlib.figure import Figure

    table = rows(course)
    centres, edges = _columns(course, table)
    across = max(edges[-1], NARROWEST - LEFT - RIGHT)
    stretch = across / edges[-1]
    centres = [centre * stretch for centre in centres]
    edges = [edge * stretch for edge in edges]
    names = [
        _wrapped(notebook, edges[number + 1] - edges[number])
        for number, notebook in enumerate(course.notebooks)
    ]
    head = WEEK_LINE + LINE * max(name.count("\n") + 1 for name in names)
    down = max(len(table), 1) * ROW
    width, height = LEFT + across + RIGHT, head + 0.1 + down + BOTTOM
    figure = Figure(figsize=(width, height), facecolor="white")
    axes = figure.add_axes((LEFT / width, BOTTOM / height, across / width, down / height))
    axes.set(xlim=(0, across), ylim=(len(table) - 0.5, -0.5) if table else (0.5, -0.5))
    make_bare(axes, len(table))
    _draw_notebooks(axes, course, names, edges, head)
    _draw_marks(axes, table, centres)
    axes.set_yticks(range(len(table)), [row.name for row in table], fontsize=9, color=INK)
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(0, -0.1 / down),
        ncols=5,
        frameon=False,
        fontsize=9,
        borderaxespad=0,
        handletextpad=0.2,
        columnspacing=1.4,
    )
    return figure


def _columns(course: Course, table: list[Row]) -> tuple[list[float], list[float]]:
    """Return the middle of each cell's column and the edges of the notebooks, in inches."""
    marked = {
        cell.position
        for row in table
        for cell in (row.note, row.first, *row.again)
        if cell is not None
    }
    centres, edges, place = [], [0.0], 0.0
    for notebook in course.notebooks:
        place += NARROW * 2
        for cell in notebook.cells:
            width = WIDE if cell.position in marked else NARROW
            centres.append(place + width / 2)
            place += width
        place += NARROW * 2
        edges.append(place)
    return centres, edges


def _draw_notebooks(
    axes: "Axes", course: Course, names: list[str], edges: list[float], head: float
) -> None:
    for number, notebook in enumerate(course.notebooks):
        left, right = edges[number], edges[number + 1]
        new_week = number == 0 or course.notebooks[number - 1].week != notebook.week
        axes.axvline(left, color=INK if new_week else GUIDE, linewidth=1.1, zorder=1)
        _write(axes, (left + right) / 2, -0.7, names[number], 8, "normal")
    axes.axvline(edges[-1], color=INK, linewidth=1.1, zorder=1)
    for week, left, right in _weeks(course, edges):
        name = textwrap.shorten(week, max(12, int((right - left) / CHARACTER)), placeholder="…")
        _write(axes, (left + right) / 2, -0.5 - (head - LINE) / ROW, name, 10, "bold")


def _write(axes: "Axes", x: float, y: float, text: str, size: float, weight: str) -> None:
    look: dict[str, Any] = {"ha": "center", "va": "bottom", "color": INK, "parse_math": False}
    axes.text(x, y, text, fontsize=size, fontweight=weight, **look)


def _wrapped(notebook: Notebook, width: float) -> str:
    stem = notebook.name.rpartition("/")[2].removesuffix(".ipynb")
    words = stem.replace("-", " ").replace("_", " ")
    return "\n".join(textwrap.wrap(words, max(9, int(width / CHARACTER)))[:4])


def _weeks(course: Course, edges: list[float]) -> Iterator[tuple[str, float, float]]:
    begin = 0
    for number, notebook in enumerate(course.notebooks):
        last = number + 1 == len(course.notebooks)
        if last or course.notebooks[number + 1].week != notebook.week:
            name = notebook.week.rpartition("/")[2].replace("-", " ").replace("_", " ")
            name = re.sub(r"^week ?(\d+) ?", r"Week \1: ", name, flags=re.I).removesuffix(": ")
            yield name, edges[begin], edges[number + 1]
            begin = number + 1


def _draw_marks(axes: "Axes", table: list[Row], centres: list[float]) -> None:
    always: dict[Mark, list[tuple[float, int]]] = {NOTE: [], FIRST: [], LATER: []}
    places = defaultdict(list, always)
    for number, row in enumerate(table):
        one = ((NOTE, (row.note,)), (FIRST, (row.first,)))
        for mark, cells in (*one, (LATER, row.later), (AGAIN, row.again), (EARLY, row.early)):
            places[mark] += [(centres[cell.position], number) for cell in cells if cell is not None]
    for mark, points in places.items():
        if points or mark in always:
            x, y = zip(*points, strict=True) if points else ((), ())
            axes.scatter(
                x,
                y,
                s=mark.size,
                marker=mark.shape,
                color=mark.colour,
                linewidths=mark.width,
                label=mark.label,
                zorder=2 if mark is LATER else 3,
                clip_on=False,
            )
