"""What calls cost before they are sent, by the documentation and by the journal, sync and async."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evolink._calls.preview import preview
from evolink._costs.prices import Prices
from evolink.errors import InvalidRequest
from evolink_mock import MockServer
from tests.clients import Go
from tests.e2e.conftest import KEY, Open

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x"}
HD: dict[str, Any] = {"model": "mj-v8.2", "prompt": "x", "quality": "hd"}


@pytest.fixture
def recorded(connect: Open, server: MockServer, tmp_path: Path) -> Go:
    return connect(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.sqlite")


def estimated(go: Go, **request: Any) -> Any:
    return go(lambda client: client.estimate(**request))


def test_documented_price(connect: Open) -> None:
    """The documentation's price needs no service and no journal; a wrong request has no price."""
    go = connect(api_key="k", base_url="http://127.0.0.1:9")
    estimate = estimated(go, **GPT, n=2)
    assert str(estimate) == "about 5 credits ($0.07), by the documentation's example"
    assert (estimate.credits, estimate.dollars) == (5.0, pytest.approx(5 / 68))
    assert estimated(go, **HD).credits is None
    with pytest.raises(InvalidRequest, match="n: must be one of 1, 2 or 4"):
        estimated(go, **GPT, n=3)
    assert estimated(go, model="newer-than-this", unchecked=True, style="x").credits is None


def test_price_seen_in_journal(recorded: Go, server: MockServer) -> None:
    """What calls alike have cost is the price where the documentation has none; an estimate sends nothing."""
    task = recorded(lambda client: client.images.submit(**HD))
    before = len(server.request_log)
    estimate = estimated(recorded, **{**HD, "prompt": "y"})
    assert estimate.credits == task.credits_reserved > 0
    assert estimate.source == "1 call like it in the journal"
    assert estimated(recorded, **{**HD, "quality": "standard"}).credits is None
    assert len(server.request_log) == before


@pytest.fixture
def picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (64, 64)).save(stream, "PNG")
    return stream.getvalue()


def test_preview(picture: bytes, tmp_path: Path) -> None:
    """A dry run shows what would be sent, uploaded and paid; each file once."""
    path = tmp_path / "cat.png"
    path.write_bytes(picture)
    shown = preview({**GPT, "image_urls": [path, picture, "https://example.com/a.png"]}, Prices())
    assert (shown.method, shown.path) == ("POST", "/v1/images/generations")
    first, second, last = shown.request["image_urls"]
    assert (first, last) == ("upload:cat.png", "https://example.com/a.png")
    assert second.startswith("upload:")
    assert [file.size for file in shown.uploads] == [len(picture)]
    assert shown.estimate.credits == 2.5
    with pytest.raises(InvalidRequest):
        preview({**GPT, "image_urls": [tmp_path / "gone.png"]}, Prices())
