"""Where the prompt comes from: the argument, a file, or stdin."""

import sys
from pathlib import Path

import click


def prompt(argument: str | None, file: str | None) -> str:
    """Give the prompt.

    Args:
        argument: What stands on the command line; `-` is stdin.
        file: The file to read in its place; `-` is stdin.

    Raises:
        UsageError: There is none, or there are two.
    """
    if argument is not None and file is not None:
        raise click.UsageError("give the prompt as an argument or with --prompt-file, not both")
    if argument is not None and argument != "-":
        text = argument
    elif file not in {None, "-"}:
        text = _read(Path(str(file)))
    elif argument == "-" or file == "-" or not sys.stdin.isatty():
        text = _read(None)
    else:
        raise click.UsageError('no prompt: give one as in `evolink generate "a cat" ...`, with --prompt-file, or piped')
    return text.rstrip("\n")


def _read(path: Path | None) -> str:
    try:
        return sys.stdin.read() if path is None else path.read_text(encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"can't read the prompt: {error}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the prompt in {path or 'stdin'} is no UTF-8 text") from error
