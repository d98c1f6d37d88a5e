"""Rules that hold for every source notebook: each takes a notebook and returns its breaches."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator

import nbformat
from nbformat import NotebookNode

from . import quiz

SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
MOST_CELLS, MOST_MINUTES = 50, 75
NEVER = ("simply", "just", "obviously", "clearly", "of course", "recall that", "trivial")


def nbgrader(cell: NotebookNode) -> dict:
    """Return what nbgrader notes in a cell, or nothing."""
    return cell.metadata.get("nbgrader", {})


def solutions(nb: NotebookNode) -> list[NotebookNode]:
    """Return the cells in which a learner writes."""
    return [cell for cell in nb.cells if nbgrader(cell).get("solution")]


def graded(nb: NotebookNode) -> list[NotebookNode]:
    """Return the graded cells."""
    return [cell for cell in nb.cells if nbgrader(cell).get("grade")]


def between(source: str, markers: tuple[str, str]) -> list[str]:
    """Return the lines between two markers, stripped."""
    inside, found = False, []
    for line in map(str.strip, source.splitlines()):
        if line in markers:
            inside = line == markers[0]
        elif inside and line:
            found.append(line)
    return found


def prose(nb: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield each markdown cell's id and its text without code and formulas."""
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", " ", cell.source, flags=re.S)
            yield cell.id, text


def format_is_valid(nb: NotebookNode) -> list[str]:
    if (nb.nbformat, nb.nbformat_minor) != (4, 5):
        return [f"format {nb.nbformat}.{nb.nbformat_minor} in place of 4.5"]
    try:
        nbformat.validate(nb)
    except nbformat.ValidationError as error:
        return [f"not a valid notebook: {error}"]
    return []


def kernel_is_python(nb: NotebookNode) -> list[str]:
    kernel = nb.metadata.get("kernelspec", {})
    if (kernel.get("name"), kernel.get("language")) != ("python3", "python"):
        return [f"kernel {dict(kernel)} in place of python3"]
    return []


def only_source_is_saved(nb: NotebookNode) -> list[str]:
    breaches = [f"metadata {key} is saved" for key in nb.metadata if key == "widgets"]
    for cell in nb.cells:
        if cell.get("outputs"):
            breaches.append(f"{cell.id}: an output is saved")
        if cell.get("execution_count") is not None:
            breaches.append(f"{cell.id}: an execution count is saved")
        if "execution" in cell.metadata:
            breaches.append(f"{cell.id}: times of execution are saved")
    return breaches


def cell_ids_can_be_read(nb: NotebookNode) -> list[str]:
    breaches = []
    for cell_id, times in Counter(cell.id for cell in nb.cells).items():
        if times > 1:
            breaches.append(f"{cell_id}: {times} cells have this id")
        readable = re.fullmatch(r"[a-z]+(-([a-z]+|[0-9]+))*", cell_id)
        if not readable or re.fullmatch(r"[0-9a-f]{8}", cell_id):
            breaches.append(f"{cell_id}: give the cell an id of words, such as note-slope")
    return breaches


def solution_is_followed_by_its_test(nb: NotebookNode) -> list[str]:
    breaches = []
    for cell, after in zip(nb.cells, [*nb.cells[1:], None], strict=True):
        note = nbgrader(cell)
        if note.get("solution"):
            follows = nbgrader(after) if after else {}
            expected = {
                "grade_id": "test-" + note["grade_id"],
                "grade": True,
                "solution": False,
                "locked": True,
            }
            if note.get("grade") or note.get("locked") or cell.cell_type != "code":
                breaches.append(f"{cell.id}: a solution cell is open code without points")
            if any(follows.get(key) != value for key, value in expected.items()):
                breaches.append(f"{cell.id}: the next cell is not its locked test cell")
    orphans = {note_id(cell) for cell in graded(nb)} - {
        "test-" + note_id(cell) for cell in solutions(nb)
    }
    return breaches + [f"{orphan}: a test cell without a solution cell" for orphan in orphans]


def note_id(cell: NotebookNode) -> str:
    """Return a cell's grade id."""
    return nbgrader(cell).get("grade_id", "")


def points_are_given(nb: NotebookNode) -> list[str]:
    breaches = []
    for cell in graded(nb):
        points = nbgrader(cell).get("points", 0)
        if points <= 0:
            breaches.append(f"{cell.id}: no points")
        for call in calls(cell.source):
            said = keyword(call, "points")
            if said != points:
                breaches.append(f"{cell.id}: a call says points={said}, the cell says {points}")
    return breaches


