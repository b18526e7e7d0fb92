"""A disk that refuses the images of a batch: it ends with its report, and the next run resumes it."""

import errno
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from evolink._files.part_file import PartFile
from evolink._files.part_lock import create_locked, remove_abandoned
from evolink.batch import Progress
from evolink_mock import MockServer
from tests.batch.conftest import Run, cats, files, posts, results
from tests.cli.running import Shell, environment


@pytest.fixture
def tiny(out: Path) -> Iterator[Path]:
    """Yield a folder on a disk that holds no image."""
    out.mkdir()
    if not mounted("-t", "tmpfs", "-o", "size=24k", "none", str(out)):
        pytest.skip("only root may mount a disk of its own")
    yield out
    subprocess.run([shutil.which("umount") or "umount", "-l", out], check=True)


def mounted(*how: str) -> bool:
    return subprocess.run([shutil.which("mount") or "mount", *how], check=False, capture_output=True).returncode == 0


def test_full_disk_and_resume(run: Run, mock: MockServer, tiny: Path) -> None:
    """A full disk ends the batch with its report, and the next run resumes it."""
    report = run(cats(9), in_flight=3)
    assert isinstance(report.ended_by, OSError)
    assert (report.ended_by.errno, report.done, report.unsaved, report.left) == (errno.ENOSPC, 0, 3, 6)
    assert str(tiny / "cat-0") in str(report.ended_by), "it names the file"
    assert files(tiny) == []
    assert mounted("-o", "remount,size=64m", str(tiny))
    assert run(cats(9)).complete
    assert len(posts(mock)) == 9


def test_disk_without_any_room(run: Run, mock: MockServer, tiny: Path) -> None:
    """A disk without room for any file still leaves the report."""
    run(cats(3), in_flight=3)
    before = (tiny / "results.jsonl").read_bytes()
    with suppress(OSError), (tiny / "ballast").open("wb", buffering=0) as ballast:
        while True:
            ballast.write(bytes(512))
    report = run(cats(99))
    assert isinstance(report.ended_by, OSError)
    sent = len(posts(mock))  # as many as the last page of the run file had room for
    assert sent < 20
    assert (report.done, report.unsaved, report.left) == (0, sent, 99 - sent)
    assert (tiny / "results.jsonl").read_bytes() == before
    assert not list(tiny.glob("*.part"))


def test_full_disk_exit_status(mock: MockServer, tiny: Path) -> None:
    """A full disk gives the command an exit status and advice."""
    manifest = tiny.parent / "m.jsonl"
    manifest.write_text("".join(f"{json.dumps(row)}\n" for row in cats(4)), encoding="utf-8")
    variables = {"EVOLINK_BASE_URL": mock.base_url, "EVOLINK_API_KEY": mock.api_key}
    shell = Shell(environment(**variables, EVOLINK_JOURNAL=str(tiny.parent / "journal.sqlite")))
    ran = shell.run("batch", "run", str(manifest), "-o", str(tiny), "--in-flight", "2")
    assert ran.status == 1
    assert "0 of 4 rows done, 2 not saved, 2 not sent; 3.2 credits\n" in ran.err
    assert "No space left on device" in ran.err
    assert "run the same command once the folder is writable" in ran.err


@pytest.mark.parametrize("code", [errno.EDQUOT, errno.EROFS, errno.EIO])
def test_any_disk_error(run: Run, mock: MockServer, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Any error of the disk ends the batch in order."""
    with monkeypatch.context() as patched:
        patched.setattr(PartFile, "write", Mock(side_effect=OSError(code, os.strerror(code))))
        report = run(cats(5), in_flight=2)
    assert isinstance(report.ended_by, OSError)
    assert (report.ended_by.errno, report.unsaved, report.left) == (code, 2, 3)
    assert run(cats(5)).complete
    assert len(posts(mock)) == 5


def test_folder_removed(run: Run, mock: MockServer, out: Path) -> None:
    """A folder that is removed during a batch ends it in order."""

    def remove(_: Progress) -> None:
        shutil.rmtree(out, ignore_errors=True)

    report = run(cats(5), in_flight=2, on_progress=remove)
    assert isinstance(report.ended_by, FileNotFoundError)
    assert run(cats(5)).complete
    assert len(posts(mock)) == 5
    assert len(results(out)) == 5


def test_abandoned_part_files(tmp_path: Path) -> None:
    """Part files of dead processes are removed, and those of living ones are not."""
    (tmp_path / ".evolink-dead.part").touch()
    (tmp_path / "others.part").touch()
    with create_locked(tmp_path / ".evolink-alive.part"):
        remove_abandoned(tmp_path, 0.0)
        assert sorted(each.name for each in tmp_path.iterdir()) == [".evolink-alive.part", "others.part"]
    (tmp_path / ".evolink-young.part").touch()
    remove_abandoned(tmp_path, time.time(), shared=True)
    assert (tmp_path / ".evolink-young.part").exists(), "another machine may be writing it"
    remove_abandoned(tmp_path, time.time() + 3601, shared=True)
    assert [each.name for each in tmp_path.iterdir()] == ["others.part"]
