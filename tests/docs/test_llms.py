"""The program at the head of llms.txt, which language models copy."""

import re
import runpy
from pathlib import Path

import pytest

from evolink_mock import MockServer

HEAD = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "llms.py"))["HEAD"]


def test_the_program_pays_once_however_often_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run again, it finds its file before anything is sent."""
    [program] = re.findall(r"```python\n(.*?)```", HEAD, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("program.py").write_text(program, encoding="utf-8")
    with MockServer(api_key="test", speed=1000.0) as mock:
        monkeypatch.setenv("EVOLINK_BASE_URL", mock.base_url)
        monkeypatch.setenv("EVOLINK_API_KEY", "test")
        for _ in range(2):
            runpy.run_path("program.py")
        assert len(mock.world.tasks) == 1
    assert [path.name for path in tmp_path.glob("*.png")] == ["lighthouse.png"]
