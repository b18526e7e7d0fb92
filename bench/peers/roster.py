"""Who takes part, in the order of the tables."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bench.rows import ASYNCIO, ASYNCIO_ALONE, BLOCKING, BLOCKING_ALONE, PEER

FEW, MANY = 1_000, 10_000
MOCK = "bench.served_mock"
PEERS = "bench.peers.server"


@dataclass(frozen=True)
class Entrant:
    """One that takes part.

    Attributes:
        name: As the tables have it.
        module: How it is driven: `reader` for one read after another, `open_reader` for several at once with asyncio,
            `finish` for many tasks.
        imported: What its users import, and the client that they make; None where that is another entrant's.
        server: The module of the bench that serves it.
        most: The tasks at once that it is asked to bear.
        finish: The name of the function that finishes many tasks.
    """

    name: str
    module: str
    imported: str | None
    server: str = PEERS
    most: int = FEW
    finish: str = "finish"

    def driver(self) -> Any:
        """Return how it is driven."""
        return import_module(f"bench.peers.{self.module}")


_OURS = "from evolink import {0}; {0}(api_key='sk-bench')"
RAW = (
    Entrant("httpx", "httpx_fixed", "import httpx", MOCK, 0),
    Entrant("aiohttp", "aiohttp_raw", "import aiohttp", MOCK, 0),
    Entrant("urllib3", "urllib3_raw", "import urllib3", MOCK, 0),
)
"""The libraries by themselves, which check nothing; they are not asked to bear many tasks."""
ENTRANTS = (
    Entrant(BLOCKING, "evolink_blocking", _OURS.format("EvoLink"), MOCK, MANY),
    Entrant(ASYNCIO, "evolink_asyncio", _OURS.format("AsyncEvoLink"), MOCK, MANY),
    Entrant(BLOCKING_ALONE, "evolink_blocking", None, MOCK, MANY, "finish_alone"),
    Entrant(ASYNCIO_ALONE, "evolink_asyncio", None, MOCK, MANY, "finish_alone"),
    Entrant(PEER, "httpx_adaptive", None, MOCK, MANY),
    Entrant("httpx, every 2 s", "httpx_fixed", None, MOCK),
    Entrant(
        "evolink_api, every 2 s",
        "low_level",
        "from evolink_api import AuthenticatedClient; from evolink_api.api.tasks import get_task_detail",
        MOCK,
    ),
    Entrant("replicate", "replicate", "import replicate"),
    Entrant("fal-client", "fal", "import fal_client"),
    Entrant("runwayml", "runway", "import runwayml"),
    Entrant("openai", "openai", "import openai"),
)
