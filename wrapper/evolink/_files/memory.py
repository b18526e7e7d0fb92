"""A download that is kept in memory."""


class Memory:
    """Takes the bytes of a result of any type."""

    def __init__(self) -> None:
        self._content = bytearray()

    def restart(self) -> None:
        """Discard what was written."""
        self._content.clear()

    def write(self, chunk: bytes) -> None:
        """Append bytes."""
        self._content += chunk

    def admit(self, suffix: str) -> None:
        """Accept every type."""

    @property
    def content(self) -> bytes:
        """The bytes so far."""
        return bytes(self._content)
