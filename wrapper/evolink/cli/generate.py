"""`evolink generate`: generate images, videos or audio, and save the files."""

from typing import Any

import click

from ._kind_option import kind_option
from ._model_command import ModelCommand
from ._options import any_type_option, json_option, output_option, timeout_option
from ._parameters import complete_model
from ._report import Report
from ._settings import settings_option


@click.command(
    cls=ModelCommand,
    examples=(
        'evolink generate "a cat in a hat" -m nano-banana-beta -o cat.png',
        'evolink generate "the same at night" -m nano-banana-beta --image cat.png',
    ),
    rare={
        "Prompt and parameters": ("prompt_file", "settings"),
        "Saving": ("overwrite", "any_type"),
        "Waiting": ("wait", "timeout"),
        "Paying again": ("new", "idempotency_key"),
        "New models": ("unchecked", "kind"),
        "Output": ("json",),
    },
)
@click.argument("argument", metavar="[PROMPT]", required=False)
@click.option(
    "-m",
    "--model",
    envvar="EVOLINK_MODEL",
    metavar="NAME",
    shell_complete=complete_model,
    help="The model; `evolink models` lists them.",
)
@click.option("--prompt-file", metavar="PATH", type=click.Path(), help="Read the prompt from a file; - is stdin.")
@output_option("A file, a folder/, or - for stdout.  [default: .]")
@click.option("--wait/--no-wait", default=True, help="Wait for the files, or print the task's ID at once.")
@any_type_option
@timeout_option
@click.option("--new", is_flag=True, help="Pay again, even if an earlier run was interrupted.")
@click.option("--idempotency-key", metavar="KEY", help="Send with this key, for example after a lost response.")
@settings_option
@click.option("--unchecked", is_flag=True, help="Allow a model or a --set that this version lacks.")
@kind_option("What a model makes that this version lacks.  [default: images]")
@click.option("--dry-run", is_flag=True, help="Show the request and its cost, and send nothing.")
@json_option
@click.pass_context
def command(ctx: click.Context, /, argument: str | None, prompt_file: str | None, **options: Any) -> None:
    """Generate images, videos or audio, and save the files. Each request is checked before it is sent."""
    from ._generation import generate

    generate(ctx, ctx.ensure_object(Report), argument, prompt_file, options)
