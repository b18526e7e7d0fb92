"""What is submitted: all rows or none, each once, and again whatever got lost."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from evolink import EvoLink
from evolink.cli import main
from evolink.cli._held import continue_command
from evolink.cluster import _queue, status, submit
from evolink.errors import ConfigurationError, InvalidManifest, JournalFailed, UnknownRun
from evolink.journal import Journal
from tests.cli.running import ended
from tests.cluster.conftest import Cluster, cats
from tests.journal._postgres import Postgres
from tests.waiting import until


def rows_of(cluster: Cluster) -> dict[str, int]:
    return status(cluster.address).runs[0].states


def submitted(cluster: Cluster, number: int, **given: float | str) -> int:
    return submit(cats(number), cluster.out, journal=cluster.address, **given).queued  # type: ignore[arg-type]


def test_submit_notes_and_queues(cluster: Cluster) -> None:
    """Submitting notes and queues every row, and sends nothing."""
    ran = cluster.submit(5)
    assert (ran.status, ran.out) == (0, "5 queued\n")
    assert cluster.queued == ["queued"] * 5
    assert rows_of(cluster) == {"planned": 5}
    assert cluster.posts == []


def test_bad_row_notes_nothing(cluster: Cluster) -> None:
    """One bad row keeps all rows from being noted."""
    ran = cluster.submit([*cats(2), {"id": "bad", "model": "nano-banana-beta"}])
    assert ran.status == 3
    assert "line 3, prompt: is missing" in ran.err
    assert (cluster.calls, cluster.queued) == ([], [])


def test_bad_rows_as_json(cluster: Cluster) -> None:
    """Bad rows are reported as JSON."""
    ran = cluster.submit([{"model": "nano-banana-beta"}], "--json")
    report = json.loads(ran.out)
    assert [(each["line"], each["field"]) for each in report["data"]["problems"]] == [(1, "prompt")]


def test_skip_bad_rows(cluster: Cluster) -> None:
    """Bad rows are left out on request."""
    with pytest.raises(InvalidManifest):
        submit([*cats(1), {}], cluster.out, journal=cluster.address)
    done = submit([*cats(1), {}], cluster.out, journal=cluster.address, skip_bad=True)
    assert (done.queued, done.plan.bad) == (1, 1)


def test_submit_twice_queues_once(cluster: Cluster) -> None:
    """Submitting twice queues each row once."""
    assert [submitted(cluster, 3), submitted(cluster, 3), submitted(cluster, 4)] == [3, 0, 1]


def test_submit_ignores_worker_locks(cluster: Cluster) -> None:
    """Submitting again does not wait for a worker that takes rows."""
    submitted(cluster, 3)
    with psycopg.connect(cluster.address) as taking:
        taking.execute("SELECT * FROM batches FOR UPDATE")  # as a worker does that goes on to lock rows
        assert submitted(cluster, 4, budget=10) == 1
    assert status(cluster.address).runs[0].budget == 10


def test_submit_ignores_unchanged_rows(cluster: Cluster) -> None:
    """Submitting again does not wait for locked rows that stay as they are."""
    submitted(cluster, 3)
    with psycopg.connect(cluster.address) as noting:
        noting.execute("SELECT * FROM calls FOR UPDATE")
        assert submitted(cluster, 4) == 1


def test_submit_survives_deadlock(cluster: Cluster) -> None:
    """Submitting survives a deadlock with a worker."""
    submitted(cluster, 3)
    lock = "SELECT * FROM calls WHERE id = %s FOR UPDATE"
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    first, *_, last = (call.id for call in cluster.calls)
    with psycopg.connect(cluster.address) as worker, ThreadPoolExecutor() as threads:
        worker.execute("SET deadlock_timeout = '20s'")  # so that it is the other that finds out, and loses
        worker.execute(lock, (last,))
        turned = threads.submit(submit, cats(4)[::-1], cluster.out, journal=cluster.address)
        until(lambda: cluster.sql(waiting) == [1], "it waits for the last row")
        worker.execute(lock, (first,))
        worker.rollback()
        assert turned.result(5).queued == 1
    assert [call.line for call in cluster.calls] == [4, 3, 2, 1]


def test_submit_waits_limited_for_tables(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Submitting waits only for a limited time for another process to create the tables."""
    monkeypatch.setattr(_queue, "_BOUNDED", _queue._BOUNDED.replace("10000", "100"))
    with psycopg.connect(cluster.address) as sleeper:
        sleeper.execute("SELECT pg_advisory_lock(%s)", (_queue._INSTALLING,))
        with pytest.raises(JournalFailed, match="lock timeout") as caught:
            submitted(cluster, 1)
    assert caught.value.passing


