"""What workers on many machines use of a journal beyond its calls: tables, and the statements of a manifest."""

from ._database import Database, cause, patiently
from ._manifest import replace_rows, staged
from ._reads import in_states, unsaved_picture
from ._schema import batches, calls, shared_runs
from ._states import UNPAID

__all__ = [
    "UNPAID",
    "Database",
    "batches",
    "calls",
    "cause",
    "in_states",
    "patiently",
    "replace_rows",
    "shared_runs",
    "staged",
    "unsaved_picture",
]
