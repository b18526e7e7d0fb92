"""`evolink tasks`: what was sent, what became of it, and what it cost."""

import time
from typing import TYPE_CHECKING, Any

import click

from evolink.errors._shorten import cut

from ._journal import needed
from ._options import json_option
from ._reconcile import reconcile
from ._report import Report
from ._settle import settle
from ._span import age, ago

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evolink.journal import Call, Journal

_STATES = ("planned", "intent", "submitted", "completed", "failed", "refused", "held", "resent")
_LINE = "{:<9}  {:>4}  {:>8}  {:<26}  {}"


@click.group(invoke_without_command=True, short_help="List what was sent, what it cost, where the files are.")
@click.option("--state", type=click.Choice(_STATES), help="Only those that stand there.  [default: all but planned]")
@click.option("--since", callback=ago, metavar="SPAN", help="Only those of the last 12h, 30d ...")
@json_option
@click.pass_context
def command(ctx: click.Context, state: str | None, since: float | None) -> None:
    """List the calls of the journal, oldest first. It needs no key and no network.

    \b
    intent     sent just now, and not answered yet
    submitted  at work, or nobody has looked since; see evolink resume
    held       the answer was lost, perhaps charged; see settle, reconcile
    resent     held, and being sent again just now
    refused    no task was made, nothing was charged
    """  # noqa: D301 - the mark that keeps Click from joining the lines
    if ctx.invoked_subcommand is None:
        with needed() as journal:
            _list(ctx.ensure_object(Report), _chosen(journal, state, since))


@command.command(short_help="Forget calls that are over.")
@click.option("--older-than", callback=ago, default="30d", show_default=True, metavar="SPAN", help="How old, at least.")
@json_option
@click.pass_obj
def prune(report: Report, older_than: float) -> None:
    """Forget calls that ended long ago. Held and unfinished ones stay, and so do pictures that can still be saved.

    A bulk run is forgotten as a whole, when all of it ended long ago; to run its file again then pays for it again.
    """
    with needed() as journal:
        forgotten = journal.prune(older_than)
    report.data = {"forgotten": forgotten}
    report.give(f"{forgotten} calls forgotten")


command.add_command(settle)
command.add_command(reconcile)


def _chosen(journal: "Journal", state: str | None, since: float | None) -> "Iterator[Call]":
    from evolink.journal import State

    return journal.calls(State(state) if state else set(State) - {State.PLANNED}, since=since)


def _list(report: Report, calls: "Iterator[Call]") -> None:
    now = time.time()
    records: list[dict[str, Any]] = []
    report.data = {"calls": records}
    report.give(_LINE.format("state", "age", "credits", "model", "task, and files"))
    call = None
    for call in calls:
        if report.wants_json:
            records.append(_record(call))
        report.give(_line(call, now))
    if call is None:
        report.say("there are none")


def _line(call: "Call", now: float) -> str:
    about = [call.task_id or call.key, *(str(result.path) for result in call.results if result.saved_at)]
    if call.error_code:
        about.append(cut(call.error_code))
    told = "" if call.cost is None else f"{call.cost:g}"
    return _LINE.format(str(call.state), age(now - call.created_at), told, cut(call.model), " ".join(about))


def _record(call: "Call") -> dict[str, Any]:
    told = {name: getattr(call, name) for name in _TOLD}
    results = [{name: getattr(result, name) for name in _OF_RESULTS} for result in call.results]
    return {**told, "request": call.request, "results": results}


_TOLD = (
    *("key", "state", "model", "task_id", "created_at", "sent_at", "ended_at", "credits_reserved", "credits_used"),
    *("error_code", "error_message", "output"),
)
_OF_RESULTS = ("position", "url", "expires_at", "path", "size", "sha256", "saved_at")
