"""One visit to a documentation site: requests one after another, with pauses, bounds, robots and a memory."""

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
class Manners:
    """How a visitor behaves.

    Attributes:
        pause: Seconds between two requests; the site's own wish counts if it is longer.
        pages: Pages of one run at most.
        bytes: Bytes of one page at most.
        redirects: Redirects of one page at most.
        seconds: Seconds of one run at most.
        page_seconds: Seconds of one page at most.
        idle_seconds: Seconds that the site may be silent.
    """

    pause: float = 1.0
    pages: int = 1000
    bytes: int = 4_000_000
    redirects: int = 3
    seconds: float = 3600.0
    page_seconds: float = 60.0
    idle_seconds: float = 20.0


class Trouble(Exception):  # noqa: N818 - it becomes a Problem
    """A page that can't be had, and why."""

    def __init__(self, what: str, why: str, *, status: int = 0) -> None:
        self.what, self.why, self.status = what, why, status
        super().__init__(what)


@dataclass
class Visit:
    """One run's requests to the site of the index."""

    client: httpx.Client  # noqa: TID251 - reads a website, not the API
    cache: Cache
    manners: Manners
    index: str
    clock: Callable[[], float] = time.monotonic
    robots: RobotFileParser = field(default_factory=RobotFileParser)
    started: float = field(init=False)
    pause: float = field(init=False)
    last: float | None = None

    def __post_init__(self) -> None:
        self.started = self.clock()
        self.pause = self.manners.pause

    def read_robots(self) -> None:
        """Read what the site allows: everything where it says nothing, nothing where it fails."""
        try:
            text = self._follow(urljoin(self.index, "/robots.txt"), lambda _: None).decode("utf-8", "replace")
        except Trouble as trouble:
            if not _FAILED <= trouble.status < _SERVER_FAILED or trouble.status == SLOW_DOWN:
                raise Trouble(
                    f"robots.txt: {trouble.what}", "a site that can't say its rules is not visited"
                ) from trouble
            text = ""
        self.robots.parse(text.splitlines())
        self.pause = max(self.manners.pause, float(self.robots.crawl_delay(ROBOT) or 0))

    def get(self, url: str) -> bytes:
        """Return a page's bytes.

        Raises:
            Trouble: It can't be had.
        """
        body = self._follow(url, self._allow)
        if _HTML.match(body):
            raise Trouble("an HTML page", "a page's Markdown form is text")
        if not body.strip():
            raise Trouble("nothing but white space", "a page has text")
        return body

    def _allow(self, url: str) -> None:
        if not self.robots.can_fetch(ROBOT, url):
            raise Trouble("robots.txt forbids it", "the site's wish counts")

    def _follow(self, url: str, allow: Callable[[str], None]) -> bytes:
        """Return the bytes at an address, or where it leads to on the same site."""
        for _ in range(self.manners.redirects + 1):
            allow(url)
            answer = self._request(url)
            if isinstance(answer, bytes):
                return answer
            target = join(url, answer)
            if target is None or origin(target) != origin(self.index):
                raise Trouble(f"leads to {answer!r}", "only the index's own site is read")
            url = target
        raise Trouble(f"more than {self.manners.redirects} redirects", "a page is where its link says")

    def _request(self, url: str) -> bytes | str:
        """Send one request after a pause: the bytes of its answer, or the address it leads to."""
        self._wait()
        entry = self.cache.get(url)
        try:
            with self.client.stream("GET", url, headers=entry.conditions if entry else {}) as response:
                return self._answer(url, entry, response)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise Trouble(f"{type(error).__name__}: {error}", "the site answers in time") from error
        finally:
            self.last = self.clock()

    def _answer(self, url: str, entry: Entry | None, response: httpx.Response) -> bytes | str:
        status = response.status_code
        if status in _REDIRECTS and "location" in response.headers:
            return str(response.headers["location"])
        if status == _NOT_MODIFIED and entry is not None:
            return entry.body
        if not response.is_success:
            raise Trouble(f"answer {status}", "a page that is listed is there", status=status)
        body = self._body(response)
        self.cache.put(Entry(url, _mark(response, "etag"), _mark(response, "last-modified"), body))
        return body

    def _wait(self) -> None:
        """Keep the pause since the last answer, unless the run's time would be over then."""
        now = self.clock()
        due = now if self.last is None else max(now, self.last + self.pause)
        if due - self.started > self.manners.seconds:
            raise Trouble("no time left", f"a run takes at most {self.manners.seconds:g} s")
        time.sleep(due - now)  # noqa: TID251 - a pause between pages, not between polls

    def _body(self, response: httpx.Response) -> bytes:
        """Read an answer within the bounds of size and time."""
        until = self.clock() + self.manners.page_seconds
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.manners.bytes:
                raise Trouble(f"more than {self.manners.bytes} bytes", "a page is shorter")
            if self.clock() > until:
                raise Trouble(f"not here after {self.manners.page_seconds:g} s", "the site answers in time")
        return bytes(body)


def _mark(response: httpx.Response, name: str) -> str:
    value = str(response.headers.get(name, ""))
    return value if value.isascii() else ""
