from typing import TYPE_CHECKING, Any

import pytest

import evolink_contract
from evolink_mock import SettingError
from evolink_mock.world.contract import Operation, http_status, operations
from evolink_mock.world.preference import Preference, read_preference

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

REQUEST: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}
ANSWERS = [(operation, status) for operation in operations() for status in operation.errors]


@pytest.mark.parametrize(("operation", "status"), ANSWERS, ids=lambda value: getattr(value, "id", value))
def test_every_documented_error(mock: "Caller", operation: Operation, status: int) -> None:
    """Every documented error of every operation can be requested."""
    path = "/".join(operation.segments).replace("{task_id}", "task-unified-1-a")
    response = mock.call(operation.method, path, REQUEST, {"prefer": f"code={status}"})
    assert response.status == http_status(status)
    assert response.headers["preference-applied"] == f"code={status}"


def test_preferred_error_does_not_act(mock: "Caller") -> None:
    """A preferred error needs no key and creates no task."""
    response = mock.submit(REQUEST, {"authorization": "", "prefer": "code=500"})
    assert response.status == 500
    assert not mock.world.tasks


def test_preferred_retry_after(mock: "Caller") -> None:
    """The Retry-After header of an error can be chosen."""
    response = mock.call("GET", "/v1/credits", headers={"prefer": "code=429, retry-after=2"})
    assert (response.status, response.headers["retry-after"]) == (429, "2")
    assert "retry-after" not in mock.call("GET", "/v1/credits", headers={"prefer": "code=429"}).headers


def test_applied_preference(mock: "Caller") -> None:
    """An answer says which preferences were applied, and a story is where a task is created only."""
    prefer = {"prefer": "code=200, story=slow"}
    assert mock.submit(REQUEST, prefer).headers["preference-applied"] == "code=200, story=slow"
    assert mock.call("GET", "/v1/credits", headers=prefer).headers["preference-applied"] == "code=200"
    assert "preference-applied" not in mock.call("GET", "/v1/credits", headers={"prefer": "story=slow"}).headers


def test_preferred_success_acts(mock: "Caller") -> None:
    """A preference for success acts as usual."""
    assert mock.submit(REQUEST, {"prefer": "code=200"}).status == 200
    assert mock.submit(REQUEST, {"prefer": "code=200", "authorization": ""}).status == 401
    assert len(mock.world.tasks) == 1


@pytest.mark.parametrize(
    "preference", ["code=418", "code=4x9", "code=no_such_code", "story=nonsense", "fault=fire", "format=gif"]
)
def test_unknown_preference(mock: "Caller", preference: str) -> None:
    """An unknown preference is refused, and the message lists the known ones."""
    response = mock.submit(REQUEST, {"prefer": preference})
    assert response.status == 400
    assert preference in mock.error(response)["message"]
    assert not mock.world.tasks


def test_foreign_preferences_are_ignored(mock: "Caller") -> None:
    """Preferences for other servers are ignored."""
    assert mock.submit(REQUEST, {"prefer": "respond-async, wait=10; x, return=minimal"}).status == 200


def test_preference_syntax() -> None:
    """A preference may be quoted, and its name ignores case."""
    assert read_preference('Code="429" ; Retry-After=2') == Preference(code="429", retry_after="2")
    assert read_preference("code=429, code=500").code == "429"


def test_script_per_key(mock: "Caller") -> None:
    """A key gets its scripted outcomes in order, and other keys don't."""
    mock.world.add_key("other")
    mock.world.script("k", "code=429", "code=500")
    other = {"authorization": "Bearer other"}
    met = [mock.call("GET", "/v1/credits", headers=sent).status for sent in ({}, other, {}, {})]
    assert met == [429, 200, 500, 200]


def test_script_for_one_operation(mock: "Caller") -> None:
    """A script can wait for one operation."""
    mock.world.script("k", "code=500", on="getTaskDetail")
    assert mock.call("GET", "/v1/credits").status == 200
    task = mock.create(**REQUEST)
    assert [mock.call("GET", f"/v1/tasks/{task['id']}").status for _ in range(2)] == [500, 200]


def test_scripted_story_waits_for_create(mock: "Caller") -> None:
    """A scripted story waits for a request that creates a task."""
    mock.world.script("k", "story=service_error")
    assert mock.call("GET", "/v1/credits").status == 200
    assert mock.finished(**REQUEST)["error"]["code"] == "service_error"
    assert mock.finished(**REQUEST)["status"] == "completed"


def test_own_preference_keeps_the_script(mock: "Caller") -> None:
    """A request's own preference leaves the script untouched."""
    mock.world.script("k", "code=500")
    assert mock.call("GET", "/v1/credits", headers={"prefer": "code=429"}).status == 429
    assert mock.call("GET", "/v1/credits").status == 500


@pytest.mark.parametrize("outcome", ["", "respond-async", "story=nonsense"])
def test_empty_script(mock: "Caller", outcome: str) -> None:
    """A script that asks for nothing is an error."""
    with pytest.raises(ValueError, match=r"asks for nothing|unknown"):
        mock.world.script("k", outcome)


def test_script_for_unknown_key(mock: "Caller") -> None:
    """A script for an unknown key is an error."""
    with pytest.raises(SettingError, match="add it first"):
        mock.world.script("nobody", "code=500")


def test_script_for_every_operation() -> None:
    """Every operation of the contract can be scripted."""
    nodes = [node for item in evolink_contract.document()["paths"].values() for node in item.values()]
    assert {operation.id for operation in operations()} == {node["operationId"] for node in nodes}