def test_queue_log_is_emptied(cluster: Cluster) -> None:
    """PgQueuer's log does not grow."""
    submitted(cluster, 3)
    submitted(cluster, 3)
    assert cluster.sql("SELECT count(*) FROM evolink_queue_log") == [0]


def test_unqueued_rows_queued_again(cluster: Cluster) -> None:
    """Unfinished rows that are not in the queue are queued again."""
    submitted(cluster, 3)
    cluster.sql("DELETE FROM evolink_queue WHERE id = (SELECT min(id) FROM evolink_queue)")
    assert submitted(cluster, 3) == 1
    assert cluster.queued == ["queued"] * 3


def test_stuck_rows_queued_again(cluster: Cluster) -> None:
    """Rows that were set aside are queued again, and only once."""
    submitted(cluster, 3)
    cluster.sql("UPDATE evolink_queue SET status = 'failed'")
    assert status(cluster.address).stuck == 3
    assert submitted(cluster, 3) == 0
    assert cluster.queued == ["queued"] * 3


def test_unqueueable_rows_not_noted(cluster: Cluster) -> None:
    """Rows that can't be queued are not noted."""
    submitted(cluster, 1)
    cluster.sql("ALTER TABLE evolink_queue ADD CONSTRAINT nothing_more CHECK (false) NOT VALID")
    with pytest.raises(JournalFailed, match=r"could not be written: .*nothing_more"):
        submitted(cluster, 3)
    assert rows_of(cluster) == {"planned": 1}


def test_removed_row_is_deleted(cluster: Cluster) -> None:
    """A row that has left the manifest is deleted."""
    submitted(cluster, 3)
    submitted(cluster, 1)
    assert rows_of(cluster) == {"planned": 1}


def test_held_rows_not_queued(cluster: Cluster) -> None:
    """Held rows are not queued: a person decides about them."""
    submitted(cluster, 2)
    cluster.sql("DELETE FROM evolink_queue")
    cluster.sql("UPDATE calls SET state = 'held', sent_at = 1, error_message = 'lost' WHERE line = 1")
    assert submitted(cluster, 2) == 1
    (held,) = status(cluster.address).runs[0].held
    assert (held.line, held.reason) == (1, "lost")


