"""The parameters of every model, for type checkers and editors.

Models whose parameters are the same share a type; each of them also has the type under its own name.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

from collections.abc import Callable
from os import PathLike
from typing import (
    Any,
    Literal,
    Never,
    NotRequired,
    Protocol,
    Required,
    TypeAlias,
    TypedDict,
    TypeVar,
    Unpack,
    overload,
)

R_co = TypeVar("R_co", covariant=True)
"""What the call gives."""
T_co = TypeVar("T_co", covariant=True)
"""The task that on_progress is shown."""


ImageModel: TypeAlias = Literal[
    "gemini-2.5-flash-image",
    "gemini-3-pro-image-preview",
    "gpt-4o-image",
    "nano-banana-2-lite",
    "nano-banana-beta",
]
"""The names of the models of `client.images`."""

VideoModel: TypeAlias = Never
"""The names of the models of `client.videos`."""

AudioModel: TypeAlias = Never
"""The names of the models of `client.audios`."""

ModelName: TypeAlias = Literal[ImageModel]
"""The names of all models."""


class Gemini3ProImagePreviewRequest(TypedDict):
    """Parameters of gemini-3-pro-image-preview."""

    prompt: Required[str]
    """What to generate, or how to change the reference images. At most 2,000 characters."""

    size: NotRequired[
        Literal["auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution class of the image. Default 2K; `4K` is charged extra."""

    image_urls: NotRequired[list[str]]
    """Links to the reference images. At most 10 items; at most 5 images of real people; the service opens the link itself; not checked here: jpeg, jpg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Gpt4oImageRequest(TypedDict):
    """Parameters of gpt-4o-image."""

    prompt: Required[str]
    """What to generate, or how to change the reference images. At most 2,000 characters."""

    size: NotRequired[Literal["1:1", "2:3", "3:2", "1024x1024", "1024x1536", "1536x1024"]]
    """Aspect ratio or pixel size of the image."""

    n: NotRequired[Literal[1, 2, 4]]
    """Number of images to generate. Each image is charged."""

    image_urls: NotRequired[list[str]]
    """Links to the reference images. At most 5 items; the service opens the link itself; not checked here: jpeg, jpg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    mask_url: NotRequired[str]
    """Link to a mask that marks the part of the reference image to redraw. An http:// or https:// URL (our rule); the same size as the image of `image_urls`; not checked here: png files, at most 4 MB per file."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class NanoBanana2LiteRequest(TypedDict):
    """Parameters of nano-banana-2-lite."""

    prompt: Required[str]
    """What to generate, or how to change the reference images. At most 2,000 characters."""

    size: NotRequired[
        Literal["auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution class of the image. Default 2K; `4K` is charged extra."""

    image_urls: NotRequired[list[str]]
    """Links to the reference images. At most 10 items; the service opens the link itself; not checked here: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class NanoBananaBetaRequest(TypedDict):
    """Parameters of nano-banana-beta."""

    prompt: Required[str]
    """What to generate, or how to change the reference images. At most 2,000 characters."""

    size: NotRequired[Literal["auto", "1:1", "2:3", "3:2", "4:3", "3:4", "16:9", "9:16"]]
    """Aspect ratio or pixel size of the image. Default auto."""

    image_urls: NotRequired[list[str]]
    """Links to the reference images. At most 5 items; the service opens the link itself; not checked here: jpeg, jpg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class SubmitCall(Protocol[R_co]):
    """Starts a task and returns at once."""

    @overload
    def __call__(
        self,
        *,
        model: Literal["gemini-3-pro-image-preview"],
        idempotency_key: str | None = None,
        unchecked: Literal[False] = False,
        **request: Unpack[Gemini3ProImagePreviewRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self,
        *,
        model: Literal["gpt-4o-image"],
        idempotency_key: str | None = None,
        unchecked: Literal[False] = False,
        **request: Unpack[Gpt4oImageRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self,
        *,
        model: Literal["nano-banana-2-lite"],
        idempotency_key: str | None = None,
        unchecked: Literal[False] = False,
        **request: Unpack[NanoBanana2LiteRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self,
        *,
        model: Literal["nano-banana-beta", "gemini-2.5-flash-image"],
        idempotency_key: str | None = None,
        unchecked: Literal[False] = False,
        **request: Unpack[NanoBananaBetaRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self, *, model: str, idempotency_key: str | None = None, unchecked: Literal[True], **request: Any
    ) -> R_co: ...


class GenerateCall(Protocol[T_co, R_co]):
    """Starts a task, waits for its end and returns the results."""

    @overload
    def __call__(
        self,
        *,
        model: Literal["gemini-3-pro-image-preview"],
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_progress: Callable[[T_co], object] | None = None,
        save_to: str | PathLike[str] | None = None,
        overwrite: bool = False,
        unchecked: Literal[False] = False,
        **request: Unpack[Gemini3ProImagePreviewRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self,
        *,
        model: Literal["gpt-4o-image"],
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_progress: Callable[[T_co], object] | None = None,
        save_to: str | PathLike[str] | None = None,
        overwrite: bool = False,
        unchecked: Literal[False] = False,
        **request: Unpack[Gpt4oImageRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self,
        *,
        model: Literal["nano-banana-2-lite"],
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_progress: Callable[[T_co], object] | None = None,
        save_to: str | PathLike[str] | None = None,
        overwrite: bool = False,
        unchecked: Literal[False] = False,
        **request: Unpack[NanoBanana2LiteRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self,
        *,
        model: Literal["nano-banana-beta", "gemini-2.5-flash-image"],
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_progress: Callable[[T_co], object] | None = None,
        save_to: str | PathLike[str] | None = None,
        overwrite: bool = False,
        unchecked: Literal[False] = False,
        **request: Unpack[NanoBananaBetaRequest],
    ) -> R_co: ...
    @overload
    def __call__(
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_progress: Callable[[T_co], object] | None = None,
        save_to: str | PathLike[str] | None = None,
        overwrite: bool = False,
        unchecked: Literal[True],
        **request: Any,
    ) -> R_co: ...


class VideosSubmitCall(Protocol[R_co]):
    """Starts a task and returns at once."""

    def __call__(
        self, *, model: str, idempotency_key: str | None = None, unchecked: Literal[True], **request: Any
    ) -> R_co: ...


class VideosGenerateCall(Protocol[T_co, R_co]):
    """Starts a task, waits for its end and returns the results."""

    def __call__(
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_progress: Callable[[T_co], object] | None = None,
        save_to: str | PathLike[str] | None = None,
        overwrite: bool = False,
        unchecked: Literal[True],
        **request: Any,
    ) -> R_co: ...


class AudiosSubmitCall(Protocol[R_co]):
    """Starts a task and returns at once."""

    def __call__(
        self, *, model: str, idempotency_key: str | None = None, unchecked: Literal[True], **request: Any
    ) -> R_co: ...


class AudiosGenerateCall(Protocol[T_co, R_co]):
    """Starts a task, waits for its end and returns the results."""

    def __call__(
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_progress: Callable[[T_co], object] | None = None,
        save_to: str | PathLike[str] | None = None,
        overwrite: bool = False,
        unchecked: Literal[True],
        **request: Any,
    ) -> R_co: ...


__all__ = [
    "AudioModel",
    "AudiosGenerateCall",
    "AudiosSubmitCall",
    "Gemini3ProImagePreviewRequest",
    "GenerateCall",
    "Gpt4oImageRequest",
    "ImageModel",
    "ModelName",
    "NanoBanana2LiteRequest",
    "NanoBananaBetaRequest",
    "SubmitCall",
    "VideoModel",
    "VideosGenerateCall",
    "VideosSubmitCall",
]
