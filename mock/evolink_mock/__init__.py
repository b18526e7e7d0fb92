"""A mock of the EvoLink API that keeps its contract: keys, credits, tasks on a clock, real images.

    with MockServer(api_key="k", speed=20.0) as server:
        ...  # point a client at server.base_url

`python -m evolink_mock --port 8000 --api-key k` serves one to other programs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

# pytest loads this package in every project that has evolink, to find its plugin; most runs need no more of it.
_MODULES = {
    "Account": "evolink_mock.world.account",
    "Callback": "evolink_mock.world.callbacks",
    "Clock": "evolink_mock.http.clock",
    "Delivery": "evolink_mock.world.callbacks",
    "Exchange": "evolink_mock.world.messages",
    "MockServer": "evolink_mock.http.server",
    "Outcome": "evolink_mock.world.callbacks",
    "SettingError": "evolink_mock.world.settings",
    "Story": "evolink_mock.world.story",
    "Task": "evolink_mock.world.task",
    "World": "evolink_mock.world.state",
    "create_app": "evolink_mock.http.server",
}

if not TYPE_CHECKING:  # type checkers know the imports above, and report any other name

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
        return globals().setdefault(name, getattr(import_module(_MODULES[name]), name))

    def __dir__() -> list[str]:
        """Return all names, those too that are not imported yet."""
        return sorted({*globals(), *_MODULES})
