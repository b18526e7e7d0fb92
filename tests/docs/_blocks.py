"""The code blocks of the README and the documentation's pages."""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"""(?P<language>\w*)(?: title="(?P<title>[^"]+)")?""")


@dataclass(frozen=True)
class Block:
    """A block: its page and line, its language, its title (a file, a terminal, a command, a schema) and its text."""

    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    """Return the blocks of a page. The language may be empty or unknown."""
    name = str(page.relative_to(ROOT))
    found = []
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type in {"fence", "code_block"} and token.map:
            fence = _FENCE.fullmatch(token.info)
            language, title = (fence["language"], fence["title"] or "") if fence else (token.info, "")
            found.append(Block(name, token.map[0] + 1, language, title, token.content))
    return found


BLOCKS = [block for page in PAGES for block in blocks_of(page)]
