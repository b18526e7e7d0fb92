"""Everything this package raises on purpose, as one tree.

    EvoLinkError
    ├── ConfigurationError      no key, or an address the key may not be sent to (also a ValueError)
    ├── InvalidRequest          breaks the model's rules; nothing was sent (also a ValueError)
    ├── InvalidManifest         rows of a batch are invalid; nothing was sent (also a ValueError)
    ├── BudgetSpent             the budget of a batch does not cover its next row
    ├── ConnectionFailed        the service could not be reached, or its response was lost
    ├── SubmissionUncertain     a task may have been created and charged, but its ID was lost
    ├── ApiError                the service did not answer with what was asked for
    │   ├── RequestRefused      400 and other refusals: the request must change
    │   │   └── FileRefused         the files API does not take a file; `code` says why
    │   ├── AuthenticationError 401
    │   ├── InsufficientCredits 402
    │   ├── PermissionDenied    403
    │   │   └── KeyQuotaExhausted   the key's own quota, whatever the account has
    │   ├── NotFound            404
    │   ├── TasksNotListed      this service has no list of its tasks
    │   ├── RateLimited         429
    │   └── ServiceError        408, 5xx, or an answer that makes no sense
    ├── TaskError               about a task that exists; `task` holds it
    │   ├── TaskFailed          it failed or was cancelled; credits are returned
    │   ├── TaskTimeout         it is still running, and the wait is over (also a TimeoutError)
    │   └── ResultsMissing      it completed, but without links
    ├── JournalError            about the record of what was sent
    │   ├── JournalFailed       it could not be opened, read or written
    │   ├── JournalBusy         another process holds what only one may hold
    │   ├── UnknownRun          which rows of a folder were paid is unknown; none was sent
    │   ├── KeyTaken            the idempotency key belongs to another request (also a ValueError)
    │   ├── NotSettled          a call is not held, or the task can't be its own (also a ValueError)
    │   └── Fenced              another process has taken over the call
    ├── CallbackRefused         what was posted to a callback address is not a task (also a ValueError)
    └── SavingError             a result could not be saved
        ├── WouldOverwrite      the file exists (also a FileExistsError)
        ├── WrongFileType       the link returned something else
        └── LinkExpired         the link has expired, and the file is gone

Each error has what is known as attributes; see `EvoLinkError`.
"""

# ruff: noqa: N818 - users read these names in `except`, where they say what happened; the root's name has the suffix

from typing import TYPE_CHECKING, Any, Unpack

from evolink.errors._refusal import RefusalDetails
from evolink.errors._root import EvoLinkError as EvoLinkError
from evolink.errors._root import Facts

if TYPE_CHECKING:
    from evolink_rules import Violation

    from ._problem import Problem


class ConfigurationError(EvoLinkError, ValueError):
    """The client is configured in a way that can't work or would not be safe."""


class InvalidRequest(EvoLinkError, ValueError):
    """The request breaks rules of its model. Nothing was sent or charged.

    Attributes:
        violations: Every broken rule, each with field, rule, value and page.
    """

    def __init__(self, message: str, *, violations: "tuple[Violation, ...]" = ()) -> None:
        super().__init__(message)
        self.violations = violations


class InvalidManifest(EvoLinkError, ValueError):
    """Rows of a batch are invalid. Nothing was sent or charged.

    Attributes:
        problems: What is wrong, each with line, field, rule and value; at most the first 100,000.
    """

    def __init__(self, message: str, *, problems: "tuple[Problem, ...]" = ()) -> None:
        super().__init__(message)
        self.problems = problems


class BudgetSpent(EvoLinkError):
    """The budget of a batch does not cover its next row. Nothing was sent for that row."""


class ConnectionFailed(EvoLinkError):
    """The service could not be reached, or the connection was lost before its answer arrived.

    Attributes:
        may_have_arrived: False if the request provably never reached the service.
    """

    transient = True

    def __init__(self, message: str, *, may_have_arrived: bool = True) -> None:
        super().__init__(message)
        self.may_have_arrived = may_have_arrived


class SubmissionUncertain(EvoLinkError):
    """The create request may have reached the service: a task with an unknown ID may be running, and be charged.

    It is never sent again automatically. To send it again yourself, use `idempotency_key`: a service that knows the
    key answers with the task it has already created. A client with a journal holds the call instead, until
    `client.reconcile`, `client.settle` or `client.resume(resend_held=True)` settles it.

    Attributes:
        sent_at: Unix time in seconds at which it was sent, to look for in the service's own records.
    """

    sent_at: float | None = None

    def __init__(self, message: str, *, sent_at: float | None = None, **facts: Unpack[Facts]) -> None:
        super().__init__(message, **facts)
        self.sent_at = sent_at


