"""Options that several commands have."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """Add --json. It is looked for before anything is understood, so no command is told of it."""
    return click.option("--json", is_flag=True, expose_value=False, help="Give one JSON object on stdout.")(function)


def output_option(text: str) -> Callable[[F], F]:
    """Add -o and --overwrite."""

    def add(function: F) -> F:
        overwrite = click.option("--overwrite", is_flag=True, help="Replace files that are there.")
        output = click.option("-o", "--output", metavar="PATH", help=text)
        return output(overwrite(function))

    return add


any_type_option = click.option(
    "--any-type", is_flag=True, help="Also save what is not a PNG, JPEG, WebP or GIF, such as AVIF or HEIC."
)

timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait; the task goes on anyway.",
)
