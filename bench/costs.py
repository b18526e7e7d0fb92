"""What single things cost: an import, a client, a read, the first call, the help of the command line."""

import asyncio
import sys
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

from bench.measuring import ROUNDS, cpu_of_code, cpu_of_each, least, output_of, user_cpu
from bench.peers.roster import ENTRANTS, RAW
from bench.recorded import ROOT
from bench.terminal import Progress

_READS = 200
_AT_ONCE = (10, 33)
_HELP_ROUNDS = 15
DEV_PYTHON = ROOT / ".venv/bin/python"
"""Has the packages of the command line, which make `import httpx` slower where the clients are compared."""


def imports(progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return the CPU seconds of importing each client, and of making a client where that is what its users do."""
    subjects = {each.name: each.imported for each in (*RAW, *ENTRANTS) if each.imported}
    return {"import": least("import", {name: _importing(code) for name, code in subjects.items()}, progress)}


def _importing(statement: str) -> Callable[[], float]:
    return lambda: cpu_of_code(statement)


def reads(addresses: Mapping[str, str], progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return the CPU seconds of one read of a task, one after the other, by each blocking client.

    Args:
        addresses: Where each server of the bench is.
        progress: Shows the rounds.
    """
    readers = {
        each.name: driver.reader(addresses[each.server])
        for each in (*RAW, *ENTRANTS)
        if hasattr(driver := each.driver(), "reader")
    }
    return {"read": least("read", {name: _repeated(read) for name, read in readers.items()}, progress)}


def _repeated(read: Callable[[], object]) -> Callable[[], float]:
    return lambda: cpu_of_each(read, _READS)


def reads_with_asyncio(addresses: Mapping[str, str], progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return the CPU seconds of one read of a task, several at once, by each client for asyncio."""
    found: dict[str, dict[str, float]] = {}
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        readers = {
            each.name: runner.run(stack.enter_async_context(driver.open_reader(addresses[each.server])))
            for each in (*RAW, *ENTRANTS)
            if hasattr(driver := each.driver(), "open_reader")
        }
        for at_once in _AT_ONCE:
            name = f"read, asyncio, {at_once} at once"
            subjects = {who: _together(runner, read, at_once) for who, read in readers.items()}
            found[name] = least(name, subjects, progress)
        runner.run(stack.aclose())
    return found


def _together(runner: asyncio.Runner, read: Callable[[], object], at_once: int) -> Callable[[], float]:
    each = max(1, 2 * _READS // at_once)

    async def several() -> None:
        for _ in range(each):
            await read()  # type: ignore[misc]  # it returns an awaitable

    async def all_of_them() -> None:
        await asyncio.gather(*(several() for _ in range(at_once)))

    return lambda: cpu_of_each(lambda: runner.run(all_of_them()), 1) / (each * at_once)


def stalls(progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return the longest stalls of the loop while a new client sends and waits for the first time, and of an import."""
    found: dict[str, float] = {}
    for number in range(ROUNDS):
        progress.show(f"stall: round {number + 1} of {ROUNDS}")
        for statement in ("first_calls", "import_of_httpx"):
            printed = output_of([sys.executable, "-m", "bench.stall", statement])
            for line in printed.splitlines():
                name, _, seconds = line.rpartition(" ")
                found[name] = min(float(seconds), found.get(name, float(seconds)))
    return {"stall": found}


def helps(progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return the user CPU seconds of the help of the command line, and of click alone, above those of Python."""
    python, script = str(DEV_PYTHON), str(DEV_PYTHON.with_name("evolink"))
    commands = {
        "python": [python, "-c", "pass"],
        "import click": [python, "-c", "import click"],
        "evolink --help": [script, "--help"],
    }
    if not Path(script).exists():
        raise SystemExit("`evolink` is not installed here: run `make setup`")
    subjects = {name: _command(each) for name, each in commands.items()}
    found = least("help", subjects, progress, _HELP_ROUNDS)
    bare = found.pop("python")
    return {"help": {name: seconds - bare for name, seconds in found.items()}}


def _command(command: list[str]) -> Callable[[], float]:
    return lambda: user_cpu(command)
