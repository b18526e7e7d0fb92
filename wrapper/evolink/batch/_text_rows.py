"""Lines of a text file, as a stream, and rows of a file that has a prompt on each."""

from collections.abc import Callable, Iterator
from io import BufferedReader, TextIOWrapper

from evolink._files.encoding import encoding_of
from evolink.errors._problem import Problem

from ._line import Line, Reading, as_line, problem

_LONGEST_LINE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_TOO_LONG = b"..."


def prompt_rows(file: BufferedReader, reading: Reading) -> Iterator[Line | Problem]:
    """Read a file with one prompt on each line; empty lines are none."""
    for number, text in text_lines(file):
        try:
            yield text if isinstance(text, Problem) else as_line(number, {"prompt": text.decode().strip()}, reading)
        except UnicodeDecodeError as error:
            yield not_utf8(number, error)


def text_lines(file: BufferedReader) -> Iterator[tuple[int, bytes | Problem]]:
    """Return the lines that hold something, as UTF-8, each with its number."""
    encoding = encoding_of(file.peek(len(_BOM)))
    if encoding == "utf-16":
        with TextIOWrapper(file, encoding=encoding, newline="\n") as text:
            yield from _numbered(lambda size: text.readline(size).encode())
    else:
        yield from _numbered(file.readline)


def not_utf8(number: int, error: UnicodeDecodeError | UnicodeEncodeError) -> Problem:
    """Return the problem of a line whose bytes are no text."""
    told = f"is no {error.encoding.upper()} text; save the file as UTF-8"
    return problem(number, "", "utf-8", error.object[error.start : error.end], told)


def _numbered(readline: Callable[[int], bytes]) -> Iterator[tuple[int, bytes | Problem]]:
    number = 0
    try:
        while text := readline(_LONGEST_LINE):
            number += 1
            if number == 1:
                text = text.removeprefix(_BOM)
            whole = text.endswith(b"\n") or len(text) < _LONGEST_LINE
            while not whole:
                whole = (more := readline(_LONGEST_LINE)).endswith(b"\n") or not more
                text = _TOO_LONG
            if text is _TOO_LONG:
                yield number, problem(number, "", "maxLength", None, f"is longer than {_LONGEST_LINE} bytes")
            elif text.strip():
                yield number, text
    except UnicodeDecodeError as error:  # of UTF-16 alone: the lines of UTF-8 are decoded one by one
        yield number + 1, not_utf8(number + 1, error)
