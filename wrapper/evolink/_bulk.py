"""From a client to its bulk runs."""

from typing import TYPE_CHECKING

from ._async_port import AsyncPort
from ._flow import Flow
from ._journaled import Journaled
from ._place import bulk_journal
from ._settings import Settings
from .errors import ConfigurationError

if TYPE_CHECKING:
    from ._record import Record
    from .batch import AsyncBatchOperations, BatchOperations


def bulk(settings: Settings, timeout: float, journaled: Journaled) -> "BatchOperations":
    """Return the bulk runs of the blocking client. They run in an event loop of their own, on its own connections.

    Raises:
        ConfigurationError: The client sends through another's `httpx.Client`, or an extra is missing.
    """
    if settings.http_client is not None:
        raise ConfigurationError("bulk runs can't send through http_client=: AsyncEvoLink can, with its own kind")
    _refuse_without_extra()
    from .batch import BatchOperations  # noqa: PLC0415 - needs the extra, and loads a database

    def flow_with(record: "Record") -> Flow:
        return Flow(AsyncPort(settings), timeout, record=record)

    return BatchOperations(flow_with, _address(journaled))


def async_bulk(flow: Flow, timeout: float, journaled: Journaled) -> "AsyncBatchOperations":
    """Return the bulk runs of the asyncio client.

    Raises:
        ConfigurationError: An extra is missing.
    """
    _refuse_without_extra()
    from .batch import AsyncBatchOperations  # noqa: PLC0415 - the same

    def flow_with(record: "Record") -> Flow:
        return Flow(flow.port, timeout, record=record)

    return AsyncBatchOperations(flow_with, _address(journaled))


def _refuse_without_extra() -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - bulk runs only

    if find_spec("sqlalchemy") is None:
        raise ConfigurationError('bulk runs need an extra; install it with: pip install "evolink[batch]"')


def _address(journaled: Journaled) -> str:
    """Return the address of the client's journal, or of the usual one: a bulk run always has one."""
    try:
        return journaled.journal.address
    except ConfigurationError:
        return bulk_journal()
