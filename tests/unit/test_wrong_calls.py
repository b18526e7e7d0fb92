"""A wrong call says what to write instead, before anything is sent; it neither counts arguments nor names internals."""

import asyncio
import copy
import gc
import math
import pickle
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from evolink import AsyncEvoLink, AsyncTask, EvoLink, InvalidRequest, Task
from evolink.errors import ConfigurationError, SavingError
from evolink_mock import MockServer

NOWHERE = "http://localhost:1"
CAT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
Call = Callable[[Any], object]
SYNC: Any = EvoLink
TASK: Any = Task
ASYNC_TASK: Any = AsyncTask


@pytest.fixture
def client() -> EvoLink:
    """Return a client that would fail to connect if it sent something."""
    return EvoLink(api_key="sk-for-nothing", base_url=NOWHERE)


CALLS: list[tuple[Call, type[Exception], str]] = [
    (lambda c: c.images.generate("a cat"), TypeError, "client.images.generate(model=..., prompt='a cat')"),
    (
        lambda c: c.videos.submit("sora-2", "a cat"),
        TypeError,
        "client.videos.submit(model='sora-2', prompt='a cat')",
    ),
    (lambda c: c.images.submit("a cat", model="z-image-turbo"), TypeError, "(model='z-image-turbo', prompt='a cat')"),
    (lambda c: c.estimate("gpt-4o-image", "a cat", 5), TypeError, "client.estimate(model='gpt-4o-image', prompt="),
    (lambda c: c.images.generate(prompt="a cat"), InvalidRequest, "model: must name a model"),
    (lambda c: c.estimate(), InvalidRequest, "model: must name a model"),
    (lambda c: c.images.generate(model="gpt-4o-image"), InvalidRequest, "prompt: is missing"),
    (lambda c: c.images.generate(model="gpt-4o-imag", prompt="x"), InvalidRequest, "did you mean gpt-4o-image"),
    (lambda c: c.images.generate(model="sora-2", prompt="x"), InvalidRequest, "makes videos, not images: use client.v"),
    (lambda c: c.images.submit(**CAT, mask_url="https://a.example/m.png"), InvalidRequest, "mask_url needs image_urls"),
    (lambda c: c.images.submit(**CAT, image_urls=5), InvalidRequest, "image_urls: must be a list"),
    (lambda c: c.images.submit(**CAT, image_urls="cat.png"), InvalidRequest, "a list, such as [Path('cat.png')]"),
    (lambda c: c.images.submit(**CAT, image_urls=Path("a.png")), InvalidRequest, "a list, such as [Path('a.png')]"),
    (lambda c: c.images.submit(**CAT, image_urls="https://a.example/?s=1"), InvalidRequest, "such as ['https://…']"),
    (
        lambda c: c.images.submit(**CAT, image_urls=["gone.png"]),
        InvalidRequest,
        "image_urls[0]: there is no such file; a link begins with https:// (got 'gone.png')",
    ),
    (lambda c: c.images.submit(model="gpt-4o-image", prompt=Path("x")), InvalidRequest, "prompt: takes no file"),
    (lambda c: c.images.submit(**CAT, timeout=5), InvalidRequest, "an argument of generate, or of wait after submit"),
    (lambda c: c.estimate(**CAT, save_to="x"), InvalidRequest, "an argument of generate; after submit, wait().save"),
    (lambda c: c.images.generate(**CAT, timeout="5"), TypeError, "timeout takes a number of seconds"),
    (lambda c: c.images.generate(**CAT, timeout=math.nan), ConfigurationError, "not nan"),
    (lambda c: c.images.generate(**CAT, timeout=-1), ConfigurationError, "must not be negative"),
    (lambda c: c.images.generate(**CAT, timeout=True), TypeError, "timeout takes a number of seconds"),
    (lambda c: c.images.generate(**CAT, on_progress=5), TypeError, "on_progress takes a function"),
    (lambda c: c.images.generate(**CAT, on_progress=lambda: 1), TypeError, "called with one argument, the task"),
    (lambda c: c.images.generate(**CAT, on_progress=call_wrongly), TypeError, "pass a plain one, or use AsyncEvoLink"),
    (lambda c: c.images.generate(**CAT, save_to="x/", overwrite="no"), TypeError, "overwrite takes True or False"),
    (lambda c: c.images.submit(**CAT, unchecked="no"), TypeError, "unchecked takes True or False, not 'no'"),
    (lambda c: c.images.generate(**CAT, save_to="s3://b/x.png"), SavingError, "is an address: results are saved on"),
    (lambda c: c.images.generate(**CAT, save_to=Path("https://b/x")), SavingError, "nothing was sent"),
    (lambda c: pickle.dumps(c.images.generate), TypeError, "client.images.generate belongs to a client, which can't"),
    (lambda c: c.upload("x.png"), AttributeError, "use client.files.upload"),
    (lambda c: c.images.generate(**CAT, save_to=5), TypeError, "a path to save to is text or a Path, not 5"),
    (lambda c: c.images.generate(**CAT, save_to=__file__ + "/x"), SavingError, "nothing was sent"),
    (lambda c: c.images.create(**CAT), AttributeError, "client.images.generate waits for results"),
    (lambda c: c.generate(**CAT), AttributeError, "use client.images.generate"),
    (lambda c: c.tasks.get(5), InvalidRequest, "5 is not a valid task ID, which is text, such as task.id"),
    (lambda c: c.tasks.get_many(5), TypeError, "get_many takes the IDs of tasks"),
    (lambda c: c.tasks.wait_all(["task-1"]), TypeError, "client.tasks.get_many(ids)"),
    (lambda c: c.tasks.wait_all("task-1"), TypeError, "pass tasks, such as a list of them"),
    (lambda c: c.tasks.wait_all([], timeout="5"), TypeError, "timeout takes a number of seconds"),
    (lambda c: c.files.delete(5), InvalidRequest, "must be the ID of a file"),
    (lambda c: c.batch.run(5, "out"), TypeError, "rows takes the path of a manifest"),
    (lambda c: c.batch.run([CAT], "out", budget="5"), ConfigurationError, "a number of credits, not '5'"),
    (lambda _: TASK.wait(None, 600), TypeError, "task.wait(timeout=600)"),
    (lambda _: SYNC("sk-mine"), TypeError, 'EvoLink(api_key="...")'),
    (lambda _: SYNC(key="sk-mine"), TypeError, "takes no key=; it takes api_key="),
    (lambda _: SYNC(api_key=5), TypeError, "api_key takes text, not int"),
    (lambda _: SYNC(api_key="k", timeout=None), TypeError, "timeout takes a number of seconds"),
    (lambda _: SYNC(api_key="k", journal=5), TypeError, "journal takes a path"),
]


