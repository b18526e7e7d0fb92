"""Reads sound that was not made here."""

import io
from typing import Any

from evolink_mock.audios.encoding import load_av
from evolink_mock.images.reference import Reference

_MICROSECONDS = 1_000_000


def read_audio(content: bytes) -> Reference:
    """Return what is behind the bytes of an audio file.

    Raises:
        ValueError: They are no sound.
    """
    try:
        with load_av().open(io.BytesIO(content)) as file:
            _ = next(file.decode(audio=0))
            return Reference(None, seconds=length_of(file), sound=True)
    except Exception as error:  # a decoder raises whatever it likes for a broken file
        raise ValueError("no sound") from error


def length_of(file: Any) -> float:
    """Return how many seconds an open container lasts; 0 if it does not say."""
    return (file.duration or 0) / _MICROSECONDS
