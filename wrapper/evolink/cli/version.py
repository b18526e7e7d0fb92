"""`evolink version`: show the installed versions."""

import click

from evolink._contract.document import contract_version

from ._command import Command
from ._options import json_option
from ._report import Report


@click.command(
    cls=Command,
    examples=(
        "evolink version",
        "evolink version --json",
    ),
)
@json_option
@click.pass_obj
def command(report: Report) -> None:
    """Show the versions of evolink, the contract, Python and httpx for a bug report."""
    import platform
    from importlib.metadata import version

    versions = {
        "evolink": version("evolink"),
        "contract": contract_version(),
        "python": platform.python_version(),
        "httpx": version("httpx"),
    }
    report.data = {"versions": versions}
    for name, number in versions.items():
        report.print_data(f"{name:<9} {number}")
