"""The last answer about each of the tasks that were read last: most reads find a task as the one before did."""

from collections.abc import Hashable

from evolink_mock.world.messages import Response

_MOST = 1_024


class Latest:
    """Keeps the last answer about each of some tasks, with all that it depends on."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[Hashable, Response]] = {}

    def find(self, task_id: str, moment: Hashable) -> Response | None:
        """Return the answer about a task at a moment like this one, if it is kept."""
        known = self._answers.get(task_id)
        return known[1] if known and known[0] == moment else None

    def keep(self, task_id: str, moment: Hashable, answer: Response) -> Response:
        """Keep and return an answer about a task, in place of the one before it."""
        if len(self._answers) >= _MOST:
            self._answers.clear()
        self._answers[task_id] = moment, answer
        return answer

    def drop(self, task_id: str) -> None:
        """Forget the answer about a task."""
        _ = self._answers.pop(task_id, None)
