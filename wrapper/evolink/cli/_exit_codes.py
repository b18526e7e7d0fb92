"""The exit status of a command, and the message and advice for each error."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import click

from evolink._contract.link_places import WITH_ITS_PATH, WITH_PATH_OR_UPLOAD
from evolink._contract.requests import effect_of_unchecked
from evolink.errors import (
    AuthenticationError,
    ConnectionFailed,
    EvoLinkError,
    FileRefused,
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
from evolink.errors._refusal import DETAILS
from evolink.errors._shorten import cut, cut_lines, indented_list, short_repr

if TYPE_CHECKING:
    from evolink._contract.file_limits import Violation


class ExitCode(IntEnum):
    """The exit statuses."""

    DONE = 0
    FAILURE = 1
    """A task failed, a wait timed out, or there was a problem with the service or the disk."""
    USAGE = 2
    """The command is not valid, or would overwrite a file. Nothing was sent."""
    REFUSED = 3
    """The request breaks a rule, according to the client or the service (400, and 404 for a task)."""
    ACCESS = 4
    """The key is missing, wrong or not permitted, or there are too few credits (401, 402, 403)."""
    UNCERTAIN = 5
    """The response to a paid request was lost: a task may exist."""
    INTERRUPTED = 130
    """Ctrl-C."""
    PIPE_CLOSED = 141
    """The reader of stdout went away."""
    TERMINATED = 143
    """SIGTERM, or SIGHUP when the terminal was closed."""


class TerminatedError(KeyboardInterrupt):
    """SIGTERM or SIGHUP was received; the text is its name. It ends a command as Ctrl-C does."""


class StoppedError(click.ClickException):
    """The command can't continue.

    Args:
        message: The problem.
        advice: What to do about it.
    """

    exit_code = ExitCode.FAILURE

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class StdoutError(click.ClickException):
    """The output can't be written to stdout.

    Args:
        error: The reason.
    """

    exit_code = ExitCode.FAILURE

    def __init__(self, error: OSError | ValueError) -> None:
        super().__init__(f"stdout: {getattr(error, 'strerror', None) or error}")
        self.error: Exception = error if isinstance(error, BrokenPipeError) else self


class AccessError(StoppedError):
    """There is no usable key, or there are no credits."""

    exit_code = ExitCode.ACCESS


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What the user reads about an error.

    Attributes:
        status: The exit status.
        message: The problem.
        advice: What to do about it; may be empty.
    """

    status: ExitCode
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ReportedError:
    """An error that was reported.

    Attributes:
        error: The exception.
        text: What the user reads about it.
        task_id: The ID of its task, if known.
    """

    error: BaseException
    text: ErrorText
    task_id: str | None


_STATUSES: tuple[tuple[type[EvoLinkError], ExitCode], ...] = (
    (SubmissionUncertain, ExitCode.UNCERTAIN),
    (AuthenticationError, ExitCode.ACCESS),
    (InsufficientCredits, ExitCode.ACCESS),
    (PermissionDenied, ExitCode.ACCESS),
    (InvalidManifest, ExitCode.REFUSED),
    (InvalidRequest, ExitCode.REFUSED),
    (KeyTaken, ExitCode.REFUSED),
    (NotSettled, ExitCode.REFUSED),
    (NotFound, ExitCode.REFUSED),
    (RequestRefused, ExitCode.REFUSED),
)
_ADVICE: tuple[tuple[type[EvoLinkError], str], ...] = (
    (AuthenticationError, "set EVOLINK_API_KEY to a valid key of {service}"),
    (InsufficientCredits, "top up the account, or wait for running tasks to return credits; see `evolink credits`"),
    (KeyQuotaExhausted, "raise the quota of the key, or use another key; the account may have credits"),
    (PermissionDenied, "check which models the key may use, or use another key"),
    (NotFound, "check the ID and the service: {service} (EVOLINK_BASE_URL)"),
    (RateLimited, "wait a moment, then try again"),
    (ServiceError, "try again in a minute; the service is {service} (EVOLINK_BASE_URL)"),
    (ConnectionFailed, "check the network and the address {service} (EVOLINK_BASE_URL)"),
    (LinkExpired, ""),
    (JournalFailed, "set EVOLINK_JOURNAL to another file or database, or to `off`; batches need a journal"),
    (WouldOverwrite, "--overwrite replaces it, and -o names another file or folder"),
    (SavingError, "saving again costs nothing while the link is valid"),
)


