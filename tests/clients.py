"""The sync and the async client, driven the same way."""

import asyncio
import contextvars
import inspect
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Literal

from evolink import AsyncEvoLink, EvoLink

Mode = Literal["sync", "async"]
MODES: tuple[Mode, ...] = ("sync", "async")
Go = Callable[[Callable[[Any], Any]], Any]
"""Call a function with the client and return its result, awaited if need be."""


@contextmanager
def client_of(mode: Mode, **given: Any) -> Generator[Go]:
    """Make a sync or an async client with these arguments, and close it at the end."""
    if mode == "sync":
        with EvoLink(**given) as client:
            yield lambda do: do(client)
        return
    with asyncio.Runner() as runner:
        other = AsyncEvoLink(**given)
        yield lambda do: runner.run(_awaited(do, other), context=contextvars.copy_context())
        runner.run(other.aclose())


async def _awaited(do: Callable[[Any], Any], client: AsyncEvoLink) -> Any:
    outcome = do(client)
    return await outcome if inspect.isawaitable(outcome) else outcome
