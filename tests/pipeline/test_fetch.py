"""Pages are fetched from a real local server: politely, within bounds, and never into a wrong place."""

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import ROOT
from pipeline.fetch import Result, fetch
from pipeline.fetch_cache import Cache, Entry, default_folder
from pipeline.fetch_plan import listed, names
from pipeline.fetch_visit import Manners

Answer = tuple[int, dict[str, str], bytes]
PAGES = re.compile("/api-manual/")
BRUSH = "/en/api-manual/image-series/brush.md"


class Site:
    """A documentation site: what it answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.busy = self.most_at_once = 0
        self.stop = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path: str, text: str, **headers: str) -> None:
        self.answers[path] = (200, {name.replace("_", "-"): value for name, value in headers.items()}, text.encode())

    def index(self, *links: str) -> None:
        self.page("/llms.txt", "# Docs\n\n" + "".join(f"- [A page]({link}): what it is\n" for link in links))

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.busy += 1
                site.most_at_once = max(site.most_at_once, site.busy)
                site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                site.times.append(time.monotonic())
                answer = site.answers.get(self.path, (404, {}, b"not found"))
                status, headers, body = answer() if callable(answer) else answer
                if headers.get("etag") and self.headers.get("If-None-Match") == headers["etag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                site.busy -= 1

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.stop.set()
    site.server.shutdown()
    site.server.server_close()
    thread.join()


def run(site: Site, folder: Path, **manners: Any) -> Result:
    polite = Manners(**{"pause": 0.0, "idle_seconds": 5.0, **manners})
    return fetch(f"{site.url}/llms.txt", folder / "pages", Cache(folder / "cache"), PAGES, polite)


def told(result: Result) -> list[str]:
    return [str(problem) for problem in result.problems]


def test_the_listed_pages_become_files_named_by_locale_and_slug(site: Site, tmp_path: Path) -> None:
    site.index(
        BRUSH, f"{site.url}/cn/api-manual/brush", "/en/guides/start.md", "https://elsewhere.test/en/api-manual/a.md"
    )
    site.page(BRUSH, "# Brush")
    site.page("/cn/api-manual/brush.md", "# 画笔")
    result = run(site, tmp_path)
    assert told(result) == []
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "pages").iterdir()} == {
        "en--brush.md": "# Brush", "cn--brush.md": "# 画笔",
    }  # fmt: skip
    assert site.paths() == ["/robots.txt", "/llms.txt", BRUSH, "/cn/api-manual/brush.md"]


def test_it_says_who_it_is(site: Site, tmp_path: Path) -> None:
    site.index(BRUSH)
    site.page(BRUSH, "# Brush")
    run(site, tmp_path)
    assert all(headers["user-agent"].startswith("evolink-pipeline/") for _, headers in site.asked)
    assert all("authorization" not in headers for _, headers in site.asked)


def test_a_page_that_did_not_change_is_neither_sent_nor_written_again(site: Site, tmp_path: Path) -> None:
    site.index(BRUSH)
    site.page(BRUSH, "# Brush", etag='"1"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT")
    assert [page.written for page in run(site, tmp_path).pages] == [True]
    written = tmp_path / "pages" / "en--brush.md"
    before = written.stat().st_mtime_ns
    assert [page.written for page in run(site, tmp_path).pages] == [False]
    assert written.stat().st_mtime_ns == before
    again = dict(site.asked[3:])[BRUSH]
    assert (again["if-none-match"], again["if-modified-since"]) == ('"1"', "Mon, 01 Jan 2024 00:00:00 GMT")
    written.unlink()
    assert [page.written for page in run(site, tmp_path).pages] == [True]
    assert written.read_text(encoding="utf-8") == "# Brush"


def test_a_page_that_changed_is_written_again(site: Site, tmp_path: Path) -> None:
    site.index(BRUSH)
    for text in ("# Brush", "# Brushes"):
        site.page(BRUSH, text, etag=f'"{text}"')
        run(site, tmp_path)
    assert (tmp_path / "pages" / "en--brush.md").read_text(encoding="utf-8") == "# Brushes"
    assert not list((tmp_path / "pages").glob("*.part"))


def test_a_damaged_cache_is_no_cache(site: Site, tmp_path: Path) -> None:
    site.index(BRUSH)
    site.page(BRUSH, "# Brush", etag='"1"')
    run(site, tmp_path)
    for entry in (tmp_path / "cache").iterdir():
        entry.write_bytes(entry.read_bytes() + b" and more")
    assert told(run(site, tmp_path)) == []
    assert (tmp_path / "pages" / "en--brush.md").read_text(encoding="utf-8") == "# Brush"


def test_one_bad_page_stops_no_other(site: Site, tmp_path: Path) -> None:
    bad = {
        "missing": (404, {}, b"# Not found"),
        "html": (200, {"content-type": "text/html"}, b"\n<!DOCTYPE html><title>Error</title>"),
        "broken": (503, {}, b"<html>down</html>"),
        "blank": (200, {}, b" \n"),
        "away": (302, {"location": "http://localhost:9/en/api-manual/brush.md"}, b""),
        "round": (301, {"location": "/en/api-manual/round.md"}, b""),
        "nowhere": (301, {"location": "ftp://127.0.0.1/a.md"}, b""),
        "large": (200, {}, b"x" * 2000),
    }
    site.index(*(f"/en/api-manual/{name}.md" for name in bad), BRUSH)
    site.answers |= {f"/en/api-manual/{name}.md": answer for name, answer in bad.items()}
    site.page(BRUSH, "# Brush")
    result = run(site, tmp_path, bytes=1000)
    assert [page.name for page in result.pages] == ["en--brush"]
    expected = {
        "missing": "answer 404", "html": "an HTML page", "broken": "answer 503", "blank": "nothing but white space",
        "away": "leads to 'http://localhost:9/en/api-manual/brush.md'", "round": "more than 3 redirects",
        "nowhere": "leads to 'ftp://127.0.0.1/a.md'", "large": "more than 1000 bytes",
    }  # fmt: skip
    assert {problem.page.removeprefix("en--"): problem.what for problem in result.problems} == expected
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["en--brush.md"]


def test_a_redirect_on_the_same_site_is_followed(site: Site, tmp_path: Path) -> None:
    site.index("/en/api-manual/old.md")
    site.answers["/en/api-manual/old.md"] = (301, {"location": BRUSH}, b"")
    site.page(BRUSH, "# Brush")
    run(site, tmp_path)
    assert (tmp_path / "pages" / "en--old.md").read_text(encoding="utf-8") == "# Brush"


def test_a_slow_page_is_given_up(site: Site, tmp_path: Path) -> None:
    def slow() -> Answer:
        site.stop.wait(2)
        return 200, {}, b"# Late"

    site.index("/en/api-manual/slow.md", BRUSH)
    site.answers["/en/api-manual/slow.md"] = slow
    site.page(BRUSH, "# Brush")
    result = run(site, tmp_path, idle_seconds=0.2)
    assert [problem.what for problem in result.problems] == ["ReadTimeout: timed out"]
    assert [page.name for page in result.pages] == ["en--brush"]


def test_a_run_ends_when_its_time_is_over(site: Site, tmp_path: Path) -> None:
    site.index(BRUSH, "/en/api-manual/other.md")
    site.page(BRUSH, "# Brush")
    result = run(site, tmp_path, pause=0.1, seconds=0.25)
    assert {problem.what for problem in result.problems} == {"no time left"}
    assert "/en/api-manual/other.md" not in site.paths()


def test_the_number_of_pages_is_bounded(site: Site, tmp_path: Path) -> None:
    site.index(*(f"/en/api-manual/{number}.md" for number in range(5)))
    result = run(site, tmp_path, pages=2)
    assert "5 pages" in told(result)[0]
    assert len(site.paths()) == 4


def test_there_is_a_pause_between_requests_and_one_at_a_time(site: Site, tmp_path: Path) -> None:
    site.index(BRUSH, "/en/api-manual/other.md")
    site.page(BRUSH, "# Brush")
    site.page("/en/api-manual/other.md", "# Other")
    run(site, tmp_path, pause=0.1)
    gaps = [after - before for before, after in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.09
    assert site.most_at_once == 1


def test_robots_are_respected(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /en/api-manual/private\n")
    site.index(BRUSH, "/en/api-manual/private/secret.md", "/en/api-manual/moved.md")
    site.page(BRUSH, "# Brush")
    site.answers["/en/api-manual/moved.md"] = (302, {"location": "/en/api-manual/private/secret.md"}, b"")
    result = run(site, tmp_path)
    assert [page.name for page in result.pages] == ["en--brush"]
    assert [problem.what for problem in result.problems] == ["robots.txt forbids it"] * 2
    assert "/en/api-manual/private/secret.md" not in site.paths()


def test_a_rule_for_us_by_name_is_respected(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: evolink-pipeline\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    site.index(BRUSH)
    assert "robots.txt forbids it" in told(run(site, tmp_path))[0]
    assert site.paths() == ["/robots.txt"]


def test_the_site_may_ask_for_a_longer_pause(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 3000\n")
    site.index(BRUSH)
    assert "no time left" in told(run(site, tmp_path, seconds=60.0))[0]


@pytest.mark.parametrize("status", [500, 429])
def test_a_site_whose_robots_file_fails_is_left_alone(status: int, site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    site.index(BRUSH)
    assert f"robots.txt: answer {status}" in told(run(site, tmp_path))[0]
    assert site.paths() == ["/robots.txt"]


def test_a_site_that_asks_to_slow_down_is_left_alone(site: Site, tmp_path: Path) -> None:
    site.index("/en/api-manual/busy.md", BRUSH)
    site.answers["/en/api-manual/busy.md"] = (429, {}, b"")
    assert "1 pages were not asked for" in told(run(site, tmp_path))[1]
    assert BRUSH not in site.paths()


def test_an_index_without_pages_or_none_at_all_is_a_problem(site: Site, tmp_path: Path) -> None:
    assert "answer 404" in told(run(site, tmp_path))[0]
    site.index("/en/guides/start.md")
    assert "no page of this site that matches" in told(run(site, tmp_path))[0]


INDEX = "https://docs.test/llms.txt"


def test_only_links_to_pages_of_the_same_site_count() -> None:
    index = """
    - [One](https://docs.test/en/api-manual/one.md#top): twice
    - [Again](/en/api-manual/one)
    - [Other site](https://docs.test.evil.test/en/api-manual/a.md) [Other port](https://docs.test:8443/en/api-manual/a.md)
    - [Unsafe](http://docs.test/en/api-manual/a.md) [No address](http://[::1/api-manual/a.md) [Up](mailto:a@b.test)
    - [Not a page](/en/api-manual/openapi.json) [Question](/en/api-manual/a?b=c) [Folder](/en/api-manual/)
    """
    assert listed(index, INDEX, PAGES) == ["https://docs.test/en/api-manual/one.md"]


def test_two_pages_never_get_one_name() -> None:
    paths = ["/en/api-manual/image/create.md", "/en/api-manual/video/create.md", "/cn/api-manual/video/create.md",
             "/en/api-manual/video/Query.md", "/en/x/api-manual/one.md", "/en/y/api-manual/one.md",
             "/en/api-manual/query.md", "/en/a%2Fb.md", "/en/a-b.md", "/en/../../etc/passwd.md", "/one.md"]  # fmt: skip
    urls = [f"https://docs.test{path}" for path in paths]
    named = names(urls)
    assert len({name.casefold() for name in named.values()}) == len(paths)
    assert all(re.fullmatch(r"[a-z]{2}--[A-Za-z0-9_-]+", name) for name in named.values())
    assert named[urls[0]] == "en--image--create"
    assert named[urls[2]] == "cn--create"
    assert named == dict(sorted(names(reversed(urls)).items(), key=lambda item: urls.index(item[0])))


def test_what_could_never_be_asked_for_conditionally_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(Entry("https://docs.test/a", "", "", b"x"))
    assert list(tmp_path.iterdir()) == []
    cache.put(Entry("https://docs.test/a", '"1"', "", b"x\ny"))
    assert cache.get("https://docs.test/a") == Entry("https://docs.test/a", '"1"', "", b"x\ny")
    assert cache.get("https://docs.test/b") is None


def test_the_cache_lies_outside_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "evolink-docs"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_folder() == Path.home() / ".cache" / "evolink-docs"


def command(site: Site, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    words = ["--index", f"{site.url}/llms.txt", "--out", str(folder / "pages"), "--cache", str(folder / "cache")]
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "fetch", *words, "--pause", "0", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_the_command_prints_a_line_per_page_and_problems_on_stderr(site: Site, tmp_path: Path) -> None:
    site.index(BRUSH)
    site.page(BRUSH, "# Brush")
    good = command(site, tmp_path)
    assert (good.returncode, good.stdout, good.stderr) == (0, "en--brush: written\n", "")
    site.index(BRUSH, "/en/api-manual/gone.md")
    some = command(site, tmp_path)
    assert (some.returncode, some.stdout) == (1, "en--brush: unchanged\n")
    assert some.stderr.startswith("en--gone:1: error: answer 404 (")
    machine = json.loads(command(site, tmp_path, "--json", "--match", "brush").stdout)
    assert machine == {"pages": [{"name": "en--brush", "url": site.url + BRUSH, "written": False}], "problems": []}


@pytest.mark.parametrize("wrong", [("--match", "("), ("--pause", "-1"), ("--pause", "nan"), ("--index", "ftp://a")])
def test_wrong_usage_ends_with_2(wrong: tuple[str, str], site: Site, tmp_path: Path) -> None:
    ended = command(site, tmp_path, *wrong)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
    assert site.asked == []
