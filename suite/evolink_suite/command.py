"""Judges a server: the one way in for the command line and for `make contract`."""

import math
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from .budget import worst_price
from .judging import Judging, Listener
from .operations import ALL, OPERATIONS
from .preflight import Obstacle, environment_for, obstacle, trouble, wrong_address
from .record import RECORD
from .verdict import Verdict

_SUITE: Final = Path(__file__).parent
_OPTIONS: Final = (
    *("-c", str(_SUITE / "judging.ini"), "--rootdir", str(_SUITE), "--import-mode=importlib"),
    *("-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:faulthandler", "-p", "no:logging", "--capture=no"),
    *("-p", "schemathesis.pytest.plugin", "-W", "ignore"),
)
_OF_PYTEST: Final = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")


@dataclass(frozen=True)
class Order:
    """What to judge.

    Attributes:
        base_url: The address of the server, without /v1; empty for the mock that was provided.
        api_key: A key of the server.
        budget: The credits that may be spent there.
        patience: How many seconds to wait at most for a task; None for what the estimates allow.
        exhaustive: Whether every rule of every model is tried.
        operations: The only operations to judge; empty for all.
        models: The only models to judge; empty for all.
    """

    base_url: str
    api_key: str
    budget: float = 0.0
    patience: float | None = None
    exhaustive: bool = False
    operations: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


class CannotJudgeError(Exception):
    """Nothing can be judged.

    Args:
        obstacle: The reason.
    """

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(f"{obstacle.problem}; {obstacle.advice}" if obstacle.advice else obstacle.problem)
        self.problem = obstacle.problem
        self.advice = obstacle.advice


def judge(order: Order, listener: Listener) -> Verdict:
    """Judge a server.

    Args:
        order: What to judge.
        listener: Hears how it goes on.

    Raises:
        CannotJudgeError: Nothing can be judged.
    """
    if found := _wrong_order(order):
        raise CannotJudgeError(found)
    address = order.base_url.rstrip("/")
    with _environment(address, order.api_key):
        if address and (found := obstacle(address, order.api_key)):
            raise CannotJudgeError(found)
        return _run(order, address, listener)


def _run(order: Order, address: str, listener: Listener) -> Verdict:
    listener.prepare(address or "the mock")
    RECORD.clear()
    verdict = Verdict(address or "the mock", version("evolink"), began=time.time())
    verdict.budget = order.budget if address else None
    judging = Judging(
        verdict,
        order.api_key,
        trouble=(lambda: trouble(address, order.api_key)) if address else lambda: "",
        listener=listener,
    )
    chosen = ["--budget", str(order.budget), *(["--exhaustive"] if order.exhaustive else [])]
    chosen += [] if order.patience is None else ["--patience", str(order.patience)]
    chosen += [f"--operation={name}" for name in order.operations] + [f"--model={name}" for name in order.models]
    pytest.main([str(_SUITE), *_OPTIONS, *chosen], plugins=[judging])
    if judging.defect:
        raise RuntimeError(judging.defect)
    return verdict


def _wrong_order(order: Order) -> Obstacle | None:
    if order.base_url and (found := wrong_address(order.base_url)):
        return found
    if not math.isfinite(order.budget) or order.budget < 0:
        return Obstacle(f"a budget of {order.budget:g} credits is not possible", "name a number from 0")
    if order.patience is not None and not 0 < order.patience < math.inf:
        return Obstacle(f"a patience of {order.patience:g} seconds is not possible", "name a number above 0")
    if order.base_url and 0 < order.budget < (least := _cheapest()):
        return Obstacle(
            f"a budget of {order.budget:g} credits is too small: even the cheapest task may cost {least:g}",
            f"allow {math.ceil(least):g} or more, or 0 for what costs nothing",
        )
    operations = {each.id for each in ALL}
    models = {name for each in OPERATIONS for name in each.models}
    return _unknown("operation", order.operations, operations) or _unknown("model", order.models, models)


def _unknown(what: str, named: tuple[str, ...], known: set[str]) -> Obstacle | None:
    for name in named:
        if name not in known:
            close = get_close_matches(name, known) or sorted(known)[:5]
            return Obstacle(f"the contract has no {what} {name!r}", f"it has, for example, {', '.join(close)}")
    return None


def _cheapest() -> float:
    return min(worst_price(each, {"model": model}) for each in OPERATIONS for model in each.models)


@contextmanager
def _environment(address: str, api_key: str) -> Generator[None]:
    """Have all libraries reach the server in the same way, and pytest be as we need it, whatever is installed."""
    before = dict(os.environ)
    with TemporaryDirectory(prefix="evolink-contract-") as folder:
        ours = {"BASE_URL": address, "API_KEY": api_key, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        os.environ.update({**ours, **(environment_for(address, before) if address else {})})
        for name in _OF_PYTEST:
            os.environ.pop(name, None)
        set_hypothesis_home_dir(folder)  # not where the command is run
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)
            os.environ.clear()
            os.environ.update(before)
