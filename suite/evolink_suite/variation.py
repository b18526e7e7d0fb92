"""One near miss of one keyword of a schema."""

from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Variation:
    """A value that breaks one keyword of a schema, or none.

    Attributes:
        keyword: The keyword that the value is near to.
        path: Where in the value a violation is.
        value: The whole value.
        valid: Whether the value is valid by the keyword.
        note: Distinguishes this variation of the keyword from the others.
        partners: Other fields that an error may name, if a rule joins several fields.
        ours: Whether the keyword is ours, stricter than the documentation.
        place: Where in the value the keyword holds; None if that is where a violation is.
        limit: The keyword's value.
        context: The condition under which the keyword holds; empty for always.
        own: Whether it is worth trying on every model, though its rule is that of another model.
        of_place: Whether its rule is that of its place, whatever the keyword's value: it is about how values are read.
    """

    keyword: str
    path: Path
    value: Any
    valid: bool
    note: str
    partners: tuple[str, ...] = ()
    ours: bool = False
    place: Path | None = None
    limit: Any = None
    context: str = ""
    own: bool = False
    of_place: bool = False


def near(
    value: Any, note: str, *, valid: bool, path: Path = (), partners: tuple[str, ...] = (), own: bool = False
) -> Variation:
    """Return a variation whose keyword is still to be named."""
    return Variation("", path, value, valid, note, partners, place=(), own=own)


def reading(value: Any, note: str, *, valid: bool = False, path: Path = ()) -> Variation:
    """Return a variation about how the values of its place are read."""
    return Variation("", path, value, valid, note, place=(), of_place=True)
