"""Writes a tune as a file."""

import io
import wave
from fractions import Fraction
from importlib import import_module
from typing import Any

from evolink_mock.audios.formats import FORMATS, RAW
from evolink_mock.audios.spec import AudioSpec
from evolink_mock.audios.tune import play
from evolink_mock.images.sizes import cached

REPRODUCIBLE = {"fflags": "+bitexact"}
"""Options of a container without the time and the version of its making."""


@cached
def encode(audio: AudioSpec) -> bytes:
    """Return the bytes of an audio file; the same spec always gives the same bytes."""
    known = FORMATS[audio.format]
    rate = next((rate for rate in known.rates if rate <= audio.rate), audio.rate)
    samples = play(audio.seed, audio.seconds, rate)
    if audio.format == RAW:
        return samples
    file = io.BytesIO()
    if audio.format == "wav":
        with wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(samples)
        return file.getvalue()
    with load_av().open(file, "w", format=known.container, container_options=REPRODUCIBLE) as out:
        write_sound(out, out.add_stream(known.codec, rate=rate, layout="mono"), samples)
    return file.getvalue()


def load_av() -> Any:
    """Return PyAV, which is slow to load, and so only with the first file that needs it."""
    return import_module("av")


def write_sound(out: Any, stream: Any, samples: bytes) -> None:
    """Write samples to a stream of a container."""
    frame = load_av().AudioFrame(format="s16", layout="mono", samples=len(samples) // 2)
    frame.planes[0].update(samples)
    frame.sample_rate, frame.time_base, frame.pts = stream.rate, Fraction(1, stream.rate), 0
    out.mux(stream.encode(frame))
    out.mux(stream.encode(None))
