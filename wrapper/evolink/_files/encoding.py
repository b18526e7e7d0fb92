"""The encoding of a text that people wrote, by the mark that some programs put before it."""

import codecs

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(beginning: bytes) -> str:
    """Return the encoding of a text: UTF-16 where its mark says so, as of Excel and PowerShell, else UTF-8.

    A mark is no part of the text.

    Args:
        beginning: Its first bytes, three or more if there are so many.
    """
    return "utf-16" if beginning.startswith(_UTF_16) else "utf-8-sig"
