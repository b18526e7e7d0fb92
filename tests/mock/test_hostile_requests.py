"""Nothing from the wire makes the server fail, and nothing that was sent is missing from its log."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink_mock import Clock, MockServer, SettingError, World
from evolink_mock.__main__ import main
from evolink_mock.http.asgi import asgi_app
from evolink_mock.http.guard import Guard, admit_all
from evolink_mock.world.addresses import is_page_path
from evolink_mock.world.contract import operations
from evolink_mock.world.masking import mask_key
from evolink_mock.world.messages import Response

DIGITS = "9" * 5000
CREATE = "/v1/images/generations"
TOO_DEEP = ["[" * 255 + "]" * 255, '{"a":' * 300 + "1" + "}" * 300, "[" * 5000 + "]" * 5000]
UNFIT = [*TOO_DEEP, "[" * 100_000, "NaN", "-Infinity", "1e999", DIGITS, '"\\ud800"', '{"\\ud800": 1}', "[[\xff]]"]
"""What no part of a body may be."""
VALUES = [*UNFIT, "-1", "1e300", "true", "null", '""', '"\\u0000"', "[[]]", "[" * 90 + "]" * 90, '"file:///x"']
TEXTS = ["", " ", "0", "-1", "²", "%00", "%ff", "%ED%A0%80", "nan", "inf", DIGITS, "&" * 500, "..", '"', ",", "\xff=;"]
HEADERS = (
    *("range: {}", "range: bytes={}-", "range: bytes=-{}", "range: bytes=0-{}", "range: bytes={0}-{0}"),
    *("prefer: {}", "prefer: code={}", "prefer: story={}", "prefer: format={}", "prefer: code=429, retry-after={}"),
    *("authorization: {}", "authorization: Bearer {}", "content-encoding: {}", "host: {}", "if-range: {}"),
    *("content-type: {}", "content-type: application/json; a={}", "content-type: multipart/form-data; boundary={}"),
    *("idempotency-key: {}", "idempotency-key: sixteen-letters-{}"),
)
QUERIES = ("page={}", "page_size={}", "status={}", "after={}", "model={}", "{}")
OTHERS = (
    *("GET /", "GET /_mock", "GET /_mock/state", "GET /_mock/form.json", "GET /_mock/thumbnails/{}/0"),
    *("POST /_mock/script", "POST /_mock/keys", "DELETE /_mock/script/{}", "DELETE /_mock/keys/{}", "GET /_mock/keys"),
    *("POST /_mock/clock", "POST /_mock/violations.json", "GET /v1/tasks/{}", "GET /files/{}/0.png"),
    *("GET /api/v1/files/download/{}", "GET *", "GET //", "GET {}"),
)
Pairs = list[tuple[bytes, bytes]]
KNOWN: Pairs = [(b"host", b"mock.test"), (b"authorization", b"Bearer k"), (b"content-type", b"application/json")]


class Wire:
    """Passes bytes to a mock's application as a server would."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.world = World(seed="wire", max_exchanges=20)
        _ = self.world.add_key("k", credits=None)
        clock = Clock(speed=0, start=1_800_000_000.0)
        self.app = asgi_app(self.world, clock, Guard(admit_all))
        made = json.loads(self.send("POST", CREATE, KNOWN, body_with("prompt", '"x"')).body)
        clock.advance(10_000)
        self.link = f"/files/{made['id']}/0.png"
        own = [f"GET {self.link}", f"GET /v1/tasks/{made['id']}", f"GET /_mock/thumbnails/{made['id']}/0"]
        listed = [f"{operation.method} {'/'.join(operation.segments)}" for operation in operations()]
        self.calls = [*6 * [own[0], f"POST {CREATE}"], *own, *listed, *OTHERS]

    def send(self, method: str, target: str, headers: Pairs, body: bytes = b"") -> Response:
        path, _, query = target.encode("latin-1").partition(b"?")
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": method, "path": "", "raw_path": path, "query_string": query}

        async def talk() -> None:
            await self.app({**scope, "headers": headers}, receive, send)

        self.runner.run(talk())
        found = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
        return Response(sent[0]["status"], found, sent[1]["body"])

    def state(self) -> Any:
        answer = self.send("GET", "/_mock/state", KNOWN)
        assert answer.status == 200
        return strictly_read(answer)


