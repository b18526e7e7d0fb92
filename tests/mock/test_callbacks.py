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

from evolink_contract import document
from evolink_mock import MockServer
from evolink_mock.http.callback_post import post_callback
from evolink_mock.world.callbacks import Outcome
from tests.listening import Listening
from tests.waiting import until

KEY = {"authorization": "Bearer k"}
REQUEST = {"model": "nano-banana-beta", "prompt": "x"}
FACTS = document()["components"]["schemas"]["CallbackUrl"]
DELAYS = FACTS["x-evolink-callback-retries"]
HOOK = "https://pictures.example.com/hook?of=mine"
NOWHERE = "http://127.0.0.1:9"


class Receiver(Listening):
    """Keeps what it is told; answers what `status` says, the last one for ever."""

    def __init__(self, *status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = list(status) or [200]
        self.told: list[dict[str, Any]] = []
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
        self.server.told.append(json.loads(body))
        status = self.server.status.pop(0) if len(self.server.status) > 1 else self.server.status[0]
        self.send_response(status)
        self.send_header("location", self.server.origin)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
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
        headers={**KEY, "prefer": prefer},
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
def test_a_receiver_is_told_of_each_end_with_the_body_of_the_task_query(story: str, event: str) -> None:
    assert event in FACTS["x-evolink-callback-events"]
    with receiving() as receiver, mock(receiver.origin) as server:
        made = create(server, f"story={story}" if story else "")
        quiet()
        assert not receiver.told
        server.clock.advance(200)
        until(lambda: server.deliveries)
        assert receiver.told == [read(server, f"/v1/tasks/{made['id']}")]
        assert receiver.told[0]["status"] == event
        assert receiver.headers[0]["content-type"] == "application/json"
        assert [each.outcome for each in server.deliveries] == [Outcome(status=200)]


def test_a_callback_comes_to_this_machine_with_its_path_and_query() -> None:
    with receiving() as receiver, mock(f"{receiver.origin}/") as server:
        create(server)
        server.clock.advance(200)
        until(lambda: server.deliveries)
        (came,) = receiver.headers
        assert (came["path"], f"http://{came['host']}") == ("/hook?of=mine", receiver.origin)
        assert [each.callback.url for each in server.deliveries] == [HOOK]


def test_localhost_is_reached_at_whichever_of_its_addresses_listens() -> None:
    with receiving() as receiver, mock(receiver.origin.replace("127.0.0.1", "localhost")) as server:
        create(server)
        server.clock.advance(200)
        until(lambda: receiver.told)


def test_where_callbacks_go_can_be_said_later() -> None:
    with receiving() as receiver, mock() as server:
        create(server)
        server.callbacks_to = receiver.origin
        server.clock.advance(200)
        until(lambda: receiver.told)
        assert server.callbacks_to == receiver.origin


def test_the_money_is_settled_before_the_receiver_is_told() -> None:
    with receiving() as receiver, mock(receiver.origin) as server:
        seen: list[float] = []
        receiver.meanwhile = lambda: seen.append(read(server, "/v1/credits")["data"]["token"]["used_credits"])
        made = create(server)
        server.clock.advance(200)
        until(lambda: seen)
        assert seen == [made["usage"]["credits_reserved"]]


def test_a_refused_callback_is_sent_again_after_the_documented_delays_and_then_no_more() -> None:
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
        assert len(receiver.told) == 1 + len(DELAYS)


def test_a_retry_waits_for_the_clock() -> None:
    with receiving(503, 204) as receiver, mock(receiver.origin) as server:
        made = create(server)
        server.clock.advance(server.world.tasks[made["id"]].timeline.ends_at - server.clock.now() + 0.5)
        until(lambda: server.deliveries)
        quiet()
        assert len(receiver.told) == 1
        server.clock.advance(DELAYS[0])
        until(lambda: len(server.deliveries) == 2)
        assert [each.outcome.taken for each in server.deliveries] == [False, True]


def test_a_receiver_that_is_gone_is_logged_and_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gone = f"http://127.0.0.1:{listener.getsockname()[1]}"
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
def test_a_request_must_name_a_public_address_wherever_callbacks_go(callbacks_to: str | None, url: object) -> None:
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
def test_callbacks_go_to_an_origin_and_nothing_else(address: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(address))):
        MockServer(callbacks_to=address)
    server = MockServer(callbacks_to=NOWHERE)
    with pytest.raises(ValueError, match="callbacks_to takes scheme, host and port"):
        server.callbacks_to = address
    assert server.callbacks_to == NOWHERE


@pytest.mark.parametrize("address", ["http://localhost", "https://[::1]:8443", "HTTP://my_machine.local:65535", None])
def test_an_origin_may_be_of_any_host(address: str | None) -> None:
    assert MockServer(callbacks_to=address).callbacks_to == address


def test_a_server_stops_while_callbacks_are_owed() -> None:
    with receiving() as receiver:
        with mock(receiver.origin) as server:
            create(server)
        assert not receiver.told


def test_a_name_that_leads_to_a_private_address_is_refused_for_good() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        url = f"https://localhost:{listener.getsockname()[1]}/"
        outcome = asyncio.run(post_callback(url, b"{}", timeout=5))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert outcome.final
    assert "private" in outcome.problem


def test_what_is_refused_for_good_is_not_tried_again() -> None:
    with mock() as server:
        made = create(server)
    world = server.world
    ended = world.tasks[made["id"]].timeline.ends_at
    world.settle(ended)
    (callback,) = world.due_callbacks(ended)
    world.log_delivery(callback, Outcome(problem="private", final=True))
    assert not world.owes_callbacks
    assert not world.due_callbacks(ended + 100)


def test_a_receiver_that_does_not_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        outcome = asyncio.run(post_callback(HOOK, b"{}", timeout=0.2, to=origin))
    assert (outcome.status, outcome.final) == (None, False)
    assert "0.2 s" in outcome.problem


def test_a_receiver_that_does_not_speak_http_took_nothing() -> None:
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
def test_an_address_of_nothing_is_a_problem_and_no_crash(url: str) -> None:
    outcome = asyncio.run(post_callback(url, b"{}", timeout=5))
    assert outcome.problem
    assert not outcome.taken
