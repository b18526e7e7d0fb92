"""What a run file says of each call, combined from its lines, kept on the disk once it is much."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from evolink._files.scratch import scratch_database
from evolink.journal import Call, Result, State

CallFacts = dict[str, Any]
"""What is known of one call; see `call_facts`."""

_ENDS = {State.COMPLETED: "completed", State.FAILED: "failed", State.REFUSED: "refused"}
_LOST = "a run with another journal sent it, and no response was recorded: a task may have been created and charged"
_FREE = frozenset({"refused", "withdrawn"})
"""Ends of calls that cost nothing and made nothing: their rows are as if they had never been sent."""
_COMPARED = ("row", "attempt", "task", "end")


def call_facts(call: Call, folder: Path) -> CallFacts:
    """Return what a run file says of a call: everything that another journal needs, but no link.

    Args:
        call: The call.
        folder: The folder of the file; paths are relative to it.
    """
    return {
        "key": call.key,
        "row": call.row_id,
        "attempt": call.attempt,
        "body": call.body,
        "draft": call.draft,
        "at": call.created_at,
        "sent": call.sent_at,
        "ended": call.ended_at,
        "expected": call.credits_expected,
        "task": call.task_id,
        "created": call.task_created,
        "reserved": call.credits_reserved,
        "used": call.credits_used,
        "end": _ENDS.get(call.state),
        "code": call.error_code,
        "message": call.error_message,
        "images": len(call.results) or None,
        "files": [
            file_facts(folder, each.position, each.path, each.size, each.sha256, each.saved_at)
            for each in call.results
            if each.saved_at is not None and each.path is not None
        ],
    }


def file_facts(
    folder: Path, position: int, path: Path, size: int | None, sha256: str | None, at: float | None
) -> CallFacts:
    """Return what a run file says of a result."""
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return {"position": position, "path": name, "size": size, "sha256": sha256, "at": at}


def call_of(facts: CallFacts, folder: Path) -> Call:
    """Return a call as a journal notes it that knows it only from a run file; its number has no meaning.

    Args:
        facts: What the file says.
        folder: The folder of the file.
    """
    request = json.loads(facts["body"])
    images = tuple(_result(each, folder) for each in facts.get("files", ()))
    state = _state(facts, images)
    lost = None if state is not State.HELD else _LOST
    return Call(
        id=0,
        key=facts["key"],
        model=str(request["model"]),
        body=facts["body"],
        fingerprint="",
        state=state,
        created_at=facts.get("at", 0.0),
        sent_at=facts.get("sent"),
        ended_at=None if state is State.SUBMITTED else facts.get("ended", facts.get("sent")),
        task_id=facts.get("task"),
        task_created=facts.get("created"),
        credits_expected=facts.get("expected"),
        credits_reserved=facts.get("reserved"),
        credits_used=facts.get("used"),
        error_code=facts.get("code"),
        error_message=facts.get("message", lost),
        output=str(folder),
        row_id=facts["row"],
        attempt=facts["attempt"],
        results=images,
        draft=facts.get("draft"),
    )


def _state(facts: CallFacts, images: tuple[Result, ...]) -> State:
    """Return where a call stands. Without links, a task whose results are not all there has to be read again."""
    if "task" not in facts:
        return State.HELD
    if facts.get("end") == _ENDS[State.FAILED]:
        return State.FAILED
    ended = facts.get("end") == _ENDS[State.COMPLETED] and len(images) == facts.get("images")
    return State.COMPLETED if ended and all(each.path and each.path.exists() for each in images) else State.SUBMITTED


def _result(file: CallFacts, folder: Path) -> Result:
    path = folder / file["path"]
    saved_at = file.get("at") if path.exists() else None
    return Result(file["position"], "", None, path, size=file.get("size"), sha256=file.get("sha256"), saved_at=saved_at)


def merged(known: Mapping[str, Any], line: Mapping[str, Any]) -> CallFacts:
    """Return what is known of a call after one more line; null takes a fact back."""
    facts = {**known, **line}
    file = facts.pop("file", None)
    if file is not None:
        others = [each for each in facts.get("files", ()) if each["position"] != file["position"]]
        facts["files"] = [*others, file]
    return {name: value for name, value in facts.items() if value is not None}


def may_have_cost(facts: CallFacts) -> bool:
    """Whether a call made a task, or may have made one."""
    return facts.get("task") is not None or (facts.get("sent") is not None and facts.get("end") not in _FREE)


def is_same(one: CallFacts, other: CallFacts) -> bool:
    """Whether what is known of a call in two places agrees in what matters for money and files."""
    return all(one.get(name) == other.get(name) for name in _COMPARED) and _paths(one) == _paths(other)


def _paths(facts: CallFacts) -> dict[int, str]:
    return {each["position"]: each["path"] for each in facts.get("files", ())}


class RunFileCalls:
    """The calls of a run file, by key. Used by one thread at a time."""

    def __init__(self) -> None:
        self._calls = scratch_database(
            "CREATE TABLE calls (key TEXT PRIMARY KEY, task TEXT, facts TEXT)",
            "CREATE INDEX calls_task ON calls (task)",
        )

    def close(self) -> None:
        """Delete everything."""
        self._calls.close()

    def add(self, line: Mapping[str, Any]) -> None:
        """Add one line.

        Raises:
            ValueError: It is about a task that no earlier line has.
        """
        for key in [line["key"]] if "key" in line else self._keys_of(line["task"]):
            facts = merged(self.get(key) or {}, {**line, "key": key})
            kept = (key, facts.get("task"), json.dumps(facts))
            self._calls.execute("INSERT OR REPLACE INTO calls VALUES (?, ?, ?)", kept)

    def get(self, key: str) -> CallFacts | None:
        """Return what is known of a call; None if no line is about it."""
        found = self._calls.execute("SELECT facts FROM calls WHERE key = ?", (key,)).fetchone()
        return json.loads(found[0]) if found else None

    def __iter__(self) -> Iterator[CallFacts]:
        """Iterate over the calls that cost something, or may have, in the order of their keys."""
        for (facts,) in self._calls.execute("SELECT facts FROM calls ORDER BY key"):
            known: CallFacts = json.loads(facts)
            if may_have_cost(known):
                yield known

    def chunks(self, size: int) -> Iterator[list[CallFacts]]:
        """Iterate over them, `size` at a time."""
        every = iter(self)
        while chunk := list(islice(every, size)):
            yield chunk

    def clear(self) -> None:
        """Forget all calls."""
        self._calls.execute("DELETE FROM calls")

    def _keys_of(self, task: str) -> list[str]:
        found = [key for (key,) in self._calls.execute("SELECT key FROM calls WHERE task = ?", (task,))]
        if not found:
            raise ValueError(f"no earlier line is about task {task}")
        return found
