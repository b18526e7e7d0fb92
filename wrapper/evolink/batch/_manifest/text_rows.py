"""Lines of a text file, as a stream, and rows of a file with one prompt on each line."""

from collections.abc import Callable, Iterator
from io import BufferedReader, TextIOWrapper

from evolink._files.encoding import detect_encoding
from evolink.errors._problem import Problem

from .row import ManifestRow, ReadOptions, manifest_row, row_problem

_LONGEST_LINE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_TOO_LONG = b"..."


def prompt_rows(file: BufferedReader, options: ReadOptions) -> Iterator[ManifestRow | Problem]:
    """Read a file with one prompt on each line; empty lines are skipped."""
    for line, text in text_lines(file):
        try:
            if isinstance(text, Problem):
                yield text
            else:
                yield manifest_row(line, {"prompt": text.decode().strip()}, options)
        except UnicodeDecodeError as error:
            yield not_utf8(line, error)


def text_lines(file: BufferedReader) -> Iterator[tuple[int, bytes | Problem]]:
    """Return the lines that are not blank, as UTF-8, each with its number."""
    encoding = detect_encoding(file.peek(len(_BOM)))
    if encoding == "utf-16":
        with TextIOWrapper(file, encoding=encoding, newline="\n") as text:
            yield from _numbered(lambda size: text.readline(size).encode())
    else:
        yield from _numbered(file.readline)


def not_utf8(line: int, error: UnicodeDecodeError | UnicodeEncodeError) -> Problem:
    """Return the problem of a line whose bytes can't be decoded."""
    message = f"is not valid {error.encoding.upper()}; save the file as UTF-8"
    return row_problem(line, "", "utf-8", error.object[error.start : error.end], message)


def _numbered(readline: Callable[[int], bytes]) -> Iterator[tuple[int, bytes | Problem]]:
    line = 0
    try:
        while text := readline(_LONGEST_LINE):
            line += 1
            if line == 1:
                text = text.removeprefix(_BOM)
            whole = text.endswith(b"\n") or len(text) < _LONGEST_LINE
            while not whole:
                whole = (more := readline(_LONGEST_LINE)).endswith(b"\n") or not more
                text = _TOO_LONG
            if text is _TOO_LONG:
                yield line, row_problem(line, "", "maxLength", None, f"is longer than {_LONGEST_LINE} bytes")
            elif text.strip():
                yield line, text
    except UnicodeDecodeError as error:  # only UTF-16 gets here: lines of UTF-8 are decoded one by one
        yield line + 1, not_utf8(line + 1, error)
