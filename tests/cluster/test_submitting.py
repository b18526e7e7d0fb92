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


def test_every_row_is_noted_and_queued_and_nothing_is_sent(cluster: Cluster) -> None:
    ran = cluster.submit(5)
    assert (ran.status, ran.out) == (0, "5 queued\n")
    assert cluster.queued == ["queued"] * 5
    assert rows_of(cluster) == {"planned": 5}
    assert cluster.posts == []


def test_a_bad_row_keeps_all_from_being_noted(cluster: Cluster) -> None:
    ran = cluster.submit([*cats(2), {"id": "bad", "model": "nano-banana-beta"}])
    assert ran.status == 3
    assert "line 3, prompt: is missing" in ran.err
    assert (cluster.calls, cluster.queued) == ([], [])


def test_bad_rows_are_told_as_facts(cluster: Cluster) -> None:
    ran = cluster.submit([{"model": "nano-banana-beta"}], "--json")
    told = json.loads(ran.out)
    assert [(each["line"], each["field"]) for each in told["data"]["problems"]] == [(1, "prompt")]


def test_bad_rows_are_left_out_on_demand(cluster: Cluster) -> None:
    with pytest.raises(InvalidManifest):
        submit([*cats(1), {}], cluster.out, journal=cluster.address)
    done = submit([*cats(1), {}], cluster.out, journal=cluster.address, skip_bad=True)
    assert (done.queued, done.plan.bad) == (1, 1)


def test_to_submit_twice_queues_once(cluster: Cluster) -> None:
    assert [submitted(cluster, 3), submitted(cluster, 3), submitted(cluster, 4)] == [3, 0, 1]


def test_to_submit_again_does_not_wait_for_a_worker_that_takes_rows(cluster: Cluster) -> None:
    submitted(cluster, 3)
    with psycopg.connect(cluster.address) as taking:
        taking.execute("SELECT * FROM batches FOR UPDATE")  # as a worker does that goes on to lock rows
        assert submitted(cluster, 4, budget=10) == 1
    assert status(cluster.address).runs[0].budget == 10


def test_to_submit_again_waits_for_no_row_that_stays_as_it_is(cluster: Cluster) -> None:
    submitted(cluster, 3)
    with psycopg.connect(cluster.address) as noting:
        noting.execute("SELECT * FROM calls FOR UPDATE")
        assert submitted(cluster, 4) == 1


def test_to_submit_survives_a_deadlock_with_a_worker(cluster: Cluster) -> None:
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


def test_to_submit_waits_not_for_ever_for_one_that_stops_while_it_makes_the_tables(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_queue, "_BOUNDED", _queue._BOUNDED.replace("10000", "100"))
    with psycopg.connect(cluster.address) as sleeper:
        sleeper.execute("SELECT pg_advisory_lock(%s)", (_queue._INSTALLING,))
        with pytest.raises(JournalFailed, match="lock timeout") as caught:
            submitted(cluster, 1)
    assert caught.value.passing


def test_the_engine_s_own_log_does_not_pile_up(cluster: Cluster) -> None:
    submitted(cluster, 3)
    submitted(cluster, 3)
    assert cluster.sql("SELECT count(*) FROM evolink_queue_log") == [0]


def test_rows_without_an_end_that_no_queue_holds_are_queued_again(cluster: Cluster) -> None:
    submitted(cluster, 3)
    cluster.sql("DELETE FROM evolink_queue WHERE id = (SELECT min(id) FROM evolink_queue)")
    assert submitted(cluster, 3) == 1
    assert cluster.queued == ["queued"] * 3


def test_rows_that_were_set_aside_are_queued_again_and_not_twice(cluster: Cluster) -> None:
    submitted(cluster, 3)
    cluster.sql("UPDATE evolink_queue SET status = 'failed'")
    assert status(cluster.address).stuck == 3
    assert submitted(cluster, 3) == 0
    assert cluster.queued == ["queued"] * 3


def test_rows_that_can_t_be_queued_are_not_noted(cluster: Cluster) -> None:
    submitted(cluster, 1)
    cluster.sql("ALTER TABLE evolink_queue ADD CONSTRAINT nothing_more CHECK (false) NOT VALID")
    with pytest.raises(JournalFailed, match=r"could not be written: .*nothing_more"):
        submitted(cluster, 3)
    assert rows_of(cluster) == {"planned": 1}


