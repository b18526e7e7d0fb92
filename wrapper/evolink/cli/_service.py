"""A client for one run."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ._exits import AccessError
from ._report import Report

if TYPE_CHECKING:
    from collections.abc import Generator

    from evolink import EvoLink
    from evolink.journal import Journal


@contextmanager
def connected(report: Report, journal: "Journal | None" = None) -> "Generator[EvoLink]":
    """Yield a client of the environment's key and service.

    Args:
        report: Where it is told.
        journal: Where calls are noted.

    Raises:
        UsageError: EVOLINK_BASE_URL is no address that a key may be sent to.
        AccessError: EVOLINK_API_KEY holds no key.
    """
    from evolink import EvoLink
    from evolink.errors import ConfigurationError

    try:
        EvoLink(api_key="any").close()
    except ConfigurationError as error:
        raise click.UsageError(error.message.replace("base_url", "EVOLINK_BASE_URL", 1)) from error
    try:
        client = EvoLink(journal=journal)
    except ConfigurationError as error:
        raise AccessError(
            error.message.partition(":")[0],
            "set one with: export EVOLINK_API_KEY=...\n  or try things out without one: evolink mock",
        ) from error
    with client:
        report.service = client.base_url
        yield client
