"""One model of each kind, from one command to saved results."""

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
