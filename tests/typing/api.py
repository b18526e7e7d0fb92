# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
# ruff: noqa: T201 - users print
"""What users type, right and wrong. Never run: mypy and pyright judge it, and must find exactly what is marked.

A line that is wrong on purpose has a mark that both of them read; a mark that is not needed is itself an error.
"""

import asyncio
import io
from pathlib import Path
from typing import Any, BinaryIO, Literal, TextIO, Unpack, assert_type

import PIL.Image

from evolink import (
    AsyncEvoLink,
    AsyncImage,
    AsyncImages,
    AsyncResults,
    AsyncTask,
    AudioModel,
    Audios,
    Credits,
    Estimate,
    EvoLink,
    FileQuota,
    Image,
    ImageModel,
    Images,
    ListedFile,
    ListedTask,
    ModelName,
    Result,
    Results,
    Task,
    UploadedFile,
    Video,
    VideoModel,
    Videos,
    callbacks,
)
from evolink.errors import EvoLinkError, InvalidRequest, TaskTimeout
from evolink.requests import (
    Gpt4oImageRequest,
    KlingCustomElementModelParams,
    KlingCustomElementModelParamsElementImageList,
    Link,
    NanoBananaBetaRequest,
)

NAMES: tuple[Literal["gpt-4o-image", "nano-banana-beta"], ...] = ("gpt-4o-image", "nano-banana-beta")
IMAGE: ImageModel = NAMES[0]
ANY: ModelName = IMAGE
REQUEST: Gpt4oImageRequest = {"prompt": "a poster", "size": "2:3"}
ELEMENT: KlingCustomElementModelParams = {
    "element_name": "cat",
    "element_description": "a cat",
    "reference_type": "video_refer",
}


def show(task: Task) -> None:
    print(task.id, task.status, task.progress, task.estimated_time, task.credits_reserved)


def right(client: EvoLink) -> None:
    images = client.images.generate(model="nano-banana-beta", prompt="a cat", size="16:9")
    assert_type(images, Images)
    assert_type(images.save("cats/"), list[Path])
    assert_type(images[0].save(Path("cat"), overwrite=True), Path)
    assert_type(images.paths, tuple[Path, ...])
    saved = client.images.generate(model="gpt-4o-image", prompt="a cat", save_to=Path("cats"), overwrite=True)
    assert_type(saved[0].path, Path | None)
    shown: Results = images
    print(shown)
    for image in images:
        assert_type(image.url, str)
        assert_type(image.to_bytes(timeout=60), bytes)
        assert_type(image.expires_at, float | None)
    task = client.images.submit(model="gpt-4o-image", prompt="a cat", n=2, idempotency_key="order-2024-0001")
    assert_type(task, Task)
    assert_type(task.wait(on_progress=print, timeout=600), Results)
    assert_type(task.wait()[0], Result)
    assert_type(images[0], Image)
    assert_type(client.tasks.get(task.id), Task)
    assert_type(task.results, tuple[str, ...])
    assert_type(client.credits(), Credits)
    assert_type(client.base_url, str)
    assert_type(client.tasks.wait_all([task], timeout=60, on_progress=show), list[Task])
    for ended in client.tasks.as_completed([task]):
        assert_type(ended, Task)
        assert_type(ended.failed, bool)
    client.images.generate(model="gemini-2.5-flash-image", prompt="an old name", size="auto")
    client.images.generate(model="gemini-3-pro-image-preview", prompt="x", quality="4K", size="21:9")
    client.images.generate(model="gemini-3-pro-image-preview", prompt="x", quality="1K", on_progress=show, timeout=60)
    client.images.generate(model="nano-banana-beta", prompt="x", on_progress=lambda task: print(task.progress))
    client.images.generate(
        model="gpt-4o-image",
        prompt="x",
        size="1024x1536",
        image_urls=["https://example.com/cat.png"],
        mask_url="https://example.com/mask.png",
        callback_url="https://example.com/done",
    )
    client.images.generate(model="not-known-yet", prompt="x", unchecked=True, style="anything")
    client.images.generate(model="gpt-4o-image", prompt="x", size="1:1", unchecked=True, style="anything")


