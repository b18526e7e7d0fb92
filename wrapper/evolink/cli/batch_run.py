"""`evolink batch run`: every row of a file, to its pictures."""

from typing import TYPE_CHECKING, Any

import click

from evolink._files.destination import batch_folder, expand_user
from evolink.errors import ConfigurationError, EvoLinkError, InvalidManifest

from ._batch_progress import ended, first_line, watching
from ._columns import column_option
from ._exits import Exit, StoppedError, ending
from ._held import HeldError
from ._journal import refuse_without_journal
from ._options import any_type_option, json_option
from ._plan import plan_record, problem_records
from ._report import Report, command_line
from ._rows_named import rows_named
from ._service import connected

if TYPE_CHECKING:
    from evolink.batch import BatchReport


@click.command(short_help="Run every row of a file, and save its pictures.")
@click.argument("manifest", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of the pictures and of results.jsonl.")
@click.option("-m", "--model", envvar="EVOLINK_MODEL", metavar="NAME", help="The model of rows that name none.")
@column_option
@click.option("--budget", type=click.FloatRange(min=0), metavar="CREDITS", help="What all runs into DIR may cost.")
@click.option("--rate", metavar="N/s", help="Calls that may begin in a time, as 2/s or 100/min.")
@click.option(
    "--in-flight", type=click.IntRange(1), default=200, show_default=True, help="Rows under way at one time, at most."
)
@click.option("--dry-run", is_flag=True, help="Check all rows and tell what they may cost; send nothing.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that can't be run; else nothing is sent.")
@any_type_option
@click.option("--resend-held", is_flag=True, help="Send rows whose answer was lost again, under the same keys.")
@click.option("--new", is_flag=True, help="Begin a new run in DIR: pay for every row again, whatever was run there.")
@json_option
@click.pass_obj
def command(report: Report, /, manifest: str, output: str, **options: Any) -> None:
    """Run every row of a file, and save its pictures.

    MANIFEST is a CSV file with a heading, has a JSON object on each line, or is a JSON array of them. Columns are the
    model's parameters, and an `id` if you like, which the row's files are then called by. A .txt file has a prompt on
    each line. Every row is checked before anything is sent.

    The same command goes on where it stopped: nothing is paid twice, wherever DIR was moved to. A changed row is a new
    row. Ctrl-C ends a run in order, a second one at once.

    A row whose answer was lost may have been charged: it is held, told, and sent again only with --resend-held, or
    when `evolink tasks settle` has said what became of it.

    The exit status is 0 if every row has its pictures.
    """
    refuse_without_journal("a batch")
    try:
        if options.pop("dry_run"):
            _look(report, manifest, None if options["new"] else output, options)
        else:
            _run(report, manifest, output, options)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    except InvalidManifest as error:
        report.data = {"problems": problem_records(error.problems)}
        raise


def _look(report: Report, manifest: str, output: str | None, options: dict[str, Any]) -> None:
    """Print what a manifest asks for; this needs no key and no network."""
    from evolink.batch import check

    plan = check(manifest, output, model=options["model"], columns=options["columns"])
    if plan.error and not options["skip_bad"]:
        raise plan.error
    report.data = {"plan": plan_record(plan)}
    report.give(first_line(plan))


def _run(report: Report, manifest: str, output: str, options: dict[str, Any]) -> None:
    with connected(report) as client, watching(report) as watch:
        try:
            done = client.batch.run(manifest, output, on_progress=watch.saw, **options)
        except KeyboardInterrupt:
            if watch.last:
                report.data = {"batch": {"output": str(batch_folder(output)), **ended(watch.last)}}
                watch.say("  what was sent goes on at the service; the same command takes it up")
            raise
    report.data = {"batch": _batch(done)}
    report.say(_told(done))
    report.give(str(expand_user(output) / done.results.name))
    _tell_troubles(report, done, _again(manifest, output, options))


def _again(manifest: str, output: str, options: dict[str, Any]) -> str:
    """Return the command that sends held rows again."""
    given = {"--model": options["model"], "--budget": options["budget"], "--rate": options["rate"]}
    words = [word for name, value in given.items() if value is not None for word in (name, f"{value}")]
    words += [word for name, column in options["columns"].items() for word in ("--column", f"{name}={column}")]
    words += ["--skip-bad"] if options["skip_bad"] else []
    return command_line("batch", "run", manifest, "-o", output, *words, "--resend-held")


def _tell_troubles(report: Report, done: "BatchReport", again: str) -> None:
    """Print what decides the exit status; the rest is in the summary."""
    why = done.ended_by
    end = ending(why, report.service) if why else None
    if why and end and end.status is Exit.ACCESS:
        report.trouble(why)
    elif done.held:
        raise HeldError(done.held, done.held_keys, again, done.held_lines)
    elif why:
        report.trouble(why)
        if end and not isinstance(why, EvoLinkError):  # the disk
            report.say("  what was paid is in the journal: the same command goes on when the folder can be written")
    elif not done.complete:
        number = done.rows + len(_lines(done)) - done.done
        have = "has" if number == 1 else "have"
        raise StoppedError(f"{rows_named(done.unfinished_lines, number)} {have} no images", _advice(done))


def _advice(done: "BatchReport") -> str:
    told = "rows are numbered by their lines; "
    again = done.unsaved + done.running + done.left - done.gone
    return told + ("the same command goes on with them" if again else f"why stands in {done.results}")


def _told(done: "BatchReport") -> str:
    others = {
        "failed": done.failed,
        "held": done.held,
        "not saved": done.unsaved,
        "still running": done.running,
        "not sent": done.left,
        "with dead links": done.gone,
        "left out": len(_lines(done)),
    }
    parts = [f"{done.done:,} of {done.rows:,} rows done", *(f"{n:,} {name}" for name, n in others.items() if n)]
    return f"{', '.join(parts)}; {done.spent:,g} credits"


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
