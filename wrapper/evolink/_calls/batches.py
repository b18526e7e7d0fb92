"""From a client to its bulk runs."""

from typing import TYPE_CHECKING

from evolink._calls.journaled import Journaled
from evolink._http.asyncio_ import AsyncPort
from evolink._http.default_journal import refuse_without_extra, require_journal
from evolink._http.settings import Settings
from evolink._task.flow import Flow
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from evolink._task.record import Record
    from evolink.batch import AsyncBatchOperations, BatchOperations


def bulk(settings: Settings, timeout: float, journaled: Journaled) -> "BatchOperations":
    """Return the bulk runs of the blocking client. They run in an event loop of their own, on its own connections.

    Raises:
        ConfigurationError: The client sends through another's `httpx.Client`, or an extra is missing.
    """
    if settings.http_client is not None:
        raise ConfigurationError("bulk runs can't send through http_client=: AsyncEvoLink can, with its own kind")
    refuse_without_extra("a batch")
    from evolink.batch import BatchOperations

    def flow_with(record: "Record") -> Flow:
        return Flow(AsyncPort(settings), timeout, record=record)

    return BatchOperations(flow_with, _address(journaled))


def async_bulk(flow: Flow, timeout: float, journaled: Journaled) -> "AsyncBatchOperations":
    """Return the bulk runs of the asyncio client.

    Raises:
        ConfigurationError: An extra is missing.
    """
    refuse_without_extra("a batch")
    from evolink.batch import AsyncBatchOperations

    def flow_with(record: "Record") -> Flow:
        return Flow(flow.port, timeout, record=record)

    return AsyncBatchOperations(flow_with, _address(journaled))


def _address(journaled: Journaled) -> str:
    """Return the address of the client's journal, or of the usual one: a bulk run always has one."""
    try:
        return journaled.journal.address
    except ConfigurationError:
        return require_journal()
