"""A process with everything loaded that forks for each program to run: starting Python takes longer than most of them.

`Warm` starts it and runs programs in it. In a folder of `Warm.commands`, `python` and `evolink` are small programs that
hand over what they are called with, so that the commands of a shell script run in it, too.
"""

import atexit
import gc
import json
import os
import runpy
import select
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import types
import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
_PRELOADED = (
    "alembic.command", "alembic.runtime.migration", "anyio", "av", "evolink._client", "evolink.batch", "evolink.cli",
    "evolink.cli._app", "evolink.cli.batch_run", "evolink.cli.generate", "evolink.cli.mock", "evolink.cli.models",
    "evolink.cli.tasks", "evolink.journal.shared", "evolink_api", "evolink_mock.pytest_plugin", "fastapi", "PIL.Image",
    "PIL.PngImagePlugin", "httpx", "pytest", "rich.progress", "sqlalchemy.dialects.sqlite", "ssl", "uvicorn", "uvloop",
)  # fmt: skip
_SHIM = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as there:
    there.connect({address!r})
    socket.send_fds(there, [b"!"], [0, 1, 2])
    request = {{"argv": [{name!r}, *sys.argv[1:]], "folder": os.getcwd(), "environment": dict(os.environ)}}
    there.sendall(json.dumps(request).encode() + b"\\n")
    sys.exit(int(there.makefile().readline() or 70))
"""


class Request(NamedTuple):
    """What to run: `argv` begins with `python` or `evolink`."""

    argv: Sequence[str]
    folder: str
    environment: Mapping[str, str]


class Warm:
    """The process, as those see it who have programs run in it."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="warm-")
        self._address = str(Path(self._folder.name) / "socket")
        self.commands = Path(self._folder.name) / "bin"
        self.commands.mkdir()
        for name in ("python", "evolink"):
            shim = self.commands / name
            shim.write_text(_SHIM.format(python=sys.executable, address=self._address, name=name), encoding="utf-8")
            shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "EVOLINK"))
        }
        command = [sys.executable, "-m", "tests.docs._warm", self._address]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=kept, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()  # the end of its stdin ends it
        self._folder.cleanup()

    def run(
        self, argv: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a program, with nothing to read on stdin, and return what it wrote."""
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8") as err,
            Path(os.devnull).open(encoding="utf-8") as nothing,
            socket.socket(socket.AF_UNIX) as there,
        ):
            there.settimeout(PATIENCE)
            there.connect(self._address)
            socket.send_fds(there, [b"!"], [nothing.fileno(), out.fileno(), err.fileno()])
            there.sendall(json.dumps(Request(argv, str(folder), environment)._asdict()).encode() + b"\n")
            with there.makefile() as answer:
                status = int(answer.readline())
            return subprocess.CompletedProcess(argv, status, _written(out), _written(err))


def _written(file: Any) -> str:
    file.seek(0)
    return str(file.read())


def _served(address: str) -> Request | None:
    """Fork for each request, and return it in the child; return None in the parent at the end of stdin."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        print("ready", flush=True)  # noqa: T201 - it is waited for
        while listener in select.select([listener, sys.stdin], [], [])[0]:
            connection, _ = listener.accept()
            with connection:
                if not os.fork():
                    return _accepted(connection)
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
    with suppress(ChildProcessError):
        while os.wait():
            pass
    return None


def _accepted(connection: socket.socket) -> Request:
    """Fork again, return the request in the child, and tell the client how the child has ended."""
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile() as lines:
        request = Request(**json.loads(lines.readline()))
    if not (child := os.fork()):
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        return request
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with suppress(OSError):
        connection.sendall(f"{status if status >= 0 else 128 - status}\n".encode())
    os._exit(0)


def _run(request: Request) -> None:
    """Be Python, or `evolink`, with these arguments."""
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, buffering=-1 if number == 1 else 1, encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python's own start does
        for number, mode in enumerate("rww")
    )
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(request.environment)
    command, *rest = request.argv
    if command == "evolink":
        sys.argv[:] = request.argv
        sys.exit(import_module("evolink.cli").main())
    if rest[:2] == ["-W", "error"]:
        warnings.simplefilter("error")
        del rest[:2]
    if rest[0] == "-c":
        sys.argv[:], sys.path[0] = ["-c", *rest[2:]], ""
        sys.modules["__main__"] = main = types.ModuleType("__main__")
        exec(compile(rest[1], "<string>", "exec"), vars(main))  # noqa: S102 - this is what Python does
        vars(main).clear()
    elif rest[0] == "-m":
        sys.argv[:], sys.path[0] = rest[1:], request.folder
        runpy.run_module(rest[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv[:], sys.path[0] = rest, str(Path(rest[0]).parent.resolve())
        runpy.run_path(rest[0], run_name="__main__")


def _end(request: Request) -> None:
    """Run it, and end as Python does, but leave what was loaded before the fork to the system: that takes longer."""
    status: object = 0
    try:
        _run(request)
    except SystemExit as end:
        status = end.code or 0
    except BaseException:  # noqa: BLE001 - Python shows every exception
        sys.excepthook(*sys.exc_info())
        status = 1
    if not isinstance(status, int):
        print(status, file=sys.stderr)  # noqa: T201 - as Python does
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()  # unclosed files are found now
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _load(names: Iterable[str]) -> None:
    for name in names:
        import_module(name)
    import_module("evolink_rules").models()
    import_module("evolink_contract").document()
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _load(_PRELOADED)
    asked = _served(sys.argv[1])
    if asked:
        _end(asked)
