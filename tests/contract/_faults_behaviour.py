"""Faults in what a server does: credits, keys, images. Many replace one function of the mock."""

import io
import math
from collections.abc import Callable
from typing import Any, Final

from PIL import Image

from ._edits import Wrapper, answer_with, edit_file, returning, with_arguments
from ._fault import Fault
from ._interception import Edit, Exchange, on_created, on_credits, on_file, on_request, on_task

_RATIO: Final = "test_task_ends_with_results"
_PAID: Final = "test_credits_are_reserved_then_charged"
_LINKS: Final = "test_link_lifetime"


def _drawn(edit: Callable[[Image.Image], Image.Image]) -> Edit:
    """Edit the images of results."""

    def redraw(content: bytes) -> bytes:
        with Image.open(io.BytesIO(content)) as image:
            file = io.BytesIO()
            edit(image).save(file, "PNG", compress_level=1)
        return file.getvalue()

    return edit_file(redraw)


def _called(content_type: str) -> Edit:
    def after(exchange: Exchange) -> None:
        exchange.answered["content-type"] = content_type

    return on_file(after)


def _keyed(exchange: Exchange) -> None:
    if exchange.is_file and "authorization" not in exchange.headers:
        exchange.status = 401


def _one_result(answer: dict[str, Any]) -> None:
    if answer.get("results"):
        answer["results"] = answer["results"][:1]


def _one_quality(request: dict[str, Any]) -> None:
    if "quality" in request and request["quality"] in ("2K", "4K"):
        request["quality"] = "1K"


def _unpriced(behaviour: str) -> dict[str, Wrapper]:
    """Charge as if the contract did not have a behaviour."""

    def wrap(right: Any) -> Any:
        return lambda schema, *others: right(
            {name: fact for name, fact in schema.items() if name != f"x-evolink-{behaviour}"}, *others
        )

    return {"world.prices:_factors": wrap}


def _without_key(exchange: Exchange) -> None:
    exchange.headers.pop("idempotency-key", None)


MONEY: Final = (
    Fault(
        "money",
        "nothing is reserved when a task is created",
        _PAID,
        patches={"world.account:Account.reserve": returning(None)},
    ),
    Fault(
        "money",
        "tasks cost twice what they say",
        _PAID,
        patches={"world.account:Account.reserve": lambda right: lambda self, amount: right(self, 2 * amount)},
    ),
    Fault(
        "money",
        "a completed task is not charged",
        _PAID,
        patches={"world.account:Account.release": with_arguments(charged=0.0)},
    ),
    Fault(
        "money",
        "failed tasks are charged",
        "test_failed_task_is_refunded",
        patches={
            "world.account:Account.release": lambda right: lambda self, amount, **_: right(self, amount, charged=amount)
        },
    ),
    Fault(
        "money",
        "reserved credits are never released",
        _PAID,
        patches={
            "world.account:Account.release": lambda right: lambda self, _, charged: right(self, 0.0, charged=charged)
        },
    ),
    Fault(
        "money",
        "a task needs no credits",
        "test_insufficient_credits",
        patches={"world.account:Account.affords": returning(value=True)},
    ),
    Fault(
        "money",
        "the last credit can't be spent",
        "test_last_credit_can_be_spent",
        patches={"world.account:Account.affords": lambda right: lambda self, price: right(self, price + 0.01)},
    ),
    Fault(
        "money",
        "all images together are charged once",
        "test_each_image_is_charged",
        patches={
            "world.create:price": lambda right: (
                lambda model, request: right(model, {name: value for name, value in request.items() if name != "n"})
            )
        },
    ),
    Fault(
        "money",
        "nothing is charged extra",
        "test_extra_charges",
        patches={
            "world.create:price": lambda right: (
                lambda model, request: right(
                    model, {name: value for name, value in request.items() if name != "quality"}
                )
            )
        },
    ),
    Fault("money", "values that should cost less don't", "test_reduced_charges", patches=_unpriced("charged-less")),
    Fault("money", "seconds are not charged", "test_each_second_is_charged", patches=_unpriced("billed-per-second")),
    Fault("money", "stated factors are not applied", "test_price_factors", patches=_unpriced("price-factors")),
    Fault(
        "money",
        "the square of the number of images is charged",
        "test_each_image_is_charged",
        patches={
            "world.create:price": lambda right: lambda model, request: right(model, request) * request.get("n", 1)
        },
    ),
    Fault(
        "money",
        "prices are not those of the examples",
        "test_documented_price",
        patches={"world.create:price": lambda right: lambda model, request: right(model, request) * 1.7},
    ),
    Fault(
        "money",
        "spent credits are not shown",
        _PAID,
        after=on_credits(lambda answer: answer["data"]["token"].update(used_credits=0.0)),
    ),
    Fault(
        "money",
        "one key pays for all",
        "test_key_pays_for_itself",
        patches={
            "world.state:World.account": lambda right: (
                lambda world, header: right(world, header) and [*world.accounts.values()][-1]
            )
        },
    ),
    Fault(
        "money",
        "the price in the answer is wrong",
        _PAID,
        after=on_created(
            lambda answer: answer["usage"].update(credits_reserved=answer["usage"]["credits_reserved"] / 2)
        ),
    ),
    Fault(
        "money",
        "too few credits are a bad request",
        "test_insufficient_credits",
        after=lambda exchange: answer_with(402, 400)(exchange) if "prefer" not in exchange.headers else None,
    ),
)

KEYS: Final = (
    Fault(
        "state",
        "tasks of other keys are shown",
        "test_task_of_other_key",
        patches={
            "world.state:World.account": lambda right: (
                lambda world, header: right(world, header) and next(iter(world.accounts.values()))
            )
        },
    ),
    Fault(
        "state",
        "any key may use any model",
        "test_model_not_allowed",
        patches={"world.state:World.add_key": with_arguments(models=None)},
    ),
    Fault(
        "state",
        "keys have no rate limit",
        "test_rate_limit",
        patches={"world.rate_limit:RateLimit.take": returning(0.0)},
    ),
    Fault(
        "state",
        "a resent request creates another task",
        "test_idempotent_request",
        _without_key,
    ),
)

IMAGES: Final = (
    Fault("images", "images are rotated", _RATIO, after=_drawn(lambda image: image.rotate(90, expand=True))),
    Fault("images", "all images are square", _RATIO, after=_drawn(lambda image: image.resize((64, 64)))),
    Fault(
        "images",
        "images are a pixel short",
        "test_size_in_pixels",
        after=_drawn(lambda image: image.crop((0, 0, image.width - 1, image.height))),
    ),
    Fault("images", "files are cut off", _RATIO, after=edit_file(lambda content: content[: len(content) // 2])),
    Fault("images", "files are empty", _RATIO, after=edit_file(lambda _: b"")),
    Fault("images", "images are served as text", _RATIO, after=_called("text/plain")),
    Fault("images", "one image for many", _RATIO, after=on_task(_one_result)),
    Fault("images", "results need the key", _RATIO, after=_keyed),
    Fault("images", "quality makes no difference", "test_quality", on_request(_one_quality)),
    Fault("images", "links never expire", _LINKS, patches={"world.files:result_lifetime": returning(math.inf)}),
    Fault("images", "links expire after an hour", _LINKS, patches={"world.files:result_lifetime": returning(3600.0)}),
    Fault(
        "images",
        "links work before the end",
        "test_no_result_before_the_end",
        patches={"world.files:_find_spec": lambda right: lambda world, path, now: right(world, path, now + 55)},
    ),
)
