"""`evolink generate`: one request, from the prompt to the file."""

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from evolink._contract.billing import image_count
from evolink._contract.requests import create_request
from evolink.errors._shorten import short_repr

from ._client_calls import submit
from ._done import is_done
from ._generate_help import ModelCommand
from ._journal import noted
from ._options import any_type_option, json_option, output_option, timeout_option
from ._parameters import given, json_or_text, known_models
from ._prompt import prompt
from ._report import Report
from ._service import connected
from ._target import TakenError, Target
from ._twin import Twin, allow_again, refuse_if_held, taken_up
from ._waiting import wait_for

if TYPE_CHECKING:
    from evolink import Task

_SETTING = re.compile(r"([A-Za-z]\w*)=(.*)", re.DOTALL)
_NOT_SET = frozenset({"idempotency_key", "model", "prompt", "self", "unchecked"})
"""What has an option or a place of its own, or is no word that a request can have."""


def _settings(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, Any]:
    """Read `name=value`, where the value is JSON or, failing that, text."""
    found: dict[str, Any] = {}
    for value in values:
        match = _SETTING.fullmatch(value)
        if match is None or match[1] in _NOT_SET:
            raise click.BadParameter(f"{short_repr(value)} is no name=value of a parameter", ctx, param)
        found[match[1]] = json_or_text(match[2])
    return found


def _model_names(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in known_models() if name.startswith(begun)]


@click.command(cls=ModelCommand, short_help="Make images of a prompt, and save them.")
@click.argument("argument", metavar="[PROMPT]", required=False)
@click.option(
    "-m",
    "--model",
    envvar="EVOLINK_MODEL",
    metavar="NAME",
    shell_complete=_model_names,
    help="The model; see evolink models.",
)
@click.option("--prompt-file", metavar="PATH", help="Read the prompt from a file; - is stdin.")
@output_option(
    "A file, a folder (which ends in / or is there), or - for stdout. Several images are numbered.  [default: .]"
)
@click.option("--wait/--no-wait", default=True, help="Wait for the pictures, or give the task's id at once.")
@any_type_option
@timeout_option
@click.option("--new", is_flag=True, help="Pay for new ones, even if an earlier run for the same files was cut off.")
@click.option("--idempotency-key", metavar="KEY", help="Send under this key, as after an uncertain end.")
@click.option("--set", "settings", multiple=True, callback=_settings, metavar="NAME=VALUE", help="Any other parameter.")
@click.option("--unchecked", is_flag=True, help="Send a model, or a --set, that is newer than this version.")
@json_option
@click.pass_context
def command(ctx: click.Context, /, argument: str | None, prompt_file: str | None, **options: Any) -> None:
    """Make images of a prompt, wait for them and save them.

    The request is checked against its model before anything is sent. The prompt is an argument, a file, or comes
    through stdin. With --model, this help shows that model's parameters only.
    """
    report = ctx.ensure_object(Report)
    request = {
        "model": _model(options["model"]),
        "prompt": prompt(argument, prompt_file),
        **given(ctx.params),
        **options["settings"],
    }
    key = options["idempotency_key"] or f"evolink-{os.urandom(16).hex()}"
    create_request(request, key, unchecked=options["unchecked"])  # told even without a key for the service
    number = image_count(request)
    looks_back = not options["new"] and options["idempotency_key"] is None
    try:
        target = Target.ready(
            options["output"], overwrite=options["overwrite"], pictures=number, any_type=options["any_type"]
        )
    except TakenError as taken:
        if not (options["wait"] and looks_back):
            raise
        if is_done(report, request, taken):
            return
        target = taken.target
    with noted(report) as journal, connected(report, journal) as client:
        twin = None
        if journal and looks_back:
            if options["wait"]:
                twin = taken_up(client, journal, report, request, target, key)
            else:
                refuse_if_held(journal, report, request, target)
        if twin is None:
            if journal and options["idempotency_key"]:
                allow_again(journal, key)
            report.sending(key)
            output = target.noted if options["wait"] else None
            twin = Twin(submit(client, request, key, output, unchecked=options["unchecked"]))
        task = twin.task
        report.hold(task, target.command(task.id))
        _tell(report, task)
        if options["wait"]:
            wait_for(
                client,
                [task],
                report,
                timeout=options["timeout"],
                keep=lambda task, images: target.save(task, images, number, twin.saved, adopt=twin.is_older),
            )
        else:
            report.give(task.id)
            report.say(f"it goes on at the service; to take it up again:\n    {target.command(task.id)}")


def _model(name: str | None) -> str:
    if not name:
        known = "".join(f"\n  {name}" for name in known_models())
        raise click.UsageError(f"no model, and each costs differently: name one with --model or EVOLINK_MODEL{known}")
    return name


def _tell(report: Report, task: "Task") -> None:
    about = [task.model]
    if task.estimated_time is not None:
        about.append(f"about {task.estimated_time:.0f} s")
    if task.credits_reserved is not None:
        about.append(f"{task.credits_reserved:g} credits reserved")
    report.say(f"task {task.id}\n  {', '.join(about)}")