@pytest.mark.parametrize(("call", "error", "words"), CALLS, ids=[str(at) for at in range(len(CALLS))])
def test_wrong_calls(client: EvoLink, call: Call, error: type[Exception], words: str) -> None:
    """Each says in plain words what is wrong, or what to write; no key is in it."""
    with pytest.raises(error) as raised:
        call(client)
    said = str(raised.value)
    assert words in said
    assert not [word for word in ("positional", "_generate", "ModelMethod", "BaseOperations", "mine") if word in said]


def test_wrong_calls_of_asyncio() -> None:
    """The asyncio client says the same, and names a call that was not awaited as users know it."""
    asyncio.run(call_wrongly())


async def call_wrongly() -> None:
    async with AsyncEvoLink(api_key="sk-for-nothing", base_url=NOWHERE) as client:
        wrong: Any = client
        with pytest.raises(TypeError, match=r"client\.images\.generate\(model=\.\.\., prompt='a cat'\)"):
            wrong.images.generate("a cat")
        with pytest.raises(TypeError, match=r"task\.wait\(timeout=600\)"):
            await ASYNC_TASK.wait(wrong, 600)
        made = client.images.submit(model="z-image-turbo", prompt="a cat")
        with pytest.raises(TypeError, match="is not a task: await it first"):
            await wrong.tasks.wait_all([made])
        made.close()
        with pytest.raises(AttributeError, match=r"await client\.aclose\(\)"):
            wrong.close()
        with pytest.raises(TypeError, match="async with AsyncEvoLink"), wrong:
            pass
        with warnings.catch_warnings(record=True, action="always") as caught:
            wrong.images.generate(model="z-image-turbo", prompt="a cat")
            wrong.estimate(model="z-image-turbo", prompt="a cat")
            gc.collect()
        names = ("client.images.generate", "client.estimate")
        assert [str(each.message) for each in caught] == [f"coroutine '{name}' was never awaited" for name in names]


def test_wrong_kind_of_client() -> None:
    """A client in the other kind of block, or with the other kind of httpx client, says which is right."""
    other: Any = httpx.Client()  # noqa: TID251 - of the wrong kind, and nothing is sent
    with pytest.raises(TypeError, match=r"http_client takes an httpx\.AsyncClient, not Client"):
        AsyncEvoLink(api_key="k", http_client=other)
    other.close()

    async def enter() -> None:
        wrong: Any = EvoLink(api_key="k", base_url=NOWHERE)
        async with wrong:
            pass

    with pytest.raises(TypeError, match=r"with EvoLink\(\) as client"):
        asyncio.run(enter())


def test_task_for_a_result(evolink_mock: MockServer) -> None:
    """A task in the place of a result is refused, with what to write."""
    with EvoLink(api_key=evolink_mock.api_key, base_url=evolink_mock.base_url) as client:
        task: Any = client.images.submit(**CAT)
        with pytest.raises(InvalidRequest, match=r"^nothing was sent: image_urls: takes no task, but what task\.wait"):
            client.images.submit(**CAT, image_urls=[task])
        assert len(evolink_mock.world.tasks) == 1


def test_copies(client: EvoLink) -> None:
    """Operations can be copied, and show what they have."""
    for place in (client.images, client.tasks, client.files):
        assert type(copy.copy(place)) is type(place)
        names = repr(place).partition(": ")[2].rstrip(">").split(", ")
        assert {*names} == {each for each in dir(place) if each[0] != "_"}


@pytest.mark.parametrize("closed", [EvoLink, AsyncEvoLink])
def test_closed_before_use(evolink_mock: MockServer, closed: type[EvoLink | AsyncEvoLink]) -> None:
    """A client that was closed before it sent anything pays for nothing."""

    async def use() -> None:
        client: Any = closed(api_key=evolink_mock.api_key, base_url=evolink_mock.base_url)
        for _ in range(2):
            await client.aclose() if closed is AsyncEvoLink else client.close()
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await client.images.submit(**CAT)

    asyncio.run(use())
    assert not evolink_mock.world.tasks


def test_closed(evolink_mock: MockServer) -> None:
    """A client that was closed says so."""
    client = EvoLink(api_key=evolink_mock.api_key, base_url=evolink_mock.base_url)
    client.credits()
    client.close()
    with pytest.raises(ConfigurationError, match="the client is closed"):
        client.credits()
