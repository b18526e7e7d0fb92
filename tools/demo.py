"""Draw one picture with each model, side by side: `make demo`, or `make demo LIVE=1` with the real service.

Without --live it needs no network, no key and no credits: it draws with the mock server, in this process, and
takes nothing from the environment. Exit status: 0 if all is well, 1 if a picture is missing or has the wrong
shape, 2 if --live can't begin, 130 after Ctrl-C.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from demo_files import SHEET, empty, fits, measure
from demo_plan import Job, longest_wait, plan, total_credits
from demo_run import SENDING, Drawing, draw_all
from demo_sheet import Print, save_sheet
from demo_show import show_for
from evolink import AsyncEvoLink
from evolink_mock import MockServer
from evolink_rules import models

_FOLDER = Path("demo-output")
_MOCK_SECONDS = 5.0
"""Seconds that the mock's slowest picture should take: long enough to watch."""
_CREDITS_PER_DOLLAR = 68
_INTERRUPTED = 130
_CANNOT_BEGIN = 2

Connect = Callable[[], AsyncEvoLink]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo and give the exit status."""
    parser = argparse.ArgumentParser(description="Draw one picture with each model.")
    parser.add_argument("--live", action="store_true", help="with the real service and EVOLINK_API_KEY; asks first")
    live = parser.parse_args(arguments).live
    jobs = plan(models().values())
    try:
        return _live(jobs) if live else _mock(jobs)
    except KeyboardInterrupt:
        print("\nStopped before anything was sent.", file=sys.stderr)
        return _INTERRUPTED


def _mock(jobs: Sequence[Job]) -> int:
    speed = max(1.0, longest_wait(jobs) / _MOCK_SECONDS)
    print(f"{_told(jobs)}, by the mock server: its clock runs {speed:.0f} times as fast, and it costs nothing.\n")
    _FOLDER.mkdir(exist_ok=True)
    empty(_FOLDER)
    with MockServer(credits=None, speed=speed) as server:
        drawings = [Drawing(job) for job in jobs]

        def connect() -> AsyncEvoLink:
            return AsyncEvoLink(api_key=server.api_key, base_url=server.base_url)

        if not _drawn(drawings, connect, _FOLDER, speed):
            print("\nStopped. The mock server is gone, and its tasks with it.", file=sys.stderr)
            return _INTERRUPTED
    return _report(drawings, _FOLDER, exact=True)


def _live(jobs: Sequence[Job]) -> int:
    if not os.environ.get("EVOLINK_API_KEY"):
        print("--live draws with the real service: set EVOLINK_API_KEY to your key first.", file=sys.stderr)
        return _CANNOT_BEGIN
    print(_prices(jobs))
    if not sys.stdin.isatty():
        print("--live asks before it spends, and there is no terminal to ask in.", file=sys.stderr)
        return _CANNOT_BEGIN
    if not _agreed():
        print("Nothing was sent.")
        return 0
    # A folder of its own: pictures that were paid for are never emptied away.
    folder = _FOLDER / time.strftime("live-%Y%m%d-%H%M%S")
    folder.mkdir(parents=True)
    drawings = [Drawing(job) for job in jobs]
    if not _drawn(drawings, AsyncEvoLink, folder, speed=1.0):
        print(f"\nStopped.\n{_left_behind(drawings)}", file=sys.stderr)
        return _INTERRUPTED
    return _report(drawings, folder, exact=False)


def _drawn(drawings: Sequence[Drawing], connect: Connect, folder: Path, speed: float) -> bool:
    """Draw all, showing how it goes; tell whether it came to its end."""

    async def draw() -> None:
        async with connect() as client:
            await draw_all(client, drawings, folder, show.tell)

    try:
        with show_for(drawings, speed) as show:
            asyncio.run(draw())
    except KeyboardInterrupt:
        return False
    return True


def _told(jobs: Sequence[Job]) -> str:
    return f"{sum(job.pictures for job in jobs)} pictures with {len(jobs)} models, side by side"


def _prices(jobs: Sequence[Job]) -> str:
    """Tell what the jobs may cost."""
    total, complete = total_credits(jobs)
    width = max(len(job.model) for job in jobs)
    lines = [
        f"  {job.model:<{width}}  {job.pictures} x {job.size or 'any size':<10}"
        + (f"{job.credits:6.1f} credits" if job.credits is not None else " unknown")
        for job in jobs
    ]
    where = os.environ.get("EVOLINK_BASE_URL") or "the real service"
    sum_told = f"  together {'about' if complete else 'more than'} {_money(total)}"
    head = f"{_told(jobs)}, by {where}, at your cost. By the examples in its documentation:"
    return "\n".join([head, *lines, f"{sum_told}; the service has the last word."])


def _money(amount: float) -> str:
    return f"{amount:g} credits (about {amount / _CREDITS_PER_DOLLAR:.2f} USD)"


def _agreed() -> bool:
    try:
        return input("Draw them? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _left_behind(drawings: Sequence[Drawing]) -> str:
    """Tell what goes on at the service, and how to get at it."""
    lines = ["The service finishes, and charges, what was begun; results last a day:"]
    for drawing in drawings:
        if drawing.status == SENDING:
            lines.append(f"  {drawing.job.model}: the request was under way, a task may have been made and charged")
        elif drawing.task_id and not drawing.files:
            lines.append(f"  {drawing.job.model}: client.tasks.get({drawing.task_id!r}).wait().save('pictures')")
    return "\n".join(lines) if len(lines) > 1 else "No task was left unfinished."


def _report(drawings: Sequence[Drawing], folder: Path, *, exact: bool) -> int:
    """Tell where each picture is, what it cost and what is wrong; make the contact sheet; give the exit status."""
    print()
    troubles = [f"{drawing.job.model}: {drawing.trouble}" for drawing in drawings if drawing.trouble]
    prints: list[Print] = []
    for drawing in drawings:
        for path in drawing.files:
            shown, fitting = _print_of(drawing, path, exact=exact)
            print(f"  {path}  {shown.facts}{'' if fitting else '  WRONG SHAPE'}")
            prints.append(shown)
            if not fitting:
                troubles.append(f"{path} has not the asked shape {drawing.job.size}")
    if prints:
        save_sheet(prints, folder / SHEET)
        print(f"  {folder / SHEET}  all of them at a glance")
    cost = sum(drawing.credits or 0.0 for drawing in drawings if drawing.links)
    took = max((drawing.ended or 0.0 for drawing in drawings)) - min(d.started or 0.0 for d in drawings)
    print(f"\n{len(prints)} pictures, {_money(cost)}, {took:.1f} s")
    for trouble in troubles:
        print(f"demo: {trouble}", file=sys.stderr)
    return 1 if troubles else 0


def _print_of(drawing: Drawing, path: Path, *, exact: bool) -> tuple[Print, bool]:
    width, height = measure(path)
    price = "" if drawing.credits is None else f"   {drawing.credits / len(drawing.files):g} credits"
    facts = f"{drawing.job.size or 'any size'}   {width} x {height}{price}"
    return Print(path, drawing.job.model, facts), fits(drawing.job.size, width, height, exact=exact)


if __name__ == "__main__":
    sys.exit(main())
