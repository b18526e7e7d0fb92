"""One create request under way: whether it may have arrived, and the errors that say so."""

import json
from datetime import UTC, datetime
from types import TracebackType

from evolink._http.port import Delivery, Request
from evolink._task.retry import may_have_been_made
from evolink.errors import ApiError, ConnectionFailed, EvoLinkError, KeyTaken, SubmissionUncertain

WHAT_SETTLES = (
    "client.reconcile() looks for its task, client.settle() records what your account shows, and "
    "client.resume(resend_held=True) sends it again under the same key"
)
"""What to do about a call that the journal holds."""


class Sending:
    """Whether a create request may have reached the service while its outcome is unknown.

    Attributes:
        delivery: Whether it has left, as far as the port can tell.
        at: When it was sent, in Unix seconds.
        task_id: The task that the service created, once that is known.
    """

    def __init__(self) -> None:
        self.delivery = Delivery()
        self.at = 0.0
        self.task_id: str | None = None
        self._sent = False

    @property
    def may_have_arrived(self) -> bool:
        """Whether it may have reached the service."""
        return self._sent and self.delivery.possible

    def __enter__(self) -> None:
        self.delivery = Delivery()
        self._sent = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, EvoLinkError) and not may_have_been_made(error):
            self._sent = False

    def describe(self, post: Request, interruption: BaseException) -> str:
        """Return what a person must know of a request that was cut off."""
        model, at = json.loads(post.body or b"{}").get("model"), datetime.fromtimestamp(self.at, UTC)
        sent = f"{type(interruption).__name__} cut off a create request of {model}, sent at {at:%Y-%m-%d %H:%M:%S} UTC"
        became = f"task {self.task_id} was created" if self.task_id else "a task may have been created and charged"
        return f"{sent}, under the idempotency key {post.idempotency_key}: {became}"


def key_taken_error(error: ApiError | ConnectionFailed) -> KeyTaken:
    """Return the error for a key that the service knows from another request."""
    return KeyTaken(
        f"{error.message}; the key belongs to a different request, and no task was created for this one",
        status=error.status,
        code=error.code,
        request_id=error.request_id,
        idempotency_key=error.idempotency_key,
    )


def still_held_error(error: ApiError | ConnectionFailed, first_sent_at: float) -> SubmissionUncertain:
    """Return the error for a held call that was sent again without creating a task."""
    return SubmissionUncertain(
        f"{error.message}; so the request was not sent again. It stays held: a task may have been created and charged "
        "when it was sent the first time",
        status=error.status,
        code=error.code,
        request_id=error.request_id,
        idempotency_key=error.idempotency_key,
        sent_at=first_sent_at,
    )


def uncertain_error(error: ApiError | ConnectionFailed, sent_at: float, *, is_held: bool) -> SubmissionUncertain:
    """Return the error for a response that was lost, or that does not say what became of the request.

    Args:
        error: What came instead of the response.
        sent_at: When the request was sent, in Unix seconds.
        is_held: Whether a journal has the call, so that repeating it sends nothing.
    """
    repeat = "To send it so that a service that remembers keys charges once, repeat the call with this idempotency_key"
    return SubmissionUncertain(
        f"{error.message}; a task may have been created and charged. The request was not sent again. "
        + (f"The journal holds it: {WHAT_SETTLES}" if is_held else repeat),
        status=error.status,
        code=error.code,
        request_id=error.request_id,
        idempotency_key=error.idempotency_key,
        sent_at=sent_at,
    )
