"""The contract as a document, loaded when it is first needed."""

from collections.abc import Mapping
from typing import Any


def document() -> Mapping[str, Any]:
    """Return the whole contract."""
    from evolink_contract import document

    return document()


def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Return the contract's schemas by name."""
    found: Mapping[str, Mapping[str, Any]] = document()["components"]["schemas"]
    return found


def contract_version() -> str:
    """Return the contract's own version."""
    return str(document()["info"]["version"])
