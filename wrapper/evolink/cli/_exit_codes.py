"""The exit statuses of a command, and the errors that are the command line's own."""

from enum import IntEnum

import click


class ExitCode(IntEnum):
    """The exit statuses."""

    DONE = 0
    FAILURE = 1
    """A task failed, a wait timed out, or there was a problem with the service or the disk."""
    USAGE = 2
    """The command is not valid, or would overwrite a file. Nothing was sent."""
    REFUSED = 3
    """The request breaks a rule, according to the client or the service (400, and 404 for a task)."""
    ACCESS = 4
    """The key is missing, wrong or not permitted, or there are too few credits (401, 402, 403)."""
    UNCERTAIN = 5
    """The response to a paid request was lost: a task may exist."""
    INTERRUPTED = 130
    """Ctrl-C."""
    PIPE_CLOSED = 141
    """The reader of stdout went away."""
    TERMINATED = 143
    """SIGTERM, or SIGHUP when the terminal was closed."""


class TerminatedError(KeyboardInterrupt):
    """SIGTERM or SIGHUP was received; the text is its name. It ends a command as Ctrl-C does."""


class StoppedError(click.ClickException):
    """The command can't continue.

    Args:
        message: The problem.
        advice: What to do about it.
    """

    exit_code = ExitCode.FAILURE

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class StdoutError(click.ClickException):
    """The output can't be written to stdout.

    Args:
        error: The reason.
    """

    exit_code = ExitCode.FAILURE

    def __init__(self, error: OSError | ValueError) -> None:
        super().__init__(f"stdout: {getattr(error, 'strerror', None) or error}")
        self.error: Exception = error if isinstance(error, BrokenPipeError) else self


class AccessError(StoppedError):
    """There is no usable key, or there are no credits."""

    exit_code = ExitCode.ACCESS
