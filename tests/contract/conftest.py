"""Tests of the contract suite itself; those that run it against a faulty mock only on request."""

import pytest

_FAULT = "fault"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{_FAULT}: runs the suite against a faulty mock; run with -m {_FAULT}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the faults, which take minutes, unless they are asked for."""
    if _FAULT not in config.getoption("markexpr"):
        faults = [item for item in items if item.get_closest_marker(_FAULT)]
        config.hook.pytest_deselected(items=faults)
        items[:] = [item for item in items if item not in faults]
