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
from evolink_mock import MockServer, Story
from evolink_rules import models
from tests.clients import Go
from tests.e2e.conftest import KEY, Open

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
MODELS = sorted({info.name for info in models().values()})


@pytest.mark.parametrize("model", MODELS)
def test_every_model_draws_a_picture_that_is_saved(go: Go, tmp_path: Path, model: str) -> None:
    images = go(lambda client: client.images.generate(model=model, prompt="a cat"))
    (path,) = go(lambda _: images.save(tmp_path))
    with Image.open(path) as picture:
        picture.verify()
        assert path.suffix == f".{picture.format}".lower()
    assert list(tmp_path.iterdir()) == [path]


def test_two_pictures_come_for_two_and_progress_never_falls(go: Go, tmp_path: Path) -> None:
    told: list[Any] = []

    def watch(task: Any) -> None:
        told.append((task.id, task.status, task.progress))

    images = go(lambda client: client.images.generate(**GPT, n=2, on_progress=watch))
    assert len(go(lambda _: images.save(tmp_path))) == len(images) == 2
    assert [progress for *_, progress in told] == sorted(progress for *_, progress in told)
    assert told[-1][1] == "completed"
    assert len({task_id for task_id, *_ in told}) == 1


def test_who_watches_with_asyncio_may_await(server: MockServer) -> None:
    told: list[str] = []

    async def watch(task: AsyncTask) -> None:
        await asyncio.sleep(0)  # noqa: TID251 - a user's own code
        told.append(task.status)

    async def story() -> None:
        async with AsyncEvoLink(api_key=KEY, base_url=server.base_url) as client:
            await client.images.generate(**GPT, on_progress=watch)
            task = await client.images.submit(**GPT)
            await client.tasks.wait_all([task], on_progress=watch)

    asyncio.run(story())
    assert told.count("completed") == 2


def test_an_edit_takes_a_made_picture_as_its_reference(go: Go) -> None:
    first = go(lambda client: client.images.generate(**GPT))
    edited = go(lambda client: client.images.generate(**GPT, image_urls=list(first.urls)))
    assert edited.urls != first.urls


def test_a_submitted_task_can_be_taken_up_by_its_id(go: Go) -> None:
    task = go(lambda client: client.images.submit(**GPT))
    assert task.status == "pending"
    assert task.estimated_time
    again = go(lambda client: client.tasks.get(task.id))
    assert again.id == task.id
    assert go(lambda _: again.wait()).urls == again.results


def test_an_old_name_is_answered_with_the_present_one(go: Go) -> None:
    old, present = next((name, info.name) for name, info in models().items() if name != info.name)
    assert go(lambda client: client.images.submit(model=old, prompt="x")).model == present


def test_a_task_s_cost_is_told_and_taken(go: Go) -> None:
    before = go(lambda client: client.credits())
    task = go(lambda client: client.images.submit(**GPT))
    after = go(lambda client: client.credits())
    assert task.credits_reserved > 0
    assert after.key_remaining == pytest.approx(before.key_remaining - task.credits_reserved)


def test_an_invalid_request_never_reaches_the_service(go: Go, server: MockServer) -> None:
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
def test_a_blank_prompt_is_refused_before_it_is_paid(go: Go, server: MockServer, operation: str) -> None:
    with pytest.raises(InvalidRequest, match="prompt: must not be blank"):
        go(lambda client: getattr(client.images, operation)(model="gpt-4o-image", prompt=" \u200b"))
    assert not server.world.request_log


@pytest.mark.parametrize("rest", [
    {"prompt": "a cat", "style": "ink"}, {"prompt": ""},
    {"prompt": "a cat", "mask_url": "data:image/png;base64,AA==", "image_urls": ["ftp://a.example/1.png"]},
])  # fmt: skip
def test_a_mock_draws_what_unchecked_lets_through_only_if_it_is_told_to(
    connect: Open, server: MockServer, rest: dict[str, Any]
) -> None:
    go = connect(api_key=KEY, base_url=server.base_url)
    with pytest.raises(RequestRefused):
        go(lambda client: client.images.submit(model="gpt-4o-image", unchecked=True, **rest))
    server.world.unchecked = True
    assert len(go(lambda client: client.images.generate(model="gpt-4o-image", unchecked=True, **rest))) == 1


