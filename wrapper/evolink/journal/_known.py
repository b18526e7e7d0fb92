"""What a session remembers of a call that it holds, so that it need not read it again for each step."""

from typing import NamedTuple, Self

from ._calls import Call
from ._states import State, committed


class Known(NamedTuple):
    """A call as its session last wrote it: what the next step depends on, and not its texts.

    Attributes:
        id: Its number in the journal.
        key: Its idempotency key.
        fingerprint: That of its request.
        fence: How often it was taken over.
        state: Its state.
        batch: The number of its batch.
        expected: What it was expected to cost.
        reserved: What the service reserved.
        used: What it cost.
        task: The service's task.
        created: When the task was made, on the service's clock.
    """

    id: int
    key: str
    fingerprint: str
    fence: int
    state: State
    batch: int | None = None
    expected: float | None = None
    reserved: float | None = None
    used: float | None = None
    task: str | None = None
    created: float | None = None

    @classmethod
    def of(cls, call: Call) -> Self:
        """Return what to remember of a call that was read."""
        return cls(
            call.id,
            call.key,
            call.fingerprint,
            call.fence,
            call.state,
            call.batch,
            call.credits_expected,
            call.credits_reserved,
            call.credits_used,
            call.task_id,
            call.task_created,
        )

    @property
    def committed(self) -> float:
        """The credits of a budget that it uses."""
        return committed(self.state, self.expected, self.reserved, self.used)
