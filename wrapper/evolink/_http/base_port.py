"""What the sync and the async port share: their clocks, and the clients that they send through."""

import time
from contextlib import AbstractContextManager, nullcontext
from typing import Generic, TypeVar

import httpx

from evolink._http.messages import build_headers
from evolink._http.pools import ConnectionPools
from evolink._http.settings import Settings
from evolink.errors import ConfigurationError

H = TypeVar("H", httpx.Client, httpx.AsyncClient)


class AnyPort(Generic[H]):
    """A port, except for what blocks in the sync port and suspends in the async one."""

    _pools: ConnectionPools[H]

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._headers = build_headers(settings)
        settings.key.keep_from_logs()

    @property
    def is_local(self) -> bool:
        """Whether the service runs on this machine."""
        return self._settings.is_local

    def now(self) -> float:
        """Return seconds on the monotonic clock."""
        return time.monotonic()

    def date(self) -> float:
        """Return Unix seconds."""
        return time.time()

    def _lend(self) -> AbstractContextManager[H]:
        """Lend a client for one request: the caller's, if one was handed in.

        Raises:
            ConfigurationError: It is closed.
        """
        handed_in: H | None = self._settings.http_client
        if handed_in is None:
            return self._pools.lend()
        if handed_in.is_closed:
            raise ConfigurationError("the http_client that was handed in is closed")
        return nullcontext(handed_in)
