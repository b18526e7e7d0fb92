"""Values that messages repeat are shortened, wherever they are shown."""

import logging
from typing import Any

import pytest

from evolink._contract.requests import create_request, task_request
from evolink._http.port import Response
from evolink._task.answers import read_error, read_task
from evolink.batch._manifest.row import row_problem
from evolink.errors import EvoLinkError, InvalidRequest
from evolink_rules import shown, violations

MEGABYTE = 1_000_000
IMAGE = f"data:image/png;base64,{'A' * 2 * MEGABYTE}"
PROMPT = "p" * 10 * MEGABYTE
ENOUGH = 3000
GPT = {"model": "gpt-4o-image", "prompt": "a cat"}
ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    ("value", "begins"),
    [
        (IMAGE, "<data URL of image/png, 2,000,022 characters>"),
        (PROMPT, "'ppp"),
        ({"a": [IMAGE, (PROMPT,)]}, "{'a': ['data:image"),
        (list(range(MEGABYTE)), "[0, 1, 2"),
        (ENDLESS, "[[["),
        (b"x" * MEGABYTE, "<1,000,000 bytes>"),
        (10**MEGABYTE, "<int>"),
        ("short", "'short'"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_short_repr(value: object, begins: str) -> None:
    """A value is shown on one line."""
    assert shown(value).startswith(begins)
    assert len(shown(value)) <= 60


@pytest.mark.parametrize(
    "request_",
    [
        {**GPT, "prompt": PROMPT},
        {**GPT, "size": IMAGE},
        {**GPT, "image_urls": [IMAGE] * 10},
        {**GPT, PROMPT: 1},
        {**GPT, **{f"p{number}": "x" * 1000 for number in range(1000)}},
        {"model": PROMPT, "prompt": "a cat"},
        {**GPT, "n": {PROMPT}},
    ],
    ids=["prompt", "enum", "list", "unknown", "many", "model", "no JSON"],
)
def test_invalid_request(request_: dict[str, Any]) -> None:
    """An invalid request repeats only little of what was passed."""
    with pytest.raises(InvalidRequest) as caught:
        create_request(request_, None, unchecked=False)
    assert len(str(caught.value)) < 4 * ENOUGH
    assert len(str(violations(request_)[0])) < ENOUGH
    assert len(repr(violations(request_)[0])) < ENOUGH


def test_ids_and_keys() -> None:
    """IDs and keys are shortened, too."""
    with pytest.raises(InvalidRequest) as of_id:
        task_request(f"\n{PROMPT}")
    with pytest.raises(InvalidRequest) as of_key:
        create_request(GPT, PROMPT, unchecked=False)
    assert len(str(of_id.value)) < ENOUGH
    assert len(str(of_key.value)) < ENOUGH


def test_any_error(caplog: pytest.LogCaptureFixture) -> None:
    """Every error is short, in its message, its repr and a log."""
    error = EvoLinkError(f"the first line\n{PROMPT}\nthe last", code=PROMPT, request_id=PROMPT)
    logging.getLogger("evolink").warning("%s", error)
    for text in (str(error), repr(error), error.message, caplog.text):
        assert len(text) < ENOUGH
    assert "10,000,000 characters" in error.message
    assert error.message.endswith("the last")


def test_message_of_service() -> None:
    """Text from the service is shortened."""
    error_body = f'{{"code": "{PROMPT}", "message": "{PROMPT}"}}'
    body = f'{{"id": "task-unified-1", "status": "{PROMPT}", "model": "{PROMPT}", "error": {error_body}}}'
    state = read_task(Response(200, {}, body.encode()))
    assert len(repr(state)) < ENOUGH
    assert len(str(read_error(Response(400, {"x-request-id": PROMPT}, body.encode())))) < ENOUGH


def test_manifest_problem() -> None:
    """A problem of a manifest is shortened."""
    assert len(str(row_problem(1, PROMPT, "enum", IMAGE, PROMPT))) < ENOUGH
