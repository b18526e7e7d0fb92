"""A batch belongs to its folder: wherever that is moved, and whichever journal runs it, no row is paid again."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from evolink import errors
from evolink.batch import BatchReport, check
from evolink.batch._folder.lock import FolderLock
from evolink.batch._folder.run_file import RunFile
from evolink.journal import Journal, State
from evolink_mock import MockServer
from tests.batch.conftest import Run, cats, files, posts, results
from tests.clients import client_of

RUN_FILE = "evolink-run.jsonl"
Into = Callable[..., BatchReport]


@pytest.fixture
def into(mock: MockServer, tmp_path: Path) -> Into:
    """Run a manifest into a folder, with a journal, as a new process would."""

    def running(folder: str | Path, journal: str = "one.sqlite", number: int = 3, **given: Any) -> BatchReport:
        address = journal if "://" in journal else tmp_path / journal
        with client_of("sync", base_url=mock.base_url, api_key=mock.api_key, journal=address) as go:
            report: BatchReport = go(lambda each: each.batch.run(cats(number), folder, **given))
            return report

    return running


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / RUN_FILE).read_text(encoding="utf-8").splitlines()]


def stay(out: Path) -> Path:
    return out


def rename(out: Path) -> Path:
    return out.rename(out.with_name("renamed"))


def copy(out: Path) -> Path:
    return Path(shutil.copytree(out, out.with_name("copy")))


def link(out: Path) -> Path:
    (out.parent / "link").symlink_to(out)
    return out.parent / "link"


def relative(out: Path) -> Path:
    return Path(os.path.relpath(out))


@pytest.mark.parametrize("journal", ["one.sqlite", "another.sqlite"])
@pytest.mark.parametrize("move", [stay, rename, copy, link, relative])
def test_moved_folder(into: Into, mock: MockServer, out: Path, move: Callable[[Path], Path], journal: str) -> None:
    """No row is paid again, wherever the folder is moved."""
    assert into(out).complete
    there = move(out)
    assert check(cats(4), there, journal=out.parent / journal).new == 1, "a dry run knows, too"
    report = into(there, journal, 4)
    assert (report.complete, report.spent) == (True, 6.4)
    assert len(posts(mock)) == 4
    assert files(there) == [f"cat-00{n}.png" for n in range(4)]
    assert [each["files"][0]["path"] for each in results(there)] == files(there)


def test_another_database(into: Into, mock: MockServer, out: Path, address: str) -> None:
    """Another database adopts a folder, and moves with it."""
    assert into(out).complete
    there = rename(out)
    assert into(there, address).complete
    again = there.rename(out)
    assert into(again, address).complete
    assert len(posts(mock)) == 3
    with Journal(address) as journal:
        held = [result.path for call in journal.calls(State.COMPLETED) for result in call.results]
    assert {path.parent for path in held if path} == {out}


def test_both_clients_keep_run_file(run: Run, into: Into, mock: MockServer, out: Path) -> None:
    """The sync and the async client write the run file and read it."""
    assert run(cats(3)).complete
    assert into(out, "another.sqlite").complete
    assert len(posts(mock)) == 3


def test_held_with_every_journal(into: Into, mock: MockServer, out: Path) -> None:
    """A held row is held with every journal."""
    mock.world.script(mock.api_key, "fault=drop", on="createImageGeneration")
    assert into(out).held == 1
    report = into(out, "another.sqlite", budget=100)
    assert (report.held, report.done, report.spent) == (1, 2, 4.8)
    assert len(posts(mock)) == 3


def test_unanswered_row_is_held(into: Into, mock: MockServer, out: Path) -> None:
    """A row without an answer in the run file is held."""
    into(out, number=1)
    first, sent, *_ = lines(out)
    (out / RUN_FILE).write_text("".join(f"{json.dumps(line)}\n" for line in (first, sent)), encoding="utf-8")
    report = into(out, "another.sqlite", number=1)
    assert (report.held, len(posts(mock))) == (1, 1)


def test_task_in_progress(into: Into, mock: MockServer, out: Path) -> None:
    """A task in progress is resumed with another journal."""
    into(out, number=1)
    kept = [line for line in lines(out) if not {"end", "file"} & line.keys() or "body" in line]
    (out / RUN_FILE).write_text("".join(f"{json.dumps(line)}\n" for line in kept), encoding="utf-8")
    (out / "cat-000.png").unlink()
    assert into(out, "another.sqlite", number=1).complete
    assert (files(out), len(posts(mock))) == (["cat-000.png"], 1)


@pytest.mark.parametrize("journal", ["one.sqlite", "another.sqlite"])
def test_deleted_images(into: Into, mock: MockServer, out: Path, journal: str) -> None:
    """Deleted images are downloaded again while their links work."""
    into(out)
    (out / "cat-001.png").unlink()
    assert into(out, journal).complete
    assert len(posts(mock)) == 3
    assert files(out) == ["cat-000.png", "cat-001.png", "cat-002.png"]


@pytest.mark.parametrize("journal", ["one.sqlite", "another.sqlite"])
def test_deleted_image_with_dead_link(into: Into, mock: MockServer, out: Path, journal: str) -> None:
    """A deleted image whose link has expired is reported."""
    into(out)
    (out / "cat-001.png").unlink()
    mock.clock.advance(25 * 3600)
    report = into(out, journal)
    assert (report.complete, report.done, report.gone, report.unsaved, len(posts(mock))) == (False, 2, 1, 1, 3)
    (row,) = [each for each in results(out) if each["state"] != "completed"]
    assert (row["id"], row["state"], row["files"]) == ("cat-001", "unsaved", [])
    assert "has expired" in row["error"]["message"]


def test_torn_last_line(into: Into, mock: MockServer, out: Path) -> None:
    """A last line that is incomplete is ignored."""
    into(out)
    with (out / RUN_FILE).open("a", encoding="utf-8") as file:
        file.write('{"key": "evolink-torn", "bod')
    assert into(out, "another.sqlite", number=4).complete
    assert len(posts(mock)) == 4
    assert into(out, "third.sqlite", number=4).complete, "the next line was not added to the torn one"


@pytest.mark.parametrize(
    "damage", ["", "{}\n", '{"evolink_run": "x", "format": 2}\n', '{"evolink_run": "x", "format": 1}\n[1]\n']
)
def test_damaged_file_unknown_batch(into: Into, mock: MockServer, out: Path, damage: str) -> None:
    """A damaged run file is refused by a journal that does not know the batch."""
    into(out)
    content = (out / RUN_FILE).read_text(encoding="utf-8")
    (out / RUN_FILE).write_text(damage + content.replace("\n", "\n%", 1), encoding="utf-8")
    with pytest.raises(errors.UnknownRun, match=rf"{RUN_FILE}.*new=True"):
        into(out, "another.sqlite")
    assert len(posts(mock)) == 3
    assert into(out, "another.sqlite", new=True).complete
    assert len(posts(mock)) == 6


def test_damaged_file_known_batch(into: Into, mock: MockServer, out: Path) -> None:
    """A damaged run file is written again by a journal that knows the batch."""
    into(out)
    whole = (out / RUN_FILE).read_bytes()
    (out / RUN_FILE).write_bytes(whole.replace(b"\n{", b"\n%{", 1))
    assert into(out).complete
    assert into(out, "another.sqlite").complete
    assert len(posts(mock)) == 3


def test_results_without_run_file(into: Into, mock: MockServer, out: Path) -> None:
    """Results of an unknown batch without a run file are refused."""
    into(out)
    (out / RUN_FILE).unlink()
    with pytest.raises(errors.UnknownRun, match="new=True"):
        into(out, "another.sqlite")
    assert into(out).complete, "the journal knows it, and writes the file again"
    assert into(out, "another.sqlite").complete
    assert len(posts(mock)) == 3


def test_new_batch(into: Into, mock: MockServer, out: Path) -> None:
    """A new batch pays again and replaces no image."""
    into(out, number=1)
    first = (out / "cat-000.png").read_bytes()
    for runs in (2, 3, 4):
        assert into(out, number=1, new=True).complete
        assert (len(posts(mock)), len(files(out))) == (runs, runs)
    assert (out / "cat-000.png").read_bytes() == first
    assert into(out, number=1).complete
    assert len(posts(mock)) == 4, "without new=True it is the same run again"


def test_new_batch_with_bad_manifest(into: Into, run: Run, mock: MockServer, out: Path) -> None:
    """A new batch with a bad manifest leaves the old one as it was."""
    into(out)
    with pytest.raises(errors.InvalidManifest):
        run([{"model": "no-such"}], new=True)
    assert into(out).complete
    assert len(posts(mock)) == 3


def test_other_folder_same_path(into: Into, mock: MockServer, out: Path) -> None:
    """Another folder at the same path is another batch."""
    into(out, "one.sqlite", 2)
    first = rename(out)
    into(out, "another.sqlite", 3)
    assert into(out, "one.sqlite", 3).complete, "the journal knows another run at this place"
    out.rename(out.with_name("second"))
    first.rename(out)
    assert into(out, "one.sqlite", 2).complete
    assert len(posts(mock)) == 5


def test_run_file_before_sending(into: Into, mock: MockServer, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call is in the run file before it is sent."""
    with monkeypatch.context() as patched:
        patched.setattr(RunFile, "_append", Mock(side_effect=OSError(28, "No space left on device")))
        report = into(out)
    assert (type(report.ended_by), report.left, len(posts(mock))) == (OSError, 3, 0)
    assert into(out).complete
    assert {line["key"] for line in lines(out)[1:] if "body" in line} == {
        exchange.request.headers["idempotency-key"]
        for exchange in mock.request_log
        if "idempotency-key" in exchange.request.headers
    }


def test_folder_lock(into: Into, mock: MockServer, out: Path) -> None:
    """Two batches into one folder at a time are refused."""
    out.mkdir()
    lock = FolderLock(out, "theirs.sqlite")
    lock.acquire()
    said = (
        rf"^process {os.getpid()} on .* another batch with the journal theirs.sqlite into .*; this one has the journal "
    )
    with pytest.raises(errors.JournalBusy, match=said):
        into(out)
    lock.release()
    assert into(out).complete
    assert len(posts(mock)) == 3
