"""Machines that die or sleep, and a database that goes away: nothing is lost, nothing paid twice."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from evolink.cluster import status
from evolink.journal import Call, State
from evolink_mock import MockServer
from tests.cluster.conftest import LEASE, POLL, Cluster, Make
from tests.journal._postgres import Postgres
from tests.journal._relay import Relay, relay
from tests.waiting import until

if TYPE_CHECKING:
    import subprocess


@pytest.fixture
def between(mock: MockServer) -> Iterator[Relay]:
    with relay(mock.base_url) as running:
        yield running


@pytest.fixture
def watched(server: Postgres, clusters: Make, between: Relay) -> Cluster:
    """A cluster whose create requests go through the relay."""
    return clusters(server.new_database(), between.base_url)


def stand(cluster: Cluster, *states: State) -> Callable[[], list[Call]]:
    def all_stand() -> list[Call]:
        found = cluster.calls
        return found if {call.state for call in found} <= set(states) else []

    return all_stand


def once(process: "subprocess.Popen[str]", number: signal.Signals) -> Callable[[], None]:
    """Return an act that sends a signal to a process, the first time."""
    done: list[int] = []

    def act() -> None:
        if not done:
            done.append(process.pid)
            os.kill(process.pid, number)

    return act


@pytest.mark.parametrize("mock", [20.0], indirect=True)
def test_killed_worker_rows_taken_over(cluster: Cluster) -> None:
    """The rows of a killed worker are soon taken over."""
    cluster.submit(8)
    victim = cluster.worker()
    until(lambda: len(cluster.posts) == 8 and stand(cluster, State.SUBMITTED)(), "all is submitted")
    victim.kill()
    killed = time.monotonic()
    cluster.worker()
    victims = {call.session for call in cluster.calls}
    until(lambda: not victims & {call.session for call in cluster.calls}, "all is taken over")
    assert time.monotonic() - killed < 10 * (LEASE + POLL)  # most of it starts a process
    cluster.has_images(8)
    cluster.is_empty()
    assert len(cluster.posts) == 8


def test_killed_worker_sending_is_held(watched: Cluster, between: Relay) -> None:
    """What a killed worker was sending is held and shown, and not sent again."""
    watched.submit(4)
    victim = watched.worker()
    between.made = once(victim, signal.SIGKILL)
    until(lambda: victim.poll() is not None, "it is killed")
    between.made = lambda: None
    watched.worker()
    watched.is_empty()
    until(stand(watched, State.COMPLETED, State.HELD), "all has ended")
    held = [call for call in watched.calls if call.state is State.HELD]
    shown = watched.run("status").out
    assert held
    assert f"{len(held)} held, may have been charged" in shown
    assert all(call.key in shown for call in held)
    assert watched.submit(4).out == "0 queued\n"
    keys = [post.request.headers["idempotency-key"] for post in watched.posts]
    assert len(keys) == len(set(keys)), "none is sent again"
    lost = {call.key for call in watched.calls} - set(keys)
    assert lost <= {call.key for call in held}, "what left the worker and did not arrive is held too"


def test_paused_worker_notes_answer(watched: Cluster, between: Relay) -> None:
    """A worker that is stopped while it sends notes the answer when it continues."""
    watched.submit(1)
    sleeper = watched.worker()
    between.arrived = once(sleeper, signal.SIGSTOP)
    until(lambda: between.seen, "it sleeps")
    watched.worker()
    until(stand(watched, State.HELD), "its row is held")
    sleeper.send_signal(signal.SIGCONT)
    until(stand(watched, State.COMPLETED), "the answer came after all")
    watched.has_images(1)
    assert len(watched.posts) == 1


@pytest.mark.parametrize("mock", [8.0], indirect=True)
def test_paused_worker_loses_rows(cluster: Cluster) -> None:
    """A worker that is stopped past its lease neither sends nor takes rows back."""
    cluster.submit(6)
    sleeper = cluster.worker()
    until(lambda: len(cluster.posts) == 6 and stand(cluster, State.SUBMITTED)(), "all is submitted")
    sleeper.send_signal(signal.SIGSTOP)
    slept = {call.session for call in cluster.calls}
    heir = cluster.worker()
    until(lambda: not slept & {call.session for call in cluster.calls}, "all is taken over")
    heir.send_signal(signal.SIGSTOP)
    left = len(cluster.queued)  # on a busy machine, the heir may have finished some
    sleeper.send_signal(signal.SIGCONT)
    heirs = {call.session for call in cluster.calls}
    time.sleep(LEASE - 1)  # noqa: TID251 - the sleeper has time to do something wrong
    assert {call.session for call in cluster.calls} == heirs
    assert len(cluster.queued) == left
    heir.kill()
    cluster.has_images(6)
    cluster.is_empty()
    assert all(call.state is State.COMPLETED and not call.unsaved for call in cluster.calls)
    assert len(cluster.posts) == 6
    assert len(cluster.images) == 6


@pytest.mark.parametrize("mock", [40.0], indirect=True)
def test_database_goes_and_returns(moody: Postgres, clusters: Make) -> None:
    """Workers survive an outage of the database."""
    cluster = clusters(moody.new_database())
    cluster.submit(30)
    workers = [cluster.worker(in_flight=6) for _ in range(2)]
    until(lambda: len(status(cluster.address).workers) == len(workers), "all workers are there")
    until(lambda: len(cluster.posts) >= 6, "something is sent")
    moody.stop()
    time.sleep(2)  # noqa: TID251 - it is away for a while
    moody.start()
    until(stand(cluster, State.COMPLETED, State.HELD), "all has ended")
    cluster.is_empty()
    assert [worker.poll() for worker in workers] == [None, None]
    assert len(cluster.posts) == len({post.request.headers["idempotency-key"] for post in cluster.posts})
    assert len(cluster.posts) <= 30
    done = [call for call in cluster.calls if call.state is State.COMPLETED]
    assert len(cluster.images) == len(done)
