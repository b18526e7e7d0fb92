"""What a file is like, as its model's limits ask: its sides, how long it lasts, how it is coded."""

from collections.abc import Callable, Collection, Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from evolink._contract.file_limits import media_facts
from evolink._files.local_file import LocalFile
from evolink._log import log as _log

if TYPE_CHECKING:
    from evolink._contract.file_limits import MediaFacts

MEDIA_EXTRA = "pip install 'evolink[media]'"
"""What reads the facts that need a library of codecs."""
_OPAQUE = "x-evolink-opaque"
_MICROSECONDS = 1_000_000


def read_facts(file: LocalFile, wanted: Collection[str]) -> "MediaFacts":
    """Return what can be read of a file; nothing is guessed.

    Args:
        file: The file.
        wanted: The limits that the contract sets for it; whatever none of them needs is not read.
    """
    kind = file.media_type.partition("/")[0]
    facts: dict[str, Any] = {}
    if kind == "image":
        facts = {**_read(file, _sides), **(_read(file, _transparency) if _OPAQUE in wanted else {})}
    elif kind in {"video", "audio"}:
        facts = _read(file, _streams)
    return media_facts(file.formats, file.size, facts)


def warn_of_unread(unread: Iterable[tuple[str, str]]) -> None:
    """Log which limits could not be checked, each once in a process, and what would check them."""
    for _, limit in unread:
        warn_once(limit)


@cache
def warn_once(limit: str) -> None:
    """Log that a limit could not be checked."""
    _log.warning("a limit of a local file was not checked: %s; to have such limits checked: %s", limit, MEDIA_EXTRA)


def _read(file: LocalFile, reader: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Read facts; a library that is missing, or that can't make sense of the file, leaves them unknown."""
    try:
        with file.open() as stream:
            return reader(stream)
    except ImportError:
        return {}
    except Exception as error:  # noqa: BLE001 - the file may be anything, and its readers raise anything
        _log.debug("%s can't be read: %s", file.name, error)
        return {}


def _sides(stream: Any) -> dict[str, Any]:
    width, height = import_module("imagesize").get(stream)
    return {"width": width, "height": height} if min(width, height) > 0 else {}


def _transparency(stream: Any) -> dict[str, Any]:
    with import_module("PIL.Image").open(stream) as image:
        if not image.has_transparency_data:
            return {"opaque": True}
        least, _ = image.convert("RGBA").getchannel("A").getextrema()
        return {"opaque": least == 255}  # noqa: PLR2004 - alpha in eight bits


def _streams(stream: Any) -> dict[str, Any]:
    with import_module("av").open(stream) as container:
        # The cover of a song is a stream of video, too.
        videos = [each for each in container.streams.video if not _is_cover(each)]
        facts: dict[str, Any] = {
            "video_codecs": frozenset(each.codec.canonical_name for each in videos),
            "audio_codecs": frozenset(each.codec.canonical_name for each in container.streams.audio),
        }
        if container.duration:
            facts["seconds"] = container.duration / _MICROSECONDS
        if videos:
            facts |= {"width": videos[0].width, "height": videos[0].height}
            if videos[0].average_rate:
                facts["frame_rate"] = float(videos[0].average_rate)
    return facts


def _is_cover(stream: Any) -> bool:
    return "attached_pic" in str(stream.disposition)
