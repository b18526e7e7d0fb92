"""One reader for each generation of the page format; a page that no reader recognises is refused."""

from collections.abc import Callable

from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.readers import codes, raw, rendered
from pipeline.reading.structure import Reading

_READERS: tuple[tuple[Callable[[Page], bool], Callable[[Page, Phrasebooks], Reading]], ...] = (
    (raw.recognises, raw.read),
    (rendered.recognises, rendered.read),
    (codes.recognises, codes.read),
)


def read(page: Page, books: Phrasebooks) -> Reading:
    """Read a page with the reader that recognises it.

    Raises:
        Refused: No reader recognises it, or it is damaged.
    """
    for recognises, reader in _READERS:
        if recognises(page):
            return reader(page, books)
    line, what = _why_not(page)
    raise page.refuse(line, what, "a page is an OpenAPI block, a rendered operation or a table of error codes")


def _why_not(page: Page) -> tuple[int, str]:
    for number, line in enumerate(page.lines, 1):
        if "not found" in line.lower() or line.strip() == "404":
            return number, "the page was not found"
    return 1, "no operation and no table: navigation only, or another kind of page"
