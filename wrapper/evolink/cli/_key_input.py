"""Reads an API key: typed into a terminal that does not show it, or from a pipe. Never from the command line."""

import getpass
import sys
import warnings
from typing import TYPE_CHECKING

import click

from evolink._keys.finding import KEYS_PAGE, PUBLIC_SERVICE, check_key
from evolink._keys.secret import Secret
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from ._report import Report

_LONGEST = 4096
_PASTED_BY_NAME = "\x16"
"""What Ctrl-V types into some consoles of Windows instead of what was copied."""


def read_key(report: "Report", service: str) -> "Secret":
    """Return the key that the user types, or that stdin has.

    Args:
        report: Says where to get one.
        service: The service it is for.

    Raises:
        UsageError: It is no usable key.
        Abort: The user ends the input.
    """
    if sys.stdin.isatty():
        report.print_message(_where_to_get_one(service))
        text = _ask()
    else:
        text = _read_pipe()
    if _PASTED_BY_NAME in text:
        raise click.UsageError("Ctrl-V does not paste here: use a right click or Shift-Insert.")
    if not text:
        raise click.UsageError("There is no key in what was entered; nothing was stored.")
    try:
        return check_key(Secret(text), "What was entered")
    except ConfigurationError as error:
        raise click.UsageError(f"{error.message}; nothing was stored.") from None


def _where_to_get_one(service: str) -> str:
    if service == PUBLIC_SERVICE:
        return f"Get a key at {KEYS_PAGE}"
    return f"This is for {service}, as EVOLINK_BASE_URL says.\nKeys of EvoLink are at {KEYS_PAGE}"


def _ask() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass("Paste your key (it is not shown): ").strip()
        except getpass.GetPassWarning:
            raise click.UsageError("This terminal would show the key: pipe it in instead.") from None
        except EOFError:
            raise click.Abort from None


def _read_pipe() -> str:
    try:
        text = sys.stdin.read(_LONGEST + 1).strip()
    except UnicodeDecodeError:
        raise click.UsageError("Stdin is not a key; nothing was stored.") from None
    if len(text) > _LONGEST or len(text.splitlines()) > 1:
        raise click.UsageError("Stdin must have the key and nothing else; nothing was stored.")
    return text
