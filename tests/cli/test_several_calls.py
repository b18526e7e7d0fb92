"""Several calls of one command, their names, and what is done with their files."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evolink._costs.estimate import Estimate
from evolink._files.prompt_name import mark_of, name_by_prompt
from evolink.cli._estimate_texts import describe_estimates
from evolink.cli._prompt import split_prompts
from evolink.cli._report import Report
from evolink.cli._saved_files import Viewers, viewer, why_not_shown
from evolink.cli._terminal_image import draw
from tests.cli.conftest import Evolink, Service

TWO = ("generate", "a cat", "a dog", "--model", "nano-banana-beta", "-o", "pets/")


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "j.sqlite"))


def prompts(service: Service) -> list[str]:
    sent = [each.request for each in service.requests("POST")]
    return [json.loads(each.body)["prompt"] for each in sent if each.path == "/v1/images/generations"]


def test_prompts_harm_no_terminal(evolink: Evolink) -> None:
    """A prompt is shown in one line, without the control characters that stand in it."""
    ran = evolink("generate", "a\x1b]0;b\x07\nfox", *TWO[2:], "--no-wait")
    assert ": a ]0;b fox\n" in ran.err
    assert "\x1b" not in ran.err


def test_several_prompts(evolink: Evolink, service: Service) -> None:
    """Each prompt is a call, with its own file; the cost of all is said before, and what each has cost after."""
    ran = evolink(*TWO)
    assert (ran.status, prompts(service)) == (0, ["a cat", "a dog"])
    assert sorted(Path(name).name[:6] for name in ran.out.split()) == ["a-cat-", "a-dog-"]
    assert ran.err.startswith("2 calls: about 3.2 credits ($0.05) in all, by the documentation's example\n")
    assert ran.err.count("completed, cost 1.6 credits") == 2
    assert "in all: cost 3.2 credits" in ran.err


@pytest.mark.parametrize("words", [("a", "cat"), ("a cat", "dog"), ("a cat", "")])
def test_unquoted_prompt(evolink: Evolink, service: Service, words: tuple[str, ...]) -> None:
    """The words of a prompt are not paid for one by one."""
    assert evolink("generate", *words, *TWO[3:]).status == 2
    assert not service.requests()


def test_ways_to_name_prompts() -> None:
    """Prompts are arguments or options; a single word is certain only as an option."""
    assert split_prompts((), ("cat", "dog"), None) == ["cat", "dog"]
    assert split_prompts(("a cat", "a\tdog"), (), None) == ["a cat", "a\tdog"]
    assert split_prompts(("cat",), (), None) == ["cat"]
    assert split_prompts((), (), "p.txt") == [None]


@pytest.mark.usefixtures("journal")
def test_repeated_calls(evolink: Evolink, service: Service) -> None:
    """What is there, or in progress, is not paid for again; a larger count pays for what is missing."""
    service.script("story=stuck", on="create")
    assert evolink(*TWO, "--timeout", "0.2").status == 1
    assert evolink(*TWO, "--timeout", "0.1").status == 1
    assert prompts(service) == ["a cat", "a dog"]
    more = evolink(*TWO, "--count", "2", "--timeout", "1")
    assert sorted(prompts(service)) == ["a cat", "a cat", "a dog", "a dog"]
    assert "2 calls: about 3.2 credits" in more.err
    again = json.loads(evolink(*TWO, "--count", "2", "--timeout", "0.2", "--json").out)
    assert len(again["data"]["tasks"]) == 4
    assert len(prompts(service)) == 4


def test_refused_call(evolink: Evolink, service: Service) -> None:
    """A refused call does not stop the others; if credits end, no more are sent, and the paid ones are saved."""
    service.script("code=400", on="create")
    ran = evolink(*TWO, "--new")
    assert (ran.status, len(ran.out.split()), len(prompts(service))) == (3, 1, 2)
    service.script("format=png", "code=402", on="create")
    ran = evolink(*TWO, "--count", "2", "--new")
    assert (ran.status, len(ran.out.split()), len(prompts(service))) == (4, 1, 4)
    assert "2 more were not sent" in ran.err


def test_all_prompts_are_checked(evolink: Evolink, service: Service) -> None:
    """If one prompt breaks a rule, nothing is sent; the error says which one."""
    ran = evolink(*TWO, "-p", "x", "--n", "2")
    assert (ran.status, service.requests()) == (2, [])
    ran = evolink("generate", "-p", "a cat", "-p", " ", "--n", "2", *TWO[3:])
    assert (ran.status, service.requests()) == (3, [])
    assert "  prompt 2: must not be blank" in ran.err
    assert ran.err.count("n: not a parameter") == 1


def test_many_calls(evolink: Evolink, service: Service) -> None:
    """Many calls are not paid for unasked."""
    assert evolink(*TWO, "--count", "6", piped="").status == 2
    assert not service.requests("POST")
    assert evolink(*TWO, "--count", "6", "--yes", "--no-wait", piped="").out.count("task-") == 12


@pytest.mark.parametrize(("output", "names"), [
    ("pets.png", ["pets-1.png", "pets-2.png"]), ("new", ["a-cat", "a-dog"]), ("pets/", ["a-cat", "a-dog"]),
])  # fmt: skip
def test_places(evolink: Evolink, output: str, names: list[str]) -> None:
    """Several files are numbered, or named by their prompts in a folder."""
    saved = sorted(evolink(*TWO[:-1], output).out.split())
    assert [name for each in saved for name in names if name in each] == names


@pytest.mark.parametrize("more", [("a dog",), ("--count", "2"), ("--no-wait",), ("--open",), ("--json",)])
def test_stdout_for_one_file(evolink: Evolink, service: Service, more: tuple[str, ...]) -> None:
    """What can't go to stdout beside the bytes of one file is refused before it is paid for."""
    assert evolink("generate", "a cat", *more, *TWO[3:5], "-o", "-").status == 2
    assert not service.requests()


