"""One back-off for all that a client sends."""

from evolink._task.retry import SharedBackoff
from evolink.errors import RateLimited


def test_nothing_is_held_back_until_the_service_asks_for_it() -> None:
    assert SharedBackoff().left(100) == 0


def test_a_limit_holds_for_as_long_as_the_service_says() -> None:
    shared = SharedBackoff()
    shared.limited(RateLimited("", retry_after=7), 100, 0)
    assert (shared.left(100), shared.left(104), shared.left(107)) == (7, 3, 0)


def test_answers_of_the_same_moment_count_once() -> None:
    once, often = SharedBackoff(), SharedBackoff()
    once.limited(RateLimited(""), 100, 0)
    for _ in range(40):
        often.limited(RateLimited(""), 100, 0)
    assert often.left(100) == once.left(100) > 0


def test_a_limit_that_comes_again_doubles_until_something_is_served() -> None:
    shared = SharedBackoff()
    shared.limited(RateLimited(""), 100, 0)
    first = shared.left(100)
    shared.limited(RateLimited(""), 200, 0)
    assert shared.left(200) == 2 * first
    shared.served(300)
    shared.limited(RateLimited(""), 300, 0)
    assert shared.left(300) == first
