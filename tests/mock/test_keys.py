from typing import TYPE_CHECKING

import pytest

from tests.mock._models import documented_code

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

DOORS = [("POST", "/v1/images/generations"), ("GET", "/v1/tasks/task-unified-1-a"), ("GET", "/v1/credits")]


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic k", "k", "Bearer k k"])
def test_unknown_key(mock: "Caller", method: str, path: str, sent: str) -> None:
    """Every operation answers 401 without a known bearer key."""
    response = mock.call(method, path, {}, {"authorization": sent})
    assert response.status == 401
    assert response.headers["www-authenticate"] == "Bearer"


def test_scheme_ignores_case(mock: "Caller") -> None:
    """The authorization scheme ignores case."""
    assert mock.call("GET", "/v1/credits", headers={"authorization": "bearer k"}).status == 200


def test_model_not_allowed(mock: "Caller") -> None:
    """A key without access to the model is refused."""
    mock.world.add_key("few", models={"gpt-4o-image"})
    sent = {"authorization": "Bearer few"}
    refused = mock.submit({"model": "nano-banana-beta", "prompt": "x"}, sent)
    assert (refused.status, mock.error(refused)["code"]) == (403, documented_code(403))
    assert mock.submit({"model": "gpt-4o-image", "prompt": "x"}, sent).status == 200


def test_model_access_covers_aliases(mock: "Caller") -> None:
    """Access to a model covers its aliases."""
    mock.world.add_key("few", models={"nano-banana-beta"})
    request = {"model": "gemini-2.5-flash-image", "prompt": "x"}
    assert mock.submit(request, {"authorization": "Bearer few"}).status == 200


def test_task_of_other_key(mock: "Caller") -> None:
    """A task of another key is not found."""
    made = mock.create(model="gpt-4o-image", prompt="x")
    mock.world.add_key("other")
    mock.key = "other"
    assert mock.call("GET", f"/v1/tasks/{made['id']}").status == 404