def test_dry_run(evolink: Evolink, service: Service) -> None:
    """A dry run shows each call once and the cost of all; with -o -, stdout stays empty."""
    ran = evolink(*TWO, "--count", "2", "--dry-run")
    assert (ran.out.count("POST "), ran.out.splitlines()[-1][:34]) == (2, "4 calls: about 6.4 credits ($0.09)")
    shown: dict[str, Any] = json.loads(evolink(*TWO, "--dry-run", "--json").out)["data"]["dry_run"]
    assert [each["request"]["prompt"] for each in shown["calls"]] == ["a cat", "a dog"]
    ran = evolink("generate", "a cat", *TWO[3:5], "-o", "-", "--dry-run")
    assert (ran.status, ran.out) == (0, "")
    assert not service.requests()


@pytest.mark.parametrize(("estimates", "words"), [
    ([Estimate(1.6, "x")], "cost: about 1.6 credits ($0.02), by x"),
    ([Estimate(1.6, "x"), Estimate(2.4, "x")], "2 calls: about 4 credits ($0.06) in all, by x"),
    ([Estimate(1.6, "x"), Estimate(2.4, "y")], "2 calls: about 4 credits ($0.06) in all"),
    ([Estimate(1.6, "x"), Estimate()], "2 calls: 1 for about 1.6 credits ($0.02), and 1 of unknown price"),
    ([Estimate(None, "x", least=8), Estimate(None, "x", least=8)], "2 calls: at least 16 credits ($0.24) in all"),
    ([Estimate(), Estimate()], "2 calls of unknown price: none is documented, and no calls like them are known"),
])  # fmt: skip
def test_cost_of_all(estimates: list[Estimate], words: str) -> None:
    """What several calls cost together is said as far as it is known, and no further."""
    assert describe_estimates(estimates) == words


