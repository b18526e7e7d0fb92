"""The command line's journal: kept unless EVOLINK_JOURNAL says otherwise."""

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from evolink._http.default_journal import OFF, VARIABLE, usual_journal

if TYPE_CHECKING:
    from collections.abc import Generator

    from evolink.journal import Journal

    from ._report import Report


@contextmanager
def opened(where: str) -> "Generator[Journal]":
    """Open a journal.

    Raises:
        UsageError: The address can't be used.
        JournalFailed: It can't be opened.
    """
    from evolink.errors import ConfigurationError
    from evolink.journal import Journal

    try:
        journal = Journal(where)
    except ConfigurationError as error:
        raise click.UsageError(f"{VARIABLE}: {error.message}") from error
    with journal:
        yield journal


@contextmanager
def noted() -> "Generator[Journal | None]":
    """Open the journal for a command that pays; None if none is wanted.

    Raises:
        UsageError: The address can't be used.
        JournalFailed: It can't be opened: then nothing is paid.
    """
    where = usual_journal()
    if where is None:
        yield None
        return
    with opened(where) as journal:
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
            journal = stack.enter_context(noted())
        except JournalFailed as error:
            report.say(f"{error.message}; going on without it")
        yield journal


@contextmanager
def needed() -> "Generator[Journal]":
    """Open the journal for a command that is about it.

    Raises:
        UsageError: There is none.
        JournalFailed: It can't be opened.
    """
    where = usual_journal()
    if where is None:
        raise click.UsageError(f"{VARIABLE} is {OFF}: nothing is noted")
    with opened(where) as journal:
        yield journal
