"""The contract without the requests of its models, loaded when it is first needed."""

from collections.abc import Mapping
from typing import Any


def document() -> Mapping[str, Any]:
    """Return the contract; the requests of its models, which are its larger part, are read by `evolink_rules`."""
    from evolink_contract import index

    return index()


def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Return the contract's schemas by name, except those of requests."""
    found: Mapping[str, Mapping[str, Any]] = document()["components"]["schemas"]
    return found


def contract_version() -> str:
    """Return the contract's own version."""
    return str(document()["info"]["version"])
