"""Grading a whole class: nbgrader's own rules and gradebook, many submissions at once.

Three phases. The first reads each submission, mends what can be mended and puts nbgrader's own
version of every locked cell in place. The second runs the notebooks, spread over processes or
machines, each in a sandbox. The third writes results with nbgrader's own preprocessors through one
writer. `run.grade` is the way in; `record` is what each submission leaves behind.
"""

import sys


def _import_without_the_slow_grammar() -> None:
    """Spare the seconds in which an optional check of web addresses builds its grammar."""
    name = "rfc3987_syntax"
    if name in sys.modules or "jsonschema" in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules[name]


_import_without_the_slow_grammar()
