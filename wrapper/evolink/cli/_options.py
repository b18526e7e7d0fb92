"""Options of several commands."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """Add --json. It is handled before arguments are parsed, so no command receives it."""
    return click.option("--json", is_flag=True, expose_value=False, help="Print one JSON object to stdout.")(function)


def output_option(text: str) -> Callable[[F], F]:
    """Add -o and --overwrite."""

    def add(function: F) -> F:
        overwrite = click.option("--overwrite", is_flag=True, help="Replace existing files.")
        output = click.option("-o", "--output", metavar="PATH", type=click.Path(), help=text)
        return output(overwrite(function))

    return add


any_type_option = click.option("--any-type", is_flag=True, help="Also save types that few programs open, such as AVIF.")

timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long to wait; the task continues anyway.  [default: 600, or 3 times the estimate]",
)
