"""`evolink upload`: upload files, and print their links."""

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evolink.errors import EvoLinkError

from ._command import Command
from ._journal import journal_if_usable
from ._options import json_option
from ._report import Report
from ._service import connect

if TYPE_CHECKING:
    from evolink import EvoLink

_FIELD = "file"
"""How errors name the file."""


@click.command(
    cls=Command,
    examples=(
        "evolink upload cat.png",
        "evolink upload cat.png dog.jpg",
        "evolink upload https://files.example/cat.png",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@json_option
@click.pass_obj
def command(report: Report, files: tuple[str, ...]) -> None:
    """Upload images, videos and audio, and print a link for each. It costs nothing; messages say how long links work.

    FILE may also be a link, from which the service fetches the file. `evolink generate --image FILE` uploads by itself.
    """
    uploaded: list[dict[str, Any]] = []
    report.data = {"files": uploaded}
    with journal_if_usable(report) as journal, connect(report, journal) as client:
        for given in files:
            report.name_fields({_FIELD: given})
            try:
                uploaded.append({"file": given, **_upload(client, report, given)})
            except (EvoLinkError, OSError) as error:
                report.add_error(error)


def _upload(client: "EvoLink", report: Report, given: str) -> dict[str, Any]:
    """Upload a file, print its link and return what is known of it."""
    found = client.files.upload(given if "://" in given else Path(given))
    report.print_data(found.url)
    until = time.strftime("%Y-%m-%d %H:%M %z", time.localtime(found.expires_at))
    report.print_message(f"  {given}: its link works until {until}")
    return asdict(found)
