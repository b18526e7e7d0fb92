"""The command line's journal: kept unless EVOLINK_JOURNAL is off or its packages are not installed."""

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from evolink._http.default_journal import OFF, VARIABLE, can_keep_journal, find_default_journal, refuse_without_extra

if TYPE_CHECKING:
    from collections.abc import Generator

    from evolink.journal import Journal

    from ._report import Report


_ABSENT = f'no journal is kept without an extra (pip install "evolink[batch]"; {VARIABLE}={OFF} hides this line)'


def refuse_without_journal(what: str = "a journal") -> None:
    """Refuse a command that needs a journal where there can be none.

    Args:
        what: What needs it, as the subject of a sentence.

    Raises:
        UsageError: What a journal needs is not installed.
    """
    from evolink.errors import ConfigurationError

    try:
        refuse_without_extra(what)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error


@contextmanager
def opened(where: str) -> "Generator[Journal]":
    """Open a journal.

    Raises:
        UsageError: The address can't be used, or what a journal needs is not installed.
        JournalFailed: It can't be opened.
    """
    refuse_without_journal()
    from evolink.errors import ConfigurationError
    from evolink.journal import Journal

    try:
        journal = Journal(where)
    except ConfigurationError as error:
        raise click.UsageError(f"{VARIABLE}: {error.message}") from error
    with journal:
        yield journal


@contextmanager
def noted(report: "Report") -> "Generator[Journal | None]":
    """Open the journal for a command that pays; None if it is off, or neither installed nor asked for.

    Raises:
        UsageError: The address can't be used.
        JournalFailed: It can't be opened: then nothing is paid.
    """
    with _wanted() as journal:
        if journal is None and _is_absent():
            report.say(_ABSENT)
        yield journal


@contextmanager
def noted_if_possible(report: "Report") -> "Generator[Journal | None]":
    """Open the journal for a command that costs nothing: it is not worth failing for.

    Raises:
        UsageError: The address can't be used.
    """
    from evolink.errors import JournalFailed

    with ExitStack() as stack:
        journal = None
        try:
            journal = stack.enter_context(_wanted())
        except JournalFailed as error:
            report.say(f"{error.message}; continuing without it")
        yield journal


@contextmanager
def needed() -> "Generator[Journal]":
    """Open the journal for a command that is about it.

    Raises:
        UsageError: There is none, or what it needs is not installed.
        JournalFailed: It can't be opened.
    """
    refuse_without_journal()
    where = find_default_journal()
    if where is None:
        raise click.UsageError(f"{VARIABLE} is {OFF}: nothing is noted")
    with opened(where) as journal:
        yield journal


@contextmanager
def _wanted() -> "Generator[Journal | None]":
    where = None if _is_absent() else find_default_journal()
    if where is None:
        yield None
        return
    with opened(where) as journal:
        yield journal


def _is_absent() -> bool:
    """Return whether there is no journal because it is not installed, and nobody asked for one."""
    return not can_keep_journal() and not os.environ.get(VARIABLE, "").strip()
