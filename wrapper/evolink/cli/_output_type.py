"""What is said where the name of a file asks for a type, which only the service decides."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from evolink._contract.kinds import Kind
from evolink._contract.models import parameter_schemas, same_meaning
from evolink.errors import SavingError

from ._parameters import option_name
from ._target import Target

_TYPE = "output_format"
"""The parameter for the type of the file; models have it by several names."""


def warning_of_type(target: Target, request: Mapping[str, Any], kind: Kind) -> str:
    """Return what is said before a call whose file may get another suffix; nothing if that is not likely.

    Args:
        target: The destination as the user named it.
        request: The request.
        kind: What it makes.
    """
    if not _names_type(target):
        return ""
    schemas = parameter_schemas(request.get("model"))
    named = Path(target.given).suffix.lower()
    names = _names(kind, named)
    name = next(iter(same_meaning(_TYPE, schemas)), None)
    schema: Mapping[str, Any] = schemas[name] if name else {}
    if request.get(name or "", schema.get("default")) in names or (name is None and named == _usual_suffix(kind)):
        return ""
    asked = next((each for each in schema.get("enum", ()) if each in names), None)
    how = f"; {option_name((name,))} {asked} asks for this one" if name and asked else ""
    return f"{Path(target.given).name}: the service chooses the type of the file, and the suffix follows it{how}"


def _names_type(target: Target) -> bool:
    with suppress(SavingError):  # which is reported where the file is needed
        return not target.is_stdout and target.place.names_type
    return False


def _usual_suffix(kind: Kind) -> str:
    return kind.media_types[0].suffix


def _names(kind: Kind, suffix: str) -> set[str]:
    """Return the names of the type of a suffix, as values of a parameter have them."""
    types = [each for each in kind.media_types if suffix in {each.suffix, *each.other_suffixes}]
    return {name.removeprefix(".") for each in types for name in (each.suffix, *each.other_suffixes)}
