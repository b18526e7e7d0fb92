"""`evolink resume`: finish what a crash, a timeout or Ctrl-C interrupted."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evolink._contract.billing import image_count
from evolink._contract.kinds import find_kind_of_model
from evolink.cli._time_spans import age
from evolink.errors import SubmissionUncertain, WouldOverwrite

from ._command import Command
from ._fitted_table import shorten
from ._held import HeldError, continue_command, settle_instructions
from ._journal import required_journal
from ._journaled_call import prompt_of
from ._options import any_type_option, json_option, output_option, timeout_option
from ._plain_text import one_line
from ._report import Report, command_line
from ._service import connect
from ._target import STDOUT, Target
from ._waiting import wait_for

if TYPE_CHECKING:
    from evolink import Results, Task
    from evolink._calls.resume import Resumed
    from evolink.journal import Call, Journal

_LONGEST_PROMPT = 50
"""Cells of a terminal."""


@click.command(
    cls=Command,
    examples=(
        "evolink resume",
        "evolink resume -o out/ --timeout 600",
    ),
)
@click.option("--resend-held", is_flag=True, help="Resend held calls with the same keys.")
@output_option("The folder for results without a path.  [default: .]")
@any_type_option
@timeout_option
@json_option
@click.pass_obj
def command(report: Report, /, output: str | None, timeout: float | None, **options: bool) -> None:
    """Finish the unfinished calls of the journal: interrupted downloads, then tasks that no process waits for.

    Calls of other running processes are left to them. A call whose response was lost is held, because it may have
    been charged: it is listed, and resent only with --resend-held, with the same idempotency key. A service that
    remembers keys charges only once, but this is not documented. Held rows of batches are listed, too; only their own
    batch resends them.
    """
    if output == STDOUT:
        raise click.UsageError("there may be several results; use a folder")
    with required_journal() as journal, connect(report, journal) as client:
        running: list[Task] = []
        open_still: dict[str, tuple[Target, Call]] = {}
        found = client.resume(
            resend_held=options["resend_held"],
            any_type=options["any_type"],
            overwrite=options["overwrite"],
            timeout=0,
        )
        for resumed in found:
            _print_resumed(report, resumed)
            if resumed.task is not None and _is_open(resumed):
                place = resumed.call.output or f"{output or '.'}/"
                kind = find_kind_of_model(resumed.call.model)
                target = Target(place, options["overwrite"], options["any_type"], kind)
                report.add_task(resumed.task, command_line("resume"))
                if _is_ready(report, resumed.task, target, resumed.call):
                    open_still[resumed.task.id] = target, resumed.call
                    running.append(resumed.task)

        def keep(task: "Task", images: "Results") -> Iterator[Path]:
            target, call = open_still[task.id]
            done = [result.position for result in call.results if result.path is not None]
            try:
                yield from target.save(task, images, image_count(call.request), done)
            except WouldOverwrite:
                report.add_task(task, _elsewhere(task))
                raise

        rows = _report_held_rows(report, journal)
        if not report.has_anything and not rows:
            report.print_message("nothing to resume")
        wait_for(client, running, report, timeout=timeout, save=keep)


def _is_open(resumed: "Resumed[Task]") -> bool:
    """Return whether there is something left to wait for or to save."""
    results = resumed.call.results
    unsaved = not results or any(result.path is None for result in results)
    return unsaved and not resumed.paths and resumed.error is None


def _is_ready(report: Report, task: "Task", target: Target, call: "Call") -> bool:
    """Return whether the files of a running task can be saved; if not, report why, and leave the task running."""
    try:
        target.make_ready(image_count(call.request))
    except click.UsageError as error:
        _print_call(report, call)
        report.add_task(task, _elsewhere(task))
        report.add_error(error.__cause__ or error, task.id, advice="")
        return False
    return True


def _elsewhere(task: "Task") -> str:
    """Return the command that saves the results of a task where no file is in the way."""
    return command_line("save" if task.ended else "wait", task.id, "-o", ".")


def _report_held_rows(report: Report, journal: "Journal") -> int:
    """Report the held rows of each batch, and return how many there are."""
    held: dict[int, list[Call]] = {}
    for call in journal.held():
        if call.batch is not None and call.line is not None:
            held.setdefault(call.batch, []).append(call)
    for found in held.values():
        run = continue_command(journal, found[0], resend=True)
        resend = run or "client.batch.run(..., resend_held=True)"
        report.add_error(HeldError(len(found), [call.key for call in found], resend))
        report.print_message("  with its --budget and other options")
    return len(held)


def _print_resumed(report: Report, resumed: "Resumed[Task]") -> None:
    """Print the files that were finished, and any error."""
    task, call, error = resumed.task, resumed.call, resumed.error
    is_taken = isinstance(error, WouldOverwrite)
    if task is not None and (call.results or resumed.paths or is_taken):
        report.add_task(task, _elsewhere(task) if is_taken else command_line("resume"))
        for path in resumed.paths:
            report.add_file(task, path)
            report.print_data(str(path))
        if error is None:
            report.finish_task(task)
    if error is None:
        return
    _print_call(report, call)
    advice = None
    if isinstance(error, SubmissionUncertain):
        advice = "\n  ".join(settle_instructions(1, [call.key], command_line("resume", "--resend-held")))
    report.add_error(error, call.task_id, advice="" if is_taken else advice)


def _print_call(report: Report, call: "Call") -> None:
    """Print which call an error is about."""
    prompt = shorten(one_line(prompt_of(call)), _LONGEST_PROMPT)
    report.print_message(f"{one_line(call.model)}, {age(time.time() - call.created_at)} ago: {prompt}")
