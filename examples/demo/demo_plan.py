"""What the demo generates: one job for each model of the contract, based on its rules and never on its name."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from typing import Any

import jsonschema_rs

from evolink_rules import ModelInfo

_KIND = "images"
_USUAL_SECONDS = 60.0  # for a model whose page gives no estimate
_RATIO = re.compile(r"(\d+)[:x](\d+)")
_REFERENCES = "image_urls"
_ANY_LINK = "https://example.com/reference.png"
_SEVERAL = 2
_PROMPTS = (
    "A night train crossing a salt lake, stars above and below",
    "The lighthouse keeper's garden, in the last light before the storm",
    "Breakfast on a balcony over a city of canals",
    "A paper boat on its way to the edge of the map",
    "The library under the old oak, open only in autumn",
    "Three swallows above a harbour at dawn",
    "A lantern maker's workshop, seen through rain",
    "The first snow on a red bridge",
)
_CHANGES = ("", ", by night", ", in thick fog", ", in another century", ", as a child remembers it")
"""Variations of the prompts, for when there are more models."""
_EDIT_PROMPT = "The same place a hundred years later, when the sea has come and gone"


@dataclass(frozen=True, slots=True)
class Job:
    """One create request of the demo.

    Attributes:
        number: Its place in the run, from 1.
        model: The model.
        prompt: The prompt.
        size: The ratio or pixel size; None if the model has no sizes.
        images: The number of images.
        edits: The number of the job whose first image is its reference; None without a reference.
        credits: Its expected cost, from the documentation's example; None if there is none.
        seconds: Its expected duration, from the documentation's example.
        others: Other parameters that its model requires.
    """

    number: int
    model: str
    prompt: str
    size: str | None
    images: int
    edits: int | None
    credits: float | None
    seconds: float
    others: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def request(self, references: Sequence[str]) -> dict[str, Any]:
        """Return its parameters without the model.

        Args:
            references: Links to the images to edit.
        """
        asked: dict[str, Any] = {**self.others, "prompt": self.prompt}
        if self.size is not None:
            asked["size"] = self.size
        if self.images > 1:
            asked["n"] = self.images
        if references:
            asked[_REFERENCES] = list(references)
        return asked


def plan(models: Iterable[ModelInfo]) -> list[Job]:
    """Return a job for each image model: different prompts and shapes, an edit, and one with several images."""
    infos = list({info.name: info for info in models if info.kind == _KIND}.values())
    several = next((info.name for info in infos if _takes(info, n=_SEVERAL)), None)
    prompts = cycle([f"{prompt}{change}" for change in _CHANGES for prompt in _PROMPTS])
    jobs: list[Job] = []
    for number, (info, prompt) in enumerate(zip(infos, prompts, strict=False), start=1):
        size = farthest(_sizes(info), [job.size for job in jobs if job.size])
        jobs.append(_job(info, number, prompt, size, _SEVERAL if info.name == several else 1))
    bound = {info.name for info in infos if _REFERENCES in _required(info)}
    able = {info.name for info in infos if _takes(info, **{_REFERENCES: [_ANY_LINK]})}
    return _with_edits(jobs, bound or able, only_one=not bound)


def ratio(size: str) -> float | None:
    """Return width divided by height of a size such as `16:9` or `1024x1536`; None for anything else."""
    match = _RATIO.fullmatch(size)
    return int(match[1]) / int(match[2]) if match else None


def farthest(sizes: Iterable[str], taken: Iterable[str]) -> str | None:
    """Return the size whose shape differs most from those taken, or from a square if none is taken."""
    others = [shape for shape in map(ratio, taken) if shape] or [1.0]

    def distance(size: str) -> float:
        shape = ratio(size) or 1.0
        return min(abs(math.log(shape / other)) for other in others)

    return max((size for size in sizes if ratio(size)), key=distance, default=None)


def total_credits(jobs: Iterable[Job]) -> tuple[float, bool]:
    """Return the total credits of the jobs with a documented price, and whether all have one."""
    prices = [job.credits for job in jobs]
    known = [price for price in prices if price is not None]
    return sum(known), len(known) == len(prices)


def longest_wait(jobs: Sequence[Job]) -> float:
    """Return the expected seconds until the last image; an edit starts when its reference is ready."""
    seconds = {job.number: job.seconds for job in jobs}
    return max((job.seconds + seconds.get(job.edits or 0, 0.0) for job in jobs), default=0.0)


def _job(info: ModelInfo, number: int, prompt: str, size: str | None, images: int) -> Job:
    example: Mapping[str, Any] = info.raw.get("x-evolink-example", {})
    price = example.get("usage.credits_reserved")
    return Job(
        number=number,
        model=info.name,
        prompt=prompt,
        size=size,
        images=images,
        edits=None,
        credits=None if price is None else price * images,
        seconds=float(example.get("task_info.estimated_time", _USUAL_SECONDS)),
        others=_others(info),
    )


def _with_edits(jobs: Sequence[Job], models: set[str], *, only_one: bool) -> list[Job]:
    """Make the jobs of some models, or the last of them, edit the image of the fastest other job."""
    editors = [job.number for job in sorted(jobs, key=_prefers_editing) if job.model in models]
    if only_one:
        editors = editors[-1:]
    rest = [job for job in jobs if job.number not in editors]
    if not rest:
        return list(jobs)
    reference = min(rest, key=lambda job: job.seconds).number
    edited = [replace(job, edits=reference) if job.number in editors else job for job in jobs]
    return [replace(job, prompt=_EDIT_PROMPT) if [job.number] == editors[-1:] else job for job in edited]


def _prefers_editing(job: Job) -> tuple[bool, int]:
    return job.images == 1, job.number


def _sizes(info: ModelInfo) -> list[str]:
    sizes: list[str] = info.schema["properties"].get("size", {}).get("enum", [])
    return sizes


def _takes(info: ModelInfo, **parameters: Any) -> bool:
    """Return whether the model's rules allow these parameters."""
    needed = {_REFERENCES: [_ANY_LINK]} if _REFERENCES in _required(info) else {}
    request = {"model": info.name, "prompt": "x", **_others(info), **needed, **parameters}
    return jsonschema_rs.is_valid(info.schema, request)


def _others(info: ModelInfo) -> dict[str, Any]:
    """Return a value for each other required parameter."""
    fields = info.schema["properties"]
    return {name: _value(fields[name]) for name in _required(info) if name not in {"model", "prompt", _REFERENCES}}


def _required(info: ModelInfo) -> list[str]:
    required: list[str] = info.schema.get("required", [])
    return required


def _value(schema: Mapping[str, Any]) -> Any:
    """Return a value that a simple schema allows."""
    if "default" in schema or "enum" in schema:
        return schema.get("default", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
        case "array":
            return [_value(schema["items"])] * schema.get("minItems", 1)
        case _:
            return _ANY_LINK if schema.get("format") == "uri" else "x"
