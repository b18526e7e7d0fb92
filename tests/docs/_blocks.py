"""The code blocks of the README and the documentation's pages."""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCED = re.compile(r"^```(?P<info>[^`\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_INFO = re.compile(r"""(?P<language>\w*)(?: title="(?P<title>[^"]+)")?""")


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
    """Return the blocks of a page. The language may be empty or unknown.

    Every worker reads all pages, so this is no parser of Markdown; a test compares it with one.
    """
    text = page.read_text(encoding="utf-8")
    name = str(page.relative_to(ROOT))
    found = []
    for fence in _FENCED.finditer(text):
        info = _INFO.fullmatch(fence["info"])
        language, title = (info["language"], info["title"] or "") if info else (fence["info"], "")
        found.append(Block(name, text.count("\n", 0, fence.start()) + 1, language, title, fence["text"]))
    return found


def parsed_blocks_of(page: Path) -> list[tuple[int, str]]:
    """Return the line and the text of each block, as a parser of Markdown finds them."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    return [(each.map[0] + 1, each.content) for each in tokens if each.type in {"fence", "code_block"} and each.map]


BLOCKS = [block for page in PAGES for block in blocks_of(page)]
