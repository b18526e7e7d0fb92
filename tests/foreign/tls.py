"""Ends TLS before a server that speaks plain HTTP, as a proxy in front of it does."""

import asyncio
import contextlib
import ssl
import threading
from pathlib import Path
from typing import Self

_PIECE = 1 << 16


class TlsProxy:
    """Hands what comes over TLS on to another port of this machine; a context manager.

    Args:
        port: Where it listens.
        target: The port that it hands on to.
        pem: The file with its certificate and key.
    """

    def __init__(self, port: int, target: int, pem: Path) -> None:
        self._port, self._target = port, target
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(pem)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        listening = asyncio.start_server(self._hand_on, "localhost", self._port, ssl=self._context)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_mock, to_mock = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(_pump(reader, to_mock), _pump(from_mock, writer))


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """Copy until one side is gone."""
    with contextlib.suppress(OSError), contextlib.closing(sink):
        while piece := await source.read(_PIECE):
            sink.write(piece)
            await sink.drain()