def strictly_read(answer: Response) -> Any:
    """Return the JSON of an answer, which must be UTF-8 and have no NaN; None if it is something else."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    if answer.headers.get("content-type") != "application/json" or not answer.body:
        return None
    return json.loads(answer.body.decode("utf-8"), parse_constant=refuse)


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.runner.close()


def body_with(field: str, value: str) -> bytes:
    fields = {"model": '"gpt-4o-image"', "prompt": '"x"', field: value}
    return ("{" + ",".join(f'"{name}":{each}' for name, each in fields.items()) + "}").encode("latin-1")


def rarely(strategy: st.SearchStrategy[Any], usual: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(usual), st.just(usual), st.just(usual), strategy)


def header_of(form: str, text: str) -> tuple[bytes, bytes]:
    name, _, value = form.partition(": ")
    return name.encode(), value.format(text).encode("latin-1")


texts = (
    st.just(DIGITS)
    | st.sampled_from(TEXTS)
    | st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0?"), max_size=20)
)
headers = st.builds(header_of, st.sampled_from(HEADERS), texts)
values = st.sampled_from(VALUES)
named = st.sampled_from(["model", "prompt", "n", "size", "image_urls", "task_ids", "base64_data", "advance"])
bodies = st.binary(max_size=50) | values.map(lambda text: text.encode("latin-1")) | st.builds(body_with, named, values)


@settings(max_examples=400, derandomize=True, database=None, deadline=None)
@given(
    choice=st.integers(0, 999),
    method=rarely(st.sampled_from(["GET", "POST", "DELETE", "HEAD", "OPTIONS", "BREW"]), ""),
    text=texts,
    query=rarely(st.builds(str.format, st.sampled_from(QUERIES), texts), ""),
    more=st.lists(headers, max_size=2),
    body=rarely(bodies, body_with("n", "1")),
)
def test_no_request_breaks_the_mock(  # noqa: PLR0913, PLR0917 - the parts of a request
    wire: Wire, choice: int, method: str, text: str, query: str, more: Pairs, body: bytes
) -> None:
    """No request whatever is answered with 5xx or with nothing, and each is logged."""
    usual, path = wire.calls[choice % len(wire.calls)].replace("{}", text.replace("?", "")).split(" ", 1)
    changed = {name for name, _ in more}
    logged = wire.world.request_log[-1].number
    known = [(name, value) for name, value in KNOWN if name not in changed]
    answer = wire.send(method or usual, f"{path}?{query}", [*known, *more], body)
    assert answer.status < 500
    assert is_page_path(path) or wire.world.request_log[-1].number == logged + 1
    strictly_read(answer)
    assert wire.state()["exchanges"]


@pytest.mark.parametrize("path", ["/v1/images/generations", "/api/v1/files/upload/base64", "/_mock/violations.json"])
def test_unfit_bodies(wire: Wire, path: str) -> None:
    """A body that is nested too deep, or that has what JSON does not have, is refused wherever it is read."""
    bodies = [each for value in UNFIT for each in (value.encode("latin-1"), body_with("x", value))]
    assert {wire.send("POST", path, KNOWN, body).status for body in bodies} == {400}
    assert wire.state()


@pytest.mark.parametrize(
    ("more", "body", "status"),
    [
        ([(b"host", b"mock.test")], b"", 400),
        ([(b"prefer", b"")], b"", 400),
        ([(b"prefer", b"story=")], b"", 400),
        ([(b"prefer", b"code=429"), (b"prefer", b"retry-after=7")], b"", 429),
        ([(b"content-encoding", b"gzip")], b"", 415),
        ([(b"content-encoding", b"identity")], body_with("n", "1"), 200),
    ],
)
def test_headers_that_matter(wire: Wire, more: Pairs, body: bytes, status: int) -> None:
    """Two hosts, an empty preference and a compressed body are refused; headers of one name are one list."""
    answer = wire.send("POST", CREATE, [*KNOWN, *more], body)
    assert answer.status == status
    assert answer.headers.get("retry-after") == ("7" if status == 429 else None)


def test_no_host(wire: Wire) -> None:
    """A request without a host is refused."""
    assert wire.send("GET", "/v1/credits", KNOWN[1:]).status == 400


def test_endless_numbers(wire: Wire) -> None:
    """A number of 5,000 digits is beyond the end of a file, or asks for the whole of it."""
    met = [
        wire.send("GET", wire.link, [*KNOWN, (b"range", f"bytes={asked}".encode())]).status
        for asked in (f"{DIGITS}-", f"0-{DIGITS}", f"-{DIGITS}")
    ]
    assert met == [416, 206, 206]


BROKEN = {
    "per_minute": (0, float("nan"), -1, 1e-320, "60"),
    "speed": (float("nan"), float("inf"), -1),
    "credits": (float("inf"), float("nan"), -1),
    "api_key": ("", "two words", "schlüssel", None),
    "port": (70_000, -1, 1.5),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BROKEN.items() for value in values])
def test_broken_settings(name: str, value: Any) -> None:
    """A setting that breaks its rule is refused at the start; the message names setting, rule and value."""
    shown = mask_key(value) if name == "api_key" and value else value
    with pytest.raises(SettingError, match=rf"^{name} must be .*, not {shown!r}$"):
        MockServer(**{name: value})


@pytest.mark.parametrize("option", ["--per-minute=0", "--speed=nan", "--credits=inf", "--api-key=", "--port=70000"])
def test_broken_options(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what is wrong with an option, and ends with the status of wrong usage."""
    with pytest.raises(SystemExit, match="2"):
        _ = main([option])
    assert f"error: {option.partition('=')[0]} must be " in capsys.readouterr().err
