"""Recognises pages that cannot be read: in a language without a phrasebook, or not found at all."""

import re

from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.words import normalise

# Words of grammar that are rare in English and in the other languages here.
_WORDS = {
    "German": ("de", "der das und oder nicht ist sind wird werden eine einen für auf sie zum beim durch wenn kann von"),
    "Spanish": ("es", "el los las una del que para esta este puede según también sus cuando si por está son debe"),
    "French": ("fr", "le les des une est dans avec vous ou pour être peut sont lorsque cette ce vos par du aux"),
    "Italian": ("it", "il gli della delle che è sono una nella viene questo questa può essere dei anche quando"),
    "Portuguese": ("pt", "os uma não para com você são dos das pode esta este quando ser pelo também por ou seu"),
}
_KNOWN = {code: (name, frozenset(words.split())) for name, (code, words) in _WORDS.items()}
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "is", "for", "with", "or", "be", "are", "this", "that", "when", "by", "if"}
)
_FEWEST_WORDS = 4
_ADDRESS = re.compile(r"(?:^|[\s`(])(?:https://docs\.evolink\.ai)?/?(?P<code>[a-z]{2})/[\w./-]+\.(?:json|mdx?)\b")

_NOT_FOUND = re.compile(
    r"(?:(?:http|error|fehler|erreur) ?)*(?:404 ?)?(?:page not found|not found|page does not exist"
    r"|seite nicht gefunden|nicht gefunden|página no encontrada|page introuvable|page non trouvée"
    r"|页面未找到|未找到页面|找不到页面|页面不存在|ページが見つかりません|페이지를 찾을 수 없습니다|(?<=404))"
)
_ORNAMENT = re.compile(r"[\W_]+")
_MOST_PROSE, _WORDS_OF_PROSE, _SIGNS_OF_PROSE = 3, 6, 25


def language_without_book(page: Page, books: Phrasebooks) -> tuple[int, str] | None:
    """Return the line that shows that a page is in a language without a phrasebook, and that language, or None.

    A page says its language in its name, in the address of its OpenAPI block, and by its words.
    """
    line, code = _stated(page) or _by_words(page)
    if code not in _KNOWN or books.locale_named(code) is not None:
        return None
    return line, f"{_KNOWN[code][0]} ({code})"


def _stated(page: Page) -> tuple[int, str] | None:
    head, mark, _ = page.name.partition("--")
    if mark and head in _KNOWN:
        return 1, head
    for number, line in enumerate(page.lines, 1):
        found = _ADDRESS.search(line) if line.startswith("```") else None
        if found:
            return number, found["code"]
    return None


def _by_words(page: Page) -> tuple[int, str]:
    """Return the language that most words of grammar belong to, if they are clearly more than the English ones."""
    lines = [re.findall(r"[^\W\d_]+", line.casefold()) for line in page.lines]
    counts = {code: sum(word in words for line in lines for word in line) for code, (_, words) in _KNOWN.items()}
    code = max(counts, key=lambda each: counts[each])
    english = sum(word in _ENGLISH for line in lines for word in line)
    if counts[code] < _FEWEST_WORDS or counts[code] <= 2 * english:
        return 1, ""
    first = next(number for number, line in enumerate(lines, 1) if any(word in _KNOWN[code][1] for word in line))
    return first, code


def not_found_line(page: Page) -> int | None:
    """Return the line that says that the page was not found, or None.

    Such a page says so in a heading or a line of its own, and holds no prose beside it, only navigation; a page of
    documentation may well contain the words.
    """
    if sum(map(_is_prose, page.lines)) > _MOST_PROSE:
        return None
    return next((number for number, line in enumerate(page.lines, 1) if _says_not_found(line)), None)


def _says_not_found(line: str) -> bool:
    words = _ORNAMENT.sub(" ", normalise(line).casefold()).strip()
    return bool(words) and _NOT_FOUND.fullmatch(words) is not None


def _is_prose(line: str) -> bool:
    text = normalise(line)
    wide = re.findall(r"[\u3040-\u9fff\uac00-\ud7af]", text)
    return len(text.split()) >= _WORDS_OF_PROSE or len(wide) >= _SIGNS_OF_PROSE
