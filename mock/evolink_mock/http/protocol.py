"""How the mock speaks HTTP: as uvicorn does, but faults can close a connection, and what is no HTTP is handed over too.

What can't be read never reaches an application elsewhere; here it is answered in the form of other errors, and logged.
"""

import asyncio
import re
from collections.abc import Callable
from typing import Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from evolink_mock.http.asgi_send import BROKEN, CONNECTION, Connection
from evolink_mock.http.guard import HEAD_TOO_LARGE, MOST_HEAD

_METHOD = re.compile(rb"[A-Za-z]{1,20}")
_LONGEST_SHOWN = 200  # bytes of a target that is no HTTP
_NO_HTTP = {"status": 400, "message": "The request is not valid HTTP/1.1."}
_ENDLESS_HEAD = {"status": 431, "message": HEAD_TOO_LARGE}


class MockProtocol(HttpToolsProtocol):
    """Hands each request its connection, so that a fault can close it, and hands over broken requests too."""

    stops: Callable[[], bool] = staticmethod(lambda: False)
    """Returns whether the server is about to stop."""

    _in_head = True
    _head_ended = False
    _head_bytes = 0
    _start = b""
    _broken = False

    def data_received(self, data: bytes) -> None:
        """Read what arrives; nothing more after what is no HTTP, or a head without an end."""
        if self._broken:
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
        super().on_message_begin()
        self.scope["extensions"] = self._extensions()

    def on_headers_complete(self) -> None:
        """Start to answer a request."""
        self._in_head, self._head_ended, self._start = False, True, b""
        self._read_absolute_target()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Note the end of a request."""
        self._in_head = True
        super().on_message_complete()

    def _extensions(self) -> dict[str, Any]:
        return {CONNECTION: {"connection": Connection(self.transport.close, self.stops)}}

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
