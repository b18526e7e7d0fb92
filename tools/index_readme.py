"""The README as a package index shows it: without this repository's files, so that no link of it may be relative.

Links lead to the addresses in [project.urls]: `Documentation` for pages, `Repository` for everything else. As long as
one is missing, the text of its links stays, and its images are left out.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)")
_FENCE = re.compile(r"^(```.*?^```$)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^<!--.*-->\n", re.MULTILINE)


class IndexReadme(MetadataHookInterface):
    """Sets the description of the package."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the README to the metadata."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": without_relative_links(text, metadata.get("urls", {})),
        }


def without_relative_links(text: str, urls: Mapping[str, str]) -> str:
    """Return Markdown with links that work everywhere.

    Args:
        text: The README.
        urls: The [project.urls] of the package.
    """
    parts = _FENCE.split(_COMMENT.sub("", text))
    parts[::2] = [_LINK.sub(lambda found: _link(found, urls), part) for part in parts[::2]]
    return re.sub(r"\n{3,}", "\n\n", "".join(parts))


def _link(found: re.Match[str], urls: Mapping[str, str]) -> str:
    target = found["target"]
    if re.match(r"[a-z]+:", target):
        return found[0]
    address = _address(target, urls)
    if address:
        return f"{found['image']}[{found['text']}]({address})"
    return "" if found["image"] else found["text"]


def _address(target: str, urls: Mapping[str, str]) -> str | None:
    path, _, place = target.partition("#")
    at = f"#{place}" if place else ""
    if path.startswith("docs/") and (site := urls.get("Documentation")):
        return f"{site.rstrip('/')}/{re.sub(r'[.]md$', '.html', path.removeprefix('docs/'))}{at}"
    if path and (repository := urls.get("Repository")):
        return f"{repository.rstrip('/')}/blob/main/{target}"
    return None
