"""A repository in small: the pipeline and its data, pages of our own, and the commands run as people run them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from pipeline.cli import ROOT

DATA = ("phrasebook", "overlays")


class Scratch:
    """A tree in which every command may write, and a folder of pages beside it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.pages = folder / "tree", folder / "pages"
        self.extracts, self.contract = self.root / "specs" / "extracts", self.root / "specs" / "openapi.yaml"
        if self.root.is_dir():
            return
        self.pages.mkdir()
        shutil.copytree(ROOT / "pipeline", self.root / "pipeline")
        for name in DATA:
            shutil.copytree(ROOT / "specs" / name, self.root / "specs" / name)
        for name in ("wording.yaml", "unchecked.yaml", "sources.yaml"):
            shutil.copy(ROOT / "specs" / name, self.root / "specs")
        shutil.copy(ROOT / "README.md", self.root)

    def page(self, text: str, name: str = "en--brush.md") -> Path:
        path = self.pages / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.root)}
        return subprocess.run(
            [sys.executable, "-m", "pipeline", command, *map(str, arguments)],
            cwd=self.root, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def on_pages(self, command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return self.run(command, "--pages", self.pages, *arguments)

    def made(self) -> None:
        """Make everything that is made of the pages."""
        for ended in (self.on_pages("extract"), self.run("merge"), self.run("generate")):
            assert ended.returncode == 0, ended.stderr


def machine(ended: subprocess.CompletedProcess[str]) -> Any:
    """Return the one JSON document that a command printed, and nothing else."""
    return json.loads(ended.stdout)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}
