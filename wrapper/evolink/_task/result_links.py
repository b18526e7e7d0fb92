"""The links of a finished task, in any of the forms in which the service lists its results."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

_FIELDS = ("url", "image_url", "video_url", "audio_url", "stream_audio_url")
"""Where an item that is an object has its links, in the order in which they are wanted."""


def read_links(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return every link of an answer once: those of `results` first, then what only `result_data` has."""
    links = [*_links(body.get("results")), *_links(body.get("result_data"))]
    return tuple(dict.fromkeys(links))


def _links(value: object) -> Iterator[str]:
    """Yield the links of a list, of an object, or of a link that stands alone."""
    match value:
        case str() if value.strip():
            yield value.strip()
        case dict():
            item = cast("dict[str, object]", value)
            for name in _FIELDS:
                if isinstance(link := item.get(name), str):
                    yield from _links(link)
        case list():
            for each in cast("list[object]", value):
                if not isinstance(each, list):  # a list in a list is no form of the service, and may be endless
                    yield from _links(each)
        case _:
            pass
