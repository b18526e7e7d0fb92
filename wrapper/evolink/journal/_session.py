"""Which calls this process holds. All of it runs in the writer's thread."""

import os
import socket
from dataclasses import replace

from sqlalchemy import insert, select

from evolink.errors import Fenced

from ._calls import Call
from ._group import Group
from ._presence import Presence
from ._rows import change
from ._schema import sessions


class Session:
    """One process, or one open journal of it, and the fences of the calls that it holds.

    Args:
        presence: Its locks.

    Attributes:
        id: Its number in the journal.
        presence: Its locks.
    """

    def __init__(self, presence: Presence) -> None:
        self.id = 0
        self.presence = presence
        self._fences: dict[int, int] = {}
        self._unsent: set[int] = set()
        self._files_left: dict[int, int] = {}

    def enter(self, group: Group, at: float) -> None:
        """Be one of the journal's sessions."""
        mine = {"host": socket.gethostname(), "pid": os.getpid(), "started_at": at}
        self.id = group.connection.execute(insert(sessions).returning(sessions.c.id), mine).scalar_one()
        self.presence.enter(self.id)
        self.presence.attach(group.connection)

    def alive(self, group: Group, session: int | None) -> bool:
        """Tell whether a session's process is there; this one is."""
        return session is not None and (session == self.id or self.presence.alive(group.connection, session))

    def hold(self, call_id: int, fence: int, *, unsent: bool = False) -> None:
        """Remember a call as this session's.

        Args:
            call_id: Which.
            fence: Its fence.
            unsent: Whether this session may send it, once.
        """
        self._fences[call_id] = fence
        if unsent:
            self._unsent.add(call_id)

    def let_go(self, call_id: int) -> None:
        """Forget a call: nothing more is to be noted about it."""
        self._fences.pop(call_id, None)
        self._files_left.pop(call_id, None)
        self._unsent.discard(call_id)

    def may_send(self, call: Call) -> bool:
        """Tell whether this session may send a call that it has taken; the next time it may not."""
        mine = call.id in self._unsent and self.holds(call)
        self._unsent.discard(call.id)
        return mine

    def holds(self, call: Call) -> bool:
        """Tell whether nobody has taken the call over."""
        return call.session == self.id and self._fences.get(call.id) == call.fence

    def claim(self, group: Group, call: Call) -> Call:
        """Give a call that this session may write about. One that a dead session left is taken over.

        Raises:
            Fenced: It is another's.
        """
        if self.holds(call):
            return call
        if call.id not in self._fences:
            if call.session == self.id:
                self.hold(call.id, call.fence)
                return call
            if not self.alive(group, call.session):
                return self.take_over(group, call)
        raise Fenced(
            f"the call {call.key} is held by {who(group, call.session)}: this was not written", idempotency_key=call.key
        )

    def take_over(self, group: Group, call: Call, *, unsent: bool = False) -> Call:
        """Make a call this session's, whoever had it."""
        taken = replace(call, session=self.id, fence=call.fence + 1)
        change(group, call, session=taken.session, fence=taken.fence)
        self.hold(call.id, taken.fence, unsent=unsent)
        return taken

    def expect_files(self, call_id: int, number: int) -> None:
        """Remember how many files are to come of a call."""
        self._files_left[call_id] = number

    def has_file(self, call_id: int) -> None:
        """Count a file; the call is let go with the last."""
        left = self._files_left.get(call_id, 1) - 1
        self._files_left[call_id] = left
        if left <= 0:
            self.let_go(call_id)


def who(group: Group, session: int | None) -> str:
    """Name a session for people."""
    row = group.connection.execute(select(sessions).where(sessions.c.id == session)).first()
    return f"process {row.pid} on {row.host}" if row else "another process"
