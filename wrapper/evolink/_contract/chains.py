"""Which parameters of a model name an earlier task that it continues, and which of that task's results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evolink._contract.models import find_model

Schema = Mapping[str, Any]
Path = tuple[str, ...]

TASK, INDEX = "task", "index"
"""The keywords of a call that stand for those parameters."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a request names the earlier task that its model continues.

    Attributes:
        task: The place of the parameter for the task's ID.
        index: The place of the parameter that says which of its results; None if there is none.
        first: What that parameter calls the first result.
        series: What the names of models begin with whose tasks it continues; None if the documentation does not say.
    """

    task: Path
    index: Path | None = None
    first: int = 0
    series: str | None = None

    def continues(self, model: str) -> bool:
        """Whether it continues tasks of a model, as far as the documentation says; spellings of names differ."""
        return self.series is None or _letters(model).startswith(_letters(self.series))


def find_chain(model: object) -> Chain | None:
    """Return how a model continues an earlier task; None if it does not, or the contract does not know it."""
    info = find_model(model)
    if info is None:
        return None
    places = dict(_marked(info.schema, ()))
    tasks = [path for path, schema in places.items() if schema.get("x-evolink-task-id")]
    if not tasks:
        return None
    numbers = [path for path, schema in places.items() if schema.get("x-evolink-result-index")]
    index = next((path for path in numbers if path[:-1] == tasks[0][:-1]), None)
    first = _first(places[index]) if index else 0
    return Chain(tasks[0], index, first, places[tasks[0]].get("x-evolink-continues"))


def has_own(model: object, keyword: str) -> bool:
    """Whether a keyword of a call is a parameter of the model itself, or of one that the contract does not know."""
    info = find_model(model)
    return info is None or keyword in info.schema["properties"]


def _marked(schema: Schema, prefix: Path) -> Iterator[tuple[Path, Schema]]:
    """Yield the parameters of an object, and those of objects in it."""
    for name, each in schema.get("properties", {}).items():
        yield (*prefix, name), each
        yield from _marked(each, (*prefix, name))


def _first(schema: Schema) -> int:
    numbers = [*schema.get("enum", ()), *([schema["minimum"]] if "minimum" in schema else [])]
    return int(min(numbers, default=0))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
