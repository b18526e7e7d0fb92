from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

SENT = {"authorization": "Bearer slow"}


def test_a_key_has_no_limit_unless_it_is_given_one(mock: "Caller") -> None:
    assert {mock.call("GET", "/v1/credits").status for _ in range(500)} == {200}


def test_a_key_over_its_limit_is_told_how_long_to_wait(mock: "Caller") -> None:
    mock.world.add_key("slow", per_minute=3)
    assert [mock.call("GET", "/v1/credits", headers=SENT).status for _ in range(4)] == [200, 200, 200, 429]
    refused = mock.call("GET", "/v1/credits", headers=SENT)
    assert mock.error(refused)["code"] == "rate_limit_exceeded"
    assert refused.headers["retry-after"] == "20"
    mock.now += 19
    assert mock.call("GET", "/v1/credits", headers=SENT).status == 429
    mock.now += 1
    assert [mock.call("GET", "/v1/credits", headers=SENT).status for _ in range(2)] == [200, 429]


def test_a_refused_request_makes_no_task_and_holds_for_every_operation(mock: "Caller") -> None:
    mock.world.add_key("slow", per_minute=1)
    mock.call("GET", "/v1/credits", headers=SENT)
    assert mock.submit({"model": "gpt-4o-image", "prompt": "x"}, SENT).status == 429
    assert mock.call("GET", "/v1/tasks/task-unified-1-a", headers=SENT).status == 429
    assert not mock.world.tasks


def test_the_limit_of_one_key_is_not_anothers(mock: "Caller") -> None:
    mock.world.add_key("slow", per_minute=1)
    statuses = [mock.call("GET", "/v1/credits", headers=sent).status for sent in (SENT, SENT, {})]
    assert statuses == [200, 429, 200]


def test_a_limit_below_one_still_lets_a_request_through_in_the_end(mock: "Caller") -> None:
    mock.world.add_key("slow", per_minute=0.5)
    first = mock.call("GET", "/v1/credits", headers=SENT)
    assert first.status == 200
    mock.now += 120
    assert mock.call("GET", "/v1/credits", headers=SENT).status == 200
