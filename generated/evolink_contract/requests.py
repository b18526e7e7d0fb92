"""The parameters of every model, for type checkers and editors.

Models whose parameters are the same share a type; each of them also has the type under its own name.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import (
    IO,
    Any,
    Literal,
    NotRequired,
    Protocol,
    Required,
    SupportsIndex,
    TypeAlias,
    TypedDict,
    TypeVar,
    overload,
)

from evolink_contract.model_names import AudioModel, ImageModel, ModelName, VideoModel

Item_co = TypeVar("Item_co", covariant=True)


class Picture(Protocol):
    """A `PIL.Image.Image`."""

    @property
    def mode(self) -> str: ...
    @property
    def size(self) -> tuple[int, int]: ...
    def save(self, fp: Any, /, format: str) -> None: ...
    def tobytes(self) -> bytes: ...


class HasLink(Protocol):
    """A result of an earlier task."""

    @property
    def url(self) -> str: ...


class HasLinks(Protocol):
    """The results of an earlier task."""

    @property
    def urls(self) -> tuple[str, ...]: ...


class ListOf(Protocol[Item_co]):
    """A list or a tuple, and no text."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Item_co]: ...
    def __contains__(self, value: object, /) -> bool: ...
    @overload
    def __getitem__(self, at: SupportsIndex, /) -> Item_co: ...
    @overload
    def __getitem__(self, part: slice, /) -> Sequence[Item_co]: ...


File: TypeAlias = PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | Picture
"""A file of this machine: its path, its content, a file that is open for reading, or a PIL image."""
Link: TypeAlias = str | File | HasLink
"""A link, or what stands for one: a file of this machine, which is uploaded first, or an earlier result."""
Links: TypeAlias = ListOf[Link] | HasLinks
"""Links, or what stands for them: a list, or the results of an earlier task."""


class HasId(Protocol):
    """A task, which has an ID."""

    @property
    def id(self) -> str: ...


class HasTaskId(Protocol):
    """A result or the results of a task, which know its ID."""

    @property
    def task_id(self) -> str: ...


EarlierTask: TypeAlias = str | HasId | HasTaskId
"""What a call may continue: the ID of a task, the task, its results, or one of those."""


class DoubaoSeedAudio10Request(TypedDict):
    """Parameters of doubao-seed-audio-1-0."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,500 characters."""

    audio_references: NotRequired[Links]
    """At most 3 items; each: a link, or an ID of the service."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 1 item; checked in local files: jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    format: NotRequired[Literal["wav", "mp3", "pcm", "ogg_opus"]]
    """Default wav."""

    sample_rate: NotRequired[Literal[8000, 16000, 24000, 32000, 44100, 48000]]
    """Default 24000."""

    speech_rate: NotRequired[float]
    """Default 1; 0.5 to 2."""

    loudness_rate: NotRequired[float]
    """Default 1; 0.5 to 2."""

    pitch_rate: NotRequired[int]
    """Default 0; -12 to 12."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class QwenVoiceDesignRequest(TypedDict):
    """Parameters of qwen-voice-design."""

    voice_prompt: Required[str]
    """At most 2,048 characters; in Chinese or English."""

    preview_text: Required[str]
    """At most 1,024 characters; in Chinese, English, Japanese, Korean, German, French, Italian, Russian, Portuguese or Spanish."""

    preferred_name: Required[str]
    """At most 16 characters; text that matches `^[0-9A-Za-z_]*$`."""

    language: NotRequired[Literal["zh", "en", "ja", "ko", "de", "fr", "it", "ru", "pt", "es"]]
    """Default zh."""

    sample_rate: NotRequired[Literal[8000, 16000, 24000, 48000]]
    """Default 24000."""

    response_format: NotRequired[Literal["pcm", "wav", "mp3", "opus"]]
    """Default wav."""

    target_model: NotRequired[
        Literal[
            "qwen3-tts-vd-2026-01-26", "qwen3-tts-vd-realtime-2026-01-15", "qwen3-tts-vd-realtime-2025-12-16"
        ]
    ]
    """Default qwen3-tts-vd-2026-01-26; only `qwen3-tts-vd-2026-01-26` at present."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Qwen3TtsVdRequest(TypedDict):
    """Parameters of qwen3-tts-vd."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 600 characters."""

    voice: Required[str]
    """The ID of a voice that was made before."""

    language_type: NotRequired[
        Literal[
            "Auto",
            "Chinese",
            "English",
            "Japanese",
            "Korean",
            "French",
            "German",
            "Spanish",
            "Italian",
            "Russian",
            "Portuguese",
        ]
    ]

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class SunoPersonaModelParams(TypedDict):
    """A nested parameter."""

    source_task_id: Required[str]
    """Text that begins with task-unified- (our rule); the ID of an earlier task."""

    result_id: Required[str]
    """Each is used once."""

    name: Required[str]

    description: Required[str]

    vocal_start: NotRequired[float]
    """At least 0."""

    vocal_end: NotRequired[float]
    """At least 0."""

    style: NotRequired[str]
    """May be blank."""


