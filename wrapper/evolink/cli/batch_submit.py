"""`evolink batch submit`: every row of a file, noted and queued for workers."""

from typing import Any

import click

from evolink.errors import ConfigurationError, InvalidManifest

from ._batch_progress import first_line
from ._cluster import journal_option, needed
from ._columns import column_option
from ._options import json_option
from ._plan import plan_record, problem_records
from ._report import Report


@click.command(short_help="Queue every row of a file for workers on many machines.")
@click.argument("manifest", type=click.Path(exists=True, dir_okay=False))
@journal_option
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of the pictures, on each machine.")
@click.option("-m", "--model", envvar="EVOLINK_MODEL", metavar="NAME", help="The model of rows that name none.")
@column_option
@click.option("--budget", type=click.FloatRange(min=0), metavar="CREDITS", help="What the run may cost in all.")
@click.option("--rate", metavar="N/s", help="Calls that may begin in a time, on all machines, as 2/s or 100/min.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that can't be run; else nothing is noted.")
@click.option("--new", is_flag=True, help="Begin a new run in DIR: pay for every row again, whatever was run there.")
@json_option
@click.pass_obj
def command(report: Report, /, manifest: str, output: str, **options: Any) -> None:
    """Queue every row of a file for workers on many machines.

    MANIFEST is as for `batch run`. Every row is checked; then all are noted in the journal and queued, or none.
    Nothing is sent: that is what `batch work` does.

    The same command goes on where things stopped: rows without an end that no queue holds are queued again, and
    the last budget and rate count.
    """
    try:
        done = needed().submit(manifest, output, **options)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    except InvalidManifest as error:
        report.data = {"problems": problem_records(error.problems)}
        raise
    report.data = {"submitted": {"run": done.name, **plan_record(done.plan), "queued": done.queued}}
    report.say(first_line(done.plan))
    report.give(f"{done.queued:,} queued")
