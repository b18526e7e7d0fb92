"""The answer to a request for a file: all of it, a range of it, or that the client has it already."""

import re
from collections.abc import Mapping
from hashlib import blake2b

from evolink_mock.world.digits import read_digits
from evolink_mock.world.messages import RefusedError, Request, Response

_RANGE = re.compile(r"bytes=([0-9]*)-([0-9]*)")
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def answer_with(content: bytes, media_type: str, request: Request) -> Response:
    """Return the answer to a request for a file.

    Raises:
        RefusedError: The requested range lies beyond the end.
    """
    etag = f'"{blake2b(content, digest_size=8).hexdigest()}"'
    if _is_known(etag, request.headers.get("if-none-match", "")):
        return Response(304, {"etag": etag}, b"")
    described = {"content-type": media_type, "accept-ranges": "bytes", "etag": etag}
    part = _part(_requested(request.method, request.headers, etag), len(content))
    if part is None:
        return Response(200, described, content)
    content_range = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(206, {**described, "content-range": content_range}, content[part])


def _is_known(etag: str, known: str) -> bool:
    """Return whether a list of tags has one; a weak tag counts, as for this purpose HTTP compares weakly."""
    return known.strip() == "*" or etag in _TAG.findall(known)


def _requested(method: str, headers: Mapping[str, str], etag: str) -> str:
    """Return the range that a request wants: none of a head, nor of another version of the file."""
    wanted = method == "GET" and headers.get("if-range", etag).strip() == etag
    return headers.get("range", "") if wanted else ""


def _part(requested: str, total: int) -> slice | None:
    """Return the requested range of bytes; anything but one plain range is ignored, as HTTP allows."""
    match = _RANGE.fullmatch(requested.strip())
    if match is None or match[1] == match[2] == "":
        return None
    first, last = match[1], match[2]
    start = read_digits(first) if first else max(0, total - read_digits(last))
    stop = min(read_digits(last) + 1, total) if first and last else total
    if start < total and stop > start:
        return slice(start, stop)
    if first and last and read_digits(last) < start:
        return None
    raise RefusedError(416, headers={"content-range": f"bytes */{total}"})
