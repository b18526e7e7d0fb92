"""A picture kept in memory."""

_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}


class Memory:
    """Takes a picture's bytes, and tells what kind they are.

    Attributes:
        media_type: Such as `image/png`; empty until it is known.
    """

    def __init__(self) -> None:
        self._content = bytearray()
        self.media_type = ""

    def restart(self) -> None:
        """Forget what was written."""
        self._content.clear()

    def write(self, chunk: bytes) -> None:
        """Add bytes."""
        self._content += chunk

    def admit(self, suffix: str) -> None:
        """Take in what kind of picture it is."""
        self.media_type = _MEDIA_TYPES[suffix]

    @property
    def content(self) -> bytes:
        """The bytes so far."""
        return bytes(self._content)
