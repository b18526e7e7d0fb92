"""The output of a command: data to stdout, messages to stderr, and what must not be lost when it fails.

Every command has one, and `evolink --help` too: what only errors and JSON need loads when there are any.
"""

import os
import re
import sys
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from evolink.cli._exit_codes import ExitCode, StdoutError
from evolink.cli._standard_streams import STDERR, STDOUT, discard_output
from evolink.errors import LinkExpired, TaskFailed
from evolink.errors._shorten import cut

from ._shell_words import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from evolink import Task
    from evolink.cli._error_texts import ReportedError

_THE_SERVICE = "the public service"
_TO_COPY = re.compile(r"(?:^ *|: )(?:(?:python -m )?evolink|pip install) ")
"""What a line with a command to copy has: a line break inside would end the command."""


class _TaskEntry:
    """A task of the command."""

    def __init__(self, task: "Task", resume: str, sent_at: float | None) -> None:
        self.task = task
        self.sent_at = sent_at
        self.resume = resume
        self.done = False
        self.files: list[str] = []

    @property
    def left(self) -> str | None:
        """The command that resumes the task, also if files were already saved; None if it is finished."""
        if self.done:
            return None
        return f"{self.resume} --overwrite" if self.files else self.resume


class Report:
    """The output of a command.

    Args:
        as_json: Whether to print one JSON object at the end instead of lines.
        closed: The names of the standard streams that are closed.

    Attributes:
        service: The address of the service.
        data: The result of the command for JSON, apart from tasks.
        is_verbose: Whether messages also show IDs, codes and other details.
    """

    def __init__(self, *, as_json: bool, closed: Collection[str] = ()) -> None:
        self.service = cut(os.environ.get("EVOLINK_BASE_URL") or _THE_SERVICE)
        self.data: Mapping[str, Any] | None = None
        self.is_verbose = False
        self._as_json = as_json
        self._tasks: dict[str, _TaskEntry] = {}
        self._earlier: list[Mapping[str, Any]] = []
        self._sending: str | None = None
        self._given: Mapping[str, str] = {}
        self._errors: list[ReportedError] = []
        self._stdout_works = STDOUT not in closed
        self._stderr_works = STDERR not in closed

    @property
    def wants_json(self) -> bool:
        """Whether stdout is one JSON object."""
        return self._as_json

    @property
    def stdout_is_closed(self) -> bool:
        """Whether nothing can be written to stdout."""
        return not self._stdout_works

    @property
    def has_anything(self) -> bool:
        """Whether there are any tasks or errors."""
        return bool(self._tasks or self._errors)

    def print_message(self, text: str) -> None:
        """Print a message for people. A closed stream is no reason to abandon a paid task."""
        try:
            sys.stderr.write(f"{folded(text)}\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            self._stderr_works = False
            discard_output(sys.stderr)

    def print_data(self, text: str) -> None:
        """Print a line of data, unless the output is JSON.

        Raises:
            BrokenPipeError: The reader of stdout went away.
        """
        if not self._as_json:
            self._write_data(text)

    def _write_data(self, text: str) -> None:
        """Write data to stdout, or to stderr if stdout is closed or full."""
        try:
            if self._stdout_works:
                sys.stdout.write(f"{text}\n")
                sys.stdout.flush()
                return
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            self._stdout_works = False
            discard_output(sys.stdout)
            self.add_error(StdoutError(error))
        self.print_message(text)

    def note_sending(self, idempotency_key: str | None) -> None:
        """Note that a paid request is being sent, or that none is."""
        self._sending = idempotency_key

    def name_fields(self, given: Mapping[str, str]) -> None:
        """Name fields of the request in errors as the user gave them."""
        self._given = given

    def add_task(self, task: "Task", resume: str, sent_at: float | None = None) -> None:
        """Add a task with the command that resumes it and, if this command has created it, the monotonic time."""
        self._sending = None
        self._tasks[task.id] = _TaskEntry(task, resume, sent_at)

    def seconds_since_sent(self, task: "Task") -> float | None:
        """Return how long ago this command has created a task; None if another one has."""
        sent_at = self._tasks[task.id].sent_at
        return None if sent_at is None else time.monotonic() - sent_at

    def add_earlier_task(self, record: Mapping[str, Any]) -> None:
        """Add the JSON of a task that an earlier command finished."""
        self._earlier.append(record)

    def add_file(self, task: "Task", path: "Path") -> None:
        """Add a file of a task."""
        self._tasks[task.id].files.append(str(path))

    def finish_task(self, task: "Task") -> None:
        """Note that a task is finished."""
        self._tasks[task.id].done = True

    def add_task_error(self, task: "Task", error: BaseException, print_message: Callable[[str], None]) -> None:
        """Report an error of a task. A failed task, or one with expired links, can't be resumed."""
        if isinstance(error, TaskFailed | LinkExpired):
            self.finish_task(task)
        self.add_error(error, task.id, print_message)

    def add_error(
        self,
        error: BaseException,
        task_id: str | None = None,
        print_message: Callable[[str], None] | None = None,
        *,
        advice: str | None = None,
    ) -> bool:
        """Report an error. Return False, and print nothing, if it is a defect.

        Args:
            error: The error.
            task_id: The ID of its task, if known.
            print_message: Prints the message.
            advice: What to do about it here, instead of what is usual.
        """
        from evolink.cli._error_texts import ReportedError, describe_error

        end = describe_error(error, self.service, self._given, is_verbose=self.is_verbose)
        if end is None:
            return False
        end = end if advice is None else end._replace(advice=advice)
        short = task_id and cut(task_id)
        self._errors.append(ReportedError(error, end, short))
        named = f"task {short}: " if task_id and task_id not in end.message else ""
        if end.message:
            advice = f"\n  {end.advice}" if end.advice else ""
            (print_message or self.print_message)(f"evolink: {named}{end.message}{advice}")
        return True

    @property
    def status(self) -> ExitCode:
        """The exit status of the errors, or 1 if they differ. A full stdout counts only on its own."""
        others = [reported for reported in self._errors if not isinstance(reported.error, StdoutError)]
        statuses = {reported.text.status for reported in others or self._errors}
        if len(statuses) == 1:
            return statuses.pop()
        return ExitCode.FAILURE if statuses else ExitCode.DONE

    def close(self, command: str) -> None:
        """Print how to resume unfinished tasks, and the JSON."""
        if self._errors:
            self._print_unfinished()
        if self._as_json:
            from ._envelope import envelope

            self._write_data(envelope(command, self.status, self._all_data(), self._errors))

    def _print_unfinished(self) -> None:
        interrupted = any(isinstance(reported.error, KeyboardInterrupt) for reported in self._errors)
        if self._sending and interrupted:
            from evolink.cli._error_texts import again

            self._print_important(
                f"  a request was being sent; a task may have been created and charged\n  {again(self._sending)}"
            )
        left = dict.fromkeys(entry.left for entry in self._tasks.values() if entry.left)  # one command may resume all
        if left:
            is_cut = any(isinstance(reported.error, BrokenPipeError) for reported in self._errors)
            title = "  the program that reads stdout has ended; nothing paid for is lost. To resume:"
            self._print_important("\n    ".join([title if is_cut else "  to resume:", *left]))

    def _print_important(self, text: str) -> None:
        """Print what must not be lost, to stdout if stderr is closed or full."""
        self.print_message(text)
        if not self._stderr_works and not self._as_json:
            with suppress(BrokenPipeError):
                self._write_data(text)

    def _all_data(self) -> Mapping[str, Any] | None:
        from ._envelope import task_record

        if not self._tasks and not self._earlier:
            return self.data
        new = [task_record(entry.task, entry.files, entry.left) for entry in self._tasks.values()]
        return {"tasks": [*self._earlier, *new]}


def folded(text: str) -> str:
    """Wrap lines between words in a terminal, except those with a command to copy."""
    if not sys.stderr.isatty():
        return text

    import shutil
    import textwrap

    width = shutil.get_terminal_size().columns
    lines = [
        [line]
        if not line or _TO_COPY.search(line)
        else textwrap.wrap(line, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    ]
    return "\n".join(part for parts in lines for part in parts)


def command_line(*words: str) -> str:
    """Return a command with its arguments quoted for a shell, with the name by which the program was started."""
    ctx = click.get_current_context(silent=True)
    program = ctx.find_root().info_name if ctx else None
    return " ".join([program or "evolink", *(quoted(word) for word in words)])
