"""Two numbers that mark a window: it must be neither too short nor too long."""

from typing import Any

import pytest

from evolink_rules._behaviours import related

SCHEMA: dict[str, Any] = {"x-evolink-window": {"from": "cut.first", "to": "cut.last", "least": 2, "most": 5}}


@pytest.mark.parametrize(("cut", "count"), [
    ({"first": 1, "last": 3}, 0), ({"first": 1, "last": 6}, 0), ({"first": 1, "last": 2}, 1),
    ({"first": 1, "last": 6.5}, 1), ({"first": 4, "last": 2}, 1), ({"first": 4}, 0), (None, 0),
])  # fmt: skip
def test_window(cut: dict[str, float] | None, count: int) -> None:
    """A window is judged only if both of its ends are given."""
    broken = list(related(SCHEMA, {"cut": cut}))
    assert [each.path for each in broken] == [("cut", "last")] * count
    assert all("2 to 5 above cut.first" in each.message for each in broken)
