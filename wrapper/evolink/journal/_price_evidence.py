"""What calls of a journal show about prices."""

from collections.abc import Iterable

from evolink._costs.prices import Prices

from ._calls import Call
from ._states import State


def teach(prices: Prices, calls: Iterable[Call]) -> None:
    """Note what calls have cost, or what was set aside for them; a failure that cost nothing shows nothing."""
    for call in calls:
        if call.state is not State.FAILED or call.credits_used:
            prices.learn(call.request, call.cost)
