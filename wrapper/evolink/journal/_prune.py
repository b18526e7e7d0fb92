"""Forgets what is over."""

from sqlalchemy import delete, exists, select

from ._core import Core
from ._group import Group
from ._reads import in_states, living, unsaved_picture
from ._schema import calls, sessions
from ._states import UNFINISHED, State

_CHUNK = 5000


def prune(core: Core, before: float, now: float) -> int:
    """Forget calls, a few thousand at a time, so that others may write in between; see `Journal.prune`."""
    forgotten, more = 0, True
    while more:
        gone = core.do(lambda group: _some(group, before, now))
        forgotten += gone
        more = gone == _CHUNK
    core.do(lambda group: _sessions(group, core.session.id))
    return forgotten


def _some(group: Group, before: float, now: float) -> int:
    over = in_states([state for state in State if state not in UNFINISHED])
    chosen = select(calls.c.id).where(over, calls.c.ended_at < before, ~unsaved_picture(living(now))).limit(_CHUNK)
    return group.connection.execute(delete(calls).where(calls.c.id.in_(chosen))).rowcount


def _sessions(group: Group, mine: int) -> None:
    """Forget sessions that hold nothing any more; a living one that has noted nothing yet is not there long."""
    used = exists().where(calls.c.session == sessions.c.id)
    group.connection.execute(delete(sessions).where(sessions.c.id < mine, ~used, ~sessions.c.runner))
