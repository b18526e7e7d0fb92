"""Generate images, edit a local file, and make a video and a sound, all at the same time.

`make demo` needs no network, no key and no credits: it runs the mock server in this process, and reads nothing from the
environment. `make demo LIVE=1` uses the real service. Exit status: 0 for success, 1 if a file is missing or has the
wrong shape, 2 if --live can't start, 130 after Ctrl-C.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from demo_files import SHEET, empty
from demo_plan import Job, in_words, longest_wait, plan, priced
from demo_report import finished, headline, left_behind, money, prices, prints_of, table, total, troubles_of
from demo_run import Drawing, draw_all
from demo_sheet import save_sheet
from demo_show import show_for

from evolink import AsyncEvoLink, EvoLink
from evolink.errors import ConfigurationError
from evolink_mock import MockServer
from evolink_rules import models

_FOLDER = Path("demo-output")
_MOCK_SECONDS = 3.0
"""How long the mock's slowest image should take, in seconds: long enough to watch."""
_CANNOT_BEGIN = 2
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo and return the exit status."""
    parser = argparse.ArgumentParser(description="Generate images, edit a local file, and make a video and a sound.")
    parser.add_argument("--live", action="store_true", help="use the real service and your key; asks first")
    live = parser.parse_args(arguments).live
    jobs = plan(models().values())
    try:
        return _live(jobs) if live else _mock(jobs)
    except KeyboardInterrupt:
        _complain("\nStopped.")
        return _INTERRUPTED


def _mock(jobs: Sequence[Job]) -> int:
    speed = max(1.0, longest_wait(jobs) / _MOCK_SECONDS)
    print(f"{headline(jobs)}, with the mock ({speed:.0f} times as fast as the real service)\n", flush=True)
    _FOLDER.mkdir(exist_ok=True)
    empty(_FOLDER)
    drawings = [Drawing(job) for job in jobs]
    with MockServer(credits=None, speed=speed) as server:
        if not _drawn(drawings, lambda: AsyncEvoLink(api_key=server.api_key, base_url=server.base_url), _FOLDER):
            _complain("Stopped. The mock server and its tasks are gone.")
            return _INTERRUPTED
    status = _report(drawings, _FOLDER, exact=True)
    print(f"{in_words(total(drawings))} in total, charged by the mock only")
    return status


def _live(jobs: Sequence[Job]) -> int:
    try:
        client = EvoLink()
    except ConfigurationError as error:
        _complain(f"demo: --live uses the real service; {error}")
        return _CANNOT_BEGIN
    with client:
        print(prices(priced(jobs, client.estimate)), flush=True)
    if not sys.stdin.isatty():
        _complain("demo: --live asks before it spends credits, and needs a terminal to ask in")
        return _CANNOT_BEGIN
    if not _agreed():
        print("Nothing was sent.")
        return 0
    # A new folder for each run, so that images that were paid for are never deleted.
    folder = _FOLDER / time.strftime("live-%Y%m%d-%H%M%S")
    folder.mkdir(parents=True)
    drawings = [Drawing(job) for job in jobs]
    if not _drawn(drawings, AsyncEvoLink, folder):
        _complain(f"Stopped. {left_behind(drawings)}")
        return _INTERRUPTED
    status = _report(drawings, folder, exact=False)
    print(f"{money(total(drawings))} in total, as reserved by the service")
    return status


def _agreed() -> bool:
    try:
        return input("Generate them? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _drawn(drawings: Sequence[Drawing], connect: Callable[[], AsyncEvoLink], folder: Path) -> bool:
    """Run all drawings and show their progress. Return whether they finished."""

    async def draw() -> None:
        async with connect() as client:
            await draw_all(client, drawings, folder, show.update)

    try:
        with show_for(drawings) as show:
            asyncio.run(draw())
    except KeyboardInterrupt:
        return False
    return True


def _report(drawings: Sequence[Drawing], folder: Path, *, exact: bool) -> int:
    """Save the contact sheet, print the files and problems, and return the exit status."""
    files, troubles = finished(drawings)
    if files:
        save_sheet(prints_of(files), headline([each.job for each in drawings]), folder / SHEET)
        print(f"{table(files)}\n{folder / SHEET}   all {len(files)} results\n", flush=True)
    troubles += troubles_of(drawings, files, exact=exact)
    for trouble in troubles:
        _complain(f"demo: {trouble}")
    return 1 if troubles else 0


def _complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
