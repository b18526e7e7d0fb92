"""`evolink tasks`: list what was sent, how it ended, and what it cost."""

import time
from typing import TYPE_CHECKING, Any

import click

from evolink.cli._time_spans import age, parse_span
from evolink.errors._shorten import cut

from ._choice import Choice
from ._command import Group
from ._journal import required_journal
from ._options import json_option
from ._reconcile import reconcile
from ._report import Report
from ._settle import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evolink.journal import Call, Journal

_STATES = ("planned", "intent", "submitted", "completed", "failed", "refused", "held", "resent")
_LINE = "{:<9}  {:>4}  {:>8}  {:<26}  {}"


@click.group(
    cls=Group,
    invoke_without_command=True,
    examples=(
        "evolink tasks",
        "evolink tasks --since 2h",
        "evolink tasks --state held",
    ),
)
@click.option("--state", type=Choice(_STATES), help="Only calls in this state.  [default: all but planned]")
@click.option("--since", callback=parse_span, metavar="SPAN", help="Only calls of the last 12h, 30d and so on.")
@json_option
@click.pass_context
def command(ctx: click.Context, state: str | None, since: float | None) -> None:
    """List the calls of the journal, oldest first. This needs no key and no network.

    \b
    intent     being sent, no response yet
    submitted  running, or not read since; see evolink resume
    held       response lost, perhaps charged; see settle, reconcile
    resent     held, and being resent now
    refused    no task was created, nothing was charged
    """  # noqa: D301 - \b keeps Click from joining the lines
    if ctx.invoked_subcommand is None:
        with required_journal() as journal:
            _list(ctx.ensure_object(Report), _chosen(journal, state, since))


@command.command(
    short_help="Forget old calls.", examples=("evolink tasks prune", "evolink tasks prune --older-than 90d")
)
@click.option(
    "--older-than", callback=parse_span, default="30d", show_default=True, metavar="SPAN", help="The minimum age."
)
@json_option
@click.pass_obj
def prune(report: Report, older_than: float) -> None:
    """Forget old calls. Held and unfinished calls stay, and so do calls whose results can still be saved.

    A batch is forgotten as a whole, once all its calls are old. Running its file into another folder then pays again.
    """
    with required_journal() as journal:
        forgotten = journal.prune(older_than)
    report.data = {"forgotten": forgotten}
    report.print_data(f"{forgotten} calls forgotten")


command.add_command(settle)
command.add_command(reconcile)


def _chosen(journal: "Journal", state: str | None, since: float | None) -> "Iterator[Call]":
    from evolink.journal import State

    return journal.calls(State(state) if state else set(State) - {State.PLANNED}, since=since)


def _list(report: Report, calls: "Iterator[Call]") -> None:
    now = time.time()
    records: list[dict[str, Any]] = []
    report.data = {"calls": records}
    report.print_data(_LINE.format("state", "age", "credits", "model", "task and files"))
    call = None
    for call in calls:
        if report.wants_json:
            records.append(_record(call))
        report.print_data(_line(call, now))
    if call is None:
        report.print_message("no calls")


def _line(call: "Call", now: float) -> str:
    about = [call.task_id or call.key, *(str(result.path) for result in call.results if result.saved_at)]
    if call.error_code:
        about.append(cut(call.error_code))
    cost = "" if call.cost is None else f"{call.cost:g}"
    return _LINE.format(str(call.state), age(now - call.created_at), cost, cut(call.model), " ".join(about))


def _record(call: "Call") -> dict[str, Any]:
    values = {name: getattr(call, name) for name in _OF_CALLS}
    results = [{name: getattr(result, name) for name in _OF_RESULTS} for result in call.results]
    return {**values, "request": call.request, "results": results}


_OF_CALLS = (
    *("key", "state", "model", "task_id", "created_at", "sent_at", "ended_at", "credits_reserved", "credits_used"),
    *("error_code", "error_message", "output"),
)
_OF_RESULTS = ("position", "url", "expires_at", "path", "size", "sha256", "saved_at")
