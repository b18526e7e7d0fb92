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


def test_a_value_comes_through() -> None:
    assert run(answer()) == 42


def test_an_error_comes_through() -> None:
    with pytest.raises(LookupError, match="gone"):
        run(fail())


def test_it_works_inside_a_running_loop_as_notebooks_have() -> None:
    async def notebook() -> int:
        return run(answer())

    assert asyncio.run(notebook()) == 42


def test_a_coroutine_that_suspends_is_a_mistake_told_at_once() -> None:
    with pytest.raises(RuntimeError, match="suspended"):
        run(suspend())