def describe_error(
    error: BaseException, service: str, given: Mapping[str, str] = MappingProxyType({})
) -> ErrorText | None:
    """Return what the user reads about an expected error; None for a defect.

    Args:
        error: The exception.
        service: The address of the service.
        given: Fields of the request that are named as the user gave them: `--image cat.png`.
    """
    end = _describe(error, service, given)
    return end and replace(end, message=cut_lines(end.message))


def _describe(error: BaseException, service: str, given: Mapping[str, str]) -> ErrorText | None:
    match error:
        case TerminatedError():
            return ErrorText(ExitCode.TERMINATED, f"stopped by {error}")
        case KeyboardInterrupt() | click.Abort():
            return ErrorText(ExitCode.INTERRUPTED, "interrupted")
        case BrokenPipeError():
            return ErrorText(ExitCode.PIPE_CLOSED, "")
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else "evolink"
            return ErrorText(ExitCode.USAGE, error.format_message(), f"see {path} --help")
        case StoppedError():
            return ErrorText(ExitCode(error.exit_code), error.message, error.advice)
        case click.ClickException():
            return ErrorText(ExitCode(error.exit_code), error.format_message())
        case EvoLinkError():
            return ErrorText(_status(error), _message(error, given), _advice(error, service))
        case OSError():
            return ErrorText(ExitCode.FAILURE, str(error))
        case _:
            return None


def _status(error: EvoLinkError) -> ExitCode:
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), ExitCode.FAILURE)


def _message(error: EvoLinkError, given: Mapping[str, str]) -> str:
    """Return the message with command-line options instead of Python arguments."""
    match error:
        case SubmissionUncertain():
            cause = error.__cause__
            why = cause.message if isinstance(cause, EvoLinkError) else "the response was lost"
            return f"{why.rstrip('.')}. A task may have been created and charged; the request was not resent"
        case InvalidRequest() if error.violations:
            lines = indented_list([_named(each, given) for each in error.violations])
            rules = lines.replace("unchecked=True", "--unchecked")
            rules = rules.replace(WITH_PATH_OR_UPLOAD, WITH_ITS_PATH)
            return f"nothing was sent or charged; the request breaks these rules:\n{rules}"
        case FileRefused():
            return str(error).replace("client.files.list()", "client.files.list() in Python")
        case ResultsMissing():
            return f"task {error.task.id} is completed, but its links are not available yet"
        case TaskTimeout():
            return f"task {error.task.id} is still {error.task.status} and continues; the wait timed out"
        case ConnectionFailed() | SavingError():
            return error.message.replace("overwrite=True", "--overwrite").replace("any_type=True", "--any-type")
        case UnknownRun():
            return error.message.replace("new=True", "--new")
        case _:
            return str(error)


def _named(violation: "Violation", given: Mapping[str, str]) -> str:
    """Return a violation as a line; of a file, with the option and the path instead of the field and the value."""
    named = replace(violation, field=given.get(violation.field, violation.field))
    if not _has_files(violation.value):
        return str(named)
    hint = "; a link begins with https://" if _could_be_link(violation.value) else ""
    return f"{named.field}: {violation.message}{hint} [{violation.origin}]"


def _has_files(value: object) -> bool:
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    return any(isinstance(part, Path) for part in parts)


def _could_be_link(value: object) -> bool:
    """Whether a path may be a link without its beginning: `a.example/cat.png`."""
    return isinstance(value, Path) and not os.path.lexists(value) and not str(value).startswith("~")


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
            return "leave them out with --skip-bad" if bad_rows else "name a column with --column PARAMETER=COLUMN"
        case TaskError() | InvalidRequest():
            return ""
        case _:
            advice = next((advice for kind, advice in _ADVICE if isinstance(error, kind)), "")
            return advice.format(service=service)


def again(idempotency_key: str) -> str:
    """Return how to resend a request without paying twice, as far as possible."""
    return (
        f"to resend it, run the same command with --idempotency-key {idempotency_key}\n"
        "  a service that remembers keys charges only once, but this is not documented"
    )


def error_details(error: BaseException) -> dict[str, object]:
    """Return the details of an error, with the same keys for every error."""
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
        **{name: _short(getattr(known, name, None)) for name in DETAILS},
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
    """Return a short value as it is, and a long one shortened to a line of text."""
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
