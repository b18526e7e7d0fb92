"""`evolink batch`: run many requests from one file."""

import click

from evolink.cli._lazy_group import LazyGroup

_SUMMARIES = {
    "run": "Run every row of a file, and save the results.",
    "submit": "Queue every row of a file for workers on many machines.",
    "work": "Run submitted rows on this machine.",
    "status": "Show the status of submitted batches.",
}


@click.group(cls=LazyGroup, summaries=_SUMMARIES, prefix="batch_")
def command() -> None:
    """Run many requests from one file."""
