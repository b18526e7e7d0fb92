import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from evolink_rules import models
from tests.mock._models import example
from tests.models import after, first_model, request_to

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

IDEMPOTENCY = {"idempotency-key": "order-0000000000001"}


@pytest.mark.parametrize("name", list(models()))
def test_every_model_creates_results(mock: "Caller", name: str) -> None:
    """Every model of the contract creates a task that ends with results of its kind."""
    mock.world.add_key("k", credits=None)
    earlier = mock.finished(**request_to(first_model(models()[name].kind)))["id"]
    task = mock.finished(**after(request_to(name), earlier))
    assert task["status"] == "completed"
    assert task["results"]
    assert f"{task['object'].partition('.')[0]}s" == models()[name].kind


def test_alias_is_resolved(mock: "Caller") -> None:
    """The answer names the model behind an alias."""
    made = mock.create(model="gemini-2.5-flash-image", prompt="x")
    assert made["model"] == "nano-banana-beta"
    assert mock.task(made["id"])["model"] == "nano-banana-beta"


def test_new_task_has_estimate_and_cost(mock: "Caller") -> None:
    """A new task is pending, with an estimate and its cost."""
    made = mock.create(model="gpt-4o-image", prompt="x")
    assert (made["status"], made["progress"], made["created"]) == ("pending", 0, int(mock.now))
    assert made["task_info"]["estimated_time"] == example("gpt-4o-image", "task_info.estimated_time")
    assert made["usage"]["credits_reserved"] == example("gpt-4o-image", "usage.credits_reserved")
    assert made["usage"]["billing_rule"] == "per_call"


def test_new_task_says_the_length_of_its_video(mock: "Caller") -> None:
    """A new task says how long its video will be, where its model does: as long as was asked for."""
    made = mock.call(
        "POST", "/v1/videos/generations", {"model": "doubao-seedance-1.0-pro-fast", "prompt": "x", "duration": 3}
    )
    assert json.loads(made.body)["task_info"]["video_duration"] == 3


def test_task_ids(mock: "Caller") -> None:
    """Task IDs have the documented form and are unique."""
    mock.world.add_key("k", credits=None)
    ids = {mock.create(model="nano-banana-beta", prompt="x")["id"] for _ in range(50)}
    assert len(ids) == 50
    assert all(re.fullmatch(rf"task-unified-{int(mock.now)}-[0-9a-z]{{8}}", task_id) for task_id in ids)


@pytest.mark.parametrize(
    ("request_body", "param"),
    [
        ({"model": "gpt-4o-image", "prompt": "x", "n": 3}, "n"),
        ({"model": "gpt-4o-image"}, "prompt"),
        ({"model": "gpt-5", "prompt": "x"}, "model"),
        ({"prompt": "x"}, "model"),
        ({"model": ["gpt-4o-image"], "prompt": "x"}, "model"),
        ({"model": "nano-banana-beta", "prompt": "x", "quality": "1K"}, "quality"),
        ({"model": "nano-banana-beta", "prompt": "x" * 100_000}, "prompt"),
    ],
)
def test_broken_rule_names_field(mock: "Caller", request_body: dict[str, Any], param: str) -> None:
    """A broken rule answers 400 and names the field."""
    refused = mock.submit(request_body)
    assert refused.status == 400
    assert mock.error(refused)["param"] == param


def test_refused_request_costs_nothing(mock: "Caller") -> None:
    """A refused request costs nothing."""
    mock.submit({"model": "gpt-4o-image", "prompt": "x", "n": 3})
    assert mock.credits()["remaining_credits"] == 100


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff{}",
        b'{"prompt": NaN}',
        b"[" * 100_000,
        b'{"model": "gpt-4o-image", "prompt": "x", "n": NaN}',
        b'{"model": "gpt-4o-image", "prompt": "\\ud800"}',
        b'{"model": "gpt-4o-image", "prompt": "x", "\\ud800": 1}',
        b'{"model": "gpt-4o-image", "prompt": "x", "n": ' + b"9" * 5_000 + b"}",
        b'{"model": "gpt-4o-image", "prompt": "x", "n": 1e999}',
    ],
)
def test_body_must_be_json_object(mock: "Caller", body: bytes) -> None:
    """A body that is not a JSON object answers 400."""
    assert mock.submit(body).status == 400


def test_content_type_must_be_json(mock: "Caller") -> None:
    """Another content type answers 400."""
    body = {"model": "gpt-4o-image", "prompt": "x"}
    assert mock.submit(body, {"content-type": "text/plain"}).status == 400
    assert mock.submit(body, {"content-type": "application/json; charset=utf-8"}).status == 200


def test_body_too_large(mock: "Caller") -> None:
    """A body that is too large answers 413."""
    assert mock.submit(b" " * (1 << 20) + b"{}").status == 413


def test_idempotent_request(mock: "Caller") -> None:
    """A request repeated under its idempotency key returns the same task, charged once."""
    body = {"model": "gpt-4o-image", "prompt": "x"}
    first = mock.submit(body, IDEMPOTENCY)
    again = mock.submit({"prompt": "x", "model": "gpt-4o-image"}, IDEMPOTENCY)
    assert again.body == first.body
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert mock.credits()["remaining_credits"] == 97.5


def test_idempotency_key_per_api_key(mock: "Caller") -> None:
    """An idempotency key belongs to one API key."""
    mock.world.add_key("other")
    body = {"model": "gpt-4o-image", "prompt": "x"}
    mine = mock.read(mock.submit(body, IDEMPOTENCY))
    theirs = mock.read(mock.submit(body, {**IDEMPOTENCY, "authorization": "Bearer other"}))
    assert mine["id"] != theirs["id"]


def test_idempotency_key_of_other_request(mock: "Caller") -> None:
    """An idempotency key that is reused for another request is a conflict, and creates nothing."""
    mock.submit({"model": "gpt-4o-image", "prompt": "x"}, IDEMPOTENCY)
    refused = mock.submit({"model": "gpt-4o-image", "prompt": "y"}, IDEMPOTENCY)
    assert (refused.status, mock.error(refused)["code"]) == (409, "idempotency_conflict")
    assert len(mock.world.tasks) == 1


@pytest.mark.parametrize("key", ["short", "x" * 97, "with space 0000000000", ""])
def test_malformed_idempotency_key(mock: "Caller", key: str) -> None:
    """A malformed idempotency key answers 400."""
    body = {"model": "gpt-4o-image", "prompt": "x"}
    assert mock.submit(body, {"idempotency-key": key}).status == 400
