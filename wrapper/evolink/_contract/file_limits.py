"""The limits of files in requests; evolink_rules, which compares, is loaded when first needed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evolink_rules import GivenFile as GivenFile  # noqa: PLC0414 - an export, for type checkers
    from evolink_rules import MediaFacts as MediaFacts  # noqa: PLC0414 - an export, for type checkers
    from evolink_rules import Violation as Violation  # noqa: PLC0414 - an export, for type checkers


def media_facts(formats: tuple[str, ...], size: int, known: Mapping[str, Any]) -> "MediaFacts":
    """Return what is known of a file; see `MediaFacts`."""
    from evolink_rules import MediaFacts

    return MediaFacts(formats, size, **known)


def given_file(field: str, value: Any, limits: Mapping[str, Any], media: "MediaFacts") -> "GivenFile":
    """Return a file of a request; see `GivenFile`."""
    from evolink_rules import GivenFile

    return GivenFile(field, value, limits, media)


def unread_limits(files: "Iterable[GivenFile]") -> list[tuple[str, str]]:
    """Return the field and the limit of what could not be checked in files, because it could not be read."""
    from evolink_rules import unread_limits

    return list(unread_limits(files))


def in_order(model: object, found: "Iterable[Violation]") -> "list[Violation]":
    """Return violations in the order of a model's parameters."""
    from evolink_rules import in_order

    return in_order(model, found)
