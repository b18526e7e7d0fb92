"""What a client is made of. Each part loads when a client first needs it: most programs need few of them."""

from typing import TYPE_CHECKING

from evolink._lazy import late_names

if TYPE_CHECKING:
    from evolink._calls.batches import make_async_batch_operations, make_batch_operations
    from evolink._calls.client_journal import ClientJournal
    from evolink._calls.create_calls import AsyncCreateCalls, CreateCalls
    from evolink._calls.estimating import make_async_estimate, make_estimate
    from evolink._calls.file_operations import AsyncFileOperations, FileOperations
    from evolink._calls.modules_of_calls import MODULES_OF_CALLS
    from evolink._calls.reconcile import reconcile
    from evolink._calls.resources import make_async_operations, make_operations
    from evolink._calls.resume import Resumption
    from evolink._calls.settle import settle
    from evolink._calls.task import AsyncTask, Task
    from evolink._calls.task_operations import AsyncTaskOperations, TaskOperations
    from evolink._calls.uploads import Uploads
    from evolink._http.asyncio_ import AsyncPort
    from evolink._http.blocking import BlockingPort
    from evolink._http.closed import client_closed
    from evolink._http.loading import load_in_thread
    from evolink._http.settings import check_http_client, make_settings
    from evolink._task.batch_reads import BatchReads
    from evolink._task.flow import Flow

__all__ = [
    "MODULES_OF_CALLS",
    "AsyncCreateCalls",
    "AsyncFileOperations",
    "AsyncPort",
    "AsyncTask",
    "AsyncTaskOperations",
    "BatchReads",
    "BlockingPort",
    "ClientJournal",
    "CreateCalls",
    "FileOperations",
    "Flow",
    "Resumption",
    "Task",
    "TaskOperations",
    "Uploads",
    "check_http_client",
    "client_closed",
    "load_in_thread",
    "make_async_batch_operations",
    "make_async_estimate",
    "make_async_operations",
    "make_batch_operations",
    "make_estimate",
    "make_operations",
    "make_settings",
    "reconcile",
    "settle",
]

_MODULES = {
    "AsyncCreateCalls": "evolink._calls.create_calls",
    "AsyncFileOperations": "evolink._calls.file_operations",
    "AsyncPort": "evolink._http.asyncio_",
    "AsyncTask": "evolink._calls.task",
    "AsyncTaskOperations": "evolink._calls.task_operations",
    "BatchReads": "evolink._task.batch_reads",
    "BlockingPort": "evolink._http.blocking",
    "ClientJournal": "evolink._calls.client_journal",
    "CreateCalls": "evolink._calls.create_calls",
    "FileOperations": "evolink._calls.file_operations",
    "Flow": "evolink._task.flow",
    "MODULES_OF_CALLS": "evolink._calls.modules_of_calls",
    "Resumption": "evolink._calls.resume",
    "Task": "evolink._calls.task",
    "TaskOperations": "evolink._calls.task_operations",
    "Uploads": "evolink._calls.uploads",
    "check_http_client": "evolink._http.settings",
    "client_closed": "evolink._http.closed",
    "load_in_thread": "evolink._http.loading",
    "make_async_batch_operations": "evolink._calls.batches",
    "make_async_estimate": "evolink._calls.estimating",
    "make_async_operations": "evolink._calls.resources",
    "make_batch_operations": "evolink._calls.batches",
    "make_estimate": "evolink._calls.estimating",
    "make_operations": "evolink._calls.resources",
    "make_settings": "evolink._http.settings",
    "reconcile": "evolink._calls.reconcile",
    "settle": "evolink._calls.settle",
}

if not TYPE_CHECKING:  # type checkers know the imports above, and report any other name
    __getattr__, __dir__ = late_names(__name__, globals(), _MODULES)
