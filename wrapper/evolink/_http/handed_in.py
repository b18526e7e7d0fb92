"""Carries requests through an httpx client of the caller's: the only file that knows httpx as what sends.

Whatever such a client has been given holds: proxies, certificates, HTTP/2, hooks, or a transport of a test.
"""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from typing import Any, Generic, TypeVar

import httpx

from evolink._http.cancellation import release_on_cancel
from evolink._http.wire import Headers, Outgoing, Pieces, Sink
from evolink._http.wire_errors import BadAnswerError, LateError, LostError, NotConnectedError
from evolink.errors import ConfigurationError

H = TypeVar("H", httpx.Client, httpx.AsyncClient)
RunBlocking = Callable[[Callable[[], bytes]], Awaitable[bytes]]
_PLAINLY: dict[str, Any] = {"stream": True, "auth": None, "follow_redirects": False}
"""Answers are streamed, and only what was built here is sent, and only to the address that it was built for."""
_NEVER_DELIVERED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


class HandedIn(ABC, Generic[H]):
    """What both kinds of client share.

    Args:
        client: The client, which its owner closes.
        run_blocking: Calls something that waits for the disk.
    """

    def __init__(self, client: H, run_blocking: RunBlocking) -> None:
        self._client: H = client
        self._run_blocking = run_blocking

    async def carry(self, sent: Outgoing, sink: Sink) -> None:
        """Send a request, and pass its answer on."""
        if self._client.is_closed:
            raise ConfigurationError("the http_client that was handed in is closed")
        with translate_httpx_errors():
            async with self._limit(sent):
                answer = await self._start(self._build(sent))
                try:
                    await self._bring(answer, sent, sink)
                finally:
                    await self._end(answer)

    async def close(self) -> None:
        """Leave it open."""

    def _build(self, sent: Outgoing) -> httpx.Request:
        address, longest = sent.address, sent.patience(time.monotonic())
        first = longest * sent.connect_share
        more: dict[str, Any] = {"content": sent.body}
        if sent.body is not None and not isinstance(sent.body, bytes):
            more = {"stream": _Stream(sent.body, self._run_blocking)}
        return httpx.Request(
            sent.method,
            f"{'https' if address.tls else 'http'}://{address.host}{address.target}",
            headers=Headers(((b"Host", address.host.encode()), *sent.headers)),
            extensions={"timeout": {"connect": first, "pool": first, "read": longest, "write": longest}},
            **more,
        )

    async def _bring(self, answer: httpx.Response, sent: Outgoing, sink: Sink) -> None:
        if not sink.begin(answer.status_code, answer.headers.raw):
            return
        if len(answer.headers.get_list("content-encoding", split_commas=True)) > 1:
            raise BadAnswerError("the response is compressed more than once")
        async for chunk in self._chunks(answer):
            sink.write(chunk)
            sent.patience(time.monotonic())

    @abstractmethod
    def _limit(self, sent: Outgoing, /) -> AbstractAsyncContextManager[object]:
        """Return a context that ends at the deadline, as far as this is possible."""

    @abstractmethod
    async def _start(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the answer, whose body is still to be read."""

    @abstractmethod
    def _chunks(self, answer: httpx.Response) -> AsyncIterator[bytes]: ...

    @abstractmethod
    async def _end(self, answer: httpx.Response) -> None: ...


class BlockingHandedIn(HandedIn[httpx.Client]):
    """Sends through a blocking client; its coroutines never suspend."""

    def _limit(self, _: Outgoing, /) -> AbstractAsyncContextManager[object]:
        return nullcontext()

    async def _start(self, request: httpx.Request) -> httpx.Response:
        answer: httpx.Response = self._client.send(request, **_PLAINLY)
        return answer

    def _chunks(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        return _Chunks(answer.iter_bytes())

    async def _end(self, answer: httpx.Response) -> None:
        answer.close()


class AsyncioHandedIn(HandedIn[httpx.AsyncClient]):
    """Sends through an asyncio client."""

    def _limit(self, sent: Outgoing, /) -> AbstractAsyncContextManager[object]:
        return asyncio.timeout(sent.deadline.left(time.monotonic()))

    async def _start(self, request: httpx.Request) -> httpx.Response:
        return await release_on_cancel(self._client, self._client.send(request, **_PLAINLY))

    def _chunks(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        return answer.aiter_bytes()

    async def _end(self, answer: httpx.Response) -> None:
        await answer.aclose()


class _Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that is read while it is sent; an event loop meanwhile does other things."""

    def __init__(self, pieces: Pieces, run_blocking: RunBlocking) -> None:
        self._pieces = pieces
        self._run_blocking = run_blocking

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._pieces.read_piece():
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await self._run_blocking(self._pieces.read_piece):
            yield piece


class _Chunks:
    """An iterator as an asynchronous one, which never suspends."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def __aiter__(self) -> "_Chunks":
        return self

    async def __anext__(self) -> bytes:
        for chunk in self._chunks:
            return chunk
        raise StopAsyncIteration


@contextmanager
def translate_httpx_errors() -> Generator[None]:
    """Turn httpx's errors into those of the wire."""
    try:
        yield
    except _NEVER_DELIVERED as error:
        _forget_key(error)
        raise NotConnectedError(str(error) or type(error).__name__) from error
    except TimeoutError as error:
        raise LateError("the time is up") from error
    except httpx.DecodingError as error:
        _forget_key(error)
        raise BadAnswerError(str(error)) from error
    except (httpx.HTTPError, httpx.StreamError, UnicodeError) as error:  # the last from names that no resolver takes
        _forget_key(error)
        raise LostError(str(error) or type(error).__name__) from error


def _forget_key(error: Exception) -> None:
    """Remove the key from the request that an httpx error holds: that error lives on as the cause of ours."""
    with suppress(RuntimeError):  # not every one has a request
        if isinstance(error, httpx.RequestError):
            error.request.headers.pop("Authorization", None)