def markers_are_balanced(nb: NotebookNode) -> list[str]:
    breaches = []
    for cell in nb.cells:
        lines = cell.source.splitlines()
        expected = {
            SOLUTION: bool(nbgrader(cell).get("solution")),
            HIDDEN: bool(nbgrader(cell).get("grade")),
        }
        for pair, wanted in expected.items():
            found = [
                line.strip() for line in lines if re.search(pair[0][4:] + "|" + pair[1][4:], line)
            ]
            if found != list(pair) * wanted:
                breaches.append(f"{cell.id}: the markers {found} in place of {list(pair) * wanted}")
    return breaches


def calls(source: str) -> list[ast.Call]:
    """Return the calls of checks that are lines of their own, in order."""
    return [
        line.value
        for line in ast.parse(source).body
        if isinstance(line, ast.Expr)
        and isinstance(line.value, ast.Call)
        and isinstance(line.value.func, ast.Name)
        and line.value.func.id.startswith("check_")
    ]


def keyword(call: ast.Call, name: str) -> object:
    """Return a keyword argument that is written as a constant, or None."""
    for argument in call.keywords:
        if argument.arg == name and isinstance(argument.value, ast.Constant):
            return argument.value.value
    return None


def graded_cell_is_a_check_alone(nb: NotebookNode) -> list[str]:
    """A graded cell that ends in a bare boolean, or in nothing, gets full marks from nbgrader."""
    breaches = []
    for cell in graded(nb):
        lines = ast.parse(cell.source).body
        found = calls(cell.source)
        if len(found) != 2 or len(lines) != 2:
            breaches.append(f"{cell.id}: two calls of a check and no other line are expected")
            continue
        shown, hidden = found
        without_seed = [word for word in hidden.keywords if word.arg != "seed"]
        hidden_part = "\n".join(between(cell.source, HIDDEN))
        if hidden_part != ast.get_source_segment(cell.source, hidden):
            breaches.append(f"{cell.id}: the second call is the hidden one, and it alone")
        same = ast.dump(ast.Call(hidden.func, hidden.args, without_seed)) == ast.dump(shown)
        if not same or keyword(shown, "seed") is not None:
            breaches.append(
                f"{cell.id}: the hidden call differs from the shown one by its seed alone"
            )
    return breaches


def exercises_are_shown(nb: NotebookNode) -> list[str]:
    """`show_exercises` is handed the check of each exercise, in the order of the notebook."""
    wanted = [calls(cell.source)[0].func.id for cell in graded(nb) if calls(cell.source)]
    code = ast.parse("\n".join(cell.source for cell in nb.cells if cell.cell_type == "code"))
    handed = [
        [ast.unparse(one) for one in node.args]
        for node in ast.walk(code)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "show_exercises"
    ]
    if handed == [wanted][: len(wanted)]:
        return []
    return [f"show_exercises({', '.join(wanted)}) is called once"]


def nothing_goes_to_stderr(nb: NotebookNode) -> list[str]:
    """nbgrader gives no points to a graded cell that writes to stderr."""
    breaches = []
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            names = {
                getattr(node, "attr", None),
                getattr(node, "id", None),
                getattr(node, "module", None),
            }
            names |= {
                name.name for name in getattr(node, "names", []) if isinstance(name, ast.alias)
            }
            if found := names & {"stderr", "warnings", "logging", "tqdm"}:
                breaches.append(f"{cell.id}: {found.pop()} writes to stderr")
    return breaches


def exercise_is_introduced(nb: NotebookNode) -> list[str]:
    """The heading with the points, the task, three hints."""
    breaches = []
    for before, cell, after in zip(nb.cells, nb.cells[1:], nb.cells[2:], strict=False):
        if not nbgrader(cell).get("solution"):
            continue
        points = nbgrader(after).get("points")
        heading = rf"### Exercise: .+ \({points} point{'s' * (points != 1)}\)\n"
        if before.cell_type != "markdown" or not re.match(heading, before.source):
            breaches.append(f"{before.id}: an exercise begins '### Exercise: … ({points} points)'")
        hints = re.findall(
            r"^<details><summary>(.*?)</summary>\n\n(.*?)\n\n</details>$",
            before.source,
            re.M | re.S,
        )
        if [title for title, _ in hints] != ["Hint 1", "Hint 2", "Hint 3"]:
            breaches.append(f"{before.id}: the folds are Hint 1, Hint 2 and Hint 3")
        if before.source.count("<details") != len(hints):
            breaches.append(
                f"{before.id}: a fold needs a blank line after its summary and at its end"
            )
        for line in given_away(before.source, between(cell.source, SOLUTION)):
            breaches.append(f"{before.id}: the text holds the finished line {line}")
    return breaches


