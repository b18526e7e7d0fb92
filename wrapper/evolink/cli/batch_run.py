"""`evolink batch run`: generate the results of every row of a file."""

from typing import TYPE_CHECKING, Any

import click

from evolink._costs.words import in_credits
from evolink._files.destination import expand_user, resolve_batch_folder
from evolink.cli._error_texts import describe_error
from evolink.cli._exit_codes import ExitCode, StoppedError
from evolink.cli._row_names import count_rows, name_rows
from evolink.errors import ConfigurationError, EvoLinkError, InvalidManifest

from ._batch_options import (
    column_option,
    folder_option,
    in_flight_option,
    manifest_argument,
    new_batch_option,
    row_model_option,
)
from ._batch_progress import final_state, plan_line, show_progress
from ._command import Command
from ._held import HeldError
from ._journal import refuse_without_journal
from ._options import any_type_option, json_option
from ._plan import plan_record, problem_records
from ._report import Report, command_line
from ._service import connect

if TYPE_CHECKING:
    from evolink.batch import BatchReport


@click.command(
    cls=Command,
    examples=(
        "evolink batch run prompts.txt -m nano-banana-beta -o out/ --dry-run",
        "evolink batch run prompts.csv -m nano-banana-beta -o out/ --budget 50",
        "evolink batch run prompts.jsonl -o out/ --rate 2/s",
    ),
    rare={
        "Pace": ("rate", "in_flight"),
        "Rows and files": ("columns", "skip_bad", "any_type"),
        "Paying again": ("resend_held", "new"),
    },
)
@manifest_argument
@folder_option("The folder for the files and results.jsonl.")
@row_model_option
@column_option
@click.option(
    "--budget", type=click.FloatRange(min=0), metavar="CREDITS", help="The most that all runs into DIR may cost."
)
@click.option("--rate", metavar="N/s", help="How fast calls may start: 2/s or 100/min.")
@in_flight_option(1)
@click.option("--dry-run", is_flag=True, help="Check all rows and show what they may cost; send nothing.")
@click.option("--skip-bad", is_flag=True, help="Leave out invalid rows; otherwise nothing is sent.")
@any_type_option
@click.option("--resend-held", is_flag=True, help="Resend held rows with the same keys.")
@new_batch_option
@json_option
@click.pass_obj
def command(report: Report, /, manifest: str, output: str, **options: Any) -> None:
    """Run every row of a file, and save the results.

    MANIFEST is a CSV file with a header, a file with one JSON object per line, or a JSON array. Columns are the
    parameters of the model, and optionally an `id`, which names the files. A .txt file has one prompt per line. Every
    row is checked before anything is sent.

    Run the same command again to resume: nothing is paid for twice, even if DIR was moved. A changed row is a new
    row. Ctrl-C stops the batch in order, a second Ctrl-C at once.

    A row whose response was lost is held, because it may have been charged. It is resent only with --resend-held, or
    after `evolink tasks settle`.

    The exit status is 0 if every row has its files.
    """
    refuse_without_journal("a batch")
    try:
        if options.pop("dry_run"):
            _dry_run(report, manifest, None if options["new"] else output, options)
        else:
            _run(report, manifest, output, options)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    except InvalidManifest as error:
        report.data = {"problems": problem_records(error.problems)}
        raise


def _dry_run(report: Report, manifest: str, output: str | None, options: dict[str, Any]) -> None:
    """Print how many rows a manifest has and what they may cost, without a key or a network."""
    from evolink.batch import check

    plan = check(manifest, output, model=options["model"], columns=options["columns"])
    if plan.error and not options["skip_bad"]:
        raise plan.error
    report.data = {"plan": plan_record(plan)}
    report.print_data(plan_line(plan))


def _run(report: Report, manifest: str, output: str, options: dict[str, Any]) -> None:
    with connect(report) as client, show_progress(report) as watch:
        try:
            done = client.batch.run(manifest, output, on_progress=watch.update, **options)
        except KeyboardInterrupt:
            if watch.last:
                report.data = {"batch": {"output": str(resolve_batch_folder(output)), **final_state(watch.last)}}
                watch.print_message("  running tasks continue on the service; run the same command to resume")
            raise
    report.data = {"batch": _batch(done)}
    report.print_message(_summary(done))
    report.print_data(str(expand_user(output) / done.results.name))
    _report_outcome(report, done, _resend_command(manifest, output, options))


def _resend_command(manifest: str, output: str, options: dict[str, Any]) -> str:
    """Return the command that resends held rows."""
    given = {"--model": options["model"], "--budget": options["budget"], "--rate": options["rate"]}
    words = [word for name, value in given.items() if value is not None for word in (name, f"{value}")]
    words += [word for name, column in options["columns"].items() for word in ("--column", f"{name}={column}")]
    words += ["--skip-bad"] if options["skip_bad"] else []
    return command_line("batch", "run", manifest, "-o", output, *words, "--resend-held")


def _report_outcome(report: Report, done: "BatchReport", again: str) -> None:
    """Report the error that decides the exit status; the rest is in the summary."""
    why = done.ended_by
    end = describe_error(why, report.service) if why else None
    if why and end and end.status is ExitCode.ACCESS:
        report.add_error(why)
    elif done.held:
        raise HeldError(done.held, done.held_keys, again, done.held_lines)
    elif why:
        report.add_error(why)
        if end and not isinstance(why, EvoLinkError):  # the disk
            report.print_message(
                "  the journal has what was paid for: run the same command once the folder is writable"
            )
    elif not done.complete:
        number = done.rows + len(_lines(done)) - done.done
        have = "has" if number == 1 else "have"
        raise StoppedError(f"{name_rows(done.unfinished_lines, number)} {have} no results", _advice(done))


def _advice(done: "BatchReport") -> str:
    numbered = "rows are numbered by line; "
    again = done.unsaved + done.running + done.left - done.gone
    return numbered + ("run the same command to resume" if again else f"see {done.results} for the reasons")


def _summary(done: "BatchReport") -> str:
    others = {
        "failed": done.failed,
        "held": done.held,
        "not saved": done.unsaved,
        "still running": done.running,
        "not sent": done.left,
        "with expired links": done.gone,
        "left out": len(_lines(done)),
    }
    parts = [f"{done.done:,} of {count_rows(done.rows)} done", *(f"{n:,} {name}" for name, n in others.items() if n)]
    return f"{', '.join(parts)}; {in_credits(done.spent)}"


def _lines(done: "BatchReport") -> set[int]:
    return {each.line for each in done.problems}


def _batch(done: "BatchReport") -> dict[str, Any]:
    return {
        "output": str(done.output),
        "results": str(done.results),
        "rows": done.rows,
        "done": done.done,
        "failed": done.failed,
        "unsaved": done.unsaved,
        "held": done.held,
        "held_keys": list(done.held_keys),
        "running": done.running,
        "left": done.left,
        "gone": done.gone,
        "spent": done.spent,
        "ended_by": type(done.ended_by).__name__ if done.ended_by else None,
        "problems": problem_records(done.problems),
    }
