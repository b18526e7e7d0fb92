"""Which pages an index lists, what they are called, and what is remembered of them."""

import re
from pathlib import Path

import pytest

from pipeline.fetch.cache import Cache, Entry, default_folder
from pipeline.fetch.links import origin
from pipeline.fetch.plan import Listing, listed, names
from pipeline.fetch.visit import sites_of

PAGES = re.compile("/api-manual/")
INDEX = "https://docs.test/llms.txt"
SITE = "https://docs.test"


def plan(index: str, url: str = INDEX) -> Listing:
    return listed(index, url, PAGES, {origin(SITE)})


def paths(index: str, url: str = INDEX) -> list[str]:
    return [page.removeprefix(SITE) for page in plan(index, url).pages]


def test_listed_pages() -> None:
    """Each page of the site is listed once, and what does not match is ignored."""
    index = """
    - [One](https://docs.test/en/api-manual/one.md#top): twice
    - [Again](/en/api-manual/one) [With its port](https://DOCS.test:443/en/api-manual/one)
    - [Guide](/en/guides/start.md) [Up](mailto:a@b.test)
    """
    assert paths(index) == ["/en/api-manual/one.md"]
    assert plan(index).skipped == []


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("brush-4.5", "brush-4.5.md"),
        ("brush4.5/brush-4.5-turbo", "brush4.5/brush-4.5-turbo.md"),
        ("brush-2.fast", "brush-2.fast.md"),
        ("brush-4.5.md", "brush-4.5.md"),
        ("brush/", "brush.md"),
        ("brush-4.5/", "brush-4.5.md"),
        ("brush.mdx", "brush.md"),
        ("brush-4.5.mdx", "brush-4.5.md"),
        ("brush.html", "brush.md"),
        ("brush.HTM", "brush.md"),
        ("brush.MD", "brush.md"),
        ("brush.markdown", "brush.md"),
        ("brush?lang=en#top", "brush.md"),
        ("brush.md?v=2", "brush.md"),
        ("brush_(v2)", "brush_(v2).md"),
        (r"brush_\(v2\)", "brush_(v2).md"),
    ],
)
def test_forms_of_links(link: str, page: str) -> None:
    """The Markdown form of a page is found from every form of its address."""
    for index in (f"- [A page](/en/api-manual/{link}): what it is", f'[A [new] page](/en/api-manual/{link} "Title")'):
        assert paths(index) == [f"/en/api-manual/{page}"]
        assert plan(index).skipped == []


def test_other_addresses() -> None:
    """An address that may be the right one is tried if the likeliest is missing."""
    forms = {
        "brush.mdx": ["brush.mdx"], "brush.MD": ["brush.MD"],
        "brush/": ["brush/index.md"], "brush?a=1&amp;b=2": ["brush.md?a=1&b=2"],
        "brush.md": [], "brush.html": [],
    }  # fmt: skip
    for link, others in forms.items():
        pages = plan(f"[A page](/en/api-manual/{link})").pages
        assert pages == {f"{SITE}/en/api-manual/brush.md": [f"{SITE}/en/api-manual/{other}" for other in others]}


def test_forms_of_references() -> None:
    """Links of every form of Markdown count, also those whose address stands elsewhere."""
    index = """
    [One][one], [two][] and [Three]
    [Four](</en/api-manual/four (old).md>) ![Five](/en/api-manual/five) <https://docs.test/en/api-manual/six>
    Seven is at https://docs.test/en/api-manual/seven. (Eight: https://docs.test/en/api-manual/eight_(b))
    <a href="/en/api-manual/nine">Nine</a> | https://docs.test/en/api-manual/ten|

[one]: /en/api-manual/one "Title"
 [Two]: <https://docs.test/en/api-manual/two>
[three]:
    /en/api-manual/three
"""
    found = [path.removeprefix("/en/api-manual/") for path in paths(index)]
    assert found == ["four%20(old).md", *(f"{name}.md" for name in (
        "five", "six", "seven", "eight_(b)", "nine", "ten", "one", "two", "three"))]  # fmt: skip


