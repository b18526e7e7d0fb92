"""The calls of the journal, as a tool shows them."""

import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from evolink.cli._time_spans import age
from evolink.journal import State

from .failures import in_tools
from .schemas import Call

if TYPE_CHECKING:
    from evolink.journal import Call as JournalCall
    from evolink.journal import Journal

_SHOWN = 80
"""Characters of a prompt."""


def newest_calls(journal: "Journal", limit: int, *, unfinished: bool) -> list[Call]:
    """Return the newest calls of a journal, the newest first.

    Args:
        journal: The journal.
        limit: How many.
        unfinished: Only those still running, or with files not saved.
    """
    calls = journal.newest(state=set(State) - {State.PLANNED})
    return [_shown(call) for call in islice((each for each in calls if not unfinished or _is_unfinished(each)), limit)]


def _is_unfinished(call: "JournalCall") -> bool:
    if call.state is State.COMPLETED:
        now = time.time()
        return any((each.expires_at or 0.0) > now for each in call.unsaved)
    return call.state not in {State.FAILED, State.REFUSED}


def _shown(call: "JournalCall") -> Call:
    prompt = call.request.get("prompt")
    return Call(
        state=str(call.state),
        model=call.model,
        prompt=f"{prompt[:_SHOWN]}…" if isinstance(prompt, str) and len(prompt) > _SHOWN else prompt,
        task_id=call.task_id,
        age=age(time.time() - call.created_at),
        credits=call.cost,
        files=[str(each.path) for each in call.results if each.saved_at and Path(each.path or "").is_file()],
        error=call.error_message and in_tools(call.error_message),
        key=call.key if call.state is State.HELD else None,
    )
