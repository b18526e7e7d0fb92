"""How long the suite waits for tasks, and what it says of the headers of an answer."""

import pytest

from evolink_suite.balance import grain
from evolink_suite.claims import false_claims
from evolink_suite.patience import Patience

IMAGE = {"object": "image.generation.task", "task_info": {"estimated_time": 45}}
VIDEO = {"object": "video.generation.task", "task_info": {"estimated_time": 300}}
DATE = "Sun, 29 Nov 2026 10:00:00 GMT"
NOW = 1_795_946_400


def test_patience_follows_the_estimate() -> None:
    """A task may take twice its estimate and a little more, but no longer than the limit, whatever it says."""
    assert [Patience().seconds(task) for task in (IMAGE, VIDEO, {})] == [105, 600, 105]
    assert Patience().seconds({"task_info": {"estimated_time": 10**9}}) == 600
    assert Patience(20).seconds(IMAGE) == 20


def test_patience_ends_once() -> None:
    """After a task that did not end, others of its kind are waited for as long as those that did took, twice."""
    patience = Patience()
    patience.lost(IMAGE)
    assert (patience.seconds(IMAGE), patience.seconds(VIDEO)) == (0, 15)
    patience.ended(IMAGE, 2.0)
    assert patience.seconds(IMAGE) == 4


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"content-type": "text/html"}, "the content type"),
        ({"content-type": "application/json; charset=utf-16"}, "the charset"),
        ({"content-encoding": "br"}, "the content encoding"),
        ({"date": "2026-11-29T10:00:00Z"}, "no date of HTTP"),
        ({"retry-after": "-1"}, "retry after"),
        ({"retry-after": "soon"}, "retry after"),
        ({"retry-after": "20000"}, "retry after"),
        ({"retry-after": "Sun, 29 Nov 2026 09:00:00 GMT"}, "retry after"),
        ({"x-ratelimit-reset": str(1000 * NOW)}, "x-ratelimit-reset"),
    ],
)
def test_false_headers(headers: dict[str, str], words: str) -> None:
    """What is not true in the headers of an answer is found."""
    whole = {"content-type": "application/json", "date": DATE, **headers}
    (found,) = false_claims(429, whole, {}, {}, "gzip")
    assert words in found


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": 'application/json; charset="UTF-8"'},
        {"content-encoding": "gzip"},
        {"retry-after": "20"},
        {"retry-after": "Sun, 29 Nov 2026 10:01:00 GMT"},
        {"x-ratelimit-reset": str(NOW + 60)},
        {"x-ratelimit-reset": "60"},
    ],
)
def test_true_headers(headers: dict[str, str]) -> None:
    """What HTTP allows is no problem."""
    whole = {"content-type": "application/json", "date": DATE, **headers}
    assert list(false_claims(429, whole, {}, {}, "gzip")) == []


def test_numbers_in_answers() -> None:
    """A whole number with a fraction, and what is no number in JSON, are found wherever they are."""
    schema = {"properties": {"data": {"items": {"properties": {"progress": {"type": "integer"}}}}}}
    headers = {"content-type": "application/json"}
    assert list(false_claims(200, headers, {"data": [{"progress": 1, "price": 1.0}]}, schema, "")) == []
    (whole,) = false_claims(200, headers, {"data": [{"progress": 1.0}]}, schema, "")
    (no_number,) = false_claims(200, headers, {"data": [{"price": float("nan")}]}, schema, "")
    assert ("data.0.progress" in whole, "data.0.price" in no_number) == (True, True)


def test_grain_of_amounts() -> None:
    """Amounts may differ by half of the smallest unit that they are written in, and by what floating point adds."""
    assert [grain(100.0, 4.5), grain(99.974), grain(0.1 + 0.2)] == pytest.approx([0.05, 0.0005, 0.05])