@pytest.mark.parametrize(("prompt", "words"), [
    ("A cat, in a hat!", "a-cat-in-a-hat"), ("Café/../CON.txt", "cafe-con-txt"),
    ("帽子をかぶった猫", "帽子をかぶった猫"),
    ("हिन्दी", "हिन्दी"), ("x" * 300, "x" * 40), ("猫" * 300, "猫" * 26),
    ("one two " * 30, "one-two-one-two-one-two-one-two-one-two"),
    ("👩‍🚀 ❤️ moon", "moon"), ("-rf \x00\ud800~", "rf"),
])  # fmt: skip
def test_name_by_prompt(prompt: str, words: str) -> None:
    """A name has the first words of the prompt, in letters that every file system takes."""
    assert name_by_prompt(prompt, mark_of("0123456789abcdef")) == f"{words}-0123456789ab"


@pytest.mark.parametrize("prompt", ["🐈", "", None, "..."])
def test_name_without_words(prompt: str | None) -> None:
    """Without words, the mark is the name."""
    assert name_by_prompt(prompt, mark_of("0123456789abcdef", 2)) == "0123456789ab.2"


@pytest.mark.parametrize(("platform", "environment", "found"), [
    ("darwin", {}, ["open"]), ("win32", {}, []), ("linux", {}, "there is no display"),
    ("darwin", {"CI": "true"}, "this is a CI job"),
    ("linux", {"DISPLAY": ":0", "PATH": ""}, "xdg-open is not installed"),
])  # fmt: skip
def test_viewer(platform: str, environment: dict[str, str], found: object) -> None:
    """Each system has its own viewer; where nobody looks, there is none."""
    assert viewer(platform, environment) == found


def test_opened_files(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, evolink: Evolink
) -> None:
    """The viewer gets each file; whatever becomes of it does not fail the paid run."""
    (tmp_path / "xdg-open").write_text("")
    (tmp_path / "xdg-open").chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    opened: list[list[str]] = []
    viewers = Viewers(Report(as_json=False), opens=True, shows=False, open_with=opened.append)
    viewers.show(Path("cat.png"), None)  # type: ignore[arg-type]  # nothing is drawn
    viewers.open_all()
    assert opened == [["xdg-open", f"{tmp_path}/cat.png"]]

    def fails(_: list[str]) -> None:
        raise OSError("no")

    viewers = Viewers(Report(as_json=False), opens=True, shows=False, open_with=fails)
    viewers.show(Path("cat.png"), None)  # type: ignore[arg-type]  # nothing is drawn
    viewers.open_all()
    assert "can't be opened: no" in capsys.readouterr().err
    monkeypatch.delenv("DISPLAY")
    ran = evolink(*TWO, "--open")
    assert ran.status == 0
    assert "can't be opened here: there is no display" in ran.err


def test_images_are_not_for_pipes(evolink: Evolink) -> None:
    """No image is drawn into a pipe; it is said if one was asked for."""
    assert why_not_shown({**os.environ, "CI": "1"}) == "this is a CI job"
    ran = evolink(*TWO, "--show")
    assert (ran.status, ran.err.count("can't be shown here"), "\x1b" in ran.out) == (0, 1, False)


@pytest.mark.parametrize(("terminal", "begins"), [
    ({"TERM": "xterm-kitty"}, b"\x1b_G"), ({"TERM": "foot"}, b"\x1bP"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, b"\x1b]1337"), ({"TERM": "xterm-256color"}, None),
])  # fmt: skip
def test_drawn_image(
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    terminal: dict[str, str],
    begins: bytes | None,
) -> None:
    """An image is drawn by the protocol of the terminal; where none is known, nothing is written."""
    for name in ("TERM_PROGRAM", "KITTY_WINDOW_ID", "LC_TERMINAL", "KONSOLE_VERSION", "VTE_VERSION", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in terminal.items():
        monkeypatch.setenv(name, value)
    Image.new("RGB", (40, 30), "red").save("cat.png")
    assert draw(Path("cat.png")) == (None if begins else "the terminal does not say that it can")
    out = capsysbinary.readouterr().out
    assert begins in out if begins else not out
    Path("cat.png").write_bytes(b"no image")
    assert draw(Path("cat.png"))
    assert not capsysbinary.readouterr().out
