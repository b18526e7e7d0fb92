"""`evolink tasks`: list what was sent, how it ended, and what it cost."""

import time
from typing import TYPE_CHECKING, Any

import click

from evolink.cli._time_spans import parse_span

from ._choice import Choice
from ._command import Group
from ._journal import required_journal
from ._options import json_option
from ._reconcile import reconcile
from ._report import Report, command_line
from ._settle import settle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from evolink.journal import Call, Journal, State

_STATES = ("planned", "intent", "submitted", "completed", "failed", "refused", "held", "resent")
_SHOWN = 20


@click.group(
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",
    examples=(
        "evolink tasks",
        "evolink tasks --since 2h --all",
        "evolink tasks --state held",
    ),
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Show the newest N.  [default: {_SHOWN}; all with --json]",
)
@click.option("--all", "show_all", is_flag=True, help="Show all calls.")
@click.option(
    "--state", type=Choice(_STATES), metavar="STATE", help="Only calls in this state.  [default: all but planned]"
)
@click.option("--since", callback=parse_span, metavar="SPAN", help="Only calls from the last 12h, 30d and so on.")
@json_option
@click.pass_context
def command(ctx: click.Context, limit: int | None, state: str | None, since: float | None, *, show_all: bool) -> None:
    """List the calls of the journal, newest first. This needs no key and no network.

    \b
    planned    a row of a batch, not sent yet
    intent     being sent, no response yet
    submitted  running when last read; see evolink resume
    held       response lost, perhaps charged; see settle, reconcile
    resent     held, and being resent now
    refused    no task was created, nothing was charged
    completed, failed

    --verbose adds IDs, idempotency keys, all paths and error codes. --json lists all calls, oldest first.
    """  # noqa: D301 - \b keeps Click from joining the lines
    if ctx.invoked_subcommand is not None:
        return
    if show_all and limit:
        raise click.UsageError("Use either --limit or --all.")
    report = ctx.ensure_object(Report)
    with required_journal() as journal:
        chosen = Chosen(journal, state, since)
        if report.wants_json:
            report.data = {"calls": [_record(call) for call in chosen.oldest_first(limit)]}
        else:
            _show(report, chosen, None if show_all else limit or _SHOWN)


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


class Chosen:
    """The calls that the user asks for.

    Args:
        journal: The journal.
        state: The state that they are in; any but planned if None.
        since: The earliest time at which they were noted, in Unix seconds.
    """

    def __init__(self, journal: "Journal", state: str | None, since: float | None) -> None:
        from evolink.journal import State

        self._journal = journal
        self._states = State(state) if state else set(State) - {State.PLANNED}
        self._since = since
        self.are_all = not state and since is None

    def newest_first(self, limit: int | None) -> "Iterator[Call]":
        """Return so many of them at most."""
        return self._journal.newest(limit, state=self._states, since=self._since)

    def oldest_first(self, limit: int | None) -> "Iterable[Call]":
        """Return so many of the newest at most."""
        if limit is None:
            return self._journal.calls(self._states, since=self._since)
        return reversed(list(self.newest_first(limit)))

    def count(self, states: "Collection[State] | None" = None, *, single: bool = False) -> int:
        """Return how many there are, in some states or in all that are asked for; `single` leaves out batches."""
        return self._journal.count(states or self._states, since=self._since, single=single)


def _show(report: Report, chosen: Chosen, limit: int | None) -> None:
    from ._task_table import HELD, RUNNING, Unfinished, table_lines

    now = time.time()
    unfinished = Unfinished()
    for line in table_lines(unfinished.watch(chosen.newest_first(limit), now), now, is_verbose=report.is_verbose):
        report.print_data(line)
    if chosen.are_all:  # also those that are too old to be shown
        unfinished.running, unfinished.held = chosen.count(RUNNING, single=True), chosen.count(HELD)
        unfinished.rows = chosen.count(RUNNING) - unfinished.running
    hints = [*unfinished.hints(), *_more(chosen, limit, unfinished.calls)]
    if hints:
        report.print_message("\n".join(["", *hints]) if unfinished.calls else "\n".join(hints))


def _more(chosen: Chosen, limit: int | None, shown: int) -> "Iterator[str]":
    """Yield how many calls are not shown, or why there are none."""
    total = chosen.count() if limit == shown else shown
    if total > shown:
        yield f"the newest {shown:,} of {total:,} calls; for all of them: {command_line('tasks', '--all')}"
    elif not shown and not chosen.are_all:
        yield f"no such calls; for the newest of all: {command_line('tasks')}"
    elif not shown:
        yield "no calls yet: what is generated is listed here, with what it cost and where the files are"
        yield f"  to begin, see what there is: {command_line('models')}"


def _record(call: "Call") -> dict[str, Any]:
    values = {name: getattr(call, name) for name in _OF_CALLS}
    results = [{name: getattr(result, name) for name in _OF_RESULTS} for result in call.results]
    return {**values, "request": call.request, "results": results}


_OF_CALLS = (
    *("key", "state", "model", "task_id", "created_at", "sent_at", "ended_at", "credits_reserved", "credits_used"),
    *("error_code", "error_message", "output"),
)
_OF_RESULTS = ("position", "url", "expires_at", "path", "size", "sha256", "saved_at")
