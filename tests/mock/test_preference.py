from typing import TYPE_CHECKING, Any

import pytest

import evolink_contract
from evolink_mock.world.contract import Operation, operations
from evolink_mock.world.preference import Preference, read_preference

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

REQUEST: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}
ANSWERS = [(operation, status) for operation in operations() for status in operation.errors]


@pytest.mark.parametrize(("operation", "status"), ANSWERS, ids=lambda value: getattr(value, "id", value))
def test_every_documented_error_of_every_operation_can_be_asked_for(
    mock: "Caller", operation: Operation, status: int
) -> None:
    path = "/".join(operation.segments).replace("{task_id}", "task-unified-1-a")
    response = mock.call(operation.method, path, REQUEST, {"prefer": f"code={status}"})
    assert response.status == status
    assert response.headers["preference-applied"] == f"code={status}"


def test_an_answer_that_is_asked_for_needs_no_key_and_makes_no_task(mock: "Caller") -> None:
    response = mock.submit(REQUEST, {"authorization": "", "prefer": "code=500"})
    assert response.status == 500
    assert not mock.world.tasks


def test_the_wait_after_too_many_requests_can_be_chosen(mock: "Caller") -> None:
    response = mock.call("GET", "/v1/credits", headers={"prefer": "code=429, retry-after=2"})
    assert (response.status, response.headers["retry-after"]) == (429, "2")
    assert "retry-after" not in mock.call("GET", "/v1/credits", headers={"prefer": "code=429"}).headers


def test_asking_for_success_acts_as_always(mock: "Caller") -> None:
    assert mock.submit(REQUEST, {"prefer": "code=200"}).status == 200
    assert mock.submit(REQUEST, {"prefer": "code=200", "authorization": ""}).status == 401
    assert len(mock.world.tasks) == 1


@pytest.mark.parametrize(
    "preference", ["code=418", "code=4x9", "code=404", "story=nonsense", "fault=fire", "format=gif"]
)
def test_what_the_mock_does_not_know_is_refused_and_the_choice_told(mock: "Caller", preference: str) -> None:
    response = mock.submit(REQUEST, {"prefer": preference})
    assert response.status == 400
    assert preference in mock.error(response)["message"]
    assert not mock.world.tasks


def test_preferences_of_other_servers_are_passed_over(mock: "Caller") -> None:
    assert mock.submit(REQUEST, {"prefer": "respond-async, wait=10; x, return=minimal"}).status == 200


def test_a_preference_may_be_quoted_and_written_in_any_case() -> None:
    assert read_preference('Code="429" ; Retry-After=2') == Preference(code="429", retry_after="2")
    assert read_preference("code=429, code=500").code == "429"


def test_a_key_meets_what_is_scripted_for_it_in_order_and_other_keys_do_not(mock: "Caller") -> None:
    mock.world.add_key("other")
    mock.world.script("k", "code=429", "code=500")
    other = {"authorization": "Bearer other"}
    met = [mock.call("GET", "/v1/credits", headers=sent).status for sent in ({}, other, {}, {})]
    assert met == [429, 200, 500, 200]


def test_a_script_can_wait_for_one_operation(mock: "Caller") -> None:
    mock.world.script("k", "code=500", on="getTaskDetail")
    assert mock.call("GET", "/v1/credits").status == 200
    task = mock.create(**REQUEST)
    assert [mock.call("GET", f"/v1/tasks/{task['id']}").status for _ in range(2)] == [500, 200]


def test_a_scripted_story_waits_for_a_request_that_makes_a_task(mock: "Caller") -> None:
    mock.world.script("k", "story=service_error")
    assert mock.call("GET", "/v1/credits").status == 200
    assert mock.finished(**REQUEST)["error"]["code"] == "service_error"
    assert mock.finished(**REQUEST)["status"] == "completed"


def test_a_requests_own_preference_leaves_the_script_alone(mock: "Caller") -> None:
    mock.world.script("k", "code=500")
    assert mock.call("GET", "/v1/credits", headers={"prefer": "code=429"}).status == 429
    assert mock.call("GET", "/v1/credits").status == 500


@pytest.mark.parametrize("outcome", ["", "respond-async", "story=nonsense"])
def test_a_script_of_nothing_is_an_error(mock: "Caller", outcome: str) -> None:
    with pytest.raises(ValueError, match=r"asks for nothing|unknown"):
        mock.world.script("k", outcome)


def test_a_script_for_an_unknown_key_is_an_error(mock: "Caller") -> None:
    with pytest.raises(KeyError):
        mock.world.script("nobody", "code=500")


def test_every_operation_of_the_contract_can_be_scripted() -> None:
    nodes = [node for item in evolink_contract.document()["paths"].values() for node in item.values()]
    assert {operation.id for operation in operations()} == {node["operationId"] for node in nodes}
