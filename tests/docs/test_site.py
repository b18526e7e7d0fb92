"""The site is built without warnings, and loads nothing from other hosts."""

import functools
import http.server
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from evolink import __version__
from evolink_rules import models
from pipeline.writing.model_page import file_name
from pipeline.writing.readme import anchor
from tests.listening import Listening
from tests.mock._chromium import Chromium

from ._blocks import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NODE = shutil.which("node")
LOADS = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("source", "srcset"), ("video", "src"),
    ("audio", "src"), ("embed", "src"), ("object", "data"), ("use", "href"), ("image", "href"),
}  # fmt: skip
LINKS_THAT_LOAD = {"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
SEARCHED = {
    "docker": "guides/mock-elsewhere", "github actions": "guides/mock-elsewhere", "CORS": "guides/mock-elsewhere",
    "upload": "guides/files", "local file": "guides/files",
    "api key": "guides/key", "login": "guides/key", "install": "quickstart", "mcp": "guides/agents",
    "price": "guides/money", "cost": "guides/money", "refund": "guides/money", "credits": "guides/money",
    "proxy": "reference/client", "base_url": "reference/client",
    "async": "reference/asyncio", "await": "reference/asyncio",
    "timeout": "guides/waiting", "polling": "guides/waiting",
    "retry": "guides/going-wrong", "paid twice": "guides/going-wrong",
    "webhook": "guides/callbacks", "callback": "guides/callbacks",
    "rate limit": "reference/errors", "429": "reference/errors", "exception": "reference/errors",
    "download": "guides/saving", "jupyter": "examples", "FastAPI": "examples", "pytest": "guides/testing",
    "csv": "guides/batches", "budget": "guides/batches", "parallel": "guides/many-at-once",
    "crash": "guides/journal", "postgres": "guides/many-machines", "openapi": "guides/low-level",
    "terminal": "cli", "idempotency_key": "reference/generate", "changelog": "changelog",
    "curl": "guides/coming-from", "openai": "guides/coming-from",
    "windows": "windows", "opentelemetry": "guides/tracing", "logging": "guides/tracing", "metrics": "guides/tracing",
    "django": "examples", "celery": "examples",
    "first image": "quickstart", "edit an image": "guides/files", "many images": "guides/many-at-once",
    "--dry-run": "guides/money", "exceptions": "reference/errors", "connection refused": "guides/going-wrong",
    "CERTIFICATE_VERIFY_FAILED": "reference/client", "there is no API key": "guides/key",
    "TypedDict": "reference/generate",
    "evolink: command not found": "cli", "text to speech": "models", "aspect ratio": "models",
    "gpt4o": "models/gpt-4o-image",
    "SubmissionUncertain": "reference/errors", "on_progress": "reference/generate", "resume": "guides/journal",
    "exeption": "reference/errors", "dokcer": "guides/mock-elsewhere", "tiemout": "guides/waiting",
    "webook": "guides/callbacks", "asnyc": "reference/asyncio", "quickstrat": "quickstart",
    "sora": "models/sora-2", "kling-v3-image-to-video": "models/kling-v3-image-to-video",
}  # fmt: skip
"""Words that people type, and a page that should be among the first they see."""
FIRST = 3
NAMED = ("sora 2", "nano-banana-beta", "GPT-4o-image", "quickstart", "the mock")
"""Names of pages, which come first even where other names are longer."""
COVERED = """
[...document.querySelectorAll('.md-code__nav')]
    .filter((buttons) => buttons.parentElement.querySelector('code').getBoundingClientRect().right
        > buttons.getBoundingClientRect().left)
    .map((buttons) => buttons.parentElement.textContent)
"""
"""The code that is covered by its copy button."""
PUBLIC = (
    "evolink",
    "evolink.batch",
    "evolink.cluster",
    "evolink.errors",
    "evolink.journal",
    "evolink.callbacks",
    "evolink_rules",
    "evolink_mock",
)


class Addresses(HTMLParser):
    """Notes what a page makes a browser load, and the names that can be jumped to."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.add(given.get("id", ""))
        self.loaded += [value for name, value in given.items() if (tag, name) in LOADS]
        if tag == "link" and LINKS_THAT_LOAD & set(given.get("rel", "").split()):
            self.loaded.append(given["href"])
        self.loaded += styled(given.get("style", ""))


def styled(text: str) -> list[str]:
    return [link.strip("\"' ") for link in re.findall(r"(?:url\(|@import)\s*([^);]+)", text)]


def is_elsewhere(address: str) -> bool:
    return bool(urlsplit(address).netloc)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Addresses]:
    found = {}
    for path in site.rglob("*.html"):
        found[str(path.relative_to(site))] = read = Addresses()
        read.feed(path.read_text(encoding="utf-8"))
    return found


def test_pages_load_nothing(pages: dict[str, Addresses]) -> None:
    """No page loads anything from another host."""
    assert len(pages) > 20
    assert all(page.loaded for page in pages.values())
    assert {address for page in pages.values() for address in page.loaded if is_elsewhere(address)} == set()


def test_assets_load_nothing(site: Path) -> None:
    """No stylesheet or image loads anything from another host."""
    sheets = [*site.rglob("*.css"), *site.rglob("*.svg")]
    assert len(sheets) > 3
    for path in sheets:
        assert not [link for link in styled(path.read_text(encoding="utf-8")) if is_elsewhere(link)], path.name


def test_version(site: Path) -> None:
    """The first page and the foot of every page show the version of the package."""
    assert f"Version {__version__} for Python" in (site / "index.html").read_text(encoding="utf-8")
    assert f"evolink {__version__}, MIT" in (site / "cli.html").read_text(encoding="utf-8")


def test_public_names(pages: dict[str, Addresses]) -> None:
    """Every public name is in the reference."""
    anchors = {anchor.rpartition(".")[2] for page in pages.values() for anchor in page.anchors}
    for name in PUBLIC:
        module = importlib.import_module(name)
        own = [each for each, value in vars(module).items() if getattr(value, "__module__", "") == name]
        names = set(getattr(module, "__all__", own)) - {"errors"}
        assert names, name
        assert names <= anchors, name


def test_models(pages: dict[str, Addresses]) -> None:
    """Every model has a page, and is in the list under the anchor that older links lead to."""
    for info in models().values():
        assert f"models/{file_name(info.name).removesuffix('.md')}.html" in pages
        assert {anchor(name) for name in (info.name, *info.aliases)} <= pages["models.html"].anchors


@pytest.mark.skipif(NODE is None and os.environ.get("CI") != "true", reason="there is no Node.js here")
def test_search(site: Path) -> None:
    """The search shows the right page among the first, as its own worker answers."""
    assert NODE, "CI=true, but there is no Node.js"
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.js")
    files = (Path(__file__).with_name("search.js"), worker, site / "search" / "search_index.json")
    command = [NODE, *map(str, files), *SEARCHED, *NAMED]
    asked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    found = {word: [each.partition(".html")[0] for each in pages] for word, pages in json.loads(asked.stdout).items()}
    assert [found[name][0] for name in NAMED] == [
        *("models/sora-2", "models/nano-banana-beta", "models/gpt-4o-image", "quickstart", "mock"),
    ]
    found = {word: pages[:FIRST] for word, pages in found.items()}
    assert {word: found[word] for word, page in SEARCHED.items() if page not in found[word]} == {}


def test_words_of_pages(site: Path) -> None:
    """What mkdocs.yml adds for the search is for pages that exist."""
    added = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["search"]
    assert [page for page in added if not (site / page).with_suffix(".html").is_file()] == []


def test_length(site: Path) -> None:
    """No page is endless: a line takes about 25 pixels of a screen that is 1280 wide."""
    lengths = {str(path.relative_to(site)): length(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert max(lengths.values()) < 20_000 // 25, max(lengths, key=lambda name: lengths[name])
    assert max(length for name, length in lengths.items() if name.startswith("models/")) < 200


def test_heads(site: Path) -> None:
    """Every page has a title and a description of its own, and those of models have their names."""
    pages = {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    titles = {name: re.findall(r"<title>(.+) - evolink</title>", page) for name, page in pages.items()}
    described = {
        name: re.findall(r'<meta name="description" content="([^"]{30,250})">', page) for name, page in pages.items()
    }
    assert [name for name in pages if len(titles[name]) != 1 or len(described[name]) != 1] == []
    assert len({*map(tuple, titles.values())}) == len({*map(tuple, described.values())}) == len(pages)
    assert titles["models/sora-2.html"] == ["sora-2"]


def test_names_are_links(site: Path) -> None:
    """The names of errors lead to the reference: in what a call raises, and in guides."""
    for page, name in (("reference/generate", "WouldOverwrite"), ("guides/going-wrong", "TaskTimeout")):
        read = (site / f"{page}.html").read_text(encoding="utf-8")
        assert re.search(rf'href="[./]*(?:reference/)?errors.html#evolink.errors.{name}"><code>{name}</code></a>', read)


def test_decisions(site: Path) -> None:
    """Each decision is folded under its own number, and none is lost."""
    page = (site / "decisions.html").read_text(encoding="utf-8")
    source = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    numbers = re.findall(r"^(\d+)\. ", source, re.MULTILINE)
    assert re.findall(r'<li><details class="decision"><summary>.+?</summary><p id="(\d+)">', page) == numbers
    assert page.count("<li><strong>") == 0


def length(page: str) -> int:
    """Return about how many lines a page has: those of code, those that its text fills, and one around each block."""
    article = page.partition("<article")[2].partition("</article")[0]
    article = re.sub(r"</summary>.*?</details>", "", article, flags=re.DOTALL)
    code = re.findall(r"<pre.*?</pre>", article, re.DOTALL)
    text = re.sub(r"<pre.*?</pre>", "", article, flags=re.DOTALL)
    words = re.sub(r"(?:<[^>]+>|\s)+", " ", text)
    return sum(str(each).count("\n") for each in code) + len(words) // 60 + len(re.findall(r"<(?:p|li|tr|h\d)\b", text))


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class says so
            """Say nothing."""

    with Listening(("127.0.0.1", 0), functools.partial(Quiet, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.skipif(CHROMIUM is None and os.environ.get("CI") != "true", reason="there is no Chromium here")
def test_browser(address: str, tmp_path: Path) -> None:
    """A browser loads the site without errors."""
    assert CHROMIUM, "CI=true, but there is no Chromium"
    with Chromium(CHROMIUM, tmp_path) as browser:
        browser.open(f"{address}/index.html", dark=True)
        browser.until("document.querySelector('.md-content img').complete")
        assert browser.run("document.body.dataset.mdColorScheme") == "slate"
        browser.until("document.querySelectorAll('.md-code__button[data-md-type=copy]').length > 1")
        browser.run("document.querySelector('.md-search__input').focus()")
        browser.run("document.querySelector('.md-search__input').value = 'idempotency'")
        browser.run("document.querySelector('.md-search__input').dispatchEvent(new KeyboardEvent('keyup'))")
        browser.until("document.querySelectorAll('.md-search-result__item').length > 0")
        browser.open(f"{address}/quickstart.html", width=390)
        browser.until("document.querySelectorAll('.md-code__nav').length > 4")
        assert browser.run(COVERED) == []
        browser.open(f"{address}/guides/going-wrong.html", width=390)
        browser.until("document.querySelectorAll('td[data-column]').length > 40")
        wide = (
            "[...document.querySelectorAll('.md-typeset__scrollwrap')].filter((it) => it.scrollWidth > it.clientWidth)"
        )
        assert browser.run(f"{wide}.length") == 0, "a phone shows the whole of each row"
        for width in (390, 1280):
            browser.open(f"{address}/models.html?find=kling+1080p", width=width)
            browser.until("document.querySelector('.models-filter [role=status]').textContent.includes(' of ')")
            assert browser.run("document.documentElement.scrollWidth <= innerWidth"), width
            rows = "[...document.querySelectorAll('.models tbody tr')]"
            shown = browser.run(f"{rows}.filter((row) => row.offsetHeight).map((row) => row.textContent)")
            assert shown
            assert all("kling" in row and "1080p" in row for row in shown)
        assert [url for url in browser.asked if not url.startswith((address, "about:", "data:"))] == []


def test_language_models_get_an_index_with_the_money_first_and_the_guides_whole(site: Path) -> None:
    """llms.txt names every page with a sentence, and its links lead somewhere; llms-full.txt has the guides."""
    index = (site / "llms.txt").read_text(encoding="utf-8")
    pages = re.findall(r"^- \[([^\]]+)\]\(([^)]+)\)(?:: (.+))?$", index, re.MULTILINE)
    titles = re.findall(r"^## (.+)$", index, re.MULTILINE)
    assert index.index("Money first:") < index.index("## ")
    assert {"Guides", "Models", "Reference", "How it is made"} <= set(titles)
    assert [link for _, link, _ in pages if not (site / link).is_file()] == []
    assert {"guides/money.md", "quickstart.md", "reference/errors.html"} <= {link for _, link, _ in pages}
    wordless = [link for _, link, about in pages if link.endswith(".md") and not re.fullmatch(r".{12,250}\.", about)]
    assert wordless == []
    whole = (site / "llms-full.txt").read_text(encoding="utf-8")
    assert "SubmissionUncertain" in whole
    assert (site / "models" / "nano-banana-beta.md").is_file()
    assert "--8<--" not in whole
    assert "<!-- decisions.md -->" not in whole
    assert "<!-- reference/" not in whole