def right_of_requests(client: EvoLink, link: Link, **request: Unpack[Gpt4oImageRequest]) -> None:
    assert_type(client.images.submit(model="gpt-4o-image", idempotency_key="poster-2024-0001", **REQUEST), Task)
    assert_type(client.images.generate(model="gpt-4o-image", save_to="out/", **request), Images)
    assert_type(client.estimate(model="gpt-4o-image", **REQUEST), Estimate)
    client.images.submit(model="nano-banana-beta", **NanoBananaBetaRequest(prompt="x", image_urls=[link]))
    client.images.submit(model="nano-banana-beta", **REQUEST)  # type: ignore[call-overload]
    client.images.submit(model="gpt-4o-image", n=2, **NanoBananaBetaRequest(prompt="x"))  # type: ignore[call-overload]


async def right_of_requests_too(client: AsyncEvoLink, **request: Unpack[Gpt4oImageRequest]) -> None:
    assert_type(await client.images.submit(model="gpt-4o-image", **REQUEST), AsyncTask)
    assert_type(await client.images.generate(model="gpt-4o-image", **request), AsyncImages)
    assert_type(await client.estimate(model="gpt-4o-image", **REQUEST), Estimate)
    await client.images.submit(model="nano-banana-beta", **REQUEST)  # type: ignore[call-overload]


def right_of_every_kind(client: EvoLink) -> None:
    frames = ["https://example.com/first.png", "https://example.com/last.png"]
    videos = client.videos.generate(model="kling-o1-image-to-video", prompt="x", image_urls=frames, duration=10)
    assert_type(videos, Videos)
    assert_type(videos[0], Video)
    assert_type(client.videos.submit(model="kling-custom-element", model_params=ELEMENT), Task)
    assert_type(client.audios.generate(model="qwen3-tts-vd", prompt="x", voice="mine"), Audios)
    for name in NAMES:
        client.images.generate(model=name, prompt="x")
    client.videos.generate(model="not-known-yet", prompt="x", unchecked=True, style="anything")


def right_before_and_after(client: EvoLink, task: Task) -> None:
    assert_type(client.estimate(model="gpt-4o-image", prompt="x", n=2), Estimate)
    assert_type(client.estimate(model="not-known-yet", unchecked=True, style="x").credits, float | None)
    for row in client.tasks.list(status="completed", kind="videos", model="kling-v3"):
        assert_type(row, ListedTask)
    assert_type(client.tasks.get_many([task.id]), list[Task])
    upscaled = client.images.generate(model="mj-v7-upscale", task=task, index=1)
    client.images.submit(model="mj-v7-variation", prompt="x", task=upscaled, model_params={"type": "strong"})
    client.images.submit(model="mj-v7-variation", prompt="x", task=upscaled[0])
    client.estimate(model="seedance-2.5-draft-to-video", task=task.id)
    client.estimate(model="gpt-4o-image", prompt="x", image_urls=upscaled)
    client.images.submit(
        model="gpt-4o-image", prompt="x", image_urls=[upscaled[0], Path("cat.png"), "https://x.example"]
    )
    client.videos.submit(model="kling-v3-image-to-video", prompt="x", image_start=upscaled[0])
    client.images.submit(model="mj-v7-upscale", model_params={"task_id": task.id, "image_number": 1})


def wrong_before_and_after(client: EvoLink, task: Task) -> None:
    client.estimate(model="gpt-4o-image", prompt="x", n=3)  # type: ignore[call-overload]
    client.estimate(model="gpt-4o-image", prompt="x", timeout=5)  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", task=task)  # type: ignore[call-overload]
    client.images.generate(model="mj-v7-upscale", task=5)  # type: ignore[call-overload]
    client.images.generate(model="mj-v7-upscale", task=task, index="1")  # type: ignore[call-overload]
    client.images.submit(model="mj-v7-variation", prompt="x", task=task, model_params={"type": "x"})  # type: ignore[call-overload]
    client.videos.submit(model="seedance-2.5-draft-to-video", task=task, index=1)  # type: ignore[call-overload]
    client.tasks.get_many(5)  # type: ignore[arg-type]


