"""`evolink completion`: shell completion of commands, models and values."""

import click
from click.shell_completion import get_completion_class

from ._choice import Choice
from ._command import Command
from ._report import Report
from ._shell_completion import register


@click.command(
    cls=Command,
    examples=(
        'eval "$(evolink completion bash)"',
        "evolink completion zsh > ~/.evolink-completion.zsh",
    ),
)
@click.argument("shell", metavar="bash|zsh|fish", type=Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell. Add the line for yours to the file that it reads when it starts.

    \b
    bash   eval "$(evolink completion bash)"         in ~/.bashrc
    zsh    eval "$(evolink completion zsh)"          in ~/.zshrc
    fish   evolink completion fish | source          in ~/.config/fish/config.fish
    """  # noqa: D301 - \b keeps Click from joining the lines
    register()
    complete = get_completion_class(shell)
    if complete is None:
        raise click.ClickException(f"this version of Click does not support completion for {shell}")
    script = complete(ctx.find_root().command, {}, "evolink", "_EVOLINK_COMPLETE").source()
    ctx.ensure_object(Report).print_data(script.strip())
