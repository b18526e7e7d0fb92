"""A web service that orders images and saves each when its callback comes.

An image whose callback never comes is found by a sweep, and so is one that was ordered before a restart.

pip install "evolink[batch]" fastapi uvicorn
export EVOLINK_API_KEY=… HOOK_ADDRESS=https://images.example.com/hooks
export HOOK_TOKEN=$(python -c 'import secrets; print(secrets.token_urlsafe())')
uvicorn callbacks_app:web

curl -d '{"prompt": "a lighthouse"}' -H 'content-type: application/json' localhost:8000/images
curl localhost:8000/images/task-unified-…
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel

from evolink import AsyncEvoLink, AsyncTask, EvoLinkError, InvalidRequest, SubmissionUncertain, TaskFailed, callbacks
from evolink.journal import Journal, State

HOOK_ADDRESS = os.environ["HOOK_ADDRESS"]  # where the world reaches /hooks: public, and https
HOOK_TOKEN = os.environ["HOOK_TOKEN"]  # the secret end of that address, for callbacks are not signed
FOLDER = Path(os.environ.get("IMAGES", "images"))
JOURNAL = os.environ.get("JOURNAL", "orders.sqlite")  # or the address of a PostgreSQL
SWEEP_SECONDS = float(os.environ.get("SWEEP_SECONDS", "300"))

log = logging.getLogger("callbacks_app")
being_saved: set[str] = set()


class Order(BaseModel):
    """What a visitor sends."""

    prompt: str


async def save(task: AsyncTask) -> None:
    """Save what a task has made. It was read from the service, so it is no forgery."""
    if task.id in being_saved:
        return
    being_saved.add(task.id)
    try:
        images = await task.wait()  # it has ended: this returns its images at once, or raises why there are none
        await images.save(FOLDER, overwrite=True)  # links die after a day
    except TaskFailed as failed:
        log.info("%s failed: %s", task.id, failed.code)  # the journal has it too
    except (EvoLinkError, OSError) as error:
        log.warning("%s is not saved yet: %s", task.id, error)  # the next sweep tries again
    finally:
        being_saved.discard(task.id)


async def sweep(client: AsyncEvoLink) -> None:
    """Save what no callback came for, whichever process ordered it."""
    for task_id in await asyncio.to_thread(open_orders, client.journal):
        try:
            task = await client.tasks.get(task_id)
        except EvoLinkError as error:
            log.warning("%s can't be read: %s", task_id, error)
            continue
        if task.ended:
            await save(task)


def open_orders(journal: Journal) -> list[str]:
    """Return the ids of the tasks that still run, as far as is known, or whose images are not saved."""
    return [call.task_id for call in (*journal.calls(State.SUBMITTED), *journal.unsaved()) if call.task_id]


async def sweep_until(stopping: asyncio.Event, client: AsyncEvoLink) -> None:
    """Sweep at the start, and then every few minutes: a callback that is lost costs that long, not the image."""
    while not stopping.is_set():
        await sweep(client)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), SWEEP_SECONDS)


@asynccontextmanager
async def lifespan(web: FastAPI) -> AsyncIterator[None]:
    """Make one client for the life of the service, and mount the endpoint that the callbacks come to."""
    async with AsyncEvoLink(journal=JOURNAL) as client:
        endpoint = callbacks.endpoint(client, save, path_token=HOOK_TOKEN)
        web.mount("/hooks", endpoint)
        web.state.client = client
        stopping = asyncio.Event()
        sweeping = asyncio.create_task(sweep_until(stopping, client))
        yield
        stopping.set()
        await sweeping
        await endpoint.drain()  # what was heard is dealt with before the client closes


web = FastAPI(lifespan=lifespan)


@web.post("/images", status_code=202)
async def order(order: Order, request: Request) -> dict[str, str]:
    """Start a task and answer at once."""
    client: AsyncEvoLink = request.app.state.client
    try:
        task = await client.images.submit(
            model="nano-banana-beta", prompt=order.prompt, callback_url=f"{HOOK_ADDRESS}/{HOOK_TOKEN}"
        )
    except InvalidRequest as refused:
        raise HTTPException(422, [str(broken) for broken in refused.violations]) from refused
    except SubmissionUncertain as lost:  # it may have been charged: never order again without being asked to
        raise HTTPException(504, {"maybe charged": True, "idempotency_key": lost.idempotency_key}) from lost
    except EvoLinkError as error:
        raise HTTPException(502, error.message) from error
    return {"id": task.id}


@web.get("/images/{task_id}")
def image(task_id: str, request: Request) -> dict[str, Any]:
    """Say what has become of an order: the journal knows, also after a restart."""
    call = request.app.state.client.journal.of_task(task_id)
    if call is None:
        raise HTTPException(404)
    if call.state is State.FAILED:
        return {"status": "failed", "why": call.error_code}
    if call.state is State.COMPLETED and not call.unsaved:
        return {"status": "saved", "files": [str(result.path) for result in call.results]}
    return {"status": "ordered"}
