"""Faults in what a server says of a file or an answer, and what it is: types, lengths, names, numbers."""

import io
from collections.abc import Callable
from typing import Any, Final

from PIL import Image

from ._edits import both, header, put, when
from ._fault import Fault
from ._interception import Edit, Exchange, on_created, on_credits, on_file, on_task, on_upload

_ASKED: Final = "test_results_are_as_asked"
_BACK: Final = "test_uploads_come_back"
_AGAIN: Final = "test_link_serves_the_same_again"
_READS: Final = "test_call_with_the_key"
_SIZE: Final = 1 << 16


def _is_json(exchange: Exchange) -> bool:
    return not exchange.is_file


def _of_type(media_type: str, edit: Edit) -> Edit:
    """Edit files of a type."""
    return on_file(lambda exchange: edit(exchange) if exchange.answered.get("content-type") == media_type else None)


def _called(**headers: str) -> Edit:
    def edit(exchange: Exchange) -> None:
        exchange.answered |= {name.replace("_", "-"): value for name, value in headers.items()}

    return edit


def _uploaded(edit: Edit) -> Edit:
    return on_file(lambda exchange: edit(exchange) if exchange.is_uploaded else None)


def _bytes(change: Callable[[bytes], bytes]) -> Edit:
    def edit(exchange: Exchange) -> None:
        exchange.content = change(exchange.content)

    return edit


def _as(form: str, **options: Any) -> Edit:
    """Serve an image in another format, or compressed in another way, without saying so."""

    def redraw(content: bytes) -> bytes:
        with Image.open(io.BytesIO(content)) as image:
            file = io.BytesIO()
            image.convert("RGB").save(file, form, **options)
        return file.getvalue()

    return _bytes(redraw)


def _wrong_part(exchange: Exchange) -> None:
    if exchange.is_file and exchange.status == 206:
        exchange.content = exchange.content[::-1]


def _floats(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, **{name: float(answer[name]) for name in ("created", "progress")}}


FILES: Final = (
    Fault("declared", "PNG is called WebP", _ASKED, after=_of_type("image/png", _called(content_type="image/webp"))),
    Fault("declared", "PNG is called a stream", _ASKED, after=_of_type("image/png", _called(content_type="x/y"))),
    Fault("declared", "WebP is PNG inside", _ASKED, after=_of_type("image/webp", _as("PNG"))),
    Fault(
        "declared",
        "another format than asked is served, and says so",
        _ASKED,
        after=_of_type("image/webp", both(_as("PNG"), _called(content_type="image/png"))),
    ),
    Fault(
        "declared",
        "the end of images is cut off",
        _ASKED,
        after=_of_type("image/png", _bytes(lambda content: content[:-12])),
    ),
    Fault(
        "declared",
        "the end of WebP is cut off",
        _ASKED,
        after=_of_type("image/webp", _bytes(lambda content: content[:-2])),
    ),
    Fault(
        "declared",
        "images are saved under the name of a video",
        _ASKED,
        after=on_file(_called(content_disposition='attachment; filename="x.mp4"')),
    ),
    Fault("declared", "files say a coding that they don't have", _ASKED, after=on_file(_called(content_encoding="br"))),
    Fault("declared", "parts of files are other bytes", _AGAIN, after=_wrong_part),
    Fault("declared", "large uploads are cut off", _BACK, after=_uploaded(_bytes(lambda content: content[:_SIZE]))),
    Fault("declared", "uploads are compressed again", _BACK, after=_uploaded(_as("PNG", compress_level=0))),
    Fault(
        "declared",
        "uploads are saved under another type's name",
        _BACK,
        after=_uploaded(_called(content_disposition='attachment; filename="x.pdf.gif"')),
    ),
    Fault("declared", "every upload is said to be PNG", _BACK, after=on_upload(put(mime_type="image/png"))),
    Fault(
        "declared",
        "videos are as long as documented, not as asked",
        "test_length_is_as_said",
        after=on_created(
            lambda answer: (
                {**answer, "task_info": {**answer["task_info"], "video_duration": 99}}
                if "video_duration" in answer.get("task_info", {})
                else None
            )
        ),
    ),
    Fault(
        "declared",
        "a task names other files in its other list",
        "test_links_agree",
        after=on_task(when("completed", put(result_data=[{"url": "https://example.com/x.png"}]))),
    ),
)
ANSWERS: Final = (
    Fault("declared", "whole numbers have fractions", _READS, after=on_task(_floats)),
    Fault("declared", "new tasks have fractions", _READS, after=on_created(_floats)),
    Fault(
        "declared",
        "answers say another charset",
        _READS,
        after=header("content-type", "application/json; charset=utf-16", on=_is_json),
    ),
    Fault("declared", "answers are called HTML", _READS, after=header("content-type", "text/html", on=_is_json)),
    Fault(
        "declared",
        "answers say a coding that they don't have",
        _READS,
        after=header("content-encoding", "br", on=_is_json),
    ),
    Fault("declared", "flags are numbers", _READS, after=on_credits(put(success=1))),
)
