from typing import TYPE_CHECKING

import pytest

from tests.mock._models import dear, documented_code, example, with_qualities

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

PRICE = "usage.credits_reserved"


def test_credits_are_reserved_then_charged(mock: "Caller") -> None:
    """Credits are reserved when a task is created and charged when it completes."""
    held = mock.create(model="gpt-4o-image", prompt="x")["usage"]["credits_reserved"]
    assert mock.credits() == {"remaining_credits": 100 - held, "used_credits": 0, "unlimited_credits": False}
    mock.now += 1_000
    assert mock.credits() == {
        "remaining_credits": 100 - held,
        "used_credits": held,
        "unlimited_credits": False,
    }


def test_failed_task_is_refunded(mock: "Caller") -> None:
    """A failed task is refunded."""
    mock.world.script("k", "story=service_error")
    mock.finished(model="gpt-4o-image", prompt="x")
    assert mock.credits()["remaining_credits"] == 100
    assert mock.credits()["used_credits"] == 0


def test_each_image_is_charged(mock: "Caller") -> None:
    """Each image of a task is charged."""
    one = mock.create(model="gpt-4o-image", prompt="x")["usage"]["credits_reserved"]
    four = mock.create(model="gpt-4o-image", prompt="x", n=4)["usage"]["credits_reserved"]
    assert four == pytest.approx(4 * one)


def test_extra_charge_for_quality(mock: "Caller") -> None:
    """A quality that is charged extra costs more."""
    name, quality = with_qualities()
    usual = mock.create(model=name, prompt="x", quality=quality["default"])["usage"]["credits_reserved"]
    extra = mock.create(model=name, prompt="x", quality=dear(quality))["usage"]["credits_reserved"]
    assert extra > usual


def test_insufficient_credits(mock: "Caller") -> None:
    """Insufficient credits answer 402 and create no task."""
    mock.world.add_key("poor", credits=1.5 * example("gpt-4o-image", PRICE))
    sent = {"authorization": "Bearer poor"}
    request = {"model": "gpt-4o-image", "prompt": "x"}
    assert mock.submit(request, sent).status == 200
    refused = mock.submit(request, sent)
    assert (refused.status, mock.error(refused)["code"]) == (402, documented_code(402))
    assert len(mock.world.tasks) == 1


def test_last_credit_can_be_spent(mock: "Caller") -> None:
    """The last credit can be spent."""
    mock.world.add_key("exact", credits=3 * example("nano-banana-beta", PRICE))
    sent = {"authorization": "Bearer exact"}
    request = {"model": "nano-banana-beta", "prompt": "x"}
    assert [mock.submit(request, sent).status for _ in range(4)] == [200, 200, 200, 402]


def test_unlimited_key(mock: "Caller") -> None:
    """An unlimited key never runs out of credits."""
    mock.world.add_key("rich", credits=None)
    mock.key = "rich"
    mock.finished(model="gpt-4o-image", prompt="x", n=4)
    assert mock.credits()["unlimited_credits"] is True
    assert mock.credits()["used_credits"] > 0
