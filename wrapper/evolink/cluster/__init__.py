"""Bulk runs on many machines: rows are submitted once, and every machine takes its part.

Needs `pip install "evolink[cluster]"`, and a PostgreSQL database that all machines reach. `evolink batch submit`,
`work` and `status` are the way in.
"""

from ._status import Held, RunStatus, Status, WorkerStatus, status
from ._submit import Submitted, submit
from ._work import LEASE, Work, work
from ._worker import Tally

__all__ = [
    "LEASE",
    "Held",
    "RunStatus",
    "Status",
    "Submitted",
    "Tally",
    "Work",
    "WorkerStatus",
    "status",
    "submit",
    "work",
]
