"""The tools of `evolink mcp`, through the SDK's own client and without a process."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from evolink.journal import Journal
from evolink_mock import Exchange, MockServer
from tests.cli.agent_answers import data, kind_of_error, words
from tests.cli.conftest import Evolink, Service

if TYPE_CHECKING:
    from tests.cli._agent import Call

CAT = {"model": "nano-banana-beta", "prompt": "a cat"}
OF_UNKNOWN_PRICE = {"model": "wan2.6-text-to-video", "prompt": "waves", "wait_seconds": 0}
Hanging = Callable[..., Service]


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    """Yield what starts a mock that makes a task of the first call and never answers it.

    Its clock is as fast as this machine's: a held call is found by its time.
    """
    with ExitStack() as stack:

        def start(**options: Any) -> Service:
            mock = stack.enter_context(MockServer(api_key="sk-hanging", speed=3.0, **options))
            monkeypatch.setenv("EVOLINK_BASE_URL", mock.base_url)
            monkeypatch.setenv("EVOLINK_API_KEY", "sk-hanging")
            service = Service(mock, "sk-hanging")
            service.script("fault=hang", on="create")
            return service

        yield start


def agent(
    folder: Path,
    budget: float = 100.0,
    *,
    allow: Path | None = None,
    timeout: float | None = None,
    roots: Sequence[Path] = (),
) -> "AbstractAsyncContextManager[Call]":
    """Return what calls the tools of a new server; see `agent_in`."""
    from tests.cli._agent import agent_in  # noqa: PLC0415 - loading the SDK takes a second in each worker

    return agent_in(folder, budget, allow=allow, timeout=timeout, roots=roots)


def sent(service: Service) -> list[Exchange]:
    """Return the create requests that came."""
    return [each for each in service.requests("POST") if each.request.path.endswith("/generations")]


def test_the_same_arguments_are_paid_once_and_a_variation_again(service: Service, tmp_path: Path) -> None:
    """Repeating, also after a restart or in a second server, returns the earlier task; a variation is another one."""

    async def scenario() -> None:
        async with agent(tmp_path) as call:
            first, second = await asyncio.gather(call("generate", **CAT), call("generate", **CAT))
            again = data(await call("generate", **CAT))
            other = data(await call("generate", **CAT, variation="2"))
            more = data(await call("generate", **CAT, variation="2"))
            async with agent(tmp_path) as elsewhere:
                there = data(await elsewhere("generate", **CAT))
                both = await asyncio.gather(*(each("generate", **CAT, variation="3") for each in (call, elsewhere)))
        async with agent(tmp_path) as restarted:
            later = data(await restarted("generate", **CAT))
        assert sum(not each.is_error and not data(each)["task"]["repeated"] for each in both) == 1
        tasks = {each["task"]["task_id"] for each in (data(first), data(second), again, there, later)}
        assert len(tasks) == 1
        assert {data(each)["task"]["repeated"] for each in (first, second)} == {False, True}
        assert again["task"]["repeated"]
        assert later["task"]["repeated"]
        assert more["task"]["repeated"]
        assert other["task"]["task_id"] not in tasks
        assert other["spending"] == {"budget": 100.0, "spent": 3.2, "left": 96.8}
        assert later["spending"]["spent"] == 0

    asyncio.run(scenario())
    assert len(sent(service)) == 3


def test_a_small_image_is_shown_and_every_file_is_in_the_output_folder(service: Service, tmp_path: Path) -> None:
    """A result has the image itself and its path; `save` adds another name, and nothing outside the folder."""

    async def scenario() -> None:
        async with agent(tmp_path) as call:
            made = await call("generate", **CAT)
            [image] = [each for each in made.content if each.type == "image"]
            assert image.mime_type == "image/png"
            task = data(made)["task"]
            saved = data(await call("save", task_id=task["task_id"], name="cat"))
            assert kind_of_error(await call("save", task_id=task["task_id"], name="cat")) == "WouldOverwrite"
            for name in ("../cat", "/cat", "..", ".ssh"):
                assert "InvalidArguments" in kind_of_error(await call("save", task_id=task["task_id"], name=name))
            paths = [Path(each["path"]) for each in (*task["files"], *saved["files"])]
            assert {path.parent for path in paths} == {tmp_path / "out"}
            assert [path.name for path in paths][1:] == ["cat.png"]
            for path in paths:
                path.unlink()
            assert data(await call("generate", **CAT))["task"]["files"][0]["path"] == str(paths[0])
            assert re.fullmatch(r"a-cat-[0-9a-f]{12}\.png", paths[0].name)
            paths[0].with_stem(f"{paths[0].stem}-2").write_text("another file")
            taken = await call("generate", **CAT, variation="2")
            assert kind_of_error(taken) == "WouldOverwrite"
            assert "Nothing was sent" in words(taken)

    asyncio.run(scenario())
    assert len(sent(service)) == 1


def test_the_budget_refuses_before_anything_is_sent(service: Service, tmp_path: Path) -> None:
    """What would exceed it is refused with its numbers; a price that is unknown counts as a quarter of it."""

    async def scenario() -> None:
        async with agent(tmp_path, budget=2) as call:
            assert data(await call("estimate", **CAT))["fits_budget"]
            data(await call("generate", **CAT))
            refused = await call("generate", **CAT, variation="2")
            assert kind_of_error(refused) == "OverBudget"
            assert "may cost 1.6 credits, and 0.4 credits of this session's budget of 2 credits" in words(refused)
            unknown = await call("generate", **OF_UNKNOWN_PRICE)
            assert "has no known price, so it counts as 0.5 credits" in words(unknown)

    asyncio.run(scenario())
    assert len(sent(service)) == 1


def test_a_budget_of_nothing_admits_nothing(tmp_path: Path, evolink: Evolink) -> None:
    """Not even a call of unknown price; and what is not a number is no budget."""

    async def scenario() -> None:
        async with agent(tmp_path, budget=0) as call:
            assert kind_of_error(await call("generate", **OF_UNKNOWN_PRICE)) == "OverBudget"
            assert not data(await call("estimate", model=OF_UNKNOWN_PRICE["model"], prompt="waves"))["fits_budget"]

    asyncio.run(scenario())
    for arguments in (("--budget", "nan"), ("--budget", "inf"), ("--budget", "-1"), ("--allow", "nowhere")):
        assert evolink("mcp", *arguments).status == 2


@pytest.mark.usefixtures("service")
def test_a_price_that_shows_only_later_counts_from_then_on(tmp_path: Path) -> None:
    """Once the service says what it reserves, that counts; the next call of any price is then refused."""

    async def scenario() -> None:
        async with agent(tmp_path, budget=1) as call:
            made = data(await call("generate", **OF_UNKNOWN_PRICE))
            assert made["task"]["status"] in {"pending", "processing"}
            assert (
                made["task"]["next_step"] == f"It continues on the service. Call `wait` with {made['task']['task_id']}."
            )
            assert made["spending"]["spent"] == made["task"]["credits"] > 1
            assert data(await call("generate", **OF_UNKNOWN_PRICE))["task"]["credits"] == made["task"]["credits"]
            assert kind_of_error(await call("generate", **CAT)) == "OverBudget"
            [ended] = data(await call("wait", task_ids=[made["task"]["task_id"]]))["tasks"]
            assert ended["files"][0]["media_type"] == "video/mp4"

    asyncio.run(scenario())


def test_a_request_that_is_cancelled_in_a_paid_call_loses_nothing(hanging: Hanging, tmp_path: Path) -> None:
    """The call goes on until it is noted; its answer is lost here, and repeating finds its task without paying."""
    service = hanging()

    async def scenario() -> None:
        async with agent(tmp_path, timeout=1.5) as call:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.7):
                    await call("generate", **CAT)
            found = data(await call("generate", **CAT, wait_seconds=0))
            assert found["task"]["repeated"]
            assert found["spending"]["spent"] == 1.6

    asyncio.run(scenario())
    assert len(sent(service)) == 1


def test_a_lost_answer_is_never_sent_again(hanging: Hanging, tmp_path: Path) -> None:
    """Where the task is not found, the call stays held, and the error says what only a person can do."""
    service = hanging(without=["listTasks"])

    async def scenario() -> None:
        async with agent(tmp_path, timeout=0.5) as call:
            lost, again = await call("generate", **CAT), await call("generate", **CAT)
            assert {kind_of_error(lost), kind_of_error(again)} == {"SubmissionUncertain"}
            [held] = data(await call("tasks", unfinished=True))["calls"]
            assert f"evolink tasks settle {held['key']} --unpaid" in words(again)
            assert "resend_held" not in f"{held}{words(lost)}{words(again)}", "an agent might do that in Python"

    asyncio.run(scenario())
    assert len(sent(service)) == 1


@pytest.mark.parametrize(
    ("key", "kind", "advice"),
    [
        ("sk-wrong", "AuthenticationError", "set a valid EVOLINK_API_KEY"),
        ("", "ConfigurationError", "Ask the user to run `evolink login`"),
    ],
)
def test_without_a_usable_key_the_agent_is_told_to_ask(
    key: str, kind: str, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The models need no key; whatever does says what the user has to do, and never shows a key."""
    monkeypatch.setenv("EVOLINK_API_KEY", key)

    async def scenario() -> None:
        async with agent(tmp_path) as call:
            [model] = data(await call("models", name="nano-banana-beta"))["models"]
            assert "prompt" in {each["name"] for each in model["parameters"]}
            refused = await call("generate", **CAT)
            assert kind_of_error(refused) == kind
            assert advice in words(refused)
            assert "sk-" not in json.dumps(refused.model_dump(mode="json"))
            assert data(await call("tasks"))["spending"]["spent"] == 0

    asyncio.run(scenario())


