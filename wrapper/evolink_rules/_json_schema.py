"""JSON Schema by jsonschema_rs, which loads when something is checked: help and lists only read schemas."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jsonschema_rs

    Keywords = Mapping[str, type[jsonschema_rs.KeywordValidator]]


def compiled(schema: Mapping[str, Any], keywords: "Keywords") -> "jsonschema_rs.Validator":
    """Return what checks values by a schema.

    Args:
        schema: The schema.
        keywords: Checkers of keywords that JSON Schema lacks.
    """
    import jsonschema_rs

    return jsonschema_rs.validator_for(dict(schema), validate_formats=True, keywords=dict(keywords))


def is_valid(schema: Mapping[str, Any], value: object) -> bool:
    """Return whether a value keeps to a schema."""
    import jsonschema_rs

    return jsonschema_rs.is_valid(dict(schema), value)
