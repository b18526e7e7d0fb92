"""A Celery task that makes an image, and pays once for an order however often its job runs.

pip install "evolink[batch]" "celery[redis]"
export EVOLINK_API_KEY=… BROKER=redis://localhost
celery --app celery_tasks worker

>>> from celery_tasks import make_image
>>> make_image.delay("order 2041", "a lighthouse").get()

A job may run several times: Celery delivers it again when its worker dies, a retry repeats it, and somebody may queue
it twice. The idempotency key is made from the order, and the journal knows what was sent under each key. So a later run
sends nothing: it finds the task, waits for its end and saves the image.
"""

import os
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from celery import Celery

from evolink import EvoLink, SubmissionUncertain, TaskTimeout
from evolink.errors import ConnectionFailed, RateLimited

FOLDER = Path(os.environ.get("IMAGES", "images"))
# All workers need the same journal: a file for those of one machine, the address of a PostgreSQL database for more.
JOURNAL = os.environ.get("JOURNAL", "orders.sqlite")

app = Celery(
    "images", broker=os.environ.get("BROKER", "memory://"), backend=os.environ.get("BACKEND", "cache+memory://")
)
app.conf.update(
    task_acks_late=True,  # a job is done when it has ended, not when it has begun
    task_reject_on_worker_lost=True,  # and is delivered again if its worker was killed
    worker_prefetch_multiplier=1,  # a waiting job is left to other workers
)


@app.task(
    # After each of these, running the job again costs nothing: nothing was charged, or the journal has the call.
    # TaskFailed is not among them: the same request would fail again, and its credits are returned.
    autoretry_for=(ConnectionFailed, RateLimited, TaskTimeout, SubmissionUncertain, OSError),
    default_retry_delay=10,  # seconds
    max_retries=5,
)
def make_image(order: str, prompt: str) -> str:
    """Make the image of an order, and return the path of its file."""
    key = (
        f"image-{uuid5(NAMESPACE_OID, order)}"  # fits the rules for keys, and for names of files, whatever the order is
    )
    for finished in FOLDER.glob(f"{key}.*"):  # a file is complete or absent, so this order is done
        return str(finished)
    # A client for each run: workers are forked, and a client that was made before would be shared with them.
    with EvoLink(journal=JOURNAL) as client:
        images = client.images.generate(
            model="nano-banana-beta",
            prompt=prompt,
            idempotency_key=key,
            save_to=FOLDER / key,
            overwrite=True,  # by the same image, if two workers have the job at the same time
            timeout=float(os.environ.get("PATIENCE", "300")),
        )
    return str(images.paths[0])


# If the answer to a paid request is lost, every retry raises SubmissionUncertain again, and nothing is sent again.
# `evolink tasks reconcile` looks for its task, and `evolink tasks settle` records what you have found in your account.
