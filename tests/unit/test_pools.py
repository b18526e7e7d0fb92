"""Small pools: which client a request gets."""

from contextlib import ExitStack, suppress
from itertools import count

import pytest

from evolink._http.pools import MOST_IN_A_POOL, ConnectionPools
from evolink.errors import ConfigurationError


class Clock:
    now = 0.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pools(clock: Clock) -> ConnectionPools[int]:
    numbers = count()
    return ConnectionPools(lambda: next(numbers), most=3, now=lambda: clock.now)


def lend(pools: ConnectionPools[int], requests: int) -> list[int]:
    """Return the clients of so many requests at one time."""
    with ExitStack() as under_way:
        return [under_way.enter_context(pools.lend()) for _ in range(requests)]


def test_no_client_before_first_request(pools: ConnectionPools[int]) -> None:
    """No client is made before the first request."""
    assert pools.take_all() == []


def test_shared_client(pools: ConnectionPools[int]) -> None:
    """Few requests share one client."""
    assert set(lend(pools, MOST_IN_A_POOL)) == {0}
    assert set(lend(pools, MOST_IN_A_POOL)) == {0}
    assert pools.take_all() == [0]


def test_full_client(pools: ConnectionPools[int]) -> None:
    """Another client is made when the others are full."""
    assert lend(pools, MOST_IN_A_POOL + 1)[-1] == 1


def test_all_clients_full(pools: ConnectionPools[int]) -> None:
    """When all clients are full, requests are spread evenly."""
    given = lend(pools, 6 * MOST_IN_A_POOL)
    assert [given.count(client) for client in range(3)] == [2 * MOST_IN_A_POOL] * 3


def test_failed_request(pools: ConnectionPools[int]) -> None:
    """A request that fails frees its place."""
    for _ in range(2 * MOST_IN_A_POOL):
        with suppress(ValueError), pools.lend():
            raise ValueError
    assert lend(pools, 1) == [0]


def test_idle_clients(pools: ConnectionPools[int], clock: Clock) -> None:
    """Clients that were unused for long are given up, except for the first."""
    lend(pools, 3 * MOST_IN_A_POOL)
    clock.now = 9
    lend(pools, 2 * MOST_IN_A_POOL)
    clock.now = 11
    assert pools.take_idle() == [2]
    assert pools.take_idle() == []
    clock.now = 30
    assert pools.take_idle() == [1]
    assert pools.take_all() == [0]


def test_busy_client_is_kept(pools: ConnectionPools[int], clock: Clock) -> None:
    """A client in use is never given up."""
    with ExitStack() as under_way:
        for _ in range(MOST_IN_A_POOL + 1):
            under_way.enter_context(pools.lend())
        clock.now = 100
        assert pools.take_idle() == []


def test_interruption(pools: ConnectionPools[int]) -> None:
    """After an interruption, that client is not lent again."""
    with pytest.raises(KeyboardInterrupt), pools.lend():
        raise KeyboardInterrupt
    assert lend(pools, 1) == [1]
    assert pools.take_all() == [0, 1]


def test_closed_pools(pools: ConnectionPools[int]) -> None:
    """After all clients were taken, none is lent or made."""
    lend(pools, MOST_IN_A_POOL + 1)
    assert pools.take_all() == [0, 1]
    with pytest.raises(ConfigurationError, match="the client is closed"), pools.lend():
        pass
    assert pools.take_all() == []


def test_failing_client() -> None:
    """A client that can't be made takes no place."""
    attempts = iter([ValueError, None])

    def make() -> str:
        if error := next(attempts):
            raise error
        return "client"

    pools = ConnectionPools(make, most=1)
    with pytest.raises(ValueError), pools.lend():  # noqa: PT011 - the very one above
        pass
    with pools.lend() as client:
        assert client == "client"
