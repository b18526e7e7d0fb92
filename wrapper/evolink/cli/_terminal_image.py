"""Images in terminals that can draw them: by the protocols of kitty and iTerm2, or as sixels."""

import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_MOST_COLUMNS, _MOST_LINES = 60, 24
_CELL = (10, 20)
"""Pixels of a character, if the terminal does not say."""
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")
_MISSING = 'pip install "evolink[terminal]" is needed'
_UNABLE = "the terminal does not say that it can"


def draw(path: Path) -> str | None:
    """Draw an image to stdout. Return why that is not possible; None if it is drawn."""
    if find_spec("chafa") is None or find_spec("PIL") is None:
        return _MISSING
    try:
        terminal = _Terminal()
        if terminal.mode is None:
            return _UNABLE
        drawn = terminal.draw(path)
        sys.stdout.flush()
        sys.stdout.buffer.write(drawn + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the image is paid for and saved, whatever a library makes of it
        return f"{type(error).__name__}: {error}"
    return None


class _Terminal:
    """The terminal, as its environment describes it. It is asked nothing, because it might never answer.

    Attributes:
        mode: The protocol for images; None if it is not known to have one.
    """

    def __init__(self) -> None:
        self._chafa: Any = import_module("chafa")  # which has no types
        self._info = self._chafa.TermDb().detect()
        begin, mode = self._chafa.TermSeq, self._chafa.PixelMode
        known = (
            (begin.CHAFA_TERM_SEQ_BEGIN_KITTY_IMMEDIATE_IMAGE_V1, mode.CHAFA_PIXEL_MODE_KITTY),
            (begin.CHAFA_TERM_SEQ_BEGIN_ITERM2_IMAGE, mode.CHAFA_PIXEL_MODE_ITERM2),
            (begin.CHAFA_TERM_SEQ_BEGIN_SIXELS, mode.CHAFA_PIXEL_MODE_SIXELS),
        )
        self.mode = next((each for begins, each in known if self._info.have_seq(begins)), None)

    def draw(self, path: Path) -> bytes:
        """Return the sequence that draws an image."""
        from PIL import Image

        config = self._chafa.CanvasConfig()
        config.pixel_mode = self.mode
        size = shutil.get_terminal_size()
        config.width, config.height = min(size.columns, _MOST_COLUMNS), min(size.lines - 2, _MOST_LINES)
        config.cell_width, config.cell_height = cell = _cell_size()
        with Image.open(path, formats=_FORMATS) as image:
            image.thumbnail((config.width * cell[0], config.height * cell[1]))
            pixels = image.convert("RGBA")
        config.calc_canvas_geometry(pixels.width, pixels.height, cell[0] / cell[1])
        canvas = self._chafa.Canvas(config)
        kind = self._chafa.PixelType.CHAFA_PIXEL_RGBA8_UNASSOCIATED
        canvas.draw_all_pixels(kind, pixels.tobytes(), pixels.width, pixels.height, pixels.width * 4)
        drawn: bytes = canvas.print(self._info)
        return drawn


def _cell_size() -> tuple[int, int]:
    """Return the width and height of a character in pixels."""
    if sys.platform == "win32":  # which has no such call
        return _CELL
    else:  # noqa: RET505 - type checkers see that Windows does not get here
        import fcntl
        import struct
        import termios

        try:
            answer = fcntl.ioctl(sys.stdout.fileno(), termios.TIOCGWINSZ, bytes(8))
        except (OSError, ValueError):
            return _CELL
        lines, columns, width, height = struct.unpack("HHHH", answer)
        return (width // columns, height // lines) if width and height and lines and columns else _CELL
