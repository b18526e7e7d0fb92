"""Measures the client against its peers, in one run: imports, reads, first calls, many tasks at once, and pacing.

    make bench-client [ONLY="import read asyncio stall help 1000 10000 pacing"]

It runs in an environment that has the peers, too. evolink, the generated client and the raw libraries talk to the
mock, each peer to a server that speaks its own protocol; both run in processes of their own. A task takes 13 to 17 s,
with an estimate of 15 s. Trust the ratios.
"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from bench import costs, pacing
from bench.crowd import crowd
from bench.peers.roster import ENTRANTS, FEW, MANY, MOCK, PEERS
from bench.running import Measure, choose, run
from bench.served import Served
from bench.terminal import Progress

PACKAGES = (
    "httpx", "httpcore", "aiohttp", "urllib3", "replicate", "fal-client", "runwayml", "openai",
    "httptools", "h11", "uvicorn", "uvloop",
)  # fmt: skip


@contextmanager
def _servers() -> Iterator[dict[str, Served]]:
    """Start both servers, and yield them by the names of their modules."""
    with ExitStack() as stack:
        yield {module: stack.enter_context(Served(module)) for module in (MOCK, PEERS)}


def _reads(progress: Progress) -> Mapping[str, Any]:
    with _servers() as servers:
        return costs.reads({module: each.base_url for module, each in servers.items()}, progress)


def _reads_with_asyncio(progress: Progress) -> Mapping[str, Any]:
    with _servers() as servers:
        return costs.reads_with_asyncio({module: each.base_url for module, each in servers.items()}, progress)


def _crowd(count: int, progress: Progress) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    with _servers() as servers:
        for entrant in ENTRANTS:
            if count <= entrant.most:
                progress.show(f"{count:,} tasks: {entrant.name}")
                found[entrant.name] = crowd(entrant, servers[entrant.server], count)
    return {f"{count:,} tasks": found}


MEASURES: dict[str, Measure] = {
    "import": costs.imports,
    "read": _reads,
    "asyncio": _reads_with_asyncio,
    "stall": costs.stalls,
    "help": costs.helps,
    "1000": partial(_crowd, FEW),
    "10000": partial(_crowd, MANY),
    "pacing": pacing.measure,
}


def main() -> None:
    """Measure, and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choose(parser, MEASURES)
    run("client", MEASURES, parser.parse_args().only, PACKAGES)


if __name__ == "__main__":
    main()
