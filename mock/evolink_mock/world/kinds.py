"""The kinds of results that tasks have. Another kind is another row, and a package that makes its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from evolink_mock.images.formats import FORMATS
from evolink_mock.images.spec import ImageSpec, describe_image, thumbnail


class Spec(Protocol):
    """All that decides the bytes of one result; made without making the file."""

    @property
    def format(self) -> str:
        """The file format, as the suffix of the file's name."""
        ...


class Describe(Protocol):
    """Makes the spec of one result of a task."""

    def __call__(
        self, fields: Mapping[str, Any], /, *, model: str, seed: str, reference: ImageSpec | None, suffix: str
    ) -> Any:
        """Return the spec of a result.

        Args:
            fields: The fields of the request, with the model's documented defaults.
            model: The name of the model.
            seed: Differs for each result of each task.
            reference: The mock's own image that the request refers to, if any.
            suffix: The suffix of the file's name.
        """
        ...


S = TypeVar("S", bound=Spec)


@dataclass(frozen=True, slots=True)
class Kind(Generic[S]):
    """A kind of result.

    Attributes:
        media_types: The media type of each file format, by the suffix of the file's name; the first is the default.
        describe: Makes the spec of one result.
        render: Makes the bytes of a file from its spec.
        thumbnail: Makes the spec of an image for the page, at most so many pixels wide and high; None if the page
            shows a link instead.
        count_field: The request field that says how many results there are; without it there is one.
        reference_field: The request field with the URLs of reference images.
    """

    media_types: Mapping[str, str]
    describe: Describe
    render: Callable[[S], bytes]
    thumbnail: Callable[[S, int], ImageSpec] | None = None
    count_field: str = "n"
    reference_field: str = "image_urls"


def _render_image(spec: ImageSpec) -> bytes:
    from evolink_mock.images.drawing import draw  # noqa: PLC0415 - Pillow loads with the first image, not at start

    return draw(spec)


KINDS: Mapping[str, Kind[Any]] = {
    "image": Kind(
        media_types={suffix: known.media_type for suffix, known in FORMATS.items()},
        describe=describe_image,
        render=_render_image,
        thumbnail=thumbnail,
    ),
}
"""By the first word of the contract's `object`, as in `image.generation.task`."""


def result_formats() -> list[str]:
    """Return the suffixes of all kinds of results."""
    return [suffix for kind in KINDS.values() for suffix in kind.media_types]


def choose_format(kind: Kind[Any], request: Mapping[str, Any], preferred: str) -> str:
    """Return the file format of a task's results: the preferred, else the one the request names, else the default."""
    named = str(request.get("output_format", "")).lower()
    return preferred or (named if named in kind.media_types else next(iter(kind.media_types)))
