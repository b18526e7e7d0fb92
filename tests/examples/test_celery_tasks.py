"""The Celery task, run by a real worker with a broker in memory."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery.contrib.testing.worker import start_worker  # type: ignore[import-untyped]
from celery.signals import setup_logging  # type: ignore[import-untyped]

from evolink import SubmissionUncertain, TaskFailed
from evolink_mock import MockServer

from ._running import EXAMPLES, PNG

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:(celery|kombu|billiard|vine|amqp).*"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # of the broker in memory
]


@pytest.fixture(scope="module")
def worker() -> Iterator[Any]:
    """The module of the task, while a worker runs: one for all tests, as it takes seconds to stop."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXAMPLES))
        module = importlib.import_module("celery_tasks")
        patch.setattr(module.make_image, "default_retry_delay", 0.05)
        patch.setattr(module.make_image, "max_retries", 3)
        module.app.conf.update(worker_timer_precision=0.02, broker_transport_options={"polling_interval": 0.01})
        setup_logging.connect(leave_logging)
        with start_worker(module.app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
            yield module
        setup_logging.disconnect(leave_logging)


def leave_logging(**_: object) -> None:
    """Have Celery leave logging as other tests need it."""


@pytest.fixture
def job(worker: Any, evolink_mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The task, for a service and a folder of the test's own."""
    del evolink_mock  # the environment points to it
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(worker, "FOLDER", tmp_path / "images")
    monkeypatch.setattr(worker, "JOURNAL", tmp_path / "orders.sqlite")
    monkeypatch.setenv("PATIENCE", "0.2")  # so short that the first run ends before its task, as if it was stopped
    return worker.make_image


def charged(server: MockServer) -> float:
    return server.world.accounts[server.api_key].used


def test_repeated(job: Any, evolink_mock: MockServer, tmp_path: Path) -> None:
    """Retried because its time was over, and queued three times, an order is paid for once."""
    queued = [job.delay("order 1", "a lighthouse") for _ in range(3)]
    paths = {each.get(timeout=60) for each in queued}
    assert len(paths) == 1
    assert (tmp_path / paths.pop()).read_bytes().startswith(PNG)
    (task,) = evolink_mock.world.tasks.values()
    assert charged(evolink_mock) == task.reserved
    assert job.delay("order/../2", "a boat").get(timeout=60) not in paths
    assert len(evolink_mock.world.tasks) == 2
    assert len(list((tmp_path / "images").iterdir())) == 2


def test_lost_answer(job: Any, evolink_mock: MockServer) -> None:
    """If the answer is lost, all retries together send nothing more."""
    evolink_mock.world.script(evolink_mock.api_key, "fault=drop")
    with pytest.raises(SubmissionUncertain, match="not sent again"):
        job.delay("order 1", "a lighthouse").get(timeout=60)
    assert len([each for each in evolink_mock.request_log if each.request.method == "POST"]) == 1


def test_failed(job: Any, evolink_mock: MockServer) -> None:
    """A request that fails is not repeated."""
    evolink_mock.world.script(evolink_mock.api_key, "story=content_policy_violation")
    with pytest.raises(TaskFailed):
        job.delay("order 1", "a lighthouse").get(timeout=60)
    assert len(evolink_mock.world.tasks) == 1
    assert charged(evolink_mock) == 0
