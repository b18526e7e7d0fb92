"""The work of `evolink generate`, loaded when its help is not all that is wanted."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from evolink._calls.estimating import seen_prices
from evolink._contract.kinds import find_kind_of_model
from evolink._costs.words import charged, duration, in_credits
from evolink.cli._exit_codes import StoppedError
from evolink.cli._previous_run import TaskInProgress, allow_resending, refuse_if_held, resume_previous
from evolink.errors import EvoLinkError, RequestRefused, SubmissionUncertain

from ._client_calls import submit, upload_files
from ._dry_run import show_dry_run
from ._estimate_texts import describe_estimates
from ._fitted_table import shorten
from ._journal import optional_journal
from ._output_type import warning_of_type
from ._plain_text import one_line
from ._planned_calls import PlannedCall, Planner, checked_drafts
from ._prompt import split_prompts
from ._report import Report
from ._request import kind_of_new_model, request_of
from ._saved_files import Viewers
from ._service import connect
from ._target import STDOUT, Target
from ._waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from evolink import EvoLink, Results, Task
    from evolink.journal import Journal

    from ._progress import ProgressDisplay

_LONGEST_PROMPT = 40
_MOST_UNASKED = 10
"""Calls that a command makes without asking: as many as somebody may have meant to pay for."""


def generate(ctx: click.Context, report: Report, options: dict[str, Any]) -> None:
    """Run the command `generate`.

    Args:
        ctx: Its context.
        report: Prints what happens.
        options: Its options.
    """
    prompts = split_prompts(options["arguments"], options["prompts"], options["prompt_file"])
    requests = [request_of(ctx, report, prompt, options["prompt_file"]) for prompt in prompts]
    kind = kind_of_new_model(ctx)
    if options["output"] == STDOUT:
        _refuse_with_stdout(options)
    if options["dry_run"]:
        show_dry_run(report, requests, options, kind)
        return
    drafts = checked_drafts(requests, options["count"], options, kind)  # needs no key
    is_another = options["idempotency_key"] is None and (options["new"] or not options["wait"])
    looks_back = options["idempotency_key"] is None and not is_another
    base = Target(options["output"] or ".", options["overwrite"], options["any_type"])
    warning = warning_of_type(base, requests[0], kind or find_kind_of_model(requests[0]["model"]))
    with optional_journal(report) as journal:
        calls = list(Planner(report, journal, base, looks_back=looks_back, is_another=is_another).plan(drafts))
        if calls:
            with connect(report, journal) as client:
                _Run(report, client, journal, options, warning).run(calls)


def _refuse_with_stdout(options: dict[str, Any]) -> None:
    """Refuse options that don't go with `-o -`.

    Raises:
        UsageError: There would be no file, or none to open or to show.
    """
    if not options["wait"]:
        raise click.UsageError("--no-wait prints the ID of the task, so stdout can't be the file as well.")
    if options["opens"] or options["shows"]:
        raise click.UsageError("With -o - there is no file to open or to show.")


class _Run:
    """One run of the command: what is in progress is finished, and the rest is paid for.

    Args:
        report: Prints what happens.
        client: Makes the calls.
        journal: The journal, if there is one.
        options: The options of the command.
        warning: What is said before new calls; may be empty.
    """

    def __init__(
        self, report: Report, client: "EvoLink", journal: "Journal | None", options: dict[str, Any], warning: str = ""
    ) -> None:
        self._report = report
        self._warning = warning
        self._client = client
        self._journal = journal
        self._options = options
        self._waits: bool = options["wait"]
        self._looks_back = not options["new"] and options["idempotency_key"] is None
        self._is_only = True
        self._expected: dict[str, float | None] = {}
        self._current: dict[str, tuple[PlannedCall, TaskInProgress]] = {}
        self._targets: dict[Path, Target] = {}

    def run(self, calls: Sequence[PlannedCall]) -> None:
        """Make the calls, and wait for them."""
        self._is_only = len(calls) == 1
        new = [call for call in calls if not self._is_resumed(call)]
        if new:
            self._announce(new)
            self._start(new)
        if self._waits:
            self._wait()

    def _is_resumed(self, call: PlannedCall, key: str | None = None) -> bool:
        """Return whether the task of a call exists already; an earlier run was interrupted.

        Raises:
            StoppedError: Another process is working on it.
            SubmissionUncertain: Its response was lost, so it may have been charged.
            EvoLinkError: Its task can't be read.
        """
        if self._journal is None or not self._looks_back:
            return False
        if not self._waits:
            refuse_if_held(self._journal, self._report, call.identity, call.target)
            return False
        found = resume_previous(self._client, self._journal, self._report, call.identity, call.target, key)
        if found is not None:
            self._note(call, found)
        return found is not None

    def _announce(self, calls: Sequence[PlannedCall]) -> None:
        """Print what calls probably cost, and ask if they are many.

        Raises:
            StoppedError: They are not to be paid for.
            UsageError: Nobody can be asked.
        """
        prices = seen_prices(self._journal, calls[0].identity)
        estimates = [prices.estimate(call.identity) for call in calls]
        self._report.print_message(describe_estimates(estimates))
        if self._warning:
            self._report.print_message(self._warning)
        self._expected = {call.draft.key: each.credits for call, each in zip(calls, estimates, strict=True)}
        if len(calls) <= _MOST_UNASKED or self._options["is_agreed"]:
            return
        if self._report.wants_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise click.UsageError(
                f"{len(calls):,} calls need --yes. `evolink batch run` makes many calls within a budget."
            )
        if not click.confirm(f"Pay for {len(calls):,} calls?", err=True):
            raise StoppedError("nothing was sent")

    def _start(self, calls: Sequence[PlannedCall]) -> None:
        """Send calls. One that is certainly refused does not stop the others; anything else does.

        Raises:
            EvoLinkError: The only call can't be sent.
        """
        for number, call in enumerate(calls, 1):
            try:
                self._send(call)
            except EvoLinkError as error:
                if len(calls) == 1:
                    raise
                self._report.note_sending(None)
                self._report.add_error(error)
                if isinstance(error, SubmissionUncertain):
                    self._report.print_message("  with its prompt alone, and without --count")
                if type(error) is not RequestRefused:
                    if number < len(calls):
                        self._report.print_message(f"  {len(calls) - number:,} more were not sent")
                    return

    def _send(self, call: PlannedCall) -> None:
        draft = call.draft
        if self._is_resumed(call, draft.key):  # another process may have sent it a moment ago
            return
        if self._journal and draft.is_named:
            allow_resending(self._journal, draft.key)
        post = upload_files(self._client, draft)
        self._report.note_sending(draft.key)
        task = submit(self._client, post, call.target.recorded_path)
        self._note(call, TaskInProgress(task), time.monotonic())
        if not self._waits:
            self._report.print_data(task.id)
            self._report.print_message(
                f"the task continues on the service; to resume:\n    {call.target.command(task.id)}"
            )

    def _note(self, call: PlannedCall, found: TaskInProgress, sent_at: float | None = None) -> None:
        task = found.task
        self._current[task.id] = call, found
        self._report.add_task(task, call.target.command(task.id), sent_at)
        expected = self._expected.get(call.draft.key)
        self._report.print_message(_describe(task, call, expected, is_only=self._is_only))

    def _wait(self) -> None:
        tasks = [found.task for _, found in self._current.values()]
        viewers = Viewers(self._report, opens=self._options["opens"], shows=self._options["shows"])
        begun = time.monotonic()

        def show(path: "Path", watch: "ProgressDisplay") -> None:
            self._targets[path].say_type(path, watch)
            viewers.show(path, watch)

        wait_for(
            self._client,
            tasks,
            self._report,
            timeout=self._options["timeout"],
            save=self._save,
            on_saved=show,
        )
        viewers.open_all()
        if len(tasks) > 1:
            self._print_total(tasks, time.monotonic() - begun)

    def _save(self, task: "Task", results: "Results") -> "Iterator[Path]":
        call, found = self._current[task.id]
        for path in call.target.save(task, results, call.images, found.saved, adopt=found.is_resumed):
            self._targets[path] = call.target
            yield path

    def _print_total(self, tasks: "Sequence[Task]", seconds: float) -> None:
        used = [task.credits_used for task in tasks]
        known = [each for each in used if each is not None]
        if len(known) == len(used):
            self._report.print_message(f"in all: {charged(sum(known), seconds=seconds)}")


def _describe(task: "Task", call: PlannedCall, expected: float | None, *, is_only: bool) -> str:
    """Return what is known of a task that begins; of one of several, its prompt.

    Args:
        task: The task.
        call: Its call.
        expected: The credits that were said to be probable; what is reserved is said if it differs.
        is_only: Whether there is no other.
    """
    prompt = call.identity.get("prompt")
    if not is_only and isinstance(prompt, str):
        return f"task {task.id}: {shorten(one_line(prompt), _LONGEST_PROMPT)}"
    about = [one_line(task.model or "")]
    if task.estimated_time is not None:
        about.append(f"about {duration(task.estimated_time)}")
    if task.credits_reserved is not None and task.credits_reserved != expected:
        about.append(f"{in_credits(task.credits_reserved)} reserved")
    return f"task {task.id}\n  {', '.join(about)}"
