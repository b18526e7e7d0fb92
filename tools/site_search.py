"""How the search of the site finds its pages: words that a page does not have, weights, and a query that forgives."""

from pathlib import Path
from typing import Any

_FORGIVING = Path(__file__).with_suffix(".js")
_WORKERS = "assets/javascripts/workers/search.*.js"
_WEIGHTS = {"models/": 0.5, "reference/": 0.6}
"""By folder: guides come first, and the pages of models, of which there are many that are alike, after the others."""


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> None:
    """Note the words and the weight of a page: those that mkdocs.yml has for it, or those of its folder."""
    del markdown
    place = page.file.src_uri
    found = config.extra["search"].get(place, {})
    weight = next((weight for folder, weight in _WEIGHTS.items() if place.startswith(folder)), 1)
    words = found.get("words", _together(page.file.name) if place.startswith("models/") else [])
    page.meta |= {"tags": words, "search": {"boost": found.get("boost", weight)}}


def on_post_build(config: Any) -> None:
    """Put the forgiving query before the worker that the theme searches with."""
    for worker in Path(config.site_dir).glob(_WORKERS):
        worker.write_text(f"{_FORGIVING.read_text('utf-8')}\n{worker.read_text('utf-8')}", encoding="utf-8")


def _together(name: str) -> list[str]:
    """Return the name of a model as people also type it: gpt4oimage for gpt-4o-image."""
    return [name.replace("-", "")]
