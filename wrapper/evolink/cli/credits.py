"""`evolink credits`: the remaining credits, and whether the key works."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from evolink._costs.words import amount, in_credits
from evolink.cli._exit_codes import AccessError

from ._command import Command
from ._options import json_option
from ._report import Report
from ._service import connect

if TYPE_CHECKING:
    from evolink import Credits


@click.command(
    cls=Command,
    examples=(
        "evolink credits",
        "evolink credits --json",
    ),
)
@json_option
@click.pass_obj
def command(report: Report) -> None:
    """Show the remaining credits, which also tests the key and the address. It costs nothing."""
    with connect(report) as client:
        left = client.credits()
    report.data = {"credits": {"service": report.service, **asdict(left)}}
    report.print_data(f"service   {report.service}")
    report.print_data(f"account   {_format_credits(left.remaining, left.used)}")
    report.print_data(
        "key       no quota of its own"
        if left.key_unlimited
        else f"key       {_format_credits(left.key_remaining, left.key_used)}"
    )
    if _is_spent(left):
        raise AccessError("the key works, but there are no credits left", "top up the account, or use another key")


def _format_credits(remaining: float | None, used: float | None) -> str:
    if remaining is None:
        return "unknown"
    return f"{in_credits(remaining)} left" + ("" if used is None else f", {amount(used)} used")


def _is_spent(left: "Credits") -> bool:
    """Return whether no credits are left, as far as is known."""
    limits = [left.remaining] if left.key_unlimited else [left.remaining, left.key_remaining]
    return any(limit is not None and limit <= 0 for limit in limits)
