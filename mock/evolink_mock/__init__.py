"""A mock of the EvoLink API that keeps its contract: keys, credits, tasks on a clock, real images.

    with MockServer(api_key="k", speed=20.0) as server:
        ...  # point a client at server.base_url

`python -m evolink_mock --port 8000 --api-key k` serves one to other programs.
"""

from evolink_mock.http.clock import Clock
from evolink_mock.http.server import MockServer, create_app
from evolink_mock.world.account import Account
from evolink_mock.world.callbacks import Callback, Delivery, Outcome
from evolink_mock.world.messages import Exchange
from evolink_mock.world.settings import SettingError
from evolink_mock.world.state import World
from evolink_mock.world.story import Story
from evolink_mock.world.task import Task

__all__ = [
    "Account",
    "Callback",
    "Clock",
    "Delivery",
    "Exchange",
    "MockServer",
    "Outcome",
    "SettingError",
    "Story",
    "Task",
    "World",
    "create_app",
]
