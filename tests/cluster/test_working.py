"""Workers as processes: every row once, within budget and rate, and an orderly end."""

import json
import signal
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


def test_two_machines_do_every_row_once_between_them(cluster: Cluster) -> None:
    cluster.submit(24)
    workers = [cluster.worker(in_flight=4) for _ in range(2)]
    cluster.has_pictures(24)
    cluster.is_empty()
    assert len(cluster.posts) == 24
    assert {call.state for call in cluster.calls} == {State.COMPLETED}
    assert len({call.session for call in cluster.calls}) == 2
    assert [worker.poll() for worker in workers] == [None, None]


def test_the_run_of_one_machine_writes_what_became_of_every_row(cluster: Cluster) -> None:
    cluster.submit(3)
    cluster.worker()
    cluster.has_pictures(3)
    cluster.is_empty()
    ran = cluster.run("run", "rows.jsonl", "-o", "out")
    assert ran.status == 0, ran.err
    told = [json.loads(line) for line in (cluster.out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [each["state"] for each in told] == ["completed"] * 3
    assert len(cluster.posts) == 3


def test_pictures_go_where_the_machine_says(cluster: Cluster) -> None:
    cluster.submit(1)
    cluster.start("work", "-o", "here")
    until(lambda: list((cluster.folder / "here").glob("cat-000.png")), "the picture is there")


def test_rows_that_come_later_wake_the_worker(cluster: Cluster) -> None:
    cluster.submit(1)
    cluster.worker()
    cluster.has_pictures(1)
    cluster.submit(2)
    cluster.has_pictures(2)


def test_the_budget_is_kept_by_all_together(cluster: Cluster) -> None:
    cluster.submit(cats(12), "--budget", str(5 * PRICE + 1))
    for _ in range(2):
        cluster.worker(in_flight=8)
    cluster.has_pictures(5)
    cluster.submit(cats(12), "--budget", str(7 * PRICE))
    cluster.has_pictures(7)
    assert len(cluster.posts) == 7
    told = cluster.run("status").out
    assert "12 rows: 7 done, 5 to send" in told
    assert "11.2 of 11.2 credits" in told


def test_prices_that_rise_put_all_together_one_call_over_the_budget(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = count(1)
    monkeypatch.setattr("evolink_mock.world.create.price", lambda *_: 1.0 if next(posts) <= 4 else 8.0)
    cluster.submit(cats(40), "--budget", "30")
    for _ in range(2):
        cluster.worker(in_flight=20)
    until(lambda: 22.0 < spent(cluster.address) < 38.0, "the budget is spent, to a call")
    cluster.has_pictures(len(cluster.posts))
    assert 22.0 < spent(cluster.address) < 38.0


def spent(address: str) -> float:
    return status(address).runs[0].spent


def test_the_rate_is_kept_by_all_together(cluster: Cluster) -> None:
    cluster.submit(cats(10), "--rate", "4/s")
    for _ in range(2):
        cluster.worker(in_flight=8)
    cluster.has_pictures(10)
    begun = sorted(call.sent_at or 0.0 for call in cluster.calls)
    assert begun[-1] - begun[0] >= (10 - 4 - 1) / 4
    assert len(cluster.posts) == 10


def test_a_row_that_failed_gets_another_call(cluster: Cluster) -> None:
    cluster.mock.world.script(cluster.mock.api_key, "story=request_cancelled")
    cluster.submit(1)
    cluster.worker()
    cluster.has_pictures(1)
    cluster.is_empty()
    assert [call.state for call in cluster.calls] == [State.FAILED, State.COMPLETED]


def test_a_wrong_key_ends_the_worker_and_loses_no_row(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.submit(3)
    monkeypatch.setattr(cluster.mock, "api_key", "sk-wrong")
    ran = ended(cluster.start("work"))
    assert ran.status == 4
    assert "set EVOLINK_API_KEY to a valid key" in ran.out
    assert cluster.queued == ["queued"] * 3
    assert {call.state for call in cluster.calls} == {State.PLANNED}


def test_no_key_is_told_at_once(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVOLINK_API_KEY")
    assert cluster.run("work").status == 4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=str)
def test_a_signal_ends_a_worker_when_its_rows_have_ended(cluster: Cluster, number: signal.Signals) -> None:
    worker = _at_work(cluster)
    worker.send_signal(number)
    ran = ended(worker)
    assert ran.status == 0, ran.out
    assert {call.state for call in cluster.calls} == {State.PLANNED, State.COMPLETED}
    assert set(cluster.queued) == {"queued"}
    assert ", ".join([f"{len(cluster.pictures)} done"]) in ran.out


def test_a_second_signal_leaves_at_once_and_another_goes_on(cluster: Cluster) -> None:
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
    assert len(cluster.pictures) + len(held) == 12


def _at_work(cluster: Cluster) -> "subprocess.Popen[str]":
    """Return a worker that has more to do than it has room for, and has begun."""
    cluster.submit(12)
    worker = cluster.start("work", "--in-flight", "4")
    until(lambda: cluster.posts, "something is sent")
    return worker


def test_a_folder_that_can_t_be_made_ends_the_worker_and_loses_no_row(cluster: Cluster, tmp_path: Path) -> None:
    cluster.submit(2)
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    ran = ended(cluster.start("work", "-o", "taken"))
    assert ran.status == 1
    assert cluster.queued == ["queued"] * 2
    assert cluster.posts == []
