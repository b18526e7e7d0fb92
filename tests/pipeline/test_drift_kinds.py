"""Each kind of change of the documentation gets the verdict that is true for those who use the client."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.drift.extracts import changes
from pipeline.drift.pages import compare
from pipeline.fetch.record import Record, save
from pipeline.reading.extract import extract
from pipeline.reading.folder import extract_folder
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.drifting import TEXT, Facts
from tests.pipeline.writer import ANSWER, Item, Sample, model, raw, rendered

Write = Callable[..., str]
TASK = Sample("/v1/tasks/{task_id}", "get", answer=ANSWER, parameters=(Item("task_id", TEXT, required=True),))
STATUSES = ["pending", "processing", "completed", "failed"]
BRUSH = model("brush-9", Item("style", {**TEXT, "maxLength": 80}))


def read(page: str, books: Phrasebooks) -> Facts:
    return extract(page_of("page", page.encode()), books).document


def judged(old: str, new: str, books: Phrasebooks) -> list[tuple[str, str]]:
    """Return the id and severity of each change between two pages."""
    return [(each.id, each.severity) for each in changes(read(old, books), read(new, books))]


def with_statuses(*statuses: str) -> Sample:
    fields = (
        replace(each, schema={**TEXT, "enum": list(statuses)}) if each.name == "status" else each for each in ANSWER
    )
    return replace(TASK, answer=tuple(fields))


GONE, COME = ("response-property-enum-value-removed", "breaking"), ("response-property-enum-value-added", "warning")


@pytest.mark.parametrize("write", [raw, rendered])
@pytest.mark.parametrize(("now", "expected"), [
    (("pending", "processing", "failed"), [GONE]),
    ((*STATUSES, "paused"), [COME]),
    (("pending", "processing", "succeeded", "failed"), [GONE, COME]),
], ids=["gone", "new", "renamed"])  # fmt: skip
def test_statuses(write: Write, now: tuple[str, ...], expected: list[tuple[str, str]], books: Phrasebooks) -> None:
    """A status that goes breaks the client, which acts on it; a new one is a warning."""
    assert judged(write(TASK), write(with_statuses(*now)), books) == expected


def test_failure_codes(books: Phrasebooks) -> None:
    """A failure code that goes breaks, in the list of codes and in their advice."""
    at: Facts = {"enum": ["a", "b"], "x-evolink-failures": {"a": {}, "b": {}}}
    page = read(raw(TASK), books)
    old, new = (
        {**page, "components": {**page["components"], "schemas": {"TaskErrorCode": {"type": "string", **facts}}}}
        for facts in (at, {"enum": ["a", "c"], "x-evolink-failures": {"a": {}, "c": {}}})
    )
    assert [(each.id.removeprefix("response-property-"), each.severity) for each in changes(old, new)] == [
        ("enum-value-removed", "breaking"), ("enum-value-added", "warning"),
        ("x-evolink-failures-value-removed", "breaking"), ("x-evolink-failures-value-added", "warning"),
    ]  # fmt: skip


def with_block(page: str, before: str, more: str) -> str:
    """Return a raw page with lines put before a line of its OpenAPI block."""
    assert before in page
    return page.replace(before, more + before)


SCHEME = "    bearerAuth:\n      type: http\n      scheme: bearer\n"
KEY = "    key:\n      type: apiKey\n      in: header\n      name: X-Key\n"
SERVERS = "servers:\n- url: https://api.evolink.ai\n"
OTHER = "servers:\n- url: https://api2.example.com\n"
BLOCK: list[tuple[str, Callable[[str], str], list[tuple[str, str]]]] = [
    ("default server named", lambda page: with_block(page, "paths:\n", SERVERS), []),
    ("server moved", lambda page: with_block(page, "paths:\n", OTHER),
     [("api-server-removed", "breaking"), ("api-server-added", "harmless")]),
    ("server added", lambda page: with_block(page, "paths:\n", f"{SERVERS}- url: https://api2.example.com\n"),
     [("api-server-added", "harmless")]),
    ("scheme replaced", lambda page: page.replace("scheme: bearer", "scheme: basic"),
     [("api-global-security-removed", "breaking"), ("api-security-component-removed", "harmless")]),
    ("key in a header",
     lambda page: with_block(page.replace(SCHEME, KEY),
                             "paths:\n", "security:\n- key: []\n"),
     [("api-global-security-removed", "breaking"), ("api-global-security-added", "harmless"),
      ("api-security-component-removed", "harmless"), ("api-security-component-added", "harmless")]),
    ("key beside the token",
     lambda page: with_block(page.replace(SCHEME, KEY + SCHEME), "paths:\n",
                             "security:\n- bearerAuth: []\n  key: []\n"),
     [("api-global-security-added", "harmless"), ("api-global-security-all-required", "breaking"),
      ("api-security-component-added", "harmless")]),
    ("key or the token",
     lambda page: with_block(page.replace(SCHEME, KEY + SCHEME), "paths:\n",
                             "security:\n- bearerAuth: []\n- key: []\n"),
     [("api-global-security-added", "harmless"), ("api-security-component-added", "harmless")]),
    ("key of its own", lambda page: with_block(page, "        style:\n", "        x-limit:\n          type: string\n")
     .replace("maxLength: 80", "maxLength: 80\n          x-max-weight: 3"),
     [("new-optional-request-property", "harmless"), ("api-extension-added", "warning")]),
    ("202", lambda page: page.replace("'200':", "'202':"),
     [("response-success-status-removed", "breaking"), ("response-success-status-added", "harmless")]),
    ("multipart", lambda page: page.replace("application/json", "multipart/form-data", 1),
     [("request-body-media-type-removed", "breaking"), ("request-body-media-type-added", "harmless")]),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), [each[1:] for each in BLOCK], ids=[each[0] for each in BLOCK])
def test_document(edit: Callable[[str], str], expected: list[tuple[str, str]], books: Phrasebooks) -> None:
    """Servers, security schemes, keys of the page's own, statuses and media types are compared, and not refused."""
    page = raw(BRUSH)
    assert edit(page) != page
    assert judged(page, edit(page), books) == expected


