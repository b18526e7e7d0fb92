"""`--dry-run`: what a call would do, and nothing of it."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Evolink, Service

BANANA = ("generate", "in winter", "--model", "nano-banana-beta")


def test_dry_run(evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dry run shows what would be sent, uploaded and paid, and does nothing of it; it needs no key."""
    Image.new("RGB", (400, 400), "red").save("cat.png")
    monkeypatch.delenv("EVOLINK_API_KEY")
    ran = evolink(*BANANA, "--image", "cat.png", "-o", "made/", "--dry-run")
    assert "POST /v1/images/generations" in ran.out
    assert '"upload:cat.png"' in ran.out
    assert "cost: about 1.6 credits" in ran.out
    report = json.loads(evolink(*BANANA, "--image", "cat.png", "--dry-run", "--json").out)["data"]["dry_run"]
    assert report["request"]["image_urls"] == ["upload:cat.png"]
    assert report["uploads"][0]["size"] == Path("cat.png").stat().st_size
    assert report["estimate"]["credits"] == pytest.approx(1.6)
    assert evolink(*BANANA, "--image", "gone.png", "--dry-run").status == 3
    assert (service.requests(), Path("made").exists()) == ([], False)


def test_several_to_stdout(evolink: Evolink) -> None:
    """What the command refuses, its dry run refuses."""
    assert evolink(*BANANA, "--count", "2", "-o", "-", "--dry-run").status == 2
    assert evolink(*BANANA, "-o", "-", "--dry-run").status == 0
