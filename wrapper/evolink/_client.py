"""The two clients: the same flow over a port that blocks, and over one that does not."""

from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ._credits import Credits
from ._described import Described
from ._flow import Flow
from ._images import AsyncImages, Images
from ._operations import creation
from ._run import run
from ._settings import settings
from ._task_operations import AsyncTaskOperations, TaskOperations
from ._tasks import AsyncTask, Task

if TYPE_CHECKING:
    import httpx

    from evolink_contract.requests import GenerateCall, SubmitCall

_TIMEOUT = 30.0


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
        timeout: float = _TIMEOUT,
        http_client: "httpx.Client | None" = None,  # noqa: TID251 - the caller's
    ) -> None:
        chosen = settings(api_key, base_url, timeout, http_client)
        from ._port import BlockingPort  # noqa: PLC0415 - the transport loads with the first client

        self._flow = Flow(BlockingPort(chosen), timeout)
        self._settings = chosen
        self.images = ImageOperations(self._flow)
        self.tasks = TaskOperations(self._flow)

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

    def credits(self) -> Credits:
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
        timeout: float = _TIMEOUT,
        http_client: "httpx.AsyncClient | None" = None,  # noqa: TID251 - the caller's
    ) -> None:
        chosen = settings(api_key, base_url, timeout, http_client)
        from ._port import AsyncPort  # noqa: PLC0415 - the transport loads with the first client

        self._flow = Flow(AsyncPort(chosen), timeout)
        self._settings = chosen
        self.images = AsyncImageOperations(self._flow)
        self.tasks = AsyncTaskOperations(self._flow)

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

    async def credits(self) -> Credits:
        """Read the credits left; see `EvoLink.credits`."""
        return await self._flow.credits()

    async def aclose(self) -> None:
        """Give back connections. Tasks go on at the service."""
        await self._flow.port.close()


class ImageOperations:
    """`client.images`."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    @property
    def submit(self) -> "SubmitCall[Task]":
        """Start a task and return at once; the parameters are those of the model."""
        return Described(self._submit)

    @property
    def generate(self) -> "GenerateCall[Task, Images]":
        """Start a task, wait for its end and give its pictures; the parameters are those of the model."""
        return Described(self._generate)

    def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> Task:
        """Start a task and return at once.

        Args:
            model: The model to run; it decides which other parameters there are.
            idempotency_key: A name for this call, 16 to 96 characters; a new one if None. A service that
                knows it answers with the task it has already made.
            unchecked: Whether `model` may be one that this version does not know.
            **request: The model's parameters, checked before anything is sent.

        Raises:
            InvalidRequest: Rules of the model are broken; all are told, nothing was sent.
            SubmissionUncertain: The answer was lost; a task may have been made and charged.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached; nothing was charged.
        """
        post = creation({"model": model, **request}, idempotency_key, unchecked=unchecked)
        return Task(self._flow, run(self._flow.submit(post)))

    def _generate(
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,
        on_progress: Callable[[Task], Any] | None = None,
        **request: Any,
    ) -> Images:
        """Start a task, wait for its end and give its pictures.

        Args:
            model: As for `submit`, and so are the two that follow.
            idempotency_key: A name for this call.
            unchecked: Whether `model` may be an unknown one.
            timeout: Seconds to wait at most; ten minutes if None.
            on_progress: Called with the task after each read.
            **request: The model's parameters, checked before anything is sent.

        Raises:
            EvoLinkError: As for `submit` and for `Task.wait`.
        """
        task = self._submit(model=model, idempotency_key=idempotency_key, unchecked=unchecked, **request)
        return task.wait(timeout=timeout, on_progress=on_progress)


class AsyncImageOperations:
    """`client.images` of the asyncio client."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    @property
    def submit(self) -> "SubmitCall[Coroutine[Any, Any, AsyncTask]]":
        """Start a task and return at once; the parameters are those of the model."""
        return Described(self._submit)

    @property
    def generate(self) -> "GenerateCall[AsyncTask, Coroutine[Any, Any, AsyncImages]]":
        """Start a task, wait for its end and give its pictures; the parameters are those of the model."""
        return Described(self._generate)

    async def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> AsyncTask:
        """Start a task and return at once; see `EvoLink.images.submit`."""
        post = creation({"model": model, **request}, idempotency_key, unchecked=unchecked)
        return AsyncTask(self._flow, await self._flow.submit(post))

    async def _generate(
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,  # noqa: ASYNC109 - it ends the wait, not the task, and says how to resume
        on_progress: Callable[[AsyncTask], Any] | None = None,
        **request: Any,
    ) -> AsyncImages:
        """Start a task, wait for its end and give its pictures; see `EvoLink.images.generate`."""
        task = await self._submit(model=model, idempotency_key=idempotency_key, unchecked=unchecked, **request)
        return await task.wait(timeout=timeout, on_progress=on_progress)
