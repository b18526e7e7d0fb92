"""Everything this package raises on purpose, as one tree.

    EvoLinkError
    ├── ConfigurationError      no key, or an address the key may not be sent to (also a ValueError)
    ├── InvalidRequest          breaks the model's rules; nothing was sent (also a ValueError)
    ├── InvalidManifest         rows of a batch can't be run; nothing was sent (also a ValueError)
    ├── BudgetSpent             the budget of a batch is not enough for its next row
    ├── ConnectionFailed        the service could not be reached, or its answer was lost
    ├── SubmissionUncertain     a task may have been made and charged, but its id was lost
    ├── ApiError                the service answered, and not with what was asked for
    │   ├── RequestRefused      400 and other refusals: the request must change
    │   ├── AuthenticationError 401
    │   ├── InsufficientCredits 402
    │   ├── PermissionDenied    403
    │   │   └── KeyQuotaExhausted   the key's own quota, whatever the account has
    │   ├── NotFound            404
    │   ├── TasksNotListed      this service has no list of its tasks
    │   ├── RateLimited         429
    │   └── ServiceError        408, 5xx, or an answer that makes no sense
    ├── TaskError               about a task that exists; `task` is there
    │   ├── TaskFailed          it failed or was cancelled; credits come back
    │   ├── TaskTimeout         it still runs, the wait is over (also a TimeoutError)
    │   └── ResultsMissing      it completed, but its links did not come
    ├── JournalError            about the record of what was sent
    │   ├── JournalFailed       it could not be opened, read or written
    │   ├── JournalBusy         another process holds what only one may
    │   ├── UnknownRun          what rows of a folder were paid can't be told: none was sent
    │   ├── KeyTaken            the idempotency key belongs to another request (also a ValueError)
    │   ├── NotSettled          a call is not held, or the task can't be its own (also a ValueError)
    │   └── Fenced              another has taken over the call
    ├── CallbackRefused         what was posted to a callback address is no task (also a ValueError)
    └── SavingError             a result could not be made a file
        ├── WouldOverwrite      there is a file already (also a FileExistsError)
        ├── NotAPicture         the link gave something else
        └── LinkExpired         the link has died; the picture is gone

Each error carries what is known as attributes; see `EvoLinkError`.
"""

# ruff: noqa: N818 - the names say what happened, as people say it; the tree's root says that it is an error

from typing import TYPE_CHECKING, Any, ClassVar, Self

from evolink.errors._echo import lines_cut
from evolink.errors._facts import AboutTask, Refusal, in_brackets

if TYPE_CHECKING:
    from evolink_rules import Violation

    from ._problem import Problem


