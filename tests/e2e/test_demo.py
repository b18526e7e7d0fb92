"""`make demo` as its users run it: as a process, in a pipe and in a terminal."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from evolink_mock import MockServer
from evolink_rules import models

ROOT = Path(__file__).parents[2]
DEMO = [sys.executable, str(ROOT / "examples" / "demo" / "demo.py")]
MODELS = {info.name: info for info in models().values()}
LINE = re.compile(r"(\S+\.(?:png|jpg|webp)) +(\d+)([:x])(\d+) +(\d+)x(\d+) +([\d.]+) credits?")
FILE = re.compile(r"^(demo-output/demo-\S+) .*?([\d.]+) credits?(?: +from .*)?$", re.MULTILINE)
SAVED = re.compile(r"^(\S+) .* saved$", re.MULTILINE)
SECONDS = 20


def surroundings(**more: str) -> dict[str, str]:
    """Return this process's environment without what would decide which service is used."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("EVOLINK_")}
    return {**kept, "TERM": "xterm", "COLUMNS": "120", **more}


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DEMO, *arguments],
        cwd=folder,
        env=surroundings(**environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


class Terminal:
    """The demo in a terminal of its own: what it has shown, and a keyboard."""

    def __init__(self, process: subprocess.Popen[bytes], end: int) -> None:
        self.process = process
        self.shown = ""
        self._end = end

    def read_until(self, words: str) -> None:
        """Read until it shows some words; an empty string means until it closes."""
        ends = time.monotonic() + SECONDS
        while not words or words not in self.shown:
            assert time.monotonic() < ends, self.shown
            if not select.select([self._end], [], [], 0.1)[0]:
                continue
            try:
                self.shown += os.read(self._end, 65536).decode(errors="replace")
            except OSError:  # how Linux tells that the other end is closed
                break
        assert words in self.shown, self.shown

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def exit_status(self) -> int:
        self.read_until("")
        return self.process.wait(SECONDS)


@contextmanager
def terminal(folder: Path, *arguments: str, **environment: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*DEMO, *arguments],
        cwd=folder,
        env=surroundings(**environment),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One run that has a dead service in its environment, and old files in its folder."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "demo-output").mkdir()
    for name in ("demo-9-an-old-model.png", "holiday.png"):
        (folder / "demo-output" / name).touch()
    return folder, run(folder, EVOLINK_API_KEY="sk-real", EVOLINK_BASE_URL="http://127.0.0.1:1")


def test_every_kind(
    drawn: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    """The demo makes results of every kind of the contract, and uses nothing from the environment."""
    _, process = drawn
    assert (process.returncode, process.stderr) == (0, "")
    assert "sk-real" not in process.stdout
    made = SAVED.findall(process.stdout)
    assert {MODELS[model].kind for model in made} == {info.kind for info in MODELS.values()}
    assert len(set(made)) == len(made) >= 4
    assert {*re.findall(r"^(\S+) .* processing$", process.stdout, re.MULTILINE)} & {*made}  # a quick one may be missed


def test_images_are_saved(
    drawn: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    """Every image of the demo is where the demo says, with the requested ratio."""
    folder, process = drawn
    lines = LINE.findall(process.stdout)
    assert len({path for path, *_ in lines}) == len(lines) >= 3
    for path, across, kind, down, *size in lines:
        with Image.open(folder / path) as image:
            image.load()
            assert [str(image.width), str(image.height)] == size[:2]
        if kind == "x":
            assert (image.width, image.height) == (int(across), int(down))
        ratio = int(across) / int(down)
        assert min(abs(image.width - image.height * ratio), abs(image.height - image.width / ratio)) <= 1
    assert len({(across, down) for _, across, _, down, *_ in lines}) >= min(3, len(MODELS))


def test_costs_are_shown(
    drawn: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    """The demo shows what each result and all of them together cost."""
    _, process = drawn
    each = [float(price) for _, price in FILE.findall(process.stdout)]
    total = re.search(r"^([\d.]+) credits in total", process.stdout, re.MULTILINE)
    assert total
    assert float(total[1]) == pytest.approx(sum(each), abs=0.05), "each is rounded to two digits"
    assert all(each)


def test_old_files_are_removed(
    drawn: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    """The demo removes its own old files and no others."""
    folder, process = drawn
    files = {Path(path).name for path, _ in FILE.findall(process.stdout)}
    left = {path.name for path in (folder / "demo-output").iterdir()}
    assert left == files | {"holiday.png", "contact-sheet.png"}


def test_sheet_shows_all(drawn: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    """The sheet has room for every result and for the file that was edited, which the demo names."""
    folder, process = drawn
    assert "an edit of harbour.png" in process.stdout.splitlines()[0]
    assert "from harbour.png" in process.stdout
    with Image.open(folder / "demo-output" / "contact-sheet.png") as sheet:
        assert sheet.width == 2400
        assert sheet.height > 1000


def uploaded_and_edited(server: MockServer) -> list[str]:
    """Return the names of the files that were uploaded and then edited by an image model."""
    asked = [(each.request.path, each.request.body, each.response) for each in server.request_log]
    links = {
        answer["file_url"]: answer["original_name"]
        for path, _, response in asked
        if "/upload" in path and (answer := json.loads(response.body)["data"])
    }
    edits = [json.loads(body) for path, body, _ in asked if path == "/v1/images/generations"]
    return [links[link] for edit in edits for link in edit.get("image_urls", ()) if link in links]


def test_live_without_key(tmp_path: Path) -> None:
    """A live run without a key says that it is missing."""
    process = run(tmp_path, "--live")
    assert process.returncode == 2
    assert "EVOLINK_API_KEY" in process.stderr
    assert not list(tmp_path.iterdir())


def test_live_without_terminal(tmp_path: Path) -> None:
    """A live run without a terminal to ask in sends nothing."""
    with MockServer(api_key="sk-live") as server:
        process = run(tmp_path, "--live", EVOLINK_API_KEY="sk-live", EVOLINK_BASE_URL=server.base_url)
        assert process.returncode == 2
        assert "terminal" in process.stderr
        assert not server.world.request_log


@pytest.mark.parametrize("answer", ["n\n", "\n", "\x04"])
def test_live_asks_for_consent(tmp_path: Path, answer: str) -> None:
    """A live run shows the price, and sends nothing without a yes."""
    with (
        MockServer(api_key="sk-live") as server,
        terminal(tmp_path, "--live", EVOLINK_API_KEY="sk-live", EVOLINK_BASE_URL=server.base_url) as shown,
    ):
        shown.read_until("[y/N]")
        shown.type(answer)
        assert shown.exit_status() == 0
        assert "credits" in shown.shown
        assert "USD" in shown.shown
        assert "sk-live" not in shown.shown
        assert not server.world.request_log


def test_live_draws(tmp_path: Path) -> None:
    """A live run draws what it showed the price of."""
    with (
        MockServer(api_key="sk-live", speed=100.0) as server,
        terminal(tmp_path, "--live", EVOLINK_API_KEY="sk-live", EVOLINK_BASE_URL=server.base_url) as shown,
    ):
        shown.read_until("[y/N]")
        shown.type("y\n")
        assert shown.exit_status() == 0
        total = re.search(r"total (about|more than) ([\d.]+) credits", shown.shown)
        assert total
        used = server.world.accounts["sk-live"].used
        assert used == pytest.approx(float(total[2]), abs=0.05) or (total[1] == "more than" and used > float(total[2]))
        (edited,) = uploaded_and_edited(server)
        assert edited.startswith("harbour")
    (folder,) = (tmp_path / "demo-output").iterdir()
    assert len(list(folder.glob("demo-*"))) >= 5


def test_failed_image(tmp_path: Path) -> None:
    """A failed image is reported, and the others are saved."""
    with (
        MockServer(api_key="sk-live", speed=100.0) as server,
        terminal(tmp_path, "--live", EVOLINK_API_KEY="sk-live", EVOLINK_BASE_URL=server.base_url) as shown,
    ):
        server.world.script("sk-live", "story=content_policy_violation")
        shown.read_until("[y/N]")
        shown.type("y\n")
        assert shown.exit_status() == 1
        assert re.search(r"demo: \S+: .*content_policy_violation", shown.shown)
    assert list((tmp_path / "demo-output").rglob("demo-*"))


def test_wrong_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image of the wrong ratio is reported, and the demo fails."""
    monkeypatch.setattr("evolink_mock.images.spec.pixel_size", lambda *_: (900, 100))
    with (
        MockServer(api_key="sk-live", speed=100.0) as server,
        terminal(tmp_path, "--live", EVOLINK_API_KEY="sk-live", EVOLINK_BASE_URL=server.base_url) as shown,
    ):
        shown.read_until("[y/N]")
        shown.type("y\n")
        assert shown.exit_status() == 1
        assert re.search(r"demo: \S+ is 900x100, which is not \S+", shown.shown)


def test_ctrl_c(tmp_path: Path) -> None:
    """Ctrl-C ends the demo at once, without a traceback."""
    with terminal(tmp_path) as shown:
        shown.read_until("processing")
        shown.process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        assert shown.exit_status() == 130
        assert time.monotonic() - asked < 30
        assert "Stopped." in shown.shown
        assert "Traceback" not in shown.shown


def test_ctrl_c_in_live_run(tmp_path: Path) -> None:
    """Ctrl-C in a live run shows how to get the tasks that are still running."""
    with (
        MockServer(api_key="sk-live", speed=5.0) as server,
        terminal(tmp_path, "--live", EVOLINK_API_KEY="sk-live", EVOLINK_BASE_URL=server.base_url) as shown,
    ):
        shown.read_until("[y/N]")
        shown.type("y\n")
        shown.read_until("processing")
        shown.process.send_signal(signal.SIGINT)
        assert shown.exit_status() == 130
        assert server.world.tasks
        assert all(f"client.tasks.get('{task_id}')" in shown.shown for task_id in server.world.tasks)
