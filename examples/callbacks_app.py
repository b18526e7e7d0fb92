"""A web service that orders images and saves each one when its callback arrives.

A periodic sweep finds images whose callback never arrived, and images that were ordered before a restart.

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

HOOK_ADDRESS = os.environ["HOOK_ADDRESS"]  # the public HTTPS address of /hooks
HOOK_TOKEN = os.environ["HOOK_TOKEN"]  # the secret last part of that address, because callbacks are not signed
FOLDER = Path(os.environ.get("IMAGES", "images"))
JOURNAL = os.environ.get("JOURNAL", "orders.sqlite")  # or the address of a PostgreSQL database
SWEEP_SECONDS = float(os.environ.get("SWEEP_SECONDS", "300"))

log = logging.getLogger("callbacks_app")
being_saved: set[str] = set()


class Order(BaseModel):
    """The request of a visitor."""

    prompt: str


async def save(task: AsyncTask) -> None:
    """Save the images of a task. The task was read from the service, so it is genuine."""
    if task.id in being_saved:
        return
    being_saved.add(task.id)
    try:
        images = await task.wait()  # it has ended, so this returns its images or raises at once
        await images.save(FOLDER, overwrite=True)  # links expire after a day
    except TaskFailed as failed:
        log.info("%s failed: %s", task.id, failed.code)  # the journal records it, too
    except (EvoLinkError, OSError) as error:
        log.warning("%s is not saved yet: %s", task.id, error)  # the next sweep tries again
    finally:
        being_saved.discard(task.id)


async def sweep(client: AsyncEvoLink) -> None:
    """Save images whose callback has not arrived, whichever process ordered them."""
    for task_id in await asyncio.to_thread(open_orders, client.journal):
        try:
            task = await client.tasks.get(task_id)
        except EvoLinkError as error:
            log.warning("%s can't be read: %s", task_id, error)
            continue
        if task.ended:
            await save(task)


def open_orders(journal: Journal) -> list[str]:
    """Return the IDs of tasks that may still be running or whose images are not saved."""
    return [call.task_id for call in (*journal.calls(State.SUBMITTED), *journal.unsaved()) if call.task_id]


async def sweep_until(stopping: asyncio.Event, client: AsyncEvoLink) -> None:
    """Sweep at the start, and then every few minutes, so that a lost callback only delays its image."""
    while not stopping.is_set():
        await sweep(client)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), SWEEP_SECONDS)


@asynccontextmanager
async def lifespan(web: FastAPI) -> AsyncIterator[None]:
    """Create one client for the lifetime of the service, and mount the endpoint for callbacks."""
    async with AsyncEvoLink(journal=JOURNAL) as client:
        endpoint = callbacks.endpoint(client, save, path_token=HOOK_TOKEN)
        web.mount("/hooks", endpoint)
        web.state.client = client
        stopping = asyncio.Event()
        sweeping = asyncio.create_task(sweep_until(stopping, client))
        yield
        stopping.set()
        await sweeping
        await endpoint.drain()  # handle the callbacks received so far before the client closes


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
    except SubmissionUncertain as lost:  # it may have been charged, so never order it again automatically
        raise HTTPException(504, {"maybe charged": True, "idempotency_key": lost.idempotency_key}) from lost
    except EvoLinkError as error:
        raise HTTPException(502, error.message) from error
    return {"id": task.id}


@web.get("/images/{task_id}")
def image(task_id: str, request: Request) -> dict[str, Any]:
    """Return the status of an order from the journal, which survives restarts."""
    call = request.app.state.client.journal.of_task(task_id)
    if call is None:
        raise HTTPException(404)
    if call.state is State.FAILED:
        return {"status": "failed", "why": call.error_code}
    if call.state is State.COMPLETED and not call.unsaved:
        return {"status": "saved", "files": [str(result.path) for result in call.results]}
    return {"status": "ordered"}
