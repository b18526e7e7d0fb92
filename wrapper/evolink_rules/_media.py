"""Words for the limits of files: checked in those that are at hand, and not behind links: nothing is downloaded."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

NEVER_CHECKED: Final = frozenset({
    "x-evolink-max-pages", "x-evolink-max-request-bytes", "x-evolink-recommended-file-seconds",
    "x-evolink-video-resolutions",
})  # fmt: skip
"""The limits of files that no file is compared with; `specs/unchecked.yaml` says why."""
_MIB: Final = 1024**2
_PLAIN: Final[Mapping[str, str]] = {
    "x-evolink-max-file-seconds": "at most {:g} s per file",
    "x-evolink-min-file-seconds": "at least {:g} s per file",
    "x-evolink-max-total-seconds-with-output": "at most {:g} seconds together with the result",
    "x-evolink-max-total-seconds": "at most {:g} seconds in all files together",
    "x-evolink-max-frame-rate": "at most {:g} frames per second",
    "x-evolink-min-frame-rate": "at least {:g} frames per second",
    "x-evolink-max-side-pixels": "each side at most {:,} pixels",
    "x-evolink-min-side-pixels": "each side at least {:,} pixels",
    "x-evolink-max-short-side-pixels": "the shorter side at most {:,} pixels",
    "x-evolink-min-short-side-pixels": "the shorter side at least {:,} pixels",
    "x-evolink-max-image-pixels": "at most {:,} pixels in all",
    "x-evolink-min-image-pixels": "at least {:,} pixels in all",
    "x-evolink-max-pages": "at most {:,} pages",
}


def _named(noun: str) -> Callable[[Any], str]:
    return lambda names: f"{_any_of(names)} {noun}"


def _any_of(names: Iterable[str]) -> str:
    *firsts, last = names
    return f"{', '.join(firsts)} or {last}" if firsts else last


WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    **{keyword: words.format for keyword, words in _PLAIN.items()},
    "x-evolink-audio-codecs": _named("sound"),
    "x-evolink-image-formats": _named("files"),
    "x-evolink-image-ratio": lambda ends: f"width to height from {ends[0]} to {ends[1]}",
    "x-evolink-image-side-pixels": lambda sides: f"each side {sides[0]:,} to {sides[1]:,} pixels",
    "x-evolink-max-image-bytes": lambda number: f"at most {number / _MIB:g} MB per file",
    "x-evolink-max-request-bytes": lambda number: f"at most {number / _MIB:g} MB in the whole request",
    "x-evolink-opaque": lambda _: "without transparency",
    "x-evolink-recommended-file-seconds": lambda ends: f"{ends[0]:g} to {ends[1]:g} seconds recommended",
    "x-evolink-video-codecs": _named("video"),
    "x-evolink-video-resolutions": _named("resolution"),
}
"""What each limit allows, as a clause without a verb."""
