"""What a site answers instead of pages: wishes to wait, errors called a success, an index that moved or shrank."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from pipeline.fetch.answers import no_page, retry_after
from pipeline.fetch.record import NAME, Record, load
from pipeline.yamlio import YamlError
from tests.pipeline.docs_site import BRUSH, Answer, Site, list_problems, run, serving

OTHER = "/en/api-manual/other.md"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE: Answer = (200, {}, b"# Brush")


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    with serving() as site:
        yield site


def first(*answers: Answer) -> Callable[[], Answer]:
    """Answer with each in its turn, and then with the last."""
    left = list(answers)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def written(folder: Path, name: str = "en--brush") -> str:
    return (folder / "pages" / f"{name}.md").read_text(encoding="utf-8")


def record(folder: Path) -> Record:
    found = load(folder / "pages")
    assert found
    return found


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0), ("120", 120), (" 1.5 ", 1.5), ("Sun, 01 Mar 2026 12:01:30 GMT", 90),
        ("Sunday, 01-Mar-26 12:00:05 GMT", 5), ("Sun Mar  1 12:00:07 2026", 7), ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("120, 60", None),
        ("", None), ("soon", None), ("-1", None), ("\u0661", None), ("Sun, 99 Mar 2026 12:00:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after(value: str, seconds: float | None) -> None:
    """Both forms of the header are read: a number of seconds, and a date."""
    assert retry_after({"retry-after": value}, NOW) == seconds


def test_date_of_the_answer() -> None:
    """A date counts from the site's own clock."""
    headers = {"retry-after": "Sun, 01 Mar 2026 09:00:04 GMT", "date": "Sun, 01 Mar 2026 09:00:00 GMT"}
    assert retry_after(headers, NOW) == 4


@pytest.mark.parametrize("status", [429, 503])
def test_wish_to_wait(status: int, site: Site, tmp_path: Path) -> None:
    """A site that says when to come back is asked again then, and not before."""
    site.index(BRUSH)
    site.answers[BRUSH] = first((status, {"retry-after": "0.3"}, b""), PAGE)
    assert list_problems(run(site, tmp_path)) == []
    assert written(tmp_path) == "# Brush"
    assert site.times[-1] - site.times[-2] >= 0.3


def test_date_to_wait_for(site: Site, tmp_path: Path) -> None:
    """A site may say with a date when to come back."""

    def busy() -> Answer:
        site.answers[BRUSH] = PAGE
        # The date counts from the answer's own, and both lack the fractions of their seconds.
        return 503, {"retry-after": format_datetime(datetime.now(UTC) + timedelta(seconds=1.5), usegmt=True)}, b""

    site.index(BRUSH)
    site.answers[BRUSH] = busy
    assert list_problems(run(site, tmp_path)) == []
    assert site.times[-1] - site.times[-2] >= 0.99


def test_long_wish_to_wait(site: Site, tmp_path: Path) -> None:
    """A site that asks for more time than a run has is not asked again."""
    site.index(BRUSH, OTHER)
    site.answers[BRUSH] = (503, {"retry-after": "86400"}, b"")
    site.page(OTHER, "# Other")
    problems = list_problems(run(site, tmp_path))
    assert "answer 503, and a wish to wait 86400 s" in problems[0]
    assert "no time left" in problems[1]
    assert site.paths()[2:] == [BRUSH]
    assert set(record(tmp_path).pages) == {"en--brush", "en--other"}
    assert all(record(tmp_path).pages.values())


def test_wait_before_the_next_page(site: Site, tmp_path: Path) -> None:
    """A wish to wait counts for the whole site, and a page is asked for again only once."""
    site.index(BRUSH, OTHER)
    site.answers[BRUSH] = (503, {"retry-after": "0.2"}, b"")
    site.page(OTHER, "# Other")
    assert [page.name for page in run(site, tmp_path).pages] == ["en--other"]
    assert site.paths()[2:] == [BRUSH, BRUSH, OTHER]
    assert min(after - before for before, after in zip(site.times[2:], site.times[3:], strict=False)) >= 0.2


