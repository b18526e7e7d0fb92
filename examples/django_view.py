"""Django views that order images and save each one when its callback arrives.

pip install "evolink[batch]" django
export EVOLINK_API_KEY=…

In your `urls.py`: `path("pictures/", include("django_view"))`. In your settings:

    EVOLINK_HOOK = "https://www.example.com/pictures/hooks"     # the public HTTPS address of the callback view
    EVOLINK_HOOK_TOKEN = os.environ["EVOLINK_HOOK_TOKEN"]       # its secret last part, as callbacks are not signed
    EVOLINK_JOURNAL = BASE_DIR / "orders.sqlite"                # or the address of a PostgreSQL database

The views are sync, as most of Django is; they work under WSGI and ASGI. Run `sweep()` every few minutes, from cron or
from a management command, for images whose callback was lost.
"""

import json
import logging
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from evolink import EvoLink, EvoLinkError, InvalidRequest, SubmissionUncertain, Task, TaskFailed, callbacks
from evolink.errors import CallbackRefused, NotFound
from evolink.journal import State

log = logging.getLogger(__name__)
SECONDS = 8.0  # the service waits 10 seconds for the answer to a callback


@cache
def client() -> EvoLink:
    """Return the client of this process, made when it is first needed, after the server has forked its workers."""
    return EvoLink(journal=settings.EVOLINK_JOURNAL)


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Start a task and answer at once."""
    try:
        prompt = json.loads(request.body)["prompt"]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"errors": ["send JSON with a prompt"]}, status=400)
    try:
        task = client().images.submit(
            model="nano-banana-beta",
            prompt=prompt,
            callback_url=f"{settings.EVOLINK_HOOK}/{settings.EVOLINK_HOOK_TOKEN}",
        )
    except InvalidRequest as refused:  # nothing was sent
        return JsonResponse({"errors": [str(broken) for broken in refused.violations]}, status=422)
    except SubmissionUncertain as lost:  # it may have been charged, so never order it again automatically
        return JsonResponse({"maybe charged": True, "idempotency_key": lost.idempotency_key}, status=504)
    except EvoLinkError as error:
        log.warning("no image was ordered: %s", error)
        return JsonResponse({"errors": ["try again later"]}, status=502)
    return JsonResponse({"id": task.id}, status=202)


@csrf_exempt  # the service has no session here; the token shows that it was given this address
@require_POST
def hook(request: HttpRequest, token: str) -> HttpResponse:
    """Take a callback. It may be forged, so it is only a hint: the task is read from the service."""
    if not constant_time_compare(token, settings.EVOLINK_HOOK_TOKEN):
        return HttpResponse(status=404)
    try:
        task = callbacks.verify(client(), request.body)
    except (CallbackRefused, NotFound):
        return HttpResponse(status=404)
    except EvoLinkError:
        return HttpResponse(status=503)  # the service repeats a callback that is not answered with 2xx
    if client().journal.of_task(task.id) is None:
        return HttpResponse(status=404)  # a task of the same account that was not ordered here
    return HttpResponse(status=204 if save(task) else 503)


def save(task: Task) -> bool:
    """Save the images of a task; return whether there is nothing left to do."""
    if not task.ended:
        return False
    try:
        # Links expire after a day. The journal notes where the files are.
        task.wait().save(folder(), overwrite=True, timeout=SECONDS)
    except TaskFailed as failed:
        log.info("%s failed: %s", task.id, failed.code)  # the journal notes that, too
    except (EvoLinkError, OSError) as error:
        log.warning("%s is not saved yet: %s", task.id, error)
        return False
    return True


def sweep() -> None:
    """Save images whose callback has not arrived, whichever process ordered them."""
    journal = client().journal
    left = [call.task_id for call in (*journal.calls(State.SUBMITTED), *journal.unsaved()) if call.task_id]
    for task in client().tasks.get_many(left):
        save(task)


@require_GET
def image(_: HttpRequest, task_id: str) -> HttpResponse:
    """Return the status of an order from the journal, without a request to the service."""
    call = client().journal.of_task(task_id)
    if call is None:
        return HttpResponse(status=404)
    if call.state is State.FAILED:
        return JsonResponse({"status": "failed", "why": call.error_code})
    if call.state is State.COMPLETED and not call.unsaved:
        return JsonResponse({"status": "saved", "files": [str(result.path) for result in call.results]})
    return JsonResponse({"status": "ordered"})


def folder() -> Path:
    """Return where images are kept."""
    return Path(settings.MEDIA_ROOT) / "pictures"


urlpatterns = [
    path("images", order),
    path("images/<str:task_id>", image),
    path("hooks/<str:token>", hook),
]
