"""A client's operations for one kind of results, such as `client.images`: to submit a task, or to generate at once.

Getting at them loads little, as an event loop may be running; the calls themselves load `create_calls`.
"""

import os
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from evolink._contract.model_method import ModelMethod
from evolink._http.run import run
from evolink._lazy import made_once

if TYPE_CHECKING:
    from evolink._calls.create_calls import CreateCalls
    from evolink._contract.kinds import Kind


class Wanted(NamedTuple):
    """What is done with a task that `generate` has made: see there."""

    timeout: float | None
    on_progress: Callable[[Any], Any] | None
    save_to: str | os.PathLike[str] | None
    overwrite: bool


class BaseOperations:
    """The operations for one kind of results, written once for both clients.

    Args:
        calls: Returns what makes the client's create calls, as soon as that is loaded.
        kind: The kind of results.
    """

    def __init__(self, calls: "Callable[[], Awaitable[CreateCalls]]", kind: "Kind") -> None:
        self._calls = calls
        self._kind = kind

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: generate, submit>"

    if not TYPE_CHECKING:  # type checkers see these with the parameters of each model, in evolink_contract.calls

        @made_once
        def submit(self) -> Any:
            """Start a task and return at once; the parameters are those of the model."""
            return ModelMethod(self._callable(self._submit), self._kind.name)

        @made_once
        def generate(self) -> Any:
            """Start a task, wait for its end and return its results; the parameters are those of the model."""
            return ModelMethod(self._callable(self._generate), self._kind.name)

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):  # as copy and pickle ask for, of an object that has no attributes yet
                raise AttributeError(name, name=name, obj=self)
            place = f"client.{self._kind.name}"
            why = f"{place} has no {name!r}: {place}.generate waits for results, {place}.submit returns a task at once"
            raise AttributeError(why, name=name, obj=self)

    def _callable(self, method: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        """Return a method as the client's users call it."""
        raise NotImplementedError

    async def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> Any:
        """Start a task and return at once.

        Args:
            model: The model to run; it decides which other parameters there are.
            idempotency_key: A name for this call, 16 to 96 characters; a new one if None.
                A service that knows it returns the task that it has already created.
            unchecked: Whether to send a model or parameters that this version does not know.
                It also sends what only our own rules forbid; documented limits hold nevertheless.
            **request: The model's parameters, checked before anything is sent.
                For a model that continues an earlier task, `task` may be that task, its results, one of them, or an
                ID, and `index` which of its results is meant, from 0. Where a model takes links, it takes results of
                earlier tasks, and files of this machine, which are uploaded first: a `Path`, `bytes`, a file that is
                open for reading in binary, or a PIL image.

        Raises:
            InvalidRequest: Rules of the model are broken; the error names all of them, and nothing was sent.
            FileRefused: The service does not take a file; nothing was charged.
            SubmissionUncertain: The response was lost; a task may have been created and charged.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached; nothing was charged.
        """
        calls = await self._calls()
        return await calls.submit(self._kind, {"model": model, **request}, idempotency_key, unchecked=unchecked)

    async def _generate(  # noqa: PLR0913 - each option of a call is a keyword of its own
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,
        on_progress: Callable[[Any], Any] | None = None,
        save_to: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
        **request: Any,
    ) -> Any:
        """Start a task, wait for its end and return its results.

        Args:
            model: The model to run; it decides which other parameters there are.
            idempotency_key: A name for this call, 16 to 96 characters; a new one if None.
                A service that knows it returns the task that it has already created.
            unchecked: Whether to send a model or parameters that this version does not know.
                It also sends what only our own rules forbid; documented limits hold nevertheless.
            timeout: Seconds to wait at most; `math.inf` sets no limit. If None: ten minutes or three times the
                service's estimate, whichever is longer, but at most an hour.
            on_progress: Called with the task after each read; the asyncio client awaits what it returns, if it can.
            save_to: Where the results are saved: a folder, which exists or ends in `/`, or a file.
                In a folder, files are named by the task's ID, so each call makes new ones; several files each get a
                number. The place is checked, and its folder made, before anything is sent; the files are in `paths`
                of what is returned.
            overwrite: Whether existing files may be replaced.
            **request: The model's parameters, checked before anything is sent; see `submit`.

        Raises:
            WouldOverwrite: A file exists. If that showed only at the end, `task_id` is set.
            SavingError: Nothing can be saved there, and nothing was sent; or, if `task_id` is set, a result can't be
                downloaded.
            EvoLinkError: As for `submit` and for `Task.wait`.
            OSError: A file can't be written at the end.
        """
        calls = await self._calls()
        wanted = Wanted(timeout, on_progress, save_to, overwrite)
        asked = {"model": model, **request}
        return await calls.generate(self._kind, asked, wanted, idempotency_key, unchecked=unchecked)


class Operations(BaseOperations):
    """The operations of the sync client for one kind of results."""

    def _callable(self, method: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        @wraps(method)
        def call(**given: Any) -> Any:
            return run(method(**given))

        return call


class AsyncOperations(BaseOperations):
    """The operations of the asyncio client for one kind of results."""

    def _callable(self, method: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        @wraps(method)
        def call(**given: Any) -> Any:
            made: Any = method(**given)
            made.__qualname__ = f"client.{self._kind.name}.{method.__name__.removeprefix('_')}"  # for "never awaited"
            return made

        return call
