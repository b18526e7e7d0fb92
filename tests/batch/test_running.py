"""Batches against the mock, sync and async: every row becomes images, and nothing is paid twice."""

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from evolink import errors
from evolink._files import destination
from evolink._files.link import Link
from evolink.batch._row_runner import RowRunner
from evolink.journal import Journal
from evolink_mock import MockServer
from tests.batch.conftest import Run, cat, cats, files, posts, results
from tests.odd_places import ODD, traces

if TYPE_CHECKING:
    from evolink.batch import Progress


def test_files_named_by_id(run: Run, out: Path) -> None:
    """Every row becomes files that are named by its id."""
    rows = [cat(id="cat"), {"model": "gpt-4o-image", "prompt": "two dogs", "n": 2, "id": "dogs"}, cat(prompt="A bird!")]
    report = run(rows)
    assert report.complete
    assert (report.rows, report.done, report.spent) == (3, 3, 8.2)
    names = files(out)
    assert names[1:] == ["cat.png", "dogs-1.png", "dogs-2.png"]
    assert names[0].startswith("a-bird-")
    for name in names:
        with Image.open(out / name) as image:
            image.load()


def test_results_of_every_row(run: Run, out: Path) -> None:
    """The results have a line for every row."""
    run(cats(3))
    records = results(out)
    assert [(each["id"], each["line"], each["state"], each["calls"]) for each in records] == [
        ("cat-000", 1, "completed", 1),
        ("cat-001", 2, "completed", 1),
        ("cat-002", 3, "completed", 1),
    ]
    for each in records:
        (file,) = each["files"]
        content = (out / file["path"]).read_bytes()
        assert (file["size"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert each["task_id"].startswith("task-")
        assert (each["credits"], each["error"]) == (1.6, None)


def test_same_manifest_again(run: Run, mock: MockServer, out: Path) -> None:
    """The same manifest again sends nothing."""
    run(cats(5))
    before = files(out)
    report = run(cats(5))
    assert report.complete
    assert len(posts(mock)) == 5
    assert files(out) == before


def test_changed_and_new_rows(run: Run, mock: MockServer, out: Path) -> None:
    """Changed and new rows are sent, and no image is lost."""
    run([cat(id="a"), cat(id="b"), cat(id="c")])
    kept = (out / "b.png").read_bytes()
    report = run([cat(id="new"), cat(id="c"), cat(id="b", size="16:9")])
    assert report.complete
    assert sorted(str(each.get("size")) for each in posts(mock)[3:]) == ["16:9", "None"]
    assert (out / "b.png").read_bytes() == kept
    (_, _, changed) = results(out)
    assert changed["files"][0]["path"].startswith("b.")
    assert changed["files"][0]["path"] != "b.png"
    assert [each["id"] for each in results(out)] == ["new", "c", "b"], "rows that left the manifest are not listed"


def test_rows_without_ids_move(run: Run, mock: MockServer) -> None:
    """Rows without ids are recognised wherever they are in the manifest."""
    run([cat(prompt="one"), cat(prompt="two"), cat(prompt="two")])
    run([cat(prompt="zero"), cat(prompt="two"), cat(prompt="one"), cat(prompt="two")])
    assert sorted(each["prompt"] for each in posts(mock)) == ["one", "two", "two", "zero"]


def test_existing_file_stays(run: Run, out: Path) -> None:
    """A file that was there before stays."""
    out.mkdir()
    (out / "cat.png").write_text("mine")
    assert run([cat(id="cat")]).complete
    assert (out / "cat.png").read_text() == "mine"
    assert len(files(out)) == 2


def test_bad_row_sends_nothing(run: Run, mock: MockServer, out: Path) -> None:
    """Nothing of a manifest with a bad row is sent."""
    with pytest.raises(errors.InvalidManifest, match="line 2, size"):
        run([cat(id="a"), cat(id="b", size="17:9")])
    assert posts(mock) == []
    assert not out.exists()


def test_skip_bad(run: Run, out: Path) -> None:
    """Bad rows can be left out, and are reported."""
    report = run([cat(id="a"), cat(id="b", size="17:9")], skip_bad=True)
    assert (report.rows, report.done, report.complete) == (1, 1, False)
    assert [each["state"] for each in results(out)] == ["completed", "invalid"]


def test_failed_request(run: Run, mock: MockServer, out: Path) -> None:
    """A task that fails because of its request fails alone."""
    mock.world.script(mock.api_key, "story=content_policy_violation")
    report = run(cats(3), in_flight=1)
    assert (report.done, report.failed, report.ended_by) == (2, 1, None)
    assert len(posts(mock)) == 3
    (failed,) = [each for each in results(out) if each["state"] == "failed"]
    assert failed["error"]["code"] == "content_policy_violation"
    run(cats(3))
    assert len(posts(mock)) == 3, "a new call would fail again"


def test_new_call_after_failure(run: Run, mock: MockServer, out: Path) -> None:
    """A task that a new call may help gets one."""
    mock.world.script(mock.api_key, "story=request_cancelled")
    assert run(cats(2)).complete
    assert len(posts(mock)) == 3
    assert sorted(each["calls"] for each in results(out)) == [1, 2]


def test_lost_answer_is_held(run: Run, mock: MockServer, out: Path) -> None:
    """A row whose answer was lost is held and never sent again by itself."""
    mock.world.script(mock.api_key, "fault=drop", on="createImageGeneration")
    report = run(cats(3))
    assert (report.done, report.held) == (2, 1)
    assert sorted(each["state"] for each in results(out)) == ["completed", "completed", "held"]
    again = run(cats(3))
    assert (again.held, len(again.held_keys)) == (1, 1)
    (held,) = [each for each in results(out) if each["state"] == "held"]
    assert held["key"] == again.held_keys[0]
    assert len(posts(mock)) == 3


def test_resend_held(run: Run, mock: MockServer, out: Path) -> None:
    """Held rows are sent again on request, under their keys."""
    mock.world.script(mock.api_key, "fault=drop", "fault=drop", on="createImageGeneration")
    assert run(cats(4)).held == 2
    done = run(cats(4), resend_held=True)
    assert (done.done, done.held, len(files(out))) == (4, 0, 4)
    keys = [
        each.request.headers["idempotency-key"]
        for each in mock.request_log
        if "idempotency-key" in each.request.headers
    ]
    assert (len(keys), len(set(keys))) == (6, 4)


def test_resent_row_is_refused(run: Run, mock: MockServer) -> None:
    """A held row that is refused this time stays held and ends the batch."""
    mock.world.script(mock.api_key, "fault=drop", "fault=drop", on="createImageGeneration")
    assert run(cats(2)).held == 2
    mock.world.script(mock.api_key, "code=402", "code=402", on="createImageGeneration")
    done = run(cats(2), resend_held=True)
    assert (done.held, type(done.ended_by)) == (2, errors.InsufficientCredits)


def test_no_credits(run: Run, mock: MockServer) -> None:
    """Without credits, a batch ends in order and resumes when there are some."""
    mock.world.add_key(mock.api_key, credits=5.0)
    report = run(cats(10))
    assert isinstance(report.ended_by, errors.InsufficientCredits)
    assert (report.done, report.left) == (3, 7)
    account = mock.world.accounts[mock.api_key]
    account.granted = 100.0
    assert run(cats(10)).complete
    assert account.used == pytest.approx(16.0)


def test_wrong_key(run: Run) -> None:
    """A wrong API key ends a batch, and nothing is lost."""
    report = run(cats(3), client={"api_key": "wrong"})
    assert isinstance(report.ended_by, errors.AuthenticationError)
    assert (report.left, report.spent) == (3, 0.0)
    assert run(cats(3)).complete


def test_refused_request(run: Run, mock: MockServer, out: Path) -> None:
    """A request that the service refuses costs nothing and is tried by the next run."""
    mock.world.script(mock.api_key, "code=400", on="createImageGeneration")
    report = run(cats(2))
    assert (report.done, report.failed, report.ended_by) == (1, 1, None)
    assert sorted(each["state"] for each in results(out)) == ["completed", "refused"]
    assert run(cats(2)).complete


def test_rate_limited(run: Run, mock: MockServer) -> None:
    """A batch waits as long as the service asks it to."""
    mock.world.script(mock.api_key, *["code=429, retry-after=1"] * 3, on="createImageGeneration")
    assert run(cats(6)).complete
    assert mock.world.accounts[mock.api_key].used == pytest.approx(9.6)


def test_service_away(run: Run, monkeypatch: pytest.MonkeyPatch, mock: MockServer) -> None:
    """A service that is away is waited for, and then the batch stops."""
    monkeypatch.setattr("evolink.batch._outcome._PATIENCE", 0.0)
    report = run(cats(2), client={"base_url": "http://127.0.0.1:9"})
    assert isinstance(report.ended_by, errors.ConnectionFailed)
    assert (report.left, report.spent) == (2, 0.0)
    assert run(cats(2)).complete
    assert len(posts(mock)) == 2


def test_every_answer_lost(run: Run, mock: MockServer) -> None:
    """A batch stops before every row is held, if the service loses every answer."""
    mock.world.script(mock.api_key, *["fault=drop"] * 200, on="createImageGeneration")
    report = run(cats(200))
    assert isinstance(report.ended_by, errors.SubmissionUncertain)
    assert 20 <= report.held <= 60
    assert report.left == 200 - report.held


def test_folder_in_place_of_file(run: Run, mock: MockServer, out: Path) -> None:
    """If a folder has a file's name, the file gets another one."""
    (out / "cat-000.png").mkdir(parents=True)
    report = run(cats(1))
    assert report.complete
    assert len(posts(mock)) == 1


def test_one_unsaved_image(run: Run, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image that can't be saved keeps no other from being saved."""
    save_as = RowRunner._save_as

    async def refuse(row: RowRunner, link: Link, stem: str) -> None:
        if stem == "dogs-1":
            raise errors.SavingError("not this one")
        await save_as(row, link, stem)

    monkeypatch.setattr(RowRunner, "_save_as", refuse)
    dogs = {"model": "gpt-4o-image", "prompt": "two dogs", "n": 2, "id": "dogs"}
    report = run([dogs])
    assert (report.unsaved, (out / "dogs-2.png").exists()) == (1, True)


def test_forgotten_run(run: Run, mock: MockServer, tmp_path: Path) -> None:
    """A batch that the journal forgot while it ran pays nothing twice."""
    run(cats(3), budget=3.2)
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.prune(time.time() + 1)
    assert run(cats(3)).complete
    assert len(posts(mock)) == 3


def test_killed_downloads(run: Run, out: Path) -> None:
    """What killed downloads left is removed by the next run."""
    out.mkdir()
    for name in (".evolink-dead.part", "others.part"):
        (out / name).touch()
    run(cats(1))
    assert [path.name for path in out.glob("*.part")] == ["others.part"]


def test_impossible_folder(run: Run, mock: MockServer, out: Path) -> None:
    """A folder that can't be made is an error before anything is sent."""
    out.write_text("a file")
    with pytest.raises(errors.ConfigurationError, match=r"out is a file, and must be a folder"):
        run(cats(1))
    assert posts(mock) == []


def test_read_only_folder(run: Run, mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder where no file can be made costs nothing."""

    def refuse(**_: object) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(destination, "TemporaryFile", refuse)
    with pytest.raises(PermissionError, match="not here"):
        run(cats(1))
    assert posts(mock) == []


@pytest.mark.parametrize("kind", ["a device", "a FIFO", "a link that leads nowhere"])
def test_results_path_is_no_file(run: Run, mock: MockServer, out: Path, kind: str) -> None:
    """Something else in the place of the results is refused and left untouched."""
    out.mkdir()
    ODD[kind](out / "results.jsonl")
    before = traces(out)
    with pytest.raises(errors.ConfigurationError, match=rf"results\.jsonl is {kind}, and is never replaced"):
        run(cats(1))
    assert (traces(out), posts(mock)) == (before, [])


def test_progress(run: Run, mock: MockServer) -> None:
    """Progress is reported before anything is sent and at the end."""
    seen: list[tuple[Progress, int]] = []
    run(cats(4), on_progress=lambda progress: seen.append((progress, len(posts(mock)))), budget=100)
    first, sent = seen[0]
    assert (sent, first.plan.rows, first.plan.new, first.plan.credits, first.budget) == (0, 4, 4, 6.4, 100)
    last, _ = seen[-1]
    assert (last.done, last.left, last.spent, last.in_flight) == (4, 0, 6.4, 0)
    seen.clear()
    run(cats(5), on_progress=lambda progress: seen.append((progress, len(posts(mock)))))
    assert (seen[0][0].plan.rows, seen[0][0].plan.new, seen[0][0].plan.credits) == (5, 1, 1.6)


def test_rate(run: Run, mock: MockServer) -> None:
    """A batch keeps its rate."""
    began = time.monotonic()
    run(cats(9), rate="4/s")
    assert len(posts(mock)) == 9
    assert time.monotonic() - began >= 1.2, "four at once, and then one every quarter of a second"


@pytest.mark.parametrize("wrong", [{"rate": "fast"}, {"budget": -1}, {"in_flight": 0}])
def test_invalid_limits(run: Run, wrong: Mapping[str, Any]) -> None:
    """A limit that makes no sense is refused."""
    with pytest.raises(errors.ConfigurationError):
        run(cats(1), **wrong)


def test_task_not_known_yet(run: Run, mock: MockServer) -> None:
    """A task that the service does not know yet is waited for."""
    mock.world.script(mock.api_key, "code=404", "code=404", on="getTaskDetail")
    assert run(cats(2)).complete
    assert len(posts(mock)) == 2
