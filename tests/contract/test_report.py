"""The reports of a verdict, made of what a server might send to spoil them."""

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from evolink_suite.exchange import exchange_of
from evolink_suite.report import KINDS, write
from evolink_suite.verdict import Failure, Outcome, Verdict

KEY = "sk-a-key-of-this-test"
NASTY = "</pre><script>alert(1)</script> ``` | $sentence <b>"


class Tags(HTMLParser):
    """Collects the names of tags and the text outside of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.names[tag] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def verdict() -> Verdict:
    request = httpx.Request(
        "POST", "http://a.example/v1/images/generations", headers={"authorization": f"Bearer {KEY}"}, json={"n": NASTY}
    )
    exchange = exchange_of(request, KEY)
    exchange.receive(200, {"content-type": "text/html"}, f"{NASTY} {KEY}".encode())
    pages = (("a-page", "https://docs.example/a?b=1&c=2"), ("a-script", "javascript:alert(1)"))
    failure = Failure("test_x", "access", "A title.", NASTY, (f"`size` {NASTY}",), pages, NASTY, (exchange, exchange))
    found = Verdict("http://a.example", "1", budget=2_000_000.0, spent=1234.5678, failures=[failure])
    found.counts["access"] = Counter({Outcome.FAILED: 1, Outcome.PASSED: 3})
    found.reasons[NASTY] = 2
    return found


@pytest.fixture(params=KINDS)
def report(verdict: Verdict, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / f"report{request.param}"
    write(verdict, path)
    return path.read_text(encoding="utf-8")


def test_what_every_report_has(report: str) -> None:
    """Every report has the verdict, the request as a command, the answer and the page, and never the key."""
    assert KEY not in report
    for wanted in (
        "1 of 4 checks failed.",
        "EVOLINK_API_KEY",
        "curl --include",
        "A title.",
        "https://docs.example/a?b=1",
    ):
        assert wanted in report


def test_html_of_nasty_texts(verdict: Verdict, tmp_path: Path) -> None:
    """What a server sends is text in the HTML, not a part of it, and nothing is loaded or followed but https links."""
    write(verdict, tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.names["script"] == tags.names["style"] == 1
    assert tags.names["b"] == tags.names["link"] == tags.names["img"] == 0
    assert tags.text.count(NASTY) >= 5
    assert "javascript:" not in text
    assert "1,234.57 of 2,000,000" in tags.text


def test_markdown_of_nasty_texts(verdict: Verdict, tmp_path: Path) -> None:
    """What a server sends ends no block of the Markdown."""
    write(verdict, tmp_path / "a.MD")
    lines = (tmp_path / "a.MD").read_text(encoding="utf-8").splitlines()
    fences = [line for line in lines if line.startswith("```")]
    assert len(fences) % 2 == 0
    assert {len(line) - len(line.lstrip("`")) for line in fences} <= {3, 4}
    assert all(opening.strip("`") in {"text", "sh"} for opening in fences[::2])


def test_json_report(verdict: Verdict, tmp_path: Path) -> None:
    """The JSON has each request with its command and its answer."""
    write(verdict, tmp_path / "a.json")
    (failure,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["failures"]
    assert [request["status"] for request in failure["requests"]] == [200, 200]
    assert failure["requests"][0]["body"].endswith("$EVOLINK_API_KEY")
