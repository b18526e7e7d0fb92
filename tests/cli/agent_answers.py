"""What an agent reads of the results of tools."""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mcp_types import CallToolResult


def words(result: "CallToolResult") -> str:
    """Return the text of a result."""
    assert result.structured_content is None, "some programs then show the agent no image, or not the error"
    return "\n".join(each.text for each in result.content if each.type == "text")


def data(result: "CallToolResult", *, failed: bool = False) -> dict[str, Any]:
    """Return the JSON that is the text of a result, of a task that failed if so said."""
    assert result.is_error == failed, words(result)
    return dict(json.loads(words(result)))


def kind_of_error(result: "CallToolResult") -> str:
    """Return the kind that the text of an error begins with."""
    assert result.is_error, words(result)
    return words(result).partition(":")[0]
