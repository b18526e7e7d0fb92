"""The prompt: from an argument, a file or stdin."""

import codecs
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evolink._files.encoding import detect_encoding

if TYPE_CHECKING:
    from evolink_rules import ModelInfo


def split_prompts(arguments: Sequence[str], options: Sequence[str], file: str | None) -> list[str | None]:
    """Return the prompts of a command, each of which is a call; None stands for the file, stdin or no prompt.

    Several arguments are several prompts only if each has white space in it, and so was quoted: the words of one
    prompt must not be paid for one by one.

    Args:
        arguments: The arguments.
        options: The values of `--prompt`.
        file: The file to read the only prompt from.

    Raises:
        UsageError: It is not certain what is meant.
    """
    if sum(map(bool, (arguments, options, file))) > 1:
        raise click.UsageError("Give prompts as arguments, with --prompt or with --prompt-file, not in two ways.")
    if len(arguments) > 1 and not all(len(each.split()) > 1 for each in arguments):
        raise click.UsageError("Quote the prompt. For several prompts, write --prompt before each.")
    return [*arguments, *options] or [None]


def prompt(argument: str | None, file: str | None) -> str:
    """Return the prompt.

    Args:
        argument: The argument; `-` is stdin.
        file: The file to read instead; `-` is stdin.

    Raises:
        UsageError: There is no prompt, or there are two.
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
        raise click.UsageError('no prompt: use `evolink generate "a cat" ...`, --prompt-file or a pipe')
    return text.rstrip("\n")


def prompt_parameter(info: "ModelInfo | None", argument: str | None, file: str | None) -> dict[str, str]:
    """Return the prompt as a parameter: none for a model without one, and none if it is optional and not given.

    Args:
        info: The model; None if it is not known.
        argument: The argument; `-` is stdin.
        file: The file to read instead; `-` is stdin.

    Raises:
        UsageError: There is no prompt though the model needs one, or there are two.
    """
    if info is None or argument is not None or file is not None or "prompt" in info.schema.get("required", ()):
        return {"prompt": prompt(argument, file)}
    if "prompt" not in info.schema["properties"] or sys.stdin.isatty():
        return {}
    piped = _read(None).rstrip("\n")
    return {"prompt": piped} if piped else {}


def _read(path: Path | None) -> str:
    try:
        text = _decoded(sys.stdin.buffer.read(), sys.stdin.encoding) if path is None else _decoded(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.UsageError(f"can't read the prompt from {path or 'stdin'}: {reason}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the prompt in {path or 'stdin'} is not valid {error.encoding.upper()}") from error
    return text.replace("\r\n", "\n")


def _decoded(data: bytes, usual: str = "utf-8") -> str:
    """Return the text without a byte order mark, which determines the encoding."""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode(detect_encoding(data) if marked else usual)
