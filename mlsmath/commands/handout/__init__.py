"""The course on paper: the math of each week on a page, and each gradient line by line, as PDF.

`math_page` and `gradient_page` write the text of a handout, in Markdown with LaTeX. `write_pdf`
typesets it: pandoc translates it for Typst, which makes the PDF. No TeX is needed, and nothing
comes from the network.
"""

from collections.abc import Iterator
from pathlib import Path

from mlsmath.commands.contract import load_concepts
from mlsmath.commands.course.errors import UsageError
from mlsmath.commands.course.source import course_folder, week_folders, week_title
from mlsmath.commands.handout.pages import gradient_page, math_page
from mlsmath.commands.handout.pdf import write_pdf

__all__ = ["gradient_page", "math_page", "write_handouts", "write_pdf"]

GRADIENTS = {2: "squared error", 3: "log loss"}  # the cost whose gradient a week derives


def write_handouts(folder: Path, week: int | None = None) -> Iterator[Path]:
    """Write the handouts of a week, or of all weeks, and yield each file as soon as it is there.

    Raises UsageError for a week that the course does not have.
    """
    titles = dict(enumerate(map(week_title, week_folders(course_folder())), start=1))
    if week is not None and week not in titles:
        raise UsageError(f"There is no week {week}; the course has the weeks 1 to {len(titles)}.")
    folder.mkdir(parents=True, exist_ok=True)
    for number in [week] if week else titles:
        page = folder / f"week{number}-math.pdf"
        concepts = [c for c in load_concepts().values() if c.week == number]
        write_pdf(math_page(titles[number], concepts), page, one_page=True)
        yield page
        if number in GRADIENTS:
            page = folder / f"week{number}-gradient.pdf"
            write_pdf(gradient_page(GRADIENTS[number]), page)
            yield page
