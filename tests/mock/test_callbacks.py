import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from evolink_contract import document
from evolink_mock import MockServer
from evolink_mock._callbacks import Outcome
from evolink_mock._deliver import deliver

KEY = {"authorization": "Bearer k"}
REQUEST = {"model": "nano-banana-beta", "prompt": "x"}
FACTS = document()["components"]["schemas"]["CallbackUrl"]
DELAYS = FACTS["x-evolink-callback-retries"]


class Receiver(ThreadingHTTPServer):
    """Keeps what it is told; answers what `status` says, the last one for ever."""

    def __init__(self, *status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = list(status) or [200]
        self.told: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.meanwhile: Callable[[], object] = list

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?of=mine"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.meanwhile()
        self.server.headers.append({**dict(self.headers.items()), "path": self.path})
        self.server.told.append(json.loads(body))
        status = self.server.status.pop(0) if len(self.server.status) > 1 else self.server.status[0]
        self.send_response(status)
        self.send_header("location", self.server.url)
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
def mock() -> Iterator[MockServer]:
    with MockServer(api_key="k", speed=0, loopback_callbacks=True) as server:
        yield server


def create(server: MockServer, url: str, prefer: str = "") -> dict[str, Any]:
    answer = httpx.post(
        f"{server.base_url}/v1/images/generations",
        json={**REQUEST, "callback_url": url},
        headers={**KEY, "prefer": prefer},
    )
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def read(server: MockServer, path: str) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.get(f"{server.base_url}{path}", headers=KEY).json()
    return answer


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)  # noqa: TID251 - waits for another thread


def quiet() -> None:
    """Give the mock the time of a few looks at its clock."""
    time.sleep(0.2)  # noqa: TID251 - the absence of an event takes real time


@pytest.mark.parametrize(
    ("story", "event"), [("", "completed"), ("service_error", "failed"), ("cancelled", "cancelled")]
)
def test_a_receiver_is_told_of_each_end_with_the_body_of_the_task_query(story: str, event: str) -> None:
    assert event in FACTS["x-evolink-callback-events"]
    with receiving() as receiver, mock() as server:
        made = create(server, receiver.url, f"story={story}" if story else "")
        quiet()
        assert not receiver.told
        server.clock.advance(200)
        until(lambda: server.deliveries)
        assert receiver.told == [read(server, f"/v1/tasks/{made['id']}")]
        assert receiver.told[0]["status"] == event
        assert receiver.headers[0]["content-type"] == "application/json"
        assert receiver.headers[0]["path"] == "/hook?of=mine"
        assert [each.outcome for each in server.deliveries] == [Outcome(status=200)]


def test_the_money_is_settled_before_the_receiver_is_told() -> None:
    with receiving() as receiver, mock() as server:
        seen: list[float] = []
        receiver.meanwhile = lambda: seen.append(read(server, "/v1/credits")["data"]["token"]["used_credits"])
        made = create(server, receiver.url)
        server.clock.advance(200)
        until(lambda: seen)
        assert seen == [made["usage"]["credits_reserved"]]


def test_a_refused_callback_is_sent_again_after_the_documented_delays_and_then_no_more() -> None:
    with receiving(500, 404, 302, 500) as receiver, mock() as server:
        made = create(server, receiver.url)
        server.clock.advance(200)
        until(lambda: not server.world.owes_callbacks)
        ended = server.world.tasks[made["id"]].life.ends_at
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
    with receiving(503, 204) as receiver, mock() as server:
        made = create(server, receiver.url)
        server.clock.advance(server.world.tasks[made["id"]].life.ends_at - server.clock.now() + 0.5)
        until(lambda: server.deliveries)
        quiet()
        assert len(receiver.told) == 1
        server.clock.advance(DELAYS[0])
        until(lambda: len(server.deliveries) == 2)
        assert [each.outcome.taken for each in server.deliveries] == [False, True]


def test_a_receiver_that_is_gone_is_logged_and_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with mock() as server:
        create(server, url)
        server.clock.advance(200)
        until(lambda: not server.world.owes_callbacks)
        assert len(server.deliveries) == 1 + len(DELAYS)
        assert all(each.outcome.status is None and each.outcome.problem for each in server.deliveries)


def test_without_the_switch_this_machine_is_never_told() -> None:
    with MockServer(api_key="k") as server:
        for url in ("http://127.0.0.1:9/", "https://localhost/", "https://127.1/"):
            answer = httpx.post(
                f"{server.base_url}/v1/images/generations", json={**REQUEST, "callback_url": url}, headers=KEY
            )
            assert (answer.status_code, answer.json()["error"]["param"]) == (400, "callback_url")


@pytest.mark.parametrize(
    "url", ["http://example.com/", "https://10.0.0.1/", "http://[::2]/", f"https://localhost/{'x' * 2048}", 7]
)
def test_the_switch_lets_in_this_machine_and_nothing_else(url: object) -> None:
    with mock() as server:
        answer = httpx.post(
            f"{server.base_url}/v1/images/generations", json={**REQUEST, "callback_url": url}, headers=KEY
        )
        assert (answer.status_code, answer.json()["error"]["param"]) == (400, "callback_url")


def test_a_server_stops_while_callbacks_are_owed() -> None:
    with receiving() as receiver:
        with mock() as server:
            create(server, receiver.url)
        assert not receiver.told


def test_a_name_that_leads_to_a_private_address_is_refused_for_good() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        url = f"https://localhost:{listener.getsockname()[1]}/"
        outcome = asyncio.run(deliver(url, b"{}", timeout=5, loopback=False))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert outcome.final
    assert "private" in outcome.problem


def test_what_is_refused_for_good_is_not_tried_again() -> None:
    with mock() as server:
        made = create(server, "https://hook.example.com/")
    world = server.world
    ended = world.tasks[made["id"]].life.ends_at
    world.settle(ended)
    (callback,) = world.due_callbacks(ended)
    world.delivered(callback, Outcome(problem="private", final=True))
    assert not world.owes_callbacks
    assert not world.due_callbacks(ended + 100)


def test_a_receiver_that_does_not_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        outcome = asyncio.run(deliver(url, b"{}", timeout=0.2, loopback=True))
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
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        outcome = asyncio.run(deliver(url, b"{}", timeout=5, loopback=True))
        thread.join()
    assert not outcome.taken
    assert outcome.problem


@pytest.mark.parametrize("url", ["https://name.invalid/", "https://[::/", "https://example.com:99999/"])
def test_an_address_of_nothing_is_a_problem_and_no_crash(url: str) -> None:
    outcome = asyncio.run(deliver(url, b"{}", timeout=5, loopback=False))
    assert outcome.problem
    assert not outcome.taken
