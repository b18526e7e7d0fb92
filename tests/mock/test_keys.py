from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

DOORS = [("POST", "/v1/images/generations"), ("GET", "/v1/tasks/task-unified-1-a"), ("GET", "/v1/credits")]


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic k", "k", "Bearer k k"])
def test_without_a_known_bearer_key_every_operation_answers_401(
    mock: "Caller", method: str, path: str, sent: str
) -> None:
    response = mock.call(method, path, {}, {"authorization": sent})
    assert response.status == 401
    assert response.headers["www-authenticate"] == "Bearer"


def test_the_scheme_may_be_written_in_any_case(mock: "Caller") -> None:
    assert mock.call("GET", "/v1/credits", headers={"authorization": "bearer k"}).status == 200


def test_a_key_without_access_to_the_model_is_refused(mock: "Caller") -> None:
    mock.world.add_key("few", models={"gpt-4o-image"})
    sent = {"authorization": "Bearer few"}
    refused = mock.submit({"model": "nano-banana-beta", "prompt": "x"}, sent)
    assert (refused.status, mock.error(refused)["code"]) == (403, "model_access_denied")
    assert mock.submit({"model": "gpt-4o-image", "prompt": "x"}, sent).status == 200


def test_access_by_the_new_name_holds_for_the_old_one(mock: "Caller") -> None:
    mock.world.add_key("few", models={"nano-banana-beta"})
    request = {"model": "gemini-2.5-flash-image", "prompt": "x"}
    assert mock.submit(request, {"authorization": "Bearer few"}).status == 200


def test_a_foreign_task_is_not_found(mock: "Caller") -> None:
    made = mock.create(model="gpt-4o-image", prompt="x")
    mock.world.add_key("other")
    mock.key = "other"
    assert mock.call("GET", f"/v1/tasks/{made['id']}").status == 404
