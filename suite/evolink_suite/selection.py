"""Which checks are asked for: all, or those of some operations and models."""

from typing import Any

import pytest

from .contract import Operation
from .operations import ALL


def is_wanted(config: pytest.Config, operation: str, model: str) -> bool:
    """Return whether what concerns an operation and a model is asked for; an empty name is none of them."""
    operations, models = (config.getoption(name, default=None) or () for name in ("operation", "model"))
    return not (operations or models) or operation in operations or model in models


def is_wanted_item(config: pytest.Config, item: pytest.Item) -> bool:
    """Return whether a test is asked for."""
    params: dict[str, Any] = getattr(getattr(item, "callspec", None), "params", {})
    return is_wanted(config, "", "") or any(
        is_wanted(config, operation, model)
        for operation, model in [*map(_concern, params.values()), (_generated(item), "")]
    )


def _concern(value: Any) -> tuple[str, str]:
    """Return the operation and the model that a parameter of a test stands for."""
    operation = getattr(value, "operation", value)
    model = getattr(value, "model", "")
    return operation.id if isinstance(operation, Operation) else "", model if isinstance(model, str) else ""


def _generated(item: pytest.Item) -> str:
    """Return the operation of a test of Schemathesis, which names it by its path."""
    return next((each.id for each in ALL if item.name.endswith(f"[{each.method} {each.path}]")), "")
