"""The words of the documentation as they are compared: without markup, and without the differences of typography."""

import hashlib
import html
import re
import unicodedata
from functools import lru_cache

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\*\*|__|^#+\s*|##|</?[A-Za-z][^>]*>|`")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2061\u2062\u2063\ufe0e\ufe0f\ufeff"
_VISIBLE = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_INVISIBLE, "")})

# One character for each kind of mark; NFKC folds the full-width and half-width forms of the others.
_PLAIN = {
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d\u300e\u300f\u301d\u301e\u301f\uff62\uff63",
    "'": "\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc\u00b4",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63",
    "~": "\u301c\u223c",
    ",": "\u3001\uff64\ufe50\ufe51",
    ":": "\u2236\ufe55",
    "/": "\u2044\u2215",
}
_MARKS = str.maketrans({each: plain for plain, marks in _PLAIN.items() for each in marks})
_PATTERN_MARKS = str.maketrans(
    {**{each: re.escape(plain) for plain, marks in _PLAIN.items() for each in marks}, "。": r"\."}
)

# A full-width mark holds its own space, a half-width one has a space beside it, except beside signs of CJK.
_SPACED = r"!-~\uac00-\ud7af"
_WIDE_MARK = re.compile(rf"(?<=[{_SPACED}])(?:[，、\uff1b]|：(?=\D)|(?<=\D)：)(?=[{_SPACED}])")
_WIDE_OPEN, _WIDE_CLOSE = re.compile(rf"(?<=[{_SPACED}])（(?=[!-~])"), re.compile(r"(?<=[!-~])）(?=[A-Za-z0-9])")
_CJK = r"\u3040-\u30ff\u4e00-\u9fff"
_CJK_SPACE = re.compile(rf"(?<=[{_CJK}][,:;]) +|(?<=[,:;()]) +(?=[{_CJK}])|(?<=[{_CJK}]) +(?=[,:;()])")


def visible(line: str) -> str:
    """Return a line with ordinary spaces and without characters of no width."""
    return line.translate(_VISIBLE)


def unescaped(text: str) -> str:
    """Return a text with the characters that its HTML entities stand for."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def folded(text: str) -> str:
    """Return a text with one form of each mark, whether it was typed, typeset or written as an entity.

    The ideographic full stop stays, as it ends a sentence without a space behind it.
    """
    text = visible(unescaped(text))
    text = _WIDE_MARK.sub(lambda found: f"{found[0]} ", text)
    text = _WIDE_CLOSE.sub(") ", _WIDE_OPEN.sub(" (", text))
    return visible(unicodedata.normalize("NFKC", text.translate(_MARKS)))


def folded_pattern(pattern: str) -> str:
    """Return a regular expression that matches normalised text, though it was written with typographic marks."""
    return pattern.translate(_PATTERN_MARKS)


@lru_cache(maxsize=16_384)
def normalise(text: str) -> str:
    """Return a piece of prose in the form in which patterns are matched."""
    text = _LINK.sub(r"\1", folded(text)).replace("。", ".")
    text = re.sub(r"\s+", " ", _MARKUP.sub("", text)).strip()
    return _CJK_SPACE.sub("", text)


def sentence_hash(text: str) -> str:
    """Return the first 16 hex digits of SHA-256 over the normalised words, ignoring case and spaces."""
    return hashlib.sha256(re.sub(r"\s+", "", normalise(text)).casefold().encode()).hexdigest()[:16]
