"""One model of each kind, from the command line and from a manifest to saved results."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Evolink
from tests.models import KINDS, of_kind, request_to


@pytest.mark.parametrize("kind", KINDS)
def test_generate(evolink: Evolink, tmp_path: Path, kind: str) -> None:
    """`evolink generate` saves what a model of any kind makes."""
    name = of_kind(kind)[0]
    request = request_to(name)
    prompt = [request["prompt"]] if "prompt" in request else []
    rest = [
        f"--set={field}={json.dumps(value)}" for field, value in request.items() if field not in {"model", "prompt"}
    ]
    ran = evolink("generate", "--model", name, *rest, "--output", f"{tmp_path / kind}/", *prompt)
    assert (ran.status, len([*(tmp_path / kind).iterdir()])) == (0, 1), ran.err


def test_manifest(evolink: Evolink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A manifest may have models of every kind."""
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "journal.sqlite"))
    rows = [{"id": kind, **request_to(of_kind(kind)[0])} for kind in KINDS]
    manifest = tmp_path / "rows.jsonl"
    manifest.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    ran = evolink("batch", "run", str(manifest), "--output", str(tmp_path / "out"))
    assert ran.status == 0, ran.err
    saved = {path.name.partition(".")[0].partition("-")[0] for path in (tmp_path / "out").iterdir()}
    assert {*KINDS} <= saved
