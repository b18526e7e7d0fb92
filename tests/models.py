"""Models of the contract, chosen by what they are, and a valid request to each: any model may come or go."""

from typing import Any, Final

from evolink_rules import models
from evolink_suite.near_misses import WHOLE
from evolink_suite.values import filled

CANONICAL: Final = sorted({info.name for info in models().values()})
"""Every model, without older names."""
KINDS: Final = sorted({info.kind for info in models().values()})


def request_to(name: str, **fields: Any) -> dict[str, Any]:
    """Return the smallest valid request to a model with these parameters."""
    return filled(models()[name].schema, {"model": name, **fields})


def of_kind(kind: str) -> list[str]:
    """Return the models of a kind, those first that are tried most thoroughly."""
    return sorted((name for name in CANONICAL if models()[name].kind == kind), key=lambda name: name not in WHOLE)


REPRESENTATIVES: Final = [name for kind in KINDS for name in (WHOLE & {*of_kind(kind)} or of_kind(kind)[:1])]
"""Models that stand for all others of their kind."""
REPRESENTATIVES.sort()


def first_model(kind: str) -> str:
    """Return a model of a kind that needs no earlier task."""
    return next(name for name in of_kind(kind) if "task-unified-" not in str(request_to(name)))


def after(request: Any, task_id: str) -> Any:
    """Return a request with an earlier task in place of every made-up one."""
    if isinstance(request, dict):
        return {name: after(value, task_id) for name, value in request.items()}
    if isinstance(request, list):
        return [after(value, task_id) for value in request]
    return task_id if isinstance(request, str) and request.startswith("task-unified-") else request
