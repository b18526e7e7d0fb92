"""The kinds of results that tasks have. Another kind is another row, and a package that makes its files."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from evolink_mock.audios.formats import FORMATS as AUDIO_FORMATS
from evolink_mock.audios.spec import AudioSpec, describe_audio
from evolink_mock.images.formats import FORMATS as IMAGE_FORMATS
from evolink_mock.images.reference import Reference
from evolink_mock.images.spec import ImageSpec, describe_image, thumbnail
from evolink_mock.videos.formats import FORMATS as VIDEO_FORMATS
from evolink_mock.videos.spec import VideoSpec, describe_video, poster


class Spec(Protocol):
    """All that decides the bytes of one result; made without making the file."""

    @property
    def format(self) -> str:
        """The file format, as the suffix of the file's name."""
        ...


class Describe(Protocol):
    """Makes the spec of one result of a task."""

    def __call__(
        self, fields: Mapping[str, Any], /, *, model: str, seed: str, references: Sequence[Reference], suffix: str
    ) -> Any:
        """Return the spec of a result.

        Args:
            fields: The fields of the request that have an effect, with the documented defaults of the others.
            model: The name of the model.
            seed: Differs for each result of each task.
            references: The files that the request refers to, those of the mock itself, in their order.
            suffix: The suffix of the file's name.
        """
        ...


S = TypeVar("S", bound=Spec)

_REFERENCE_SIDE = 640  # pixels
_FORMAT_FIELDS = ("output_format", "response_format", "format", "audio_format")
_SAME_FORMAT = {"opus": "ogg"}


@dataclass(frozen=True, slots=True)
class Kind(Generic[S]):
    """A kind of result.

    Attributes:
        media_types: The media type of each file format, by the suffix of the file's name; the first is the default.
        describe: Makes the spec of one result.
        render: Makes the bytes of a file from its spec.
        read: Reads the bytes of an uploaded file whose media type is of this kind; raises ValueError if it is broken.
            None if uploads of this kind are never shown.
        refer: Makes a reference to a result from its spec; None if results are never shown.
        thumbnail: Makes the spec of an image that shows a result, at most so many pixels wide and high; None if no
            image does.
        count_field: The request field that says how many results there are; without it there is one.
    """

    media_types: Mapping[str, str]
    describe: Describe
    render: Callable[[S], bytes]
    read: Callable[[bytes], Reference] | None = None
    refer: Callable[[S], Reference] | None = None
    thumbnail: Callable[[S, int], ImageSpec] | None = None
    count_field: str = "n"


def _render_image(spec: ImageSpec) -> bytes:
    from evolink_mock.images.drawing import draw  # noqa: PLC0415 - Pillow loads with the first image, not at start

    return draw(spec)


def _render_video(spec: VideoSpec) -> bytes:
    from evolink_mock.videos.encoding import encode  # noqa: PLC0415 - PyAV loads with the first video, not at start

    return encode(spec)


def _render_audio(spec: AudioSpec) -> bytes:
    from evolink_mock.audios.encoding import encode  # noqa: PLC0415 - PyAV loads with the first file that needs it

    return encode(spec)


def _read_image(content: bytes) -> Reference:
    from evolink_mock.images.reading import read_image  # noqa: PLC0415 - Pillow loads with the first image

    return read_image(content)


def _read_video(content: bytes) -> Reference:
    from evolink_mock.videos.reading import read_video  # noqa: PLC0415 - PyAV loads with the first video

    return read_video(content)


def _read_audio(content: bytes) -> Reference:
    from evolink_mock.audios.reading import read_audio  # noqa: PLC0415 - PyAV loads with the first file that needs it

    return read_audio(content)


def _refer_to_image(spec: ImageSpec) -> Reference:
    return Reference(spec, spec.width, spec.height)


def _refer_to_video(spec: VideoSpec) -> Reference:
    still = poster(spec, _REFERENCE_SIDE)
    return Reference(still, spec.width, spec.height, spec.seconds, spec.sound)


def _refer_to_audio(spec: AudioSpec) -> Reference:
    return Reference(None, seconds=spec.seconds, sound=True)


KINDS: Mapping[str, Kind[Any]] = {
    "image": Kind(
        media_types={suffix: known.media_type for suffix, known in IMAGE_FORMATS.items()},
        describe=describe_image,
        render=_render_image,
        read=_read_image,
        refer=_refer_to_image,
        thumbnail=thumbnail,
    ),
    "video": Kind(
        media_types={suffix: known.media_type for suffix, known in VIDEO_FORMATS.items()},
        describe=describe_video,
        render=_render_video,
        read=_read_video,
        refer=_refer_to_video,
        thumbnail=poster,
    ),
    "audio": Kind(
        media_types={suffix: known.media_type for suffix, known in AUDIO_FORMATS.items()},
        describe=describe_audio,
        render=_render_audio,
        read=_read_audio,
        refer=_refer_to_audio,
    ),
}
"""By the tag of the operations that create them, in the singular: also the `type` that their tasks have."""


def result_formats() -> list[str]:
    """Return the suffixes of all kinds of results."""
    return [suffix for kind in KINDS.values() for suffix in kind.media_types]


def choose_format(kind: Kind[Any], request: Mapping[str, Any], preferred: str) -> str:
    """Return the file format of a task's results: the preferred, else the one the request names, else the default."""
    named_in = (str(request[field]) for field in _FORMAT_FIELDS if field in request)
    words = (word for text in named_in for word in re.findall(r"[a-z0-9]+", text.lower()))
    named = next(
        (_SAME_FORMAT.get(word, word) for word in words if _SAME_FORMAT.get(word, word) in kind.media_types), ""
    )
    return preferred or named or next(iter(kind.media_types))
