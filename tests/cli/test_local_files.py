"""Files of this machine in `evolink generate`: checked, uploaded once, and the same call by their content."""

import json
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from PIL import Image

from tests.cli.conftest import Evolink, Service

BANANA = ("generate", "in winter", "--model", "nano-banana-beta")
ELEMENT = (
    *("generate", "--model", "kling-custom-element", "--no-wait", "--new", "--set", "model_params.element_name=cat"),
    *("--model-params.element-description", "red", "--model-params.reference-type", "image_refer"),
    *("--model-params.element-image-list.refer-images.image-url", "cat.png"),
)


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Image.new("RGB", (400, 400), "red").save("cat.png")
    Path("notes.txt").write_text("no picture")
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "journal.sqlite"))


def created(service: Service) -> list[dict[str, Any]]:
    posts = [each for each in service.requests("POST") if each.request.path.endswith("/generations")]
    return [json.loads(each.request.body) for each in posts]


def uploads(service: Service) -> int:
    return sum("/upload/" in each.request.path for each in service.requests("POST"))


def content(link: str) -> bytes:
    with urlopen(link) as answer:
        whole: bytes = answer.read()
        return whole


def test_file_is_uploaded_once(evolink: Evolink, service: Service) -> None:
    """A file is sent as a link to its content, beside links, and uploaded once while that link lives."""
    given = ("--image", "cat.png", "--image", "https://a.example/b.png")
    assert evolink(*BANANA, *given, "--no-wait").status == 0
    first, second = created(service)[0]["image_urls"]
    assert (content(first), second) == (Path("cat.png").read_bytes(), "https://a.example/b.png")
    Path("same.png").write_bytes(Path("cat.png").read_bytes())
    assert evolink(*BANANA, "--image-urls=./same.png", "--no-wait", "--new").status == 0
    assert (created(service)[1]["image_urls"], uploads(service)) == ([first], 1)


def test_file_inside_an_object(evolink: Evolink, service: Service) -> None:
    """A path is a file wherever a link may stand: in an option, in --set and in JSON."""
    name = "model_params.element_image_list.frontal_image"
    ways = (
        ("--image", "cat.png"),
        ("--set", f"{name}=cat.png"),
        ("--model-params.element-image-list", '{"frontal_image": "cat.png"}'),
    )
    for way in ways:
        assert evolink(*ELEMENT, *way).status == 0
    images = [each["model_params"]["element_image_list"] for each in created(service)]
    (link,) = {each["frontal_image"] for each in images}
    assert content(link) == Path("cat.png").read_bytes()
    assert [each["refer_images"] for each in images] == [[{"image_url": link}]] * len(ways)


def test_errors_name_option_and_file(evolink: Evolink, service: Service) -> None:
    """What is wrong with files is named by the option and the path, all of it at once, and nothing is sent."""
    wrong = ("--image", "gone.png", "--image-urls", "notes.txt", "--image", ".", "--image", "a.example/b.png")
    ran = evolink(*BANANA, *wrong, "--size", "3:1")
    assert (ran.status, service.requests()) == (3, [])
    lines = [line.strip() for line in ran.err.splitlines()]
    assert any(
        line.startswith("--image gone.png: there is no such file; a link begins with https://") for line in lines
    )
    assert any(line.startswith("--image notes.txt: ") for line in lines)
    assert any(line.startswith("--image .: is a folder") for line in lines)
    assert any(line.startswith("size: ") for line in lines)
    assert "--image ~no-such-user/cat.png: can't be read: " in evolink(*BANANA, "--image", "~no-such-user/cat.png").err
    assert "names a file on this machine: give its path" in evolink(*BANANA, "--image", "file:cat.png").err
    ran = evolink("generate", "a song", "--model", "suno-v5-beta", "--image", "cat.png")
    assert "--image (image_urls): not a parameter of suno-v5-beta; it takes custom_mode, " in ran.err


def test_same_call_by_content(evolink: Evolink, service: Service) -> None:
    """After an interruption, the same command finds its call by the content of the file, wherever it is now."""
    command = (*BANANA, "-o", "made/")
    assert evolink(*command, "--image", "cat.png", "--timeout", "0").status == 1
    Path("cat.png").rename("moved.png")
    ran = evolink(*command, "--image", "moved.png")
    assert "resuming the task of the same request" in ran.err
    assert (ran.status, len(created(service)), uploads(service)) == (0, 1, 1)
    assert evolink(*command, "--image", "moved.png", "--new", "--timeout", "0").status == 1
    Image.new("RGB", (400, 400), "blue").save("moved.png")
    assert evolink(*command, "--image", "moved.png", "--new", "--timeout", "0").status == 1
    assert (len(created(service)), uploads(service)) == (3, 2)


def test_done_by_content(evolink: Evolink, service: Service) -> None:
    """A command that has already saved its file is done, and uploads nothing."""
    command = (*BANANA, "--image", "cat.png", "-o", "winter.png")
    first, again = evolink(*command), evolink(*command)
    assert (again.status, again.out) == (0, first.out)
    assert (len(created(service)), uploads(service)) == (1, 1)


def test_list_of_one(evolink: Evolink) -> None:
    """A file that `--set` gives where a list belongs is answered in words of the command line."""
    said = evolink("generate", "x", "-m", "nano-banana-beta", "--set", "image_urls=cat.png").err
    assert "image_urls: must be a list; its option, given once for each, makes one" in said
    assert "Path(" not in said
