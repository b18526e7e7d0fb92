"""Run an example as a person does: in a process of its own, with the mock's address and key around it."""

import os
import subprocess
import sys
from pathlib import Path

from evolink_mock import MockServer

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PNG = b"\x89PNG\r\n"


def environment(server: MockServer, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    kept["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return {**kept, "EVOLINK_BASE_URL": server.base_url, "EVOLINK_API_KEY": server.api_key, **more}


def run(server: MockServer, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder, env=environment(server), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
