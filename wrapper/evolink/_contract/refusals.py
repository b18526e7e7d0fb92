"""Which answers to a create request say that no task was made: a closed list, read from the contract."""

from collections.abc import Collection, Mapping
from functools import cache

IDEMPOTENCY_CONFLICT = "idempotency_conflict"
"""The code of an answer to a key that the service knows with another request."""


def says_unprocessed(status: int, code: str) -> bool:
    """Return whether an answer of the service's error shape says that a create request made no task.

    Args:
        status: Its HTTP status.
        code: Its error code, as text; empty if the answer has another shape.
    """
    return status in _refusals().get(code, ())


@cache
def _refusals() -> Mapping[str, Collection[int]]:
    from evolink_contract import document

    refusals: Mapping[str, Collection[int]] = document()["components"]["schemas"]["ErrorBody"]["x-evolink-refusals"]
    return refusals
