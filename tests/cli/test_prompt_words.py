"""Prompts without quotes, in the place of the model, or with a dash: refused with the command that is meant."""

import json
import shlex

import pytest

from tests.cli.conftest import Evolink, Service

QUOTE = "Quote the prompt, or use --:"
IS_MODEL = "'gpt-4o-image' is a model: name it with -m"


@pytest.mark.parametrize(
    ("line", "message", "meant"),
    [
        ("a cat", QUOTE, ['"a cat" -m MODEL', "-m MODEL -- a cat"]),
        ("-m gpt-4o-image a cat --n 2", QUOTE, ['"a cat" -m gpt-4o-image --n 2', "-m gpt-4o-image --n 2 -- a cat"]),
        ("a -m gpt-4o-image cat", QUOTE, ['"a cat" -m gpt-4o-image', "-m gpt-4o-image -- a cat"]),
        ("a cat -m gpt-4o-image --duration 5", QUOTE, ['"a cat" -m gpt-4o-image --duration 5', None]),
        ("-m gpt-4o-image -o a a -- cat", QUOTE, ['"a cat" -m gpt-4o-image -o a', None]),
        ("-m gpt-4o-image a 'red cat'", QUOTE, ['"a red cat" -m gpt-4o-image']),
        ("-m gpt-4o-image it\\'s \\$5", QUOTE, ["'it'\"'\"'s $5' -m gpt-4o-image", None]),
        ("gpt-4o-image a cat", f"{IS_MODEL}. {QUOTE}", ['"a cat" -m gpt-4o-image', "-m gpt-4o-image -- a cat"]),
        ("'a cat' gpt-4o-image", f"{IS_MODEL}:", ['"a cat" -m gpt-4o-image']),
        ("gpt-4o-image", f"{IS_MODEL}:", ["PROMPT -m gpt-4o-image"]),
        ("gpt-4o-image --prompt-file a.txt", f"{IS_MODEL}:", ["-m gpt-4o-image --prompt-file a.txt"]),
        ("topaz-video-upscale --video a.mp4", "name it with -m:", ["-m topaz-video-upscale --video a.mp4"]),
        ("-m 'a cat' gpt-4o-image -o x", "The prompt and the model are in each other's places:",
         ['"a cat" -m gpt-4o-image -o x']),
        ("--model='a cat' gpt-4o-image", "in each other's places:", ['"a cat" -m gpt-4o-image']),
        ("-p a cat in -m gpt-4o-image hats", QUOTE, ['"a cat in hats" -m gpt-4o-image', None]),
        ("--prompt=a cat", QUOTE, ['"a cat" -m MODEL', None]),
        ("-m 'a cat' -o x", "'a cat' is not a model. Put the prompt first:", ['"a cat" -m MODEL -o x']),
        ("-m gpt-4o-image nano-banana-beta", "If it is the prompt, use --:", ["-m gpt-4o-image -- nano-banana-beta"]),
        ("-m gpt-4o-image '- a cat'", "begins with a dash goes after --:", ['-m gpt-4o-image -- "- a cat"']),
        ("'--a cat' -m gpt-4o-image --n 2", "goes after --:", ['-m gpt-4o-image --n 2 -- "--a cat"']),
        ("'--a cat'", "goes after --:", ['-m MODEL -- "--a cat"']),
        ("-m gpt-4o-image --image a.png b.JPG 'a cat'", "--image takes one file: repeat it for each:",
         ['"a cat" -m gpt-4o-image --image a.png --image b.JPG']),
        ("'a cat' --image-urls=a.png b.webp", "repeat it for each:",
         ['"a cat" --image-urls=a.png --image-urls b.webp -m MODEL']),
    ],
)  # fmt: skip
def test_refused(evolink: Evolink, service: Service, line: str, message: str, meant: list[str | None]) -> None:
    """Nothing is sent; the message ends with commands to copy, which are what is meant."""
    ran = evolink("generate", *shlex.split(line))
    first, *commands = ran.err.splitlines()
    if "-m MODEL" in ran.err:
        assert commands.pop() == "  `evolink models` lists the models"
    assert (ran.status, ran.out) == (2, "")
    assert first.startswith("evolink: ")
    assert first.endswith(message)
    assert len(commands) == len(meant)
    assert all(
        each in {None, have.removeprefix("    evolink generate ")} for each, have in zip(meant, commands, strict=True)
    )
    assert service.requests("POST") == []


@pytest.mark.parametrize(
    ("line", "prompt"),
    [
        ("-- a cat in a hat", "a cat in a hat"),
        ("-- -a --cat", "-a --cat"),
        ("-- '- a cat'", "- a cat"),
        ("-- gpt-4o-image", "gpt-4o-image"),
        ("'a cat'", "a cat"),
        ("cat", "cat"),
    ],
)
def test_after_dashes(evolink: Evolink, line: str, prompt: str) -> None:
    """What comes after `--` is the prompt, quoted or not."""
    ran = evolink("generate", "-m", "gpt-4o-image", "--dry-run", "--json", *shlex.split(line))
    assert json.loads(ran.out)["data"]["dry_run"]["request"]["prompt"] == prompt


def test_model_of_environment(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model in the environment does not make the name of another one a prompt."""
    monkeypatch.setenv("EVOLINK_MODEL", "nano-banana-beta")
    assert IS_MODEL in evolink("generate", "gpt-4o-image", "a", "cat").err
    assert '    evolink generate "a cat"\n' in evolink("generate", "a", "cat").err


def test_mistyped_option(evolink: Evolink) -> None:
    """An unknown option is named first; a word like one, without any other, may be the prompt."""
    assert (
        "No such option '--durtion'.\n" in evolink("generate", "a", "cat", "-m", "gpt-4o-image", "--durtion", "5").err
    )
    assert "goes after --.\n" in evolink("generate", "--cat", "-m", "gpt-4o-image").err
    assert "Usage:" in evolink("generate", "a", "cat", "--help").out
