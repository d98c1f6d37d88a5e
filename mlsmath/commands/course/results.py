"""What our checks leave in the outputs of a notebook's cells."""

from collections.abc import Mapping
from typing import Any

CHECK_RESULT = "application/vnd.mlsmath.check+json"


def check_result(cell: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the first result of a check among a cell's outputs."""
    for output in cell.get("outputs", []):
        found = output.get("data", {}).get(CHECK_RESULT)
        if found:
            return found
    return None
