"""The guide's commands, as a reader gives them, on a real database."""

import re
import subprocess
import sys
from pathlib import Path

from tests.cli.running import environment
from tests.cluster.conftest import Cluster, cats
from tests.waiting import until

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "many-machines.md"
_BLOCK = re.compile(r"^```sh\n(export .*?)^```", re.DOTALL | re.MULTILINE)
_ADDRESS = re.compile(r"postgresql://\S+")


def test_guide_commands(cluster: Cluster) -> None:
    """The commands of the guide work."""
    (cluster.folder / "prompts.jsonl").write_bytes(cluster.manifest(cats(5)).read_bytes())
    submit, work = (_ADDRESS.sub(cluster.address, block) for block in _BLOCK.findall(GUIDE.read_text(encoding="utf-8")))
    variables = environment(**cluster.environment)
    variables["PATH"] = f"{Path(sys.executable).parent}:{variables['PATH']}"
    subprocess.run(["bash", "-euc", submit], env=variables, check=True, timeout=30)  # noqa: S607 - as readers do
    work = work.replace("evolink batch", "exec evolink batch")  # so that the worker is ended, and not bash alone
    cluster.started.append(subprocess.Popen(["bash", "-euc", work], env=variables, text=True))  # noqa: S607 - same
    until(lambda: len(list((cluster.folder / "images").glob("*.png"))) == 5, "all images are there")
    assert "5 rows: 5 done" in cluster.run("status").out
