"""`evolink generate`: generate images, videos or audio, and save the files."""

from typing import Any

import click

from ._kind_option import kind_option
from ._model_command import ModelCommand
from ._options import any_type_option, json_option, output_option, timeout_option
from ._parameters import complete_model
from ._report import Report
from ._settings import settings_option


@click.command(cls=ModelCommand)
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
@click.option("--dry-run", is_flag=True, help="Show what would be sent, uploaded and paid, and do nothing of it.")
@json_option
@click.pass_context
def command(ctx: click.Context, /, argument: str | None, prompt_file: str | None, **options: Any) -> None:
    """Generate images, videos or audio, wait for the files and save them.

    The request is checked before anything is sent. The prompt is an argument, a file, or comes from stdin. With
    --model, this help shows only the parameters of that model.

    --image, --video and --audio take links and the paths of files, which are uploaded. Each stands for the parameter
    that the model has for such files; if it has several, the help of the model says which one it is.
    """
    from ._generation import generate

    generate(ctx, ctx.ensure_object(Report), argument, prompt_file, options)
