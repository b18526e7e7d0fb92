"""Writes a video as a file: the still's scene drifts behind its mount."""

import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from PIL import Image

from evolink_mock.audios.encoding import REPRODUCIBLE, load_av, write_sound
from evolink_mock.audios.tune import play
from evolink_mock.images.drawing import mount, paint
from evolink_mock.images.sizes import cached
from evolink_mock.videos.formats import FORMATS
from evolink_mock.videos.spec import VideoSpec

_PIXELS = 12_000_000  # of all frames together: what is saved is the number of frames, never a side or a second
_FEWEST, _MOST = 4, 24  # frames
_DRIFT = 0.15  # of the scene's width
_RATE = 24_000  # samples of sound per second


@cached
def encode(video: VideoSpec) -> bytes:
    """Return the bytes of a video's file; the same spec always gives the same bytes."""
    av, known, number = load_av(), FORMATS[video.format], frame_count(video)
    file = io.BytesIO()
    with av.open(file, "w", format=known.container, container_options=REPRODUCIBLE) as out:
        rate = Fraction(number) / Fraction(video.seconds).limit_denominator(1000)
        frames: Any = out.add_stream(known.codec, rate=rate, options=dict(known.options))
        frames.width, frames.height, frames.pix_fmt = video.width, video.height, "yuv420p"
        sound: Any = out.add_stream(known.sound, rate=_RATE, layout="mono") if video.sound else None
        for image in draw_frames(video, number):
            frame = av.VideoFrame.from_image(image)
            out.mux(frames.encode(frame.reformat(video.width, video.height, "yuv420p")))
        out.mux(frames.encode(None))
        if sound:
            write_sound(out, sound, play(video.still.seed, video.seconds, _RATE))
    return file.getvalue()


def frame_count(video: VideoSpec) -> int:
    """Return how many frames a video has: few, so that it is quickly made."""
    return min(_MOST, max(_FEWEST, _PIXELS // (video.width * video.height)))


def draw_frames(video: VideoSpec, number: int) -> Iterator[Image.Image]:
    """Yield the frames, which are as small as the still: its scene drifts by."""
    canvas, (left, top, width, height) = mount(video.still)
    drift = round(width * _DRIFT)
    scene = paint(video.still, width + drift, height)
    for at in range(number):
        across = drift * at // max(1, number - 1)
        canvas.paste(scene.crop((across, 0, across + width, height)), (left, top))
        yield canvas
