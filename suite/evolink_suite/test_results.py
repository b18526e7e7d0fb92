"""Images and their links, on a server whose clock the suite controls."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .contract import Schema
from .target import Controlled
from .tasks import LIFETIME, MODELS, finish_task, operation_of, pixels, read, start_task

StartMock = Callable[..., Controlled]

ANY = next(iter(MODELS.values()))
MINUTE = 60


def test_link_lifetime(start_mock: StartMock) -> None:
    """Links work as long as documented, and no longer."""
    mock = start_mock(speed=0)
    task = start_task(mock.service, ANY)
    while read(mock.service, task)["status"] != "completed":
        mock.server.clock.advance(1)
    (link, *_) = read(mock.service, task)["results"]
    mock.server.clock.advance(LIFETIME - MINUTE)
    assert mock.service.fetch(link).status_code == 200
    mock.server.clock.advance(2 * MINUTE)
    assert mock.service.fetch(link).status_code in (403, 404, 410)


def test_no_result_before_the_end(start_mock: StartMock) -> None:
    """Links don't work before the task has completed."""
    mock = start_mock(speed=0)
    first, second = start_task(mock.service, ANY), start_task(mock.service, ANY)
    (link, *_) = finish_task(mock, first)["results"]
    fresh = start_task(mock.service, ANY)
    assert second["id"] != first["id"] in link
    assert mock.service.fetch(link.replace(first["id"], fresh["id"])).status_code in (403, 404)


def sized() -> Iterator[Any]:
    """Yield a request for each size in pixels that a model lists, the first one for sizes that several models list."""
    seen = set[tuple[str, str]]()
    for model, schema in MODELS.items():
        for name, field in schema["properties"].items():
            for value in field.get("enum", ()):
                width, _, height = str(value).partition("x")
                size = (operation_of(schema).id, str(value))
                if width.isdecimal() and height.isdecimal() and size not in seen:
                    seen.add(size)
                    yield pytest.param(schema, {name: value}, (int(width), int(height)), id=f"{model}-{value}")


@pytest.mark.parametrize(("schema", "field", "size"), list(sized()))
def test_size_in_pixels(
    standing_mock: Controlled, schema: Schema, field: dict[str, str], size: tuple[int, int]
) -> None:
    """A size in pixels is exact."""
    task = finish_task(standing_mock, start_task(standing_mock.service, schema, None, **field))
    assert pixels(standing_mock.service, task["results"][0]) == size


def test_quality(start_mock: StartMock) -> None:
    """A better quality has more pixels."""
    mock = start_mock(speed=0)
    schema = next(schema for schema in MODELS.values() if "quality" in schema["properties"])
    values = sorted(schema["properties"]["quality"]["enum"])[:2]
    tasks = [finish_task(mock, start_task(mock.service, schema, quality=value)) for value in values]
    small, large = (pixels(mock.service, task["results"][0]) for task in tasks)
    assert small[0] * small[1] < large[0] * large[1]
