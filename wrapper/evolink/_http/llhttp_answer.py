"""Answers read by llhttp, the parser of Node.js, in C."""

import httptools

from evolink._http.wire import Answer
from evolink._http.wire_errors import BadAnswerError


class LlhttpAnswer(Answer):
    """An answer that httptools reads, by calling the methods whose names it knows."""

    __slots__ = ("_parser",)

    def __init__(self) -> None:
        super().__init__()
        self._parser = httptools.HttpResponseParser(self)

    def on_message_begin(self) -> None:
        """Note an answer that nobody asked for."""
        if self.done:
            self.refuse_reuse()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header, and ignore trailers."""
        if not self.begun:
            self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Note the end of a head; llhttp knows only now whether the connection stays open (llhttp#147)."""
        if not self.done:
            self._begin(self._parser.get_status_code(), keeps=self._parser.should_keep_alive())

    def on_body(self, chunk: bytes) -> None:
        """Keep a part of the body."""
        if not self.done:
            self.chunks.append(chunk)

    def on_message_complete(self) -> None:
        """Note the end of the answer."""
        self._complete()

    def _parse(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as error:
            raise BadAnswerError("the response switches to another protocol") from error
        except httptools.HttpParserError as error:
            self.refuse_reuse()
            if not self.done:  # what follows a complete answer is nobody's
                raise BadAnswerError(f"the response is not HTTP: {error}") from error
