"""Options of several commands for batches."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from ._parameters import complete_model

F = TypeVar("F", bound=Callable[..., Any])


def _columns(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in values:
        name, _, column = (part.strip() for part in value.partition("="))
        if not name or not column or name in found:
            problem = "appears twice" if column and name in found else "is not NAME=COLUMN, for example prompt=text"
            raise click.BadParameter(f"{value!r} {problem}", ctx, param)
        found[name] = column
    return found


column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="NAME=COLUMN",
    help="The column for a parameter or for id, if its name differs: prompt=text.",
)

row_model_option = click.option(
    "-m",
    "--model",
    envvar="EVOLINK_MODEL",
    metavar="NAME",
    shell_complete=complete_model,
    help="The model of rows without one.",
)

manifest_argument = click.argument("manifest", type=click.Path(exists=True, dir_okay=False))
new_batch_option = click.option("--new", is_flag=True, help="Start a new batch in DIR, and pay for every row again.")


def folder_option(text: str) -> Callable[[F], F]:
    """Add -o, which has to be given."""
    return click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(), help=text)


def in_flight_option(least: int) -> Callable[[F], F]:
    """Add --in-flight.

    Args:
        least: The smallest number that it takes.
    """
    return click.option(
        "--in-flight",
        type=click.IntRange(least),
        metavar="N",
        default=200,
        show_default=True,
        help="How many rows run at once.",
    )
