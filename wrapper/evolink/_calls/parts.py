"""What a client is made of, imported only when a client is made."""

from evolink._calls.batches import make_async_batch_operations, make_batch_operations
from evolink._calls.client_journal import ClientJournal
from evolink._calls.operations import AsyncImageOperations, ImageOperations
from evolink._calls.reconcile import reconcile
from evolink._calls.resume import Resumption
from evolink._calls.settle import settle
from evolink._calls.task import AsyncTask, Task
from evolink._calls.task_operations import AsyncTaskOperations, TaskOperations
from evolink._contract.kinds import IMAGES
from evolink._http.asyncio_ import AsyncPort
from evolink._http.blocking import BlockingPort
from evolink._http.settings import make_settings
from evolink._task.flow import Flow

__all__ = [
    "IMAGES",
    "AsyncImageOperations",
    "AsyncPort",
    "AsyncTask",
    "AsyncTaskOperations",
    "BlockingPort",
    "ClientJournal",
    "Flow",
    "ImageOperations",
    "Resumption",
    "Task",
    "TaskOperations",
    "make_async_batch_operations",
    "make_batch_operations",
    "make_settings",
    "reconcile",
    "settle",
]