@pytest.mark.parametrize("path", ["/robots.txt", "/llms.txt", BRUSH])
def test_bad_gateway(path: str, site: Site, tmp_path: Path) -> None:
    """A request whose gateway failed is sent once more."""
    site.page("/robots.txt", "")
    site.index(BRUSH)
    site.page(BRUSH, "# Brush")
    good = site.answers[path]
    assert not callable(good)
    site.answers[path] = first((502, {}, b"<html>"), good)
    assert list_problems(run(site, tmp_path)) == []
    site.answers[path] = (502, {}, b"<html>")
    asked = len(site.asked)
    assert "answer 502" in list_problems(run(site, tmp_path))[0]
    assert site.paths()[asked:].count(path) == 2


@pytest.mark.parametrize(
    ("kind", "body", "what"),
    [
        ("", b"\xef\xbb\xbf\n<!DOCTYPE html><p>Down", "an HTML page"), ("", b"<!-- edge 7 -->\n<html>", "an HTML page"),
        ("", b"<head><title>502</title>", "an HTML page"), ("text/html; charset=utf-8", b"Unavailable", "an HTML page"),
        ("", b'{"error": {"code": 500}}', "a JSON document"), ("", b'\n["down"]\n', "a JSON document"),
        ("application/problem+json", b"{", "a JSON document"), ("", b"<?xml?><Error/>", "an XML document"),
        ("", b"\xef\xbb\xbf \n", "nothing but white space"),
    ],
)  # fmt: skip
def test_error_called_success(kind: str, body: bytes, what: str, site: Site, tmp_path: Path) -> None:
    """A page of errors never replaces a good page, not even when the site later says that it has not changed."""
    site.index(BRUSH)
    site.page(BRUSH, "# Brush", etag='"1"')
    run(site, tmp_path)
    site.answers[BRUSH] = (200, {"content-type": kind, "etag": '"2"'}, body)
    for _ in range(2):
        result = run(site, tmp_path)
        assert [problem.what for problem in result.problems] == [what]
        assert written(tmp_path) == "# Brush"
        assert record(tmp_path).not_fetched("en--brush") == what


@pytest.mark.parametrize(
    "text", ["# A {\n", "<Note>New</Note>\n# Brush", "<div>\n# Brush", "> [Index](/llms.txt)", "{x}", "<!-- -->" * 5000]
)
def test_markdown_that_looks_odd(text: str) -> None:
    """Markdown may contain HTML and braces."""
    assert no_page(text.encode(), "text/markdown") == ""


def test_error_as_index(site: Site, tmp_path: Path) -> None:
    """A page of errors is no index, and then no page counts as gone."""
    site.index(BRUSH)
    site.page(BRUSH, "# Brush")
    run(site, tmp_path)
    site.page("/llms.txt", f'{{"error": "see [docs]({BRUSH})"}}')
    result = run(site, tmp_path)
    assert [(problem.what, problem.level) for problem in result.problems] == [("a JSON document", "error")]
    assert record(tmp_path) == Record(f"{site.url}/llms.txt", "a JSON document")
    assert "a JSON document" in record(tmp_path).not_fetched("en--brush")


@pytest.mark.parametrize("status", [301, 308])
def test_moved_index(status: int, site: Site, tmp_path: Path) -> None:
    """The links of an index that moved are relative to its new address."""
    site.answers["/llms.txt"] = (status, {"location": "/docs/llms.txt"}, b"")
    site.page("/docs/llms.txt", "[Brush](cn/api-manual/brush-4.5)")
    site.page("/docs/cn/api-manual/brush-4.5.md", "# Brush")
    assert list_problems(run(site, tmp_path)) == []
    assert written(tmp_path, "cn--brush-4.5") == "# Brush"


