"""`evolink batch`: run many requests from one file."""

import click

from evolink.cli._lazy_group import LazyGroup

_SECTIONS = {
    "On this machine": {
        "run": "Run every row of a file, and save the results.",
    },
    "On many machines": {
        "submit": "Queue every row of a file for workers on many machines.",
        "work": "Run submitted rows on this machine.",
        "status": "Show the rows and credits of batches.",
    },
}


@click.group(
    cls=LazyGroup,
    sections=_SECTIONS,
    prefix="batch_",
    invoke_without_command=True,
    examples=(
        "evolink batch run prompts.txt -m nano-banana-beta -o out/ --dry-run",
        "evolink batch run prompts.txt -m nano-banana-beta -o out/ --budget 50",
    ),
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Run many requests from one file."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