def test_rendered_page(books: Phrasebooks) -> None:
    """A rendered page shows its server, its status and its media type, and all are compared."""
    page = rendered(BRUSH)
    moved = judged(page, page.replace("https://api.evolink.ai/", "https://api2.example.com/"), books)
    assert moved == [("api-server-removed", "breaking"), ("api-server-added", "harmless")]
    form = page.replace("\napplication/json\n", "\nmultipart/form-data\n")
    assert judged(page, form, books) == [
        ("request-body-media-type-removed", "breaking"), ("request-body-media-type-added", "harmless"),
    ]  # fmt: skip
    accepted = page.replace("Response\n\n", "Response\n\n202 - application/json\n\n")
    assert judged(page, accepted, books) == [
        ("response-success-status-removed", "breaking"), ("response-success-status-added", "harmless"),
    ]  # fmt: skip


def table(*prices: int) -> str:
    rows = "".join(f"| {size} | {price} |\n" for size, price in zip(("1K", "4K"), prices, strict=False))
    return f"\n## Pricing\n\n| size | credits |\n|---|---|\n{rows}"


@pytest.mark.parametrize(("before", "now"), [("", table(3)), (table(3), table(4)), (table(3), table(3, 9))])
def test_prices(before: str, now: str, books: Phrasebooks) -> None:
    """A new table of prices is a warning, and no major version."""
    (change,) = changes(read(raw(BRUSH) + before, books), read(raw(BRUSH) + now, books))
    assert (change.severity, change.bump) == ("warning", "patch")
    assert change.id.startswith("endpoint-x-evolink-prices-")


def test_price_in_an_example(books: Phrasebooks) -> None:
    """`credits_reserved` in an example is a price; a time is none."""
    old, new = (
        read(rendered(replace(BRUSH, answer=(*ANSWER, Item("usage", {"type": "object"})), reply={
            **BRUSH.reply, "usage": {"credits_reserved": cost, "seconds": time},
        })), books)
        for cost, time in ((1.5, 10), (2.5, 20))
    )  # fmt: skip
    found = [(each.id, each.severity) for each in changes(old, new) if "example" in each.id]
    assert found == [
        ("endpoint-example-price-value-changed", "warning"), ("endpoint-x-evolink-example-value-changed", "harmless"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "severity"), [("5 retries (1/2/4/8/16 seconds)", "harmless"), ("2 retries (2/4 seconds)", "breaking")]
)
def test_retries(now: str, severity: str, books: Phrasebooks) -> None:
    """More retries break no client, whatever the pauses."""
    link = Item("link", {"type": "string", "format": "uri"}, prose=(("together", (977,)),))
    page = raw(model("brush-9", link))
    mark = "Reference images + generated images ≤ 977"
    before = page.replace(mark, "Maximum 3 retries (1/2/4 seconds)")
    (change,) = judged(before, page.replace(mark, f"Maximum {now}"), books)
    assert change[1] == severity


