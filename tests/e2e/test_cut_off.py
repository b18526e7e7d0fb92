"""What is left to know of a call whose caller is cancelled: a task group drops exceptions and their notes."""

import asyncio
import re
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import pytest

from evolink import AsyncEvoLink, EvoLink
from evolink_mock import MockServer
from tests.e2e.conftest import KEY

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat", "idempotency_key": "a-key-of-the-tests"}
WORD = (
    r"cut off a create request of gpt-4o-image, sent at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, under the idempotency key "
)


def arrive(server: MockServer, method: str) -> None:
    while not any(exchange.request.method == method for exchange in server.request_log):
        threading.Event().wait(0.01)


async def arrived(server: MockServer, method: str) -> None:
    await asyncio.to_thread(arrive, server, method)


async def cut_off_by_asyncio(call: Callable[[], Any], server: MockServer, method: str) -> None:
    async def stop() -> None:
        await arrived(server, method)
        raise InterruptedError

    with suppress(ExceptionGroup):
        async with asyncio.TaskGroup() as group:
            group.create_task(call())
            group.create_task(stop())


async def cut_off_by_anyio(call: Callable[[], Any], server: MockServer, method: str) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(call)
        await arrived(server, method)
        group.cancel_scope.cancel()


CUT_OFF = [cut_off_by_asyncio, cut_off_by_anyio]


@pytest.mark.parametrize("noted", [False, True], ids=["no journal", "journal"])
@pytest.mark.parametrize("cut_off", CUT_OFF)
def test_cancelled_create_request(
    server: MockServer, tmp_path: Path, caplog: pytest.LogCaptureFixture, cut_off: Any, *, noted: bool
) -> None:
    """A create request that is cancelled is logged."""
    server.world.script(KEY, "fault=hang", on="createImageGeneration")
    journal = tmp_path / "journal.sqlite" if noted else None

    async def scenario() -> None:
        async with AsyncEvoLink(api_key=KEY, base_url=server.base_url, journal=journal) as client:
            await cut_off(lambda: client.images.submit(**GPT), server, "POST")

    asyncio.run(scenario())
    (line,) = caplog.messages
    assert re.search(WORD + "a-key-of-the-tests: a task may have been created and charged", line)


@pytest.mark.parametrize("cut_off", CUT_OFF)
def test_cancelled_generate(server: MockServer, caplog: pytest.LogCaptureFixture, cut_off: Any) -> None:
    """A `generate` that is cancelled logs its task."""
    server.world.script(KEY, "story=stuck", on="createImageGeneration")

    async def scenario() -> None:
        async with AsyncEvoLink(api_key=KEY, base_url=server.base_url) as client:
            await cut_off(lambda: client.images.generate(**GPT), server, "GET")

    asyncio.run(scenario())
    (line,) = caplog.messages
    assert line.startswith(f"CancelledError: task {next(iter(server.world.tasks))} continues on the service")


def test_ctrl_c_in_create_request(server: MockServer, caplog: pytest.LogCaptureFixture) -> None:
    """A create request that Ctrl-C interrupts is logged."""
    server.world.script(KEY, "fault=hang", on="createImageGeneration")

    def press() -> None:
        arrive(server, "POST")
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    presser = threading.Thread(target=press)
    with EvoLink(api_key=KEY, base_url=server.base_url) as client:
        presser.start()
        with pytest.raises(KeyboardInterrupt):
            client.images.submit(**GPT)
        presser.join()
    (line,) = caplog.messages
    assert re.search("KeyboardInterrupt " + WORD + "a-key-of-the-tests", line)
