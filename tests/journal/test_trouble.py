"""A disk that fills, a database that goes away, schemas of other versions, forks."""

import logging
import multiprocessing
import os
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from evolink._task.record import Answered, Ended, Intent
from evolink.cluster._limits import SharedLimits, limits_of, submitted_limits
from evolink.errors import ConfigurationError, JournalFailed
from evolink.journal import Journal, State
from evolink.journal._database import Database
from evolink.journal._migrate import migrate
from evolink.journal._presence import _SESSIONS
from tests.journal._postgres import Postgres
from tests.journal._scenarios import AT, KEY, done, intend, post, submit, task, the_call
from tests.odd_places import ODD, traces

Limit = Callable[[int], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def small_disk(file: Path) -> Iterator[Limit]:
    """Limit the size of files to what the journal's log has now and so many bytes, as a quota does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(bytes_more: int) -> None:
        log = file.with_name(f"{file.name}-wal")
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + bytes_more, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_full_disk_reports_reason(file: Path, small_disk: Limit) -> None:
    """If the disk is full, nothing is sent, and the error gives the reason."""
    with Journal(file) as journal:
        small_disk(0)
        with pytest.raises(JournalFailed, match=r"could not be written: .*(full|I/O)") as caught:
            intend(journal)
    assert str(file) in caught.value.message
    assert "INSERT" not in str(caught.value)


def test_writes_again_when_space_returns(file: Path, small_disk: Limit, caplog: pytest.LogCaptureFixture) -> None:
    """When the disk has space again, the journal writes what it owes."""
    with Journal(file) as journal:
        intend(journal, f"{KEY}-1")
        small_disk(0)
        journal.record.note(Answered(f"{KEY}-1", task(1), AT)).result()
        with pytest.raises(JournalFailed):
            intend(journal, f"{KEY}-2")
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
        )
        submit(journal, 3)
        assert the_call(journal, f"{KEY}-1").task_id == task(1).id
        assert journal.call(f"{KEY}-2") is None
    logged = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert any("task-unified-1 was created" in line for line in logged)


def test_second_task_reported_later(file: Path, small_disk: Limit, caplog: pytest.LogCaptureFixture) -> None:
    """A second task that could not be noted at once is reported when it can be."""
    with Journal(file) as journal:
        key = submit(journal, 1)
        intend(journal)
        small_disk(0)
        journal.record.note(Answered(KEY, task(4), AT)).result()
        journal.record.note(Answered(key, task(2), AT)).result()
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
        )
        submit(journal, 3)
    assert "task-unified-2 was created as well as task-unified-1: both may be charged" in caplog.text


def test_failed_note_keeps_taking_over(file: Path, small_disk: Limit) -> None:
    """A session that failed to note a call can take over one of a dead process."""
    with Journal(file) as journal:
        small_disk(0)
        with pytest.raises(JournalFailed):
            intend(journal, f"{KEY}-1")
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
        )
        with Journal(file) as dead:
            submit(dead, 2)
        journal.record.note(Ended(done(2), AT)).result()
        assert the_call(journal, f"{KEY}-2").state is State.COMPLETED


def test_unnoted_paid_task_is_logged(file: Path, small_disk: Limit, caplog: pytest.LogCaptureFixture) -> None:
    """A paid task that could never be noted is in the log."""
    with Journal(file) as journal:
        intend(journal)
        small_disk(0)
        journal.record.note(Answered(KEY, task(1), AT)).result()
    assert f"closed without this: task task-unified-1 was created under {KEY}" in caplog.text


def test_output_that_is_no_text(journal: Journal) -> None:
    """An output whose name has bytes that are no text, which no database takes, is read as it was noted."""
    output = "/images/猫\udcff/"
    intend(journal, output=output)
    assert the_call(journal).output == output


def test_database_goes_and_returns(moody: Postgres, caplog: pytest.LogCaptureFixture) -> None:
    """Without its database, intents fail at once; other facts are noted when it is back."""
    with Journal(moody.new_database()) as journal:
        intend(journal, f"{KEY}-1")
        moody.stop("immediate")
        journal.record.note(Answered(f"{KEY}-1", task(1), AT)).result()
        with pytest.raises(JournalFailed):
            intend(journal, f"{KEY}-2")
        moody.start()
        journal.record.note(Ended(done(1), AT)).result()
        _until_written(journal)
        call = the_call(journal, f"{KEY}-1")
        assert (call.state, call.task_id) == (State.COMPLETED, task(1).id)
        assert journal.call(f"{KEY}-2") is None
    assert "task-unified-1 was created" in caplog.text


def test_alive_after_outage(moody: Postgres) -> None:
    """After an outage of the database, its session still counts as alive."""
    address = moody.new_database()
    with Journal(address) as journal:
        moody.stop()
        with pytest.raises(JournalFailed):
            intend(journal, f"{KEY}-0")
        moody.start()
        _until_written(journal)
        intend(journal)
        with Journal(address) as other:
            assert the_call(other).state is State.INTENT


def test_idle_session_alive_after_restart(moody: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """An idle session counts as alive soon after the database restarts."""
    monkeypatch.setattr("evolink.journal._writer._BEAT", 0.1)
    address = moody.new_database()
    with Journal(address) as journal, Journal(address) as other:
        intend(journal)
        moody.stop()
        moody.start()
        _until_written(other)
        subprocess.run(["sleep", "1"], check=True)  # noqa: S607 - found where the shell finds it
        # Held by `other`, if it looked before the first was back; never sent again, and never lost.
        held = [call.key for call in other.held()]
        key = submit(journal, 2)
        with Journal(address) as third:
            assert the_call(third, key).state is State.SUBMITTED
            assert third.take_up() == []
            assert [call.key for call in third.held()] == held


def test_alive_when_old_connection_ends(moody: Postgres) -> None:
    """A session that reconnected early counts as alive when its old connection ends."""
    address = moody.new_database()
    with Journal(address) as journal:
        intend(journal, f"{KEY}-0")
        with psycopg.connect(address, autocommit=True) as old:
            old.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'evolink'")
            old.execute("SELECT pg_advisory_lock(%s, %s)", (_SESSIONS, journal.session))
            _until_written(journal)
            old.execute("SELECT pg_advisory_unlock(%s, %s)", (_SESSIONS, journal.session))
        intend(journal)
        with Journal(address) as other:
            assert the_call(other).state is State.INTENT


def test_unreachable_database(tmp_path: Path) -> None:
    """The error for an unreachable database contains no password."""
    with pytest.raises(JournalFailed) as caught:
        Journal("postgresql://me:hidden-word@127.0.0.1:1/journal")
    assert "hidden-word" not in str(caught.value)
    assert "the journal postgresql://me:***@127.0.0.1:1/journal could not be" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_odd_address() -> None:
    """An address that can't be read is an error that does not show it, nor do its causes."""
    with pytest.raises(ConfigurationError, match="can't be understood") as caught:
        Journal("postgresql://me:hidden-word@127.0.0.1:port/journal")
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_file_is_private(file: Path) -> None:
    """Only the owner can read the file and those beside it."""
    before = os.umask(0o000)
    try:
        with Journal(file) as journal:
            submit(journal)
            beside = [path for path in file.parent.iterdir() if path.is_file()]
            assert len(beside) == 3
            assert {stat.S_IMODE(path.stat().st_mode) for path in beside} == {0o600}
            assert {stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir() if path.is_dir()} == {0o700}
    finally:
        os.umask(before)


@pytest.mark.parametrize("kind", ODD)
def test_path_of_no_file(tmp_path: Path, kind: str) -> None:
    """A path that is not a file is refused, and nothing is changed."""
    place = tmp_path / "null"
    ODD[kind](place)
    before = traces(tmp_path)
    message = rf"null is {kind.partition(',')[0]}, and must be a file; EVOLINK_JOURNAL=off goes without"
    with pytest.raises(ConfigurationError, match=message):
        Journal(place)
    assert traces(tmp_path) == before


def test_existing_file_keeps_mode(file: Path) -> None:
    """An existing file keeps its mode."""
    file.touch()
    file.chmod(0o640)
    with Journal(file) as journal:
        submit(journal)
        beside = {stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir() if path.is_file()}
    assert beside == {0o640}


def test_two_paths_to_one_file(file: Path) -> None:
    """Two paths to the same file share their locks."""
    link = file.with_name("link")
    link.symlink_to(file.name)
    with Journal(file) as journal, Journal(link) as other:
        intend(journal)
        assert other.settle() == 0
        assert the_call(other).state is State.INTENT


def test_obstructed_locks(file: Path) -> None:
    """Something else in the place of the locks is reported."""
    file.with_name(f"{file.name}.sessions").touch()
    with pytest.raises(JournalFailed, match=r"journal\.sqlite\.sessions could not be made: File exists"):
        Journal(file)


def test_closing_removes_locks(file: Path) -> None:
    """Closing keeps the file and removes its locks."""
    with Journal(file) as journal:
        submit(journal)
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]
    assert [path.name for path in file.parent.glob("*/*") if path.name != "runner.lock"] == []