def test_index_moved_elsewhere(site: Site, elsewhere: Site, tmp_path: Path) -> None:
    """An index that moved to another site is followed only if that site is allowed, and by that site's rules."""
    site.answers["/llms.txt"] = (308, {"location": f"{elsewhere.url}/docs/llms.txt"}, b"")
    elsewhere.page("/robots.txt", "User-agent: *\nDisallow: /en/api-manual/other\n")
    elsewhere.page("/docs/llms.txt", f"[Brush]({BRUSH}) [Other]({OTHER})")
    elsewhere.page(BRUSH, "# Brush")
    assert "only the documentation's own sites are read" in list_problems(run(site, tmp_path))[0]
    assert (elsewhere.asked, record(tmp_path).pages) == ([], {})
    assert "leads to" in record(tmp_path).not_fetched("en--brush")
    result = run(site, tmp_path, sites=(elsewhere.url,))
    assert [problem.what for problem in result.problems] == ["robots.txt forbids it"]
    assert written(tmp_path) == "# Brush"
    assert elsewhere.paths() == ["/robots.txt", "/docs/llms.txt", BRUSH]


def test_address_to_try(site: Site, tmp_path: Path) -> None:
    """A page that is not at the likeliest address is looked for at the listed one."""
    site.index("/en/api-manual/one.mdx", "/en/api-manual/two?v=2", "/en/api-manual/three.mdx?v=3")
    site.page("/en/api-manual/one.mdx", "# One")
    site.page("/en/api-manual/two.md?v=2", "# Two")
    result = run(site, tmp_path)
    assert [page.name for page in result.pages] == ["en--one", "en--two"]
    assert [(problem.page, problem.what) for problem in result.problems] == [("en--three", "answer 404")]


def test_link_not_followed(site: Site, tmp_path: Path) -> None:
    """A link that is not followed is a note with its line in the index."""
    site.index(BRUSH, "https://elsewhere.test/en/api-manual/a.md")
    site.page(BRUSH, "# Brush")
    (note,) = list_problems(run(site, tmp_path))
    link = "https://elsewhere.test/en/api-manual/a.md"
    assert note == f"{site.url}/llms.txt:4: note: link not followed: {link} (not on the documentation's own site)"


def test_page_left_the_index(site: Site, tmp_path: Path) -> None:
    """A page that the index does not list any more is reported, recorded and kept."""
    site.index(BRUSH, OTHER)
    site.page(BRUSH, "# Brush")
    site.page(OTHER, "# Other")
    run(site, tmp_path)
    site.index(BRUSH)
    (problem,) = list_problems(run(site, tmp_path))
    assert problem.startswith("en--other:1: error: not in the index any more (")
    assert written(tmp_path, "en--other") == "# Other"
    assert (record(tmp_path).left, record(tmp_path).not_fetched("en--other")) == (("en--other",), "")


def test_record(site: Site, tmp_path: Path) -> None:
    """The record says of each listed page whether it was fetched, also of those that were not asked for."""
    paths = [f"/en/api-manual/{name}.md" for name in ("down", "busy", "late")]
    site.index(BRUSH, *paths)
    site.page(BRUSH, "# Brush")
    site.answers |= {paths[0]: (503, {}, b""), paths[1]: (429, {}, b"")}
    run(site, tmp_path)
    assert record(tmp_path).pages == {
        "en--brush": "", "en--down": "answer 503", "en--busy": "answer 429", "en--late": "the site asks to slow down",
    }  # fmt: skip
    assert record(tmp_path).not_fetched("en--unknown") == ""
    run(site, tmp_path, pages=1)
    assert record(tmp_path).not_fetched("en--late") == "at most 1 pages are fetched in one run"


def test_damaged_record(tmp_path: Path) -> None:
    """A folder without a record was not fetched, and a damaged one is refused."""
    assert load(tmp_path) is None
    for damaged in ("", "[]", '{"index": "", "problem": "", "left": [], "pages": []}'):
        (tmp_path / NAME).write_text(damaged, encoding="utf-8")
        with pytest.raises(YamlError, match=NAME):
            load(tmp_path)
