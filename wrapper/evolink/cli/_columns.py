"""Options for the rows of a manifest: columns that have other names, and the model of rows that name none."""

from collections.abc import Sequence

import click

from ._parameters import complete_model


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
