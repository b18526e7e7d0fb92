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
        "Parameters": ("prompt_file", "settings", "unchecked", "kind"),
        "Output": ("overwrite", "any_type", "shows", "json"),
        "Waiting": ("wait", "timeout"),
        "Paying again": ("new", "idempotency_key", "is_agreed"),
    },
)
@click.argument("arguments", metavar="[PROMPT]...", nargs=-1)
@click.option(
    "-p",
    "--prompt",
    "prompts",
    multiple=True,
    metavar="TEXT",
    help="Same as PROMPT. Repeatable; each one is a call.",
)
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
@click.option("--count", type=click.IntRange(1, 100), default=1, metavar="K", help="Make K calls for each prompt.")
@click.option("--open", "opens", is_flag=True, help="Open the saved files.")
@click.option(
    "--show/--no-show",
    "shows",
    default=None,
    envvar="EVOLINK_SHOW",
    help="Draw images in the terminal.  [default: if it can]",
)
@click.option("--wait/--no-wait", default=True, help="Wait for the files, or print the task's ID at once.")
@any_type_option
@timeout_option
@click.option("--new", is_flag=True, help="Pay again for what an earlier run made or started.")
@click.option("--idempotency-key", metavar="KEY", help="Send with this key, for example after a lost response.")
@click.option("--yes", "is_agreed", is_flag=True, help="Pay for more than 10 calls without being asked.")
@settings_option
@click.option("--unchecked", is_flag=True, help="Allow models and --set names unknown to this version.")
@kind_option("What an unknown model makes.  [default: images]")
@click.option("--dry-run", is_flag=True, help="Show the request and its cost, and send nothing.")
@json_option
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Generate images, videos or audio, and save the files."""
    from ._generation import generate

    generate(ctx, ctx.ensure_object(Report), options)
