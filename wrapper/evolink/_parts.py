"""What a client is made of. Whoever only imports the client does not pay for it."""

from ._async_port import AsyncPort
from ._bulk import async_bulk, bulk
from ._flow import Flow
from ._image_operations import AsyncImageOperations, ImageOperations
from ._journaled import Journaled
from ._port import BlockingPort
from ._reconciling import reconcile
from ._resume import Resumption
from ._settings import settings
from ._settling import settle
from ._task_operations import AsyncTaskOperations, TaskOperations
from ._tasks import AsyncTask, Task

__all__ = [
    "AsyncImageOperations",
    "AsyncPort",
    "AsyncTask",
    "AsyncTaskOperations",
    "BlockingPort",
    "Flow",
    "ImageOperations",
    "Journaled",
    "Resumption",
    "Task",
    "TaskOperations",
    "async_bulk",
    "bulk",
    "reconcile",
    "settings",
    "settle",
]