@pytest.mark.parametrize(("record", "state"), [
    (None, "gone"),
    (Record("https://docs.example.com/llms.txt", "", {"page": "answer 503"}), "not fetched"),
    (Record("https://docs.example.com/llms.txt", "answer 429"), "not fetched"),
    (Record("https://docs.example.com/llms.txt", "", {"other": "answer 503"}), "gone"),
    (Record("https://docs.example.com/llms.txt", "", {}, ("page",)), "gone"),
], ids=["no record", "503", "index not read", "not listed", "left the index"])  # fmt: skip
def test_missing_page(record: Record | None, state: str, books: Phrasebooks, tmp_path: Path) -> None:
    """A page that could not be fetched is not gone, and no page is compared with the file of an earlier fetch."""
    if record is not None:
        save(tmp_path, record)
    drift = compare([tmp_path], [read(raw(BRUSH), books)], books)
    assert [(each.page, each.state) for each in drift.pages] == [("page", state)]
    assert (drift.verdict, drift.changes) == ("changed", [])
    if state == "not fetched" or (record and record.left):
        (tmp_path / "page.md").write_text(raw(BRUSH), encoding="utf-8")
        assert [each.state for each in compare([tmp_path], [read(raw(BRUSH), books)], books).pages] == [state]


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage has a status of its own, and the help names all of them."""
    assert main(["drift", "--pages", "nowhere"]) == 3
    for arguments, code in ((["--bogus"], 3), (["--pages"], 3), (["--help"], 0)):
        with pytest.raises(SystemExit) as ended:
            main(["drift", *arguments])
        assert ended.value.code == code
    assert "3 wrong usage" in " ".join(capsys.readouterr().out.split())


def test_table_is_not_a_page(books: Phrasebooks, tmp_path: Path) -> None:
    """What comes from a table is not gone because pages were fetched; with the table it is compared like a page."""
    entry: dict[str, object] = {
        "path": "/v1/films",
        "docs": "https://docs.example.com/en/x",
        "required": [],
        "params": {},
    }
    text = json.dumps({"meta": {"commit": "1"}, "models": {"easel-1": entry, "easel-2": entry}})
    table, pages = tmp_path / "tables", tmp_path / "pages"
    for folder in (table, pages):
        folder.mkdir()
    (table / "table.json").write_text(text, encoding="utf-8")
    committed = [each.document for each in extract_folder(table, books)[0]]
    (pages / "en--brush.md").write_text(raw(BRUSH), encoding="utf-8")
    save(pages, Record("index", "timeout"))
    assert [each.page for each in compare([pages], committed, books).pages] == ["en--brush"]
    (table / "table.json").write_text(text.replace("easel-2", "easel-3"), encoding="utf-8")
    states = [(each.page, each.state) for each in compare([table], committed, books).pages]
    assert states == [("table--easel-1", "unchanged"), ("table--easel-2", "gone"), ("table--easel-3", "added")]


def test_older_version(books: Phrasebooks, tmp_path: Path) -> None:
    """An older version beside the page is no drift; it is named if it is what was committed."""
    for name in ("page.md", "page.genx.md"):
        (tmp_path / name).write_text(raw(BRUSH), encoding="utf-8")
    assert compare([tmp_path], [read(raw(BRUSH), books)], books).verdict == "unchanged"
    (tmp_path / "page.md").unlink()
    (committed,) = (each.document for each in extract_folder(tmp_path, books)[0])
    (tmp_path / "page.md").write_text(raw(BRUSH), encoding="utf-8")
    new, old = compare([tmp_path], [committed], books).pages
    assert ((new.page, new.state), (old.page, old.state)) == (("page", "added"), ("page.genx", "gone"))
    assert "older version of page" in old.problems[0].what
