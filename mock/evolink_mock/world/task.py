"""A task as it was created, and the submission that created it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evolink_mock.images.reference import Picture, Reference, first_shown
from evolink_mock.images.spec import ImageSpec
from evolink_mock.world.account import Account
from evolink_mock.world.contract import Operation
from evolink_mock.world.kinds import KINDS, Kind
from evolink_mock.world.model import Model
from evolink_mock.world.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Submission:
    """An idempotency key and the digest of the body first sent under it."""

    idempotency_key: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it was created; its state is a function of the clock.

    Attributes:
        id: The documented form: prefix, Unix seconds, eight characters.
        account: The account that owns it.
        operation: The operation that created it.
        model: The model that runs.
        request: The caller's request, as sent.
        timeline: When it reaches each of its states.
        reserved: Credits held for it.
        references: The files of the mock itself that the request refers to.
        submission: The idempotency key it was created under, if any.
        base_url: The address at which its creator reached the mock.
        format: The file format of its results, as the suffix of a file's name.
    """

    id: str
    account: Account
    operation: Operation
    model: Model
    request: Mapping[str, Any]
    timeline: Timeline
    reserved: float
    references: tuple[Reference, ...]
    submission: Submission | None
    base_url: str
    format: str

    @property
    def reference(self) -> ImageSpec | Picture | None:
        """What it is made from: the first thing that the request refers to and that can be seen."""
        first = first_shown(self.references)
        return first.shown if first else None

    @property
    def kind(self) -> Kind[Any]:
        """The kind of its results."""
        return KINDS[self.operation.kind]
