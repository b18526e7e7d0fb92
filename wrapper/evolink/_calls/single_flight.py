"""What several want at once is made once, for threads and asyncio tasks alike."""

import os
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future

from evolink._http.port import Port
from evolink.errors import ApiError, ConnectionFailed


class SingleFlight:
    """Lets the first who wants something make it for all who want it meanwhile.

    Args:
        port: The outside world, in which the others wait.
    """

    def __init__(self, port: Port) -> None:
        self._port = port
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[str | None]] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[str]]) -> str:
        """Return what is made under a key.

        What the service answers counts for all who wait; after anything else, such as Ctrl-C or a file that can't be
        read, the next of them tries.
        """
        while True:
            result, is_first = self._join(key)
            if is_first:
                return await self._make(key, result, make)
            if (made := await self._port.wait_for(result)) is not None:
                return made

    def _join(self, key: str) -> tuple[Future[str | None], bool]:
        if self._process != os.getpid():  # what was being made before a fork is made in the other process
            self._begin()
        with self._lock:
            if key in self._under_way:
                return self._under_way[key], False
            self._under_way[key] = Future()
            return self._under_way[key], True

    async def _make(self, key: str, result: Future[str | None], make: Callable[[], Awaitable[str]]) -> str:
        made: str | None = None
        failure: ApiError | ConnectionFailed | None = None
        try:
            made = await make()
            return made  # noqa: TRY300 - the type of what is made is known here
        except (ApiError, ConnectionFailed) as error:
            failure = error
            raise
        finally:
            with self._lock:
                del self._under_way[key]
            if failure:
                result.set_exception(failure)
            else:
                result.set_result(made)
