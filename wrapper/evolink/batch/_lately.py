"""What calls of a run have cost lately, those of other workers too."""

from evolink.journal import Call, State
from evolink.journal._database import Database
from evolink.journal._reads import latest_of

from ._forecast import Forecast, learn_call

_LOOKED_AT = 50
_TELLING = (State.SUBMITTED, State.COMPLETED, State.FAILED)
"""The states in which a call says what it costs."""

_Figures = tuple[float | None, float | None]


class Lately:
    """The newest calls of a run in the journal's database. Not through the journal: its thread may be the asker.

    Args:
        database: Where they are.
        batch: The run.
    """

    def __init__(self, database: Database, batch: int) -> None:
        self._database = database
        self._batch = batch
        self._seen: dict[int, _Figures] = {}

    def learn(self, forecast: Forecast) -> bool:
        """Take in what was not seen before; return whether rows turned out dearer than rows alike."""
        calls = [call for state in _TELLING for call in latest_of(self._database, self._batch, state, _LOOKED_AT)]
        before, self._seen = self._seen, {call.id: _figures(call) for call in calls}
        dearer = [learn_call(forecast, call) for call in calls if before.get(call.id) != self._seen[call.id]]
        return any(dearer)


def _figures(call: Call) -> _Figures:
    return call.credits_reserved, call.credits_used
