"""Models of the contract, chosen by what they can do: any of their names may go, and any price may change."""

from collections.abc import Mapping
from typing import Any

from evolink_mock.world.contract import operations
from evolink_rules import models

_EXTRA = "x-evolink-charged-extra"


def with_qualities() -> tuple[str, Mapping[str, Any]]:
    """Return a model that draws in several qualities, one of them at an extra charge, and what it says of them."""
    said = ((info.name, info.schema["properties"].get("quality", {})) for info in models().values())
    return next((name, quality) for name, quality in said if _EXTRA in quality and "default" in quality)


def dear(quality: Mapping[str, Any]) -> str:
    """Return a quality that is charged extra."""
    return str(quality[_EXTRA][0])


def example(name: str, value: str) -> Any:
    """Return a value of the documentation's example of a model, such as `usage.credits_reserved`."""
    return models()[name].raw["x-evolink-example"][value]


def documented_code(status: int) -> str | int:
    """Return the code of the documented error of the operation that makes images: a word, or on some pages a number."""
    (code,) = {op.errors[status]["code"] for op in operations() if op.kind == "image"}
    return str(code) if isinstance(code, str) else int(code)