def test_a_failed_task_is_an_error_with_its_code_and_costs_nothing(go: Go, server: MockServer) -> None:
    server.world.accounts[server.api_key].script.append(Story(failure="content_policy_violation"))
    before = go(lambda client: client.credits())
    with pytest.raises(TaskFailed) as caught:
        go(lambda client: client.images.generate(**GPT))
    assert (caught.value.code, caught.value.action) == ("content_policy_violation", "fix-request")
    assert caught.value.task.id.startswith("task-unified-")
    assert go(lambda client: client.credits()).key_remaining == before.key_remaining


def test_a_wait_that_ends_early_can_be_resumed_from_its_error(connect: Open) -> None:
    with MockServer(api_key="k", speed=0) as still:
        go = connect(api_key="k", base_url=still.base_url)
        with pytest.raises(TaskTimeout) as caught:
            go(lambda client: client.images.generate(**GPT, timeout=0.2))
        still.clock.advance(1000)
        assert go(lambda _: caught.value.task.wait()).urls


def test_the_same_idempotency_key_makes_one_task(go: Go, server: MockServer) -> None:
    first = go(lambda client: client.images.submit(**GPT, idempotency_key="order-2024-0001x"))
    second = go(lambda client: client.images.submit(**GPT, idempotency_key="order-2024-0001x"))
    assert first.id == second.id
    assert len(server.world.tasks) == 1


def test_each_call_goes_under_a_key_of_its_own(go: Go, server: MockServer) -> None:
    for _ in range(2):
        go(lambda client: client.images.submit(**GPT))
    assert len({exchange.request.headers["idempotency-key"] for exchange in server.world.request_log}) == 2


def test_the_results_host_gets_neither_key_nor_cookies(go: Go, server: MockServer, tmp_path: Path) -> None:
    images = go(lambda client: client.images.generate(**GPT))
    server.world.request_log.clear()
    go(lambda _: images.save(tmp_path))
    (fetch,) = server.world.request_log
    assert not {"authorization", "cookie", "idempotency-key"} & set(fetch.request.headers)
    assert fetch.request.headers["user-agent"].startswith("evolink-python/")


def test_a_wrong_key_an_empty_purse_and_a_closed_model_have_their_errors(connect: Open, server: MockServer) -> None:
    server.world.add_key("poor", credits=0)
    server.world.add_key("narrow", models=["nano-banana-beta"])
    refusals = {"wrong": AuthenticationError, "poor": InsufficientCredits, "narrow": PermissionDenied}
    for key, kind in refusals.items():
        with pytest.raises(kind) as caught:
            connect(api_key=key, base_url=server.base_url)(lambda client: client.images.submit(**GPT))
        assert caught.value.request_id
        assert key not in str(caught.value)


def test_a_task_that_is_not_there_is_not_found(go: Go) -> None:
    with pytest.raises(NotFound) as caught:
        go(lambda client: client.tasks.get("task-unified-1-nothing"))
    assert caught.value.code == "task_not_found"


def test_a_proxy_of_the_environment_is_no_way_to_this_machine(
    server: MockServer, connect: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    go = connect(api_key="sk-end-to-end", base_url=server.base_url)
    images = go(lambda client: client.images.generate(model="nano-banana-beta", prompt="a dead proxy"))
    assert go(lambda _: images.save(tmp_path))[0].exists()


def test_closing_on_another_event_loop_is_quiet_and_closes_the_journal(server: MockServer, tmp_path: Path) -> None:
    client = AsyncEvoLink(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.sqlite")
    asyncio.run(client.credits())
    asyncio.run(client.aclose())
    with pytest.raises(JournalFailed, match="closed"):
        client.journal.prune(0.0)
