"""`evolink credits`: what is left, and whether the key is good."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ._exits import AccessError
from ._options import json_option
from ._report import Report
from ._service import connected

if TYPE_CHECKING:
    from evolink import Credits


@click.command(short_help="Show the credits left, and check the key.")
@json_option
@click.pass_obj
def command(report: Report) -> None:
    """Show the credits left, and so check key and address. It costs nothing."""
    with connected(report) as client:
        left = client.credits()
    report.data = {"credits": {"service": report.service, **asdict(left)}}
    report.give(f"service   {report.service}")
    report.give(f"account   {_told(left.remaining, left.used)}")
    report.give(
        "key       no limit of its own"
        if left.key_unlimited
        else f"key       {_told(left.key_remaining, left.key_used)}"
    )
    if _is_spent(left):
        raise AccessError("the key works, but there are no credits left", "top up the account, or take another key")


def _told(remaining: float | None, used: float | None) -> str:
    if remaining is None:
        return "untold"
    return f"{remaining:g} credits left" + ("" if used is None else f", {used:g} used")


def _is_spent(left: "Credits") -> bool:
    """Return whether nothing can be paid; what is not told is not known to be gone."""
    limits = [left.remaining] if left.key_unlimited else [left.remaining, left.key_remaining]
    return any(limit is not None and limit <= 0 for limit in limits)
