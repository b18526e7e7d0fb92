"""`evolink version`: what is installed."""

import click

from ._options import json_option
from ._report import Report


@click.command(short_help="Show what is installed.")
@json_option
@click.pass_obj
def command(report: Report) -> None:
    """Show the versions of evolink, the contract, Python and httpx: what a bug report needs."""
    import platform
    from importlib.metadata import version

    from evolink_contract import document

    versions = {
        "evolink": version("evolink"),
        "contract": document()["info"]["version"],
        "python": platform.python_version(),
        "httpx": version("httpx"),
    }
    report.data = {"versions": versions}
    for name, number in versions.items():
        report.give(f"{name:<9} {number}")
