"""One reader for each generation of the page format; a page that no reader recognises is refused."""

from collections.abc import Callable

from pipeline.reading.languages import language_without_book, not_found_line
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
    reader = next((each for recognises, each in _READERS if recognises(page)), None)
    lost = not_found_line(page) if reader is None else None
    if lost is not None:
        raise page.refuse(lost, "the page was not found", "a page of documentation is more than a heading")
    foreign = language_without_book(page, books)
    if foreign is not None:
        line, language = foreign
        raise page.refuse(line, f"a page in {language}", f"there are phrasebooks for {sorted(books.by_locale)}")
    if reader is None:
        what = "no operation and no table: navigation only, or another kind of page"
        raise page.refuse(1, what, "a page is an OpenAPI block, a rendered operation or a table of error codes")
    return reader(page, books)
