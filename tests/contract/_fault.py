"""A deliberate fault of a server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ._interception import Edit, nothing


@dataclass(frozen=True)
class Fault:
    """A change that makes the mock wrong, and the test that must find it.

    Attributes:
        group: What kind of fault it is.
        name: What the server does wrong.
        caught_by: The test that must fail.
        before: Edits each request.
        after: Edits each answer.
        patches: Replacements for functions of the mock, by module and name; each is made from the original.
    """

    group: str
    name: str
    caught_by: str
    before: Edit = nothing
    after: Edit = nothing
    patches: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict[str, Callable[[Any], Any]])
