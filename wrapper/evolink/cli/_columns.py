"""`--column`: what the columns of a manifest are, where they have names of their own."""

from collections.abc import Sequence

import click


def _columns(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in values:
        name, _, column = (part.strip() for part in value.partition("="))
        if not name or not column or name in found:
            told = "is said twice" if column and name in found else "is no NAME=COLUMN, as prompt=text"
            raise click.BadParameter(f"{value!r} {told}", ctx, param)
        found[name] = column
    return found


column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="NAME=COLUMN",
    help="The column of a parameter, or of id, that has another name: prompt=text.",
)
