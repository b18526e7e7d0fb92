"""The clients in both colours, behind one way to drive them."""

import asyncio
import inspect
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Literal

from evolink import AsyncEvoLink, EvoLink

Colour = Literal["blocking", "asyncio"]
COLOURS: tuple[Colour, ...] = ("blocking", "asyncio")
Go = Callable[[Callable[[Any], Any]], Any]
"""Does something with a client and gives what came of it, awaited where it must be."""


@contextmanager
def client_of(colour: Colour, **given: Any) -> Generator[Go]:
    """Make a client of a colour, given its arguments, and close it in the end."""
    if colour == "blocking":
        with EvoLink(**given) as client:
            yield lambda do: do(client)
        return
    with asyncio.Runner() as runner:
        other = AsyncEvoLink(**given)
        yield lambda do: runner.run(_awaited(do, other))
        runner.run(other.aclose())


async def _awaited(do: Callable[[Any], Any], client: AsyncEvoLink) -> Any:
    outcome = do(client)
    return await outcome if inspect.isawaitable(outcome) else outcome
