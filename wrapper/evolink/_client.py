"""The two clients: the same flow over a port that blocks, and over one that does not."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from ._run import run

if TYPE_CHECKING:
    import httpx

    from ._credits import Credits


class EvoLink:
    """The service, for code that blocks. Safe to share between threads; close it, or use it in a `with`.

    Args:
        api_key: The key; the environment's EVOLINK_API_KEY if None.
        base_url: The service without `/v1`, https unless it is on this machine; if None, the environment's
            EVOLINK_BASE_URL, then the public service.
        timeout: Seconds that one request may take.
        http_client: An `httpx.Client` of your own to send through, for proxies, certificates or connections of
            your choice; yours to close. Only its transport is used: its headers, cookies, authentication and
            base URL are not sent. If None, the proxies and certificates of the environment hold.

    Raises:
        ConfigurationError: There is no usable key, address or time-out.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 30.0,
        http_client: "httpx.Client | None" = None,  # noqa: TID251 - the caller's
    ) -> None:
        from . import _parts  # noqa: PLC0415 - everything that works loads with the first client

        self._settings = _parts.settings(api_key, base_url, timeout, http_client)
        self._flow = _parts.Flow(_parts.BlockingPort(self._settings), timeout)
        self.images = _parts.ImageOperations(self._flow)
        self.tasks = _parts.TaskOperations(self._flow)

    def __repr__(self) -> str:
        return f"<EvoLink at {self.base_url}>"

    def __reduce__(self) -> str:
        raise TypeError("a client holds an API key and can't be pickled: make a new one where you need it")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def base_url(self) -> str:
        """The service's address, without `/v1`."""
        return self._settings.base_url

    def credits(self) -> "Credits":
        """Read the credits left. It costs nothing, so it also tells whether the key is good.

        Raises:
            ApiError: The service refuses, as it does a wrong key.
            ConnectionFailed: It can't be reached.
        """
        return run(self._flow.credits())

    def close(self) -> None:
        """Give back connections. Tasks go on at the service."""
        run(self._flow.port.close())


class AsyncEvoLink:
    """The service, for asyncio. Close it, or use it in an `async with`.

    Arguments as for `EvoLink`, but `http_client` is an `httpx.AsyncClient`.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 30.0,
        http_client: "httpx.AsyncClient | None" = None,  # noqa: TID251 - the caller's
    ) -> None:
        from . import _parts  # noqa: PLC0415 - as in EvoLink

        self._settings = _parts.settings(api_key, base_url, timeout, http_client)
        self._flow = _parts.Flow(_parts.AsyncPort(self._settings), timeout)
        self.images = _parts.AsyncImageOperations(self._flow)
        self.tasks = _parts.AsyncTaskOperations(self._flow)

    def __repr__(self) -> str:
        return f"<AsyncEvoLink at {self.base_url}>"

    def __reduce__(self) -> str:
        raise TypeError("a client holds an API key and can't be pickled: make a new one where you need it")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    @property
    def base_url(self) -> str:
        """The service's address, without `/v1`."""
        return self._settings.base_url

    async def credits(self) -> "Credits":
        """Read the credits left; see `EvoLink.credits`."""
        return await self._flow.credits()

    async def aclose(self) -> None:
        """Give back connections. Tasks go on at the service."""
        await self._flow.port.close()
