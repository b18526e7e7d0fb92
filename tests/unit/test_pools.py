"""Small pools: which client a request gets."""

from contextlib import ExitStack, suppress
from itertools import count

import pytest

from evolink._http.pools import MOST_IN_A_POOL, Pools
from evolink.errors import ConfigurationError


class Clock:
    now = 0.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pools(clock: Clock) -> Pools[int]:
    numbers = count()
    return Pools(lambda: next(numbers), most=3, now=lambda: clock.now)


def lent(pools: Pools[int], requests: int) -> list[int]:
    """Return the clients of so many requests at one time."""
    with ExitStack() as under_way:
        return [under_way.enter_context(pools.lent()) for _ in range(requests)]


def test_nothing_is_made_before_the_first_request(pools: Pools[int]) -> None:
    assert pools.taken_away() == []


def test_few_requests_share_one_client(pools: Pools[int]) -> None:
    assert set(lent(pools, MOST_IN_A_POOL)) == {0}
    assert set(lent(pools, MOST_IN_A_POOL)) == {0}
    assert pools.taken_away() == [0]


def test_another_client_is_made_when_there_is_no_room(pools: Pools[int]) -> None:
    assert lent(pools, MOST_IN_A_POOL + 1)[-1] == 1


def test_above_all_room_requests_are_spread_evenly(pools: Pools[int]) -> None:
    given = lent(pools, 6 * MOST_IN_A_POOL)
    assert [given.count(client) for client in range(3)] == [2 * MOST_IN_A_POOL] * 3


def test_a_request_that_fails_gives_its_room_back(pools: Pools[int]) -> None:
    for _ in range(2 * MOST_IN_A_POOL):
        with suppress(ValueError), pools.lent():
            raise ValueError
    assert lent(pools, 1) == [0]


def test_what_nobody_has_needed_for_long_is_given_up_but_for_the_first(pools: Pools[int], clock: Clock) -> None:
    lent(pools, 3 * MOST_IN_A_POOL)
    clock.now = 9
    lent(pools, 2 * MOST_IN_A_POOL)
    clock.now = 11
    assert pools.idle() == [2]
    assert pools.idle() == []
    clock.now = 30
    assert pools.idle() == [1]
    assert pools.taken_away() == [0]


def test_what_is_in_use_is_never_given_up(pools: Pools[int], clock: Clock) -> None:
    with ExitStack() as under_way:
        for _ in range(MOST_IN_A_POOL + 1):
            under_way.enter_context(pools.lent())
        clock.now = 100
        assert pools.idle() == []


def test_after_an_interruption_nobody_else_is_lent_that_client(pools: Pools[int]) -> None:
    with pytest.raises(KeyboardInterrupt), pools.lent():
        raise KeyboardInterrupt
    assert lent(pools, 1) == [1]
    assert pools.taken_away() == [0, 1]


def test_when_all_were_taken_away_none_is_lent_or_made(pools: Pools[int]) -> None:
    lent(pools, MOST_IN_A_POOL + 1)
    assert pools.taken_away() == [0, 1]
    with pytest.raises(ConfigurationError, match="the client is closed"), pools.lent():
        pass
    assert pools.taken_away() == []


def test_a_client_that_cannot_be_made_takes_up_no_room() -> None:
    attempts = iter([ValueError, None])

    def make() -> str:
        if error := next(attempts):
            raise error
        return "client"

    pools = Pools(make, most=1)
    with pytest.raises(ValueError), pools.lent():  # noqa: PT011 - the very one above
        pass
    with pools.lent() as client:
        assert client == "client"
