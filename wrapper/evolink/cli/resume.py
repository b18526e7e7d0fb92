"""`evolink resume`: what a crash, a time-out or Ctrl-C left open."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evolink._contract.billing import image_count
from evolink.errors import SubmissionUncertain

from ._held import HeldError, go_on, settling
from ._journal import needed
from ._options import any_type_option, json_option, output_option, timeout_option
from ._report import Report, command_line
from ._service import connected
from ._span import age
from ._target import STDOUT, Target
from ._waiting import wait_for

if TYPE_CHECKING:
    from evolink import Results, Task
    from evolink._calls.resume import Resumed
    from evolink.journal import Call, Journal


@click.command(short_help="Take up what was paid for and not finished.")
@click.option("--resend-held", is_flag=True, help="Send calls whose answer was lost again, under the same key.")
@output_option("Where pictures go of which nobody said where.  [default: .]")
@any_type_option
@timeout_option
@json_option
@click.pass_obj
def command(report: Report, /, output: str | None, timeout: float, **options: bool) -> None:
    """Finish what is open in the journal: downloads that were cut off, then tasks that nobody waited for.

    What another process is at is left to it. A call whose answer was lost may have been charged: it is told, and sent
    again only with --resend-held, under the same idempotency key. A service that remembers keys then charges once;
    that it does is not documented. Rows of bulk runs are told too; their own run sends them again.
    """
    if output == STDOUT:
        raise click.UsageError("there may be many images to take up: name a folder")
    with needed() as journal, connected(report, journal) as client:
        running: list[Task] = []
        open_still: dict[str, tuple[Target, Call]] = {}
        for resumed in client.resume(resend_held=options["resend_held"], any_type=options["any_type"], timeout=0):
            _tell(report, resumed)
            if resumed.task is not None and _is_open(resumed):
                target = Target.ready(
                    resumed.call.output or output, overwrite=options["overwrite"], any_type=options["any_type"]
                )
                open_still[resumed.task.id] = target, resumed.call
                report.hold(resumed.task, command_line("resume"))
                running.append(resumed.task)

        def keep(task: "Task", images: "Results") -> Iterator[Path]:
            target, call = open_still[task.id]
            done = [result.position for result in call.results if result.path is not None]
            return target.save(task, images, image_count(call.request), done)

        rows = _tell_held_rows(report, journal)
        if not report.holds_any and not rows:
            report.say("nothing is left to do")
        wait_for(client, running, report, timeout=timeout, keep=keep)


def _is_open(resumed: "Resumed[Task]") -> bool:
    """Return whether there is still something to wait for or to save."""
    results = resumed.call.results
    return resumed.error is None and (not results or any(result.path is None for result in results))


def _tell_held_rows(report: Report, journal: "Journal") -> int:
    """Print the rows of each bulk run whose answers were lost; return how many there are."""
    held: dict[int, list[Call]] = {}
    for call in journal.held():
        if call.batch is not None and call.line is not None:
            held.setdefault(call.batch, []).append(call)
    for found in held.values():
        run = go_on(journal, found[0], resend=True)
        resend = run or "client.batch.run(..., resend_held=True)"
        report.trouble(HeldError(len(found), [call.key for call in found], resend))
        report.say("  with the --budget and --rate that the run had, if it had any")
    return len(held)


def _tell(report: Report, resumed: "Resumed[Task]") -> None:
    """Print which files were finished, and what is in the way."""
    task, call = resumed.task, resumed.call
    if task is not None and call.results:
        report.hold(task, command_line("resume"))
        for path in resumed.paths:
            report.saved(task, path)
            report.give(str(path))
        if resumed.error is None:
            report.let_go(task)
    if resumed.error is not None:
        prompt = str(call.request.get("prompt", ""))
        report.say(f"{call.model}, {age(time.time() - call.created_at)} ago: {prompt:.60}")
        report.trouble(resumed.error, call.task_id)
        if isinstance(resumed.error, SubmissionUncertain):
            lines = settling(1, [call.key], command_line("resume", "--resend-held"))
            report.say("\n".join(f"  {line}" for line in lines))