def test_first_schema_is_migrated(address: str) -> None:
    """A journal with the first schema is migrated and keeps its calls."""
    database = Database(address)
    migrate(database, "0001")
    columns = {**dict.fromkeys(("model", "body", "fingerprint"), "{}"), "state": "held", "created_at": AT, "fence": 2}
    names, values = ", ".join(columns), ", ".join(f"'{value}'" for value in columns.values())
    with database.writing() as connection:
        connection.exec_driver_sql(f"INSERT INTO calls (key, {names}) VALUES ('{KEY}', {values})")  # noqa: S608 - made here
    with Journal(address) as journal:
        call = the_call(journal)
        assert (call.state, call.fence, call.batch, call.attempt) == (State.HELD, 2, None, 1)
        assert journal.batch("cats", AT).take(1, AT).calls == ()


def test_shared_limits_are_migrated(address: str) -> None:
    """Shared limits from before they belonged to the journal are kept."""
    database = Database(address)
    migrate(database, "0002")
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE shared_runs (batch BIGINT PRIMARY KEY, budget FLOAT, rate FLOAT)")
        connection.exec_driver_sql("INSERT INTO batches (id, name, created_at) VALUES (1, 'cats', 0), (2, 'dogs', 0)")
        connection.exec_driver_sql("INSERT INTO shared_runs VALUES (2, 12.5, NULL)")
    Journal(address).close()
    with database.reading() as connection:
        assert submitted_limits(connection) == {"dogs": SharedLimits(12.5, None)}
        assert limits_of(connection, 2) == SharedLimits(12.5, None)


