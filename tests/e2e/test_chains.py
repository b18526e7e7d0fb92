"""Requests that continue an earlier task, or take its results, sync and async."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from evolink import Images
from evolink._calls.result_links import with_result_links
from evolink.errors import InvalidRequest, LinkExpired, NotFound
from tests.clients import Go, Mode, client_of

EARLIER = "task-unified-1-earlier"
LINKS = ["https://x.example/0", "https://x.example/1"]
MADE: dict[str, Any] = {"model": "mj-v7", "status": "completed", "results": LINKS}
UPSCALE, VARIATION = {"model": "mj-v7-upscale"}, {"model": "mj-v7-variation", "prompt": "x"}


class Service:
    """Makes tasks, and shows the earlier one as a test wants it."""

    def __init__(self) -> None:
        self.earlier = dict(MADE)
        self.sent: list[dict[str, Any]] = []
        self.reads = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            self.sent.append(json.loads(request.content))
            return httpx.Response(200, json={"id": "task-unified-2-new", "status": "pending"})
        self.reads += 1
        known = request.url.path.endswith(EARLIER)
        return httpx.Response(200, json={"id": EARLIER, **self.earlier}) if known else httpx.Response(404)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def go(mode: Mode, service: Service) -> Iterator[Go]:
    kind: Any = httpx.Client if mode == "sync" else httpx.AsyncClient  # noqa: TID251 - handed in, as users may
    client = kind(transport=httpx.MockTransport(service))
    with client_of(mode, http_client=client, api_key="k", base_url="https://service.example") as connected:
        yield connected


def earlier_task(go: Go) -> Any:
    return go(lambda client: client.tasks.get(EARLIER))


def waited(go: Go) -> Any:
    task = earlier_task(go)
    return go(lambda _: task.wait())


def identified(_go: Go) -> str:
    return EARLIER


def second(go: Go) -> Any:
    return waited(go)[1]


def submit(go: Go, kind: str = "images", **request: Any) -> Any:
    return go(lambda client: getattr(client, kind).submit(**request))


@pytest.mark.parametrize(("given", "more", "params", "reads"), [
    (identified, {}, {"task_id": EARLIER}, 1),
    (identified, {"index": 1}, {"task_id": EARLIER, "image_number": 1}, 1),
    (earlier_task, {"index": 0}, {"task_id": EARLIER, "image_number": 0}, 1),
    (waited, {"index": 1}, {"task_id": EARLIER, "image_number": 1}, 1),
    (second, {}, {"task_id": EARLIER, "image_number": 1}, 1),
    (second, {"index": 0, "model_params": {"type": "creative"}},
     {"task_id": EARLIER, "image_number": 0, "type": "creative"}, 1),
])  # fmt: skip
def test_task_continued(
    go: Go, service: Service, given: Callable[[Go], Any], more: dict[str, Any], params: dict[str, Any], reads: int
) -> None:
    """A task, its results, one of them or an ID become the model's own parameters; a task is read once, if at all."""
    submit(go, **UPSCALE, task=given(go), **more)
    assert (service.sent, service.reads) == ([{**UPSCALE, "model_params": params}], reads)


def test_parameter_outside_objects(go: Go, service: Service) -> None:
    """The parameter may be one of the request itself, and have none beside it for the result."""
    submit(go, "videos", model="seedance-2.5-draft-to-video", task=waited(go)[0])
    assert service.sent == [{"model": "seedance-2.5-draft-to-video", "source_task_id": EARLIER}]