class EvoLinkError(AboutTask, Exception):
    """The root of the tree. Facts that are not known are None.

    Attributes:
        message: What happened, and what to do now.
        status: HTTP status of the answer.
        code: The service's error code, such as `insufficient_quota` or `content_policy_violation`.
        request_id: The service's name for the request, for its support.
        retry_after: Seconds after which the service wants to be asked again.
        task: The `Task` or `AsyncTask` concerned.
        task_id: Its id; there also where the task itself is not, as in an error that was pickled.
        idempotency_key: The key that the create request was sent under.
    """

    transient: ClassVar[bool] = False
    """Whether the same read may succeed a little later."""

    def __init__(  # noqa: PLR0913 - one optional keyword per fact
        self,
        message: str,
        *,
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        task: Any = None,
        task_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        self.message = lines_cut(message)
        super().__init__(self.message)
        self.status = status
        self.code = code
        self.request_id = request_id
        self.retry_after = retry_after
        self.task = task
        self._task_id = task_id
        self.idempotency_key = idempotency_key

    def __reduce__(self) -> tuple[type[Self], tuple[str], dict[str, Any]]:
        """Pickle the facts. The task stays behind, for it holds a client and its key; its id is kept."""
        return type(self), (self.message,), {**vars(self), "task": None, "_task_id": self.task_id}

    def __str__(self) -> str:
        return f"{self.message}{in_brackets(self)}"


class ConfigurationError(EvoLinkError, ValueError):
    """The client was set up in a way that can't work or would not be safe."""


class InvalidRequest(EvoLinkError, ValueError):
    """The request breaks rules of its model. Nothing was sent, nothing was charged.

    Attributes:
        violations: Every broken rule, each with field, rule, value and page.
    """

    def __init__(self, message: str, *, violations: "tuple[Violation, ...]" = ()) -> None:
        super().__init__(message)
        self.violations = violations


class InvalidManifest(EvoLinkError, ValueError):
    """Rows of a batch can't be run. Nothing was sent, nothing was charged.

    Attributes:
        problems: What is wrong, each with line, field, rule and value; of very many, the first 100,000.
    """

    def __init__(self, message: str, *, problems: "tuple[Problem, ...]" = ()) -> None:
        super().__init__(message)
        self.problems = problems


class BudgetSpent(EvoLinkError):
    """The budget of a batch is not enough for its next row. Nothing was sent for that row."""


class ConnectionFailed(EvoLinkError):
    """The service could not be reached, or the connection was lost before the answer was there.

    Attributes:
        may_have_arrived: False if the request provably never reached the service.
    """

    transient = True

    def __init__(self, message: str, *, may_have_arrived: bool = True) -> None:
        super().__init__(message)
        self.may_have_arrived = may_have_arrived


class SubmissionUncertain(EvoLinkError):
    """The create request may have reached the service: a task may run, and cost, whose id is not known.

    It is never sent again by itself. `idempotency_key` is the key to send it under again, if that is what you
    decide: a service that knows the key answers with the task it has already made.

    Attributes:
        sent_at: Unix time in seconds at which it was sent, to look for in the service's own records.
    """

    sent_at: float | None = None

    def __init__(self, message: str, *, sent_at: float | None = None, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.sent_at = sent_at


class ApiError(EvoLinkError, Refusal):
    """The service answered, and not with what was asked for.

    Attributes:
        body: The whole answer: what its JSON holds, else its text. `param`, `allowed_values`, `suggestion`,
            `fallback_suggestion`, `remaining_credits`, `estimated_credits`, `limit_scope` and `action_url` are
            read from it, and None where it has none.
        unprocessed: Whether the answer itself says that a create request made no task: it has the service's error
            shape, and a code and status that are known to mean so. Any other answer to a create request may come
            from something in between, after the service has made and charged a task.
    """

    def __init__(self, message: str, *, unprocessed: bool = False, body: Any = None, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.body = body
        self.unprocessed = unprocessed


class RequestRefused(ApiError):
    """The service refuses the request as it stands."""


class AuthenticationError(ApiError):
    """The API key is missing, wrong or revoked."""


class InsufficientCredits(ApiError):
    """There are too few credits for the request."""


class PermissionDenied(ApiError):
    """The key may not use this model or see this task."""


class KeyQuotaExhausted(PermissionDenied):
    """The key has used up its own quota; the account may have credits."""


class NotFound(ApiError):
    """There is no such task, or no such address on this service."""


class TasksNotListed(ApiError):
    """This service does not list its tasks, so held calls can't be looked for there. Nothing was changed."""


class RateLimited(ApiError):
    """The service wants fewer requests."""

    transient = True


class ServiceError(ApiError):
    """The service is in trouble, or something between it and here answered in its place."""

    transient = True


class TaskError(EvoLinkError):
    """About a task that exists: `task` carries it."""


class TaskFailed(TaskError):
    """The task failed or was cancelled; it never recovers, only a new call can help.

    Attributes:
        action: What the documentation advises, such as `fix-request`, `change-prompt` or `retry-later`; None
            if it does not know the code.
        new_call_may_help: Whether the same request may succeed as a new call; None if untold.
        wait_before_retry: Least and most seconds to wait before a new call, as advised; None if untold.
    """

    def __init__(
        self,
        message: str,
        *,
        action: str | None = None,
        new_call_may_help: bool | None = None,
        wait_before_retry: tuple[float, float] | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(message, **facts)
        self.action = action
        self.new_call_may_help = new_call_may_help
        self.wait_before_retry = wait_before_retry


class TaskTimeout(TaskError, TimeoutError):
    """The wait is over and the task still runs: wait again, or take it up later by its id."""


class ResultsMissing(TaskError):
    """The task is completed but its links are not there yet. Read it again; don't generate it again."""


class JournalError(EvoLinkError):
    """About the journal: the record of what was sent and paid."""


class JournalFailed(JournalError):
    """The journal could not be opened, read or written. If a call was about to be sent, it was not.

    Attributes:
        passing: Whether its database is away or busy, so that the same may go well a little later.
    """

    def __init__(self, message: str, *, passing: bool = False, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.passing = passing


class JournalBusy(JournalError):
    """Another process holds what only one may hold; the message tells which."""


class UnknownRun(JournalError):
    """Rows of a batch's folder may have been paid, and neither the journal nor the folder has which.

    Nothing was sent.
    """


class KeyTaken(JournalError, ValueError):
    """The idempotency key belongs to another request, says the journal or the service. No task was made."""


class NotSettled(JournalError, ValueError):
    """A call can't be settled so: it is not held, or the task can't be its own. Nothing was changed."""


class Fenced(JournalError):
    """Another process or worker has taken over the call: what this one wanted to note was not written."""


class SavingError(EvoLinkError):
    """A result could not be had. Until its link dies, trying again costs nothing."""


class WouldOverwrite(SavingError, FileExistsError):
    """There is a file of that name, and overwriting was not asked for."""


class NotAPicture(SavingError):
    """What the link gave is no picture of a known type."""


class CallbackRefused(EvoLinkError, ValueError):
    """What was posted to a callback address is not what the service posts."""


class LinkExpired(SavingError):
    """The link to the result has died, and the picture with it: only a new call makes a new one."""
