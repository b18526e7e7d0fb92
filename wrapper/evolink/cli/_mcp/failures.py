"""Errors in words that an agent can act on, and as data."""

from typing import Any

from evolink._task.sending import WHAT_SETTLES
from evolink.cli._error_texts import error_details, os_error_text
from evolink.cli._exit_codes import StoppedError
from evolink.errors import (
    AuthenticationError,
    ConfigurationError,
    ConnectionFailed,
    EvoLinkError,
    InsufficientCredits,
    InvalidRequest,
    NotFound,
    PermissionDenied,
    RateLimited,
    SavingError,
    ServiceError,
    SubmissionUncertain,
    TaskFailed,
    WouldOverwrite,
)

_HELD = (
    "Do not change the arguments to get around this: that pays again. `generate` with the same arguments looks for the "
    "task without paying. If it is not found, ask the user, who can look at their account and run one of:\n"
    "  evolink tasks settle {key} --task ID\n  evolink tasks settle {key} --unpaid"
)
_ADVICE: tuple[tuple[type[EvoLinkError], str], ...] = (
    (
        ConfigurationError,
        "Ask the user to run `evolink login` (no restart needed), or to set EVOLINK_API_KEY for this.",
    ),
    (AuthenticationError, "Ask the user: only they can set a valid EVOLINK_API_KEY for this server."),
    (InsufficientCredits, "Ask the user to top up the account; see the tool `credits`."),
    (PermissionDenied, "Choose another model, or ask the user for a key that may use this one."),
    (NotFound, "Check the ID with the tool `tasks`."),
    (RateLimited, "Wait a moment, then repeat the call with the same arguments."),
    (ServiceError, "Repeat the call in a minute with the same arguments; it never pays twice."),
    (ConnectionFailed, "Repeat the call with the same arguments; it never pays twice."),
    (
        SubmissionUncertain,
        _HELD,
    ),
    (TaskFailed, "A failed task never recovers, and its credits are usually returned; `generate` starts a new one."),
    (WouldOverwrite, "Choose another `name` with the tool `save`, or set `overwrite`."),
    (SavingError, "Saving again costs nothing: use the tool `save`."),
)


_IN_PYTHON = (
    (f" The journal holds it: {WHAT_SETTLES}", ""),  # an agent that can run Python might do that, and pay again
    (", or pass api_key=", ""),
    ("overwrite=True", "`overwrite`"),
    ("any_type=True", "`any_type`"),
    ("`evolink models`", "the tool `models`"),
)
"""What messages say to those who write Python, and what an agent reads instead."""


class RefusedError(Exception):
    """This server refuses what an agent asks for; nothing was done.

    Args:
        kind: What went wrong, as a name.
        message: The same in words.
        advice: What the agent can do about it.
    """

    def __init__(self, kind: str, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.advice = advice


EXPECTED = (EvoLinkError, RefusedError, StoppedError, OSError)
"""Errors that an agent can act on; any other is a defect."""


def describe(error: EvoLinkError | RefusedError | StoppedError | OSError) -> tuple[str, dict[str, Any]]:
    """Return what an agent reads about an error, and its facts: its kind and what else is known."""
    match error:
        case InvalidRequest() if error.violations:
            rules = "\n".join(f"- {each.field or 'request'}: {each.message}" for each in error.violations)
            return in_tools(f"Nothing was sent or charged. The request breaks these rules:\n{rules}"), _facts(error)
        case RefusedError():
            return _joined(error.message, error.advice), {"kind": error.kind}
        case StoppedError():
            return _joined(error.message, error.advice), {"kind": type(error).__name__}
        case EvoLinkError():
            advice = next((text for kind, text in _ADVICE if isinstance(error, kind)), "")
            return _joined(in_tools(error.message), advice.format(key=error.idempotency_key)), _facts(error)
        case OSError():
            return os_error_text(error), {"kind": type(error).__name__}


def in_tools(message: str) -> str:
    """Return a message with what it says of Python in the words of the tools."""
    for python, tools in _IN_PYTHON:
        message = message.replace(python, tools)
    return message


def _joined(message: str, advice: str) -> str:
    return f"{message}\n{advice}" if advice else message


def _facts(error: EvoLinkError) -> dict[str, Any]:
    """Return the facts of an error that are known."""
    return {name: value for name, value in error_details(error).items() if value not in (None, [])}
