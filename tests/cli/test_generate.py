"""`evolink generate`: from the prompt to the file."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from evolink.cli._prompt import prompt_parameter
from tests.cli.conftest import Evolink, Service
from tests.cli.made import made

BANANA = ("--model", "nano-banana-beta")
GPT = ("--model", "gpt-4o-image")


def sent(service: Service) -> list[dict[str, Any]]:
    return [json.loads(each.request.body) for each in service.requests("POST")]


def test_named_file(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """The image is saved to the given file."""
    ran = evolink("generate", "a cat", *BANANA, "--size", "16:9", "-o", "cat.png")
    assert str(ran) == snapshot
    assert Path("cat.png").read_bytes().startswith(b"\x89PNG")


def test_only_given_parameters(evolink: Evolink, service: Service) -> None:
    """Only the given parameters are sent."""
    evolink("generate", "a cat", *GPT, "--n", "2", "--image", "https://a.example/1.png", "--no-wait")
    assert sent(service) == [
        {"model": "gpt-4o-image", "prompt": "a cat", "n": 2, "image_urls": ["https://a.example/1.png"]}
    ]


def test_image_options(evolink: Evolink, service: Service) -> None:
    """Links are given one by one, with either name of the option."""
    links = ["https://a.example/1.png", "https://a.example/2.png"]
    evolink("generate", "x", *BANANA, "--image", links[0], "--image-urls", links[1], "--no-wait")
    assert sent(service)[0]["image_urls"] == links


def test_numbered_images(evolink: Evolink) -> None:
    """Several images are numbered, in a folder that is created."""
    ran = evolink("generate", "cats", *GPT, "--n", "2", "-o", "new/folder/cat.png")
    assert ran.out.splitlines() == ["new/folder/cat-1.png", "new/folder/cat-2.png"]
    assert all(Path(name).is_file() for name in ran.out.splitlines())


def test_names_in_folder(evolink: Evolink) -> None:
    """Files in a folder are named after the ID of the task."""
    ran = evolink("generate", "a cat", *BANANA, "-o", "cats/")
    assert Path(ran.out.strip()).parent == Path("cats")
    assert Path(ran.out.strip()).is_file()


def test_default_folder(evolink: Evolink) -> None:
    """Without -o, the image is saved to the current folder."""
    ran = evolink("generate", "a cat", *BANANA)
    assert [str(path) for path in Path().glob("*.png")] == [ran.out.strip()]


def test_suffix_of_type(evolink: Evolink, service: Service) -> None:
    """The suffix of a file matches its type."""
    service.script("format=webp")
    assert evolink("generate", "a cat", *BANANA, "-o", "cat.png").out == "cat.webp\n"


def test_other_type(evolink: Evolink) -> None:
    """A name whose suffix may not stay is pointed out before and after, by every command that saves."""
    ran = evolink("generate", "a cat", *BANANA, "-o", "cat.jpg")
    assert ran.err.splitlines()[1] == "cat.jpg: the service chooses the type of the file, and the suffix follows it"
    assert (ran.out, ran.err.splitlines()[-1]) == ("cat.png\n", "  the service sent PNG, so it is not named cat.jpg")
    task = re.search(r"task (\S+)", ran.err)
    assert task is not None
    for command in ("save", "wait"):
        assert "not named again.gif" in evolink(command, task[1], "-o", "again.gif", "--overwrite").err


@pytest.mark.parametrize(
    ("model", "options", "hint"),
    [
        ("nano-banana-beta", "-o cat.png", ""),
        ("nano-banana-beta", "-o cats.jpg/", ""),
        ("nano-banana-beta", "-o cat", ""),
        ("nano-banana-beta", "-o cat.mp4", "the suffix follows it"),
        ("gpt-image-2", "-o cat.JPEG", "; --output-format jpeg asks for this one"),
        ("gpt-image-2", "-o cat.jpg --output-format jpeg", ""),
        ("doubao-seed-audio-1-0", "-o cat.wav", ""),
        ("doubao-seed-audio-1-0", "-o cat.mp3", "; --format mp3 asks for this one"),
    ],
)
def test_probable_type(evolink: Evolink, model: str, options: str, hint: str) -> None:
    """The type that a model makes without being asked, or was asked for, needs no word."""
    ran = evolink("generate", "a cat", "-m", model, *options.split(), "--dry-run")
    said = [line for line in ran.err.splitlines() if "the service chooses the type" in line]
    assert len(said) == bool(hint)
    assert not said or said[0].endswith(hint)


@pytest.mark.parametrize("arguments", [["-"], [], ["--prompt-file", "-"]])
def test_piped_prompt(evolink: Evolink, service: Service, arguments: list[str]) -> None:
    """The prompt may come from a pipe."""
    ran = evolink("generate", *arguments, *BANANA, "--no-wait", piped="two\nlines\n")
    assert ran.status == 0
    assert sent(service)[0]["prompt"] == "two\nlines"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark(evolink: Evolink, service: Service, encoding: str) -> None:
    """A byte order mark is not part of the prompt."""
    Path("prompt.txt").write_bytes("Dämmerung\r\n".encode(encoding))
    evolink("generate", "--prompt-file", "prompt.txt", *BANANA, "--no-wait")
    evolink("generate", *BANANA, "--no-wait", "--new", piped="\ufeffDämmerung\n")
    assert [each["prompt"] for each in sent(service)] == ["Dämmerung", "Dämmerung"]


def test_prompt_file(evolink: Evolink, service: Service) -> None:
    """The prompt may come from a file."""
    Path("prompt.txt").write_text("ein Leuchtturm in der Dämmerung\n", encoding="utf-8")
    evolink("generate", "--prompt-file", "prompt.txt", *BANANA, "--no-wait")
    assert sent(service)[0]["prompt"] == "ein Leuchtturm in der Dämmerung"


@pytest.mark.parametrize(
    ("arguments", "piped"),
    [
        (["x", "--prompt-file", "p.txt"], None),
        (["--prompt-file", "missing.txt"], None),
        (["--prompt-file", "latin.txt"], None),
        ([], None),
        (["x", "--set", "size"], None),
        (["x", "--set", "prompt=y"], None),
        (["x", "--set", "prompt.a=y"], None),
        (["x", "--set", "a=1", "--set", "a.b=2"], None),
        (["x", "--size", "1:1", "--set", "size=16:9"], None),
    ],
)
def test_invalid_command(
    evolink: Evolink, service: Service, snapshot: SnapshotAssertion, arguments: list[str], piped: str | None
) -> None:
    """An invalid command sends nothing."""
    Path("latin.txt").write_bytes(b"D\xe4mmerung")
    ran = evolink("generate", *arguments, *BANANA, piped=piped)
    assert str(ran) == snapshot
    assert ran.status == 2
    assert not service.requests()


@pytest.mark.parametrize(("arguments", "piped"), [([""], None), ([], " \n"), (["--prompt-file", "blank.txt"], None)])
def test_blank_prompt(evolink: Evolink, service: Service, arguments: list[str], piped: str | None) -> None:
    """A blank prompt is refused with the message of the rule."""
    Path("blank.txt").write_text("\ufeff\u3000\u200b\n", encoding="utf-8")
    ran = evolink("generate", *arguments, *BANANA, piped=piped)
    assert (ran.status, service.requests()) == (3, [])
    assert "prompt: must not be blank" in ran.err


def test_missing_model(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """Without a model, the message lists the models."""
    assert str(evolink("generate", "x")) == snapshot


def test_model_of_environment(evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment may set the model."""
    monkeypatch.setenv("EVOLINK_MODEL", "gemini-2.5-flash-image")
    assert evolink("generate", "x", "--no-wait").status == 0
    assert sent(service)[0]["model"] == "gemini-2.5-flash-image"


