"""Answers read by h11, in Python: for the platforms that httptools has no wheel for.

h11 reads what other programs read otherwise, and might take for the beginning of another answer: lines without a
carriage return, folded headers, two statements of how long a body is. What llhttp refuses is refused here before.
"""

import re

import h11

from evolink._http.wire import Answer
from evolink._http.wire_errors import BadAnswerError

_HEAD_END = b"\r\n\r\n"
_START = b"HTTP/1."
_BARE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n|$)|\0")
_FIELD = re.compile(rb"(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+):(?P<value>.*)", re.DOTALL)
_DIGITS = re.compile(rb"[ \t]*[0-9]{1,18}[ \t]*")
_LARGEST_EVENT = 128 * 1024
"""Bytes of a head or of the line before a chunk; heads are limited before."""


class H11Answer(Answer):
    """An answer that h11 reads."""

    __slots__ = ("_connection", "_unread")

    def __init__(self) -> None:
        super().__init__()
        self._unread = b""
        self._connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LARGEST_EVENT)
        self._connection.send(h11.Request(method="GET", target="/", headers=[("Host", "unused")]))
        self._connection.send(h11.EndOfMessage())

    def _parse(self, data: bytes) -> None:
        self._unread += data
        try:
            while self._unread and not self.done and (part := self._take()):
                self._read(part)
        except h11.RemoteProtocolError as error:
            raise BadAnswerError(f"the response is not HTTP: {error}") from error
        if self.done and self._unread:
            self.refuse_reuse()

    def _take(self) -> bytes:
        """Return what h11 may read: a whole head alone, and then whatever comes."""
        if self.begun:
            part, self._unread = self._unread, b""
            return part
        end = self._unread.find(_HEAD_END)
        head = self._unread if end < 0 else self._unread[: end + len(_HEAD_END)]
        if not head.startswith(_START[: len(head)]):
            raise BadAnswerError("the response is not HTTP/1")
        if _BARE_LINE_END.search(head):
            raise BadAnswerError("the response is not HTTP: a header line has a wrong line ending")
        if end < 0:
            return b""
        _check_fields(head)
        self._unread = self._unread[len(head) :]
        return head

    def _read(self, part: bytes) -> None:
        self._connection.receive_data(part)
        while not self.done:
            event = self._connection.next_event()
            match event:
                case h11.Response():
                    self.headers = list(event.headers.raw_items())
                    self._begin(event.status_code, keeps=self._connection.our_state is h11.DONE)
                case h11.Data():
                    self.chunks.append(bytes(event.data))
                case h11.EndOfMessage():
                    self._complete()
                    self._unread = self._connection.trailing_data[0] + self._unread
                case h11.InformationalResponse():
                    pass
                case _:
                    return


def _check_fields(head: bytes) -> None:
    """Refuse a head that could be read in two ways."""
    framing = list[bytes]()
    for line in head[: -len(_HEAD_END)].split(b"\r\n")[1:]:
        field = _FIELD.fullmatch(line)
        if field is None:
            raise BadAnswerError("the response is not HTTP: a header line is not valid")
        name = field["name"].lower()
        if name in {b"content-length", b"transfer-encoding"}:
            framing.append(name)
        if name == b"content-length" and not _DIGITS.fullmatch(field["value"]):
            raise BadAnswerError("the response is not HTTP: its length is not a number")
    if len(framing) > 1:
        raise BadAnswerError("the response is not HTTP: its headers contain more than one length")
