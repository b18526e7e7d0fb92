"""Names in the text that lead to the reference: `TaskTimeout` in a guide, or in a list of what a call raises."""

import importlib
import re
from collections import defaultdict
from typing import Any

_PACKAGES = (
    *("evolink", "evolink.errors", "evolink.batch", "evolink.cluster", "evolink.journal", "evolink.callbacks"),
    *("evolink_rules", "evolink_mock"),
)
_ELSEWHERE = {"EvoLinkError": "evolink.errors._root.EvoLinkError"}
"""The root of the errors is shown with what it keeps private from other pages."""
_CODE = re.compile(
    r"<pre\b.*?</pre>|<a\b.*?</a>|<autoref\b.*?</autoref>|<h[1-6]\b.*?</h[1-6]>|<code>(?P<name>[A-Z]\w+)</code>",
    re.DOTALL,
)
"""A name alone in `code`, or what is skipped because it is code, a heading or a link already."""

_places: dict[str, str] = {}


def on_config(config: Any) -> Any:
    """Note where the reference has each public class."""
    _places.update(places())
    return config


def on_page_content(html: str, **_: Any) -> str:
    """Link the names of public classes."""
    return _CODE.sub(_linked, html)


def places() -> dict[str, str]:
    """Return the anchor of each public class; those that share a name with another have none."""
    found: defaultdict[str, dict[type, str]] = defaultdict(dict)
    for package in _PACKAGES:
        module = importlib.import_module(package)
        for name in getattr(module, "__all__", vars(module)):
            value = getattr(module, name)
            if isinstance(value, type) and value.__module__.startswith(package):
                found[name][value] = f"{package}.{name}"
    return {name: next(iter(anchors.values())) for name, anchors in found.items() if len(anchors) == 1} | _ELSEWHERE


def _linked(found: re.Match[str]) -> str:
    place = _places.get(found["name"] or "")
    return f'<autoref identifier="{place}" optional>{found[0]}</autoref>' if place else found[0]
