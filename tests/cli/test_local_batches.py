"""`evolink batch status` of a batch on this machine, and what is said of two at once."""

import json
import os
from pathlib import Path

import pytest

from evolink.journal import Journal
from tests.cli.conftest import Evolink, Service

MANIFEST = "".join(f'{{"model": "nano-banana-beta", "prompt": "cat {number}"}}\n' for number in range(3))


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "j.sqlite"))
    Path("cats.jsonl").write_text(MANIFEST, encoding="utf-8")
    return tmp_path / "j.sqlite"


def test_status(evolink: Evolink, journal: Path, tmp_path: Path) -> None:
    """A batch is shown with its rows, its cost, its folder, its journal, and how to continue it."""
    assert "no batches" in evolink("batch", "status").err
    assert evolink("batch", "run", "cats.jsonl", "-o", "out", "--budget", "4").status == 1
    shown = evolink("batch", "status")
    assert shown.out.splitlines()[0] == f"{tmp_path / 'out'}: 3 rows: 2 done, 1 to send"
    assert "  cost 3.2 credits; started " in shown.out
    assert f"evolink batch run {tmp_path / 'cats.jsonl'} -o {tmp_path / 'out'}" in shown.out
    assert f"journal: {journal}" in shown.err
    assert evolink("batch", "run", "cats.jsonl", "-o", "out").status == 0
    (batch,) = json.loads(evolink("batch", "status", "out", "--json").out)["data"]["batches"]
    assert (batch["rows"], batch["states"], batch["processes"]) == (3, {"completed": 3}, [])
    assert batch["cost"] == pytest.approx(4.8)
    assert "no batch of this journal goes into" in evolink("batch", "status", "elsewhere").err


def test_command_names_the_model_of_prompts(evolink: Evolink) -> None:
    """The command that continues a file of prompts can be copied: it has the model, which the file has not."""
    Path("p.txt").write_text("a model of a ship\na lamp\n", encoding="utf-8")
    evolink("batch", "run", "p.txt", "-m", "nano-banana-beta", "-o", "out", "--budget", "2")
    command = evolink("batch", "status").out.splitlines()[-1].split()
    assert command[-4:-2] == ["-m", "nano-banana-beta"]
    ran = evolink(*command[1:])
    assert (ran.status, ran.err.splitlines()[-1]) == (0, "2 of 2 rows done; 3.2 credits")


def test_two_batches_with_one_journal(evolink: Evolink, service: Service, journal: Path) -> None:
    """The refusal names the process and the journal, and says that another journal is a way out."""
    with Journal(journal) as running, running.only_runner():
        ran = evolink("batch", "run", "cats.jsonl", "-o", "out")
    assert (ran.status, service.requests("POST")) == (1, [])
    assert f"process {os.getpid()} on " in ran.err
    assert f"with the journal {journal}" in ran.err
    assert "with another journal (EVOLINK_JOURNAL" in ran.err
