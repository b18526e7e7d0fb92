"""Which pages an index lists, what they are called, and what is remembered of them."""

import re
from pathlib import Path

import pytest

from pipeline.fetch.cache import Cache, Entry, default_folder
from pipeline.fetch.plan import listed, names

PAGES = re.compile("/api-manual/")
INDEX = "https://docs.test/llms.txt"


def test_listed_pages() -> None:
    """Only links to pages of the same site are listed."""
    index = """
    - [One](https://docs.test/en/api-manual/one.md#top): twice
    - [Again](/en/api-manual/one)
    - [Other site](https://docs.test.evil.test/en/api-manual/a.md) [Other port](https://docs.test:8443/en/api-manual/a.md)
    - [Unsafe](http://docs.test/en/api-manual/a.md) [No address](http://[::1/api-manual/a.md) [Up](mailto:a@b.test)
    - [Not a page](/en/api-manual/openapi.json) [Question](/en/api-manual/a?b=c) [Folder](/en/api-manual/)
    """
    assert listed(index, INDEX, PAGES) == ["https://docs.test/en/api-manual/one.md"]


def test_unique_names() -> None:
    """Two pages never get the same name."""
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
