"""The message, advice and exit status for each error; loaded when there is one."""

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import click

from evolink.cli._exit_codes import ExitCode, StoppedError, TerminatedError
from evolink.cli._held import find_instructions
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
from evolink.errors._shorten import cut, cut_lines, short_repr


class ErrorText(NamedTuple):
    """What the user reads about an error.

    Attributes:
        status: The exit status.
        message: The problem.
        advice: What to do about it; may be empty.
    """

    status: ExitCode
    message: str
    advice: str = ""


class ReportedError(NamedTuple):
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
    (AuthenticationError, "`evolink login --status` shows which key is used; {service} needs one of its own"),
    (InsufficientCredits, "top up the account, or wait for running tasks to return credits; see `evolink credits`"),
    (KeyQuotaExhausted, "raise the quota of the key, or use another key; the account may have credits"),
    (PermissionDenied, "check which models the key may use, or use another key"),
    (NotFound, "check the ID and the service: {service} (EVOLINK_BASE_URL)"),
    (RateLimited, "wait a moment, then try again"),
    (ServiceError, "try again in a minute; the service is {service} (EVOLINK_BASE_URL)"),
    (ConnectionFailed, "check the network and the address {service} (EVOLINK_BASE_URL)"),
    (LinkExpired, ""),
    (JournalFailed, "set EVOLINK_JOURNAL to another file or database, or to `off`; batches need a journal"),
    (WouldOverwrite, "-o names another file or folder"),
    (SavingError, "saving again costs nothing while the link is valid"),
)


def describe_error(
    error: BaseException,
    service: str,
    given: Mapping[str, str] = MappingProxyType({}),
    *,
    is_verbose: bool = False,
) -> ErrorText | None:
    """Return what the user reads about an expected error; None for a defect.

    Args:
        error: The exception.
        service: The address of the service.
        given: Fields of the request that are named as the user gave them: `--image cat.png`.
        is_verbose: Whether the message also has codes, IDs and rules, which help to report a problem.
    """
    end = _describe(error, service, given, is_verbose=is_verbose)
    return end and end._replace(message=cut_lines(end.message))


def _describe(error: BaseException, service: str, given: Mapping[str, str], *, is_verbose: bool) -> ErrorText | None:
    match error:
        case TerminatedError():
            return ErrorText(ExitCode.TERMINATED, f"stopped by {error}")
        case KeyboardInterrupt() | click.Abort():
            return ErrorText(ExitCode.INTERRUPTED, "interrupted")
        case BrokenPipeError():
            return ErrorText(ExitCode.PIPE_CLOSED, "")
        case click.UsageError():
            from ._usage_texts import usage_advice, usage_text

            return ErrorText(ExitCode.USAGE, usage_text(error), usage_advice(error))
        case StoppedError():
            return ErrorText(ExitCode(error.exit_code), error.message, error.advice)
        case click.ClickException():
            return ErrorText(ExitCode(error.exit_code), error.format_message())
        case EvoLinkError():
            return ErrorText(_status(error), _message(error, given, is_verbose=is_verbose), _advice(error, service))
        case OSError():
            return ErrorText(ExitCode.FAILURE, os_error_text(error))
        case _:
            return None


def os_error_text(error: OSError) -> str:
    """Return what the system says is wrong with a file, without the number that it has for that."""
    place = "" if error.filename is None else f"{os.fsdecode(error.filename)}: "
    return f"{place}{error.strerror}" if error.strerror else str(error)


def _status(error: EvoLinkError) -> ExitCode:
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), ExitCode.FAILURE)


def _message(error: EvoLinkError, given: Mapping[str, str], *, is_verbose: bool) -> str:
    """Return the message with command-line options instead of Python arguments."""
    match error:
        case SubmissionUncertain():
            cause = error.__cause__
            why = cause.message if isinstance(cause, EvoLinkError) else "the response was lost"
            return f"{why.rstrip('.')}. A task may have been created and charged; the request was not resent"
        case InvalidRequest() if error.violations:
            from evolink.cli._rule_texts import describe_violations

            rules = describe_violations(error.violations, given, is_verbose=is_verbose)
            return f"nothing was sent or charged; the request breaks these rules:\n{rules}"
        case FileRefused():
            text = str(error) if is_verbose else error.message
            return text.replace("client.files.list()", "client.files.list() in Python")
        case ResultsMissing():
            return f"task {error.task.id} is completed, but its links are not available yet"
        case TaskTimeout():
            return f"task {error.task.id} is still {error.task.status} and continues; the wait timed out"
        case ConnectionFailed() | SavingError():
            return error.message.replace("overwrite=True", "--overwrite").replace("any_type=True", "--any-type")
        case UnknownRun():
            return error.message.replace("new=True", "--new")
        case _:
            return str(error) if is_verbose else error.message


def _advice(error: EvoLinkError, service: str) -> str:
    match error:
        case SubmissionUncertain():
            return again(error.idempotency_key or "")
        case InvalidRequest() if error.violations:
            from evolink._contract.requests import effect_of_unchecked

            what = effect_of_unchecked(error.violations)
            return f"--unchecked {what}" if what else ""
        case TaskFailed() if error.wait_before_retry:
            return "a new call may help after {:g} to {:g} s".format(*error.wait_before_retry)
        case InvalidManifest() if all((each.field, each.rule) == ("model", "required") for each in error.problems):
            return "-m NAME is the model of all rows that name none"
        case InvalidManifest():
            bad_rows = any(each.rule != "column" for each in error.problems)
            return "leave them out with --skip-bad" if bad_rows else "name a column with --column PARAMETER=COLUMN"
        case TaskError() | InvalidRequest():
            return ""
        case _:
            advice = next((advice for kind, advice in _ADVICE if isinstance(error, kind)), "")
            return advice.format(service=service)


def again(idempotency_key: str) -> str:
    """Return how to find what became of a request, and to resend it without paying twice, as far as possible."""
    from evolink._http.default_journal import is_journal_kept

    return "\n  ".join(
        (
            *(find_instructions(1, [idempotency_key]) if is_journal_kept() else ()),
            f"to resend it, run the same command with --idempotency-key {idempotency_key}",
            "a service that remembers keys charges only once, but this is not documented",
        )
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
