"""What the demo generates: a job for each of some models, chosen by their rules and prices and never by their names."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from typing import Any

import jsonschema_rs

from evolink_rules import ModelInfo

_IMAGES = "images"
_MOST_IMAGE_MODELS = 4
_SHAPES = ("size", "aspect_ratio")
"""The parameters that ask for a shape."""
_LENGTH = "duration"
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
        kind: What the model makes: `images`, `videos`, `audios`.
        prompt: The prompt.
        size: The ratio or pixel size; None if the model has no sizes.
        shape: The parameter that takes the size.
        images: The number of results.
        edits: The number of the job whose first image is its reference; None without a reference.
        credits: Its expected cost, from the documentation's example; None if there is none.
        seconds: Its expected duration, from the documentation's example.
        others: Other parameters that its model requires.
    """

    number: int
    model: str
    kind: str
    prompt: str
    size: str | None
    shape: str
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
            asked[self.shape] = self.size
        if self.images > 1:
            asked["n"] = self.images
        if references:
            asked[_REFERENCES] = list(references)
        return asked


def plan(models: Iterable[ModelInfo]) -> list[Job]:
    """Return jobs for some image models and one model of each other kind: different prompts and shapes, and an edit."""
    every = list({info.name: info for info in models}.values())
    infos = _chosen([info for info in every if info.kind == _IMAGES], _MOST_IMAGE_MODELS)
    for kind in sorted({info.kind for info in every} - {_IMAGES}, reverse=True):
        infos += _chosen([info for info in every if info.kind == kind], 1)
    several = next((info.name for info in infos if info.kind == _IMAGES and _takes(info, n=_SEVERAL)), None)
    prompts = cycle([f"{prompt}{change}" for change in _CHANGES for prompt in _PROMPTS])
    jobs: list[Job] = []
    for number, (info, prompt) in enumerate(zip(infos, prompts, strict=False), start=1):
        size = farthest(_sizes(info), [job.size for job in jobs if job.size])
        jobs.append(_job(info, number, prompt, size, _SEVERAL if info.name == several else 1))
    bound = {info.name for info in infos if _REFERENCES in _required(info)}
    able = {info.name for info in infos if info.kind == _IMAGES and _takes(info, **{_REFERENCES: [_ANY_LINK]})}
    return _with_edits(jobs, bound, able)


def _chosen(infos: Sequence[ModelInfo], most: int) -> list[ModelInfo]:
    """Return a few models: those that a prompt is enough for, with a documented price, and of different families."""
    able = [info for info in infos if _takes(info)]
    able.sort(key=lambda info: (_price(info) is None, not _sizes(info)))
    first = {info.family: info for info in reversed(able)}.values()
    best = [info for info in able if info in first][:most]
    best += [info for info in able if info not in best][: most - len(best)]
    return [info for info in infos if info in best]


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
    price = _price(info)
    return Job(
        number=number,
        model=info.name,
        kind=info.kind,
        prompt=prompt,
        size=size,
        shape=_shape(info),
        images=images,
        edits=None,
        credits=None if price is None else price * images,
        seconds=float(_example(info).get("task_info.estimated_time", _USUAL_SECONDS)),
        others=_others(info),
    )


def _example(info: ModelInfo) -> Mapping[str, Any]:
    example: Mapping[str, Any] = info.raw.get("x-evolink-example", {})
    return example


def _price(info: ModelInfo) -> float | None:
    """Return the credits in the documentation's example, if there is one."""
    price: float | None = _example(info).get("usage.credits_reserved")
    return price


def _with_edits(jobs: Sequence[Job], bound: set[str], able: set[str]) -> list[Job]:
    """Make jobs start from the image of the fastest other job: those that need one, and at least one image job."""
    editors = [job.number for job in jobs if job.model in bound]
    if not any(job.kind == _IMAGES and job.model in bound for job in jobs):
        editors += [job.number for job in sorted(jobs, key=_prefers_editing) if job.model in able][-1:]
    rest = [job for job in jobs if job.number not in editors and job.kind == _IMAGES]
    if not rest:
        return list(jobs)
    reference = min(rest, key=lambda job: job.seconds).number
    edited = [replace(job, edits=reference) if job.number in editors else job for job in jobs]
    last = max((job.number for job in edited if job.edits and job.kind == _IMAGES), default=None)
    return [replace(job, prompt=_EDIT_PROMPT) if job.number == last else job for job in edited]


def _prefers_editing(job: Job) -> tuple[bool, int]:
    return job.images == 1, job.number


def _sizes(info: ModelInfo) -> list[str]:
    sizes: list[str] = info.schema["properties"].get(_shape(info), {}).get("enum", [])
    return sizes


def _shape(info: ModelInfo) -> str:
    """Return the parameter that asks for a shape."""
    return next((name for name in _SHAPES if name in info.schema["properties"]), _SHAPES[0])


def _takes(info: ModelInfo, **parameters: Any) -> bool:
    """Return whether the model's rules allow a prompt and these parameters."""
    needed = {_REFERENCES: [_ANY_LINK]} if _REFERENCES in _required(info) else {}
    request = {"model": info.name, "prompt": "x", **_others(info), **needed, **parameters}
    return jsonschema_rs.is_valid(info.schema, request)


def _others(info: ModelInfo) -> dict[str, Any]:
    """Return a value for each other required parameter, and the shortest length of a video."""
    fields = info.schema["properties"]
    required = {name: _value(fields[name]) for name in _required(info) if name not in {"model", "prompt", _REFERENCES}}
    return required | ({_LENGTH: shortest} if (shortest := _shortest(fields.get(_LENGTH, {}))) else {})


def _shortest(schema: Mapping[str, Any]) -> int | None:
    allowed = [*schema.get("enum", ()), schema.get("minimum")]
    return min((each for each in allowed if isinstance(each, int) and each > 0), default=None)


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
