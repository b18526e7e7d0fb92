"""`evolink batch`: many requests from one file."""

import click

from ._late import LateGroup

_MODULES = {name: f"batch_{name}" for name in ("run", "submit", "work", "status")}


@click.group(cls=LateGroup, modules=_MODULES, short_help="Run a file of requests: checked, within a budget, resumable.")
def command() -> None:
    """Run many requests from one file."""
