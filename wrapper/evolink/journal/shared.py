"""What workers on many machines use of a journal beyond its calls: tables, and the statements of a manifest."""

from ._calls import fingerprint_of
from ._database import Database, cause, patiently
from ._reads import in_states, latest_of, unsaved_picture
from ._schema import batches, calls, shared_runs
from ._states import UNCERTAIN, UNPAID

__all__ = [
    "UNCERTAIN",
    "UNPAID",
    "Database",
    "batches",
    "calls",
    "cause",
    "fingerprint_of",
    "in_states",
    "latest_of",
    "patiently",
    "shared_runs",
    "unsaved_picture",
]
