"""What is echoed is shortened, whatever it is and wherever it is shown."""

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
        (b"x" * MEGABYTE, "b'xx"),
        (10**MEGABYTE, "<int>"),
        ("short", "'short'"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_shown_in_one_line(value: object, begins: str) -> None:
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
def test_a_refusal_echoes_little_of_the_request(request_: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest) as caught:
        create_request(request_, None, unchecked=False)
    assert len(str(caught.value)) < 4 * ENOUGH
    assert len(str(violations(request_)[0])) < ENOUGH
    assert len(repr(violations(request_)[0])) < ENOUGH


def test_ids_and_keys_are_shortened_too() -> None:
    with pytest.raises(InvalidRequest) as of_id:
        task_request(f"\n{PROMPT}")
    with pytest.raises(InvalidRequest) as of_key:
        create_request(GPT, PROMPT, unchecked=False)
    assert len(str(of_id.value)) < ENOUGH
    assert len(str(of_key.value)) < ENOUGH


def test_any_error_is_shortened_in_whatever_tells_it(caplog: pytest.LogCaptureFixture) -> None:
    error = EvoLinkError(f"the first line\n{PROMPT}\nthe last", code=PROMPT, request_id=PROMPT)
    logging.getLogger("evolink").warning("%s", error)
    for text in (str(error), repr(error), error.message, caplog.text):
        assert len(text) < ENOUGH
    assert "10,000,000 characters" in error.message
    assert error.message.endswith("the last")


def test_what_the_service_says_is_shortened() -> None:
    told = f'{{"code": "{PROMPT}", "message": "{PROMPT}"}}'
    body = f'{{"id": "task-unified-1", "status": "{PROMPT}", "model": "{PROMPT}", "error": {told}}}'
    state = read_task(Response(200, {}, body.encode()))
    assert len(repr(state)) < ENOUGH
    assert len(str(read_error(Response(400, {"x-request-id": PROMPT}, body.encode())))) < ENOUGH


def test_a_problem_of_a_manifest_is_shortened() -> None:
    assert len(str(row_problem(1, PROMPT, "enum", IMAGE, PROMPT))) < ENOUGH
