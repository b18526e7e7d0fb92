"""The work of `evolink generate`, loaded when its help is not all that is wanted."""

import os
from typing import TYPE_CHECKING, Any

import click

from evolink._calls.creation import Draft
from evolink._contract.billing import image_count
from evolink._files.request_files import checked_files
from evolink.cli._existing_files import is_done
from evolink.cli._previous_run import TaskInProgress, allow_resending, refuse_if_held, resume_previous

from ._client_calls import submit, upload_files
from ._dry_run import show_dry_run
from ._journal import optional_journal
from ._report import Report
from ._request import kind_of_new_model, request_of
from ._service import connect
from ._target import FilesExistError, Target
from ._waiting import wait_for

if TYPE_CHECKING:
    from evolink import Task


def generate(
    ctx: click.Context, report: Report, argument: str | None, prompt_file: str | None, options: dict[str, Any]
) -> None:
    """Run the command `generate`.

    Args:
        ctx: Its context.
        report: Prints what happens.
        argument: The prompt; `-` is stdin.
        prompt_file: The file to read the prompt from instead.
        options: Its other options.
    """
    request = request_of(ctx, report, argument, prompt_file)
    kind = kind_of_new_model(ctx)
    key = options["idempotency_key"] or f"evolink-{os.urandom(16).hex()}"
    if options["dry_run"]:
        show_dry_run(report, request, key, unchecked=options["unchecked"], kind=kind)
        return
    files = checked_files(request, key, unchecked=options["unchecked"], kind=kind)  # needs no key
    identity = files.identity
    number = image_count(request)
    looks_back = not options["new"] and options["idempotency_key"] is None
    try:
        target = Target.prepare(
            options["output"], overwrite=options["overwrite"], images=number, any_type=options["any_type"]
        )
    except FilesExistError as taken:
        if not (options["wait"] and looks_back):
            raise
        if is_done(report, identity, taken):
            return
        target = taken.target
    with optional_journal(report) as journal, connect(report, journal) as client:
        current = None
        if journal and looks_back:
            if options["wait"]:
                current = resume_previous(client, journal, report, identity, target, key)
            else:
                refuse_if_held(journal, report, identity, target)
        if current is None:
            if journal and options["idempotency_key"]:
                allow_resending(journal, key)
            post = upload_files(client, Draft(files, key, options["idempotency_key"] is not None, kind))
            report.note_sending(key)
            output = target.recorded_path if options["wait"] else None
            current = TaskInProgress(submit(client, post, output))
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
