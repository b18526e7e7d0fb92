"""`evolink batch`: run many requests from one file."""

import click

from evolink.cli._lazy_group import LazyGroup

_MODULES = {name: f"batch_{name}" for name in ("run", "submit", "work", "status")}


@click.group(cls=LazyGroup, modules=_MODULES, short_help="Run a file of requests within a budget.")
def command() -> None:
    """Run many requests from one file."""
