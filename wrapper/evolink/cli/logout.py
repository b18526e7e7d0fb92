"""`evolink logout`: remove the stored API key."""

import os

import click

from evolink._keys.finding import VARIABLE
from evolink.cli._exit_codes import StoppedError
from evolink.errors import ConfigurationError

from ._command import Command
from ._options import json_option
from ._report import Report
from ._service import service_origin


@click.command(
    cls=Command,
    examples=(
        "evolink logout",
        "EVOLINK_BASE_URL=http://127.0.0.1:8787 evolink logout",
    ),
)
@json_option
@click.pass_obj
def command(report: Report) -> None:
    """Remove the stored API key of the service. The key itself stays valid."""
    from evolink._keys.key_file import correct_permissions
    from evolink._keys.stored_keys import find_stored_origins, forget_key

    service = service_origin(report)
    try:
        correct_permissions()
        was_there = forget_key(service)
        others = find_stored_origins()
    except ConfigurationError as error:
        raise StoppedError(error.message) from error
    report.data = {"logout": {"service": service, "removed": was_there}}
    report.print_message(
        f"the key for {service} is removed from this machine" if was_there else f"no key is stored for {service}"
    )
    if others:
        report.print_message(f"  keys are still stored for {', '.join(others)}; EVOLINK_BASE_URL names the service")
    if os.environ.get(VARIABLE):
        report.print_message(f"  {VARIABLE} is still set, and is used")
