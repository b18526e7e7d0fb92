"""What the README shows is run as it stands."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evolink_mock import MockServer

README = Path(__file__).resolve().parents[2] / "README.md"
BLOCKS = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(1, len(BLOCKS) + 1))
def test_every_block_of_python_runs(block: str, tmp_path: Path) -> None:
    with MockServer(api_key="k", speed=200.0) as server:
        environment = {**os.environ, "EVOLINK_BASE_URL": server.base_url, "EVOLINK_API_KEY": "k"}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", block],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_readme_has_the_blocks_that_are_run() -> None:
    assert len(BLOCKS) >= 3
