"""Measures in a fresh process how long the first calls of an asyncio client keep its event loop from anything else.

python -m bench.stall first_calls|import_of_httpx

The service is a server in another process that speaks TLS, so that the certificates count.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bench.served import Served

T = TypeVar("T")

_TICK = 0.001
"""Seconds between two turns of the loop, if nothing keeps it."""


class _Longest:
    """The longest time between two turns of the loop, by a clock."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.seconds = 0.0
        self._clock = clock
        self._last = clock()

    def look(self) -> None:
        """Note a turn."""
        now = self._clock()
        self.seconds, self._last = max(self.seconds, now - self._last), now


async def _print_stalls(name: str, work: Awaitable[T]) -> T:
    """Print the longest stall while some work is done, and the CPU time of the loop's thread in one; return its result.

    Other processes add to the former, and never to the latter.
    """
    longest = {name: _Longest(time.perf_counter), f"{name}, CPU of the loop": _Longest(time.thread_time)}

    def look() -> None:
        for each in longest.values():
            each.look()

    async def tick() -> None:
        while True:
            await asyncio.sleep(_TICK)  # noqa: TID251 - it is the clock
            look()

    ticking = asyncio.create_task(tick())
    result = await work
    look()
    ticking.cancel()
    for called, each in longest.items():
        print(called, max(0.0, each.seconds - (0.0 if "CPU" in called else _TICK)))
    return result


def first_calls() -> None:
    """Print the stalls of the first `submit` and of the first `wait`."""
    with tempfile.TemporaryDirectory() as name:
        own, both = _certificate(Path(name))
        os.environ["SSL_CERT_FILE"] = str(_trusting(own, Path(name)))
        with Served("bench.canned", str(both)) as server:
            _measure(server.base_url)


def _measure(base_url: str) -> None:
    from evolink import AsyncEvoLink  # noqa: PLC0415 - its import is another row

    async def measure() -> None:
        async with AsyncEvoLink(api_key="sk-bench", base_url=base_url) as client:
            submitting = client.images.submit(model="nano-banana-beta", prompt="x")
            task = await _print_stalls("first submit", submitting)
            await _print_stalls("first wait", task.wait())

    asyncio.run(measure())


def import_of_httpx() -> None:
    """Print the time that importing httpx takes."""
    began = time.perf_counter()
    import httpx  # noqa: F401, PLC0415 - it is measured

    print("import httpx", time.perf_counter() - began)


def _trusting(certificate: Path, folder: Path) -> Path:
    """Write the usual certificates and one more to a file: as many are read as anywhere else."""
    import certifi  # noqa: PLC0415 - this role only

    bundle = folder / "bundle.pem"
    bundle.write_bytes(Path(certifi.where()).read_bytes() + certificate.read_bytes())
    return bundle


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Return a new certificate for localhost, and the same with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        raise SystemExit("openssl, which makes certificates, is not installed")
    both, own = folder / "both.pem", folder / "own.pem"
    command = [openssl, "req", "-x509", "-nodes", "-days", "1", "-newkey", "ec", "-subj", "/CN=localhost"]
    command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*command, "-keyout", str(both), "-out", str(own)], check=True, capture_output=True)  # noqa: S603 - our own
    both.write_bytes(both.read_bytes() + own.read_bytes())
    return own, both


if __name__ == "__main__":
    {"first_calls": first_calls, "import_of_httpx": import_of_httpx}[sys.argv[1]]()
