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


def test_nothing_is_made_before_the_first_request(pools: ConnectionPools[int]) -> None:
    assert pools.take_all() == []


def test_few_requests_share_one_client(pools: ConnectionPools[int]) -> None:
    assert set(lend(pools, MOST_IN_A_POOL)) == {0}
    assert set(lend(pools, MOST_IN_A_POOL)) == {0}
    assert pools.take_all() == [0]


def test_another_client_is_made_when_there_is_no_room(pools: ConnectionPools[int]) -> None:
    assert lend(pools, MOST_IN_A_POOL + 1)[-1] == 1


def test_above_all_room_requests_are_spread_evenly(pools: ConnectionPools[int]) -> None:
    given = lend(pools, 6 * MOST_IN_A_POOL)
    assert [given.count(client) for client in range(3)] == [2 * MOST_IN_A_POOL] * 3


def test_a_request_that_fails_gives_its_room_back(pools: ConnectionPools[int]) -> None:
    for _ in range(2 * MOST_IN_A_POOL):
        with suppress(ValueError), pools.lend():
            raise ValueError
    assert lend(pools, 1) == [0]


def test_what_nobody_has_needed_for_long_is_given_up_but_for_the_first(
    pools: ConnectionPools[int], clock: Clock
) -> None:
    lend(pools, 3 * MOST_IN_A_POOL)
    clock.now = 9
    lend(pools, 2 * MOST_IN_A_POOL)
    clock.now = 11
    assert pools.take_idle() == [2]
    assert pools.take_idle() == []
    clock.now = 30
    assert pools.take_idle() == [1]
    assert pools.take_all() == [0]


def test_what_is_in_use_is_never_given_up(pools: ConnectionPools[int], clock: Clock) -> None:
    with ExitStack() as under_way:
        for _ in range(MOST_IN_A_POOL + 1):
            under_way.enter_context(pools.lend())
        clock.now = 100
        assert pools.take_idle() == []


def test_after_an_interruption_nobody_else_is_lent_that_client(pools: ConnectionPools[int]) -> None:
    with pytest.raises(KeyboardInterrupt), pools.lend():
        raise KeyboardInterrupt
    assert lend(pools, 1) == [1]
    assert pools.take_all() == [0, 1]


def test_when_all_were_taken_away_none_is_lent_or_made(pools: ConnectionPools[int]) -> None:
    lend(pools, MOST_IN_A_POOL + 1)
    assert pools.take_all() == [0, 1]
    with pytest.raises(ConfigurationError, match="the client is closed"), pools.lend():
        pass
    assert pools.take_all() == []


def test_a_client_that_cannot_be_made_takes_up_no_room() -> None:
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
