"""A task as it was made, and the call that made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evolink_mock.images.spec import ImageSpec
from evolink_mock.world.account import Account
from evolink_mock.world.contract import Model, Operation
from evolink_mock.world.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Submission:
    """An idempotency key and the digest of the body first sent under it."""

    idempotency_key: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it was made; how it stands is a function of the clock.

    Attributes:
        id: The documented form: prefix, Unix seconds, eight characters.
        account: The key that owns it.
        operation: The operation that made it.
        model: The model that runs.
        request: The caller's request, as sent.
        timeline: Its life.
        reserved: Credits held for it.
        reference: The mock's own picture that it edits, if any.
        submission: The idempotency key it was made under, if any.
        base_url: Where its maker reached the mock.
        format: The file format of its results, as the ending of a name.
    """

    id: str
    account: Account
    operation: Operation
    model: Model
    request: Mapping[str, Any]
    timeline: Timeline
    reserved: float
    reference: ImageSpec | None
    submission: Submission | None
    base_url: str
    format: str
