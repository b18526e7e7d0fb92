"""Requests to a documentation site: one after another, with pauses, limits, robots.txt and a cache."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import httpx

from pipeline.fetch.answers import MISSING, SLOW_DOWN, asked_again, no_page, retry_after
from pipeline.fetch.cache import Cache, Entry
from pipeline.fetch.limits import Limits
from pipeline.fetch.links import join, origin

ROBOT = "evolink-pipeline"
_DOCUMENTED = ("https://docs.evolink.ai", "https://evolink.ai")  # the service publishes its documentation on both
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED, _FAILED, _SERVER_FAILED = 304, 400, 500


class FetchError(Exception):
    """A page that could not be fetched, and why; `wait` is the number of seconds that the site asks to wait."""

    def __init__(self, what: str, why: str, *, status: int = 0, wait: float | None = None) -> None:
        self.what, self.why, self.status, self.wait = what, why, status, wait
        super().__init__(what)


class NoPageError(FetchError):
    """The site has no page at an address: it says so, or answers with something else."""


@dataclass(frozen=True)
class Found:
    """A page's bytes, and the address where it was found after redirects."""

    url: str
    body: bytes


def sites_of(index: str, others: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the sites that the documentation may be on; one of the service's two sites implies the other."""
    sites = frozenset(map(origin, (index, *others)))
    documented = frozenset(map(origin, _DOCUMENTED))
    return sites | documented if sites & documented else sites


@dataclass
class Visit:
    """One run's requests to the sites of the documentation."""

    client: httpx.Client  # noqa: TID251 - reads a website, not the API
    cache: Cache
    limits: Limits
    index: str
    clock: Callable[[], float] = time.monotonic
    sites: frozenset[tuple[str, str]] = field(init=False)
    robots: dict[tuple[str, str], RobotFileParser | FetchError] = field(default_factory=dict)
    started: float = field(init=False)
    pause: float = field(init=False)
    due: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.due = self.clock()
        self.pause = self.limits.pause
        self.sites = sites_of(self.index, self.limits.sites)

    def get(self, url: str, *others: str) -> Found:
        """Return the page at the first of several addresses that the site has.

        Raises:
            FetchError: The page could not be fetched.
        """
        try:
            return self._follow(url, self._allow, no_page)
        except NoPageError as error:
            if not others:
                raise
            missing = error
        try:
            return self.get(*others)
        except NoPageError:
            raise missing from None

    def _allow(self, url: str) -> None:
        site = origin(url)
        if site not in self.robots:
            self.robots[site] = self._read_robots(url)
        rules = self.robots[site]
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(ROBOT, url):
            raise FetchError("robots.txt forbids it", "the site's wish counts")

    def _read_robots(self, url: str) -> RobotFileParser | FetchError:
        """Read a site's robots.txt: without one it allows everything, and if it fails to answer, nothing."""
        rules = RobotFileParser()
        try:
            found = self._follow(urljoin(url, "/robots.txt"), lambda _: None, lambda _body, _type: "")
            text = found.body.decode("utf-8", "replace")
        except FetchError as error:
            if not _FAILED <= error.status < _SERVER_FAILED or error.status == SLOW_DOWN:
                why = "a site that can't say its rules is not visited"
                return FetchError(f"robots.txt: {error.what}", why, status=error.status)
            text = ""
        rules.parse(text.splitlines())
        delay = float(rules.crawl_delay(ROBOT) or 0)
        self.pause = max(self.pause, delay)
        self.due = max(self.due, self.clock() + self.pause)
        return rules

    def _follow(self, url: str, allow: Callable[[str], None], refuse: Callable[[bytes, str], str]) -> Found:
        """Return what is at an address, following redirects within the documentation's sites."""
        for _ in range(self.limits.redirects + 1):
            allow(url)
            answer = self._request(url, refuse)
            if isinstance(answer, Found):
                return answer
            target = join(url, answer)
            if target is None or origin(target) not in self.sites:
                raise FetchError(f"leads to {answer!r}", "only the documentation's own sites are read")
            url = target
        raise FetchError(f"more than {self.limits.redirects} redirects", "a page is where its link says")

    def _request(self, url: str, refuse: Callable[[bytes, str], str]) -> Found | str:
        """Return the answer to a request, which is sent once more if that may help and the run has time for it."""
        try:
            return self._send(url, refuse)
        except FetchError as error:
            if not asked_again(error.status, error.wait) or self.due - self.started > self.limits.seconds:
                raise
        return self._send(url, refuse)

    def _send(self, url: str, refuse: Callable[[bytes, str], str]) -> Found | str:
        """Send one request after a pause and return what was found, or the address that it redirects to."""
        self._wait()
        entry = self.cache.get(url)
        wait = 0.0
        try:
            with self.client.stream("GET", url, headers=entry.conditions if entry else {}) as response:
                return self._answer(url, entry, response, refuse)
        except FetchError as error:
            wait = error.wait or 0.0
            raise
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise FetchError(f"{type(error).__name__}: {error}", "the site answers in time") from error
        finally:
            self.due = self.clock() + max(self.pause, wait)

    def _answer(
        self, url: str, entry: Entry | None, response: httpx.Response, refuse: Callable[[bytes, str], str]
    ) -> Found | str:
        status = response.status_code
        if status in _REDIRECTS and "location" in response.headers:
            return str(response.headers["location"])
        same = status == _NOT_MODIFIED and entry is not None
        if not same and not response.is_success:
            wait = retry_after(response.headers, datetime.now(UTC))
            what = f"answer {status}" if wait is None else f"answer {status}, and a wish to wait {wait:g} s"
            kind = NoPageError if status in MISSING else FetchError
            raise kind(what, "a page that is listed is there", status=status, wait=wait)
        body = entry.body if same and entry else self._body(response)
        instead = refuse(body, "" if same else response.headers.get("content-type", ""))
        if instead:
            raise NoPageError(instead, "a page's Markdown form is text")
        if not same:  # and never something else than a page, whose type the cache does not keep
            self.cache.put(Entry(url, _mark(response, "etag"), _mark(response, "last-modified"), body))
        return Found(url, body)

    def _wait(self) -> None:
        """Wait until the next request is due, unless that would exceed the run's time."""
        now = self.clock()
        if max(now, self.due) - self.started > self.limits.seconds:
            raise FetchError("no time left", f"a run takes at most {self.limits.seconds:g} s")
        time.sleep(max(0.0, self.due - now))  # noqa: TID251 - a pause between pages, not between polls

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
