"""Workers as processes: every row once, within budget and rate, and an orderly end."""

import json
import signal
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evolink.cluster import status
from evolink.journal import State
from tests.cli.running import ended
from tests.cluster.conftest import PRICE, Cluster, cats
from tests.waiting import until

if TYPE_CHECKING:
    import subprocess


def test_two_machines_share_rows(cluster: Cluster) -> None:
    """Two machines run every row once between them."""
    cluster.submit(24)
    workers = [cluster.worker(in_flight=4) for _ in range(2)]
    cluster.has_images(24)
    cluster.is_empty()
    assert len(cluster.posts) == 24
    assert {call.state for call in cluster.calls} == {State.COMPLETED}
    assert len({call.session for call in cluster.calls}) == 2
    assert [worker.poll() for worker in workers] == [None, None]


def test_one_machine_saves_results(cluster: Cluster) -> None:
    """One machine runs every row and notes its result."""
    cluster.submit(3)
    cluster.worker()
    cluster.has_images(3)
    cluster.is_empty()
    ran = cluster.run("run", "rows.jsonl", "-o", "out")
    assert ran.status == 0, ran.err
    report = [json.loads(line) for line in (cluster.out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [each["state"] for each in report] == ["completed"] * 3
    assert len(cluster.posts) == 3


def test_images_go_to_given_folder(cluster: Cluster) -> None:
    """Images go where the worker's options say."""
    cluster.submit(1)
    cluster.start("work", "-o", "here")
    until(lambda: list((cluster.folder / "here").glob("cat-000.png")), "the image is there")


def test_new_rows_wake_worker(cluster: Cluster) -> None:
    """Rows that are submitted later wake a worker."""
    cluster.submit(1)
    cluster.worker()
    cluster.has_images(1)
    cluster.submit(2)
    cluster.has_images(2)


def test_budget_shared(cluster: Cluster) -> None:
    """All workers together keep the budget."""
    cluster.submit(cats(12), "--budget", str(5 * PRICE + 1))
    for _ in range(2):
        cluster.worker(in_flight=8)
    cluster.has_images(5)
    cluster.submit(cats(12), "--budget", str(7 * PRICE))
    cluster.has_images(7)
    assert len(cluster.posts) == 7
    report = cluster.run("status").out
    assert "12 rows: 7 done, 5 to send" in report
    assert "11.2 of 11.2 credits" in report


def test_rising_prices_exceed_by_one_call(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """If prices rise, all workers together exceed the budget by one call at most."""
    posts = count(1)
    monkeypatch.setattr("evolink_mock.world.create.price", lambda *_: 1.0 if next(posts) <= 4 else 8.0)
    cluster.submit(cats(40), "--budget", "30")
    for _ in range(2):
        cluster.worker(in_flight=20)
    until(lambda: 22.0 < spent(cluster.address) < 38.0, "the budget is spent, to within one call")
    cluster.has_images(len(cluster.posts))
    assert 22.0 < spent(cluster.address) < 38.0


def spent(address: str) -> float:
    return status(address).runs[0].spent


def test_rate_shared(cluster: Cluster) -> None:
    """All workers together keep the rate: each call takes a quarter of a second of it, however late it is sent."""
    started = time.time()
    cluster.submit(cats(10), "--rate", "4/s")
    for _ in range(2):
        cluster.worker(in_flight=8)
    cluster.has_images(10)
    (full_at,) = cluster.sql("SELECT next_at FROM batches")
    assert full_at >= started + 10 / 4
    assert max(call.sent_at or 0.0 for call in cluster.calls) >= full_at - 4 / 4 - 0.01
    assert len(cluster.posts) == 10


def test_failed_row_gets_another_call(cluster: Cluster) -> None:
    """A failed row gets another call."""
    cluster.mock.world.script(cluster.mock.api_key, "story=request_cancelled")
    cluster.submit(1)
    cluster.worker()
    cluster.has_images(1)
    cluster.is_empty()
    assert [call.state for call in cluster.calls] == [State.FAILED, State.COMPLETED]


def test_wrong_key_loses_no_row(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong API key ends the worker and loses no row."""
    cluster.submit(3)
    monkeypatch.setattr(cluster.mock, "api_key", "sk-wrong")
    ran = ended(cluster.start("work"))
    assert ran.status == 4
    assert "`evolink login --status` shows which key is used" in ran.out
    assert cluster.queued == ["queued"] * 3
    assert {call.state for call in cluster.calls} == {State.PLANNED}


def test_missing_key_reported_at_once(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing API key is reported at once."""
    monkeypatch.delenv("EVOLINK_API_KEY")
    assert cluster.run("work").status == 4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=str)
def test_signal_ends_worker_in_order(cluster: Cluster, number: signal.Signals) -> None:
    """A signal ends a worker once its rows have finished."""
    worker = _at_work(cluster)
    worker.send_signal(number)
    ran = ended(worker)
    assert ran.status == 0, ran.out
    assert {call.state for call in cluster.calls} == {State.PLANNED, State.COMPLETED}
    assert set(cluster.queued) == {"queued"}
    assert ", ".join([f"{len(cluster.images)} done"]) in ran.out


def test_second_signal_leaves_at_once(cluster: Cluster) -> None:
    """A second signal ends a worker at once, and another worker continues."""
    worker = _at_work(cluster)
    worker.send_signal(signal.SIGINT)
    until(lambda: "stopping: running rows" in (worker.stdout.readline() if worker.stdout else ""), "it ends")
    worker.send_signal(signal.SIGINT)
    assert ended(worker).status == 130
    cluster.sql("UPDATE evolink_queue SET heartbeat = now() - interval '1 hour' WHERE status = 'picked'")
    cluster.worker()
    cluster.is_empty()
    held = [call for call in cluster.calls if call.state is State.HELD]
    assert len(cluster.posts) == 12
    assert len(cluster.images) + len(held) == 12


def _at_work(cluster: Cluster) -> "subprocess.Popen[str]":
    """Return a worker that has more to do than it has room for, and has begun."""
    cluster.submit(12)
    worker = cluster.start("work", "--in-flight", "4")
    until(lambda: cluster.posts, "something is sent")
    return worker


def test_unusable_folder_loses_no_row(cluster: Cluster, tmp_path: Path) -> None:
    """A folder that can't be made ends the worker and loses no row."""
    cluster.submit(2)
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    ran = ended(cluster.start("work", "-o", "taken"))
    assert ran.status == 1
    assert cluster.queued == ["queued"] * 2
    assert cluster.posts == []
