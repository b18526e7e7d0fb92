"""From a prompt to a file, against the mock, sync and async."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evolink import AsyncEvoLink, AsyncTask
from evolink.errors import (
    AuthenticationError,
    InsufficientCredits,
    InvalidRequest,
    JournalFailed,
    NotFound,
    PermissionDenied,
    RequestRefused,
    TaskFailed,
    TaskTimeout,
)
from evolink_mock import MockServer
from evolink_rules import models
from tests.clients import Go
from tests.e2e.conftest import KEY, Open
from tests.models import REPRESENTATIVES

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}


@pytest.mark.parametrize("model", [name for name in REPRESENTATIVES if models()[name].kind == "images"])
def test_saved_image(go: Go, tmp_path: Path, model: str) -> None:
    """An image is saved under the suffix of its type; `test_every_model.py` tries the other models."""
    images = go(lambda client: client.images.generate(model=model, prompt="a cat"))
    (path,) = go(lambda _: images.save(tmp_path))
    with Image.open(path) as image:
        image.verify()
        assert path.suffix == f".{image.format}".lower()
    assert list(tmp_path.iterdir()) == [path]


def test_two_images(go: Go, tmp_path: Path) -> None:
    """A request for two images returns two, and the progress never falls."""
    seen: list[Any] = []

    def watch(task: Any) -> None:
        seen.append((task.id, task.status, task.progress))

    images = go(lambda client: client.images.generate(**GPT, n=2, on_progress=watch))
    assert len(go(lambda _: images.save(tmp_path))) == len(images) == 2
    assert [progress for *_, progress in seen] == sorted(progress for *_, progress in seen)
    assert seen[-1][1] == "completed"
    assert len({task_id for task_id, *_ in seen}) == 1


def test_async_on_progress(server: MockServer) -> None:
    """The asyncio client awaits an `on_progress` that is a coroutine."""
    seen: list[str] = []

    async def watch(task: AsyncTask) -> None:
        await asyncio.sleep(0)  # noqa: TID251 - a user's own code
        seen.append(task.status)

    async def scenario() -> None:
        async with AsyncEvoLink(api_key=KEY, base_url=server.base_url) as client:
            await client.images.generate(**GPT, on_progress=watch)
            task = await client.images.submit(**GPT)
            await client.tasks.wait_all([task], on_progress=watch)

    asyncio.run(scenario())
    assert seen.count("completed") == 2


def test_edit(go: Go) -> None:
    """An edit takes a generated image as its reference."""
    first = go(lambda client: client.images.generate(**GPT))
    edited = go(lambda client: client.images.generate(**GPT, image_urls=list(first.urls)))
    assert edited.urls != first.urls


def test_task_by_id(go: Go) -> None:
    """A submitted task can be resumed by its ID."""
    task = go(lambda client: client.images.submit(**GPT))
    assert task.status == "pending"
    assert task.estimated_time
    again = go(lambda client: client.tasks.get(task.id))
    assert again.id == task.id
    assert go(lambda _: again.wait()).urls == again.results


def test_old_model_name(go: Go) -> None:
    """A task that is created with an old model name has the present one."""
    old, present = next((name, info.name) for name, info in models().items() if name != info.name)
    assert go(lambda client: client.images.submit(model=old, prompt="x")).model == present


def test_cost(go: Go) -> None:
    """A task shows its cost, which is charged."""
    before = go(lambda client: client.credits())
    task = go(lambda client: client.images.submit(**GPT))
    after = go(lambda client: client.credits())
    assert task.credits_reserved > 0
    assert after.key_remaining == pytest.approx(before.key_remaining - task.credits_reserved)


def test_invalid_request(go: Go, server: MockServer) -> None:
    """An invalid request never reaches the service."""
    two = ["https://example.com/1.png", "https://example.com/2.png"]
    bad = {**GPT, "n": 3, "image_urls": two, "mask_url": "https://example.com/mask.png"}
    with pytest.raises(InvalidRequest) as caught:
        go(lambda client: client.images.generate(**bad))
    found = caught.value.violations
    assert [(each.field, each.rule, each.value) for each in found] == [
        ("n", "enum", 3),
        ("image_urls", "maxItems", two),
    ]
    assert not server.world.request_log


@pytest.mark.parametrize("operation", ["submit", "generate"])
def test_blank_prompt(go: Go, server: MockServer, operation: str) -> None:
    """A blank prompt is refused before it is paid for."""
    with pytest.raises(InvalidRequest, match="prompt: must not be blank"):
        go(lambda client: getattr(client.images, operation)(model="gpt-4o-image", prompt=" \u200b"))
    assert not server.world.request_log


@pytest.mark.parametrize("rest", [
    {"prompt": "a cat", "style": "ink"}, {"prompt": ""},
    {"prompt": "a cat", "mask_url": "data:image/png;base64,AA==", "image_urls": ["ftp://a.example/1.png"]},
])  # fmt: skip
def test_unchecked(connect: Open, server: MockServer, rest: dict[str, Any]) -> None:
    """A mock accepts what `unchecked` sends only if it is allowed to."""
    go = connect(api_key=KEY, base_url=server.base_url)
    with pytest.raises(RequestRefused):
        go(lambda client: client.images.submit(model="gpt-4o-image", unchecked=True, **rest))
    server.world.unchecked = True
    assert len(go(lambda client: client.images.generate(model="gpt-4o-image", unchecked=True, **rest))) == 1


def test_failed_task(go: Go, server: MockServer) -> None:
    """A failed task raises an error with its code, and costs nothing."""
    server.world.script(server.api_key, "story=content_policy_violation")
    before = go(lambda client: client.credits())
    with pytest.raises(TaskFailed) as caught:
        go(lambda client: client.images.generate(**GPT))
    assert (caught.value.code, caught.value.action) == ("content_policy_violation", "fix-request")
    assert caught.value.task.id.startswith("task-unified-")
    assert go(lambda client: client.credits()).key_remaining == before.key_remaining


def test_wait_again(connect: Open) -> None:
    """A wait that timed out can be resumed from its error."""
    with MockServer(api_key="k", speed=0) as still:
        go = connect(api_key="k", base_url=still.base_url)
        with pytest.raises(TaskTimeout) as caught:
            go(lambda client: client.images.generate(**GPT, timeout=0.2))
        still.clock.advance(1000)
        assert go(lambda _: caught.value.task.wait()).urls


def test_same_idempotency_key(go: Go, server: MockServer) -> None:
    """Two calls with the same idempotency key create one task."""
    first = go(lambda client: client.images.submit(**GPT, idempotency_key="order-2024-0001x"))
    second = go(lambda client: client.images.submit(**GPT, idempotency_key="order-2024-0001x"))
    assert first.id == second.id
    assert len(server.world.tasks) == 1


def test_key_for_each_call(go: Go, server: MockServer) -> None:
    """Each call is sent with a new idempotency key."""
    for _ in range(2):
        go(lambda client: client.images.submit(**GPT))
    assert len({exchange.request.headers["idempotency-key"] for exchange in server.world.request_log}) == 2


def test_results_host(go: Go, server: MockServer, tmp_path: Path) -> None:
    """The host of the results receives neither the API key nor cookies."""
    images = go(lambda client: client.images.generate(**GPT))
    server.world.request_log.clear()
    go(lambda _: images.save(tmp_path))
    (fetch,) = server.world.request_log
    assert not {"authorization", "cookie", "idempotency-key"} & set(fetch.request.headers)
    assert fetch.request.headers["user-agent"].startswith("evolink-python/")


def test_refusals(connect: Open, server: MockServer) -> None:
    """A wrong key, an empty account and a closed model each raise their own error."""
    server.world.add_key("poor", credits=0)
    server.world.add_key("narrow", models=["nano-banana-beta"])
    refusals = {"wrong": AuthenticationError, "poor": InsufficientCredits, "narrow": PermissionDenied}
    for key, kind in refusals.items():
        with pytest.raises(kind) as caught:
            connect(api_key=key, base_url=server.base_url)(lambda client: client.images.submit(**GPT))
        assert caught.value.request_id
        assert key not in str(caught.value)


def test_unknown_task(go: Go) -> None:
    """An unknown task ID raises `NotFound`."""
    with pytest.raises(NotFound) as caught:
        go(lambda client: client.tasks.get("task-unified-1-nothing"))
    assert caught.value.code == "task_not_found"


def test_proxy_is_not_used_locally(
    server: MockServer, connect: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment is not used for addresses of this machine."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    go = connect(api_key="sk-end-to-end", base_url=server.base_url)
    images = go(lambda client: client.images.generate(model="nano-banana-beta", prompt="a dead proxy"))
    assert go(lambda _: images.save(tmp_path))[0].exists()


def test_close_on_other_event_loop(server: MockServer, tmp_path: Path) -> None:
    """Closing on another event loop raises nothing and closes the journal."""
    client = AsyncEvoLink(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.sqlite")
    asyncio.run(client.credits())
    asyncio.run(client.aclose())
    with pytest.raises(JournalFailed, match="closed"):
        client.journal.prune(0.0)
