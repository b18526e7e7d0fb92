"""The record of a fetch, in a file next to its pages: which pages the index lists, and why some were not fetched.

A comparison needs it: a page that could not be fetched is not gone, and its file may be that of an earlier run.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.fetch.cache import write_atomically
from pipeline.yamlio import YamlError

NAME = "fetch.record"  # with the suffix of no page, of Markdown, text or JSON


@dataclass(frozen=True)
class Record:
    """What one run found.

    Attributes:
        index: Address of the index.
        problem: Why the index was not read, or empty.
        pages: Each page that the index lists, with the reason why it was not fetched, or an empty text.
        left: The pages in the folder that the index does not list any more.
    """

    index: str
    problem: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()

    def not_fetched(self, name: str) -> str:
        """Return why a page was not fetched, or an empty text if it was, or if the index does not list it.

        Without the index it is unknown which pages exist, so no page counts as fetched.
        """
        return f"the index was not read: {self.problem}" if self.problem else self.pages.get(name, "")


def save(folder: Path, record: Record) -> None:
    """Write the record of a folder."""
    marks = {"index": record.index, "problem": record.problem, "pages": dict(record.pages), "left": list(record.left)}
    write_atomically(folder / NAME, (json.dumps(marks, indent=1, ensure_ascii=False) + "\n").encode())


def load(folder: Path) -> Record | None:
    """Read the record of a folder, or return None if its pages were not fetched.

    Raises:
        YamlError: The file is damaged.
    """
    try:
        marks = json.loads((folder / NAME).read_bytes())
        pages = {str(name): str(why) for name, why in marks["pages"].items()}
        return Record(str(marks["index"]), str(marks["problem"]), pages, tuple(map(str, marks["left"])))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise YamlError(1, f"{NAME}: no record of a fetch; delete it or fetch again") from error
