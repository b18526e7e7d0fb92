import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx
import pytest

from evolink_mock import MockServer
from evolink_mock.http.callback_post import post_callback
from evolink_mock.world.callbacks import Outcome
from evolink_rules import models
from tests.listening import Listening, free_port
from tests.waiting import until

KEY = {"authorization": "Bearer k"}
REQUEST = {"model": "nano-banana-beta", "prompt": "x"}
FACTS = models()[REQUEST["model"]].schema["properties"]["callback_url"]
DELAYS = FACTS["x-evolink-callback-retries"]
HOOK = "https://images.example.com/hook?of=mine"
NOWHERE = "http://127.0.0.1:9"


class Receiver(Listening):
    """Keeps the callbacks it receives, and answers with each `status` in order; the last one repeats."""

    def __init__(self, *status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = list(status) or [200]
        self.received: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.meanwhile: Callable[[], object] = list

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.meanwhile()
        self.server.headers.append({**dict(self.headers.items()), "path": self.path})
        self.server.received.append(json.loads(body))
        status = self.server.status.pop(0) if len(self.server.status) > 1 else self.server.status[0]
        self.send_response(status)
        self.send_header("location", self.server.origin)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        del format, args


@contextmanager
def receiving(*status: int) -> Iterator[Receiver]:
    with Receiver(*status) as receiver:
        thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()


@contextmanager
def mock(callbacks_to: str | None = NOWHERE) -> Iterator[MockServer]:
    with MockServer(api_key="k", speed=0, callbacks_to=callbacks_to) as server:
        yield server


def ask(server: MockServer, url: object, prefer: str = "") -> httpx.Response:
    return httpx.post(
        f"{server.base_url}/v1/images/generations",
        json={**REQUEST, "callback_url": url},
        headers={**KEY, **({"prefer": prefer} if prefer else {})},
    )


def create(server: MockServer, prefer: str = "") -> dict[str, Any]:
    answer = ask(server, HOOK, prefer)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def read(server: MockServer, path: str) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.get(f"{server.base_url}{path}", headers=KEY).json()
    return answer


def quiet() -> None:
    """Wait for as long as the mock needs for a few looks at its clock."""
    time.sleep(0.2)  # noqa: TID251 - the absence of an event takes real time


@pytest.mark.parametrize(
    ("story", "event"), [("", "completed"), ("service_error", "failed"), ("cancelled", "cancelled")]
)
def test_callback_for_each_final_status(story: str, event: str) -> None:
    """Each final status is reported with the body of the task query."""
    assert event in FACTS["x-evolink-callback-events"]
    with receiving() as receiver, mock(receiver.origin) as server:
        made = create(server, f"story={story}" if story else "")
        quiet()
        assert not receiver.received
        server.clock.advance(200)
        until(lambda: server.deliveries)
        assert receiver.received == [read(server, f"/v1/tasks/{made['id']}")]
        assert receiver.received[0]["status"] == event
        assert receiver.headers[0]["content-type"] == "application/json"
        assert [each.outcome for each in server.deliveries] == [Outcome(status=200)]


def test_callbacks_to_keeps_path_and_query() -> None:
    """A redirected callback keeps the path and the query of its URL."""
    with receiving() as receiver, mock(f"{receiver.origin}/") as server:
        create(server)
        server.clock.advance(200)
        until(lambda: server.deliveries)
        (came,) = receiver.headers
        assert (came["path"], f"http://{came['host']}") == ("/hook?of=mine", receiver.origin)
        assert [each.callback.url for each in server.deliveries] == [HOOK]


def test_localhost_on_either_address() -> None:
    """Callbacks to localhost reach the address that listens, IPv4 or IPv6."""
    with receiving() as receiver, mock(receiver.origin.replace("127.0.0.1", "localhost")) as server:
        create(server)
        server.clock.advance(200)
        until(lambda: receiver.received)


def test_callbacks_to_set_while_running() -> None:
    """`callbacks_to` can be set while the server runs."""
    with receiving() as receiver, mock() as server:
        create(server)
        server.callbacks_to = receiver.origin
        server.clock.advance(200)
        until(lambda: receiver.received)
        assert server.callbacks_to == receiver.origin


def test_credits_are_settled_before_callback() -> None:
    """Credits are settled before the callback is sent."""
    with receiving() as receiver, mock(receiver.origin) as server:
        seen: list[float] = []
        receiver.meanwhile = lambda: seen.append(read(server, "/v1/credits")["data"]["token"]["used_credits"])
        made = create(server)
        server.clock.advance(200)
        until(lambda: seen)
        assert seen == [made["usage"]["credits_reserved"]]


def test_refused_callback_is_retried() -> None:
    """A refused callback is retried after each documented delay, and then no more."""
    with receiving(500, 404, 302, 500) as receiver, mock(receiver.origin) as server:
        made = create(server)
        server.clock.advance(200)
        until(lambda: not server.world.owes_callbacks)
        ended = server.world.tasks[made["id"]].timeline.ends_at
        dues = [0.0]
        for delay in DELAYS:
            dues.append(dues[-1] + delay)
        assert [each.callback.due - ended for each in server.deliveries] == pytest.approx(dues)
        assert [each.callback.attempt for each in server.deliveries] == [1, 2, 3, 4]
        assert [each.outcome.status for each in server.deliveries] == [500, 404, 302, 500]
        server.clock.advance(100)
        quiet()
        assert len(receiver.received) == 1 + len(DELAYS)


def test_retry_waits_for_the_clock() -> None:
    """A retry waits for the mock's clock."""
    with receiving(503, 204) as receiver, mock(receiver.origin) as server:
        made = create(server)
        server.clock.advance(server.world.tasks[made["id"]].timeline.ends_at - server.clock.now() + 0.5)
        until(lambda: server.deliveries)
        quiet()
        assert len(receiver.received) == 1
        server.clock.advance(DELAYS[0])
        until(lambda: len(server.deliveries) == 2)
        assert [each.outcome.taken for each in server.deliveries] == [False, True]


def test_unreachable_receiver_is_retried() -> None:
    """A failed connection to the receiver is logged and retried."""
    gone = f"http://127.0.0.1:{free_port()}"
    with mock(gone) as server:
        create(server)
        server.clock.advance(200)
        until(lambda: not server.world.owes_callbacks)
        assert len(server.deliveries) == 1 + len(DELAYS)
        assert all(each.outcome.status is None and each.outcome.problem for each in server.deliveries)


@pytest.mark.parametrize("callbacks_to", [None, NOWHERE])
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "https://localhost/", "https://127.1/", "http://example.com/", "https://[::2]/", 7]
)
def test_callback_url_must_be_public(callbacks_to: str | None, url: object) -> None:
    """A request must name a public callback URL even if `callbacks_to` is set."""
    with mock(callbacks_to) as server:
        answer = ask(server, url)
        assert (answer.status_code, answer.json()["error"]["param"]) == (400, "callback_url")


