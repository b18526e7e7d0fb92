"""What the site shows and no page can say by itself: the version of the package."""

from typing import Any

from evolink import __version__

_VERSION = "<!-- version -->"
"""Stands on a page where the site shows the version; elsewhere it is invisible."""


def on_config(config: Any) -> Any:
    """Show the version at the foot of every page."""
    config.copyright = f"evolink {__version__}, MIT licence. Unofficial, not affiliated with EvoLink."
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Show the version where a page asks for it."""
    return markdown.replace(_VERSION, f"Version {__version__}")