class ApiError(EvoLinkError, RefusalDetails):
    """The service did not answer with what was asked for.

    Attributes:
        body: The whole answer, as parsed JSON or else as text. `param`, `allowed_values`, `suggestion`,
            `fallback_suggestion`, `remaining_credits`, `estimated_credits`, `limit_scope` and `action_url` are
            read from it; what it lacks is None.
        unprocessed: Whether the answer itself says that a create request created no task: it has the service's error
            shape, and a code and status that are known to mean so. Any other answer to a create request may come
            from a proxy, after the service has created and charged a task.
    """

    def __init__(self, message: str, *, unprocessed: bool = False, body: Any = None, **facts: Unpack[Facts]) -> None:
        super().__init__(message, **facts)
        self.body = body
        self.unprocessed = unprocessed


class RequestRefused(ApiError):
    """The service refuses the request."""


class FileRefused(RequestRefused):
    """The service does not take a file: it is too large or of the wrong type, or there is no room for it."""


class AuthenticationError(ApiError):
    """The API key is missing, wrong or revoked."""


class InsufficientCredits(ApiError):
    """There are not enough credits for the request."""


class PermissionDenied(ApiError):
    """The key may not use this model or see this task."""


class KeyQuotaExhausted(PermissionDenied):
    """The key has used up its own quota; the account may have credits."""


class NotFound(ApiError):
    """The service has no such task or path."""


class TasksNotListed(ApiError):
    """This service does not list its tasks, so held calls can't be matched with them. Nothing was changed."""


class RateLimited(ApiError):
    """The service received too many requests."""

    transient = True


class ServiceError(ApiError):
    """The service failed, or a proxy answered in its place."""

    transient = True


class TaskError(EvoLinkError):
    """About a task that exists; `task` holds it."""


class TaskFailed(TaskError):
    """The task failed or was cancelled. That is final: only a new call can help.

    Attributes:
        action: What the documentation advises, such as `fix-request`, `change-prompt` or `retry-later`; None
            if it does not know the code.
        new_call_may_help: Whether the same request may succeed as a new call; None if that is unknown.
        wait_before_retry: Least and most seconds to wait before a new call; None without such advice.
    """

    def __init__(
        self,
        message: str,
        *,
        action: str | None = None,
        new_call_may_help: bool | None = None,
        wait_before_retry: tuple[float, float] | None = None,
        **facts: Unpack[Facts],
    ) -> None:
        super().__init__(message, **facts)
        self.action = action
        self.new_call_may_help = new_call_may_help
        self.wait_before_retry = wait_before_retry


class TaskTimeout(TaskError, TimeoutError):
    """The wait is over and the task is still running: wait again, or get it later by its ID."""


class ResultsMissing(TaskError):
    """The task is completed, but its links are missing. Read it again; don't generate it again."""


class JournalError(EvoLinkError):
    """About the journal: the record of what was sent and paid."""


class JournalFailed(JournalError):
    """The journal could not be opened, read or written. If a call was about to be sent, it was not.

    Attributes:
        passing: Whether its database is unreachable or busy, so that the same may succeed a little later.
    """

    def __init__(self, message: str, *, passing: bool = False, **facts: Unpack[Facts]) -> None:
        super().__init__(message, **facts)
        self.passing = passing


class JournalBusy(JournalError):
    """Another process holds what only one may hold; the message says what."""


class UnknownRun(JournalError):
    """Rows of a folder may have been paid, but neither the journal nor the folder says which. None was sent."""


class KeyTaken(JournalError, ValueError):
    """The journal or the service knows the idempotency key from another request. No task was created."""


class NotSettled(JournalError, ValueError):
    """A call can't be settled this way: it is not held, or the task can't be its own. Nothing was changed."""


class Fenced(JournalError):
    """Another process has taken over the call: what this one tried to note was not written."""


class SavingError(EvoLinkError):
    """A result could not be saved. Until its link expires, trying again costs nothing."""


class WouldOverwrite(SavingError, FileExistsError):
    """The file exists, and overwriting was not asked for."""


class WrongFileType(SavingError):
    """What the link returned is not a file of a known type."""


class CallbackRefused(EvoLinkError, ValueError):
    """What was posted to a callback address is not a task as the service posts it."""


class LinkExpired(SavingError):
    """The link to the result has expired, and the file is gone: only a new call makes a new one."""
