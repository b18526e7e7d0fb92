"""Which tests of pytest are asked for."""

from typing import Any

import pytest

from .contract import Operation
from .operations import ALL
from .selection import Selection


def selection_of(config: pytest.Config) -> Selection:
    """Return what the options ask for."""
    operations, models = (frozenset[str](config.getoption(name, default=()) or ()) for name in ("operation", "model"))
    return Selection(operations, models, exhaustive=bool(config.getoption("exhaustive", default=False)))


def is_wanted_item(selection: Selection, item: pytest.Item) -> bool:
    """Return whether a test is asked for."""
    params: dict[str, Any] = getattr(getattr(item, "callspec", None), "params", {})
    return selection.is_everything or any(
        selection.wants(operation, model)
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
