"""What other rooms use of a journal beyond its public names: tables, conditions and its database."""

from ._database import Database, cause, patiently
from ._price_evidence import teach
from ._reads import has_unsaved, in_states, latest_of
from ._schema import batches, calls, shared_runs
from ._states import UNCERTAIN, UNPAID

__all__ = [
    "UNCERTAIN",
    "UNPAID",
    "Database",
    "batches",
    "calls",
    "cause",
    "has_unsaved",
    "in_states",
    "latest_of",
    "patiently",
    "shared_runs",
    "teach",
]
