"""The tools: what each does, in the words that an agent reads, and the functions behind them."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from evolink._files.destination import Destination

from . import schemas
from .catalogue import find_models
from .failures import RefusedError
from .following import ShowProgress, files_at, finished, known, save, wait
from .generation import Made, make, plan
from .history import newest_calls
from .local_files import allowed_file
from .schemas import File
from .session import Session


@dataclass(frozen=True, slots=True)
class Request:
    """One request of an agent.

    Attributes:
        session: Its session.
        show: Shows its progress.
        roots: Returns the folders that the agent's program works in.
    """

    session: Session
    show: ShowProgress
    roots: Callable[[], Awaitable[Sequence[Path]]]

    async def allowed(self) -> list[Path]:
        """Return the folders whose files it may use."""
        return [*self.session.allowed, *await self.roots()]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool returns.

    Attributes:
        result: As data.
        files: The files that it saved, which are shown if they are small images.
        failed: Whether it is an error: the task failed.
    """

    result: BaseModel
    files: Sequence[File] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool.

    Attributes:
        title: Its name for people.
        about: What it does and costs.
        takes: Its arguments.
        run: Does it.
        reads: Whether it changes nothing.
        goes_out: Whether it talks to the service.
    """

    title: str
    about: str
    takes: type[schemas.Arguments]
    run: Callable[[Request, Any], Coroutine[Any, Any, Answer]]
    reads: bool = False
    goes_out: bool = True


async def _generate(request: Request, asked: schemas.GenerateArguments) -> Answer:
    session, until = request.session, time.monotonic() + asked.wait_seconds
    wanted = await plan(session, asked, await request.allowed(), asked.variation)
    # A cancelled request leaves no doubt about what was paid: the call goes on until its answer is noted.
    made = await session.apart(make(session, wanted), to_its_end=True)
    if isinstance(made, Made):
        await wait([made.task], session, _left(until), request.show)
        task = await finished(session, made.task, _left(until), repeated=made.repeated)
    else:
        task = await asyncio.to_thread(known, made)
    if task.repeated and not task.next_step and not task.error:
        task.next_step = "An earlier call with the same arguments made this. `variation` pays for another result."
    return Answer(schemas.Generated(task=task, spending=session.spending), task.files, failed=task.error is not None)


async def _wait(request: Request, asked: schemas.WaitArguments) -> Answer:
    session, until = request.session, time.monotonic() + asked.wait_seconds
    tasks = await session.client.tasks.get_many(asked.task_ids)
    if unknown := set(asked.task_ids) - {task.id for task in tasks}:
        raise RefusedError("NotFound", f"The service does not know {', '.join(sorted(unknown))}.", "See `tasks`.")
    await wait(tasks, session, _left(until), request.show)
    shown = await asyncio.gather(*(finished(session, task, _left(until)) for task in tasks))
    files = [file for task in shown for file in task.files]
    return Answer(schemas.Waited(tasks=shown, spending=session.spending), files)


def _left(until: float) -> float:
    return max(0.0, until - time.monotonic())


async def _save(request: Request, asked: schemas.SaveArguments) -> Answer:
    session = request.session
    task = await session.client.tasks.get(asked.task_id)
    if not task.ended or task.failed:
        raise RefusedError("NotCompleted", f"The task {task.id} is {task.status}; nothing was saved.", "See `wait`.")
    place = None if asked.name is None else _place(session, asked.name, overwrite=asked.overwrite)
    work = partial(save, session, task, place, any_type=asked.any_type)
    name = task.id if asked.name is None else (task.id, asked.name)
    files = files_at(await session.shared(name, work, None))
    return Answer(schemas.Saved(files=files), files)


def _place(session: Session, name: str, *, overwrite: bool) -> Destination:
    path = session.output / name
    if path.is_dir() or path.name != name or name.startswith("."):
        raise RefusedError("InvalidArguments", f"{name!r:.60} is not a file name without a folder.")
    return Destination.of(path, overwrite=overwrite)


async def _estimate(request: Request, asked: schemas.EstimateArguments) -> Answer:
    session = request.session
    wanted = await plan(session, asked, await request.allowed(), None)
    estimate, counts = wanted.estimate, session.budget.price(wanted.estimate)
    result = schemas.Estimated(
        credits=estimate.credits,
        dollars=None if estimate.dollars is None else round(estimate.dollars, 4),
        words=str(estimate),
        counts_as=counts,
        fits_budget=session.budget.fits(estimate),
        uploads=[file.name for file in wanted.files.files],
        spending=session.spending,
    )
    return Answer(result)


async def _models(_request: Request, asked: schemas.ModelsArguments) -> Answer:
    return Answer(await asyncio.to_thread(find_models, asked))


async def _upload(request: Request, asked: schemas.UploadArguments) -> Answer:
    path = await asyncio.to_thread(allowed_file, asked.path, await request.allowed())
    found = await request.session.client.files.upload(path)
    until = time.strftime("%Y-%m-%d %H:%M %z", time.localtime(found.expires_at))
    return Answer(schemas.Uploaded(url=found.url, works_until=until))


async def _tasks(request: Request, asked: schemas.TasksArguments) -> Answer:
    session = request.session
    calls = await session.read(lambda journal: newest_calls(journal, asked.limit, unfinished=asked.unfinished))
    return Answer(schemas.Tasks(calls=calls, spending=session.spending))


async def _credits(request: Request, _asked: schemas.NoArguments) -> Answer:
    left = await request.session.client.credits()
    spending = request.session.spending
    return Answer(schemas.Balance(remaining=left.remaining, used=left.used, spending=spending))


TOOLS = {
    "generate": Tool(
        "Generate an image, video or audio",
        "Generate images, videos or audio, and save the files. It COSTS CREDITS, within this session's budget; "
        "`estimate` says how many. The request is checked before anything is sent, and all broken rules are returned. "
        "Repeating it with the same arguments never pays twice: it returns the earlier task (`repeated`), also after a "
        "timeout or a restart. To pay for another result on purpose, change the prompt or set `variation`. If the "
        "files are not ready in `wait_seconds`, it returns the ID of the task: call `wait`.",
        schemas.GenerateArguments,
        _generate,
    ),
    "wait": Tool(
        "Wait for tasks",
        "Wait for tasks that `generate` started, and save their files. It costs nothing and can be repeated. Tasks go "
        "on at the service whether or not anybody waits.",
        schemas.WaitArguments,
        _wait,
    ),
    "save": Tool(
        "Save the files of a task",
        "Save the files of a completed task once more, or under a name of your choice, in the output folder. It costs "
        "nothing. Links last a day.",
        schemas.SaveArguments,
        _save,
    ),
    "estimate": Tool(
        "Estimate a cost",
        "Check a request, and return what `generate` would probably cost. Nothing is sent, uploaded or charged.",
        schemas.EstimateArguments,
        _estimate,
        reads=True,
        goes_out=False,
    ),
    "models": Tool(
        "Look up models",
        "List the models (by kind, or by a search), or show one by its name with all its parameters, limits and an "
        "example. Look here before `generate`: each model has parameters of its own. It needs no network.",
        schemas.ModelsArguments,
        _models,
        reads=True,
        goes_out=False,
    ),
    "upload": Tool(
        "Upload a file",
        "Upload a file of this machine, and return a link that works for three days. It costs nothing. `generate` "
        "uploads by itself where a path is given instead of a link, so this is rarely needed.",
        schemas.UploadArguments,
        _upload,
    ),
    "tasks": Tool(
        "List calls",
        "List the newest calls of this machine with their tasks, costs and files, and what is left of the budget. "
        "Look here if you are not sure whether something was generated already.",
        schemas.TasksArguments,
        _tasks,
        reads=True,
        goes_out=False,
    ),
    "credits": Tool(
        "Show credits",
        "Return the credits of the account and of this session's budget. It costs nothing, and tests the key.",
        schemas.NoArguments,
        _credits,
        reads=True,
    ),
}
"""By their names, in the order in which an agent needs them."""
