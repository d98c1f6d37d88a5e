"""The map of waits: courses beside each other, and in each how long a concept waits for its need.

Concepts go down, the code cells of each course across. A line joins the explanation of a concept
and its first need; the shorter it is, the fresher the explanation. Courses without tags are read
as `untagged` describes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.map import GUIDE, INK, Mark, check_file, make_bare, save
from mlsmath.commands.contract.reading import Course
from mlsmath.commands.contract.summary import Summary, summarise
from mlsmath.commands.contract.untagged import Found
from mlsmath.commands.contract.words import count

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 4  # courses that one picture holds
ROW, LEFT, PANEL, GAP, TOP, BOTTOM = 0.235, 2.2, 3.5, 0.75, 0.62, 0.6  # inches
FULL = Mark("explained", "s", "#0072B2", 46)
GLOSS = Mark("no more than a gloss", "s", "#56B4E9", 46)
NEED = Mark("first needed", "D", "#D55E00", 15)
NEVER = Mark("needed, never explained", "X", "#CC79A7", 44)
WAIT, LATE = ("waits", "#777777", "-"), ("explained too late", "#CC79A7", ":")


@dataclass(frozen=True)
class Panel:
    """One course of the picture: its name, its summary, and where its cells stand."""

    name: str
    course: Course
    summary: Summary

    @property
    def found(self) -> dict[str, Found]:
        """Return what the course does with each concept, by its id."""
        return {one.concept: one for one in self.summary.found}

    @property
    def places(self) -> list[int]:
        """Return for each cell of the course how many code cells stand before it."""
        places, before = [], 0
        for cell in self.course.cells:
            places.append(before)
            before += cell.kind == "code" and bool(cell.source.strip())
        return [*places, before]


def draw(courses: Sequence[tuple[str, Course]], out: Path) -> None:
    """Draw named courses beside each other into the .png or .svg file `out`."""
    check_file(out)
    panels = _panels(courses)
    save(_figure(panels), out, "Map of waits", _told(panels))


def describe(courses: Sequence[tuple[str, Course]]) -> str:
    """Return the picture in words: each concept, and what each course does with it."""
    return _told(_panels(courses))


def _panels(courses: Sequence[tuple[str, Course]]) -> list[Panel]:
    if len(courses) > MOST:
        raise ContractError(f"One picture holds {MOST} courses, not {len(courses)}; draw two.")
    return [Panel(name, course, summarise(course)) for name, course in courses]


def _concepts(panels: Sequence[Panel]) -> dict[str, str]:
    """Return the names of the concepts, as the first course meets them, then the next."""
    return {
        one.concept: panel.summary.names[one.concept]
        for panel in panels
        for one in panel.summary.found
    }


def _told(panels: Sequence[Panel]) -> str:
    lines = [f"{panel.name}: {panel.summary.total}" for panel in panels]
    for concept, name in _concepts(panels).items():
        parts = [f"{panel.name}: {_said(panel.found.get(concept))}" for panel in panels]
        lines.append(f"{name}. {'; '.join(parts)}.")
    return "\n".join(lines)


def _said(found: Found | None) -> str:
    if found is None:
        return "neither explained nor needed"
    if found.between is None:
        return "needed, never explained" if found.needed else "explained, not needed"
    if found.between < 0:
        return f"explained {count(-found.between, 'code cell')} too late"
    gloss = ", no more than a gloss" if found.gloss else ""
    return f"{count(found.between, 'code cell')} between explanation and need{gloss}"


def _wait(found: Found | None) -> str:
    if found is None:
        return ""
    if found.between is None:
        return "never" if found.needed else "–"
    return str(found.between).replace("-", "−")


def _figure(panels: Sequence[Panel]) -> "Figure":
    from matplotlib.figure import Figure

    concepts = _concepts(panels)
    down = max(len(concepts), 1) * ROW
    width = LEFT + len(panels) * (PANEL + GAP)
    height = TOP + down + BOTTOM
    figure = Figure(figsize=(width, height), facecolor="white")
    for number, panel in enumerate(panels):
        left = LEFT + number * (PANEL + GAP)
        box = (left / width, BOTTOM / height, PANEL / width, down / height)
        axes = figure.add_axes(box)
        axes.set_ylim(max(len(concepts), 1) - 0.5, -0.5)
        _draw_panel(axes, panel, list(concepts))
        names = list(concepts.values()) if number == 0 else []
        axes.set_yticks(range(len(names)), names, fontsize=9, color=INK)
    _legend(figure, (BOTTOM - 0.05) / height)
    return figure


def _draw_panel(axes: "Axes", panel: Panel, concepts: list[str]) -> None:
    places, found = panel.places, panel.found
    end = max(places[-1], 1)
    margin = end * 0.02
    axes.set_xlim(-margin, end + margin)
    make_bare(axes, len(concepts))
    for notebook in panel.course.notebooks:
        if notebook.cells:
            edge = places[notebook.cells[0].position]
            axes.axvline(edge, color=GUIDE, linewidth=0.7, zorder=1)
    for row, concept in enumerate(concepts):
        one = found.get(concept)
        if one is not None:
            _draw_row(axes, row, one, places)
        axes.text(*(end + margin * 2.5, row, _wait(one)), fontsize=8.5, va="center", color=INK)
    sizes = f"{count(panel.summary.notebooks, 'notebook')}, {count(places[-1], 'code cell')}"
    over = -0.5 - 0.12 / ROW
    axes.text(
        -margin,
        over - 0.2 / ROW,
        panel.name,
        fontsize=11,
        weight="bold",
        color=INK,
        parse_math=False,
    )
    axes.text(-margin, over, sizes, fontsize=8.5, color=INK)
    axes.text(end + margin * 2.5, over, "between", fontsize=8.5, color=INK)


def _draw_row(axes: "Axes", row: int, found: Found, places: list[int]) -> None:
    explained = places[found.explained.cell.position] if found.explained else None
    needed = places[found.needed.cell.position] if found.needed else None
    if explained is not None and needed is not None:
        _, colour, style = LATE if found.timing == "late" else WAIT
        axes.plot([explained, needed], [row, row], color=colour, linestyle=style, linewidth=1.6)
    if explained is not None:
        _mark(axes, explained, row, GLOSS if found.gloss else FULL)
    if needed is not None:
        _mark(axes, needed, row, NEED if explained is not None else NEVER)


def _mark(axes: "Axes", x: float, row: int, mark: Mark) -> None:
    hollow = mark is GLOSS
    axes.scatter(
        [x],
        [row],
        s=mark.size,
        marker=mark.shape,
        facecolor="white" if hollow else mark.colour,
        edgecolor=mark.colour,
        linewidths=1.4 if hollow else 0,
        zorder=4 if mark is NEED else 3,
        clip_on=False,
    )


def _legend(figure: "Figure", y: float) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=mark.shape,
            markersize=mark.size**0.5,
            markerfacecolor="white" if mark is GLOSS else mark.colour,
            markeredgecolor=mark.colour,
            label=mark.label,
        )
        for mark in (FULL, GLOSS, NEED, NEVER)
    ]
    handles += [
        Line2D([], [], color=colour, ls=style, linewidth=1.6, label=label)
        for label, colour, style in (WAIT, LATE)
    ]
    figure.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, y),
        ncols=3,
        frameon=False,
        fontsize=9,
        columnspacing=1.4,
    )
