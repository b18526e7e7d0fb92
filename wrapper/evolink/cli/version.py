"""`evolink version`: what is installed."""

import click

from ._options import json_option
from ._report import Report


@click.command(short_help="Show what is installed.")
@json_option
@click.pass_obj
def command(report: Report) -> None:
    """Show the versions of evolink, the contract, Python and httpx: what a bug report needs."""
    import platform  # noqa: PLC0415 - help does without
    from importlib.metadata import version  # noqa: PLC0415 - the same

    from evolink_contract import document  # noqa: PLC0415 - reads the contract

    versions = {
        "evolink": version("evolink"),
        "contract": document()["info"]["version"],
        "python": platform.python_version(),
        "httpx": version("httpx"),
    }
    report.data = {"versions": versions}
    for name, number in versions.items():
        report.give(f"{name:<9} {number}")
