"""`evolink batch submit`: record and queue every row of a file for workers."""

from typing import Any

import click

from evolink.cli._cluster_options import import_cluster, journal_option
from evolink.errors import ConfigurationError, InvalidManifest

from ._batch_options import column_option, folder_option, manifest_argument, new_batch_option, row_model_option
from ._batch_progress import plan_line
from ._command import Command
from ._options import json_option
from ._plan import plan_record, problem_records
from ._report import Report


@click.command(
    cls=Command,
    examples=(
        "evolink batch submit prompts.csv -o out/ --journal postgresql://user@host/db",
        "evolink batch submit prompts.csv -m nano-banana-beta -o out/ --budget 50",
    ),
)
@manifest_argument
@journal_option
@folder_option("The folder for the results on each machine.")
@row_model_option
@column_option
@click.option("--budget", type=click.FloatRange(min=0), metavar="CREDITS", help="The most that the batch may cost.")
@click.option("--rate", metavar="N/s", help="How fast calls may start on all machines together: 2/s or 100/min.")
@click.option("--skip-bad", is_flag=True, help="Leave out invalid rows; otherwise nothing is recorded.")
@new_batch_option
@json_option
@click.pass_obj
def command(report: Report, /, manifest: str, output: str, **options: Any) -> None:
    """Queue every row of a file for workers on many machines.

    MANIFEST is as for `batch run`. Every row is checked; then either all rows are recorded and queued, or none. Nothing
    is sent; `batch work` does that.

    Run the same command again to resume: it queues unfinished rows that are in no queue, and sets the budget and the
    rate.
    """
    try:
        done = import_cluster().submit(manifest, output, **options)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    except InvalidManifest as error:
        report.data = {"problems": problem_records(error.problems)}
        raise
    report.data = {"submitted": {"run": done.name, **plan_record(done.plan), "queued": done.queued}}
    report.print_message(plan_line(done.plan))
    report.print_data(f"{done.queued:,} queued")
