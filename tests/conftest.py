"""The order of the tests: what takes longest begins first, so that no core waits at the end."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that call nbgrader before all others."""
    items.sort(key=lambda item: item.path.parent.name != "grading")
