"""`client.estimate`, sync and async: what a call probably costs, before it is sent."""

from collections.abc import Callable, Coroutine, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

from evolink._calls.chaining import with_earlier
from evolink._calls.preview import preview
from evolink._contract.model_method import ModelMethod
from evolink._contract.models import find_model
from evolink._costs.prices import Prices
from evolink._http.run import run

if TYPE_CHECKING:
    from evolink._calls.client_journal import ClientJournal
    from evolink._costs.estimate import Estimate
    from evolink._task.flow import Flow
    from evolink.journal import Journal


def make_estimate(flow: "Flow", journal: "ClientJournal") -> Any:
    """Return `client.estimate`."""
    method = Estimates(flow, journal).estimate

    @wraps(method)
    def call(**given: Any) -> "Estimate":
        return run(method(**given))

    return ModelMethod(call)


def make_async_estimate(flow: "Flow", journal: "ClientJournal") -> Any:
    """Return `client.estimate` for asyncio."""
    method: Callable[..., Coroutine[Any, Any, Estimate]] = Estimates(flow, journal).estimate

    @wraps(method)
    def call(**given: Any) -> "Coroutine[Any, Any, Estimate]":
        made: Any = method(**given)
        made.__qualname__ = "client.estimate"  # for "never awaited"
        return made  # type: ignore[no-any-return]

    return ModelMethod(call)


def seen_prices(journal: "Journal | None", request: Mapping[str, Any]) -> Prices:
    """Return what is known of the prices of a request's model, from its newest calls in a journal."""
    prices = Prices()
    if journal is not None:
        from evolink.journal.shared import teach

        model = str(request.get("model"))
        known = find_model(model)
        for name in (known.name, *known.aliases) if known else (model,):
            teach(prices, journal.latest(name))
    return prices


class Estimates:
    """Estimates of a client, written once for both.

    Args:
        flow: The operations of the service, of which nothing is asked.
        journal: The client's journal, if it has one.
    """

    def __init__(self, flow: "Flow", journal: "ClientJournal") -> None:
        self._flow = flow
        self._journal = journal

    async def estimate(self, *, model: str, unchecked: bool = False, **request: Any) -> "Estimate":
        """Return what a call probably costs. The request is checked, and nothing is sent or uploaded.

        What the documentation says of such a call counts, unless calls like it in the client's journal have cost
        something else. The budgets of batches count in the same way.

        Args:
            model: The model; it decides which other parameters there are.
            unchecked: Whether to accept what this version does not know; see `client.images.submit`.
            **request: The parameters of the call.

        Returns:
            An `Estimate`: its credits, about what that is in dollars, and where that is known from. They are None if
                it is unknown.

        Raises:
            InvalidRequest: Rules of the model are broken; the error names all of them.
            JournalFailed: The journal can't be read.
        """
        asked = await with_earlier(self._flow, {"model": model, **request}, look=False)

        def estimated() -> "Estimate":
            return preview(asked, seen_prices(self._journal.given, asked), unchecked=unchecked).estimate

        return await self._flow.port.run_blocking(estimated)
