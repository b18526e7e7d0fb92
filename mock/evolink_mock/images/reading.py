"""Reads images that were not drawn here."""

import io

from PIL import Image

from evolink_mock.images.reference import Picture, Reference

SIDE = 768
"""The longest side, in pixels, of the version that is kept."""


def read_image(content: bytes) -> Reference:
    """Return what is behind the bytes of an image's file.

    Raises:
        ValueError: They are no whole image, or one with so many pixels that Pillow refuses it.
    """
    try:
        with Image.open(io.BytesIO(content)) as image:
            size = image.size
            image.draft("RGB", (SIDE, SIDE))
            return picture(image, size)
    except Exception as error:  # a decoder raises whatever it likes for a broken file
        raise ValueError("no whole image") from error


def picture(image: Image.Image, size: tuple[int, int]) -> Reference:
    """Return an image as a reference.

    Args:
        image: The image, of any size; changed.
        size: Its pixels in its own file.
    """
    image.thumbnail((SIDE, SIDE))
    flat = Image.new("RGB", image.size, "white")
    opaque = image.convert("RGBA")
    flat.paste(opaque, mask=opaque)
    file = io.BytesIO()
    flat.save(file, "WEBP", quality=90, method=2)
    return Reference(Picture(*size, file.getvalue()), *size)


def open_picture(shown: Picture) -> Image.Image:
    """Return the small version of a picture."""
    with Image.open(io.BytesIO(shown.content)) as image:
        return image.convert("RGB")
