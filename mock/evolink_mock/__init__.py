"""A mock of the EvoLink image API that keeps its contract: keys, credits, tasks on a clock, real pictures.

    with MockServer(api_key="k", speed=20.0) as server:
        ...  # point a client at server.base_url

`python -m evolink_mock --port 8000 --api-key k` serves one to other programs.
"""

from evolink_mock._account import Account
from evolink_mock._callbacks import Callback, Delivery, Outcome
from evolink_mock._clock import Clock
from evolink_mock._http import Exchange
from evolink_mock._life import Story
from evolink_mock._server import MockServer, create_app
from evolink_mock._task import Task
from evolink_mock._world import World

__all__ = [
    "Account",
    "Callback",
    "Clock",
    "Delivery",
    "Exchange",
    "MockServer",
    "Outcome",
    "Story",
    "Task",
    "World",
    "create_app",
]
