"""Reads videos that were not made here."""

import io
from dataclasses import replace

from evolink_mock.audios.encoding import load_av
from evolink_mock.audios.reading import length_of
from evolink_mock.images.reading import picture
from evolink_mock.images.reference import Reference


def read_video(content: bytes) -> Reference:
    """Return what is behind the bytes of a video's file, with its first frame.

    Raises:
        ValueError: They are no whole video.
    """
    try:
        with load_av().open(io.BytesIO(content)) as file:
            frame = next(file.decode(video=0))
            shown = picture(frame.to_image(), (frame.width, frame.height))
            return replace(shown, seconds=length_of(file), sound=bool(file.streams.audio))
    except Exception as error:  # a decoder raises whatever it likes for a broken file
        raise ValueError("no whole video") from error
