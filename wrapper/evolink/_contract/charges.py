"""What of a request decides how much is charged."""

from collections.abc import Mapping
from typing import Any


def pictures(request: Mapping[str, Any]) -> int:
    """Return how many pictures a request asks for: what it says in the parameter that is charged by the picture.

    Of a model that the contract does not know, it is the parameter that other models have for it.
    """
    from evolink_rules import models

    known = models().get(str(request.get("model")))
    counts = (
        request.get(name, schema.get("default") if known else None)
        for info in ([known] if known else models().values())
        for name, schema in info.schema["properties"].items()
        if schema.get("x-evolink-billed-per-image")
    )
    return next((count for count in counts if isinstance(count, int) and count > 0), 1)
