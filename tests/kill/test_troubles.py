"""Troubles of a bulk run as its user meets them: an exit status, a message, and nothing paid twice afterwards.

That a second runner is refused is told in tests/batch, and the same troubles of the journal alone in tests/journal.
"""

import json
import os
import resource
import signal
import time
from collections.abc import Iterator
from functools import partial
from itertools import combinations_with_replacement
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from evolink.batch import _away, _run_job
from evolink.journal import _take
from evolink.journal._database import Database
from evolink.journal._migrate import migrate
from tests.journal._postgres import Postgres
from tests.journal.conftest import bin_folder, moody, server  # noqa: F401 - fixtures
from tests.kill.notes import Notes
from tests.kill.runners import Setup, Stand
from tests.kill.steps import Aim, Step
from tests.kill.story import DONE, HELD, stand
from tests.waiting import until

FAILED = 1
DAY = 86400.0


@pytest.fixture
def place() -> Iterator[Stand]:
    with stand() as made:
        yield made


def run(place: Stand, *more: str, setup: Setup | None = None) -> int:
    place.log.unlink(missing_ok=True)
    return place.to_its_end("batch", "run", str(place.manifest), "-o", str(place.out), *more, setup=setup)


def states(place: Stand) -> set[str]:
    return {call.state for call in Notes(place.journal).calls()}


def is_paid_once(place: Stand, rows: int) -> bool:
    prompts = [post.prompt for post in place.service.book.posts]
    return len(prompts) == len(set(prompts)) == rows


def limit_files(size: int) -> None:
    """Let no file grow beyond a size, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def jump(seconds: float, after: float) -> None:
    """Let this process's clock be set to another time after a while."""
    real, since = time.time, time.monotonic()
    time.time = lambda: real() + (seconds if time.monotonic() - since > after else 0.0)