def test_a_row_that_left_the_manifest_is_forgotten(cluster: Cluster) -> None:
    submitted(cluster, 3)
    submitted(cluster, 1)
    assert rows_of(cluster) == {"planned": 1}


def test_held_rows_are_left_to_a_person(cluster: Cluster) -> None:
    submitted(cluster, 2)
    cluster.sql("DELETE FROM evolink_queue")
    cluster.sql("UPDATE calls SET state = 'held', sent_at = 1, error_message = 'lost' WHERE line = 1")
    assert submitted(cluster, 2) == 1
    (held,) = status(cluster.address).runs[0].held
    assert (held.line, held.reason) == (1, "lost")


def test_a_held_row_that_is_settled_is_queued_by_the_command_that_is_told(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_the_last_budget_and_rate_count(cluster: Cluster) -> None:
    submitted(cluster, 1, budget=5, rate="2/s")
    submitted(cluster, 1, rate="60/min")
    (run,) = status(cluster.address).runs
    assert (run.budget, run.rate) == (None, 1.0)


def test_names_in_the_environment_change_no_table(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUEUE_TABLE", "elsewhere")
    monkeypatch.setenv("PGQUEUER_PREFIX", "other_")
    process = cluster.start("submit", str(cluster.manifest(cats(1))), "-o", "out")
    assert "1 queued" in ended(process).out
    assert cluster.queued == ["queued"]


@pytest.mark.parametrize("command", [["submit", "rows.jsonl", "-o", "out"], ["work"], ["status"]], ids=lambda c: c[0])
@pytest.mark.parametrize("address", ["journal.sqlite", "sqlite:///journal.sqlite", "mysql://u:secret@host/db"])
def test_only_postgresql_is_for_many(cluster: Cluster, command: list[str], address: str) -> None:
    cluster.manifest(cats(1))
    ran = cluster.run(*command, "--journal", address)
    assert ran.status == 2
    assert "machines share a journal on PostgreSQL" in ran.err
    assert "secret" not in str(ran)
    assert not (cluster.folder / "journal.sqlite").exists()


@pytest.mark.parametrize(
    "address",
    ["postgresql://u:secret@127.0.0.1:1/db", "postgresql://u:secret@host:port/db", "postgresql://u:secret@[/db"],
)
def test_no_password_is_ever_shown(cluster: Cluster, address: str) -> None:
    cluster.manifest(cats(1))
    for ran in (
        cluster.run("submit", "rows.jsonl", "-o", "out", "--journal", address),
        cluster.run("work", "--journal", address),
    ):
        assert ran.status in {1, 2}
        assert "Traceback" not in ran.err
        assert "secret" not in str(ran)


def test_limits_that_make_no_sense_are_refused(cluster: Cluster) -> None:
    with pytest.raises(ConfigurationError, match="budget"):
        submitted(cluster, 1, budget=-1)
    with pytest.raises(ConfigurationError, match="is not a valid rate"):
        submitted(cluster, 1, rate="often")


def test_before_anything_is_submitted_the_others_say_so(cluster: Cluster) -> None:
    assert "evolink batch submit" in cluster.run("status").err
    assert "evolink batch submit" in cluster.run("work").err


def test_one_machine_loads_none_of_it(tmp_path: Path) -> None:
    script = (
        "import sys, evolink.batch, evolink.journal, evolink.cli.batch_run, evolink.cli.batch\n"
        "print(sorted(name for name in ('pgqueuer', 'psycopg', 'evolink.cluster') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n"


def test_what_a_bulk_run_of_one_machine_has_paid_is_not_queued(cluster: Cluster, server: Postgres) -> None:
    journal = cluster.folder / "one.sqlite"
    with EvoLink(base_url=cluster.service, api_key=cluster.mock.api_key, journal=journal) as client:
        assert client.batch.run(cats(3), cluster.out).complete
    assert submitted(cluster, 4) == 1
    assert rows_of(cluster) == {"completed": 3, "planned": 1}
    (cluster.out / "evolink-run.jsonl").write_text("not a run\n", encoding="utf-8")
    with pytest.raises(UnknownRun, match="new=True"):
        submit(cats(4), cluster.out, journal=server.new_database())
