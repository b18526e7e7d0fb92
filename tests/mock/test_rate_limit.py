from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

SENT = {"authorization": "Bearer slow"}


def test_no_limit_by_default(mock: "Caller") -> None:
    """A key has no rate limit by default."""
    assert {mock.call("GET", "/v1/credits").status for _ in range(500)} == {200}


def test_retry_after_says_how_long(mock: "Caller") -> None:
    """A key over its limit gets 429 and the seconds to wait."""
    mock.world.add_key("slow", per_minute=3)
    assert [mock.call("GET", "/v1/credits", headers=SENT).status for _ in range(4)] == [200, 200, 200, 429]
    refused = mock.call("GET", "/v1/credits", headers=SENT)
    assert mock.error(refused)["code"] == "rate_limit_exceeded"
    assert refused.headers["retry-after"] == "20"
    mock.now += 19
    assert mock.call("GET", "/v1/credits", headers=SENT).status == 429
    mock.now += 1
    assert [mock.call("GET", "/v1/credits", headers=SENT).status for _ in range(2)] == [200, 429]


def test_limit_covers_all_operations(mock: "Caller") -> None:
    """The limit covers all operations, and a refused request creates no task."""
    mock.world.add_key("slow", per_minute=1)
    mock.call("GET", "/v1/credits", headers=SENT)
    assert mock.submit({"model": "gpt-4o-image", "prompt": "x"}, SENT).status == 429
    assert mock.call("GET", "/v1/tasks/task-unified-1-a", headers=SENT).status == 429
    assert not mock.world.tasks


def test_limit_per_key(mock: "Caller") -> None:
    """Each key has its own limit."""
    mock.world.add_key("slow", per_minute=1)
    statuses = [mock.call("GET", "/v1/credits", headers=sent).status for sent in (SENT, SENT, {})]
    assert statuses == [200, 429, 200]


def test_limit_below_one(mock: "Caller") -> None:
    """A limit below one per minute lets a request pass eventually."""
    mock.world.add_key("slow", per_minute=0.5)
    first = mock.call("GET", "/v1/credits", headers=SENT)
    assert first.status == 200
    mock.now += 120
    assert mock.call("GET", "/v1/credits", headers=SENT).status == 200
