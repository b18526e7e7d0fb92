"""The models of the contract and their parameters; evolink_rules, which knows them, is loaded when first needed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evolink_rules import GivenFile, ModelInfo, Violation


def models() -> Mapping[str, "ModelInfo"]:
    """Return every model by its present name and by its older names."""
    from evolink_rules import models

    return models()


def find_model(name: object) -> "ModelInfo | None":
    """Return the model of a name; None if the contract does not know it."""
    return models().get(name) if isinstance(name, str) else None


def closest_models(name: str) -> tuple[str, ...]:
    """Return the known names that are most like a name, the closest first."""
    from evolink_rules import closest_models

    return closest_models(name)


def same_meaning(name: str, known: Iterable[str], more: Iterable[Sequence[str]] = ()) -> list[str]:
    """Return which of some names mean the same as another one for a parameter.

    Args:
        name: The name.
        known: The names to choose from.
        more: Rows of names that mean the same, besides those of the contract; they go first.
    """
    from evolink_rules import same_meaning, synonyms

    return same_meaning(name, known, [*more, *synonyms()])


def parameter_schemas(name: object) -> Mapping[str, Mapping[str, Any]]:
    """Return the schema of each parameter of a model; none if the contract does not know the model."""
    info = find_model(name)
    return info.schema["properties"] if info else {}


def parameter_names(kind: str | None = None) -> list[str]:
    """Return the names of all parameters of all models, in the contract's order.

    Args:
        kind: The kind of results that the models make, such as `images`; every kind if None.
    """
    infos = [info for info in models().values() if kind in {None, info.kind}]
    return list(dict.fromkeys(name for info in infos for name in info.schema["properties"]))


def example_request(info: "ModelInfo") -> dict[str, Any] | None:
    """Return a request that a model accepts, to copy and change; None if none was found."""
    from evolink_rules import example_request

    return example_request(info.schema)


def python_call(info: "ModelInfo", request: Mapping[str, Any]) -> list[str]:
    """Return the lines of a program that sends a request to a model, to copy."""
    from evolink_rules import python_call

    return list(python_call(info.kind, request))


def is_too_deep(value: object) -> bool:
    """Return whether a value is nested deeper than any request may be, or contains itself."""
    from evolink_rules import is_too_deep

    return is_too_deep(value)


def violations(request: object, files: "Sequence[GivenFile]" = ()) -> "list[Violation]":
    """Return every rule of its model that a create request breaks, and every limit that its files break."""
    from evolink_rules import violations

    return violations(request, files)
