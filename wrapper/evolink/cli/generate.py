"""`evolink generate`: generate images, videos or audio, and save the files."""

import os
from typing import TYPE_CHECKING, Any

import click

from evolink._contract.billing import image_count
from evolink._contract.requests import create_request
from evolink.cli._existing_files import is_done
from evolink.cli._previous_run import TaskInProgress, allow_resending, refuse_if_held, resume_previous

from ._client_calls import submit
from ._journal import optional_journal
from ._kind_option import kind_option
from ._model_command import ModelCommand
from ._options import any_type_option, json_option, output_option, timeout_option
from ._parameters import complete_model
from ._report import Report
from ._request import kind_of_new_model, request_of
from ._service import connect
from ._settings import settings_option
from ._target import FilesExistError, Target
from ._waiting import wait_for

if TYPE_CHECKING:
    from evolink import Task


@click.command(cls=ModelCommand, short_help="Generate images, videos or audio, and save the files.")
@click.argument("argument", metavar="[PROMPT]", required=False)
@click.option(
    "-m",
    "--model",
    envvar="EVOLINK_MODEL",
    metavar="NAME",
    shell_complete=complete_model,
    help="The model; see evolink models.",
)
@click.option("--prompt-file", metavar="PATH", help="Read the prompt from a file; - is stdin.")
@output_option(
    "A file, a folder (existing, or ending in /), or - for stdout. Several files are numbered.  [default: .]"
)
@click.option("--wait/--no-wait", default=True, help="Wait for the results, or print the ID of the task at once.")
@any_type_option
@timeout_option
@click.option("--new", is_flag=True, help="Pay again, even if an earlier run was interrupted.")
@click.option("--idempotency-key", metavar="KEY", help="Send with this key, for example after a lost response.")
@settings_option
@click.option("--unchecked", is_flag=True, help="Allow a model or a --set that is newer than this version.")
@kind_option("What a model makes that is newer than this version.  [default: images]")
@json_option
@click.pass_context
def command(ctx: click.Context, /, argument: str | None, prompt_file: str | None, **options: Any) -> None:
    """Generate images, videos or audio, wait for the files and save them.

    The request is checked before anything is sent. The prompt is an argument, a file, or comes from stdin. With
    --model, this help shows only the parameters of that model.

    --image, --video and --audio take links and the paths of files, which are uploaded. Each stands for the parameter
    that the model has for such files; if it has several, the help of the model says which one it is.
    """
    report = ctx.ensure_object(Report)
    request = request_of(ctx, report, argument, prompt_file)
    kind = kind_of_new_model(ctx)
    key = options["idempotency_key"] or f"evolink-{os.urandom(16).hex()}"
    create_request(request, key, unchecked=options["unchecked"], kind=kind)  # reports violations even without a key
    number = image_count(request)
    looks_back = not options["new"] and options["idempotency_key"] is None
    try:
        target = Target.prepare(
            options["output"], overwrite=options["overwrite"], images=number, any_type=options["any_type"]
        )
    except FilesExistError as taken:
        if not (options["wait"] and looks_back):
            raise
        if is_done(report, request, taken):
            return
        target = taken.target
    with optional_journal(report) as journal, connect(report, journal) as client:
        current = None
        if journal and looks_back:
            if options["wait"]:
                current = resume_previous(client, journal, report, request, target, key)
            else:
                refuse_if_held(journal, report, request, target)
        if current is None:
            if journal and options["idempotency_key"]:
                allow_resending(journal, key)
            report.note_sending(key)
            output = target.recorded_path if options["wait"] else None
            current = TaskInProgress(submit(client, request, key, output, unchecked=options["unchecked"], kind=kind))
        task = current.task
        report.add_task(task, target.command(task.id))
        _print_task(report, task)
        if options["wait"]:
            wait_for(
                client,
                [task],
                report,
                timeout=options["timeout"],
                save=lambda task, images: target.save(task, images, number, current.saved, adopt=current.is_resumed),
            )
        else:
            report.print_data(task.id)
            report.print_message(f"the task continues on the service; to resume:\n    {target.command(task.id)}")


def _print_task(report: Report, task: "Task") -> None:
    about = [task.model]
    if task.estimated_time is not None:
        about.append(f"about {task.estimated_time:.0f} s")
    if task.credits_reserved is not None:
        about.append(f"{task.credits_reserved:g} credits reserved")
    report.print_message(f"task {task.id}\n  {', '.join(about)}")
