"""A service that completes every task at its first read and has one image for all: it costs little, and knows nothing.

    python -m bench.canned [CERTIFICATE]

With the path of a certificate and its key, it speaks TLS.
"""

import asyncio
import json
import ssl
import sys
from itertools import count
from typing import Any, Final, cast

from bench.served import report_to_stdout

_PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000" + "3a7e9b55"
    "0000000a49444154789c63600000000200014873" + "0b9d" + "0000000049454e44ae426082"
)
_numbers = count()


class _Connection(asyncio.Protocol):
    """One connection; requests come one after the other."""

    def __init__(self, scheme: str) -> None:
        self._scheme = scheme
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer a request once all of it is here."""
        self._buffer += data
        head, separator, body = self._buffer.partition(b"\r\n\r\n")
        fields = head.lower()
        length = int(fields.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if separator and len(body) >= length:
            self._buffer = b""
            method, path, _ = head.decode().split(" ", 2)
            host = fields.partition(b"\r\nhost:")[2].partition(b"\r\n")[0].strip().decode()
            self._transport.write(_response(*_answer(method, path, body, f"{self._scheme}://{host}")))


def _response(kind: str, body: bytes) -> bytes:
    return f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


def _answer(method: str, path: str, body: bytes, origin: str) -> tuple[str, bytes]:
    """Return the media type and the body of the answer to a request."""
    if path.endswith(".png"):
        return "image/png", _PNG
    shown: dict[str, Any]
    if path.endswith("/tasks/batch"):
        shown = {"data": [_task(name, "completed", 100, origin) for name in json.loads(body)["task_ids"]]}
    elif method == "POST":
        shown = _task(f"task-unified-1790000000-{next(_numbers):08}", "pending", 0, origin)
    else:
        shown = _task(path.rpartition("/")[2], "completed", 100, origin)
    return "application/json", json.dumps(shown).encode()


def _task(task_id: str, status: str, progress: int, origin: str) -> dict[str, Any]:
    fields = {
        "created": 1_790_000_000,
        "id": task_id,
        "model": "nano-banana-beta",
        "object": "image.generation.task",
        "progress": progress,
        "status": status,
        "task_info": {"can_cancel": True, "estimated_time": 2},
        "type": "image",
        "usage": {"billing_rule": "per_call", "credits_reserved": 1.6, "user_group": "default"},
    }
    return {**fields, "results": [f"{origin}/{task_id}.png"]} if status == "completed" else fields


async def main(certificate: str | None = None) -> None:
    """Serve until the input ends."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    scheme = "http" if context is None else "https"
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(scheme), "127.0.0.1", 0, ssl=context, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    await asyncio.to_thread(report_to_stdout, f"{scheme}://localhost:{port}", dict)
    server.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