def test_newer_schema_refused(address: str) -> None:
    """A journal with a newer schema is refused and not changed."""
    Journal(address).close()
    database = Database(address)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(JournalFailed, match=r"newer version .* 0999.* upgrade evolink"):
        Journal(address)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0999"


def test_foreign_database_refused(file: Path) -> None:
    """A database of something else is refused."""
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE calls (number TEXT)")
    connection.close()
    with pytest.raises(JournalFailed, match="other tables"):
        Journal(file)


def test_file_that_is_no_database(file: Path) -> None:
    """A file that is not a database is refused."""
    file.write_bytes(b"an image, perhaps" * 1000)
    with pytest.raises(JournalFailed, match="not a database"):
        Journal(file)


def test_folder_can_not_be_made(tmp_path: Path) -> None:
    """A folder that can't be made is reported."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(JournalFailed, match="could not be opened"):
        Journal(tmp_path / "taken" / "journal.sqlite")


@pytest.mark.parametrize("address", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "://", "a\0b"])
def test_unknown_address_refused(address: str) -> None:
    """Another kind of address is refused."""
    with pytest.raises(ConfigurationError):
        Journal(address)


def test_home_and_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder and an address with slashes are understood."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for address in ("~/one.sqlite", f"sqlite:///{tmp_path}/two.sqlite"):
        Journal(address).close()
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"one.sqlite", "two.sqlite"}


def test_created_at_the_same_moment(address: str) -> None:
    """Two processes that create the same journal create one."""
    code = "import sys; from evolink.journal import Journal; Journal(sys.argv[1]).close()"
    makers = [subprocess.Popen([sys.executable, "-c", code, address]) for _ in range(3)]
    assert [maker.wait(60) for maker in makers] == [0, 0, 0]


def test_forked_child_opens_its_own(file: Path) -> None:
    """A forked child is asked to open its own journal."""
    with Journal(file) as journal:
        intend(journal)
        reader, writer = multiprocessing.Pipe(duplex=False)
        child = os.fork()
        if not child:
            error = journal.record.note(Intent(post(f"{KEY}-child"), None, AT)).exception()
            writer.send(str(error))
            os._exit(0)
        os.waitpid(child, 0)
        assert "open it in the child" in reader.recv()


def test_closed_journal(file: Path) -> None:
    """A closed journal raises a clear error."""
    journal = Journal(file)
    journal.close()
    journal.close()
    with pytest.raises(JournalFailed, match="is closed"):
        intend(journal)


def test_current_journal_needs_no_alembic(file: Path) -> None:
    """A journal with the current schema is opened without Alembic."""
    Journal(file).close()
    code = (
        "import sys; from evolink.journal import Journal; Journal(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


def test_client_loads_no_database() -> None:
    """The client loads no database packages unless it gets a journal."""
    code = "import sys, evolink; evolink.EvoLink(api_key='k').close(); print('sqlalchemy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


def _until_written(journal: Journal) -> None:
    """Wait, as the writer does, until the database answers again."""
    for _ in range(100):
        try:
            journal.settle()
        except JournalFailed:
            subprocess.run(["sleep", "0.1"], check=True)  # noqa: S607 - found where the shell finds it
        else:
            return
    pytest.fail("the database did not come back in 10 s")