def right_of_files(client: EvoLink, picture: PIL.Image.Image) -> None:
    for file in ("https://example.com/cat.png", Path("cat.png"), b"content", bytearray(), picture):
        assert_type(client.files.upload(file), UploadedFile)
    with Path("cat.png").open("rb") as opened:
        uploaded = client.files.upload(opened, name="cat.png", folder="shots", way="base64")
    assert_type((uploaded.url, uploaded.id, uploaded.expires_at), tuple[str, str | None, float])
    client.files.delete(uploaded)
    for listed in client.files.list():
        assert_type(listed, ListedFile)
        client.files.delete(listed)
    client.files.delete("file_1")
    assert_type(client.files.quota(), FileQuota)


async def right_of_files_too(client: AsyncEvoLink) -> None:
    assert_type(await client.files.upload(Path("cat.png")), UploadedFile)
    assert_type(await client.files.list(), tuple[ListedFile, ...])


def wrong_of_files(client: EvoLink) -> None:
    client.files.upload(5)  # type: ignore[arg-type]
    client.files.upload(b"content", way="carrier pigeon")  # type: ignore[arg-type]
    client.files.upload(b"content", "cat.png")  # type: ignore[call-arg]
    client.files.delete(None)  # type: ignore[arg-type]
    with Path("cat.txt").open() as text:
        client.files.upload(text)  # type: ignore[arg-type]


async def right_before_and_after_too(client: AsyncEvoLink, task: AsyncTask) -> None:
    assert_type(await client.estimate(model="gpt-4o-image", prompt="x"), Estimate)
    async for row in client.tasks.list():
        assert_type(row.credits_used, float | None)
    assert_type(await client.tasks.get_many({task.id}), list[AsyncTask])
    assert_type(await client.images.generate(model="mj-v7-upscale", task=task, index=1), AsyncImages)


def files(client: EvoLink, paths: list[Path], links: list[str], upload: BinaryIO, opened: TextIO) -> None:
    picture = PIL.Image.new("RGB", (8, 8))
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=[Path("cat.png"), "https://example.com/a.png"])
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=[b"cat", upload, picture, io.BytesIO()])
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=paths, mask_url=Path("mask.png"))
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=(*links, *paths))
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=links)
    results = client.images.generate(model="gpt-4o-image", prompt="x")
    client.images.submit(model="gpt-4o-image", prompt="x", image_urls=[results[0]])
    inner: KlingCustomElementModelParamsElementImageList = {
        "frontal_image": Path("cat.png"),
        "refer_images": [{"image_url": Path("dog.png")}],
    }
    print(inner)
    client.images.generate(model="gpt-4o-image", prompt=Path("cat.txt"))  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=Path("cat.png"))  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=b"cat")  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=[opened])  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", image_urls=[5])  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", callback_url=Path("cat.png"))  # type: ignore[call-overload]


def wrong_of_every_kind(client: EvoLink) -> None:
    client.videos.generate(model="kling-o1-image-to-video", prompt="x", image_urls=[], duration=7)  # type: ignore[call-overload]
    client.videos.generate(model="gpt-4o-image", prompt="x")  # type: ignore[call-overload]
    client.images.generate(model="kling-o1-image-to-video", prompt="x", image_urls=[])  # type: ignore[call-overload]
    client.videos.submit(model="kling-custom-element", model_params={"element_nam": "x"})  # type: ignore[call-overload]
    client.audios.generate(model="qwen3-tts-vd", prompt="x", voice="mine", language_type="Latin")  # type: ignore[call-overload]
    name: ModelName = "not-known-yet"  # type: ignore[assignment]
    video: VideoModel = "gpt-4o-image"  # type: ignore[assignment]
    print(name, video)


def of_any_model(
    client: EvoLink, image: ImageModel, video: VideoModel, audio: AudioModel, name: ModelName, request: dict[str, Any]
) -> None:
    assert_type(client.images.generate(model=image, prompt="x"), Images)
    assert_type(client.videos.submit(model=video, prompt="x"), Task)
    client.audios.generate(model=audio, prompt="x", save_to="sounds/")
    client.images.submit(model=image, **request)
    print(client.estimate(model=name, prompt="x"))
    for model in NAMES:
        client.images.generate(model=model, prompt="x", size="1:1")
    client.images.generate(model=video, prompt="x")  # type: ignore[call-overload]
    client.images.generate(model=image)  # type: ignore[call-overload]