def test_a_disk_with_no_room_for_pictures_ends_the_run_and_they_are_saved_when_there_is_some(place: Stand) -> None:
    rows = [{"model": "nano-banana-2-lite", "quality": "4K", "prompt": f"a large cat {place}"} for place in range(3)]
    place.manifest.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert run(place, setup=partial(limit_files, 600_000)) == FAILED
    assert "File too large" in place.said()
    assert "Traceback" not in place.said()
    told = [json.loads(line) for line in (place.out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "unsaved" in {each["state"] for each in told}
    assert not list(place.out.glob("*.part")), "half a picture is no use to anybody"
    assert run(place) == DONE
    assert len(list(place.out.glob("*.png"))) == 3
    assert is_paid_once(place, 3)


@pytest.mark.parametrize("room", [84_000, 150_000])
def test_a_full_disk_ends_the_run_soon_and_what_it_could_not_note_is_not_sent_again(place: Stand, room: int) -> None:
    place.write(["a first cat"])
    assert run(place) == DONE
    place.write(["a first cat", *(f"cat {number}" for number in range(40))])
    assert run(place, "--in-flight", "4", setup=partial(limit_files, room)) == FAILED
    assert "journal.sqlite could not be written: " in place.said() or "File too large" in place.said()
    assert "Traceback" not in place.said()
    assert len(place.service.book.posts) < 20
    status = run(place)
    assert status == (HELD if "held" in states(place) else DONE)
    assert states(place) <= {"completed", "held"}
    assert is_paid_once(place, 41)


@pytest.mark.parametrize("jumps", [-DAY, 3 * DAY], ids=["back", "forward"])
def test_a_clock_that_jumps_neither_stops_a_run_nor_lets_it_pay_twice(place: Stand, jumps: float) -> None:
    place.write([f"cat {number}" for number in range(16)])
    assert run(place, "--rate", "8/s", setup=partial(jump, jumps, 0.7)) == DONE
    assert run(place) == DONE
    assert is_paid_once(place, 16)


def test_rows_that_were_sent_by_a_clock_that_is_right_again_are_taken_up(place: Stand) -> None:
    place.write([f"cat {number}" for number in range(8)])
    ahead = place.start(("batch", "run", str(place.manifest), "-o", str(place.out)), setup=partial(jump, 30 * DAY, 0.0))
    while len(place.service.book.prompts) < 8 and not ahead.over:
        pass
    ahead.process.kill()
    ahead.wait()
    assert run(place) in {DONE, HELD}
    assert is_paid_once(place, 8)


def test_what_an_earlier_run_has_sent_is_looked_for_at_once(place: Stand) -> None:
    """Without knowing when it was sent, a wait would look first after 3.5 s. A busy machine gets three chances."""
    took: list[float] = []
    for number in range(3):
        place.write([f"cat {each}" for each in range(number + 1)])
        killed = place.start(("batch", "run", str(place.manifest), "-o", str(place.out)), aim=Aim(Step.ID))
        killed.wait()
        assert killed.killed
        began = time.monotonic()
        assert run(place) == DONE
        took.append(time.monotonic() - began)
    assert min(took) < 3.0, took


def test_machines_whose_clocks_differ_keep_one_rate(moody: Postgres) -> None:  # noqa: F811 - the fixture
    with stand(moody.new_database()) as place:
        place.write([f"cat {number}" for number in range(18)])
        assert place.to_its_end("batch", "submit", str(place.manifest), "-o", str(place.out), "--rate", "6/s") == DONE
        work = ("batch", "work", "--in-flight", "8")
        workers = [place.start(work, setup=partial(jump, ahead, 0.0)) for ahead in (0.0, 3600.0)]
        while Notes(place.journal).left():
            assert not any(worker.over for worker in workers), place.said()
        for worker in workers:
            worker.process.terminate()
            worker.wait()
        came = [
            each.at / place.service.clock.speed for each in place.service.request_log if each.request.method == "POST"
        ]
    assert len(came) == 18
    assert beyond(came, rate=6.0) <= 6 + 3, "a second's worth at once, and what was under way a little longer"


def stop_in_a_take(told: Path) -> None:
    """Stop this process for once when it is about to write down which rows it takes; a file tells of it."""
    written = vars(_take)["_written"]

    def stopping(*given: Any) -> Any:
        if not told.exists():
            told.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        return written(*given)

    setattr(_take, "_written", stopping)  # noqa: B010 - a part takes another's place


def test_a_worker_that_stops_while_it_takes_rows_leaves_them_and_all_others_to_the_rest(
    server: Postgres,  # noqa: F811 - the fixture
) -> None:
    with stand(server.new_database()) as place:
        place.write([f"cat {number}" for number in range(12)])
        assert place.to_its_end("batch", "submit", str(place.manifest), "-o", str(place.out), "--budget", "500") == DONE
        work = ("batch", "work", "--in-flight", "4")
        stopped = place.folder / "stopped"
        sleeper = place.start(work, setup=partial(stop_in_a_take, stopped))
        until(stopped.exists, "it stops")
        other = place.start(work)
        until(lambda: not Notes(place.journal).left(), "the other has brought all rows to their ends")
        os.kill(sleeper.pid, signal.SIGCONT)
        for worker in (sleeper, other):
            worker.process.terminate()
            worker.wait()
        assert states(place) == {"completed"}
        assert is_paid_once(place, 12)


def beyond(moments: list[float], rate: float) -> float:
    """Return the largest number of calls by which any stretch of time has more than the rate gives for it."""
    pairs = combinations_with_replacement(enumerate(sorted(moments)), 2)
    return max(last - first + 1 - rate * (end - begin) for (first, begin), (last, end) in pairs)


def lose_patience() -> None:
    """Make a run wait for its journal for a moment only."""
    setattr(_away, "PATIENCE", 0.5)  # noqa: B010 - a constant
    setattr(_run_job, "_AT_THE_END", 0.5)  # noqa: B010 - the same


def test_a_database_that_stays_away_ends_the_run_and_the_same_command_goes_on_when_it_is_back(
    moody: Postgres,  # noqa: F811 - the fixture
) -> None:
    with stand(moody.new_database()) as place:
        place.write([f"cat {number}" for number in range(24)])
        away = Timer(1.2, partial(moody.stop, "immediate"))
        away.start()
        assert run(place, "--rate", "6/s", setup=lose_patience) == FAILED
        away.join()
        assert "evolink: the journal postgresql" in place.said()
        assert "Traceback" not in place.said()
        moody.start()
        status = run(place)
        assert status == (HELD if "held" in states(place) else DONE), place.said()
        assert states(place) <= {"completed", "held"}
        assert is_paid_once(place, 24)


def test_a_journal_of_the_previous_schema_is_taken_over_with_what_it_holds(place: Stand) -> None:
    database = Database(place.journal)
    migrate(database, "0001")
    with database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO calls (key, model, body, fingerprint, state, created_at, fence)"
            " VALUES ('an-old-key-0000000', 'gpt-4o-image', '{}', '', 'held', 1.0, 1)"
        )
    place.write(["a cat"])
    assert run(place) == DONE
    assert states(place) == {"completed", "held"}


def test_a_journal_of_a_newer_schema_is_refused_before_anything_is_sent(place: Stand) -> None:
    place.write(["a cat"])
    assert run(place) == DONE
    with Database(place.journal).writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    place.write(["another cat"])
    assert run(place) == FAILED
    assert "upgrade evolink" in place.said()
    assert "Traceback" not in place.said()
    assert is_paid_once(place, 1)
