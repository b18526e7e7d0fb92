"""Troubles of a batch as its user meets them: an exit status, a message, and nothing paid twice afterwards.

tests/batch tests that a second runner is refused, and tests/journal the same troubles for the journal alone.
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

from evolink._task import poll_schedule
from evolink.batch import _run, _store
from evolink.journal import _take
from evolink.journal._database import Database
from evolink.journal._migrate import migrate
from tests.journal._postgres import Postgres
from tests.journal.conftest import bin_folder, moody, server  # noqa: F401 - fixtures
from tests.kill.notes import Notes
from tests.kill.runners import Setup, Stand
from tests.kill.steps import Aim, Step
from tests.kill.trial import DONE, HELD, stand
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
    """Limit the size of files, as a full disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def jump(seconds: float, after: float) -> None:
    """Set this process's clock to another time after a while."""
    real, since = time.time, time.monotonic()
    time.time = lambda: real() + (seconds if time.monotonic() - since > after else 0.0)


def read_late(seconds: float) -> None:
    """Set how long this process waits before it first reads a new task."""
    poll_schedule._LEAST = poll_schedule._LONGEST_FIRST = seconds


def test_no_room_for_images(place: Stand) -> None:
    """A batch ends when there is no room for images, and saves them once there is."""
    rows = [{"model": "nano-banana-2-lite", "quality": "4K", "prompt": f"a large cat {place}"} for place in range(3)]
    place.manifest.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    room = 300_000  # more than the journal takes, and less than any image of this size
    assert run(place, setup=partial(limit_files, room)) == FAILED
    assert "File too large" in place.said()
    assert "Traceback" not in place.said()
    lines = [json.loads(line) for line in (place.out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "unsaved" in {each["state"] for each in lines}
    assert not list(place.out.glob("*.part")), "no half image is left"
    assert run(place) == DONE
    assert len(list(place.out.glob("*.png"))) == 3
    assert is_paid_once(place, 3)


@pytest.mark.parametrize("room", [84_000, 150_000])
def test_full_disk(place: Stand, room: int) -> None:
    """A full disk ends the batch soon, and a row that could not be noted is not sent again."""
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
def test_clock_jumps(place: Stand, jumps: float) -> None:
    """A clock that jumps neither stops a batch nor makes it pay twice."""
    place.write([f"cat {number}" for number in range(16)])
    assert run(place, "--rate", "8/s", setup=partial(jump, jumps, 0.7)) == DONE
    assert run(place) == DONE
    assert is_paid_once(place, 16)


def test_clock_set_right(place: Stand) -> None:
    """Rows sent while the clock was wrong are finished once it is right."""
    place.write([f"cat {number}" for number in range(8)])
    ahead = place.start(("batch", "run", str(place.manifest), "-o", str(place.out)), setup=partial(jump, 30 * DAY, 0.0))
    while len(place.service.book.prompts) < 8 and not ahead.over:
        pass
    ahead.process.kill()
    ahead.wait()
    assert run(place) in {DONE, HELD}
    assert is_paid_once(place, 8)


def test_earlier_tasks_are_read_at_once(place: Stand) -> None:
    """The tasks of an earlier run are read at once, where the first read of a new task comes after a day."""
    place.write(["a cat", "a dog"])
    killed = place.start(("batch", "run", str(place.manifest), "-o", str(place.out)), aim=Aim(Step.ID))
    killed.wait()
    assert killed.killed
    assert run(place, setup=partial(read_late, DAY)) == DONE


def test_clocks_differ(moody: Postgres) -> None:  # noqa: F811 - the fixture
    """Machines whose clocks differ keep one rate."""
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
            each.at / place.service.clock.speed
            for each in place.service.request_log
            if each.request.method == "POST" and each.request.path.endswith("/generations")
        ]
    assert len(came) == 18
    # A second's worth at once, and what a busy machine sent late; with a rate for each clock it would be 15.
    assert beyond(came, rate=6.0) <= 6 + 5


def stop_in_a_take(marker: Path) -> None:
    """Stop this process for once when it is about to write down which rows it takes; a file marks it."""
    written = vars(_take)["_written"]

    def stopping(*given: Any) -> Any:
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        return written(*given)

    setattr(_take, "_written", stopping)  # noqa: B010 - a part takes another's place


def test_worker_stops_while_taking(
    server: Postgres,  # noqa: F811 - the fixture
) -> None:
    """A worker that stops while it takes rows leaves them, and all others, to the rest."""
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
    """Return the largest number of calls in any stretch of time beyond what the rate allows."""
    pairs = combinations_with_replacement(enumerate(sorted(moments)), 2)
    return max(last - first + 1 - rate * (end - begin) for (first, begin), (last, end) in pairs)


def lose_patience() -> None:
    """Make a run wait for its journal for a moment only."""
    setattr(_store, "PATIENCE", 0.5)  # noqa: B010 - a constant
    setattr(_run, "_AT_THE_END", 0.5)  # noqa: B010 - a constant of another module, too


def test_database_stays_away(
    moody: Postgres,  # noqa: F811 - the fixture
) -> None:
    """A database that stays away ends the batch, and the same command continues when it is back."""
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


def test_previous_schema(place: Stand) -> None:
    """A journal with the previous schema is migrated with all it holds."""
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


def test_newer_schema(place: Stand) -> None:
    """A journal with a newer schema is refused before anything is sent."""
    place.write(["a cat"])
    assert run(place) == DONE
    with Database(place.journal).writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    place.write(["another cat"])
    assert run(place) == FAILED
    assert "upgrade evolink" in place.said()
    assert "Traceback" not in place.said()
    assert is_paid_once(place, 1)
