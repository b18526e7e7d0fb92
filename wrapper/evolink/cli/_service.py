"""The client of a command."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from evolink.cli._exit_codes import AccessError

from ._report import Report, command_line

if TYPE_CHECKING:
    from collections.abc import Generator

    from evolink import EvoLink
    from evolink.errors import ConfigurationError
    from evolink.journal import Journal


@contextmanager
def connect(report: Report, journal: "Journal | None" = None) -> "Generator[EvoLink]":
    """Yield a client with the user's key and the service of the environment.

    Args:
        report: Gets the address of the service.
        journal: Records the calls.

    Raises:
        UsageError: EVOLINK_BASE_URL is not a valid address.
        AccessError: There is no usable key.
    """
    from evolink import EvoLink
    from evolink.errors import ConfigurationError

    from ._warnings import show_warnings

    show_warnings()
    service_origin(report)
    try:
        client = EvoLink(journal=journal)
    except ConfigurationError as error:
        raise no_key(error) from error
    with client:
        yield client


def service_origin(report: Report) -> str:
    """Return scheme, host and port of the service, to which a stored key belongs.

    Args:
        report: Gets the address of the service.

    Raises:
        UsageError: EVOLINK_BASE_URL is not a valid address.
    """
    from evolink import EvoLink
    from evolink._http.settings import origin_of
    from evolink.errors import ConfigurationError

    try:
        with EvoLink(api_key="any") as client:
            report.service = client.base_url
    except ConfigurationError as error:
        raise click.UsageError(error.message.replace("base_url", "EVOLINK_BASE_URL", 1)) from error
    return origin_of(report.service)


def no_key(error: "ConfigurationError") -> AccessError:
    """Return what the user reads about a key that is missing or not usable."""
    from evolink._keys.finding import IN_PYTHON, PUBLIC_SERVICE, missing_key

    problem, _, advice = error.message.replace(IN_PYTHON, "").partition(": ")
    lines = advice.split("; ")
    if error.message == missing_key(PUBLIC_SERVICE).message:
        lines.append(f"or try all this without a key: {command_line('mock')}")
    return AccessError(problem, "\n  ".join(lines))
