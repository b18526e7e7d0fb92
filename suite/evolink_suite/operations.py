"""The operations of the contract, and the requests that are derived from them: the same for every server and seed."""

from functools import cache
from typing import Any

from evolink_contract import document

from .behaviours import breaks_a_behaviour
from .contract import of_tasks, operations
from .near_misses import NearMiss, near_misses
from .samples import samples
from .selection import Selection
from .shaped_requests import ShapedRequest, shaped_requests

ALL = operations(document())
OPERATIONS = of_tasks(ALL)
"""The operations of tasks, and those that only a key opens."""
FREE = next(operation for operation in OPERATIONS if operation.method == "GET" and not operation.parameters)
"""The operation that needs a key and nothing else, and costs nothing."""
OTHERS = {operation.id: operation for operation in ALL if operation.does}
"""The others by their operationId: of files, and those that read many tasks or models."""


def keeps_behaviours(body: Any) -> bool:
    """Return whether a body breaks no behaviour of the model that it names: JSON Schema alone can't say so."""
    named = body.get("model") if isinstance(body, dict) else None
    requests = [model for operation in OPERATIONS for model in operation.models.values()]
    return not any(
        breaks_a_behaviour(model, body) for model in requests if named in model["properties"]["model"]["enum"]
    )


@cache
def derived_near_misses(selection: Selection) -> tuple[NearMiss, ...]:
    """Return the near misses of what is wanted."""
    return tuple(near_misses(OPERATIONS, selection))


@cache
def derived_shapes(selection: Selection) -> tuple[ShapedRequest, ...]:
    """Return the wanted requests whose results have a known shape."""
    return tuple(shaped_requests(OPERATIONS, selection))


@cache
def derived_samples(selection: Selection) -> tuple[ShapedRequest, ...]:
    """Return the few of those requests that stand for all."""
    return tuple(samples(derived_shapes(selection)))