@pytest.mark.parametrize(("state", "request_", "message"), [
    ({"status": "processing"}, {**UPSCALE, "task": EARLIER}, "task: can't be continued, as it is processing"),
    ({"status": "failed"}, {**UPSCALE, "task": EARLIER}, "as it has failed"),
    ({}, {**UPSCALE, "task": EARLIER, "index": 2}, f"index: must be from 0 to 1: task {EARLIER} has 2 results"),
    ({}, {**UPSCALE, "task": EARLIER, "index": -1}, "index: must be the number of a result, from 0"),
    ({}, {**UPSCALE, "task": EARLIER, "index": True}, "index: must be the number of a result, from 0"),
    ({}, {**UPSCALE, "index": 1}, "task: must be a task, its results, one of those, or the ID"),
    ({}, {**UPSCALE, "task": 5}, "task: must be a task"),
    ({}, {**UPSCALE, "task": EARLIER, "model_params": {"task_id": EARLIER}}, "model_params.task_id: is given by task="),
    ({}, {**UPSCALE, "task": EARLIER, "model_params": "x"}, "model_params: must be an object"),
    ({"model": "gpt-4o-image"}, {**VARIATION, "task": EARLIER}, "task: must be a task of the mj-v7 series"),
    ({}, {"model": "gpt-4o-image", "prompt": "x", "task": EARLIER}, "task: can't be given"),
    ({}, {"model": "suno-persona", "task": EARLIER, "index": 0}, "index: can't be given"),
])  # fmt: skip
def test_wrong_chains(go: Go, service: Service, state: dict[str, Any], request_: dict[str, Any], message: str) -> None:
    """A task that can't be continued, or not so, is refused before anything is charged."""
    service.earlier |= state
    with pytest.raises(InvalidRequest, match="nothing was sent") as refused:
        submit(go, "audios" if request_["model"].startswith("suno") else "images", **request_)
    assert message in str(refused.value)
    assert service.sent == []


def test_unknown_task(go: Go, service: Service) -> None:
    """A task that does not exist is found out before anything is charged."""
    with pytest.raises(NotFound):
        submit(go, **UPSCALE, task="task-unified-1-unknown")
    assert service.sent == []


def test_series_spelled_otherwise(go: Go, service: Service) -> None:
    """The service may spell the names of a series in another way."""
    service.earlier["model"] = "MJ_V7-upscale"
    submit(go, **VARIATION, task=EARLIER)
    assert service.sent[0]["model_params"] == {"task_id": EARLIER}


def test_links_that_are_late(go: Go, service: Service) -> None:
    """A completed task may not show its links yet; which of its results there are is then left to the service."""
    service.earlier["results"] = []
    submit(go, **UPSCALE, task=EARLIER, index=1)
    assert service.sent[0]["model_params"] == {"task_id": EARLIER, "image_number": 1}


def test_estimate_of_chain(go: Go, service: Service) -> None:
    """An estimate takes a task as a call does, and asks the service nothing."""
    estimate = go(lambda client: client.estimate(**UPSCALE, task=EARLIER, index=3))
    assert (estimate.source, service.reads) == ("unknown", 0)
    with pytest.raises(InvalidRequest):
        go(lambda client: client.estimate(**UPSCALE, task=EARLIER, index=4))


def test_results_as_links(go: Go, service: Service) -> None:
    """Results stand in places for links, one by one or all of them, at any depth."""
    images = waited(go)
    submit(go, model="gpt-4o-image", prompt="x", image_urls=[images[1], "https://example.com/a.png"])
    submit(go, model="gpt-4o-image", prompt="x", image_urls=images)
    submit(go, "videos", model="kling-v3-image-to-video", prompt="x", image_start=images[0])
    assert [each.get("image_urls") or each["image_start"] for each in service.sent] == [
        [LINKS[1], "https://example.com/a.png"], LINKS, LINKS[0],
    ]  # fmt: skip
    assert with_result_links({"a": [{"b": images[0]}], "c": (1,)}, 0) == {"a": [{"b": images[0].url}], "c": (1,)}


def test_expired_result(go: Go, service: Service) -> None:
    """A link that has expired is not sent: the call would be charged, and fail."""
    old = go(lambda client: Images(client._flow, EARLIER, ["https://x.example/0"], created=1.0))
    with pytest.raises(LinkExpired, match="the link to result 0 of task task-unified-1-earlier has expired"):
        submit(go, model="gpt-4o-image", prompt="x", image_urls=[old[0]])
    assert service.sent == []
