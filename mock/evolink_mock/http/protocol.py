"""How the mock speaks HTTP: as uvicorn does, but faults can close a connection, and what is no HTTP is handed over too.

What can't be read never reaches an application elsewhere; here it is answered in the form of other errors, and logged.
"""

import asyncio
import re
from collections.abc import Callable
from typing import Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from evolink_mock.http.asgi_send import BROKEN, CONNECTION, DECIDED, AnswersAtOnce, Connection
from evolink_mock.http.guard import HEAD_TOO_LARGE, MOST_HEAD
from evolink_mock.http.head import read_whole

_BUG = (
    b"HTTP/1.1 500 Internal Server Error\r\ncontent-type: text/plain\r\ncontent-length: 21\r\n"
    b"connection: close\r\n\r\nInternal Server Error"
)

_METHOD = re.compile(rb"[A-Za-z]{1,20}")
_LONGEST_SHOWN = 200  # bytes of a target that is no HTTP
_NO_HTTP = {"status": 400, "message": "The request is not valid HTTP/1.1."}
_ENDLESS_HEAD = {"status": 431, "message": HEAD_TOO_LARGE}


class MockProtocol(HttpToolsProtocol):
    """Hands each request its connection, so that a fault can close it, and hands over broken requests too.

    A request that arrives whole, between two others, is answered at once where the application can do so: what lies
    between a socket and an application otherwise takes several times as long as the answer.
    """

    stops: Callable[[], bool] = staticmethod(lambda: False)
    """Returns whether the server is about to stop."""

    at_once: AnswersAtOnce | None = None
    """The application, if it can answer at once."""

    _is_between = True  # after one request and before the first byte of the next
    _decided: Any = None
    _answered_at = 0.0
    _in_head = True
    _head_ended = False
    _head_bytes = 0
    _start = b""
    _broken = False

    def data_received(self, data: bytes) -> None:
        """Read what arrives; nothing more after what is no HTTP, or a head without an end."""
        if self._broken or (self._is_between and self._answers(data)):
            return
        was_in_head, self._head_ended = self._in_head, False
        self._start = (self._start + data[:_LONGEST_SHOWN])[:_LONGEST_SHOWN] if was_in_head else b""
        super().data_received(data)
        is_endless = was_in_head and not self._head_ended
        self._head_bytes = self._head_bytes + len(data) if is_endless else 0
        if self._head_bytes > MOST_HEAD and not self._broken:
            self._hand_over_broken(_ENDLESS_HEAD)

    def send_400_response(self, msg: str) -> None:
        """Hand over what is no HTTP."""
        del msg
        self._hand_over_broken(_NO_HTTP)

    def on_message_begin(self) -> None:
        """Add the connection to the scope of the next request."""
        self._is_between = False
        super().on_message_begin()
        self.scope["extensions"] = self._extensions()

    def on_headers_complete(self) -> None:
        """Start to answer a request."""
        self._in_head, self._head_ended, self._start = False, True, b""
        self._read_absolute_target()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Note the end of a request."""
        self._in_head = self._is_between = True
        super().on_message_complete()

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection, unless a request was answered at once meanwhile: that leaves the timer as it is."""
        left = self._answered_at + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()

    def _answers(self, data: bytes) -> bool:
        """Return whether some bytes were one whole request that is answered now."""
        last = cast("RequestResponseCycle | None", self.cycle)
        is_free = last is None or last.response_complete
        if self.at_once is None or not is_free or self.flow.write_paused or self.transport.is_closing():
            return False
        whole = read_whole(data)
        try:
            answer = self.at_once.answer_at_once(*whole) if whole else None
        except Exception:
            self.logger.exception("The mock could not answer")
            self.transport.write(_BUG)
            self.transport.close()
            return True
        if not isinstance(answer, bytes):
            self._decided = answer
            return False
        self.transport.write(answer)
        self._answered_at = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_handler()
        return True

    def _extensions(self) -> dict[str, Any]:
        decided, self._decided = self._decided, None
        known = {DECIDED: decided} if decided else {}
        return {CONNECTION: {"connection": Connection(self.transport.close, self.stops)}, **known}

    def _read_absolute_target(self) -> None:
        """Replace the Host header by the host of a target such as `http://host/path`, which takes precedence."""
        if self.url.startswith((b"/", b"*")):
            return
        target = httptools.parse_url(self.url)
        name = b"[%b]" % target.host if b":" in target.host else target.host
        host = b"%b:%d" % (name, target.port) if target.port else name
        if sum(name == b"host" for name, _ in self.headers) == 1:
            self.headers[:] = [(name, host if name == b"host" else value) for name, value in self.headers]

    def _hand_over_broken(self, problem: dict[str, Any]) -> None:
        """Have a request that can't be read answered as the last one of its connection."""
        self._broken = True
        unread = self.cycle if self.cycle and not self.cycle.response_complete and self.cycle.more_body else None
        if unread:
            cast("Any", unread.scope)["extensions"][BROKEN] = problem
            unread.more_body = False
            unread.message_event.set()
            return
        cycle, app = self._broken_cycle(problem), cast("Any", self).app
        if self.cycle and not self.cycle.response_complete:
            self.pipeline.appendleft((cycle, app))
            return
        self.cycle = cycle
        self._start_asgi_task(cycle, app)

    def _broken_cycle(self, problem: dict[str, Any]) -> RequestResponseCycle:
        method, _, rest = self._start.lstrip().partition(b"\r\n")[0].partition(b" ")
        scope: Any = {
            "type": "http",
            "method": method.decode("ascii") if _METHOD.fullmatch(method) else "?",
            "path": "",
            "raw_path": rest.partition(b" ")[0] or b"/",
            "query_string": b"",
            "headers": [],
            "extensions": {BROKEN: problem},
        }
        cycle = RequestResponseCycle(
            scope=scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=False,
            on_response=self.on_response_complete,
        )
        cycle.more_body = False
        cycle.message_event.set()
        return cycle
