"""The report of a week as files: a page and two tables."""

from pathlib import Path

from mlsmath.commands.grading import record
from mlsmath.commands.grading.reporting.page import page
from mlsmath.commands.grading.reporting.summary import Summary, answers_table, grades_table
from mlsmath.commands.grading.settings import Course


def write_report(course: Course, summary: Summary) -> Path:
    """Write the page and the tables of a week beside its records; return the page."""
    written = {
        "report.html": page(summary),
        "grades.csv": grades_table(summary),
        "answers.csv": answers_table(summary),
    }
    for name, text in written.items():
        record.replace(course.records / name, text)
    return course.records / "report.html"
