"""What a client runs its batches with."""

from typing import TYPE_CHECKING

from evolink._calls.client_journal import ClientJournal
from evolink._calls.uploads import Uploads
from evolink._http.asyncio_ import AsyncPort
from evolink._http.default_journal import refuse_without_extra, require_journal
from evolink._http.settings import Settings
from evolink._task.batch_reads import BatchReads
from evolink._task.flow import Flow
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from evolink._task.record import Record
    from evolink.batch import AsyncBatchOperations, BatchOperations, BatchService
    from evolink.journal import Journal


def make_batch_operations(
    settings: Settings, client_journal: ClientJournal, batch_reads: BatchReads
) -> "BatchOperations":
    """Return the batches of the sync client. They run in an event loop of their own, on its own connections.

    Raises:
        ConfigurationError: The client sends through an `httpx.Client` of the caller's, or an extra is missing.
    """
    if settings.http_client is not None:
        raise ConfigurationError("batches can't send through http_client=; AsyncEvoLink can, with an AsyncClient")
    refuse_without_extra("a batch")
    from evolink.batch import BatchOperations

    def service_with(record: "Record", journal: "Journal") -> "BatchService":
        return _service(Flow(AsyncPort(settings), settings.timeout, record=record, batch_reads=batch_reads), journal)

    return BatchOperations(service_with, _address(client_journal, settings))


def make_async_batch_operations(
    flow: Flow, settings: Settings, client_journal: ClientJournal
) -> "AsyncBatchOperations":
    """Return the batches of the asyncio client.

    Raises:
        ConfigurationError: An extra is missing.
    """
    refuse_without_extra("a batch")
    from evolink.batch import AsyncBatchOperations

    def service_with(record: "Record", journal: "Journal") -> "BatchService":
        return _service(Flow(flow.port, settings.timeout, record=record, batch_reads=flow.batch_reads), journal)

    return AsyncBatchOperations(service_with, _address(client_journal, settings))


def _service(flow: Flow, journal: "Journal") -> "BatchService":
    from evolink.batch import BatchService

    return BatchService(flow, Uploads(flow, journal.uploads).link_for)


def _address(client_journal: ClientJournal, settings: Settings) -> str:
    """Return the address of the client's journal, or of the default one: a batch always has a journal."""
    try:
        return client_journal.journal.address
    except ConfigurationError:
        return require_journal(settings.base_url)
