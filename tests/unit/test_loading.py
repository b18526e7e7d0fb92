"""What loads when: little at the start, nothing on an event loop, and every public name when it is first used."""

import inspect
import json
import os
import pickle
import pydoc
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import evolink
from evolink._calls import parts
from evolink._http.loading import load_in_thread
from evolink._http.run import run
from evolink._lazy import late_names, made_once

STAGES = """
import json, socket, sys, threading

stage, found, stages = "", [], {}

class Finder:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            found.append((stage, name))

def end(name):
    global stage
    stages[stage], stage = sorted(sys.modules), name

sys.meta_path.insert(0, Finder())
stage = "import"
import evolink
end("client")
client = evolink.EvoLink(api_key="sk-for-nothing", base_url="http://localhost:1")
end("async client")
other = evolink.AsyncEvoLink(api_key="sk-for-nothing", base_url="http://localhost:1")
other._loading.wait()
client.close()
end("server")

import asyncio

TASK = {"id": "task-unified-1764400000-abc", "model": "gpt-4o-image", "type": "image"}
MADE, DONE = {**TASK, "status": "pending"}, {**TASK, "status": "completed", "results": ["https://files.example/a.png"]}
FILE = {"file_url": "https://files.example/1.png", "file_id": "1", "file_size": 8, "file_name": "1.png",
        "upload_time": "2026-01-01T00:00:00Z", "expires_at": "2126-01-01T00:00:00Z"}

def serve(listening):
    connection = listening.accept()[0]
    waiting = b""
    while True:
        while b"\\r\\n\\r\\n" not in waiting:
            if not (got := connection.recv(65536)):
                return
            waiting += got
        head, _, waiting = waiting.partition(b"\\r\\n\\r\\n")
        length = next((int(line[15:]) for line in head.lower().split(b"\\r\\n") if line[:15] == b"content-length:"), 0)
        while len(waiting) < length:
            waiting += connection.recv(65536)
        waiting = waiting[length:]
        if b"upload" in head:
            answer = {"success": True, "code": 200, "data": FILE}
        else:
            answer = MADE if head.startswith(b"POST") else DONE
        body = json.dumps(answer).encode()
        connection.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)

async def main():
    listening = socket.create_server(("127.0.0.1", 0))
    for _ in range(3):
        threading.Thread(target=serve, args=(listening,), daemon=True).start()
    await asyncio.to_thread(int)
    async with evolink.AsyncEvoLink(
        api_key="sk-for-nothing", base_url=f"http://127.0.0.1:{listening.getsockname()[1]}"
    ) as client:
        await client._loading.done()
        end("submit")
        task = await client.images.submit(model="gpt-4o-image", prompt="x", image_urls=[b"\\x89PNG\\r\\n\\x1a\\n"])
        end("wait")
        task.poll_now()
        await task.wait()
        end("close")

asyncio.run(main())
end("")
print(json.dumps([stages, found]))
"""


@pytest.fixture(scope="module")
def stages() -> tuple[dict[str, set[str]], list[tuple[str, str]]]:
    """Return the modules that are there after each stage of a program, and those that its main thread looked for."""
    done = subprocess.run([sys.executable, "-c", STAGES], capture_output=True, text=True, check=True)
    there, found = json.loads(done.stdout)
    return {name: set(modules) for name, modules in there.items()}, [(stage, name) for stage, name in found]


Stages = tuple[dict[str, set[str]], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("stage", "never"),
    [
        (
            "import",
            ["httpx", "logging", "dataclasses", "inspect", "importlib.metadata", "evolink._client", "evolink_contract"],
        ),
        ("client", ["asyncio", "ssl", "httpx", "evolink._task.flow", "evolink._http.blocking", "evolink_contract"]),
        ("wait", ["httpx", "anyio", "httpcore", "http.cookiejar", "importlib.metadata", "attrs", "evolink_api"]),
        ("wait", ["sqlalchemy", "evolink._calls.reconcile", "evolink._calls.resume", "evolink._calls.batches"]),
    ],
)
def test_stages_load_little(stages: Stages, stage: str, never: list[str]) -> None:
    """Neither the import nor a new client nor the calls of one load what they don't need."""
    assert stages[0][stage] & set(never) == set()


