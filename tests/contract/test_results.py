"""Pictures and their links, on a server whose clock the suite holds."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ._contract import Schema
from ._target import Controlled
from ._tasks import CREATE, LIFETIME, begun, ended, pixels, read

Apart = Callable[..., Controlled]

MODELS = CREATE.models
ANY = next(iter(MODELS.values()))
MINUTE = 60


def test_links_live_as_long_as_documented_and_no_longer(apart: Apart) -> None:
    whole = apart(speed=0)
    task = begun(whole.service, ANY)
    while read(whole.service, task)["status"] != "completed":
        whole.server.clock.advance(1)
    (link, *_) = read(whole.service, task)["results"]
    whole.server.clock.advance(LIFETIME - MINUTE)
    assert whole.service.fetch(link).status_code == 200
    whole.server.clock.advance(2 * MINUTE)
    assert whole.service.fetch(link).status_code in (403, 404, 410)


def test_links_do_not_open_before_the_task_has_completed(apart: Apart) -> None:
    whole = apart(speed=0)
    first, second = begun(whole.service, ANY), begun(whole.service, ANY)
    (link, *_) = ended(whole, first)["results"]
    fresh = begun(whole.service, ANY)
    assert second["id"] != first["id"] in link
    assert whole.service.fetch(link.replace(first["id"], fresh["id"])).status_code in (403, 404)


def sized() -> Iterator[Any]:
    for model, schema in MODELS.items():
        for name, field in schema["properties"].items():
            for value in field.get("enum", ()):
                width, _, height = str(value).partition("x")
                if width.isdecimal() and height.isdecimal():
                    yield pytest.param(schema, {name: value}, (int(width), int(height)), id=f"{model}-{value}")


@pytest.mark.parametrize(("schema", "field", "size"), list(sized()))
def test_a_size_in_pixels_is_kept_to_the_pixel(
    apart: Apart, schema: Schema, field: dict[str, str], size: tuple[int, int]
) -> None:
    whole = apart(speed=0)
    task = ended(whole, begun(whole.service, schema, None, **field))
    assert pixels(whole.service, task["results"][0]) == size


def test_a_better_quality_has_more_pixels(apart: Apart) -> None:
    whole = apart(speed=0)
    schema = next(schema for schema in MODELS.values() if "quality" in schema["properties"])
    values = sorted(schema["properties"]["quality"]["enum"])[:2]
    tasks = [ended(whole, begun(whole.service, schema, quality=value)) for value in values]
    small, large = (pixels(whole.service, task["results"][0]) for task in tasks)
    assert small[0] * small[1] < large[0] * large[1]
