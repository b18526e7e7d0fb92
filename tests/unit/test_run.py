"""The runner that needs no event loop."""

import asyncio

import pytest

from evolink._http.run import run


async def answer() -> int:
    return 42


async def fail() -> int:
    raise LookupError("gone")


async def suspend() -> None:
    await asyncio.sleep(0)  # noqa: TID251 - the one thing that the runner must catch


def test_value() -> None:
    """The value of the coroutine is returned."""
    assert run(answer()) == 42


def test_error() -> None:
    """An error of the coroutine is raised."""
    with pytest.raises(LookupError, match="gone"):
        run(fail())


def test_running_loop() -> None:
    """It works inside a running event loop, as in notebooks."""

    async def notebook() -> int:
        return run(answer())

    assert asyncio.run(notebook()) == 42


def test_suspended_coroutine() -> None:
    """A coroutine that suspends is reported as a mistake at once."""
    with pytest.raises(RuntimeError, match="suspended"):
        run(suspend())
