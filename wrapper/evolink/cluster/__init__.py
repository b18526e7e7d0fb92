"""Batches on many machines: rows are submitted once, and each machine runs some of them.

Needs `pip install "evolink[cluster]"` and a PostgreSQL database that all machines can reach. See also the commands
`evolink batch submit`, `work` and `status`.
"""

from evolink.batch.shared import RowEnd

from ._status import Held, RunStatus, Status, WorkerStatus, status
from ._submit import Submitted, submit
from ._work import LEASE, Work, work
from ._worker import WorkerTally

__all__ = [
    "LEASE",
    "Held",
    "RowEnd",
    "RunStatus",
    "Status",
    "Submitted",
    "Work",
    "WorkerStatus",
    "WorkerTally",
    "status",
    "submit",
    "work",
]
