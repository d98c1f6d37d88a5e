"""What a second look has found, in a form that needs no NumPy: the main process starts sooner."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recheck:
    """What a test cell is worth: a number, or None for all points; or why that is unknown."""

    state: str  # "number", "text", "nothing", "error", "unknown", "opaque", "late"
    value: float | None = None
    reason: str = ""
    output: dict | None = None

    def points(self, most: float) -> float | None:
        """Return the points by nbgrader's rules, or None if they are unknown."""
        if self.state in ("unknown", "opaque", "late"):
            return None
        if self.state == "error":
            return 0.0
        if self.value is not None:
            return self.value if 0 <= self.value <= most else None
        return most
