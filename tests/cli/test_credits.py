"""`evolink credits`: what is left, and what is wrong with the key."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Evolink, Service


@pytest.mark.parametrize("credits_left", [12.5, 0], ids=["some", "none"])
def test_remaining_credits(
    evolink: Evolink,
    service: Service,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    credits_left: float,
) -> None:
    """`credits` shows the remaining credits."""
    key = f"{service.key}-{credits_left}"
    service.mock.world.add_key(key, credits=credits_left)
    monkeypatch.setenv("EVOLINK_API_KEY", key)
    assert str(evolink("credits")) == snapshot


def test_credits_cost_nothing(evolink: Evolink, service: Service) -> None:
    """`credits` costs nothing."""
    before = evolink("credits").out
    assert evolink("credits").out == before
    assert not service.requests("POST")


@pytest.mark.parametrize("status", [402, 403, 404])
def test_refusals_have_advice(
    evolink: Evolink, snapshot: SnapshotAssertion, answering: object, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """Each refusal says what to do."""
    assert callable(answering)
    monkeypatch.setenv("EVOLINK_BASE_URL", answering(status))
    assert str(evolink("credits")) == snapshot