@pytest.mark.parametrize(
    "address",
    [
        *("", "127.0.0.1:8000", "//127.0.0.1:8000", "ftp://127.0.0.1", "http://", "http:///hook", "http://:8000"),
        *("http://127.0.0.1:8000/hook", "http://127.0.0.1?of=mine", "http://me:secret@127.0.0.1", "http://a b"),
        *("http://127.0.0.1:0", "http://127.0.0.1:65536", "http://127.0.0.1:port", "http://127.0.0.1\n"),
    ],
)
def test_callbacks_to_takes_an_origin(address: str) -> None:
    """`callbacks_to` accepts scheme, host and port, and nothing else."""
    with pytest.raises(ValueError, match=re.escape(repr(address))):
        MockServer(callbacks_to=address)
    server = MockServer(callbacks_to=NOWHERE)
    with pytest.raises(ValueError, match="callbacks_to takes scheme, host and port"):
        server.callbacks_to = address
    assert server.callbacks_to == NOWHERE


@pytest.mark.parametrize("address", ["http://localhost", "https://[::1]:8443", "HTTP://my_machine.local:65535", None])
def test_callbacks_to_any_host(address: str | None) -> None:
    """`callbacks_to` accepts any host."""
    assert MockServer(callbacks_to=address).callbacks_to == address


def test_server_stops_with_callbacks_due() -> None:
    """A server stops even if callbacks are still due."""
    with receiving() as receiver:
        with mock(receiver.origin) as server:
            create(server)
        assert not receiver.received


def test_private_host_is_final() -> None:
    """A host name that resolves to a private address is never called."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        url = f"https://localhost:{listener.getsockname()[1]}/"
        outcome = asyncio.run(post_callback(url, b"{}", timeout=5))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert outcome.final
    assert "private" in outcome.problem


def test_final_outcome_is_not_retried() -> None:
    """A final outcome is not retried."""
    with mock() as server:
        made = create(server)
    world = server.world
    ended = world.tasks[made["id"]].timeline.ends_at
    world.settle(ended)
    (callback,) = world.due_callbacks(ended)
    world.log_delivery(callback, Outcome(problem="private", final=True))
    assert not world.owes_callbacks
    assert not world.due_callbacks(ended + 100)


def test_callback_timeout() -> None:
    """A receiver that doesn't answer in time is a failed attempt."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        outcome = asyncio.run(post_callback(HOOK, b"{}", timeout=0.2, to=origin))
    assert (outcome.status, outcome.final) == (None, False)
    assert "0.2 s" in outcome.problem


def test_receiver_without_http() -> None:
    """A receiver that doesn't speak HTTP is a failed attempt."""

    def babble(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        connection.sendall(b"220 mail here\r\n")
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=babble, args=[listener])
        thread.start()
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        outcome = asyncio.run(post_callback(HOOK, b"{}", timeout=5, to=origin))
        thread.join()
    assert not outcome.taken
    assert outcome.problem


@pytest.mark.parametrize("url", ["https://name.invalid/", "https://[::/", "https://example.com:99999/"])
def test_invalid_address_is_a_problem(url: str) -> None:
    """An address that can't be reached is a problem, not a crash."""
    outcome = asyncio.run(post_callback(url, b"{}", timeout=5))
    assert outcome.problem
    assert not outcome.taken
