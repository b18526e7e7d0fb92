"""The notebook runs from top to bottom, and lies in the repository without what it once showed."""

import os
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

from evolink_mock import MockServer

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "notebook.ipynb"


def stored() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def test_no_outputs() -> None:
    """The notebook is committed without outputs."""
    cells = [cell for cell in stored().cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


def test_runs(evolink_mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The environment, with the mock's address and key, is handed on to the kernel; profiles stay off the home folder.
    """The notebook runs and shows images."""
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert os.environ["EVOLINK_BASE_URL"] == evolink_mock.base_url
    here = {"metadata": {"path": str(tmp_path)}}
    ran = nbclient.NotebookClient(stored(), timeout=60, kernel_name="python3", resources=here).execute()
    shown = [output.get("data", {}) for cell in ran.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("image/png" in each for each in shown) == 6
    assert sum("<img" in each.get("text/html", "") for each in shown) == 1
    assert len(list((tmp_path / "images").glob("*.png"))) == 2
