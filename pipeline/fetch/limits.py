"""The limits of one visit to a documentation site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The limits that a visit keeps.

    Attributes:
        pause: Seconds between two requests; the site's own delay counts if it is longer.
        pages: Most pages of one run.
        bytes: Most bytes of one page.
        redirects: Most redirects of one page.
        seconds: Most seconds of one run.
        page_seconds: Most seconds of one page.
        idle_seconds: Most seconds without data from the site.
        sites: Sites besides that of the index that the documentation may be on.
    """

    pause: float = 1.0
    pages: int = 1000
    bytes: int = 4_000_000
    redirects: int = 3
    seconds: float = 3600.0
    page_seconds: float = 60.0
    idle_seconds: float = 20.0
    sites: tuple[str, ...] = ()
