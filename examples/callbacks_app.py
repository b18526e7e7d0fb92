"""A web service that orders pictures and is told when they are there: nothing polls in a loop of its own.

pip install evolink fastapi uvicorn
export EVOLINK_API_KEY=… HOOK_ADDRESS=https://pictures.example.com/hooks
export HOOK_TOKEN=$(python -c 'import secrets; print(secrets.token_urlsafe())')
uvicorn callbacks_app:web

curl -d '{"prompt": "a lighthouse"}' -H 'content-type: application/json' localhost:8000/pictures
curl localhost:8000/pictures/task-unified-…
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel

from evolink import AsyncEvoLink, AsyncTask, EvoLinkError, InvalidRequest, SubmissionUncertain, TaskFailed, callbacks

HOOK_ADDRESS = os.environ["HOOK_ADDRESS"]  # where the world reaches /hooks: public, and https
HOOK_TOKEN = os.environ["HOOK_TOKEN"]  # the secret end of that address, for callbacks are not signed
FOLDER = Path(os.environ.get("PICTURES", "pictures"))

pictures: dict[str, dict[str, Any]] = {}  # in earnest: your database, so that a restart forgets nothing


class Order(BaseModel):
    """What a visitor sends."""

    prompt: str


async def keep(task: AsyncTask) -> None:
    """Save what a task has made. The endpoint has read it back from the service, so it is no forgery."""
    try:
        images = await task.wait()  # it has ended: this reads nothing and gives its pictures, or raises why not
        files = await images.save(FOLDER, overwrite=True)  # links die after a day
    except TaskFailed as failed:
        pictures[task.id] = {"status": "failed", "why": failed.code}
    except EvoLinkError as error:
        pictures[task.id] = {"status": "not saved", "why": str(error)}
    else:
        pictures[task.id] = {"status": "saved", "files": [str(file) for file in files]}


@asynccontextmanager
async def lifespan(web: FastAPI) -> AsyncIterator[None]:
    """Make one client for the life of the service, and mount the endpoint that the callbacks come to."""
    async with AsyncEvoLink() as client:
        endpoint = callbacks.endpoint(client, keep, path_token=HOOK_TOKEN)
        web.mount("/hooks", endpoint)
        web.state.client = client
        yield
        await endpoint.drain()  # what was heard is dealt with before the client closes


web = FastAPI(lifespan=lifespan)


@web.post("/pictures", status_code=202)
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
    pictures.setdefault(task.id, {"status": "ordered"})  # the callback may have been faster
    return {"id": task.id}


@web.get("/pictures/{task_id}")
async def picture(task_id: str) -> dict[str, Any]:
    """Tell what has become of an order."""
    if task_id not in pictures:
        raise HTTPException(404)
    return pictures[task_id]
