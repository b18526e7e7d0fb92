"""What a request or an answer holds never breaks the client: it is refused, or it is an error of the client."""

import json
import pickle
from typing import Any

import pytest

from evolink import EvoLink, InvalidRequest
from evolink._http.json_text import read_json
from evolink._http.port import Response
from evolink._task.answers import read_body, read_error

LONG = "9" * 5000
DEEP = "[" * 200 + "]" * 200
ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)
UNFIT = [
    json.loads(DEEP),
    ENDLESS,
    "\ud800",
    float("nan"),
    int("9" * 4000) ** 2,
    {1},
    object(),
    {"\udfff": 1},
]


@pytest.mark.parametrize("value", UNFIT, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("place", ["model", "prompt", "n", "image_urls", "stray", "idempotency_key"])
def test_values_that_json_does_not_have(place: str, value: Any) -> None:
    """A value that can't be sent is refused wherever it stands, and its error can be shown."""
    request: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x", place: value}
    with EvoLink(api_key="k", base_url="http://127.0.0.1:9") as client:
        submit: Any = client.images.submit
        for unchecked in (False, True):
            with pytest.raises(InvalidRequest) as caught:
                submit(**request, unchecked=unchecked)
            assert "nothing was sent" in str(caught.value)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (r'"\ud800"', "\ufffd"),
        (r'"a\udfffb"', "a\ufffdb"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\\ud800"', r"\ud800"),
        (r'"\\\ud800\u0041"', "\\\ufffdA"),
        (r'{"\uDBFF": ["\uD83D\uD83D\uDE00"]}', {"\ufffd": ["\ufffd😀"]}),
        ("[" * 100 + "]" * 100, json.loads("[" * 100 + "]" * 100)),
    ],
)
def test_text_of_answers(body: str, value: Any) -> None:
    """Half of a surrogate pair in an answer is read as U+FFFD, and nothing else is changed."""
    assert read_json(body.encode()) == value


@pytest.mark.parametrize(
    "body",
    [
        DEEP,
        "[" * 100_000,
        LONG,
        f'{{"created": {LONG}}}',
        '{"id":' + DEEP + "}",
        "\ud800",
        r'{"error": {"code": "\ud800"}}',
    ],
)
@pytest.mark.parametrize("status", [200, 400, 503])
def test_hostile_answers(body: str, status: int) -> None:
    """An answer that can't be read as JSON is one without an object, or an error that can be shown and pickled."""
    answer = Response(status, {}, body.encode("utf-8", "surrogatepass"), 0.0)
    if status == 200:
        assert read_body(answer).keys() <= {"error"}
        return
    error = read_error(answer)
    assert pickle.loads(pickle.dumps(error)).status == status  # noqa: S301 - our own
    assert f"{error} {error!r} {error.body}".encode()
