"""Figures in the README and the guides are those of the code, of the last bench run, or of this environment."""

import os
import re
import sys
from inspect import signature
from pathlib import Path

import pytest

from evolink import callbacks
from evolink._calls import callback_ids, reconcile
from evolink._contract.billing import credits_per_dollar
from evolink._contract.kinds import KINDS
from evolink._files import link_rules
from evolink._task import answer_fields, retry
from evolink.batch import _forecast, _outcome, _store
from evolink.cli import _generation, mcp
from evolink.cli._mcp import budget, following
from evolink.cluster import _work
from evolink.journal import _database
from evolink_mock import pytest_plugin
from evolink_mock.http import asgi
from evolink_mock.images import sizes
from evolink_mock.images import spec as image_spec
from evolink_mock.videos import encoding
from evolink_mock.world.state import USUAL_MEGABYTES
from evolink_mock.world.story import stories
from tests.clients import MODES
from tests.contract.faults import catalogue
from tests.faults.scenarios import SCENARIOS
from tests.kill.__main__ import arguments

from ._blocks import ROOT

WORDS = dict(enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))) | {
    100: "a hundred"
}
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
    "docs/cli.md": [f"More than {WORDS[_generation._MOST_UNASKED]} calls need a yes"],
    "docs/mock.md": [
        f"one budget of {USUAL_MEGABYTES} MB",
        f"up to {asgi._MOST_READ >> 20} MB of bodies",
        f"{sizes._MOST_CACHED >> 20} MB of results that were drawn last",
        f"more than {image_spec._MOST_PIXELS:,} pixels",
        f"{encoding._FEWEST} to {encoding._MOST} in all",
        f"the task takes {WORDS[int(stories()['slow'].pace)]} times as long",
        f"`completed` {stories()['late-results'].links_after:.0f} seconds before its links",
        f"less than {WORDS[int(reconcile._AFTER // 60)]} minutes apart",
    ],
    "docs/guides/agents.md": [
        f"{mcp._BUDGET:g} unless you say otherwise (about ${mcp._BUDGET / credits_per_dollar():.1f}0)",
        f"counts as a {({4: 'quarter'})[budget._SHARE_OF_UNKNOWN]} of the budget",
        f"images of up to {following._MOST_SHOWN // 1000} kB",
    ],
    "docs/guides/batches.md": [
        f"counts as {WORDS[int(_forecast._WORST)]} times the highest price",
        f"{WORDS[_forecast._SHOWN_BY_LINKS]} values of a link, or {WORDS[_forecast._SHOWN_BY]} of anything else",
        f"differ by no more than a factor of {WORDS[int(_forecast._SAME)]}",
    ],
    "docs/guides/money.md": [
        f"at about {credits_per_dollar():.0f} credits to the dollar",
        {1e6: "one above a million credits as a million"}[answer_fields.MAX_CREDITS],
    ],
    "docs/guides/testing.md": [f"clock runs {WORDS[int(pytest_plugin._SPEED)]} times as fast as yours"],
    "docs/guides/waiting.md": [f"keeps trying for {retry._NOT_FOUND_PATIENCE:.0f} s."],
    "docs/guides/callbacks.md": [
        f"at most {callback_ids._LONGEST_GAP / 60:.0f} minutes apart, for {callback_ids._GIVE_UP / 3600:.0f} hours",
        f"{callbacks._READERS} tasks at a time, and up to {most_waiting():,} can wait",
        f"at least {shortest_token()} characters",
    ],
    "docs/guides/many-machines.md": [
        f"After {_work.LEASE:.0f} seconds without a sign of life",
        f"gives the running ones {_work._GRACE:.0f} seconds",
        f"does the same for {WORDS[int(_store.PATIENCE // 60)]} minutes",
        f"releases all its other locks after {WORDS[_database._LONGEST_PAUSE_MS // 1000]} seconds",
    ],
    "wrapper/evolink/cli/batch_work.py": [f"running rows have {_work._GRACE:.0f} seconds to finish"],
    "docs/guides/going-wrong.md": [f"after up to {WORDS[_outcome.MOST_CALLS - 1]} new calls"],
    "docs/guides/saving.md": [
        f"at most {WORDS[link_rules._MOST_REDIRECTS]} redirects",
        *(f"| {size(kind.largest)} |" for kind in KINDS.values()),
    ],
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
