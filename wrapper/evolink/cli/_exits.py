"""How a command ends: its exit status, and what it tells people who must do something about it."""

from dataclasses import dataclass, replace
from enum import IntEnum

import click

from evolink._contract.requests import effect_of_unchecked
from evolink.errors import (
    AuthenticationError,
    ConnectionFailed,
    EvoLinkError,
    InsufficientCredits,
    InvalidManifest,
    InvalidRequest,
    JournalFailed,
    KeyQuotaExhausted,
    KeyTaken,
    LinkExpired,
    NotFound,
    NotSettled,
    PermissionDenied,
    RateLimited,
    RequestRefused,
    ResultsMissing,
    SavingError,
    ServiceError,
    SubmissionUncertain,
    TaskError,
    TaskFailed,
    TaskTimeout,
    UnknownRun,
    WouldOverwrite,
)
from evolink.errors._shorten import cut, cut_lines, indented_list, short_repr


class Exit(IntEnum):
    """The exit statuses."""

    DONE = 0
    TROUBLE = 1
    """A task failed, a wait ended too soon, the service or the disk is in trouble."""
    USAGE = 2
    """The command can't be understood, or would overwrite a file. Nothing was sent."""
    REFUSED = 3
    """The request breaks rules: found here, before sending, or by the service (400, and 404 for a task)."""
    ACCESS = 4
    """No key, a wrong one, one that may not, or too few credits (401, 402, 403)."""
    UNCERTAIN = 5
    """The answer to a paid request was lost: a task may have been made."""
    INTERRUPTED = 130
    """Ctrl-C."""
    PIPE_CLOSED = 141
    """Nobody reads stdout any more."""
    TERMINATED = 143
    """SIGTERM, or SIGHUP, which comes when the terminal goes away."""


class TerminatedError(KeyboardInterrupt):
    """SIGTERM or SIGHUP came, which is its text; it ends things as Ctrl-C does."""


class StoppedError(click.ClickException):
    """This command line can't go on, and knows what to do about it.

    Args:
        message: What is wrong.
        advice: What to do now.
    """

    exit_code = Exit.TROUBLE

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class StdoutError(click.ClickException):
    """What is asked for can't be written to stdout.

    Args:
        error: Why.
    """

    exit_code = Exit.TROUBLE

    def __init__(self, error: OSError | ValueError) -> None:
        super().__init__(f"stdout: {getattr(error, 'strerror', None) or error}")
        self.error: Exception = error if isinstance(error, BrokenPipeError) else self


class AccessError(StoppedError):
    """There is no key that could be used, or no credit."""

    exit_code = Exit.ACCESS


