"""The journal of the command line, unless EVOLINK_JOURNAL is off or its packages are not installed."""

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from evolink._http.default_journal import OFF, VARIABLE, can_keep_journal, find_default_journal, refuse_without_extra

if TYPE_CHECKING:
    from collections.abc import Generator

    from evolink.journal import Journal

    from ._report import Report


_ABSENT = f'no journal: install it with pip install "evolink[batch]", or hide this line with {VARIABLE}={OFF}'


def refuse_without_journal(what: str = "a journal") -> None:
    """Refuse a command that needs a journal if its packages are not installed.

    Args:
        what: The subject of the message.

    Raises:
        UsageError: The packages are not installed.
    """
    from evolink.errors import ConfigurationError

    try:
        refuse_without_extra(what)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error


@contextmanager
def open_journal(where: str) -> "Generator[Journal]":
    """Open a journal.

    Raises:
        UsageError: The address is not valid, or the packages are not installed.
        JournalFailed: The journal can't be opened.
    """
    refuse_without_journal()
    from evolink.errors import ConfigurationError
    from evolink.journal import Journal

    from ._warnings import show_warnings

    show_warnings()
    try:
        journal = Journal(where)
    except ConfigurationError as error:
        raise click.UsageError(f"{VARIABLE}: {error.message}") from error
    with journal:
        yield journal


@contextmanager
def optional_journal(report: "Report") -> "Generator[Journal | None]":
    """Open the journal for a command that costs credits. Yield None if it is off, or not installed and not set.

    Raises:
        UsageError: The address is not valid.
        JournalFailed: The journal can't be opened, so nothing is paid for.
    """
    with _default_journal() as journal:
        if journal is None and _is_not_installed():
            report.print_message(_ABSENT)
        yield journal


@contextmanager
def journal_if_usable(report: "Report") -> "Generator[Journal | None]":
    """Open the journal for a command that costs nothing. Continue without it if it can't be opened.

    Raises:
        UsageError: The address is not valid.
    """
    from evolink.errors import JournalFailed

    with ExitStack() as stack:
        journal = None
        try:
            journal = stack.enter_context(_default_journal())
        except JournalFailed as error:
            report.print_message(f"{error.message}; continuing without it")
        yield journal


@contextmanager
def required_journal() -> "Generator[Journal]":
    """Open the journal for a command that needs it.

    Raises:
        UsageError: It is off, or the packages are not installed.
        JournalFailed: The journal can't be opened.
    """
    refuse_without_journal()
    where = find_default_journal()
    if where is None:
        raise click.UsageError(f"this command needs a journal, but {VARIABLE} is {OFF}")
    with open_journal(where) as journal:
        yield journal


@contextmanager
def _default_journal() -> "Generator[Journal | None]":
    where = None if _is_not_installed() else find_default_journal()
    if where is None:
        yield None
        return
    with open_journal(where) as journal:
        yield journal


def _is_not_installed() -> bool:
    """Return whether the packages are not installed and no journal is set."""
    return not can_keep_journal() and not os.environ.get(VARIABLE, "").strip()
