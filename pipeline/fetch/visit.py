"""Requests to a documentation site: one after another, with pauses, limits, robots.txt and a cache."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import httpx

from pipeline.fetch.cache import Cache, Entry
from pipeline.fetch.plan import join, origin

ROBOT = "evolink-pipeline"
SLOW_DOWN = 429
_HTML = re.compile(rb"\s*(?:<!doctype html|<html\b)", re.IGNORECASE)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED, _FAILED, _SERVER_FAILED = 304, 400, 500


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
    """

    pause: float = 1.0
    pages: int = 1000
    bytes: int = 4_000_000
    redirects: int = 3
    seconds: float = 3600.0
    page_seconds: float = 60.0
    idle_seconds: float = 20.0


class FetchError(Exception):
    """A page that could not be fetched, and why."""

    def __init__(self, what: str, why: str, *, status: int = 0) -> None:
        self.what, self.why, self.status = what, why, status
        super().__init__(what)


@dataclass
class Visit:
    """One run's requests to the site of the index."""

    client: httpx.Client  # noqa: TID251 - reads a website, not the API
    cache: Cache
    limits: Limits
    index: str
    clock: Callable[[], float] = time.monotonic
    robots: RobotFileParser = field(default_factory=RobotFileParser)
    started: float = field(init=False)
    pause: float = field(init=False)
    last: float | None = None

    def __post_init__(self) -> None:
        self.started = self.clock()
        self.pause = self.limits.pause

    def read_robots(self) -> None:
        """Read robots.txt: a site without one allows everything, and one that fails to answer allows nothing."""
        try:
            text = self._follow(urljoin(self.index, "/robots.txt"), lambda _: None).decode("utf-8", "replace")
        except FetchError as error:
            if not _FAILED <= error.status < _SERVER_FAILED or error.status == SLOW_DOWN:
                raise FetchError(
                    f"robots.txt: {error.what}", "a site that can't say its rules is not visited"
                ) from error
            text = ""
        self.robots.parse(text.splitlines())
        self.pause = max(self.limits.pause, float(self.robots.crawl_delay(ROBOT) or 0))

    def get(self, url: str) -> bytes:
        """Return a page's bytes.

        Raises:
            FetchError: The page could not be fetched.
        """
        body = self._follow(url, self._allow)
        if _HTML.match(body):
            raise FetchError("an HTML page", "a page's Markdown form is text")
        if not body.strip():
            raise FetchError("nothing but white space", "a page has text")
        return body

    def _allow(self, url: str) -> None:
        if not self.robots.can_fetch(ROBOT, url):
            raise FetchError("robots.txt forbids it", "the site's wish counts")

    def _follow(self, url: str, allow: Callable[[str], None]) -> bytes:
        """Return the bytes at an address, following redirects on the same site."""
        for _ in range(self.limits.redirects + 1):
            allow(url)
            answer = self._request(url)
            if isinstance(answer, bytes):
                return answer
            target = join(url, answer)
            if target is None or origin(target) != origin(self.index):
                raise FetchError(f"leads to {answer!r}", "only the index's own site is read")
            url = target
        raise FetchError(f"more than {self.limits.redirects} redirects", "a page is where its link says")

    def _request(self, url: str) -> bytes | str:
        """Send one request after a pause and return the bytes of its answer, or the address it redirects to."""
        self._wait()
        entry = self.cache.get(url)
        try:
            with self.client.stream("GET", url, headers=entry.conditions if entry else {}) as response:
                return self._answer(url, entry, response)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise FetchError(f"{type(error).__name__}: {error}", "the site answers in time") from error
        finally:
            self.last = self.clock()

    def _answer(self, url: str, entry: Entry | None, response: httpx.Response) -> bytes | str:
        status = response.status_code
        if status in _REDIRECTS and "location" in response.headers:
            return str(response.headers["location"])
        if status == _NOT_MODIFIED and entry is not None:
            return entry.body
        if not response.is_success:
            raise FetchError(f"answer {status}", "a page that is listed is there", status=status)
        body = self._body(response)
        self.cache.put(Entry(url, _mark(response, "etag"), _mark(response, "last-modified"), body))
        return body

    def _wait(self) -> None:
        """Wait for the rest of the pause since the last answer, unless that would exceed the run's time."""
        now = self.clock()
        due = now if self.last is None else max(now, self.last + self.pause)
        if due - self.started > self.limits.seconds:
            raise FetchError("no time left", f"a run takes at most {self.limits.seconds:g} s")
        time.sleep(due - now)  # noqa: TID251 - a pause between pages, not between polls

    def _body(self, response: httpx.Response) -> bytes:
        """Read an answer within the limits of size and time."""
        until = self.clock() + self.limits.page_seconds
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.limits.bytes:
                raise FetchError(f"more than {self.limits.bytes} bytes", "a page is shorter")
            if self.clock() > until:
                raise FetchError(f"not here after {self.limits.page_seconds:g} s", "the site answers in time")
        return bytes(body)


def _mark(response: httpx.Response, name: str) -> str:
    value = str(response.headers.get(name, ""))
    return value if value.isascii() else ""
