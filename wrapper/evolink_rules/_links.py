"""Which parameters are links to files."""

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]
FORMATS: Final = "x-evolink-image-formats"
MIXED: Final = "x-evolink-link-or-id"
_NAMES: Final = ("_url", "_urls")
_CALLBACK: Final = "x-evolink-private-hosts-forbidden"
"""What sets the address that the service calls apart from a link that it opens."""


def is_link(name: str, schema: Schema) -> bool:
    """Whether a text is a link to a file, which the service opens.

    Args:
        name: The parameter that it is, or that it is an item of.
        schema: Its schema.
    """
    types = schema.get("type", ())
    if _CALLBACK in schema or "string" not in ([types] if isinstance(types, str) else types):
        return False
    return schema.get("format") == "uri" or name.endswith(_NAMES) or MIXED in schema


def holds_links(schema: Schema) -> bool:
    """Whether the members of an object, whose names the request chooses, are links to files."""
    types = schema.get("type", ())
    is_object = "object" in ([types] if isinstance(types, str) else types)
    return is_object and FORMATS in schema and "properties" not in schema
