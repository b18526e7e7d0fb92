import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from evolink_mock.images.reference import Reference
from evolink_mock.images.spec import ImageSpec, pixel_size
from evolink_mock.world.contract import operations
from tests.mock._models import with_qualities

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

DAY = 86_400


def size_of(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as image:
        image.load()
        return image.size


@pytest.mark.parametrize(
    ("size", "quality", "pixels"),
    [
        ("1:1", "", (1024, 1024)),
        ("16:9", "1K", (1024, 576)),
        ("9:16", "2K", (1152, 2048)),
        ("21:9", "4K", (4096, 1755)),
        ("1024x1536", "", (1024, 1536)),
        ("auto", "1K", (1024, 1024)),
    ],
)
def test_pixel_size(size: str, quality: str, pixels: tuple[int, int]) -> None:
    """Size and quality decide the pixels."""
    assert pixel_size(size, quality) == pixels


def test_auto_size_of_an_edit() -> None:
    """An edit with automatic size keeps the ratio of its reference."""
    assert pixel_size("auto", "2K", Reference(None, 683, 1024)) == (1366, 2048)


def test_default_quality(mock: "Caller") -> None:
    """A request without a quality gets the documented default."""
    name, quality = with_qualities()
    side = 1024 * int(quality["default"].removesuffix("K"))
    with_quality = mock.finished(model=name, prompt="x", size="3:2")
    without = mock.finished(model="nano-banana-beta", prompt="x", size="3:2")
    assert size_of(mock.fetch(with_quality["results"][0]).body) == (side, round(side * 2 / 3))
    assert size_of(mock.fetch(without["results"][0]).body) == (1024, 683)


def test_transparent_background(mock: "Caller") -> None:
    """The corners of an image with a transparent background are transparent, and its middle is not."""
    made = mock.finished(model="gpt-image-2", prompt="x", background="transparent", output_format="webp")
    with Image.open(io.BytesIO(mock.fetch(made["results"][0]).body)) as image:
        alpha = image.getchannel("A")
        assert (alpha.getpixel((0, 0)), alpha.getpixel((512, 400))) == (0, 255)


def test_number_of_results(mock: "Caller") -> None:
    """A task has as many results as the value of a field is documented to mean, where no field asks for a number."""
    name, numbers = next(
        (model.name, schema["x-evolink-results-by-value"])
        for operation in operations()
        for model in operation.models.values()
        for schema in model.properties.get("model_params", {}).get("properties", {}).values()
        if "x-evolink-results-by-value" in schema
    )
    for speed, number in numbers.items():
        assert len(mock.finished(model=name, prompt="x", model_params={"speed": speed})["results"]) == number


def test_images_of_a_task_differ(mock: "Caller") -> None:
    """The images of a task differ, and each stays the same."""
    links = mock.finished(model="gpt-4o-image", prompt="x", n=4)["results"]
    drawn = [mock.fetch(link).body for link in links]
    assert len(set(drawn)) == 4
    assert [mock.fetch(link).body for link in links] == drawn


def test_seed_of_a_request(mock: "Caller") -> None:
    """A request with the same seed and prompt has the same images, which differ from each other; others have others."""

    def drawn(**changed: object) -> list[bytes]:
        request = {"model": "qwen-image-3.0", "prompt": "{} {0} {name} %s", "seed": 7, "n": 2, **changed}
        return [mock.fetch(link).body for link in mock.finished(**request)["results"]]

    first = drawn()
    assert len(set(first)) == 2
    assert drawn() == first
    assert not set(first) & {*drawn(seed=8), *drawn(prompt="y")}


def test_result_headers(mock: "Caller") -> None:
    """A result needs no key, and has its type and length."""
    response = mock.fetch(mock.finished(model="nano-banana-beta", prompt="x")["results"][0])
    assert response.status == 200
    assert response.headers["content-type"] == "image/png"
    assert response.headers["content-length"] == str(len(response.body))


def test_own_reference(mock: "Caller") -> None:
    """A reference to an image of the mock is found."""
    first = mock.finished(model="nano-banana-beta", prompt="x", size="16:9")["results"][0]
    edit = mock.finished(model="nano-banana-beta", prompt="more", image_urls=["https://else.example/a.png", first])
    known = mock.world.tasks[edit["id"]].reference
    assert isinstance(known, ImageSpec)
    assert known.prompt == "x"
    assert size_of(mock.fetch(edit["results"][0]).body) == (1024, 576)


def test_foreign_reference(mock: "Caller") -> None:
    """A reference on another host is ignored."""
    urls = ["https://else.example/files/a.png", "http://mock.test:81/files/task-unified-1-a/0.png"]
    edit = mock.finished(model="nano-banana-beta", prompt="more", image_urls=urls)
    assert mock.world.tasks[edit["id"]].reference is None


def test_chain_of_edits(mock: "Caller") -> None:
    """A chain of edits keeps a limited number of references."""
    task = mock.finished(model="nano-banana-beta", prompt="x")
    for _ in range(6):
        task = mock.finished(model="nano-banana-beta", prompt="x", image_urls=task["results"])
    depth, reference = 0, mock.world.tasks[task["id"]].reference
    while isinstance(reference, ImageSpec):
        depth, reference = depth + 1, reference.reference
    assert depth <= 4
    assert mock.fetch(task["results"][0]).status == 200


def test_links_expire(mock: "Caller") -> None:
    """Links expire a day after completion."""
    made = mock.create(model="nano-banana-beta", prompt="x")
    ends_at = mock.world.tasks[made["id"]].timeline.ends_at
    mock.now = ends_at
    link = mock.task(made["id"])["results"][0]
    mock.now = ends_at + DAY - 1
    assert mock.fetch(link).status == 200
    mock.now = ends_at + DAY
    assert mock.fetch(link).status == 410


def test_no_result_before_the_end(mock: "Caller") -> None:
    """A result is not found before its task completes."""
    made = mock.create(model="nano-banana-beta", prompt="x")
    assert mock.call("GET", f"/files/{made['id']}/0.png").status == 404


def test_unknown_links(mock: "Caller") -> None:
    """Links to no result are not found."""
    link: str = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    assert mock.fetch(link.replace("/0.png", "/1.png")).status == 404
    assert mock.call("GET", "/files/task-unified-1-a/0.png").status == 404
    assert mock.call("GET", "/files/../0.png").status == 404


@pytest.mark.parametrize(
    ("asked", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=100-", slice(100, None)), ("bytes=-7", slice(-7, None))],
)
def test_range_of_a_result(mock: "Caller", asked: str, part: slice) -> None:
    """A range of a result can be fetched."""
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    whole = mock.fetch(link).body
    response = mock.fetch(link, {"range": asked})
    assert response.status == 206
    assert response.body == whole[part]
    first, last = part.indices(len(whole))[0], part.indices(len(whole))[1] - 1
    assert response.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,4-5"])
def test_unsupported_range(mock: "Caller", asked: str) -> None:
    """An unsupported range is ignored."""
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    assert mock.fetch(link, {"range": asked}).status == 200


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_range_beyond_the_end(mock: "Caller", asked: str) -> None:
    """A range beyond the end answers 416."""
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    total = len(mock.fetch(link).body)
    response = mock.fetch(link, {"range": asked})
    assert (response.status, response.headers["content-range"]) == (416, f"bytes */{total}")


def test_if_range_of_other_file(mock: "Caller") -> None:
    """A range of another file version is answered with the whole file."""
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    etag = mock.fetch(link).headers["etag"]
    assert mock.fetch(link, {"range": "bytes=5-", "if-range": etag}).status == 206
    assert mock.fetch(link, {"range": "bytes=5-", "if-range": '"other"'}).status == 200
    assert mock.fetch(link, {"range": "bytes=5-", "if-range": f"W/{etag}"}).status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("{}", 304),
        ("W/{}", 304),
        ('"a,b", W/"c" ,{}', 304),
        ("*", 304),
        ('"other"', 200),
        ('W/"other"', 200),
        ("", 200),
    ],
)
def test_file_that_the_client_has(mock: "Caller", method: str, known: str, status: int) -> None:
    """A client that names the file's tag among those it has gets no file, whatever range it asks for."""
    path = mock.finished(model="nano-banana-beta", prompt="x")["results"][0].removeprefix("http://mock.test:80")
    etag = mock.fetch(path).headers["etag"]
    answer = mock.send(method, path, headers={"if-none-match": known.format(etag)})
    assert (answer.status, answer.headers["etag"]) == (status, etag)
    assert bool(answer.body) == (status == 200 and method == "GET")
    assert ("content-length" in answer.headers) == (status == 200)
    assert mock.send(method, path, headers={"range": "bytes=5-", "if-none-match": etag}).status == 304


def test_range_of_a_head(mock: "Caller") -> None:
    """A range is of the file's bytes, so a request for the head alone has none."""
    path = mock.finished(model="nano-banana-beta", prompt="x")["results"][0].removeprefix("http://mock.test:80")
    assert mock.send("HEAD", path, headers={"range": "bytes=5-"}).status == 200
