"""Settings for nbgrader: where each step of grading lies, and what feedback may show.

They hold for every nbgrader command started in this folder, and for those started in the
folder above when JUPYTER_CONFIG_PATH=notebooks is set.
"""

import os
import sysconfig
from collections.abc import Callable
from pathlib import Path

from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_grade
from traitlets import List

c = get_config()  # noqa: F821 - nbgrader puts this name here

# nbgrader calls the program alembic by name: let it be found without an activated environment.
_scripts = sysconfig.get_path("scripts")
if _scripts not in os.environ["PATH"].split(os.pathsep):
    os.environ["PATH"] = _scripts + os.pathsep + os.environ["PATH"]

# The folder of a week is an assignment; everything that grading makes lies under build/.
root = Path(__file__).resolve().parent.parent
(root / "build").mkdir(exist_ok=True)
c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "mlsmath"
c.CourseDirectory.source_directory = "notebooks"
c.CourseDirectory.release_directory = "build/release"
c.CourseDirectory.submitted_directory = "build/submitted"
c.CourseDirectory.autograded_directory = "build/autograded"
c.CourseDirectory.feedback_directory = "build/feedback"
c.CourseDirectory.solution_directory = "build/solution"
c.CourseDirectory.source_with_tests_directory = "build/source_with_tests"
c.CourseDirectory.db_url = f"sqlite:///{(root / 'build' / 'gradebook.db').as_posix()}"

# zip_collect: one folder or archive a learner, named by the learner's id.
c.ZipCollectApp.downloaded_directory = "build/downloaded"
c.FileNameCollectorPlugin.named_regexp = (
    r".*[\\/]extracted[\\/](?P<student_id>[^\\/]+)[\\/](?:.*[\\/])?(?P<file_id>[^\\/]+)$"
)

# A learner's own table comes along with the notebook that reads it.
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".csv"]

# On a busy machine what a kernel prints may come long after it is done: more than the usual 4 s.
c.Execute.iopub_timeout = 60

c.ExportPlugin.to = str(root / "build" / "grades.csv")


class KeepHiddenTestsHidden(ClearHiddenTests):
    """Take the hidden tests out of the graded cells, and out of every output that quotes one."""

    display_data_priority = List(config=True)  # nbconvert sets this for HTML pages
    notice = "This output quotes a hidden test, so it is left out."

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Clear the cells, then withhold each output in which a cleared line is found."""
        before = [cell.source.splitlines() for cell in nb.cells]
        nb, resources = super().preprocess(nb, resources)
        hidden = set()
        for lines, cell in zip(before, nb.cells, strict=True):
            hidden |= {_squeeze(line) for line in set(lines) - set(cell.source.splitlines())}
        hidden.discard("")
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                self._withhold(output, lambda text: any(line in _squeeze(text) for line in hidden))
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        """Clear a graded cell; what a learner writes elsewhere is never mistaken for a test."""
        if is_grade(cell):
            return super().preprocess_cell(cell, resources, cell_index)
        return cell, resources

    def _withhold(self, output: NotebookNode, quotes: Callable[[str], bool]) -> None:
        if output.output_type == "stream":
            if quotes(output.text):
                output.text = self.notice + "\n"
        elif output.output_type == "error":
            if quotes("\n".join(output.traceback)):
                words = self.notice if quotes(output.evalue) else output.evalue
                output.traceback = [f"{output.ename}: {words}"]
        elif any(quotes(value) for value in output.data.values() if isinstance(value, str)):
            output.data = {"text/plain": self.notice}


def _squeeze(text: str) -> str:
    """Text without its colours and blanks, so that a quotation is found however it is laid out."""
    return "".join(strip_ansi(text).split())


c.GenerateFeedback.preprocessors.insert(0, KeepHiddenTestsHidden)
c.GenerateSolution.preprocessors.insert(0, KeepHiddenTestsHidden)
# Scripts that a learner wrote do not get into the pages of feedback, nor into formgrader's.
c.GenerateFeedback.exporter_class = "mlsmath.commands.grading.reporting.feedback.SafeHTMLExporter"
c.HTMLExporter.preprocessors = ["mlsmath.commands.grading.reporting.feedback.Harmless"]
c.HTMLExporter.filters = {
    "markdown2html": "mlsmath.commands.grading.reporting.feedback.safe_markdown"
}
