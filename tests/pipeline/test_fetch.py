"""Pages are fetched from a real local server: politely, within bounds, and never into a wrong place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import ROOT
from tests.pipeline.docs_site import BRUSH, Answer, Site, list_problems, run


def test_fetch(site: Site, tmp_path: Path) -> None:
    """The listed pages become files that are named by locale and slug."""
    site.index(BRUSH, f"{site.url}/cn/api-manual/brush", "/en/guides/start.md")
    site.page(BRUSH, "# Brush")
    site.page("/cn/api-manual/brush.md", "# 画笔")
    result = run(site, tmp_path)
    assert list_problems(result) == []
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "pages").glob("*.md")} == {
        "en--brush.md": "# Brush", "cn--brush.md": "# 画笔",
    }  # fmt: skip
    assert site.paths() == ["/robots.txt", "/llms.txt", BRUSH, "/cn/api-manual/brush.md"]


def test_user_agent(site: Site, tmp_path: Path) -> None:
    """Requests have a User-Agent that names the project."""
    site.index(BRUSH)
    site.page(BRUSH, "# Brush")
    run(site, tmp_path)
    assert all(headers["user-agent"].startswith("evolink-pipeline/") for _, headers in site.asked)
    assert all("authorization" not in headers for _, headers in site.asked)


def test_unchanged_page(site: Site, tmp_path: Path) -> None:
    """An unchanged page is neither sent nor written again."""
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


def test_changed_page(site: Site, tmp_path: Path) -> None:
    """A changed page is written again."""
    site.index(BRUSH)
    for text in ("# Brush", "# Brushes"):
        site.page(BRUSH, text, etag=f'"{text}"')
        run(site, tmp_path)
    assert (tmp_path / "pages" / "en--brush.md").read_text(encoding="utf-8") == "# Brushes"
    assert not list((tmp_path / "pages").glob("*.part"))


def test_damaged_cache(site: Site, tmp_path: Path) -> None:
    """A damaged cache entry is ignored."""
    site.index(BRUSH)
    site.page(BRUSH, "# Brush", etag='"1"')
    run(site, tmp_path)
    for entry in (tmp_path / "cache").iterdir():
        entry.write_bytes(entry.read_bytes() + b" and more")
    assert list_problems(run(site, tmp_path)) == []
    assert (tmp_path / "pages" / "en--brush.md").read_text(encoding="utf-8") == "# Brush"


def test_failed_page(site: Site, tmp_path: Path) -> None:
    """A page that fails does not stop the others."""
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
    assert {path.name for path in (tmp_path / "pages").iterdir()} == {"en--brush.md", "fetch.record"}


def test_redirect(site: Site, tmp_path: Path) -> None:
    """A redirect on the same site is followed."""
    site.index("/en/api-manual/old.md")
    site.answers["/en/api-manual/old.md"] = (301, {"location": BRUSH}, b"")
    site.page(BRUSH, "# Brush")
    run(site, tmp_path)
    assert (tmp_path / "pages" / "en--old.md").read_text(encoding="utf-8") == "# Brush"


def test_slow_page(site: Site, tmp_path: Path) -> None:
    """A page that sends nothing for too long is a problem."""

    def slow() -> Answer:
        site.stop.wait(2)
        return 200, {}, b"# Late"

    site.index("/en/api-manual/slow.md", BRUSH)
    site.answers["/en/api-manual/slow.md"] = slow
    site.page(BRUSH, "# Brush")
    result = run(site, tmp_path, idle_seconds=0.2)
    assert [problem.what for problem in result.problems] == ["ReadTimeout: timed out"]
    assert [page.name for page in result.pages] == ["en--brush"]


def test_time_per_page(site: Site, tmp_path: Path) -> None:
    """Each page has its own time limit."""
    site.index(BRUSH)
    assert "not here after 0 s" in list_problems(run(site, tmp_path, page_seconds=0.0))[0]


def test_time_per_run(site: Site, tmp_path: Path) -> None:
    """A run ends when its time is over."""
    site.index(BRUSH, "/en/api-manual/other.md")
    site.page(BRUSH, "# Brush")
    result = run(site, tmp_path, pause=0.1, seconds=0.25)
    assert {problem.what for problem in result.problems} == {"no time left"}
    assert "/en/api-manual/other.md" not in site.paths()


def test_page_limit(site: Site, tmp_path: Path) -> None:
    """The number of pages is limited."""
    site.index(*(f"/en/api-manual/{number}.md" for number in range(5)))
    result = run(site, tmp_path, pages=2)
    assert any("5 pages" in problem for problem in list_problems(result))
    assert len(site.paths()) == 4


def test_pause(site: Site, tmp_path: Path) -> None:
    """Requests are sent one at a time, with a pause between them."""
    site.index(BRUSH, "/en/api-manual/other.md")
    site.page(BRUSH, "# Brush")
    site.page("/en/api-manual/other.md", "# Other")
    run(site, tmp_path, pause=0.1)
    gaps = [after - before for before, after in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.09
    assert site.most_at_once == 1


def test_robots_txt(site: Site, tmp_path: Path) -> None:
    """The rules of robots.txt are followed."""
    site.page("/robots.txt", "User-agent: *\nDisallow: /en/api-manual/private\n")
    site.index(BRUSH, "/en/api-manual/private/secret.md", "/en/api-manual/moved.md")
    site.page(BRUSH, "# Brush")
    site.answers["/en/api-manual/moved.md"] = (302, {"location": "/en/api-manual/private/secret.md"}, b"")
    result = run(site, tmp_path)
    assert [page.name for page in result.pages] == ["en--brush"]
    assert [problem.what for problem in result.problems] == ["robots.txt forbids it"] * 2
    assert "/en/api-manual/private/secret.md" not in site.paths()


def test_robots_txt_by_name(site: Site, tmp_path: Path) -> None:
    """A rule of robots.txt for this user agent is followed."""
    site.page("/robots.txt", "User-agent: evolink-pipeline\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    site.index(BRUSH)
    assert "robots.txt forbids it" in list_problems(run(site, tmp_path))[0]
    assert site.paths() == ["/robots.txt"]


def test_crawl_delay(site: Site, tmp_path: Path) -> None:
    """A longer pause in robots.txt is kept."""
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 3000\n")
    site.index(BRUSH)
    assert "no time left" in list_problems(run(site, tmp_path, seconds=60.0))[0]


@pytest.mark.parametrize("status", [500, 429])
def test_robots_txt_fails(status: int, site: Site, tmp_path: Path) -> None:
    """Nothing is fetched if robots.txt can't be read."""
    site.answers["/robots.txt"] = (status, {}, b"")
    site.index(BRUSH)
    assert f"robots.txt: answer {status}" in list_problems(run(site, tmp_path))[0]
    assert site.paths() == ["/robots.txt"]


def test_too_many_requests(site: Site, tmp_path: Path) -> None:
    """The run ends if the site answers 429."""
    site.index("/en/api-manual/busy.md", BRUSH)
    site.answers["/en/api-manual/busy.md"] = (429, {}, b"")
    assert "1 pages were not asked for" in list_problems(run(site, tmp_path))[1]
    assert BRUSH not in site.paths()


def test_bad_index(site: Site, tmp_path: Path) -> None:
    """A missing index, or one without pages, is a problem."""
    assert "answer 404" in list_problems(run(site, tmp_path))[0]
    site.index("/en/guides/start.md")
    assert "no page of this site that matches" in list_problems(run(site, tmp_path))[0]


def command(site: Site, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    words = ["--index", f"{site.url}/llms.txt", "--out", str(folder / "pages"), "--cache", str(folder / "cache")]
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "fetch", *words, "--pause", "0", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_command(site: Site, tmp_path: Path) -> None:
    """The command prints one line per page, and problems on stderr."""
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
def test_wrong_usage(wrong: tuple[str, str], site: Site, tmp_path: Path) -> None:
    """Wrong usage ends with 2."""
    ended = command(site, tmp_path, *wrong)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
    assert site.asked == []