def test_links_not_followed() -> None:
    """Every link that matches and is not followed is reported, with its line and the reason."""
    index = """[Good](/en/api-manual/good) <!-- [Old](/en/api-manual/old)
    --> <!-- not a comment's end
    [Other site](https://docs.test.evil.test/en/api-manual/a.md) [Other port](https://docs.test:8443/en/api-manual/a)
    [Unsafe](http://docs.test/en/api-manual/a.md) [User](https://me@docs.test/en/api-manual/a.md)
    [No address](http://[::1/api-manual/a.md)
    [A file](/en/api-manual/openapi.json) [Image](/api-manual/brush.PNG) [Other file](/en/start.pdf)
    [Folder](/en/api-manual/) [Question](/en/api-manual/good?id=2)
    """
    found = [(each.line, each.why) for each in plan(index).skipped]
    assert found == [
        *[(3, "not on the documentation's own site")] * 2, *[(4, "not on the documentation's own site")] * 2,
        (5, "not a valid address"), *[(6, "a file that is no page")] * 2, (7, "a folder of pages, and no page"),
        (7, "another query of a page that is fetched"),
    ]  # fmt: skip
    assert paths(index) == ["/en/api-manual/good.md"]


def test_sites() -> None:
    """The service's two sites belong together, and others only if they are named."""
    hosts = {host for _, host in sites_of("https://docs.evolink.ai/llms.txt", [])}
    assert hosts == {"docs.evolink.ai", "evolink.ai"}
    assert sites_of(INDEX, []) == {("https", "docs.test")}
    assert sites_of(INDEX, ["https://Pages.test:443/a"]) == {("https", "docs.test"), ("https", "pages.test")}


def test_relative_links() -> None:
    """Relative links are relative to where the index was found."""
    assert paths("[A page](en/api-manual/one) [Another](../api-manual/two)", f"{SITE}/docs/new/llms.txt") == [
        "/docs/new/en/api-manual/one.md", "/docs/api-manual/two.md",
    ]  # fmt: skip


def test_unique_names() -> None:
    """Two pages never get the same name."""
    paths = ["/en/api-manual/image/create.md", "/en/api-manual/video/create.md", "/cn/api-manual/video/create.md",
             "/en/api-manual/video/Query.md", "/en/x/api-manual/one.md", "/en/y/api-manual/one.md",
             "/en/api-manual/query.md", "/docs/ko/api-manual/brush-4.5.md",
             "/en/a%2Fb.md", "/en/a-b.md", "/en/../../etc/passwd.md", "/one.md"]  # fmt: skip
    urls = [f"https://docs.test{path}" for path in paths]
    named = names(urls)
    assert len({name.casefold() for name in named.values()}) == len(paths)
    assert all(re.fullmatch(r"[a-z]{2}--[A-Za-z0-9_.-]+", name) for name in named.values())
    assert named[urls[0]] == "en--image--create"
    assert named[urls[2]] == "cn--create"
    assert named[f"{SITE}/docs/ko/api-manual/brush-4.5.md"] == "ko--brush-4.5"
    assert named == dict(sorted(names(reversed(urls)).items(), key=lambda item: urls.index(item[0])))


def test_cache_needs_validators(tmp_path: Path) -> None:
    """A page without validators is not cached."""
    cache = Cache(tmp_path)
    cache.put(Entry("https://docs.test/a", "", "", b"x"))
    assert list(tmp_path.iterdir()) == []
    cache.put(Entry("https://docs.test/a", '"1"', "", b"x\ny"))
    assert cache.get("https://docs.test/a") == Entry("https://docs.test/a", '"1"', "", b"x\ny")
    assert cache.get("https://docs.test/b") is None


def test_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is outside the repository."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "evolink-docs"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_folder() == Path.home() / ".cache" / "evolink-docs"
