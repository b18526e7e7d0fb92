"""Families of models, by which lists of many are sorted."""

from typing import Any

from pipeline.writing.families import families

SITE = "https://docs.example.com/en/api-manual"


def on(address: str | None) -> dict[str, Any]:
    return {"x-evolink-pages": [{"name": "page", "url": address and f"{SITE}/{address}"}]}


def test_families() -> None:
    """A family is the folder of the pages without its version, or the known family of the name, or the first words."""
    assert families({
        "acme-brush-1.0": on("image-series/brush1.0/acme-brush-1.0-image-generate"),
        "brush-2": on("image-series/brush2/brush-2-image-generate"),
        "brush-3": on(None),
        "ink-2-pro": on("image-series/ink-2/pro/ink-2-pro"),
        "chalk-image-2": on(None),
        "Tone3-vd": on(None),
        "7up": {},
    }) == {
        "acme-brush-1.0": "brush", "brush-2": "brush", "brush-3": "brush", "ink-2-pro": "ink",
        "chalk-image-2": "chalk-image", "Tone3-vd": "tone", "7up": "7up",
    }  # fmt: skip
