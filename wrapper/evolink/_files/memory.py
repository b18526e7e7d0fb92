"""A result kept in memory."""

from evolink._files.media_types import HEAD, media_type_of


class Memory:
    """Takes a result's bytes, and knows what kind they are."""

    def __init__(self) -> None:
        self._content = bytearray()

    def restart(self) -> None:
        """Forget what was written."""
        self._content.clear()

    def write(self, chunk: bytes) -> None:
        """Add bytes."""
        self._content += chunk

    def admit(self, suffix: str) -> None:
        """Accept every kind."""

    @property
    def media_type(self) -> str:
        """The media type of the bytes so far, such as `image/png`."""
        return media_type_of(bytes(self._content[:HEAD]))

    @property
    def content(self) -> bytes:
        """The bytes so far."""
        return bytes(self._content)
