"""What a client is made of, imported only when a client is made."""

from evolink._calls.batches import make_async_batch_operations, make_batch_operations
from evolink._calls.client_journal import ClientJournal
from evolink._calls.file_operations import AsyncFileOperations, FileOperations
from evolink._calls.reconcile import reconcile
from evolink._calls.resources import make_async_operations, make_operations
from evolink._calls.resume import Resumption
from evolink._calls.settle import settle
from evolink._calls.task import AsyncTask, Task
from evolink._calls.task_operations import AsyncTaskOperations, TaskOperations
from evolink._calls.uploads import Uploads
from evolink._http.asyncio_ import AsyncPort
from evolink._http.blocking import BlockingPort
from evolink._http.settings import make_settings
from evolink._task.flow import Flow

__all__ = [
    "AsyncFileOperations",
    "AsyncPort",
    "AsyncTask",
    "AsyncTaskOperations",
    "BlockingPort",
    "ClientJournal",
    "FileOperations",
    "Flow",
    "Resumption",
    "Task",
    "TaskOperations",
    "Uploads",
    "make_async_batch_operations",
    "make_async_operations",
    "make_batch_operations",
    "make_operations",
    "make_settings",
    "reconcile",
    "settle",
]
