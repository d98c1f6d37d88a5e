"""The order of the tests, and the gate of those that measure."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest, the tests that call nbgrader, first: no core waits at the end."""
    items.sort(key=lambda item: item.path.parent.name != "grading")


@pytest.fixture
def measuring(request: pytest.FixtureRequest) -> None:
    """Leave a test out unless benchmarks were asked for, so that the others assert no times."""
    if not request.config.getoption("--benchmark-enable"):
        pytest.skip("a benchmark: add --benchmark-enable -n0, on a quiet machine")
