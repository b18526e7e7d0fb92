"""The client of a command."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from evolink.cli._exit_codes import AccessError

from ._report import Report

if TYPE_CHECKING:
    from collections.abc import Generator

    from evolink import EvoLink
    from evolink.journal import Journal


@contextmanager
def connect(report: Report, journal: "Journal | None" = None) -> "Generator[EvoLink]":
    """Yield a client with the key and the service of the environment.

    Args:
        report: Gets the address of the service.
        journal: Records the calls.

    Raises:
        UsageError: EVOLINK_BASE_URL is not a valid address.
        AccessError: EVOLINK_API_KEY is not set or not valid.
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
            "set it with: export EVOLINK_API_KEY=...\n  or use a mock without a key: evolink mock",
        ) from error
    with client:
        report.service = client.base_url
        yield client
