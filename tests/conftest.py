"""The order of the tests, the gate of those that measure, and Hypothesis without a clock."""

import os
import sysconfig
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

import mlsmath.commands  # noqa: F401  it keeps from jsonschema what takes seconds to import

# No example fails for being slow: how slow it is depends on what else the machine does.
settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[*settings.default.suppress_health_check, HealthCheck.too_slow],
)
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest, the tests that enter commands, first: no core waits at the end."""
    items.sort(key=lambda item: item.path.parent.name not in ("grading", "tests"))


@pytest.fixture(scope="session")
def version_asked_once():
    """Let nbgrader ask once for the version of its tables: it does for each gradebook, for 5 s."""
    from nbgrader import api

    ask = api.get_alembic_version

    def asked() -> str:
        with pytest.MonkeyPatch.context() as active:  # it enters `alembic`
            active.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)
            return ask()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "get_alembic_version", cache(asked))
        yield


@pytest.fixture
def measuring(request: pytest.FixtureRequest) -> None:
    """Leave a test out unless benchmarks were asked for, so that the others assert no times."""
    if not request.config.getoption("--benchmark-enable"):
        pytest.skip("a benchmark: add --benchmark-enable -n0, on a quiet machine")
