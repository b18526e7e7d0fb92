import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from evolink_mock.images.spec import ImageSpec, pixel_size
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
def test_size_and_quality_decide_the_pixels(size: str, quality: str, pixels: tuple[int, int]) -> None:
    assert pixel_size(size, quality) == pixels


def test_an_edit_of_automatic_size_keeps_the_ratio_of_its_reference() -> None:
    reference = ImageSpec("seed", "x", "m", "2:3", 683, 1024)
    assert pixel_size("auto", "2K", reference) == (1366, 2048)


def test_the_quality_that_the_contract_sets_by_default_is_drawn(mock: "Caller") -> None:
    name, quality = with_qualities()
    side = 1024 * int(quality["default"].removesuffix("K"))
    with_quality = mock.finished(model=name, prompt="x", size="3:2")
    without = mock.finished(model="nano-banana-beta", prompt="x", size="3:2")
    assert size_of(mock.fetch(with_quality["results"][0]).body) == (side, round(side * 2 / 3))
    assert size_of(mock.fetch(without["results"][0]).body) == (1024, 683)


def test_each_of_n_pictures_is_another_one_and_stays_the_same(mock: "Caller") -> None:
    links = mock.finished(model="gpt-4o-image", prompt="x", n=4)["results"]
    drawn = [mock.fetch(link).body for link in links]
    assert len(set(drawn)) == 4
    assert [mock.fetch(link).body for link in links] == drawn


def test_a_result_needs_no_key_and_tells_type_and_length(mock: "Caller") -> None:
    response = mock.fetch(mock.finished(model="nano-banana-beta", prompt="x")["results"][0])
    assert response.status == 200
    assert response.headers["content-type"] == "image/png"
    assert response.headers["content-length"] == str(len(response.body))


def test_a_reference_of_the_mocks_own_is_drawn_into_the_edit(mock: "Caller") -> None:
    first = mock.finished(model="nano-banana-beta", prompt="x", size="16:9")["results"][0]
    edit = mock.finished(model="nano-banana-beta", prompt="more", image_urls=["https://else.example/a.png", first])
    known = mock.world.tasks[edit["id"]].reference
    assert known is not None
    assert known.prompt == "x"
    assert size_of(mock.fetch(edit["results"][0]).body) == (1024, 576)


def test_a_reference_elsewhere_is_not_looked_for(mock: "Caller") -> None:
    urls = ["https://else.example/files/a.png", "http://mock.test:80/files/task-unified-1-a/0.png"]
    edit = mock.finished(model="nano-banana-beta", prompt="more", image_urls=urls)
    assert mock.world.tasks[edit["id"]].reference is None


def test_a_chain_of_edits_does_not_grow_for_ever(mock: "Caller") -> None:
    task = mock.finished(model="nano-banana-beta", prompt="x")
    for _ in range(6):
        task = mock.finished(model="nano-banana-beta", prompt="x", image_urls=task["results"])
    depth, picture = 0, mock.world.tasks[task["id"]].reference
    while picture:
        depth, picture = depth + 1, picture.reference
    assert depth <= 4
    assert mock.fetch(task["results"][0]).status == 200


def test_links_die_a_day_after_completion(mock: "Caller") -> None:
    made = mock.create(model="nano-banana-beta", prompt="x")
    ends_at = mock.world.tasks[made["id"]].timeline.ends_at
    mock.now = ends_at
    link = mock.task(made["id"])["results"][0]
    mock.now = ends_at + DAY - 1
    assert mock.fetch(link).status == 200
    mock.now = ends_at + DAY
    assert mock.fetch(link).status == 410


def test_a_result_is_not_there_before_its_time(mock: "Caller") -> None:
    made = mock.create(model="nano-banana-beta", prompt="x")
    assert mock.call("GET", f"/files/{made['id']}/0.png").status == 404


def test_links_of_no_picture_are_not_found(mock: "Caller") -> None:
    link: str = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    assert mock.fetch(link.replace("/0.png", "/1.png")).status == 404
    assert mock.call("GET", "/files/task-unified-1-a/0.png").status == 404
    assert mock.call("GET", "/files/../0.png").status == 404


@pytest.mark.parametrize(
    ("asked", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=100-", slice(100, None)), ("bytes=-7", slice(-7, None))],
)
def test_a_part_of_a_result_can_be_fetched(mock: "Caller", asked: str, part: slice) -> None:
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    whole = mock.fetch(link).body
    response = mock.fetch(link, {"range": asked})
    assert response.status == 206
    assert response.body == whole[part]
    first, last = part.indices(len(whole))[0], part.indices(len(whole))[1] - 1
    assert response.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,4-5"])
def test_a_range_that_is_not_understood_is_ignored(mock: "Caller", asked: str) -> None:
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    assert mock.fetch(link, {"range": asked}).status == 200


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_range_beyond_the_end_answers_416(mock: "Caller", asked: str) -> None:
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    total = len(mock.fetch(link).body)
    response = mock.fetch(link, {"range": asked})
    assert (response.status, response.headers["content-range"]) == (416, f"bytes */{total}")


def test_a_part_of_another_file_is_answered_with_the_whole(mock: "Caller") -> None:
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0]
    etag = mock.fetch(link).headers["etag"]
    assert mock.fetch(link, {"range": "bytes=5-", "if-range": etag}).status == 206
    assert mock.fetch(link, {"range": "bytes=5-", "if-range": '"other"'}).status == 200