def test_broken_rules_and_wrong_arguments_are_named_with_what_is_allowed(service: Service, tmp_path: Path) -> None:
    """An agent can act on each: the field, the rule, the values; nothing was sent."""

    async def scenario() -> None:
        async with agent(tmp_path) as call:
            broken = await call("generate", model="gpt-4o-image", prompt="x", parameters={"n": 3})
            assert words(broken).endswith("The request breaks these rules:\n- n: must be one of 1, 2 or 4")
            outside = await call("generate", **CAT, size="16:9")
            assert "size: not an argument of this tool" in words(outside)
            assert "Parameters of the model stand in `parameters`." in words(outside)
            twice = await call("generate", **CAT, parameters={"prompt": "a dog"})
            assert kind_of_error(twice) == "InvalidArguments"
            as_text = await call("generate", model="gpt-4o-image", prompt="x", parameters='{"n": 3}')
            assert words(as_text) == words(broken)
            assert "parameters: Input should be a valid dictionary" in words(
                await call("estimate", **CAT, parameters="x")
            )
            assert "did you mean nano-banana" in words(await call("generate", model="nano-banana", prompt="x"))
            callback = await call("generate", **CAT, parameters={"callback_url": "https://example.com/x"})
            assert "callback_url: not for an agent" in words(callback)
            assert "Did you mean nano-banana" in words(await call("models", name="nano-bananna"))
            assert kind_of_error(await call("models", kind="poems")) == "InvalidArguments"
            assert kind_of_error(await call("models", search="the best")) == "UnknownModel"
            found = [data(await call("models", **by))["models"] for by in ({"search": "kling"}, {"name": "kling"})]
            assert found[0] == found[1]
            assert len(found[0]) > 3
            images = data(await call("models", kind="image"))["models"]
            assert "about 1.6 credits" in {each["name"]: each.get("price") for each in images}["nano-banana-beta"]
            assert kind_of_error(await call("wait", task_ids=["task-unified-1-none"])) == "NotFound"

    asyncio.run(scenario())
    assert not sent(service)