def test_settled_row_queued_by_command(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A held row that is settled is queued by the command that the message names."""
    cluster.submit(2, "--budget", "7.5")
    cluster.sql("DELETE FROM evolink_queue")
    cluster.sql("UPDATE calls SET state = 'held', sent_at = 1 WHERE line = 1")
    (held,) = status(cluster.address).runs[0].held
    monkeypatch.setenv("EVOLINK_JOURNAL", cluster.address)
    assert main(["tasks", "settle", held.key, "--unpaid"]) == 0
    assert main(["tasks", "settle", held.key, "--unpaid"]) == 0
    with Journal(cluster.address) as journal:
        call = journal.call(held.key)
        assert call
        command = continue_command(journal, call)
    assert command == f"evolink batch submit {cluster.folder / 'rows.jsonl'} -o {cluster.out} --budget 7.5"
    assert main(command.split()[1:]) == 0
    assert rows_of(cluster) == {"planned": 2}
    assert cluster.queued == ["queued"] * 2


def test_latest_limits_count(cluster: Cluster) -> None:
    """The latest budget and rate count."""
    submitted(cluster, 1, budget=5, rate="2/s")
    submitted(cluster, 1, rate="60/min")
    (run,) = status(cluster.address).runs
    assert (run.budget, run.rate) == (None, 1.0)


def test_environment_renames_no_table(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """PgQueuer's environment variables rename no table."""
    monkeypatch.setenv("QUEUE_TABLE", "elsewhere")
    monkeypatch.setenv("PGQUEUER_PREFIX", "other_")
    process = cluster.start("submit", str(cluster.manifest(cats(1))), "-o", "out")
    assert "1 queued" in ended(process).out
    assert cluster.queued == ["queued"]


@pytest.mark.parametrize("command", [["submit", "rows.jsonl", "-o", "out"], ["work"]], ids=lambda c: c[0])
@pytest.mark.parametrize("address", ["journal.sqlite", "sqlite:///journal.sqlite", "mysql://u@host/db"])
def test_only_postgresql(cluster: Cluster, command: list[str], address: str) -> None:
    """Only PostgreSQL can be shared by many machines."""
    cluster.manifest(cats(1))
    ran = cluster.run(*command, "--journal", address)
    assert ran.status == 2
    assert "achines share a journal on PostgreSQL" in ran.err
    assert not (cluster.folder / "journal.sqlite").exists()


@pytest.mark.parametrize(
    "address",
    ["postgresql://u:secret@127.0.0.1:1/db", "postgresql://u:secret@host:port/db", "postgresql://u:secret@[/db"],
)
def test_password_never_shown(cluster: Cluster, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No message shows the password, which the command line does not take."""
    cluster.manifest(cats(1))
    refused = cluster.run("status", "--journal", address)
    assert (refused.status, "A password on the command line" in refused.err) == (2, True)
    monkeypatch.setenv("EVOLINK_JOURNAL", address)
    for ran in (cluster.run("submit", "rows.jsonl", "-o", "out"), cluster.run("work"), refused):
        assert ran.status in {1, 2}
        assert "Traceback" not in ran.err
        assert "secret" not in str(ran)


def test_invalid_limits_refused(cluster: Cluster) -> None:
    """Invalid limits are refused."""
    with pytest.raises(ConfigurationError, match="budget"):
        submitted(cluster, 1, budget=-1)
    with pytest.raises(ConfigurationError, match="is not a valid rate"):
        submitted(cluster, 1, rate="often")


def test_nothing_submitted_yet(cluster: Cluster) -> None:
    """Before anything is submitted, the other commands say so."""
    assert "evolink batch submit" in cluster.run("status").err
    assert "evolink batch submit" in cluster.run("work").err


def test_batch_run_loads_no_cluster(tmp_path: Path) -> None:
    """A batch on one machine loads none of the cluster's packages."""
    script = (
        "import sys, evolink.batch, evolink.journal, evolink.cli.batch_run, evolink.cli.batch\n"
        "print(sorted(name for name in ('pgqueuer', 'psycopg', 'evolink.cluster') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n"


def test_paid_rows_of_batch_run_not_queued(cluster: Cluster, server: Postgres) -> None:
    """Rows that `batch run` has paid are not queued."""
    journal = cluster.folder / "one.sqlite"
    with EvoLink(base_url=cluster.service, api_key=cluster.mock.api_key, journal=journal) as client:
        assert client.batch.run(cats(3), cluster.out).complete
    assert submitted(cluster, 4) == 1
    assert rows_of(cluster) == {"completed": 3, "planned": 1}
    (cluster.out / "evolink-run.jsonl").write_text("not a run\n", encoding="utf-8")
    with pytest.raises(UnknownRun, match="new=True"):
        submit(cats(4), cluster.out, journal=server.new_database())
