"""Completion offers the options and values of the chosen model."""

import pytest
from click.shell_completion import CompletionItem, ShellComplete

from evolink.cli._app import app
from evolink.cli._shell_completion import Bash, Fish, Zsh
from evolink_rules import models


def completed(begun: str, *before: str) -> list[str]:
    return [item.value for item in ShellComplete(app, {}, "evolink", "").get_completions([*before], begun)]


def test_options_of_model() -> None:
    """Only the options of the chosen model are offered; without one, the common ones."""
    offered = completed("--", "generate", "-m", "gpt-4o-image")
    assert {"--size", "--mask-url", "--image", "--set"} <= {*offered}
    assert not {"--duration", "--quality", "--video"} & {*offered}
    common = completed("--", "generate")
    assert {"--size", "--duration", "--video", "--image-start"} <= {*common}
    assert "--custom-mode" not in common


def test_options_of_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment may choose the model, also by an older name."""
    monkeypatch.setenv("EVOLINK_MODEL", "gemini-2.5-flash-image")
    assert completed("--s", "generate") == ["--show", "--set", "--size"]


def test_options_inside_objects() -> None:
    """What is inside an object is completed by its option, and its values too, separate or after an equals sign."""
    model, outer, inner, values = next(
        (info.name, name, each, field["enum"])
        for info in models().values()
        for name, parameter in info.schema["properties"].items()
        for each, field in parameter.get("properties", {}).items()
        if len(field.get("enum", ())) > 1
    )
    flag = f"--{outer}.{inner}".replace("_", "-")
    assert flag in completed(f"--{outer[:3]}", "generate", "-m", model)
    assert completed("", "generate", "-m", model, flag) == [str(value) for value in values]
    assert completed(f"{flag}={values[-1]}", "generate", "-m", model) == [str(values[-1])]


def test_models_and_kinds() -> None:
    """Models and kinds are completed by their names."""
    name = models()["gemini-2.5-flash-image"].name
    assert completed(name, "generate", "--model") == [name]
    assert completed("image", "models", "--kind") == ["images"]


@pytest.mark.parametrize(
    ("line", "current", "arguments", "begun", "inserted"),
    [
        (["evolink", "generate", "--aspect-ratio", "1"], 3, ["generate", "--aspect-ratio"], "1", "16:9"),
        (["evolink", "generate", "--aspect-ratio", "16", ":"], 4, ["generate", "--aspect-ratio"], "16:", "9"),
        (["evolink", "generate", "--aspect-ratio", "16", ":", "9"], 5, ["generate", "--aspect-ratio"], "16:9", "9"),
        (["evolink", "generate", "--aspect-ratio", "=", "16", ":"], 5, ["generate"], "--aspect-ratio=16:", "9"),
        (["evolink", "generate", "--aspect-ratio", "="], 3, ["generate"], "--aspect-ratio=", "16:9"),
        (["evolink", "generate", '"a b:\n c"', "--size"], 4, ["generate", "a b:\n c", "--size"], "", "16:9"),
        (["evolink", "generate", "'a b"], 2, ["generate"], "a b", "16:9"),
    ],
)
def test_words_of_bash(
    monkeypatch: pytest.MonkeyPatch, line: list[str], current: int, arguments: list[str], begun: str, inserted: str
) -> None:
    """Bash splits words at colons and equals signs, and replaces only what follows the last one."""
    monkeypatch.setenv("COMP_WORDS", "\n".join(line))
    monkeypatch.setenv("COMP_CWORD", str(current))
    shell = Bash(app, {}, "evolink", "")
    assert shell.get_completion_args() == (arguments, begun)
    assert shell.format_completion(CompletionItem("16:9")) == f"plain,{inserted}"


@pytest.mark.parametrize(
    ("shell", "current", "completed"),
    [
        (Zsh, "3", "plain\n--aspect-ratio=16\\:9\nwide, default"),
        (Fish, "--aspect-ratio=1", "plain,--aspect-ratio=16:9\twide; default"),
    ],
)
def test_whole_words(monkeypatch: pytest.MonkeyPatch, shell: type[ShellComplete], current: str, completed: str) -> None:
    """Zsh and fish replace the whole word, the option with its value; fish shows its help to the end."""
    monkeypatch.setenv("COMP_WORDS", "evolink generate x --aspect-ratio=1")
    monkeypatch.setenv("COMP_CWORD", current)
    completing = shell(app, {}, "evolink", "")
    assert completing.get_completion_args() == (["generate", "x"], "--aspect-ratio=1")
    assert completing.format_completion(CompletionItem("16:9", help="wide, default")) == completed
