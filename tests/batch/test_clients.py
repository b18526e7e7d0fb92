"""`client.batch`, sync and async: how it is made, and how a caller ends it."""

import asyncio
import itertools
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from evolink import AsyncEvoLink, EvoLink, errors
from evolink.journal import State
from evolink_mock import MockServer
from tests.batch.conftest import cat, cats, posts, results
from tests.journal._postgres import Postgres
from tests.journal._relay import relay


def test_import_loads_no_database() -> None:
    """Importing the client loads no database package."""
    code = "import sys, evolink; evolink.EvoLink(api_key='k').close(); print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_http_client_is_refused() -> None:
    """A client with an http_client of the caller's can't run a batch in another loop."""
    with (
        httpx.Client() as own,  # noqa: TID251 - the caller's
        EvoLink(api_key="k", http_client=own) as client,
        pytest.raises(errors.ConfigurationError, match="AsyncEvoLink"),
    ):
        _ = client.batch


def test_default_journal(mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client without a journal of its own uses the default one."""
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "usual.sqlite"))
    with EvoLink(base_url=mock.base_url, api_key=mock.api_key) as client:
        assert client.batch.run([cat()], tmp_path / "out").complete
    assert (tmp_path / "usual.sqlite").is_file()


def test_either_database(mock: MockServer, address: str, tmp_path: Path) -> None:
    """The journal may be a SQLite file or a PostgreSQL database."""
    for rows in (cats(3), cats(5)):
        with EvoLink(base_url=mock.base_url, api_key=mock.api_key, journal=address) as client:
            assert client.batch.run(rows, tmp_path / "out", budget=10).complete
    assert [each["line"] for each in results(tmp_path / "out")] == [1, 2, 3, 4, 5]
    assert len(posts(mock)) == 5


def test_journal_server_restarts(moody: Postgres, tmp_path: Path) -> None:
    """A batch survives a restart of its journal's server."""
    once = threading.Lock()

    def restart() -> None:
        if between.seen >= 8 and once.acquire(blocking=False):
            moody.stop()
            moody.start()

    with MockServer(speed=200.0, credits=1e6) as mock, relay(mock.base_url) as between:
        between.made = restart
        with EvoLink(base_url=between.base_url, api_key=mock.api_key, journal=moody.new_database()) as client:
            done = client.batch.run(cats(30), tmp_path / "out", budget=200)
        assert once.locked()
        assert (done.ended_by, done.complete, done.held) == (None, True, 0)
        assert done.spent == 48.0
        assert len(posts(mock)) == 30


def test_no_journal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch without any journal is refused."""
    monkeypatch.setenv("EVOLINK_JOURNAL", "off")
    with EvoLink(api_key="k") as client, pytest.raises(errors.ConfigurationError, match="needs a journal"):
        _ = client.batch


def test_check_sends_nothing(mock: MockServer, tmp_path: Path) -> None:
    """A check sends nothing to the service."""
    with EvoLink(base_url=mock.base_url, api_key="any", journal=tmp_path / "j.sqlite") as client:
        plan = client.batch.check([cat(), cat(size="17:9")])
    assert (plan.rows, plan.bad, plan.credits) == (1, 1, 1.6)
    assert len(mock.request_log) == 0


def test_async_check(tmp_path: Path) -> None:
    """A check can be awaited."""

    async def main() -> int:
        async with AsyncEvoLink(api_key="any", journal=tmp_path / "j.sqlite") as client:
            return (await client.batch.check([cat()])).rows

    assert asyncio.run(main()) == 1


def test_cancelled_run_resumes(mock: MockServer, tmp_path: Path) -> None:
    """A cancelled batch ends in order and resumes in the same process."""

    async def main() -> None:
        out = tmp_path / "out"
        async with AsyncEvoLink(base_url=mock.base_url, api_key=mock.api_key, journal=tmp_path / "j.sqlite") as client:
            run = asyncio.create_task(client.batch.run(cats(20), out, in_flight=4))
            while len(mock.world.tasks) < 6:
                await asyncio.to_thread(threading.Event().wait, 0.01)
            run.cancel()
            with pytest.raises(asyncio.CancelledError):
                await run
            assert len(results(out)) == 20
            assert (await client.batch.run(cats(20), out)).complete

    asyncio.run(main())
    assert len(posts(mock)) == 20


def test_cancel_waits_for_sending(mock: MockServer, tmp_path: Path) -> None:
    """A cancelled batch waits for what is being sent, but not for its image."""
    mock.world.script(mock.api_key, "story=stuck")
    made, cancelled = threading.Event(), threading.Event()

    def let_go() -> None:
        made.set()
        cancelled.wait(10)

    async def main(base_url: str) -> list[State]:
        async with AsyncEvoLink(base_url=base_url, api_key=mock.api_key, journal=tmp_path / "j.sqlite") as client:
            run = asyncio.create_task(client.batch.run(cats(1), tmp_path / "out"))
            await asyncio.to_thread(made.wait)
            run.cancel()
            asyncio.get_running_loop().call_later(0.2, cancelled.set)
            with pytest.raises(asyncio.CancelledError):
                async with asyncio.timeout(20):
                    await run
            return [call.state for call in client.journal.calls()]

    with relay(mock.base_url) as between:
        between.made = let_go
        assert asyncio.run(main(between.base_url)) == [State.SUBMITTED]


def test_cancel_while_reading(tmp_path: Path) -> None:
    """A batch that is cancelled while it reads its manifest notes nothing."""
    read = threading.Event()

    def endless() -> Iterator[dict[str, Any]]:
        for number in itertools.count():
            yield cat(id=number)
            if number == 5000:
                read.set()

    async def main() -> None:
        async with AsyncEvoLink(api_key="any", journal=tmp_path / "j.sqlite") as client:
            run = asyncio.create_task(client.batch.run(endless(), tmp_path / "out"))
            await asyncio.to_thread(read.wait)
            run.cancel()
            with pytest.raises(asyncio.CancelledError):
                await run
            assert list(client.journal.calls()) == []

    asyncio.run(main())
    assert not (tmp_path / "out").exists()


def test_ctrl_c_in_a_script(mock: MockServer, tmp_path: Path) -> None:
    """Ctrl-C in a script is raised once the batch has ended in order."""
    script = textwrap.dedent("""
        import sys
        from evolink import EvoLink
        rows = [{"id": f"cat-{n}", "model": "nano-banana-beta", "prompt": f"cat {n}"} for n in range(30)]
        with EvoLink(base_url=sys.argv[1], api_key=sys.argv[2], journal="j.sqlite") as client:
            try:
                client.batch.run(rows, "out", in_flight=4)
            except KeyboardInterrupt:
                print("stopped")
            print(client.batch.run(rows, "out").complete)
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", script, mock.base_url, mock.api_key], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    while len(mock.world.tasks) < 5:
        threading.Event().wait(0.01)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert out == "stopped\nTrue\n"
    assert len(posts(mock)) == 30
