"""What other threads complete reaches an event loop together."""

import asyncio
from concurrent.futures import Future

import pytest

from evolink._http.arrivals import Arrivals, waking_once


def test_woken_once() -> None:
    """The loop is woken once for all futures that a thread completes together, and each has its own outcome."""
    asyncio.run(_complete_together())


def test_cancelled_wait_leaves_future() -> None:
    """Cancelling a wait does not cancel what is waited for."""
    asyncio.run(_cancel_wait())


def test_closed_loop() -> None:
    """What is completed after the loop was closed disturbs nobody."""
    loop, future = asyncio.new_event_loop(), Future[int]()
    Arrivals(loop).expect(future)
    loop.close()
    future.set_result(1)
    assert future.result() == 1


async def _complete_together() -> None:
    arrivals, woken = Arrivals(asyncio.get_running_loop()), list[None]()
    futures = [Future[int]() for _ in range(3)]
    awaited = [arrivals.expect(each) for each in futures]
    wake = arrivals.wake

    def counted() -> None:
        woken.append(None)
        wake()

    arrivals.wake = counted  # type: ignore[method-assign]

    def complete() -> None:
        with waking_once():
            futures[0].set_result(1)
            with waking_once():  # as part of the other
                futures[1].set_exception(ValueError("broken"))
            futures[2].cancel()
            futures[2].set_running_or_notify_cancel()
            assert not woken

    await asyncio.to_thread(complete)
    found = await asyncio.gather(*awaited, return_exceptions=True)
    assert [type(each) for each in found] == [int, ValueError, asyncio.CancelledError]
    assert len(woken) == 1
    again = Future[int]()
    expected = arrivals.expect(again)
    await asyncio.to_thread(again.set_result, 2)
    assert (await expected, len(woken)) == (2, 2)


async def _cancel_wait() -> None:
    arrivals, future = Arrivals(asyncio.get_running_loop()), Future[int]()
    waiting = asyncio.ensure_future(arrivals.expect(future))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not future.cancelled()
    await asyncio.to_thread(future.set_result, 1)
    other = Future[int]()
    expected = arrivals.expect(other)
    other.set_result(2)
    assert await expected == 2