def test_local_journal_loads_one_dialect() -> None:
    """Those who keep their journal in a file do not load what speaks to PostgreSQL."""
    script = "import sys, evolink.batch; print(*(name for name in sys.modules if 'postgresql' in name))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_calls_load_nothing_on_the_event_loop(stages: Stages) -> None:
    """The thread that begins with the client has loaded all that a submit with an upload and a wait need."""
    assert [(stage, name) for stage, name in stages[1] if stage in {"submit", "wait", "close"}] == []


def test_public_names_load_when_used() -> None:
    """All public names, and those that a client is made of, are listed and can be had."""
    for module in (evolink, parts):
        assert set(module.__all__) <= set(dir(module))
        assert [name for name in module.__all__ if getattr(module, name, None) is None] == []
    scope: dict[str, Any] = {}
    exec("from evolink import *", scope)  # noqa: S102 - the only way to have it in a function
    assert set(evolink.__all__) <= scope.keys()
    assert pickle.loads(pickle.dumps(evolink.Estimate)) is evolink.Estimate  # noqa: S301 - our own
    assert "class EvoLink(" in pydoc.plain(pydoc.render_doc(evolink))
    with pytest.raises(AttributeError, match="no attribute 'Imags'"):
        _ = evolink.Imags  # type: ignore[attr-defined]


def test_failed_import_says_why_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that fails at the first use raises what it would have raised at the start, also the second time."""
    monkeypatch.setitem(sys.modules, "evolink._calls.gone", None)
    load, _ = late_names("some.module", {}, {"Gone": "evolink._calls.gone"})
    for _ in range(2):
        with pytest.raises(ModuleNotFoundError, match=r"evolink\._calls\.gone"):
            load("Gone")


def test_attributes_are_made_once() -> None:
    """Threads that use an attribute for the first time at the same time all get the same."""
    together = threading.Barrier(8)

    class Owner:
        @made_once
        def made(self) -> object:
            """It."""
            together.wait(10)
            return object()

    owner, got = Owner(), list[object]()
    threads = [threading.Thread(target=lambda: got.append(owner.made)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(10)
    assert len(got) == 8
    assert len(set(map(id, got))) == 1
    assert inspect.getdoc(Owner.made) == "It."


def test_clients_are_closed_without_connections() -> None:
    """A client that sent nothing has nothing to close, and makes nothing to close it."""
    client = evolink.EvoLink(api_key="sk-for-nothing")
    client.close()
    assert "_flow" not in vars(client)


@contextmanager
def slow_module(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the name of a module that takes a moment to load."""
    name = "evolink_test_slow_module"
    (folder / f"{name}.py").write_text("import time\ntime.sleep(0.2)\nready = True\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    try:
        yield name
    finally:
        sys.modules.pop(name, None)


def test_missing_modules_do_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be loaded is left to the code that needs it, which then says what is missing."""
    with slow_module(tmp_path, monkeypatch) as name:
        load_in_thread(["evolink_test_no_such_module", name]).wait()
        assert sys.modules[name].ready


def test_loading_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no thread can start, all loads where it is needed."""
    monkeypatch.setattr(threading.Thread, "start", _refuse)
    run(load_in_thread(["evolink_test_no_such_module"]).done())


def _refuse(*_: object) -> None:
    raise RuntimeError("can't start new thread")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # of Python 3.12, as there is a thread
def test_fork_while_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is forked meanwhile does not wait for ever for a module that no thread of its own loads."""
    with slow_module(tmp_path, monkeypatch) as name:
        load_in_thread([name])
        while name not in sys.modules:
            time.sleep(0.001)  # noqa: TID251 - until its lock is held
        child = os.fork()
        if not child:
            signal.alarm(5)
            __import__(name)
            os._exit(0 if sys.modules[name].ready else 1)
        assert os.waitpid(child, 0)[1] == 0
