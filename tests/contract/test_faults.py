"""Tests of the suite: each deliberate fault must make the expected test fail (`-m fault`)."""

import pytest

from .faults import alone, catalogue, caught

pytestmark = pytest.mark.fault


@pytest.mark.parametrize("name", catalogue())
def test_fault_is_caught(name: str) -> None:
    """Each deliberate fault makes the expected test fail."""
    found = alone(caught, name)
    assert found.failed == catalogue()[name].caught_by, found.output
