"""What one run has to tell: data to stdout, talk to stderr, and whatever must not be lost when it ends badly."""

import os
import shlex
import shutil
import sys
import textwrap
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evolink.errors import LinkExpired, TaskFailed
from evolink.errors._shorten import cut

from ._exits import Exit, StdoutError, Trouble, again, ending
from ._streams import STDERR, STDOUT, drop

if TYPE_CHECKING:
    from evolink import Task

_THE_SERVICE = "the public service"


@dataclass(slots=True)
class _Held:
    """A task that this run has to do with."""

    task: "Task"
    resume: str
    done: bool = False
    files: list[str] = field(default_factory=list[str])

    @property
    def left(self) -> str | None:
        """The command that is left to be given; files that this run saved are not in its way."""
        if self.done:
            return None
        return f"{self.resume} --overwrite" if self.files else self.resume


class Report:
    """What one run has to tell.

    Args:
        as_json: Whether stdout gets one JSON object at the end, in place of lines.
        closed: The names of the standard streams that are closed.

    Attributes:
        service: The address of the service.
        data: What the command gives that is no task, for JSON.
    """

    def __init__(self, *, as_json: bool, closed: Collection[str] = ()) -> None:
        self.service = cut(os.environ.get("EVOLINK_BASE_URL") or _THE_SERVICE)
        self.data: Mapping[str, Any] | None = None
        self._as_json = as_json
        self._held: dict[str, _Held] = {}
        self._sending: str | None = None
        self._troubles: list[Trouble] = []
        self._stdout_works = STDOUT not in closed
        self._stderr_works = STDERR not in closed

    @property
    def wants_json(self) -> bool:
        """Whether stdout gets one JSON object."""
        return self._as_json

    @property
    def stdout_is_closed(self) -> bool:
        """Whether nothing can be written to stdout."""
        return not self._stdout_works

    @property
    def holds_any(self) -> bool:
        """Whether there was anything to do, or anything wrong."""
        return bool(self._held or self._troubles)

    def say(self, text: str) -> None:
        """Print a message for people. A stream that is gone is no reason to leave a paid task."""
        try:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            self._stderr_works = False
            drop(sys.stderr)

    def give(self, text: str) -> None:
        """Print a line of data, unless the output is JSON.

        Raises:
            BrokenPipeError: Its reader has left.
        """
        if not self._as_json:
            self._give(text)

    def _give(self, text: str) -> None:
        """Write data to stdout; if that is closed or full, people get it."""
        try:
            if self._stdout_works:
                sys.stdout.write(f"{text}\n")
                sys.stdout.flush()
                return
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            self._stdout_works = False
            drop(sys.stdout)
            self.trouble(StdoutError(error))
        self.say(text)

    def sending(self, idempotency_key: str) -> None:
        """Remember that a paid request is under way."""
        self._sending = idempotency_key

    def hold(self, task: "Task", resume: str) -> None:
        """Remember a task, and the command that takes it up again."""
        self._sending = None
        self._held[task.id] = _Held(task, resume)

    def saved(self, task: "Task", path: Path) -> None:
        """Remember a file."""
        self._held[task.id].files.append(str(path))

    def let_go(self, task: "Task") -> None:
        """Remember that nothing is left to do for a task."""
        self._held[task.id].done = True

    def failed(self, task: "Task", error: BaseException, say: Callable[[str], None]) -> None:
        """Print what went wrong with a task. One that failed, or whose links died, can't be resumed."""
        if isinstance(error, TaskFailed | LinkExpired):
            self.let_go(task)
        self.trouble(error, task.id, say)

    def trouble(
        self, error: BaseException, task_id: str | None = None, say: Callable[[str], None] | None = None
    ) -> bool:
        """Return what went wrong; give whether it is something that may be expected to go wrong."""
        end = ending(error, self.service)
        if end is None:
            return False
        short = task_id and cut(task_id)
        self._troubles.append(Trouble(error, end, short))
        named = f"task {short}: " if task_id and task_id not in end.message else ""
        if end.message:
            advice = f"\n  {end.advice}" if end.advice else ""
            (say or self.say)(_folded(f"evolink: {named}{end.message}{advice}"))
        return True

    @property
    def status(self) -> Exit:
        """The exit status: that of the troubles if they agree; that stdout is full counts where nothing else does."""
        others = [trouble for trouble in self._troubles if not isinstance(trouble.error, StdoutError)]
        statuses = {trouble.ending.status for trouble in others or self._troubles}
        if len(statuses) == 1:
            return statuses.pop()
        return Exit.TROUBLE if statuses else Exit.DONE

    def close(self, command: str) -> None:
        """Print what is left to be done, and the JSON."""
        if self._troubles:
            self._tell_what_is_left()
        if self._as_json:
            from ._envelope import envelope

            self._give(envelope(command, self.status, self._all_data(), self._troubles))

    def _tell_what_is_left(self) -> None:
        interrupted = any(isinstance(trouble.error, KeyboardInterrupt) for trouble in self._troubles)
        if self._sending and interrupted:
            self._insist(f"  a request was under way: a task may have been made and charged\n  {again(self._sending)}")
        left = [held.left for held in self._held.values() if held.left]
        if left:
            self._insist("\n    ".join(["  to take it up again:", *left]))

    def _insist(self, text: str) -> None:
        """Print what must not be lost: to stdout, if stderr is closed or full."""
        self.say(text)
        if not self._stderr_works and not self._as_json:
            with suppress(BrokenPipeError):
                self._give(text)

    def _all_data(self) -> Mapping[str, Any] | None:
        from ._envelope import task_record

        if not self._held:
            return self.data
        return {"tasks": [task_record(held.task, held.files, held.left) for held in self._held.values()]}


def _folded(text: str) -> str:
    """Break lines between words where a terminal would break them anywhere; elsewhere, and if to copy, they stay."""
    if not sys.stderr.isatty():
        return text
    width = shutil.get_terminal_size().columns
    lines = [
        [line]
        if line.lstrip().startswith("evolink ")
        else textwrap.wrap(line, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    ]
    return "\n".join(part for parts in lines for part in parts)


def command_line(*words: str) -> str:
    """Return a command as it is typed."""
    return shlex.join(["evolink", *words])