def test_only_files_in_allowed_folders_are_uploaded(service: Service, tmp_path: Path) -> None:
    """The output folder, --allow and the client's roots; a link of the file system leads nowhere else."""
    harbour = Path(__file__).parents[2] / "examples" / "harbour.png"
    allowed, rooted, secret = (tmp_path / name for name in ("allowed", "rooted", "secret"))
    for folder in (allowed, rooted, secret):
        folder.mkdir()
        (folder / f"{folder.name}.png").write_bytes(harbour.read_bytes() + folder.name.encode())
    (allowed / "escape.png").symlink_to(secret / "secret.png")

    async def scenario() -> None:
        async with agent(tmp_path, allow=allowed, roots=[rooted]) as call:
            for path in ("allowed.png", str(allowed / "allowed.png"), (rooted / "rooted.png").as_uri()):
                assert data(await call("upload", path=path))["url"].startswith(service.mock.base_url)
            images = {"image_urls": [str(allowed / "allowed.png"), "rooted.png"]}
            estimated = data(await call("estimate", **CAT, parameters=images))
            assert estimated["uploads"] == ["allowed.png", "rooted.png"]
            edited = data(await call("generate", **CAT, parameters=images))
            assert edited["task"]["files"]
            for path in ("escape.png", str(secret / "secret.png"), "../secret/secret.png", "/etc/passwd", "~/x.png"):
                assert kind_of_error(await call("upload", path=path)) == "FileNotAllowed"
                refused = await call("generate", **CAT, parameters={"image_urls": [path]})
                assert kind_of_error(refused) == "FileNotAllowed"
            assert kind_of_error(await call("upload", path="none.png")) == "FileNotFound"

    asyncio.run(scenario())


