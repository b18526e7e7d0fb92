"""What a request refers to appears in the result: uploads, earlier results by link, earlier tasks by ID."""

import base64
import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PIL import Image

from evolink_mock.world.kinds import KINDS

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

BLUE = (20, 30, 200)
EDIT: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}
FRAMED: dict[str, Any] = {"model": "kling-v3-image-to-video", "prompt": "x", "duration": 3}
UPSCALE: dict[str, Any] = {"model": "topaz-video-upscale"}
CHAIN: dict[str, Any] = {"model": "mj-v7-upscale"}


def plain(size: tuple[int, int] = (300, 600)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, BLUE).save(file, "PNG")
    return file.getvalue()


def uploaded(mock: "Caller", content: bytes) -> str:
    body = {"base64_data": base64.b64encode(content).decode()}
    return str(mock.read(mock.call("POST", "/api/v1/files/upload/base64", body))["data"]["file_url"])


def opened(mock: "Caller", task: dict[str, Any]) -> Image.Image:
    assert task["status"] == "completed", task["error"]
    return Image.open(io.BytesIO(mock.fetch(task["results"][0]).body)).convert("RGB")


def video(mock: "Caller", task: dict[str, Any]) -> tuple[tuple[int, int], float, Image.Image]:
    """Return the size of a video, its seconds and its first frame."""
    assert task["status"] == "completed", task["error"]
    with import_module("av").open(io.BytesIO(mock.fetch(task["results"][0]).body)) as file:
        frame = next(file.decode(video=0))
        return (frame.width, frame.height), file.duration / 1e6, frame.to_image()


def share(image: Image.Image) -> float:
    """Return the share of an image that is about as blue as the uploads."""
    small = image.resize((64, 64))
    pixels: list[Any] = [small.getpixel((x, y)) for x in range(64) for y in range(64)]
    return sum(all(abs(here - there) < 30 for here, there in zip(each, BLUE, strict=True)) for each in pixels) / 64**2


def test_upload_in_image(mock: "Caller") -> None:
    """Uploaded images are seen in an edit; without a size of its own it has the ratio of the first."""
    other = uploaded(mock, plain((500, 500)))
    one = mock.finished(**EDIT, image_urls=[uploaded(mock, plain())])
    both = mock.finished(**EDIT, image_urls=[uploaded(mock, plain()), other])
    square = mock.finished(**EDIT, image_urls=[uploaded(mock, plain())], size="1:1")
    first, second = opened(mock, one), opened(mock, both)
    assert (first.size, second.size, opened(mock, square).size) == ((512, 1024), (512, 1024), (1024, 1024))
    assert 0.03 < share(first) < share(second)
    assert opened(mock, one).tobytes() == first.tobytes()


def test_upload_in_video(mock: "Caller") -> None:
    """A video begins with the uploaded image, and has its ratio where the model has none of its own."""
    made = mock.finished(**FRAMED, image_start=uploaded(mock, plain((900, 600))))
    size, seconds, frame = video(mock, made)
    assert (size, round(seconds, 1)) == ((1080, 720), 3.0)
    assert share(frame) > 0.5


def test_video_of_video(mock: "Caller") -> None:
    """A video made of a video has its length, and its sides times the factor that is asked for."""
    first = mock.finished(model="sora-2-pro-preview", prompt="x", duration=4, aspect_ratio="9:16")
    copy = uploaded(mock, mock.fetch(first["results"][0]).body)
    for link in (first["results"][0], copy):
        made = mock.finished(**UPSCALE, video_urls=[link], model_params={"upscale_factor": "2"})
        size, seconds, _ = video(mock, made)
        assert (size, round(seconds, 1)) == ((1440, 2560), 4.0)


def test_video_with_images(mock: "Caller") -> None:
    """An image beside the video that is edited is seen in the result, which keeps the video's ratio."""
    first = mock.finished(model="sora-2-pro-preview", prompt="x", duration=4, aspect_ratio="9:16")["results"]
    made = mock.finished(
        model="wan2.7-video-edit", prompt="x", image_urls=[uploaded(mock, plain((500, 500)))], video_urls=first
    )
    size, seconds, frame = video(mock, made)
    assert (size, round(seconds, 1)) == ((720, 1280), 4.0)
    assert share(frame) > 0.02


def test_link_by_other_name(mock: "Caller") -> None:
    """A link is known by every name of this machine, but not with another port."""
    link = uploaded(mock, plain())
    for host, known in (("127.0.0.1:80", True), ("127.0.0.1:81", False)):
        made = mock.create(**EDIT, image_urls=[link.replace("mock.test:80", "localhost:80")], headers={"host": host})
        assert (mock.world.tasks[made["id"]].reference is not None) == known


def test_unusable_link(mock: "Caller") -> None:
    """A task whose link to the mock leads to nothing fails, unless another story is preferred."""
    deleted = uploaded(mock, plain())
    (file_id,) = (each.id for each in mock.world.uploads.of(mock.world.accounts["k"], mock.now))
    _ = mock.call("DELETE", f"/api/v1/files/{file_id}")
    expired = mock.finished(**EDIT)["results"][0]
    mock.now += 86_400
    cut = uploaded(mock, plain()[:60])
    for link in (deleted, expired, cut, f"{cut}x"):
        failed = mock.finished(**EDIT, image_urls=[link])
        assert (failed["status"], failed["error"]["code"]) == ("failed", "image_processing_error")
    told = mock.finished(**EDIT, image_urls=[cut], headers={"prefer": "story=service_error"})
    assert told["error"]["code"] == "service_error"


def test_chain(mock: "Caller") -> None:
    """A request that names an earlier task is drawn from the result that it means."""
    first = mock.finished(model="gpt-4o-image", prompt="x", n=2, size="3:2")
    made = mock.finished(**CHAIN, model_params={"task_id": first["id"], "image_number": 1})
    _ = opened(mock, made)
    spec = mock.world.tasks[made["id"]].references[0]
    assert spec.shown is not None
    assert KINDS["image"].render(spec.shown) == mock.fetch(first["results"][1]).body
    assert opened(mock, made).size == (1024, 683)


def test_unusable_task(mock: "Caller") -> None:
    """A task that names no finished task of its key fails, as does one that names a result that there is not."""
    done = mock.finished(**EDIT)["id"]
    failed = mock.finished(**EDIT, headers={"prefer": "story=service_error"})["id"]
    mock.world.add_key("other")
    mock.key = "other"
    foreign = mock.finished(**EDIT)["id"]
    mock.key = "k"
    running = mock.create(**EDIT)["id"]
    params = [{"task_id": each} for each in (failed, running, foreign, "task-unified-0-none")]
    for each in (*params, {"task_id": done, "image_number": 1}):
        refused = mock.create(**CHAIN, model_params=each)["id"]
        assert mock.world.tasks[refused].timeline.story.failure == "resource_not_found"
    mock.now += 2 * 86_400
    late = mock.create(**CHAIN, model_params={"task_id": done})["id"]
    assert mock.world.tasks[late].timeline.story.failure == "resource_not_found"