@dataclass(frozen=True, slots=True)
class Ending:
    """A bad end.

    Attributes:
        status: The exit status.
        message: What happened.
        advice: What to do now; may be empty.
    """

    status: Exit
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong.

    Attributes:
        error: What was raised.
        ending: What it means to the person at the shell.
        task_id: The task it is about, if that is known.
    """

    error: BaseException
    ending: Ending
    task_id: str | None


_STATUSES: tuple[tuple[type[EvoLinkError], Exit], ...] = (
    (SubmissionUncertain, Exit.UNCERTAIN),
    (AuthenticationError, Exit.ACCESS),
    (InsufficientCredits, Exit.ACCESS),
    (PermissionDenied, Exit.ACCESS),
    (InvalidManifest, Exit.REFUSED),
    (InvalidRequest, Exit.REFUSED),
    (KeyTaken, Exit.REFUSED),
    (NotSettled, Exit.REFUSED),
    (NotFound, Exit.REFUSED),
    (RequestRefused, Exit.REFUSED),
)
_ADVICE: tuple[tuple[type[EvoLinkError], str], ...] = (
    (AuthenticationError, "EVOLINK_API_KEY must hold a valid key of {service}"),
    (InsufficientCredits, "top up the account, or wait for running tasks to give credits back; see `evolink credits`"),
    (KeyQuotaExhausted, "raise the quota of the key, or use another key; the account may have credits"),
    (PermissionDenied, "see which models the key is allowed to use, or take another key"),
    (NotFound, "check the id, and that the service is the right one: {service} (EVOLINK_BASE_URL)"),
    (RateLimited, "wait a little, then try again"),
    (ServiceError, "try again in a minute; the service is {service} (EVOLINK_BASE_URL)"),
    (ConnectionFailed, "check the network and the address {service} (EVOLINK_BASE_URL)"),
    (LinkExpired, ""),
    (JournalFailed, "EVOLINK_JOURNAL names another file or database; `off` goes without, except for bulk runs"),
    (WouldOverwrite, "--overwrite replaces it, and -o names another file or folder"),
    (SavingError, "saving again costs nothing while the link lives"),
)

_OF_REFUSALS = (
    "param",
    "allowed_values",
    "suggestion",
    "fallback_suggestion",
    "remaining_credits",
    "estimated_credits",
    "limit_scope",
    "action_url",
)
"""What only answers of the service tell; null for every other error."""


def ending(error: BaseException, service: str) -> Ending | None:
    """Return what an expected error means to the person at the shell; None for one that is a defect.

    Args:
        error: What was raised.
        service: The address of the service.
    """
    end = _ending(error, service)
    return end and replace(end, message=cut_lines(end.message))


def _ending(error: BaseException, service: str) -> Ending | None:
    match error:
        case TerminatedError():
            return Ending(Exit.TERMINATED, f"stopped by {error}")
        case KeyboardInterrupt() | click.Abort():
            return Ending(Exit.INTERRUPTED, "interrupted")
        case BrokenPipeError():
            return Ending(Exit.PIPE_CLOSED, "")
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else "evolink"
            return Ending(Exit.USAGE, error.format_message(), f"see {path} --help")
        case StoppedError():
            return Ending(Exit(error.exit_code), error.message, error.advice)
        case click.ClickException():
            return Ending(Exit(error.exit_code), error.format_message())
        case EvoLinkError():
            return Ending(_status(error), _message(error), _advice(error, service))
        case OSError():
            return Ending(Exit.TROUBLE, str(error))
        case _:
            return None


def _status(error: EvoLinkError) -> Exit:
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), Exit.TROUBLE)


def _message(error: EvoLinkError) -> str:
    """Return the message in a shell's words, where the library's names Python."""
    match error:
        case SubmissionUncertain():
            cause = error.__cause__
            why = cause.message if isinstance(cause, EvoLinkError) else "the answer was lost"
            return f"{why.rstrip('.')}. A task may have been made and charged; it was not sent again"
        case InvalidRequest() if error.violations:
            lines = indented_list(error.violations)
            return f"nothing was sent, nothing was charged; the request breaks these rules:\n{lines}"
        case ResultsMissing():
            return f"task {error.task.id} is completed, but its links are late"
        case TaskTimeout():
            return f"task {error.task.id} is still {error.task.status} and goes on; the wait is over"
        case ConnectionFailed() | SavingError():
            return error.message.replace("overwrite=True", "--overwrite").replace("any_type=True", "--any-type")
        case UnknownRun():
            return error.message.replace("new=True", "--new")
        case _:
            return str(error)


def _advice(error: EvoLinkError, service: str) -> str:
    match error:
        case SubmissionUncertain():
            return again(error.idempotency_key or "")
        case InvalidRequest() if what := effect_of_unchecked(error.violations):
            return f"--unchecked {what}"
        case TaskFailed() if error.wait_before_retry:
            return "a new call may help after {:g} to {:g} s".format(*error.wait_before_retry)
        case InvalidManifest():
            bad_rows = any(each.rule != "column" for each in error.problems)
            return "--skip-bad leaves them out" if bad_rows else "--column PARAMETER=COLUMN names a column"
        case TaskError() | InvalidRequest():
            return ""
        case _:
            advice = next((advice for kind, advice in _ADVICE if isinstance(error, kind)), "")
            return advice.format(service=service)


def again(idempotency_key: str) -> str:
    """Return how to send a request again without paying twice, as far as that can be promised."""
    return (
        f"to send it again, run the same command with --idempotency-key {idempotency_key}\n"
        "  a service that remembers keys then charges once; that it does is not documented"
    )


def facts(error: BaseException) -> dict[str, object]:
    """Return what an error knows, under the same names for every error."""
    known = error if isinstance(error, EvoLinkError) else EvoLinkError("")
    broken = error.violations if isinstance(error, InvalidRequest) else ()
    return {
        "kind": _kind(error),
        "http_status": known.status,
        "code": known.code and cut(known.code),
        "request_id": known.request_id and cut(known.request_id),
        "retry_after": known.retry_after,
        "idempotency_key": known.idempotency_key and cut(known.idempotency_key),
        "task": known.task_id,
        **{name: _short(getattr(known, name, None)) for name in _OF_REFUSALS},
        "violations": [
            {
                "field": cut(each.field),
                "rule": each.rule,
                "value": _short(each.value),
                "message": each.message,
                "page": each.page,
                "ours": each.ours,
            }
            for each in broken
        ],
    }


def _short(value: object) -> object:
    """Return a value as JSON has it if it is short, else what a line of text shows of it."""
    if isinstance(value, str):
        return cut(value)
    short = short_repr(value)
    return short if "…" in short else value


def _kind(error: BaseException) -> str:
    match error:
        case click.UsageError():
            return "UsageError"
        case TerminatedError():
            return "Terminated"
        case KeyboardInterrupt() | click.Abort():
            return "Interrupted"
        case _:
            return type(error).__name__
