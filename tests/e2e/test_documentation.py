"""What the README and the guides show is run as it stands."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from evolink_mock import MockServer

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
BLOCKS = {
    f"{path.stem} {number}": block
    for path in (ROOT / "README.md", *GUIDES)
    for number, block in enumerate(BLOCK.findall(path.read_text(encoding="utf-8")), start=1)
}


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_of_python_runs(name: str, tmp_path: Path) -> None:
    code = re.sub(r"(?<=^PORT = )\d+", free_port(), BLOCKS[name], flags=re.MULTILINE)
    with MockServer(api_key="k", speed=200.0) as server:
        environment = {**os.environ, "EVOLINK_BASE_URL": server.base_url, "EVOLINK_API_KEY": "k"}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert not done.stderr


def test_the_readme_and_every_guide_have_blocks_that_are_run() -> None:
    assert {name.split()[0] for name in BLOCKS} >= {path.stem for path in GUIDES} | {"README"}
    assert {"waiting", "money", "saving", "callbacks", "many-at-once"} <= {path.stem for path in GUIDES}


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path.stem
)
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    assert [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()] == []
