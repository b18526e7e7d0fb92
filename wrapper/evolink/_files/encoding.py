"""The encoding of a text file, by the byte order mark that some programs write."""

import codecs

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def detect_encoding(beginning: bytes) -> str:
    """Return the encoding of a text: UTF-16 if its byte order mark says so, as from Excel and PowerShell, else UTF-8.

    The mark is not part of the text.

    Args:
        beginning: Its first bytes, at least three if it has so many.
    """
    return "utf-16" if beginning.startswith(_UTF_16) else "utf-8-sig"
