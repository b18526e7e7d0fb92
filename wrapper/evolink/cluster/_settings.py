"""How a worker works."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """How a worker works.

    Attributes:
        name: Its name, as the database shows it.
        in_flight: Rows in progress at one time.
        lease: Seconds without a sign of life after which other workers take over its rows.
        timeout: Seconds that one request may take.
        folder: Where results go; the folder that the batch was submitted with if None.
        any_type: Whether results may be of a type that few programs open.
    """

    name: str
    in_flight: int
    lease: float
    timeout: float
    folder: Path | None = None
    any_type: bool = False
