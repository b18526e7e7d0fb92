"""A web service that edits the pictures that visitors upload.

pip install "evolink[batch]" fastapi python-multipart uvicorn
export EVOLINK_API_KEY=…
uvicorn fastapi_uploads:web

curl -F photo=@harbour.png -F 'change=the boat is blue' -H 'idempotency-key: a-form-shown-once-1' localhost:8000/edits
curl -o edited.png localhost:8000/edits/task-unified-…
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Form, Header, HTTPException, Request, Response, UploadFile
from fastapi.responses import FileResponse, JSONResponse

from evolink import AsyncEvoLink, EvoLinkError, InvalidRequest, SubmissionUncertain, TaskFailed
from evolink.errors import FileRefused

FOLDER = Path(os.environ.get("IMAGES", "edits"))
LARGEST = 10_000_000  # bytes; more is not read, as it would stay in memory only to be refused


@asynccontextmanager
async def lifespan(web: FastAPI) -> AsyncIterator[None]:
    """Create one client for the lifetime of the service: it is safe for any number of requests at once."""
    async with AsyncEvoLink(journal=os.environ.get("JOURNAL", "edits.sqlite")) as client:
        web.state.client = client
        yield


web = FastAPI(lifespan=lifespan)


@web.exception_handler(InvalidRequest)
async def invalid(_: Request, error: Exception) -> JSONResponse:
    """Answer with 422 in the form that FastAPI itself uses. Nothing was sent, so nothing was charged."""
    broken = error.violations if isinstance(error, InvalidRequest) else ()
    detail = [{"loc": ["body", each.field], "msg": each.message, "type": each.rule} for each in broken]
    return JSONResponse({"detail": detail}, 422)


@web.post("/edits", status_code=202)
async def edit(
    request: Request,
    photo: UploadFile,
    change: Annotated[str, Form()],
    idempotency_key: Annotated[str | None, Header()] = None,
) -> dict[str, str]:
    """Upload the picture, start the edit and answer at once.

    A browser that sends the same form again with the same `Idempotency-Key` gets the same task, which is paid once.
    """
    client: AsyncEvoLink = request.app.state.client
    content = await photo.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise HTTPException(413, f"the picture has more than {LARGEST} bytes")
    try:
        # The client looks at the bytes, not at the name or the type that the visitor has sent.
        task = await client.images.submit(
            model="nano-banana-beta", prompt=change, image_urls=[content], idempotency_key=idempotency_key
        )
    except FileRefused as refused:
        raise HTTPException(415, refused.message) from refused
    except SubmissionUncertain as lost:  # it may have been charged, so never send it again automatically
        raise HTTPException(504, {"maybe charged": True, "idempotency_key": lost.idempotency_key}) from lost
    except InvalidRequest:
        raise
    except EvoLinkError as error:
        raise HTTPException(502, error.message) from error
    return {"id": task.id, "status": task.status}


@web.get("/edits/{task_id}")
async def edited(task_id: str, request: Request) -> Response:
    """Return the picture; 202 while it is being made."""
    client: AsyncEvoLink = request.app.state.client
    call = await asyncio.to_thread(client.journal.of_task, task_id)
    if call is None:  # visitors see what was ordered here, not all tasks of the account
        raise HTTPException(404)
    if saved := [result.path for result in call.results if result.saved_at and result.path]:
        return FileResponse(saved[0])
    task = await client.tasks.get(task_id)
    if not task.ended:
        return JSONResponse({"id": task.id, "status": task.status, "progress": task.progress}, 202)
    try:
        images = await task.wait()  # it has ended, so this returns or raises at once
        (path,) = await images.save(FOLDER, overwrite=True)  # links expire after a day
    except TaskFailed as failed:
        raise HTTPException(410, {"code": failed.code}) from failed
    return FileResponse(path)