def given_away(text: str, solution: list[str]) -> list[str]:
    """Return the lines of a solution that stand in a text, whatever the blanks."""
    packed = "".join(text.split())
    return [
        line
        for line in solution
        if "".join(line.removeprefix("return ").split()) in packed
        and not line.removeprefix("return ").isidentifier()
    ]


def words_are_kind(nb: NotebookNode) -> list[str]:
    return [
        f"{cell_id}: says “{word}”"
        for cell_id, text in prose(nb)
        for word in NEVER
        if re.search(rf"\b{word}\b", " ".join(text.split()), re.I)
    ]


def paths_are_relative(nb: NotebookNode) -> list[str]:
    pattern = r"(?<![\w.:/])/(?:[\w.-]+/)+[\w.-]*|\b[A-Za-z]:\\|file://|(?<!\w)~/"
    return [
        f"{cell.id}: names the path {match[0]}"
        for cell in nb.cells
        for match in re.finditer(pattern, re.sub(r"</\w+>|\$[^$]*\$", " ", cell.source))
    ]


def two_exercises_at_least(nb: NotebookNode) -> list[str]:
    number = len(graded(nb))
    return [] if number >= 2 else [f"{number} graded exercises; a notebook has two or more"]


def part_is_bearable(nb: NotebookNode) -> list[str]:
    """At most 50 cells and 75 minutes, and the title says how long it takes and where to rest.

    The boxes to practise in are not counted: whoever likes passes them by.
    """
    breaches = []
    cells = sum("\ndrill(" not in cell.source for cell in nb.cells)
    if cells > MOST_CELLS:
        breaches.append(f"{cells} cells; {MOST_CELLS} are enough for one part")
    said = re.search(r"^\*\*Time\.\*\* About (\d+) minutes\.", nb.cells[0].source, re.M)
    if said is None:
        breaches.append("the title cell has no line “**Time.** About … minutes.”")
    elif int(said[1]) > MOST_MINUTES:
        breaches.append(f"{said[1]} minutes; {MOST_MINUTES} are enough for one part")
    rest = re.search(r"place to rest: after [^.]*?[\"“*](.+?)[\"”*]", nb.cells[0].source)
    headings = re.findall(r"^#+ (.+?) *$", "\n".join(cell.source for cell in nb.cells), re.M)
    if rest is None or not any(rest[1] in heading for heading in headings):
        breaches.append("the title cell names no heading after which to rest")
    return breaches


def closing(nb: NotebookNode) -> bool:
    """Tell a page that closes the course: its first cell has the tag `closing`."""
    return "closing" in nb.cells[0].metadata.get("tags", [])


def closing_page_is_not_graded(nb: NotebookNode) -> list[str]:
    return [f"{cell.id}: a closing page grades nothing" for cell in nb.cells if nbgrader(cell)]


def grade_ids_differ(week: list[NotebookNode]) -> list[str]:
    found = Counter(note_id(cell) for nb in week for cell in nb.cells if nbgrader(cell))
    return [f"{grade_id}: {times} cells have it" for grade_id, times in found.items() if times > 1]


def hidden_seeds_differ(week: list[NotebookNode]) -> list[str]:
    """A learner who sees one hidden run must not see the others."""
    seeds = Counter()
    breaches = []
    for cell in (cell for nb in week for cell in graded(nb)):
        for call in calls("\n".join(between(cell.source, HIDDEN))):
            seed = keyword(call, "seed")
            if not isinstance(seed, int) or isinstance(seed, bool):
                breaches.append(f"{cell.id}: the hidden call has no seed")
            seeds[seed] += 1
    return breaches + [f"seed {seed} is used {n} times" for seed, n in seeds.items() if n > 1]


GUARDS = (
    format_is_valid,
    kernel_is_python,
    only_source_is_saved,
    cell_ids_can_be_read,
    solution_is_followed_by_its_test,
    points_are_given,
    markers_are_balanced,
    graded_cell_is_a_check_alone,
    exercises_are_shown,
    nothing_goes_to_stderr,
    exercise_is_introduced,
    words_are_kind,
    paths_are_relative,
    two_exercises_at_least,
    part_is_bearable,
    *quiz.GUARDS,
)

WEEK_GUARDS = (grade_ids_differ, hidden_seeds_differ)


def guards_of(nb: NotebookNode) -> list[Callable[[NotebookNode], list[str]]]:
    """Return the guards that a notebook keeps: a closing page looks back and asks for nothing."""
    if not closing(nb):
        return list(GUARDS)
    spared = {
        two_exercises_at_least,
        part_is_bearable,
        *([] if quiz.questions(nb) else quiz.GUARDS),
    }
    return [*(guard for guard in GUARDS if guard not in spared), closing_page_is_not_graded]