class SunoPersonaRequest(TypedDict):
    """Parameters of suno-persona."""

    model_params: Required[SunoPersonaModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class SunoPersonaContinuedModelParams(TypedDict):
    """A nested parameter."""

    result_id: Required[str]
    """Each is used once."""

    name: Required[str]

    description: Required[str]

    vocal_start: NotRequired[float]
    """At least 0."""

    vocal_end: NotRequired[float]
    """At least 0."""

    style: NotRequired[str]
    """May be blank."""


class SunoPersonaContinuedRequest(TypedDict):
    """Parameters of suno-persona."""

    model_params: Required[SunoPersonaContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class SunoV4BetaRequest(TypedDict):
    """Parameters of suno-v4-beta, suno-v4.5all-beta, suno-v4.5plus-beta."""

    custom_mode: NotRequired[bool]
    """Default False."""

    instrumental: NotRequired[bool]
    """Default False."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    style: NotRequired[str]

    title: NotRequired[str]
    """At most 80 characters; ignored when `custom_mode` is `False`."""

    negative_tags: NotRequired[str]
    """At most 200 characters; has an effect only when `custom_mode` is `True`."""

    vocal_gender: NotRequired[Literal["m", "f"]]
    """Has an effect only when `custom_mode` is `True`; ignored when `custom_mode` is `False`."""

    style_weight: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    weirdness_constraint: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    audio_weight: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    persona_id: NotRequired[str]
    """Has an effect only when `custom_mode` is `True`; the ID of a Persona that was made before; has no effect with this model."""

    persona_model: NotRequired[Literal["style_persona", "voice_persona"]]
    """Has no effect with this model."""

    duration: NotRequired[int]
    """Length of the result. 10 to 360; has no effect with this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


SunoV45allBetaRequest = SunoV4BetaRequest
SunoV45plusBetaRequest = SunoV4BetaRequest


class SunoV5BetaRequest(TypedDict):
    """Parameters of suno-v5-beta."""

    custom_mode: NotRequired[bool]
    """Default False."""

    instrumental: NotRequired[bool]
    """Default False."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    style: NotRequired[str]

    title: NotRequired[str]
    """At most 80 characters; ignored when `custom_mode` is `False`."""

    negative_tags: NotRequired[str]
    """At most 200 characters; has an effect only when `custom_mode` is `True`."""

    vocal_gender: NotRequired[Literal["m", "f"]]
    """Has an effect only when `custom_mode` is `True`; ignored when `custom_mode` is `False`."""

    style_weight: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    weirdness_constraint: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    audio_weight: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    persona_id: NotRequired[str]
    """Has an effect only when `custom_mode` is `True`; the ID of a Persona that was made before."""

    persona_model: NotRequired[Literal["style_persona", "voice_persona"]]
    """Has an effect only when `custom_mode` is `True`."""

    duration: NotRequired[int]
    """Length of the result. 10 to 360; has no effect with this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class SunoV6BetaRequest(TypedDict):
    """Parameters of suno-v6-beta, suno-v6-mini-beta."""

    custom_mode: NotRequired[bool]
    """Default False."""

    instrumental: NotRequired[bool]
    """Default False."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    style: NotRequired[str]

    title: NotRequired[str]
    """At most 80 characters; ignored when `custom_mode` is `False`."""

    negative_tags: NotRequired[str]
    """At most 200 characters; has an effect only when `custom_mode` is `True`."""

    vocal_gender: NotRequired[Literal["m", "f"]]
    """Has an effect only when `custom_mode` is `True`; ignored when `custom_mode` is `False`."""

    style_weight: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    weirdness_constraint: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    audio_weight: NotRequired[float]
    """0 to 1; a multiple of 0.01; has an effect only when `custom_mode` is `True`."""

    persona_id: NotRequired[str]
    """Has an effect only when `custom_mode` is `True`; the ID of a Persona that was made before."""

    persona_model: NotRequired[Literal["style_persona", "voice_persona"]]
    """Has an effect only when `custom_mode` is `True`."""

    duration: NotRequired[int]
    """Length of the result. 10 to 360; has an effect only when `custom_mode` is `True`."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


SunoV6MiniBetaRequest = SunoV6BetaRequest


class DoubaoSeedream40Request(TypedDict):
    """Parameters of doubao-seedream-4.0."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    n: NotRequired[int]
    """Number of results to generate. 1 to 15; each image is charged; at most 15 reference and output images together."""

    size: NotRequired[str]
    """Aspect ratio or pixel size of the image. Default auto; one of `auto`, `1:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9`, `21:9` or `9:21`, or WIDTHxHEIGHT in pixels; 921,600 to 16,777,216 pixels in total; a ratio of width to height from 1:16 to 16:1."""

    quality: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution or quality class of the result. Default 2K."""

    prompt_priority: NotRequired[Literal["standard", "fast"]]
    """Default standard."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 14 items; the service opens the link itself; checked in local files: jpeg, jpg, png, webp, bmp, tiff or gif files, width to height from 1:16 to 16:1, at most 10 MB per file, at most 36,000,000 pixels in all, each side at least 15 pixels; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class DoubaoSeedream50FlashRequest(TypedDict):
    """Parameters of doubao-seedream-5.0-flash."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 4,000 tokens."""

    size: NotRequired[str]
    """Aspect ratio or pixel size of the image. Default auto; one of `auto`, `1:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9`, `21:9` or `9:21`, or WIDTHxHEIGHT in pixels; 921,600 to 4,624,220 pixels in total; a ratio of width to height from 1:16 to 16:1."""

    quality: NotRequired[Literal["1K", "1.5K", "2K"]]
    """Resolution or quality class of the result. Default 1K."""

    prompt_priority: NotRequired[Literal["standard"]]
    """Default standard."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 10 items; the service opens the link itself; checked in local files: jpeg, jpg, png, webp, bmp, tiff, gif, heic or heif files, width to height from 1:16 to 16:1, at most 30 MB per file, at most 36,000,000 pixels in all, at least 196 pixels in all, each side at least 15 pixels; each: an http:// or https:// URL (our rule)."""

    output_format: NotRequired[Literal["png", "jpeg"]]
    """Type of the file. Default jpeg."""

    watermark: NotRequired[bool]
    """Whether the result shows a watermark. Default False."""

    background: NotRequired[Literal["opaque", "transparent"]]
    """What is behind the subject of the image. Default opaque."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class DoubaoSeedream50FlashLayerizeRequest(TypedDict):
    """Parameters of doubao-seedream-5.0-flash-layerize."""

    image_urls: Required[Links]
    """Links to the reference images. Exactly 1 item; the service opens the link itself; checked in local files: png, jpeg or jpg files, width to height from 1:16 to 16:1, at most 30 MB per file, at most 36,000,000 pixels in all, at least 262,144 pixels in all; each: an http:// or https:// URL (our rule)."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    quality: NotRequired[Literal["auto", "1K", "1.5K", "2K"]]
    """Resolution or quality class of the result. Default auto."""

    prompt_priority: NotRequired[Literal["standard"]]
    """Default standard."""

    output_format: NotRequired[Literal["jpeg", "png"]]
    """Type of the file. Default jpeg."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class DoubaoSeedream50LiteModelParamsToolsItem(TypedDict):
    """A nested parameter."""

    type: Required[Literal["web_search"]]


class DoubaoSeedream50LiteModelParams(TypedDict):
    """A nested parameter."""

    output_format: NotRequired[Literal["png", "jpeg"]]
    """Default jpeg."""

    tools: NotRequired[list[DoubaoSeedream50LiteModelParamsToolsItem]]


class DoubaoSeedream50LiteRequest(TypedDict):
    """Parameters of doubao-seedream-5.0-lite."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    n: NotRequired[int]
    """Number of results to generate. 1 to 15; each image is charged; at most 15 reference and output images together."""

    size: NotRequired[str]
    """Aspect ratio or pixel size of the image. Default auto; one of `auto`, `1:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9`, `21:9` or `9:21`, or WIDTHxHEIGHT in pixels; 3,686,400 to 16,777,216 pixels in total; a ratio of width to height from 1:16 to 16:1."""

    quality: NotRequired[Literal["2K", "3K", "4K"]]
    """Resolution or quality class of the result. Default 2K."""

    prompt_priority: NotRequired[Literal["standard"]]
    """Default standard."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 14 items; the service opens the link itself; checked in local files: jpeg, jpg, png, webp, bmp, tiff or gif files, width to height from 1:16 to 16:1, at most 10 MB per file, at most 36,000,000 pixels in all, each side at least 15 pixels; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[DoubaoSeedream50LiteModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Gemini3ProImagePreviewRequest(TypedDict):
    """Parameters of gemini-3-pro-image-preview."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[
        Literal["auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution or quality class of the result. Default 2K; `4K` is charged extra."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 10 items (a newer source: at most 14 items); at most 5 images of real people; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 10 MB per file (a newer source: at most 20 MB per file); each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Gemini31FlashImagePreviewModelParams(TypedDict):
    """A nested parameter."""

    web_search: NotRequired[bool]
    """Whether the service may search the web."""

    image_search: NotRequired[bool]

    thinking_level: NotRequired[Literal["auto", "min", "high"]]
    """Default auto."""


class Gemini31FlashImagePreviewRequest(TypedDict):
    """Parameters of gemini-3.1-flash-image-preview."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[
        Literal[
            "auto",
            "1:1",
            "1:4",
            "4:1",
            "1:8",
            "8:1",
            "2:3",
            "3:2",
            "3:4",
            "4:3",
            "4:5",
            "5:4",
            "9:16",
            "16:9",
            "21:9",
        ]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["0.5K", "1K", "2K", "4K"]]
    """Resolution or quality class of the result. Default 2K."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 14 items; at most 4 images of real people; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 20 MB per file; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[Gemini31FlashImagePreviewModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Gemini31FlashLiteImageModelParams(TypedDict):
    """A nested parameter."""

    thinking_level: NotRequired[Literal["auto", "min", "high"]]
    """Default auto."""


class Gemini31FlashLiteImageRequest(TypedDict):
    """Parameters of gemini-3.1-flash-lite-image."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[
        Literal[
            "auto",
            "1:1",
            "1:4",
            "4:1",
            "1:8",
            "8:1",
            "2:3",
            "3:2",
            "3:4",
            "4:3",
            "4:5",
            "5:4",
            "9:16",
            "16:9",
            "21:9",
        ]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["1K"]]
    """Resolution or quality class of the result. Default 1K."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 14 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 20 MB per file; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[Gemini31FlashLiteImageModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Gpt4oImageRequest(TypedDict):
    """Parameters of gpt-4o-image."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[Literal["1:1", "2:3", "3:2", "1024x1024", "1024x1536", "1536x1024"]]
    """Aspect ratio or pixel size of the image."""

    n: NotRequired[Literal[1, 2, 4]]
    """Number of results to generate. Each image is charged."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 5 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    mask_url: NotRequired[Link]
    """Link to a mask that marks the part of the reference image to redraw. An http:// or https:// URL (our rule); the same size as the image of `image_urls`; checked in local files: png files, at most 4 MB per file."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GptImage15Request(TypedDict):
    """Parameters of gpt-image-1.5."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[Literal["1:1", "2:3", "3:2", "1024x1024", "1024x1536", "1536x1024"]]
    """Aspect ratio or pixel size of the image."""

    quality: NotRequired[Literal["low", "medium", "high"]]
    """Resolution or quality class of the result. Default high."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 16 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 50 MB per file; each: an http:// or https:// URL (our rule)."""

    n: NotRequired[Literal[1]]
    """Number of results to generate. Default 1."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GptImage2Request(TypedDict):
    """Parameters of gpt-image-2."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 32,000 characters; at most 60,000 bytes in UTF-8."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 16 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 50 MB per file, at most 178,956,970 pixels in all, each side at most 23,170 pixels; each: an http:// or https:// URL (our rule)."""

    mask_url: NotRequired[Link]
    """Link to a mask that marks the part of the reference image to redraw. An http:// or https:// URL (our rule); the same size as the image of `image_urls`; checked in local files: png files."""

    size: NotRequired[str]
    """Aspect ratio or pixel size of the image. Default auto; one of `auto`, `1:1`, `1:2`, `2:1`, `1:3`, `3:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9`, `9:21` or `21:9`, or WIDTHxHEIGHT in pixels; 655,360 to 8,294,400 pixels in total; a ratio of width to height from 1:3 to 3:1; sides of 16 to 3,840 pixels; sides that are multiples of 16."""

    resolution: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution class of the result. Default 1K; in upper or lower case."""

    quality: NotRequired[Literal["low", "medium", "high"]]
    """Resolution or quality class of the result. Default medium."""

    background: NotRequired[Literal["opaque", "transparent"]]
    """What is behind the subject of the image. Default opaque."""

    output_format: NotRequired[Literal["png", "jpeg", "webp"]]
    """Type of the file. Default png."""

    n: NotRequired[int]
    """Number of results to generate. Default 1; 1 to 10; each image is charged."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GptImage2BetaRequest(TypedDict):
    """Parameters of gpt-image-2-beta."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[
        Literal[
            "auto",
            "1:1",
            "3:2",
            "2:3",
            "4:3",
            "3:4",
            "5:4",
            "4:5",
            "16:9",
            "9:16",
            "21:9",
            "9:21",
            "2:1",
            "1:2",
            "3:1",
            "1:3",
        ]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    resolution: NotRequired[Literal["1K"]]
    """Resolution class of the result. Default 1K."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 16 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GptImage25FlareRequest(TypedDict):
    """Parameters of gpt-image-2.5-flare."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 32,000 characters; at most 60,000 bytes in UTF-8."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 16 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 50 MB per file, at most 178,956,970 pixels in all, each side at most 23,170 pixels; each: an http:// or https:// URL (our rule)."""

    mask_url: NotRequired[Link]
    """Link to a mask that marks the part of the reference image to redraw. An http:// or https:// URL (our rule); the same size as the image of `image_urls`; checked in local files: png files."""

    size: NotRequired[str]
    """Aspect ratio or pixel size of the image. Default auto; one of `auto`, `1:1`, `1:2`, `2:1`, `1:3`, `3:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9`, `9:21` or `21:9`, or WIDTHxHEIGHT in pixels; sides of 16 to 3,840 pixels; sides that are multiples of 16."""

    resolution: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution class of the result. Default 1K."""

    quality: NotRequired[Literal["low", "medium", "high", "xhigh", "max"]]
    """Resolution or quality class of the result. Default medium."""

    background: NotRequired[Literal["opaque", "transparent"]]
    """What is behind the subject of the image. Default opaque."""

    output_format: NotRequired[Literal["png", "jpeg", "webp"]]
    """Type of the file. Default png."""

    n: NotRequired[int]
    """Number of results to generate. Default 1; 1 to 10; each image is charged."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GrokImagineImage20Request(TypedDict):
    """Parameters of grok-imagine-image-2.0."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 3 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files; each: an http:// or https:// URL."""

    size: NotRequired[
        Literal[
            "1:1",
            "4:3",
            "3:4",
            "3:2",
            "2:3",
            "16:9",
            "9:16",
            "2:1",
            "1:2",
            "19.5:9",
            "9:19.5",
            "20:9",
            "9:20",
            "auto",
        ]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    resolution: NotRequired[Literal["1K", "2K"]]
    """Resolution class of the result. Default 1K; in upper or lower case."""

    quality: NotRequired[Literal["low", "medium"]]
    """Resolution or quality class of the result. Default medium; in upper or lower case."""

    n: NotRequired[int]
    """Number of results to generate. Default 1; 1 to 10; each image is charged."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Krea2TurboRequest(TypedDict):
    """Parameters of krea-2-turbo."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 640 tokens."""

    size: NotRequired[Literal["1:1", "4:3", "3:4", "5:4", "4:5", "2:3", "3:2", "9:16", "16:9", "1:2", "2:1"]]
    """Aspect ratio or pixel size of the image. Default 1:1."""

    quality: NotRequired[Literal["1K", "2K"]]
    """Resolution or quality class of the result. Default 1K."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 0 to 1,048,576."""

    nsfw_check: NotRequired[bool]
    """Default False."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7EditModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV7EditModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV7EditModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    image_number: NotRequired[Literal[0, 1, 2, 3]]
    """Which image of the earlier task, from 0. Default 0."""

    canvas: Required[MjV7EditModelParamsCanvas]

    img_pos: Required[MjV7EditModelParamsImgPos]

    mask: NotRequired[dict[str, Any]]

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast."""


class MjV7EditRequest(TypedDict):
    """Parameters of mj-v7-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    model_params: Required[MjV7EditModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7EditContinuedModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV7EditContinuedModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV7EditContinuedModelParams(TypedDict):
    """A nested parameter."""

    canvas: Required[MjV7EditContinuedModelParamsCanvas]

    img_pos: Required[MjV7EditContinuedModelParamsImgPos]

    mask: NotRequired[dict[str, Any]]

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast."""


class MjV7EditContinuedRequest(TypedDict):
    """Parameters of mj-v7-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    model_params: Required[MjV7EditContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7EnhanceModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    image_number: NotRequired[Literal[0, 1, 2, 3]]
    """Which image of the earlier task, from 0. Default 0; 0 to 3."""


class MjV7EnhanceRequest(TypedDict):
    """Parameters of mj-v7-enhance."""

    model_params: Required[MjV7EnhanceModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7EnhanceContinuedRequest(TypedDict):
    """Parameters of mj-v7-enhance."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7InpaintModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    image_number: NotRequired[Literal[0, 1, 2, 3]]
    """Which image of the earlier task, from 0. Default 0; 0 to 3."""

    mask: Required[dict[str, Any]]

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast; has an effect only when `prompt` is given."""


class MjV7InpaintRequest(TypedDict):
    """Parameters of mj-v7-inpaint."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    model_params: Required[MjV7InpaintModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7InpaintContinuedModelParams(TypedDict):
    """A nested parameter."""

    mask: Required[dict[str, Any]]

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast; has an effect only when `prompt` is given."""


class MjV7InpaintContinuedRequest(TypedDict):
    """Parameters of mj-v7-inpaint."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    model_params: Required[MjV7InpaintContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7PanModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    image_number: NotRequired[Literal[0, 1, 2, 3]]
    """Which image of the earlier task, from 0. Default 0; 0 to 3."""

    direction: NotRequired[Literal["down", "right", "up", "left"]]
    """Default down."""

    scale: NotRequired[float]
    """Default 1.5; 1.1 to 3."""

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast; has an effect only when `prompt` is given."""


class MjV7PanRequest(TypedDict):
    """Parameters of mj-v7-pan."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    model_params: Required[MjV7PanModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7PanContinuedModelParams(TypedDict):
    """A nested parameter."""

    direction: NotRequired[Literal["down", "right", "up", "left"]]
    """Default down."""

    scale: NotRequired[float]
    """Default 1.5; 1.1 to 3."""

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast; has an effect only when `prompt` is given."""


class MjV7PanContinuedRequest(TypedDict):
    """Parameters of mj-v7-pan."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    model_params: NotRequired[MjV7PanContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7RemoveBgRequest(TypedDict):
    """Parameters of mj-v7-remove-bg, mj-v8.1-remove-bg."""

    image_urls: Required[Links]
    """Links to the reference images. At most 1 item; checked in local files: png, gif, webp, jpg or jpeg files; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


MjV81RemoveBgRequest = MjV7RemoveBgRequest


class MjV7RetextureModelParams(TypedDict):
    """A nested parameter."""

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast."""


class MjV7RetextureRequest(TypedDict):
    """Parameters of mj-v7-retexture."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    image_urls: Required[Links]
    """Links to the reference images. At most 1 item; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[MjV7RetextureModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7UploadPaintModelParamsMaskAreasItem(TypedDict):
    """A nested parameter."""

    width: NotRequired[int]

    height: NotRequired[int]

    points: NotRequired[list[int]]


class MjV7UploadPaintModelParamsMask(TypedDict):
    """A nested parameter."""

    areas: NotRequired[list[MjV7UploadPaintModelParamsMaskAreasItem]]

    url: NotRequired[Link]
    """An http:// or https:// URL (our rule)."""


class MjV7UploadPaintModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV7UploadPaintModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV7UploadPaintModelParams(TypedDict):
    """A nested parameter."""

    mask: Required[MjV7UploadPaintModelParamsMask]

    canvas: Required[MjV7UploadPaintModelParamsCanvas]

    img_pos: Required[MjV7UploadPaintModelParamsImgPos]

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast."""


class MjV7UploadPaintRequest(TypedDict):
    """Parameters of mj-v7-upload-paint."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    image_urls: Required[Links]
    """Links to the reference images. At most 1 item; each: an http:// or https:// URL (our rule)."""

    model_params: Required[MjV7UploadPaintModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7UpscaleModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    image_number: NotRequired[Literal[0, 1, 2, 3]]
    """Which image of the earlier task, from 0. Default 0; 0 to 3."""

    type: NotRequired[Literal["standard", "creative"]]
    """Default standard."""


class MjV7UpscaleRequest(TypedDict):
    """Parameters of mj-v7-upscale."""

    model_params: Required[MjV7UpscaleModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7UpscaleContinuedModelParams(TypedDict):
    """A nested parameter."""

    type: NotRequired[Literal["standard", "creative"]]
    """Default standard."""


class MjV7UpscaleContinuedRequest(TypedDict):
    """Parameters of mj-v7-upscale."""

    model_params: NotRequired[MjV7UpscaleContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7VariationModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); a task of the mj-v7 series; the ID of an earlier task."""

    image_number: NotRequired[Literal[0, 1, 2, 3]]
    """Which image of the earlier task, from 0. Default 0; 0 to 3."""

    type: NotRequired[Literal["subtle", "strong"]]
    """Default subtle."""

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast; has an effect only when `prompt` is given."""


class MjV7VariationRequest(TypedDict):
    """Parameters of mj-v7-variation."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    model_params: Required[MjV7VariationModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV7VariationContinuedModelParams(TypedDict):
    """A nested parameter."""

    type: NotRequired[Literal["subtle", "strong"]]
    """Default subtle."""

    speed: NotRequired[Literal["fast", "turbo"]]
    """How fast the task is done. Default fast; has an effect only when `prompt` is given."""


class MjV7VariationContinuedRequest(TypedDict):
    """Parameters of mj-v7-variation."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given."""

    model_params: NotRequired[MjV7VariationContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV81EditModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV81EditModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV81EditModelParamsMaskAreasItem(TypedDict):
    """A nested parameter."""

    width: NotRequired[int]

    height: NotRequired[int]

    points: NotRequired[list[int]]


class MjV81EditModelParamsMask(TypedDict):
    """A nested parameter."""

    areas: NotRequired[list[MjV81EditModelParamsMaskAreasItem]]

    url: NotRequired[Link]
    """An http:// or https:// URL (our rule)."""


class MjV81EditModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    image_number: NotRequired[Literal[0, 1, 2, 3]]
    """Which image of the earlier task, from 0. Default 0."""

    canvas: Required[MjV81EditModelParamsCanvas]

    img_pos: Required[MjV81EditModelParamsImgPos]

    mask: NotRequired[MjV81EditModelParamsMask]

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV81EditRequest(TypedDict):
    """Parameters of mj-v8.1-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,024 characters."""

    model_params: Required[MjV81EditModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV81EditContinuedModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV81EditContinuedModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV81EditContinuedModelParamsMaskAreasItem(TypedDict):
    """A nested parameter."""

    width: NotRequired[int]

    height: NotRequired[int]

    points: NotRequired[list[int]]


class MjV81EditContinuedModelParamsMask(TypedDict):
    """A nested parameter."""

    areas: NotRequired[list[MjV81EditContinuedModelParamsMaskAreasItem]]

    url: NotRequired[Link]
    """An http:// or https:// URL (our rule)."""


class MjV81EditContinuedModelParams(TypedDict):
    """A nested parameter."""

    canvas: Required[MjV81EditContinuedModelParamsCanvas]

    img_pos: Required[MjV81EditContinuedModelParamsImgPos]

    mask: NotRequired[MjV81EditContinuedModelParamsMask]

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV81EditContinuedRequest(TypedDict):
    """Parameters of mj-v8.1-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,024 characters."""

    model_params: Required[MjV81EditContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV81RetextureModelParams(TypedDict):
    """A nested parameter."""

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV81RetextureRequest(TypedDict):
    """Parameters of mj-v8.1-retexture."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,024 characters."""

    image_urls: Required[Links]
    """Links to the reference images. At most 1 item; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[MjV81RetextureModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV81UploadPaintModelParamsMaskAreasItem(TypedDict):
    """A nested parameter."""

    width: NotRequired[int]

    height: NotRequired[int]

    points: NotRequired[list[int]]


class MjV81UploadPaintModelParamsMask(TypedDict):
    """A nested parameter."""

    areas: NotRequired[list[MjV81UploadPaintModelParamsMaskAreasItem]]

    url: NotRequired[Link]
    """An http:// or https:// URL (our rule)."""


class MjV81UploadPaintModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV81UploadPaintModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV81UploadPaintModelParams(TypedDict):
    """A nested parameter."""

    mask: Required[MjV81UploadPaintModelParamsMask]

    canvas: Required[MjV81UploadPaintModelParamsCanvas]

    img_pos: Required[MjV81UploadPaintModelParamsImgPos]

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV81UploadPaintRequest(TypedDict):
    """Parameters of mj-v8.1-upload-paint."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,024 characters."""

    image_urls: Required[Links]
    """Links to the reference images. At most 1 item; each: an http:// or https:// URL (our rule)."""

    model_params: Required[MjV81UploadPaintModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV82ModelParams(TypedDict):
    """A nested parameter."""

    speed: NotRequired[Literal["draft", "fast"]]
    """How fast the task is done. Default fast; `draft`: 24 results; `fast`: 4 results."""


class MjV82Request(TypedDict):
    """Parameters of mj-v8.2."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,048 characters."""

    quality: NotRequired[Literal["standard", "hd"]]
    """Resolution or quality class of the result. Default standard; `hd` is charged extra."""

    model_params: NotRequired[MjV82ModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV82EditModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV82EditModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV82EditModelParamsMaskAreasItem(TypedDict):
    """A nested parameter."""

    width: NotRequired[int]

    height: NotRequired[int]

    points: NotRequired[list[int]]


class MjV82EditModelParamsMask(TypedDict):
    """A nested parameter."""

    areas: NotRequired[list[MjV82EditModelParamsMaskAreasItem]]

    url: NotRequired[Link]
    """An http:// or https:// URL, or a data: URI (our rule); a data: URI is accepted too."""


class MjV82EditModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); a task of the mj-v8.2 series; the ID of an earlier task."""

    image_number: NotRequired[int]
    """Which image of the earlier task, from 0. Default 0; 0 to 23."""

    canvas: Required[MjV82EditModelParamsCanvas]

    img_pos: Required[MjV82EditModelParamsImgPos]

    mask: NotRequired[MjV82EditModelParamsMask]

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV82EditRequest(TypedDict):
    """Parameters of mj-v8.2-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 8,100 characters."""

    model_params: Required[MjV82EditModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV82EditContinuedModelParamsCanvas(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]


class MjV82EditContinuedModelParamsImgPos(TypedDict):
    """A nested parameter."""

    width: Required[int]

    height: Required[int]

    x: Required[int]

    y: Required[int]


class MjV82EditContinuedModelParamsMaskAreasItem(TypedDict):
    """A nested parameter."""

    width: NotRequired[int]

    height: NotRequired[int]

    points: NotRequired[list[int]]


class MjV82EditContinuedModelParamsMask(TypedDict):
    """A nested parameter."""

    areas: NotRequired[list[MjV82EditContinuedModelParamsMaskAreasItem]]

    url: NotRequired[Link]
    """An http:// or https:// URL, or a data: URI (our rule); a data: URI is accepted too."""


class MjV82EditContinuedModelParams(TypedDict):
    """A nested parameter."""

    canvas: Required[MjV82EditContinuedModelParamsCanvas]

    img_pos: Required[MjV82EditContinuedModelParamsImgPos]

    mask: NotRequired[MjV82EditContinuedModelParamsMask]

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV82EditContinuedRequest(TypedDict):
    """Parameters of mj-v8.2-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 8,100 characters."""

    model_params: Required[MjV82EditContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV82RemixModelParams(TypedDict):
    """A nested parameter."""

    task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    image_number: NotRequired[int]
    """Which image of the earlier task, from 0. Default 0; 0 to 23."""

    mode: NotRequired[Literal["strong", "subtle"]]
    """Default strong."""

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV82RemixRequest(TypedDict):
    """Parameters of mj-v8.2-remix."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 8,100 characters."""

    model_params: Required[MjV82RemixModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV82RemixContinuedModelParams(TypedDict):
    """A nested parameter."""

    mode: NotRequired[Literal["strong", "subtle"]]
    """Default strong."""

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV82RemixContinuedRequest(TypedDict):
    """Parameters of mj-v8.2-remix."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 8,100 characters."""

    model_params: NotRequired[MjV82RemixContinuedModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV82RemoveBgRequest(TypedDict):
    """Parameters of mj-v8.2-remove-bg."""

    image_urls: Required[Links]
    """Links to the reference images. At most 1 item; checked in local files: png, jpg or jpeg files; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MjV82RetextureModelParams(TypedDict):
    """A nested parameter."""

    speed: NotRequired[Literal["fast"]]
    """How fast the task is done. Default fast."""


class MjV82RetextureRequest(TypedDict):
    """Parameters of mj-v8.2-retexture."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 8,100 characters."""

    image_urls: Required[Links]
    """Links to the reference images. At most 1 item; checked in local files: png, gif, webp, jpg or jpeg files; each: at most 1,024 characters; each: an http:// or https:// URL."""

    model_params: NotRequired[MjV82RetextureModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class NanoBanana2LiteRequest(TypedDict):
    """Parameters of nano-banana-2-lite."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[
        Literal["auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution or quality class of the result. Default 2K; `4K` is charged extra."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 10 items; the service opens the link itself; checked in local files: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class NanoBanana2LiteBetaRequest(TypedDict):
    """Parameters of nano-banana-2-lite-beta."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[
        Literal[
            "auto",
            "1:1",
            "1:4",
            "4:1",
            "1:8",
            "8:1",
            "2:3",
            "3:2",
            "3:4",
            "4:3",
            "4:5",
            "5:4",
            "9:16",
            "16:9",
            "21:9",
        ]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["1K"]]
    """Resolution or quality class of the result. Default 1K."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 14 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 20 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class NanoBananaBetaRequest(TypedDict):
    """Parameters of nano-banana-beta."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[Literal["auto", "1:1", "2:3", "3:2", "4:3", "3:4", "16:9", "9:16"]]
    """Aspect ratio or pixel size of the image. Default auto."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 5 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class NanoBananaProBetaRequest(TypedDict):
    """Parameters of nano-banana-pro-beta."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[
        Literal["auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    ]
    """Aspect ratio or pixel size of the image. Default auto."""

    quality: NotRequired[Literal["1K", "2K", "4K"]]
    """Resolution or quality class of the result. Default 2K; `4K` is charged extra."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 10 items; at most 5 images of real people; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class QwenImage30Request(TypedDict):
    """Parameters of qwen-image-3.0."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 4,500 characters."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 3 items; checked in local files: jpg, jpeg, png, bmp, webp or tiff files, each side 384 to 3,072 pixels; each: an http:// or https:// URL."""

    n: NotRequired[int]
    """Number of results to generate. Default 1; 1 to 6; each image is charged."""

    negative_prompt: NotRequired[str]
    """What must not appear. At most 500 characters."""

    size: NotRequired[str]
    """Aspect ratio or pixel size of the image. Default auto; one of `auto`, `1:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9`, `21:9` or `9:21`, or WIDTHxHEIGHT in pixels."""

    quality: NotRequired[Literal["1K", "2K"]]
    """Resolution or quality class of the result. Default 1K."""

    prompt_extend: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default False."""

    watermark: NotRequired[bool]
    """Whether the result shows a watermark. Default False."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 0 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class QwenImageEditRequest(TypedDict):
    """Parameters of qwen-image-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 3 items; the service opens the link itself; checked in local files: jpg, jpeg, png, bmp, webp or tiff files, each side 384 to 3,072 pixels; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan25ImageToImageRequest(TypedDict):
    """Parameters of wan2.5-image-to-image."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    n: NotRequired[int]
    """Number of results to generate. 1 to 4; each image is charged."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 2 items; the service opens the link itself; checked in local files: jpeg, jpg, png, bmp or webp files, each side 384 to 5,000 pixels, at most 10 MB per file, without transparency; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class ZImageTurboRequest(TypedDict):
    """Parameters of z-image-turbo."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    size: NotRequired[str]
    """Aspect ratio or pixel size of the image. One of `1:1`, `2:3`, `3:2`, `3:4`, `4:3`, `9:16`, `16:9`, `1:2` or `2:1`, or WIDTHxHEIGHT in pixels; sides of 376 to 1,536 pixels."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 2,147,483,647."""

    nsfw_check: NotRequired[bool]
    """Default False."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MiniMaxHailuo02ModelParams(TypedDict):
    """A nested parameter."""

    prompt_optimizer: NotRequired[bool]
    """Default True."""

    fast_pretreatment: NotRequired[bool]
    """Default False."""


class MiniMaxHailuo02Request(TypedDict):
    """Parameters of MiniMax-Hailuo-02."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 2 items; checked in local files: jpg, jpeg, png or webp files, width to height from 2:5 to 5:2, at most 20 MB per file, the shorter side at least 301 pixels; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["512p", "768p", "1080p"]]
    """Resolution or quality class of the result. Default 768p."""

    duration: NotRequired[Literal[6, 10]]
    """Length of the result. Default 6; in seconds."""

    model_params: NotRequired[MiniMaxHailuo02ModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MiniMaxHailuo23ModelParams(TypedDict):
    """A nested parameter."""

    prompt_optimizer: NotRequired[bool]
    """Default True."""

    fast_pretreatment: NotRequired[bool]
    """Default False."""


class MiniMaxHailuo23Request(TypedDict):
    """Parameters of MiniMax-Hailuo-2.3."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 1 item; checked in local files: jpg, jpeg, png or webp files, width to height from 2:5 to 5:2, at most 20 MB per file, the shorter side at least 301 pixels; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["768p", "1080p"]]
    """Resolution or quality class of the result. Default 768p."""

    duration: NotRequired[Literal[6, 10]]
    """Length of the result. Default 6; in seconds."""

    model_params: NotRequired[MiniMaxHailuo23ModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class DoubaoSeedance10ProFastRequest(TypedDict):
    """Parameters of doubao-seedance-1.0-pro-fast."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 2 to 12; each second is charged."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 1080p; `480p` costs less."""

    aspect_ratio: NotRequired[str]
    """Aspect ratio of the result."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 1 item; the service opens the link itself; checked in local files: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GeminiOmni11FlashReferenceToVideoRequest(TypedDict):
    """Parameters of gemini-omni-1.1-flash-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    image_urls: Required[Links]
    """Links to the reference images. 1 to 10 items; checked in local files: png, jpeg or webp files; each: an http:// or https:// URL."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. 1 to 3 items; checked in local files: mp4 files, at most 10 s per file; each: an http:// or https:// URL."""

    quality: NotRequired[Literal["360p", "720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p."""

    duration: NotRequired[int]
    """Length of the result. Default 3; 3 to 10; each second is charged."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "auto"]]
    """Aspect ratio of the result. Default auto."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GeminiOmni11FlashTextToVideoRequest(TypedDict):
    """Parameters of gemini-omni-1.1-flash-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    quality: NotRequired[Literal["360p", "720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p."""

    duration: NotRequired[int]
    """Length of the result. Default 3; 3 to 10; each second is charged."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "auto"]]
    """Aspect ratio of the result. Default auto."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GeminiOmni11FlashVideoEditRequest(TypedDict):
    """Parameters of gemini-omni-1.1-flash-video-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    video_urls: Required[Links]
    """Links to the reference videos. Exactly 1 item; the service opens the link itself; checked in local files: mp4 files, at most 10 s per file; each: an http:// or https:// URL."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 10 items; checked in local files: png, jpeg or webp files; each: an http:// or https:// URL."""

    quality: NotRequired[Literal["360p", "720p", "1080p", "4k", "auto"]]
    """Resolution or quality class of the result. Default auto."""

    duration: NotRequired[Literal["auto"]]
    """Length of the result. Default auto."""

    aspect_ratio: NotRequired[Literal["auto"]]
    """Aspect ratio of the result. Default auto."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GeminiOmni11FlashVideoExtendRequest(TypedDict):
    """Parameters of gemini-omni-1.1-flash-video-extend."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    video_urls: Required[Links]
    """Links to the reference videos. Exactly 1 item; the service opens the link itself; checked in local files: mp4 files, at most 30 s per file; each: an http:// or https:// URL."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 10 items; checked in local files: png, jpeg or webp files; each: an http:// or https:// URL."""

    duration: NotRequired[int]
    """Length of the result. Default 3; 3 to 10; each second is charged."""

    quality: NotRequired[Literal["360p", "720p", "1080p", "4k", "auto"]]
    """Resolution or quality class of the result. Default auto."""

    aspect_ratio: NotRequired[Literal["auto"]]
    """Aspect ratio of the result. Default auto."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GeminiOmniFlashReferenceToVideoRequest(TypedDict):
    """Parameters of gemini-omni-flash-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 6 items."""

    duration: NotRequired[int | str]
    """Length of the result. Default 10; 3 to 10; in seconds."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "auto"]]
    """Aspect ratio of the result. Default 16:9."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GeminiOmniFlashVideoEditRequest(TypedDict):
    """Parameters of gemini-omni-flash-video-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. Exactly 1 item; checked in local files: mp4 files, at most 10 s per file, at least 3 s per file; each: an http:// or https:// URL."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GrokImagineImageToVideoBetaRequest(TypedDict):
    """Parameters of grok-imagine-image-to-video-beta."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    image_urls: Required[Links]
    """Links to the reference images. 1 to 7 items; checked in local files: jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    duration: NotRequired[int]
    """Length of the result. Default 6; 6 to 30; in seconds."""

    mode: NotRequired[Literal["fun", "normal", "spicy"]]
    """Default normal."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "3:2", "2:3"]]
    """Aspect ratio of the result. Default 16:9; has an effect only when `image_urls` has 2 or more items."""

    quality: NotRequired[Literal["480p", "720p"]]
    """Resolution or quality class of the result. Default 480p."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GrokImagineTextToVideoBetaRequest(TypedDict):
    """Parameters of grok-imagine-text-to-video-beta."""

    prompt: Required[str]
    """What to generate, or how to change what is given."""

    duration: NotRequired[int]
    """Length of the result. Default 6; 6 to 30; in seconds."""

    mode: NotRequired[Literal["fun", "normal", "spicy"]]
    """Default normal."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "3:2", "2:3"]]
    """Aspect ratio of the result. Default 16:9."""

    quality: NotRequired[Literal["480p", "720p"]]
    """Resolution or quality class of the result. Default 480p."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class GrokImagineVideo10T2vRequest(TypedDict):
    """Parameters of grok-imagine-video-1.0-t2v."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At least 1 character."""

    duration: NotRequired[int]
    """Length of the result. Default 6; 1 to 15; in seconds."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "3:2", "2:3", "4:3", "3:4"]]
    """Aspect ratio of the result. Default 16:9."""

    quality: NotRequired[Literal["480p", "720p"]]
    """Resolution or quality class of the result. Default 480p."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Happyhorse10ImageToVideoRequest(TypedDict):
    """Parameters of happyhorse-1.0-image-to-video, happyhorse-1.1-image-to-video."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. Chinese: 2,500 characters, cut beyond; Non-Chinese: 5,000 characters, cut beyond; the service cuts off longer text."""

    image_urls: Required[Links]
    """Links to the reference images. Exactly 1 item; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, width to height from 1:2.5 to 2.5:1, at most 10 MB per file, each side at least 300 pixels; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; the price depends on it."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 3 to 15; each second is charged; in seconds."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


Happyhorse11ImageToVideoRequest = Happyhorse10ImageToVideoRequest


class Happyhorse10TextToVideoRequest(TypedDict):
    """Parameters of happyhorse-1.0-text-to-video, happyhorse-1.1-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. Chinese: 2,500 characters, cut beyond; Non-Chinese: 5,000 characters, cut beyond; the service cuts off longer text."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; the price depends on it."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "9:21", "21:9"]]
    """Aspect ratio of the result. Default 16:9."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 3 to 15; each second is charged; in seconds."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


Happyhorse11TextToVideoRequest = Happyhorse10TextToVideoRequest


class Happyhorse11ReferenceToVideoRequest(TypedDict):
    """Parameters of happyhorse-1.1-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. Chinese: 2,500 characters, cut beyond; Non-Chinese: 5,000 characters, cut beyond; the service cuts off longer text."""

    image_urls: Required[Links]
    """Links to the reference images. 1 to 9 items; the service opens the link itself; checked in local files: jpeg, jpg, png or webp files, at most 10 MB per file, the shorter side at least 400 pixels; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; the price depends on it."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "9:21", "21:9"]]
    """Aspect ratio of the result. Default 16:9."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 3 to 15; each second is charged; in seconds."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingCustomElementModelParamsElementImageListReferImagesItem(TypedDict):
    """A nested parameter."""

    image_url: Required[Link]
    """An http:// or https:// URL (our rule)."""


class KlingCustomElementModelParamsElementImageList(TypedDict):
    """A nested parameter."""

    frontal_image: Required[Link]
    """An http:// or https:// URL (our rule)."""

    refer_images: Required[list[KlingCustomElementModelParamsElementImageListReferImagesItem]]
    """1 to 3 items."""


class KlingCustomElementModelParamsElementVideoListReferVideosItem(TypedDict):
    """A nested parameter."""

    video_url: Required[Link]
    """An http:// or https:// URL (our rule); the service opens the link itself."""


class KlingCustomElementModelParamsElementVideoList(TypedDict):
    """A nested parameter."""

    refer_videos: Required[list[KlingCustomElementModelParamsElementVideoListReferVideosItem]]
    """Exactly 1 item."""


class KlingCustomElementModelParams(TypedDict):
    """A nested parameter."""

    element_name: Required[str]
    """At most 20 characters."""

    element_description: Required[str]
    """At most 100 characters."""

    reference_type: Required[Literal["image_refer", "video_refer"]]

    element_image_list: NotRequired[KlingCustomElementModelParamsElementImageList]

    element_video_list: NotRequired[KlingCustomElementModelParamsElementVideoList]

    element_voice_id: NotRequired[str]


class KlingCustomElementRequest(TypedDict):
    """Parameters of kling-custom-element."""

    model_params: Required[KlingCustomElementModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingO1ImageToVideoRequest(TypedDict):
    """Parameters of kling-o1-image-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 5,000 characters."""

    image_urls: Required[Links]
    """Links to the reference images. 1 to 2 items; the service opens the link itself; checked in local files: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1"]]
    """Aspect ratio of the result."""

    duration: NotRequired[Literal[5, 10]]
    """Length of the result. Default 5; each second is charged."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingO3ReferenceToVideoModelParamsElementListItem(TypedDict):
    """A nested parameter."""

    element_id: NotRequired[str]


class KlingO3ReferenceToVideoModelParamsWatermarkInfo(TypedDict):
    """A nested parameter."""

    enabled: NotRequired[bool]


class KlingO3ReferenceToVideoModelParams(TypedDict):
    """A nested parameter."""

    element_list: NotRequired[list[KlingO3ReferenceToVideoModelParamsElementListItem]]

    watermark_info: NotRequired[KlingO3ReferenceToVideoModelParamsWatermarkInfo]


class KlingO3ReferenceToVideoRequest(TypedDict):
    """Parameters of kling-o3-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,500 characters."""

    video_url: NotRequired[Link]
    """The service opens the link itself; checked in local files: mp4 or mov files, each side 720 to 2,160 pixels, at most 60 frames per second, at most 200 MB per file, at least 3 s per file, at least 24 frames per second."""

    keep_original_sound: NotRequired[bool]
    """Whether the sound of the given video stays. Default True."""

    image_urls: NotRequired[Links]
    """Links to the reference images. The service opens the link itself; each: an http:// or https:// URL (our rule)."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 3 to 10; in seconds."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1"]]
    """Aspect ratio of the result."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p."""

    model_params: NotRequired[KlingO3ReferenceToVideoModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingO3VideoEditModelParamsElementListItem(TypedDict):
    """A nested parameter."""

    element_id: NotRequired[str]


class KlingO3VideoEditModelParamsWatermarkInfo(TypedDict):
    """A nested parameter."""

    enabled: NotRequired[bool]


class KlingO3VideoEditModelParams(TypedDict):
    """A nested parameter."""

    element_list: NotRequired[list[KlingO3VideoEditModelParamsElementListItem]]

    watermark_info: NotRequired[KlingO3VideoEditModelParamsWatermarkInfo]


class KlingO3VideoEditRequest(TypedDict):
    """Parameters of kling-o3-video-edit."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 2,500 characters."""

    video_url: NotRequired[Link]
    """The service opens the link itself; checked in local files: mp4 or mov files, each side 720 to 2,160 pixels, at most 60 frames per second, at most 200 MB per file, at least 3 s per file, at least 24 frames per second."""

    keep_original_sound: NotRequired[bool]
    """Whether the sound of the given video stays. Default True."""

    image_urls: NotRequired[Links]
    """Links to the reference images. The service opens the link itself; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; 81,000 UC for each second of the input; `1080p` costs 1.334 times as much."""

    model_params: NotRequired[KlingO3VideoEditModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingV26MotionControlModelParamsWatermarkInfo(TypedDict):
    """A nested parameter."""

    enabled: NotRequired[bool]


class KlingV26MotionControlModelParams(TypedDict):
    """A nested parameter."""

    character_orientation: Required[Literal["image", "video"]]
    """`image`: at most 10 s; `video`: at most 30 s."""

    keep_sound: NotRequired[bool]
    """Default True."""

    watermark_info: NotRequired[KlingV26MotionControlModelParamsWatermarkInfo]


class KlingV26MotionControlRequest(TypedDict):
    """Parameters of kling-v2.6-motion-control."""

    image_urls: Required[Links]
    """Links to the reference images. Exactly 1 item; the service opens the link itself; checked in local files: jpg, jpeg or png files, width to height from 1:2.5 to 2.5:1, at most 10 MB per file, each side at least 300 pixels; each: an http:// or https:// URL (our rule)."""

    video_urls: Required[Links]
    """Links to the reference videos. Exactly 1 item; the service opens the link itself; checked in local files: mp4 or mov files, each side 340 to 3,850 pixels, at most 30 s per file, at most 100 MB per file, at least 3 s per file; each: an http:// or https:// URL (our rule)."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 2,500 characters; may be blank."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `1080p` costs 1.6 times as much."""

    model_params: Required[KlingV26MotionControlModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingV3ImageToVideoModelParamsMultiPromptItem(TypedDict):
    """A nested parameter."""

    index: Required[int]
    """At least 1."""

    prompt: Required[str]
    """At most 512 characters."""

    duration: Required[str]


class KlingV3ImageToVideoModelParamsElementListItem(TypedDict):
    """A nested parameter."""

    element_id: Required[str]


class KlingV3ImageToVideoModelParamsWatermarkInfo(TypedDict):
    """A nested parameter."""

    enabled: NotRequired[bool]


class KlingV3ImageToVideoModelParams(TypedDict):
    """A nested parameter."""

    multi_shot: NotRequired[bool]
    """Default False."""

    shot_type: NotRequired[Literal["customize", "intelligence"]]

    multi_prompt: NotRequired[list[KlingV3ImageToVideoModelParamsMultiPromptItem]]
    """1 to 6 items."""

    element_list: NotRequired[list[KlingV3ImageToVideoModelParamsElementListItem]]
    """At most 3 items."""

    watermark_info: NotRequired[KlingV3ImageToVideoModelParamsWatermarkInfo]


class KlingV3ImageToVideoRequest(TypedDict):
    """Parameters of kling-v3-image-to-video."""

    image_start: Required[Link]
    """Link to the first frame. An http:// or https:// URL (our rule); the service opens the link itself; checked in local files: jpg, jpeg or png files, width to height from 1:2.5 to 2.5:1, at most 10 MB per file, each side at least 300 pixels."""

    image_end: NotRequired[Link]
    """Link to the last frame. An http:// or https:// URL (our rule); the service opens the link itself; checked in local files: jpg, jpeg or png files, at most 10 MB per file."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 2,500 characters; ignored when `model_params.shot_type` is `customize`; may be blank."""

    negative_prompt: NotRequired[str]
    """What must not appear."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 3 to 15; each second is charged."""

    quality: NotRequired[Literal["720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p."""

    sound: NotRequired[Literal["on", "off"]]
    """Default off."""

    model_params: NotRequired[KlingV3ImageToVideoModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingV3MotionControlModelParamsElementListItem(TypedDict):
    """A nested parameter."""

    element_id: Required[str]


class KlingV3MotionControlModelParamsWatermarkInfo(TypedDict):
    """A nested parameter."""

    enabled: NotRequired[bool]


class KlingV3MotionControlModelParams(TypedDict):
    """A nested parameter."""

    character_orientation: Required[Literal["image", "video"]]
    """`image`: at most 10 s; `video`: at most 30 s."""

    element_list: NotRequired[list[KlingV3MotionControlModelParamsElementListItem]]
    """At most 1 item."""

    keep_sound: NotRequired[bool]
    """Default True."""

    watermark_info: NotRequired[KlingV3MotionControlModelParamsWatermarkInfo]


class KlingV3MotionControlRequest(TypedDict):
    """Parameters of kling-v3-motion-control."""

    image_urls: Required[Links]
    """Links to the reference images. Exactly 1 item; the service opens the link itself; checked in local files: jpg, jpeg or png files, width to height from 1:2.5 to 2.5:1, at most 10 MB per file, each side at least 300 pixels; each: an http:// or https:// URL (our rule)."""

    video_urls: Required[Links]
    """Links to the reference videos. Exactly 1 item; the service opens the link itself; checked in local files: each side 340 to 3,850 pixels, at most 30 s per file, at most 100 MB per file, at least 3 s per file; each: an http:// or https:// URL (our rule)."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 2,500 characters; may be blank."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p."""

    model_params: Required[KlingV3MotionControlModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingV3TextToVideoModelParamsMultiPromptItem(TypedDict):
    """A nested parameter."""

    index: Required[int]
    """At least 1."""

    prompt: Required[str]
    """At most 512 characters."""

    duration: Required[str]


class KlingV3TextToVideoModelParamsWatermarkInfo(TypedDict):
    """A nested parameter."""

    enabled: NotRequired[bool]


class KlingV3TextToVideoModelParams(TypedDict):
    """A nested parameter."""

    multi_shot: NotRequired[bool]
    """Default False."""

    shot_type: NotRequired[Literal["customize", "intelligence"]]

    multi_prompt: NotRequired[list[KlingV3TextToVideoModelParamsMultiPromptItem]]
    """1 to 6 items."""

    watermark_info: NotRequired[KlingV3TextToVideoModelParamsWatermarkInfo]


class KlingV3TextToVideoRequest(TypedDict):
    """Parameters of kling-v3-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,500 characters; ignored when `model_params.shot_type` is `customize`; may be blank."""

    negative_prompt: NotRequired[str]
    """What must not appear."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 3 to 15; each second is charged."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1"]]
    """Aspect ratio of the result."""

    quality: NotRequired[Literal["720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p."""

    sound: NotRequired[Literal["on", "off"]]
    """Default off."""

    model_params: NotRequired[KlingV3TextToVideoModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class KlingV3TurboTextToVideoRequest(TypedDict):
    """Parameters of kling-v3-turbo-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,500 characters; at most 2,500 characters recommended."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1"]]
    """Aspect ratio of the result. Default 16:9."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 3 to 15; each second is charged."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MinimaxH3ImageToVideoRequest(TypedDict):
    """Parameters of minimax-h3-image-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. 1 to 7,000 characters."""

    image_start: NotRequired[Link]
    """Link to the first frame. An http:// or https:// URL; the service opens the link itself; checked in local files: jpg, jpeg, png, webp, heic or heif files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 30 MB per file."""

    image_end: NotRequired[Link]
    """An http:// or https:// URL; the service opens the link itself; checked in local files: jpg, jpeg, png, webp, heic or heif files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 30 MB per file."""

    duration: NotRequired[int]
    """Length of the result. Default 4; 4 to 15; each second is charged."""

    quality: NotRequired[Literal["768p", "2k"]]
    """Resolution or quality class of the result. Default 768p."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MinimaxH3MaxImageToVideoRequest(TypedDict):
    """Parameters of minimax-h3-max-image-to-video, minimax-h3-max-turbo-image-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. 1 to 7,000 characters."""

    image_start: Required[Link]
    """At least 1 character; an http:// or https:// URL; the service opens the link itself; checked in local files: jpg, jpeg, png, webp, heic or heif files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 30 MB per file."""

    image_end: NotRequired[Link]
    """An http:// or https:// URL; the service opens the link itself; checked in local files: jpg, jpeg, png, webp, heic or heif files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 30 MB per file."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 5 to 15; each second is charged."""

    quality: NotRequired[Literal["480p", "768p"]]
    """Resolution or quality class of the result. Default 768p."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


MinimaxH3MaxTurboImageToVideoRequest = MinimaxH3MaxImageToVideoRequest


class MinimaxH3MaxReferenceToVideoRequest(TypedDict):
    """Parameters of minimax-h3-max-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. 1 to 7,000 characters."""

    image_urls: NotRequired[Links]
    """Links to the reference images. Default []; at most 9 items; the first 2 are free; the service opens the link itself; checked in local files: jpg, jpeg, png, webp, heic or heif files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 30 MB per file; each: an http:// or https:// URL."""

    video_urls: NotRequired[Links]
    """Default []; at most 3 items; checked in local files: AAC or MP3 sound, mp4 or mov files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 15 s per file, at most 60 frames per second, at most 50 MB per file, at most 15 seconds in all files together, at least 2 s per file, at least 23.976 frames per second, H.264/AVC or H.265/HEVC video."""

    audio_urls: NotRequired[Links]
    """Links to the reference sounds. Default []; at most 3 items; the service opens the link itself; checked in local files: wav or mp3 files, at most 15 s per file, at most 15 MB per file, at most 15 seconds in all files together, at least 2 s per file; each: an http:// or https:// URL."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 5 to 15; each second is charged."""

    quality: NotRequired[Literal["480p", "768p"]]
    """Resolution or quality class of the result. Default 768p."""

    aspect_ratio: NotRequired[Literal["adaptive", "16:9", "21:9", "4:3", "1:1", "3:4", "9:16"]]
    """Aspect ratio of the result. Default adaptive."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MinimaxH3MaxTextToVideoRequest(TypedDict):
    """Parameters of minimax-h3-max-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. 1 to 7,000 characters."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 5 to 15; each second is charged."""

    quality: NotRequired[Literal["480p", "768p"]]
    """Resolution or quality class of the result. Default 768p."""

    aspect_ratio: NotRequired[Literal["16:9", "21:9", "4:3", "1:1", "3:4", "9:16"]]
    """Aspect ratio of the result. Default 16:9."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class MinimaxH3ReferenceToVideoRequest(TypedDict):
    """Parameters of minimax-h3-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. 1 to 7,000 characters."""

    image_urls: NotRequired[Links]
    """Links to the reference images. Default []; at most 9 items; the service opens the link itself; checked in local files: jpg, jpeg, png, webp, heic or heif files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 30 MB per file; each: an http:// or https:// URL."""

    video_urls: NotRequired[Links]
    """Default []; at most 3 items; checked in local files: AAC or MP3 sound, mp4 or mov files, width to height from 0.4:1 to 2.5:1, each side 256 to 5,760 pixels, at most 15 s per file, at most 60 frames per second, at most 50 MB per file, at most 15 seconds in all files together, at least 2 s per file, at least 23.976 frames per second, H.264/AVC or H.265/HEVC video."""

    audio_urls: NotRequired[Links]
    """Links to the reference sounds. Default []; at most 3 items; the service opens the link itself; checked in local files: wav or mp3 files, at most 15 s per file, at most 15 MB per file, at most 15 seconds in all files together, at least 2 s per file; each: an http:// or https:// URL."""

    duration: NotRequired[int]
    """Length of the result. Default 4; 4 to 15; each second is charged."""

    quality: NotRequired[Literal["768p", "2k"]]
    """Resolution or quality class of the result. Default 768p."""

    aspect_ratio: NotRequired[Literal["adaptive", "16:9", "21:9", "4:3", "1:1", "3:4", "9:16"]]
    """Aspect ratio of the result. Default adaptive."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance20FastImageToVideoRequest(TypedDict):
    """Parameters of seedance-2.0-fast-image-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    image_urls: Required[Links]
    """Links to the reference images. 1 to 2 items; checked in local files: jpeg, png or webp files, width to height from 0.4:1 to 2.5:1, each side 300 to 6,000 pixels, at most 30 MB per file; each: an http:// or https:// URL."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 4 to 15; each second is charged; in seconds."""

    quality: NotRequired[Literal["480p", "720p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance20FastTextToVideoModelParams(TypedDict):
    """A nested parameter."""

    web_search: NotRequired[bool]
    """Whether the service may search the web. Default False; `True` is charged extra."""


class Seedance20FastTextToVideoRequest(TypedDict):
    """Parameters of seedance-2.0-fast-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 4 to 15; each second is charged; in seconds."""

    quality: NotRequired[Literal["480p", "720p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    model_params: NotRequired[Seedance20FastTextToVideoModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance20MiniTextToVideoRequest(TypedDict):
    """Parameters of seedance-2.0-mini-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 4 to 15; each second is charged; in seconds."""

    quality: NotRequired[Literal["480p", "720p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance20ReferenceToVideoRequest(TypedDict):
    """Parameters of seedance-2.0-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 0 to 9 items; the service opens the link itself; checked in local files: jpeg, png or webp files, width to height from 0.4:1 to 2.5:1, each side 300 to 6,000 pixels, at most 30 MB per file; each: an http:// or https:// URL."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. 0 to 3 items; checked in local files: mp4 or mov files, width to height from 0.4:1 to 2.5:1, each side 300 to 6,000 pixels, at most 15 s per file, at most 50 MB per file, at most 2,086,876 pixels in all, at most 15 seconds in all files together, at least 2 s per file, at least 409,600 pixels in all; not checked here: 480p, 720p or 1080p resolution; each: an http:// or https:// URL (our rule)."""

    audio_urls: NotRequired[Links]
    """Links to the reference sounds. 0 to 3 items; the service opens the link itself; checked in local files: wav or mp3 files, at most 15 s per file, at most 15 MB per file, at most 15 seconds in all files together, at least 2 s per file; each: an http:// or https:// URL."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 4 to 15; each second is charged; in seconds."""

    quality: NotRequired[Literal["480p", "720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance20TextToVideoModelParams(TypedDict):
    """A nested parameter."""

    web_search: NotRequired[bool]
    """Whether the service may search the web. Default False; `True` is charged extra."""


class Seedance20TextToVideoRequest(TypedDict):
    """Parameters of seedance-2.0-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    duration: NotRequired[int]
    """Length of the result. Default 5; 4 to 15; each second is charged; in seconds."""

    quality: NotRequired[Literal["480p", "720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    model_params: NotRequired[Seedance20TextToVideoModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance25DraftToVideoRequest(TypedDict):
    """Parameters of seedance-2.5-draft-to-video."""

    source_task_id: Required[str]
    """ID of the earlier task to go on from. Text that begins with task-unified- (our rule); the ID of an earlier task."""

    output_format: NotRequired[Literal["mp4", "mov"]]
    """Type of the file. Default mp4."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance25DraftToVideoContinuedRequest(TypedDict):
    """Parameters of seedance-2.5-draft-to-video."""

    output_format: NotRequired[Literal["mp4", "mov"]]
    """Type of the file. Default mp4."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance25ImageToVideoRequest(TypedDict):
    """Parameters of seedance-2.5-image-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    image_urls: Required[Links]
    """Links to the reference images. 1 to 2 items; checked in local files: jpeg, png or webp files, width to height from 0.4:1 to 2.5:1, each side 300 to 6,000 pixels, at most 30 MB per file; each: an http:// or https:// URL (our rule)."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; each second is charged; in seconds; `-1` or a whole number (4 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    draft: NotRequired[bool]
    """Default False."""

    aspect_ratio: NotRequired[Literal["adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    output_format: NotRequired[Literal["mp4", "mov"]]
    """Type of the file. Default mp4."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance25ReferenceToVideoRequest(TypedDict):
    """Parameters of seedance-2.5-reference-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 30 items; checked in local files: jpeg, png or webp files, width to height from 0.4:1 to 2.5:1, each side 300 to 6,000 pixels, at most 30 MB per file; each: an http:// or https:// URL."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. 1 to 10 items; checked in local files: mp4 or mov files, width to height from 0.4:1 to 2.5:1, at most 30 s per file, at most 30 seconds in all files together, at least 2 s per file; not checked here: 480p, 720p, 1080p or 4K resolution; each: an http:// or https:// URL (our rule)."""

    audio_urls: NotRequired[Links]
    """1 to 10 items; checked in local files: wav or mp3 files, at most 30 s per file, at most 15 MB per file, at most 30 seconds in all files together, at least 2 s per file; each: an http:// or https:// URL."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; each second is charged; only `-1` if the prompt asks for an edit; in seconds; `-1` or a whole number (4 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    draft: NotRequired[bool]
    """Default False."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    output_format: NotRequired[Literal["mp4", "mov"]]
    """Type of the file. Default mp4."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance25TextToVideoModelParams(TypedDict):
    """A nested parameter."""

    web_search: NotRequired[bool]
    """Whether the service may search the web. Default False; `True` is charged extra."""


class Seedance25TextToVideoRequest(TypedDict):
    """Parameters of seedance-2.5-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; each second is charged; in seconds; `-1` or a whole number (4 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    draft: NotRequired[bool]
    """Default False."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    output_format: NotRequired[Literal["mp4", "mov"]]
    """Type of the file. Default mp4."""

    model_params: NotRequired[Seedance25TextToVideoModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance25VideoEditRequest(TypedDict):
    """Parameters of seedance-2.5-video-edit."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    video_urls: Required[Links]
    """Links to the reference videos. 1 to 10 items; checked in local files: mp4 or mov files; not checked here: 480p, 720p, 1080p or 4K resolution; each: an http:// or https:// URL (our rule)."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 30 items; checked in local files: jpeg, png or webp files, width to height from 0.4:1 to 2.5:1, each side 300 to 6,000 pixels, at most 30 MB per file; each: an http:// or https:// URL."""

    audio_urls: NotRequired[Links]
    """1 to 10 items; checked in local files: wav or mp3 files, at most 30 s per file, at most 15 MB per file, at most 30 seconds in all files together, at least 2 s per file; each: an http:// or https:// URL."""

    duration: NotRequired[Literal[-1]]
    """Length of the result. Default -1; each second is charged; in seconds."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    draft: NotRequired[bool]
    """Default False."""

    aspect_ratio: NotRequired[Literal["adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    output_format: NotRequired[Literal["mp4", "mov"]]
    """Type of the file. Default mp4."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Seedance25VideoExtendRequest(TypedDict):
    """Parameters of seedance-2.5-video-extend."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 10,000 tokens."""

    video_urls: Required[Links]
    """Links to the reference videos. 1 to 10 items; checked in local files: mp4 or mov files, at most 30 s per file, at most 30 seconds in all files together, at least 2 s per file; not checked here: 480p, 720p, 1080p or 4K resolution; each: an http:// or https:// URL (our rule)."""

    image_urls: NotRequired[Links]
    """Links to the reference images. 1 to 30 items; checked in local files: jpeg, png or webp files, width to height from 0.4:1 to 2.5:1, each side 300 to 6,000 pixels, at most 30 MB per file; each: an http:// or https:// URL."""

    audio_urls: NotRequired[Links]
    """1 to 10 items; checked in local files: wav or mp3 files, at most 30 s per file, at most 15 MB per file, at most 30 seconds in all files together, at least 2 s per file; each: an http:// or https:// URL."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; each second is charged; in seconds; `-1` or a whole number (4 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less."""

    draft: NotRequired[bool]
    """Default False."""

    aspect_ratio: NotRequired[Literal["adaptive"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    content_filter: NotRequired[bool]
    """Whether the service checks the content. Default True; `false` costs 1.1 times as much."""

    output_format: NotRequired[Literal["mp4", "mov"]]
    """Type of the file. Default mp4."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Sora2Request(TypedDict):
    """Parameters of sora-2."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 5,000 characters."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16"]]
    """Aspect ratio of the result."""

    duration: NotRequired[Literal[10, 15]]
    """Length of the result. Default 10; each second is charged."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 1 item; at most 0 images of real people; the service opens the link itself; checked in local files: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    remove_watermark: NotRequired[bool]
    """Default True."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Sora2ProPreviewRequest(TypedDict):
    """Parameters of sora-2-pro-preview."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 5,000 characters."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16"]]
    """Aspect ratio of the result."""

    duration: NotRequired[Literal[4, 8, 12]]
    """Length of the result. Each second is charged."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. `1080p` costs 1.667 times as much."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 1 item; at most 0 images of real people; the service opens the link itself; checked in local files: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class TopazVideoUpscaleModelParams(TypedDict):
    """A nested parameter."""

    upscale_factor: NotRequired[Literal["1", "2", "4"] | Literal[1, 2, 4]]
    """Default 2; the price depends on it; one of `1`, `2` or `4` or one of `1`, `2` or `4`."""


class TopazVideoUpscaleRequest(TypedDict):
    """Parameters of topaz-video-upscale."""

    video_urls: Required[Links]
    """Links to the reference videos. Exactly 1 item; the service opens the link itself; checked in local files: mp4 files, at most 50 MB per file; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[TopazVideoUpscaleModelParams]
    """Further parameters of this model."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Veo31GeneratePreviewRequest(TypedDict):
    """Parameters of veo-3.1-generate-preview."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 3 items; checked in local files: at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    generation_type: NotRequired[Literal["TEXT", "FIRST&LAST", "REFERENCE"]]
    """`REFERENCE` takes no advanced parameter but `generate_audio`."""

    aspect_ratio: NotRequired[Literal["auto", "16:9", "9:16"]]
    """Aspect ratio of the result."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True; `True` is charged extra."""

    duration: NotRequired[Literal[4, 6, 8]]
    """Length of the result. Default 4; in seconds."""

    n: NotRequired[int]
    """Number of results to generate. Default 1; 1 to 4."""

    quality: NotRequired[Literal["720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 4,294,967,295."""

    negative_prompt: NotRequired[str]
    """What must not appear."""

    person_generation: NotRequired[Literal["allow_adult", "dont_allow"]]
    """Default allow_adult."""

    resize_mode: NotRequired[Literal["pad", "crop"]]
    """Default pad; has an effect only for image-to-video."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. An https:// URL; on a public host."""


class Veo31FastRequest(TypedDict):
    """Parameters of veo3.1-fast."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    aspect_ratio: NotRequired[Literal["auto", "16:9", "9:16"]]
    """Aspect ratio of the result. Default auto."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 3 items; the service opens the link itself; checked in local files: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["720p", "1080p", "4k"]]
    """Resolution or quality class of the result. Default 720p."""

    generation_type: NotRequired[Literal["TEXT", "FIRST&LAST", "REFERENCE"]]

    enhance_prompt: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default True."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Veo31FastBetaRequest(TypedDict):
    """Parameters of veo3.1-fast-beta."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 2,000 characters."""

    aspect_ratio: NotRequired[Literal["auto", "16:9", "9:16"]]
    """Aspect ratio of the result. Default auto."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 3 items; the service opens the link itself; checked in local files: jpg, jpeg, png or webp files, at most 10 MB per file; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["720p"]]
    """Resolution or quality class of the result. Default 720p."""

    generation_type: NotRequired[Literal["TEXT", "FIRST&LAST", "REFERENCE"]]

    enhance_prompt: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default True."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class VideoretalkRequest(TypedDict):
    """Parameters of videoretalk."""

    video_url: Required[Link]
    """Link to the video. An http:// or https:// URL (our rule); not checked here: 2 to 300 seconds recommended."""

    audio_url: Required[Link]
    """Link to the sound. An http:// or https:// URL (our rule)."""

    ref_image_url: NotRequired[Link]
    """An http:// or https:// URL (our rule)."""

    video_extension: NotRequired[bool]
    """Default False."""

    query_face_threshold: NotRequired[int]
    """Default 170; 120 to 200."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan26ImageToVideoModelParams(TypedDict):
    """A nested parameter."""

    shot_type: NotRequired[Literal["single", "multi"]]
    """Default single; has an effect only when `prompt_extend` is `True`."""


class Wan26ImageToVideoRequest(TypedDict):
    """Parameters of wan2.6-image-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,500 characters."""

    duration: NotRequired[int]
    """Length of the result. 2 to 15; each second is charged."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `1080p` is charged extra."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 1 item; the service opens the link itself; checked in local files: jpeg, jpg, png, bmp or webp files, each side 360 to 2,000 pixels, at most 10 MB per file, without transparency; each: an http:// or https:// URL (our rule)."""

    prompt_extend: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default True."""

    model_params: NotRequired[Wan26ImageToVideoModelParams]
    """Further parameters of this model."""

    audio_url: NotRequired[Link]
    """Link to the sound. An http:// or https:// URL (our rule); checked in local files: mp3 files, at most 30 s per file, at most 15 MB per file, at least 3 s per file."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan26ImageToVideoFlashModelParams(TypedDict):
    """A nested parameter."""

    shot_type: NotRequired[Literal["single", "multi"]]
    """Default single; has an effect only when `prompt_extend` is `True`."""


class Wan26ImageToVideoFlashRequest(TypedDict):
    """Parameters of wan2.6-image-to-video-flash."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,500 characters."""

    duration: NotRequired[int]
    """Length of the result. 2 to 15; each second is charged; in seconds."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `1080p` is charged extra."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 1 item; the service opens the link itself; checked in local files: jpeg, jpg, png, bmp or webp files, each side 360 to 2,000 pixels, at most 10 MB per file, without transparency; each: an http:// or https:// URL (our rule)."""

    prompt_extend: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default True."""

    model_params: NotRequired[Wan26ImageToVideoFlashModelParams]
    """Further parameters of this model."""

    audio_url: NotRequired[Link]
    """Link to the sound. An http:// or https:// URL (our rule); checked in local files: mp3 files, at most 30 s per file, at most 15 MB per file, at least 3 s per file."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True; `False` costs less."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan26TextToVideoModelParams(TypedDict):
    """A nested parameter."""

    shot_type: NotRequired[Literal["single", "multi"]]
    """Default single; has an effect only when `prompt_extend` is `True`."""


class Wan26TextToVideoRequest(TypedDict):
    """Parameters of wan2.6-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 1,500 characters."""

    aspect_ratio: NotRequired[str]
    """Aspect ratio of the result. Default 16:9."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `1080p` is charged extra."""

    duration: NotRequired[int]
    """Length of the result. 2 to 15; each second is charged."""

    prompt_extend: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default True."""

    model_params: NotRequired[Wan26TextToVideoModelParams]
    """Further parameters of this model."""

    audio_url: NotRequired[Link]
    """Link to the sound. An http:// or https:// URL (our rule); checked in local files: mp3 files, at most 30 s per file, at most 15 MB per file, at least 3 s per file."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan27ImageToVideoRequest(TypedDict):
    """Parameters of wan2.7-image-to-video."""

    generation_mode: NotRequired[Literal["first_frame", "first_last_frame", "video_continuation"]]

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 5,000 characters; the service cuts off longer text."""

    negative_prompt: NotRequired[str]
    """What must not appear. At most 500 characters; the service cuts off longer text."""

    image_start: NotRequired[Link]
    """Link to the first frame. An http:// or https:// URL (our rule); checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency."""

    image_end: NotRequired[Link]
    """Link to the last frame. An http:// or https:// URL (our rule); checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. At most 1 item; checked in local files: mp4 or mov files, width to height from 1:8 to 8:1, each side 240 to 4,096 pixels, at most 10 s per file, at most 100 MB per file, at least 2 s per file; each: an http:// or https:// URL (our rule)."""

    audio_urls: NotRequired[Links]
    """Links to the reference sounds. Exactly 1 item; checked in local files: wav or mp3 files, at most 30 s per file, at most 15 MB per file, at least 2 s per file; each: an http:// or https:// URL (our rule)."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `1080p` is charged extra."""

    duration: NotRequired[float]
    """Length of the result. Default 5; 2 to 15; at least as long as the input."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 2,147,483,647."""

    prompt_extend: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default False."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan27ReferenceVideoModelParams(TypedDict):
    """A nested parameter."""

    voice_bindings: NotRequired[dict[str, Link]]
    """At most 5 entries; names that match `^(?:image|video)[1-9][0-9]*$`; checked in local files: wav or mp3 files."""


class Wan27ReferenceVideoRequest(TypedDict):
    """Parameters of wan2.7-reference-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 5,000 characters; the service cuts off longer text."""

    negative_prompt: NotRequired[str]
    """What must not appear. At most 500 characters; the service cuts off longer text."""

    image_start: NotRequired[Link]
    """Link to the first frame. An http:// or https:// URL (our rule); checked in local files: jpeg, jpg, png, bmp or webp files, each side 240 to 8,000 pixels, without transparency."""

    image_urls: NotRequired[Links]
    """Links to the reference images. Checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency; each: an http:// or https:// URL (our rule)."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. Checked in local files: mp4 or mov files, width to height from 1:8 to 8:1, each side 240 to 4,096 pixels, at most 30 s per file, at most 100 MB per file, at least 1 s per file; each: an http:// or https:// URL (our rule)."""

    audio_urls: NotRequired[Links]
    """Links to the reference sounds. At most 5 items; checked in local files: wav or mp3 files; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[Wan27ReferenceVideoModelParams]
    """Further parameters of this model."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `1080p` is charged extra."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4"]]
    """Aspect ratio of the result. Default 16:9; ignored when `image_start` is given."""

    duration: NotRequired[float]
    """Length of the result. Default 5; 2 to 15."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 2,147,483,647."""

    prompt_extend: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default False."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan27VideoEditRequest(TypedDict):
    """Parameters of wan2.7-video-edit."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 5,000 characters; the service cuts off longer text."""

    negative_prompt: NotRequired[str]
    """What must not appear. At most 500 characters; the service cuts off longer text."""

    video_urls: Required[Links]
    """Links to the reference videos. Exactly 1 item; checked in local files: mp4 or mov files, width to height from 1:8 to 8:1, each side 240 to 4,096 pixels, at most 10 s per file, at most 100 MB per file, at least 2 s per file; each: an http:// or https:// URL (our rule)."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 4 items; checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency; each: an http:// or https:// URL (our rule)."""

    keep_original_sound: NotRequired[bool]
    """Whether the sound of the given video stays. Default False."""

    quality: NotRequired[Literal["720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `1080p` is charged extra."""

    aspect_ratio: NotRequired[Literal["16:9", "9:16", "1:1", "4:3", "3:4"]]
    """Aspect ratio of the result."""

    duration: NotRequired[Literal[0] | float]
    """Length of the result. Default 0; 0 to 10; `0` or a number (2 to 10)."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 1 to 2,147,483,647."""

    prompt_extend: NotRequired[bool]
    """Whether the service may rewrite the prompt. Default False."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan30ImageToVideoRequest(TypedDict):
    """Parameters of wan3.0-image-to-video."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 20,000 characters; the service cuts off longer text."""

    image_start: Required[Link]
    """Link to the first frame. An http:// or https:// URL (our rule); checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency."""

    image_end: NotRequired[Link]
    """Link to the last frame. An http:// or https:// URL (our rule); checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; credits for 30 seconds are reserved if the service decides; `-1` or a whole number (2 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less; `1080p` costs 4 times as much, `720p` costs 2 times as much."""

    aspect_ratio: NotRequired[Literal["adaptive", "16:9", "9:16", "1:1", "4:3", "3:4"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 0 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan30PrimeReferenceVideoModelParams(TypedDict):
    """A nested parameter."""

    file_url: NotRequired[Link]
    """Link to the file. An http:// or https:// URL (our rule); checked in local files: docx, doc, xlsx, xls, pptx, ppt, pdf, txt, key, pages, numbers or md files, at most 100 MB per file; not checked here: at most 50 pages."""

    link_url: NotRequired[Link]
    """An http:// or https:// URL (our rule); the service opens the link itself."""


class Wan30PrimeReferenceVideoRequest(TypedDict):
    """Parameters of wan3.0-prime-reference-video."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 20,000 characters; the service cuts off longer text."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 10 items; checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency; each: an http:// or https:// URL (our rule)."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. At most 5 items; the seconds of these files are charged too; checked in local files: mp4 or mov files, width to height from 1:8 to 8:1, each side 240 to 4,096 pixels, at most 15 s per file, at most 100 MB per file, at most 15 seconds in all files together, at most 30 seconds together with the result, at least 1 s per file; each: an http:// or https:// URL (our rule)."""

    audio_urls: NotRequired[Links]
    """Links to the reference sounds. At most 5 items; checked in local files: at most 15 s per file, at most 15 seconds in all files together, at least 1 s per file; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[Wan30PrimeReferenceVideoModelParams]
    """Further parameters of this model."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; credits for 30 seconds are reserved if the service decides; `-1` or a whole number (2 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less; `1080p` costs 4.12 times as much, `720p` costs 2.06 times as much."""

    aspect_ratio: NotRequired[Literal["adaptive", "16:9", "9:16", "1:1", "4:3", "3:4"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 0 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan30PrimeTextToVideoRequest(TypedDict):
    """Parameters of wan3.0-prime-text-to-video."""

    prompt: Required[str]
    """What to generate, or how to change what is given. At most 20,000 characters; the service cuts off longer text."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; credits for 30 seconds are reserved if the service decides; `-1` or a whole number (2 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less; `1080p` costs 4.12 times as much, `720p` costs 2.06 times as much."""

    aspect_ratio: NotRequired[Literal["adaptive", "16:9", "9:16", "1:1", "4:3", "3:4"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 0 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


class Wan30ReferenceVideoModelParams(TypedDict):
    """A nested parameter."""

    file_url: NotRequired[Link]
    """Link to the file. An http:// or https:// URL (our rule); checked in local files: docx, doc, xlsx, xls, pptx, ppt, pdf, txt, key, pages, numbers or md files, at most 100 MB per file; not checked here: at most 50 pages."""

    link_url: NotRequired[Link]
    """An http:// or https:// URL (our rule); the service opens the link itself."""


class Wan30ReferenceVideoRequest(TypedDict):
    """Parameters of wan3.0-reference-video."""

    prompt: NotRequired[str]
    """What to generate, or how to change what is given. At most 20,000 characters; the service cuts off longer text."""

    image_urls: NotRequired[Links]
    """Links to the reference images. At most 10 items; checked in local files: jpeg, jpg, png, bmp or webp files, width to height from 1:8 to 8:1, each side 240 to 8,000 pixels, at most 20 MB per file, without transparency; each: an http:// or https:// URL (our rule)."""

    video_urls: NotRequired[Links]
    """Links to the reference videos. At most 5 items; the seconds of these files are charged too; checked in local files: mp4 or mov files, width to height from 1:8 to 8:1, each side 240 to 4,096 pixels, at most 15 s per file, at most 100 MB per file, at most 15 seconds in all files together, at most 30 seconds together with the result, at least 1 s per file; each: an http:// or https:// URL (our rule)."""

    audio_urls: NotRequired[Links]
    """Links to the reference sounds. At most 5 items; checked in local files: wav or mp3 files, at most 15 s per file, at most 15 seconds in all files together, at least 1 s per file; each: an http:// or https:// URL (our rule)."""

    model_params: NotRequired[Wan30ReferenceVideoModelParams]
    """Further parameters of this model."""

    duration: NotRequired[Literal[-1] | int]
    """Length of the result. Default 5; `-1` leaves it to the service; credits for 30 seconds are reserved if the service decides; `-1` or a whole number (2 to 30)."""

    quality: NotRequired[Literal["480p", "720p", "1080p"]]
    """Resolution or quality class of the result. Default 720p; `480p` costs less; `1080p` costs 4 times as much, `720p` costs 2 times as much."""

    aspect_ratio: NotRequired[Literal["adaptive", "16:9", "9:16", "1:1", "4:3", "3:4"]]
    """Aspect ratio of the result. Default adaptive."""

    generate_audio: NotRequired[bool]
    """Whether the video has sound. Default True."""

    seed: NotRequired[int]
    """Number that the randomness starts from. 0 to 2,147,483,647."""

    callback_url: NotRequired[str]
    """HTTPS address that is notified when the task has ended. At most 2,048 characters; an https:// URL; called after the charge is settled; receives the task as a query returns it; called when completed, failed or cancelled; called again after 1, 2, 4 s; answer with 2xx; answer within 10 s; on a public host."""


__all__ = [
    "AudioModel",
    "DoubaoSeedAudio10Request",
    "DoubaoSeedance10ProFastRequest",
    "DoubaoSeedream40Request",
    "DoubaoSeedream50FlashLayerizeRequest",
    "DoubaoSeedream50FlashRequest",
    "DoubaoSeedream50LiteModelParams",
    "DoubaoSeedream50LiteModelParamsToolsItem",
    "DoubaoSeedream50LiteRequest",
    "EarlierTask",
    "File",
    "Gemini31FlashImagePreviewModelParams",
    "Gemini31FlashImagePreviewRequest",
    "Gemini31FlashLiteImageModelParams",
    "Gemini31FlashLiteImageRequest",
    "Gemini3ProImagePreviewRequest",
    "GeminiOmni11FlashReferenceToVideoRequest",
    "GeminiOmni11FlashTextToVideoRequest",
    "GeminiOmni11FlashVideoEditRequest",
    "GeminiOmni11FlashVideoExtendRequest",
    "GeminiOmniFlashReferenceToVideoRequest",
    "GeminiOmniFlashVideoEditRequest",
    "Gpt4oImageRequest",
    "GptImage15Request",
    "GptImage25FlareRequest",
    "GptImage2BetaRequest",
    "GptImage2Request",
    "GrokImagineImage20Request",
    "GrokImagineImageToVideoBetaRequest",
    "GrokImagineTextToVideoBetaRequest",
    "GrokImagineVideo10T2vRequest",
    "Happyhorse10ImageToVideoRequest",
    "Happyhorse10TextToVideoRequest",
    "Happyhorse11ImageToVideoRequest",
    "Happyhorse11ReferenceToVideoRequest",
    "Happyhorse11TextToVideoRequest",
    "HasId",
    "HasLink",
    "HasLinks",
    "HasTaskId",
    "ImageModel",
    "KlingCustomElementModelParams",
    "KlingCustomElementModelParamsElementImageList",
    "KlingCustomElementModelParamsElementImageListReferImagesItem",
    "KlingCustomElementModelParamsElementVideoList",
    "KlingCustomElementModelParamsElementVideoListReferVideosItem",
    "KlingCustomElementRequest",
    "KlingO1ImageToVideoRequest",
    "KlingO3ReferenceToVideoModelParams",
    "KlingO3ReferenceToVideoModelParamsElementListItem",
    "KlingO3ReferenceToVideoModelParamsWatermarkInfo",
    "KlingO3ReferenceToVideoRequest",
    "KlingO3VideoEditModelParams",
    "KlingO3VideoEditModelParamsElementListItem",
    "KlingO3VideoEditModelParamsWatermarkInfo",
    "KlingO3VideoEditRequest",
    "KlingV26MotionControlModelParams",
    "KlingV26MotionControlModelParamsWatermarkInfo",
    "KlingV26MotionControlRequest",
    "KlingV3ImageToVideoModelParams",
    "KlingV3ImageToVideoModelParamsElementListItem",
    "KlingV3ImageToVideoModelParamsMultiPromptItem",
    "KlingV3ImageToVideoModelParamsWatermarkInfo",
    "KlingV3ImageToVideoRequest",
    "KlingV3MotionControlModelParams",
    "KlingV3MotionControlModelParamsElementListItem",
    "KlingV3MotionControlModelParamsWatermarkInfo",
    "KlingV3MotionControlRequest",
    "KlingV3TextToVideoModelParams",
    "KlingV3TextToVideoModelParamsMultiPromptItem",
    "KlingV3TextToVideoModelParamsWatermarkInfo",
    "KlingV3TextToVideoRequest",
    "KlingV3TurboTextToVideoRequest",
    "Krea2TurboRequest",
    "Link",
    "Links",
    "ListOf",
    "MiniMaxHailuo02ModelParams",
    "MiniMaxHailuo02Request",
    "MiniMaxHailuo23ModelParams",
    "MiniMaxHailuo23Request",
    "MinimaxH3ImageToVideoRequest",
    "MinimaxH3MaxImageToVideoRequest",
    "MinimaxH3MaxReferenceToVideoRequest",
    "MinimaxH3MaxTextToVideoRequest",
    "MinimaxH3MaxTurboImageToVideoRequest",
    "MinimaxH3ReferenceToVideoRequest",
    "MjV7EditContinuedModelParams",
    "MjV7EditContinuedModelParamsCanvas",
    "MjV7EditContinuedModelParamsImgPos",
    "MjV7EditContinuedRequest",
    "MjV7EditModelParams",
    "MjV7EditModelParamsCanvas",
    "MjV7EditModelParamsImgPos",
    "MjV7EditRequest",
    "MjV7EnhanceContinuedRequest",
    "MjV7EnhanceModelParams",
    "MjV7EnhanceRequest",
    "MjV7InpaintContinuedModelParams",
    "MjV7InpaintContinuedRequest",
    "MjV7InpaintModelParams",
    "MjV7InpaintRequest",
    "MjV7PanContinuedModelParams",
    "MjV7PanContinuedRequest",
    "MjV7PanModelParams",
    "MjV7PanRequest",
    "MjV7RemoveBgRequest",
    "MjV7RetextureModelParams",
    "MjV7RetextureRequest",
    "MjV7UploadPaintModelParams",
    "MjV7UploadPaintModelParamsCanvas",
    "MjV7UploadPaintModelParamsImgPos",
    "MjV7UploadPaintModelParamsMask",
    "MjV7UploadPaintModelParamsMaskAreasItem",
    "MjV7UploadPaintRequest",
    "MjV7UpscaleContinuedModelParams",
    "MjV7UpscaleContinuedRequest",
    "MjV7UpscaleModelParams",
    "MjV7UpscaleRequest",
    "MjV7VariationContinuedModelParams",
    "MjV7VariationContinuedRequest",
    "MjV7VariationModelParams",
    "MjV7VariationRequest",
    "MjV81EditContinuedModelParams",
    "MjV81EditContinuedModelParamsCanvas",
    "MjV81EditContinuedModelParamsImgPos",
    "MjV81EditContinuedModelParamsMask",
    "MjV81EditContinuedModelParamsMaskAreasItem",
    "MjV81EditContinuedRequest",
    "MjV81EditModelParams",
    "MjV81EditModelParamsCanvas",
    "MjV81EditModelParamsImgPos",
    "MjV81EditModelParamsMask",
    "MjV81EditModelParamsMaskAreasItem",
    "MjV81EditRequest",
    "MjV81RemoveBgRequest",
    "MjV81RetextureModelParams",
    "MjV81RetextureRequest",
    "MjV81UploadPaintModelParams",
    "MjV81UploadPaintModelParamsCanvas",
    "MjV81UploadPaintModelParamsImgPos",
    "MjV81UploadPaintModelParamsMask",
    "MjV81UploadPaintModelParamsMaskAreasItem",
    "MjV81UploadPaintRequest",
    "MjV82EditContinuedModelParams",
    "MjV82EditContinuedModelParamsCanvas",
    "MjV82EditContinuedModelParamsImgPos",
    "MjV82EditContinuedModelParamsMask",
    "MjV82EditContinuedModelParamsMaskAreasItem",
    "MjV82EditContinuedRequest",
    "MjV82EditModelParams",
    "MjV82EditModelParamsCanvas",
    "MjV82EditModelParamsImgPos",
    "MjV82EditModelParamsMask",
    "MjV82EditModelParamsMaskAreasItem",
    "MjV82EditRequest",
    "MjV82ModelParams",
    "MjV82RemixContinuedModelParams",
    "MjV82RemixContinuedRequest",
    "MjV82RemixModelParams",
    "MjV82RemixRequest",
    "MjV82RemoveBgRequest",
    "MjV82Request",
    "MjV82RetextureModelParams",
    "MjV82RetextureRequest",
    "ModelName",
    "NanoBanana2LiteBetaRequest",
    "NanoBanana2LiteRequest",
    "NanoBananaBetaRequest",
    "NanoBananaProBetaRequest",
    "Picture",
    "Qwen3TtsVdRequest",
    "QwenImage30Request",
    "QwenImageEditRequest",
    "QwenVoiceDesignRequest",
    "Seedance20FastImageToVideoRequest",
    "Seedance20FastTextToVideoModelParams",
    "Seedance20FastTextToVideoRequest",
    "Seedance20MiniTextToVideoRequest",
    "Seedance20ReferenceToVideoRequest",
    "Seedance20TextToVideoModelParams",
    "Seedance20TextToVideoRequest",
    "Seedance25DraftToVideoContinuedRequest",
    "Seedance25DraftToVideoRequest",
    "Seedance25ImageToVideoRequest",
    "Seedance25ReferenceToVideoRequest",
    "Seedance25TextToVideoModelParams",
    "Seedance25TextToVideoRequest",
    "Seedance25VideoEditRequest",
    "Seedance25VideoExtendRequest",
    "Sora2ProPreviewRequest",
    "Sora2Request",
    "SunoPersonaContinuedModelParams",
    "SunoPersonaContinuedRequest",
    "SunoPersonaModelParams",
    "SunoPersonaRequest",
    "SunoV45allBetaRequest",
    "SunoV45plusBetaRequest",
    "SunoV4BetaRequest",
    "SunoV5BetaRequest",
    "SunoV6BetaRequest",
    "SunoV6MiniBetaRequest",
    "TopazVideoUpscaleModelParams",
    "TopazVideoUpscaleRequest",
    "Veo31FastBetaRequest",
    "Veo31FastRequest",
    "Veo31GeneratePreviewRequest",
    "VideoModel",
    "VideoretalkRequest",
    "Wan25ImageToImageRequest",
    "Wan26ImageToVideoFlashModelParams",
    "Wan26ImageToVideoFlashRequest",
    "Wan26ImageToVideoModelParams",
    "Wan26ImageToVideoRequest",
    "Wan26TextToVideoModelParams",
    "Wan26TextToVideoRequest",
    "Wan27ImageToVideoRequest",
    "Wan27ReferenceVideoModelParams",
    "Wan27ReferenceVideoRequest",
    "Wan27VideoEditRequest",
    "Wan30ImageToVideoRequest",
    "Wan30PrimeReferenceVideoModelParams",
    "Wan30PrimeReferenceVideoRequest",
    "Wan30PrimeTextToVideoRequest",
    "Wan30ReferenceVideoModelParams",
    "Wan30ReferenceVideoRequest",
    "ZImageTurboRequest",
]
