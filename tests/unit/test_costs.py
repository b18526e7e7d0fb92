"""What a call costs before it is sent: by the documentation, or by calls like it in the journal."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink._costs.estimate import Estimate
from evolink._costs.prices import Prices
from evolink._costs.words import charged, duration, missing_credits

PLAIN: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}
GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x"}
GEMINI: dict[str, Any] = {"model": "gemini-3-pro-image-preview", "prompt": "x"}
EDIT: dict[str, Any] = {"model": "kling-o3-video-edit", "prompt": "x", "video_url": "https://example.com/a.mp4"}
UPSCALE: dict[str, Any] = {"model": "mj-v7-upscale", "model_params": {"task_id": "task-unified-1"}}
LINK = "https://example.com/cat.png"


def seen(*calls: tuple[dict[str, Any], float]) -> Prices:
    prices = Prices()
    for request, cost in calls:
        prices.learn(request, cost)
    return prices


@pytest.mark.parametrize(("request_", "credits_"), [
    (PLAIN, 1.6), ({**GPT, "n": 4}, 10.0), ({**GEMINI, "quality": "4K"}, None), ({"model": "unheard-of"}, None),
    ({"model": "wan2.6-text-to-video", "prompt": "x"}, None),
    ({"model": "gemini-3.1-flash-image-preview", "prompt": "x", "quality": "0.5K"}, None),
    ({"model": "z-image-turbo", "prompt": "x", "seed": 7, "size": "1:1"}, 0.026),
    ({**GPT, "image_urls": [LINK], "size": "1024X1536"}, 2.5),
])  # fmt: skip
def test_documented_price(request_: dict[str, Any], credits_: float | None) -> None:
    """A documented price holds for what is as usual; seconds, qualities and extras without a price leave it unknown."""
    estimate = Prices().estimate(request_)
    assert estimate.credits == credits_
    assert ("documentation" in estimate.source) == (credits_ is not None)


def test_price_seen() -> None:
    """Where the documentation has no price, calls alike in the journal have; the dearest of them counts."""
    prices = seen(({**GEMINI, "quality": "4K"}, 3.2), ({**GEMINI, "quality": "4k", "size": "16:9"}, 3.0))
    estimate = prices.estimate({**GEMINI, "quality": "4K", "prompt": "y"})
    assert (estimate.credits, estimate.least, estimate.most) == (3.2, 3.0, 3.2)
    assert estimate.source == "2 calls like it in the journal"
    assert prices.estimate({**GEMINI, "quality": "1K"}).source == "the documentation's example"


def test_price_seen_is_documented_one() -> None:
    """What calls have cost counts where it differs from the documented price, and confirms it otherwise."""
    assert seen((PLAIN, 1.6)).estimate(PLAIN).source == "the documentation's example"
    assert str(seen((PLAIN, 1.0)).estimate(PLAIN)) == "about 1 credit ($0.01), by 1 call like it in the journal"


def test_price_per_result() -> None:
    """Every result is paid for, and fewer may come than were asked for."""
    estimate = seen(({**GPT, "n": 2}, 8.0)).estimate({**GPT, "n": 4})
    assert (estimate.credits, estimate.least, estimate.most) == (16.0, 4.0, 16.0)


@pytest.mark.parametrize(("one", "other", "alike"), [
    ({**GPT, "image_urls": [LINK]}, {**GPT, "image_urls": [f"{LINK}?2"]}, True),
    ({**GPT, "image_urls": [LINK]}, {**GPT, "image_urls": [LINK, LINK]}, False),
    (EDIT, {**EDIT, "quality": "720p"}, True),
    (EDIT, {**EDIT, "quality": "1080p"}, False),
    ({**EDIT, "video_url": LINK}, {**EDIT, "video_url": f"{LINK}?2"}, False),
    (UPSCALE, {**UPSCALE, "model_params": {"task_id": "task-unified-2", "image_number": 3}}, True),
    (UPSCALE, {**UPSCALE, "model_params": {"task_id": "task-unified-1", "type": "creative"}}, False),
    ({"model": "new-9", "prompt": "x", "size": "a"}, {"model": "new-9", "prompt": "y", "size": "a"}, True),
    ({"model": "new-9", "size": "a"}, {"model": "new-9", "size": "b"}, False),
    ({"model": "new-9", "link": [LINK]}, {"model": "new-9", "link": [f"{LINK}?2"]}, True),
    ({"model": "gemini-2.5-flash-image"}, PLAIN, True),
])  # fmt: skip
def test_calls_alike(one: dict[str, Any], other: dict[str, Any], *, alike: bool) -> None:
    """Texts, shapes, earlier tasks and which images make no difference; qualities, numbers and which videos do."""
    assert (seen((one, 77.0)).estimate(other).credits == 77.0) == alike


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_dearest_price(costs: list[float]) -> None:
    """The dearest price counts, and no price is below nothing."""
    prices = seen(*((PLAIN, cost) for cost in costs), (PLAIN, -1.0))
    assert prices.guess(PLAIN) == max(costs) or set(costs) == {1.6}


@pytest.mark.parametrize(("estimate", "words"), [
    (Estimate(7.5, "the documentation's price list"), "about 7.5 credits ($0.11), by the documentation's price list"),
    (Estimate(0.026, "x"), "about 0.026 credits (under $0.01), by x"),
    (Estimate(68_000, "x", 1.5, 68_000, range_is_seen=True), "about 68,000 credits ($1,000.00), by x (1.5 to 68,000)"),
    (Estimate(0.0, "x"), "about 0 credits ($0.00), by x"),
    (Estimate(None, "x", least=8), "at least 8 credits ($0.12), by x; what it brings along is charged too"),
    (Estimate(), "unknown (the documentation states no price, and no earlier call shows one)"),
])  # fmt: skip
def test_words(estimate: Estimate, words: str) -> None:
    """An estimate reads well."""
    assert str(estimate) == words


def test_dollars() -> None:
    """About 68 credits are a dollar; what is unknown is so in dollars too."""
    assert Estimate(68.0, "x").dollars == pytest.approx(1)
    assert Estimate().dollars is None


@pytest.mark.parametrize(("seconds", "words"), [
    (-1, "0 s"), (0.04, "0 s"), (2.34, "2.3 s"), (9.99, "10 s"), (41.4, "41 s"), (119.6, "2 min"), (200, "3 min 20 s"),
    (3599.7, "1 h"), (7500, "2 h 5 min"), (86_400, "24 h"),
])  # fmt: skip
def test_duration_in_words(seconds: float, words: str) -> None:
    """A span of time has at most two units, and no more digits than anybody reads."""
    assert duration(seconds) == words


@pytest.mark.parametrize(("used", "reserved", "seconds", "words"), [
    (1.6, 8.7, 41, "cost 1.6 credits, 41 s"), (1, None, None, "cost 1 credit"), (0, None, 3, "cost 0 credits, 3 s"),
    (None, 8.7, 41, "8.7 credits reserved, the charge is not known yet, 41 s"), (None, None, 41, "41 s"),
    (None, None, None, ""),
])  # fmt: skip
def test_charge_in_words(used: float | None, reserved: float | None, seconds: float | None, words: str) -> None:
    """Only what the service has said of a charge is said; what it has reserved is called that."""
    assert charged(used, reserved, seconds) == words


@pytest.mark.parametrize(
    ("short", "words"),
    [(6.22222, "6.223 more credits"), (1.6, "1.6 more credits"), (0.1 + 0.2, "0.3 more credits"), (1, "1 more credit")],
)
def test_missing_credits(short: float, words: str) -> None:
    """What is missing is never said to be less than it is."""
    assert missing_credits(short) == words