def test_all_violations(
    evolink: Evolink, service: Service, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All violations are listed, and nothing is sent."""
    monkeypatch.delenv("EVOLINK_API_KEY")  # the refusal needs no key
    wrong = ["--n", "3", "--size", "16:9", "--mask-url", "ftp://a.example/m.png", "--quality", "4K"]
    ran = evolink("generate", "x", *GPT, *wrong, "-o", "not-made/x.png")
    assert str(ran) == snapshot
    assert not service.requests()
    assert not Path("not-made").exists()


def test_details_of_errors(evolink: Evolink, service: Service) -> None:
    """Rules, pages, codes and IDs of requests are for --verbose."""
    broken, refused = ("generate", "x", *BANANA, "--n", "2"), ("generate", "x", *BANANA)
    assert "n: not a parameter of nano-banana-beta; it takes prompt, size, image_urls" in evolink(*broken).err
    assert "; did you mean --count 2?" in evolink(*broken).err
    assert "[" not in evolink(*broken).err
    assert "[additionalProperties; ours" in evolink(*broken, "--verbose").err
    service.script("code=402", "code=402", on="create")
    assert "402" not in evolink(*refused).err
    assert "(status 402, " in evolink(*refused, "--verbose").err


def test_unknown_model(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """An unknown model is reported with similar names."""
    assert str(evolink("generate", "x", "--model", "gpt-4-image")) == snapshot


def test_unchecked_model(evolink: Evolink, service: Service) -> None:
    """With --unchecked, a newer model is called with unknown parameters."""
    new = ["--model", "tomorrow-1", "--unchecked", "--set", "steps=30", "--set", "mood=calm", "--set", 'a={"b":[1]}']
    ran = evolink("generate", "x", *new)
    assert ran.status == 3  # this service does not know it either
    assert sent(service) == [{"model": "tomorrow-1", "prompt": "x", "steps": 30, "mood": "calm", "a": {"b": [1]}}]


def test_kind_of_unchecked_model(evolink: Evolink, service: Service) -> None:
    """With --kind, a newer model is called where models of that kind are; a known model has its own kind."""
    ran = evolink(
        "generate", "x", "--model", "tomorrow-1", "--unchecked", "--kind", "video", "--video", "https://a.b/c"
    )
    assert ran.status == 3  # this service does not know it either
    assert service.requests("POST")[0].request.path == "/v1/videos/generations"
    assert sent(service) == [{"model": "tomorrow-1", "prompt": "x", "video_urls": ["https://a.b/c"]}]
    assert (
        "Invalid value for --kind: gpt-4o-image makes images" in evolink("generate", "x", *GPT, "--kind", "audio").err
    )


def test_unchecked_parameters(evolink: Evolink, service: Service) -> None:
    """With --unchecked, a known model is called with unknown parameters."""
    more = ["--set", "style=ink"]
    ran = evolink("generate", "x", *GPT, *more)
    assert (ran.status, service.requests()) == (3, [])
    assert "--unchecked allows parameters that are newer" in ran.err
    evolink("generate", "x", *GPT, "--unchecked", *more)
    assert sent(service) == [{"model": "gpt-4o-image", "prompt": "x", "style": "ink"}]
    ran = evolink("generate", "x", *GPT, "--unchecked", *more, "--set", "n=3")
    assert (ran.status, len(sent(service))) == (3, 1)


def test_parameters_inside_an_object(evolink: Evolink, service: Service) -> None:
    """A name with dots sets what is inside an object, also inside one that is given."""
    new = ["--model", "tomorrow-1", "--unchecked", "--set", 'params={"depth":1}', "--set", "params.web_search=true"]
    evolink("generate", "x", *new, "--set", "params.mood.tone=calm")
    params = {"depth": 1, "web_search": True, "mood": {"tone": "calm"}}
    assert sent(service) == [{"model": "tomorrow-1", "prompt": "x", "params": params}]


def test_model_without_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that takes no prompt, or needs none, is asked for nothing."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    assert prompt_parameter(made({}), None, None) == {}
    assert prompt_parameter(made({"prompt": {"type": "string"}}), None, None) == {}
    assert prompt_parameter(made({"prompt": {"type": "string"}}), "a cat", None) == {"prompt": "a cat"}
    assert prompt_parameter(made({}), "a cat", None) == {"prompt": "a cat"}  # the check refuses it by name
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a cat\n")))
    assert prompt_parameter(made({"prompt": {"type": "string"}}), None, None) == {"prompt": "a cat"}


def test_existing_file(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    """An existing file is found before anything is paid for."""
    Path("cat-2.png").write_text("precious")
    ran = evolink("generate", "cats", *GPT, "--n", "2", "-o", "cat.png")
    assert str(ran) == snapshot
    assert not service.requests()


@pytest.mark.parametrize("there", ["cat", "cat.webp"])
def test_existing_file_without_suffix(evolink: Evolink, service: Service, there: str) -> None:
    """A name without a suffix may not match any existing image."""
    Path(there).write_text("precious")
    assert evolink("generate", "a cat", *BANANA, "-o", "cat").status == 2
    assert not service.requests()


def test_existing_video(evolink: Evolink, service: Service) -> None:
    """A video is saved beside an image of its name, and an existing one is found before anything is paid for."""
    Path("cat.png").write_text("the image")
    assert evolink("generate", "a cat", "-m", "wan2.6-text-to-video", "-o", "cat").out == "cat.mp4\n"
    assert evolink("generate", "a dog", "-m", "wan2.6-text-to-video", "-o", "cat").status == 2
    assert len(sent(service)) == 1


def test_overwrite(evolink: Evolink) -> None:
    """With --overwrite, an existing file is replaced."""
    Path("cat.png").write_text("old")
    assert evolink("generate", "a cat", *BANANA, "-o", "cat.png", "--overwrite").status == 0
    assert Path("cat.png").read_bytes().startswith(b"\x89PNG")


def test_folder_not_creatable(evolink: Evolink, service: Service) -> None:
    """A folder that can't be created is reported before anything is paid for."""
    Path("file").write_text("")
    assert evolink("generate", "a cat", *BANANA, "-o", "file/cat.png").status == 2
    assert not service.requests()


def test_no_wait(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """With --no-wait, the ID is printed at once."""
    assert str(evolink("generate", "a cat", *BANANA, "--no-wait", "-o", "my cats/")) == snapshot


def test_same_idempotency_key(evolink: Evolink) -> None:
    """The same idempotency key creates one task."""
    again = ["generate", "a cat", *BANANA, "--no-wait", "--idempotency-key", "my-own-key-0123456789"]
    assert evolink(*again).out == evolink(*again).out


def test_hidden_api_key(evolink: Evolink, service: Service) -> None:
    """The API key is never printed."""
    ends = [evolink("generate", "x", *BANANA, "--json"), evolink("credits")]
    service.script("code=401", "code=500", "fault=drop")
    ends += [evolink("generate", "x", *BANANA) for _ in range(3)]
    assert [ran.status for ran in ends] == [0, 0, 4, 5, 5]
    assert not any(service.key in ran.out + ran.err for ran in ends)