async def right_too(client: AsyncEvoLink) -> None:
    images = await client.images.generate(model="gpt-4o-image", prompt="x", n=4)
    assert_type(images, AsyncImages)
    assert_type(await images.save("cats/"), list[Path])
    task = await client.images.submit(model="gpt-4o-image", prompt="x")
    assert_type(task, AsyncTask)
    assert_type(await task.wait(timeout=60), AsyncResults)
    assert_type(images[0], AsyncImage)
    assert_type(await client.tasks.get(task.id), AsyncTask)
    assert_type(await client.credits(), Credits)
    assert_type(await client.tasks.wait_all([task]), list[AsyncTask])
    async for ended in client.tasks.as_completed([task], timeout=60):
        assert_type(await ended.wait(), AsyncResults)
    both = await asyncio.gather(
        client.images.generate(model="gpt-4o-image", prompt="x"),
        asyncio.create_task(client.images.generate(model="nano-banana-beta", prompt="x")),
    )
    assert_type(both, tuple[AsyncImages, AsyncImages])


async def notified(client: EvoLink, other: AsyncEvoLink, body: bytes) -> None:
    assert_type(callbacks.parse(body).status, str)
    assert_type(callbacks.verify(client, body), Task)
    assert_type(await callbacks.verify(other, body), AsyncTask)
    app = callbacks.endpoint(other, show_too, path_token="sixteen-letters-")
    task = await other.images.submit(model="gpt-4o-image", prompt="x")
    assert_type(await app.wait(task, timeout=60), AsyncResults)
    assert_type(await (await task.wait())[0].to_bytes(), bytes)
    callbacks.endpoint(client, path_token="sixteen-letters-")  # type: ignore[arg-type]
    callbacks.endpoint(other)  # type: ignore[call-arg]


async def show_too(task: AsyncTask) -> None:
    print(task.id)


def errors(client: EvoLink) -> None:
    try:
        client.images.generate(model="gpt-4o-image", prompt="x", timeout=1)
    except InvalidRequest as invalid:
        print([(found.field, found.rule, found.value, found.page) for found in invalid.violations])
    except TaskTimeout as late:
        print(late.task.id)
    except EvoLinkError as error:
        print(error.status, error.code, error.request_id, error.retry_after, error.idempotency_key)


def wrong(client: EvoLink) -> None:
    client.images.generate(model="gpt-4o-image", prompt="x", n=3)  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", n="2")  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", size="16:9")  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", quality="2K")  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image")  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt=5)  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", promt="x")  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-images", prompt="x")  # type: ignore[call-overload]
    client.images.generate(prompt="x")  # type: ignore[call-overload]
    client.images.generate("gpt-4o-image", prompt="x")  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x", on_progress=show_too)  # type: ignore[call-overload]
    client.base_url = "https://example.com"  # type: ignore[misc]
    client.images.submit(model="nano-banana-beta", prompt="x", n=1)  # type: ignore[call-overload]
    client.images.submit(model="nano-banana-beta", prompt="x", timeout=5)  # type: ignore[call-overload]
    client.images.submit(model="gpt-4o-image", prompt="x", image_urls="https://example.com/cat.png")  # type: ignore[call-overload]
    client.tasks.wait_all(client.images.submit(model="gpt-4o-image", prompt="x"))  # type: ignore[arg-type]
    EvoLink("key")  # type: ignore[call-arg]
    client.images.generate(model="gpt-4o-image", prompt="x", save_to=5)  # type: ignore[call-overload]
    client.images.generate(model="gpt-4o-image", prompt="x").save()  # type: ignore[call-arg]


async def wrong_too(client: AsyncEvoLink) -> None:
    await client.images.generate(model="gpt-4o-image", prompt="x", n=3)  # type: ignore[call-overload]
    await client.images.submit(model="nano-banana-beta", prompt="x", size="2:1")  # type: ignore[call-overload]
    client.images.submit(model="gpt-4o-image", prompt="x").wait()  # type: ignore[attr-defined]
