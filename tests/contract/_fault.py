"""What a deliberate fault is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ._meddling import Edit, nothing


@dataclass(frozen=True)
class Fault:
    """A change that makes the mock wrong, and the check that must find it.

    Attributes:
        group: What kind of fault it is.
        name: What the server does wrong.
        caught_by: The test that must fail first in its file.
        before: Edits each request.
        after: Edits each answer.
        patches: Functions of the mock that are replaced, by module and name; each is made from the right one.
    """

    group: str
    name: str
    caught_by: str
    before: Edit = nothing
    after: Edit = nothing
    patches: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict[str, Callable[[Any], Any]])
