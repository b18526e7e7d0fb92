"""What no page can say by itself: the version of the package, and how the site sorts its pages."""

import re
from typing import Any

from evolink import __version__

_VERSION = "<!-- version -->"
"""Stands on a page where the site shows the version; elsewhere it is invisible."""
_LIST, _MODELS, _REFERENCE = "models.md", "models/", "reference/"
_NAME = re.compile(r"^# (.+)$", re.MULTILINE)
_HEADING = re.compile(r"<h2(?! id=\"parameters\")")
_WITH_CALLS = {"reference/client.md", "reference/generate.md"}
_SIGNATURE = r'(<span class="nf">){}(</span>.*?-&gt;</span> ).*?(?=\n?</code>)'
_CALLS = {
    "_submit": ("client.images.submit", "Task"),
    "_generate": ("client.images.generate", "Images"),
    "estimate": ("client.estimate", "Estimate"),
}
"""Methods that are written once for both clients: how people call them, and what a blocking call returns."""


def on_config(config: Any) -> Any:
    """Show the version at the foot of every page."""
    config.copyright = f"evolink {__version__}, MIT licence. Unofficial, not affiliated with EvoLink."
    return config


def on_nav(nav: Any, files: Any, **_: Any) -> Any:
    """Put the page of each model under the list of models, which is all of them that the navigation shows."""
    parent = files.get_file_from_path(_LIST).page
    for file in files.documentation_pages():
        if file.src_uri.startswith(_MODELS):
            file.page.parent = parent.parent
    return nav


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Show the version where a page asks for it, and name pages that the navigation does not tell apart."""
    place = page.file.src_uri
    if place == _LIST:
        page.meta |= {"hide": ["navigation", "toc"]}
    if place.startswith(_MODELS):
        page.meta |= {"hide": ["navigation"], "title": _NAME.findall(markdown)[0]}
    if place.startswith(_REFERENCE):
        page.meta |= {"title": f"{page.title}: reference"}
    return markdown.replace(_VERSION, f"Version {__version__}")


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Name calls as people write them, and keep a hundred headings that are alike out of the search."""
    if page.file.src_uri.startswith(_MODELS):
        return _HEADING.sub("<h2 data-search-exclude", html)
    if page.file.src_uri in _WITH_CALLS:
        for method, (call, returned) in _CALLS.items():
            link = f'<autoref identifier="evolink.{returned}" optional>{returned}</autoref>'
            html = re.sub(_SIGNATURE.format(method), rf"\g<1>{call}\g<2>{link}", html, flags=re.DOTALL)
    return html
