"""Figures in the README and the guides are those of the code, of the last bench run, or of this environment."""

import os
import re
import sys
from inspect import signature
from pathlib import Path

import pytest

from evolink import callbacks
from evolink._calls import callback_ids
from evolink._contract.billing import credits_per_dollar
from evolink._contract.kinds import KINDS
from evolink._task import retry
from evolink.batch import _outcome
from evolink.cluster import _work
from evolink_mock.http import asgi
from evolink_mock.world.state import USUAL_MEGABYTES
from tests.clients import MODES
from tests.contract.faults import catalogue
from tests.faults.scenarios import SCENARIOS
from tests.kill.__main__ import arguments

from ._blocks import ROOT

SIZES = {1024**2: "MiB", 1024**3: "GiB"}


def size(number: int) -> str:
    unit = max(unit for unit in SIZES if number >= unit)
    return f"{number // unit} {SIZES[unit]}"


def kills(*names: str) -> int:
    return sum(arguments().get_default(name) for name in names)


def shortest_token() -> str:
    (least,) = re.findall(r"\{(\d+),\}", callbacks._TOKEN.pattern)
    return str(least)


def most_waiting() -> int:
    return int(signature(callback_ids.CallbackIds).parameters["most"].default)


FIGURES = {
    "README.md": [
        f"{len(SCENARIOS)} faults, from",
        f"all {len(SCENARIOS) * len(MODES)} runs",
        f"{len(catalogue())} deliberate faults",
        f"killed {kills('kills', 'lost_journals', 'postgres_kills')} times, at every step",
        f"single images {kills('single_kills')} times",
    ],
    "docs/mock.md": [f"one budget of {USUAL_MEGABYTES} MB", f"up to {asgi._MOST_READ >> 20} MB of bodies"],
    "docs/guides/money.md": [f"at about {credits_per_dollar():.0f} credits to the dollar"],
    "docs/guides/waiting.md": [f"keeps trying for {retry._NOT_FOUND_PATIENCE:.0f} s."],
    "docs/guides/callbacks.md": [
        f"at most {callback_ids._LONGEST_GAP / 60:.0f} minutes apart, for {callback_ids._GIVE_UP / 3600:.0f} hours",
        f"{callbacks._READERS} tasks at a time, and up to {most_waiting():,} can wait",
        f"at least {shortest_token()} characters",
    ],
    "docs/guides/many-machines.md": [
        f"After {_work.LEASE:.0f} seconds without a sign of life",
        f"gives the running ones {_work._GRACE:.0f} seconds",
    ],
    "wrapper/evolink/cli/batch_work.py": [f"running rows have {_work._GRACE:.0f} seconds to finish"],
    "docs/guides/going-wrong.md": [f"after up to {('no', 'one', 'two', 'three')[_outcome.MOST_CALLS - 1]} new calls"],
    "docs/guides/saving.md": [f"| {size(kind.largest)} |" for kind in KINDS.values()],
}
"""What pages say, with the figures of the code."""


@pytest.mark.parametrize("page", FIGURES)
def test_figures(page: str) -> None:
    """A page has the figures of the code."""
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    assert [said for said in FIGURES[page] if said not in text] == []


@pytest.mark.skipif(not (ROOT / ".venv" / ".ready").exists(), reason="`make setup` has not made this environment")
def test_size_of_environment() -> None:
    """The README says how much `make test` installs."""
    (said,) = re.findall(r"make test .*?([\d.]+) GB", (ROOT / "README.md").read_text(encoding="utf-8"))
    folders = [Path(sys.prefix), ROOT / "tools" / "node_modules"]
    found = sum(
        os.lstat(Path(at, name)).st_blocks * 512 for each in folders for at, _, names in os.walk(each) for name in names
    )
    assert float(said) == pytest.approx(found / 1e9, rel=0.15)
