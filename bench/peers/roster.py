"""Who takes part, in the order of the table."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

FEW, MANY = 1_000, 10_000
MOCK = "bench_mock"
PEERS = "peers.server"


@dataclass(frozen=True)
class Entrant:
    """One that takes part.

    Attributes:
        name: As the table has it.
        module: How it is driven, in this folder: `reader` for one read in a row, `finish` for many tasks.
        imported: What its users import; none, where that is another entrant's.
        server: The module of the bench that serves it.
        most: The tasks at once that it is asked to bear.
    """

    name: str
    module: str
    imported: str | None
    server: str = PEERS
    most: int = FEW

    def driver(self) -> Any:
        """Return how it is driven."""
        return import_module(f"peers.{self.module}")


BASE = Entrant("httpx, every 2 s", "httpx_fixed", "import httpx", MOCK)
"""What all the others are measured against."""
ENTRANTS = (
    Entrant("evolink", "evolink_blocking", "from evolink import EvoLink, AsyncEvoLink, Task", MOCK, MANY),
    Entrant("evolink, asyncio", "evolink_asyncio", None, MOCK, MANY),
    BASE,
    Entrant("httpx, bounded and paced", "httpx_adaptive", None, MOCK, MANY),
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