def test_a_failed_task_says_why_and_may_be_tried_again(service: Service, tmp_path: Path) -> None:
    """The error has the service's code; a failed call is over, so the same arguments make a new task."""
    service.script("story=content_policy_violation")

    async def scenario() -> None:
        async with agent(tmp_path) as call:
            failed = data(await call("generate", **CAT), failed=True)
            assert failed["task"]["error"]["code"] == "content_policy_violation"
            assert failed["spending"]["spent"] == 0
            assert not data(await call("generate", **CAT))["task"]["repeated"]
            assert [each["state"] for each in data(await call("tasks"))["calls"]] == ["completed", "failed"]
            assert data(await call("credits"))["remaining"] == 98.4

    asyncio.run(scenario())


def test_files_are_saved_although_the_request_has_ended(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that take longer than a program waits are not begun again: the next call waits for the same download."""
    from evolink.cli._mcp import following  # noqa: PLC0415 - as in `agent`

    may_save, save = asyncio.Event(), following.save
    begun: list[object] = []

    async def slowly(*arguments: Any) -> list[Path]:
        begun.append(arguments)
        await may_save.wait()
        return await save(*arguments)

    monkeypatch.setattr(following, "save", slowly)
    monkeypatch.setattr(following, "_LEAST_FOR_FILES", 0.0)

    async def scenario() -> None:
        async with agent(tmp_path) as call:
            task = data(await call("generate", **CAT, wait_seconds=0))["task"]
            while task["status"] != "completed":
                [task] = data(await call("wait", task_ids=[task["task_id"]], wait_seconds=0))["tasks"]
            assert task["next_step"] == f"Its files are being saved. Call `wait` with {task['task_id']}."
            may_save.set()
            [task] = data(await call("wait", task_ids=[task["task_id"]]))["tasks"]
            assert task["files"][0]["media_type"] == "image/png"

    asyncio.run(scenario())
    assert len(begun) == len(sent(service)) == 1


def test_shared_work_ends_with_the_session(tmp_path: Path) -> None:
    """A download that nobody waits for does not keep the process alive: it can be done again."""
    from evolink.cli._mcp.session import Session  # noqa: PLC0415 - as in `agent`

    async def scenario() -> None:
        with Journal(tmp_path / "journal.sqlite") as journal:
            session, begun = Session(journal, tmp_path, [], 1), asyncio.Event()

            async def work() -> None:
                begun.set()
                await asyncio.Event().wait()

            waiting = asyncio.create_task(session.shared("name", work, None))
            await begun.wait()
            await session.close()
            with pytest.raises(asyncio.CancelledError):
                await waiting

    asyncio.run(scenario())
