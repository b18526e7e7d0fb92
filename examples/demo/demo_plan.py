"""What the demo generates: a job for each of some models, chosen by their rules and prices and never by their names."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Any

import jsonschema_rs

from evolink import Estimate
from evolink_rules import ModelInfo

_IMAGES = "images"
_MOST_IMAGE_MODELS = 3
_SHAPES = ("size", "aspect_ratio")
"""The parameters that ask for a shape."""
_LENGTH = "duration"
_USUAL_SECONDS = 60.0  # for a model whose page gives no estimate
_RATIO = re.compile(r"(\d+)[:x](\d+)")
_REFERENCES = "image_urls"
_ANY_LINK = "https://example.com/reference.png"
_LONGEST_SHAPE = math.log(2)
"""Shapes up to 2:1 go well together on the sheet."""
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
_EDIT_PROMPT = "The same harbour at night, drawn by a grown-up"
DRAWING = Path(__file__).resolve().parents[1] / "harbour.png"
"""The file on disk that is edited."""


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
        reference: What it starts from: a file on disk, or the number of the job whose first image it takes; or None.
        credits: Its expected cost; None if that is unknown.
        seconds: Its expected duration, from the documentation's example.
        others: Other parameters that its model requires.
    """

    number: int
    model: str
    kind: str
    prompt: str
    size: str | None
    shape: str
    reference: Path | int | None
    credits: float | None
    seconds: float
    others: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def source(self) -> str:
        """What it starts from as text; nothing if only from its prompt."""
        match self.reference:
            case None:
                return ""
            case Path() as file:
                return f"from {file.name}"
            case number:
                return f"from image {number}"

    def request(self, references: Sequence[Path | str]) -> dict[str, Any]:
        """Return its parameters without the model.

        Args:
            references: What it starts from: links or files.
        """
        asked: dict[str, Any] = {**self.others, "prompt": self.prompt}
        if self.size is not None:
            asked[self.shape] = self.size
        if references:
            asked[_REFERENCES] = list(references)
        return asked


def plan(models: Iterable[ModelInfo]) -> list[Job]:
    """Return jobs for some image models and one model of each other kind: different prompts and shapes.

    One of them edits a file on disk.
    """
    every = list({info.name: info for info in models}.values())
    infos = _chosen([info for info in every if info.kind == _IMAGES], _MOST_IMAGE_MODELS)
    for kind in sorted({info.kind for info in every} - {_IMAGES}, reverse=True):
        infos += _chosen([info for info in every if info.kind == kind], 1)
    prompts = cycle([f"{prompt}{change}" for change in _CHANGES for prompt in _PROMPTS])
    jobs: list[Job] = []
    for number, (info, prompt) in enumerate(zip(infos, prompts, strict=False), start=1):
        size = farthest(_sizes(info), [job.size for job in jobs if job.size])
        jobs.append(_job(info, number, prompt, size))
    bound = {info.name for info in infos if _REFERENCES in _required(info)}
    able = {info.name for info in infos if info.kind == _IMAGES and _takes(info, **{_REFERENCES: [_ANY_LINK]})}
    return _with_references(jobs, bound, able)


def _chosen(infos: Sequence[ModelInfo], most: int) -> list[ModelInfo]:
    """Return a few models: those that a prompt is enough for, with a documented price, and of different families."""
    able = [info for info in infos if _takes(info)]
    able.sort(key=lambda info: (_price(info) is None, not _sizes(info)))
    first = {info.family: info for info in reversed(able)}.values()
    best = [info for info in able if info in first][:most]
    best += [info for info in able if info not in best][: most - len(best)]
    return [info for info in infos if info in best]


def priced(jobs: Iterable[Job], estimate: Callable[..., Estimate]) -> list[Job]:
    """Return jobs with what they probably cost.

    Args:
        jobs: The jobs.
        estimate: `estimate` of a client, which needs no key for that.
    """

    def cost(job: Job) -> float | None:
        links = [] if job.reference is None else [job.reference if isinstance(job.reference, Path) else _ANY_LINK]
        return estimate(model=job.model, **job.request(links)).credits

    return [replace(job, credits=cost(job)) for job in jobs]


def ratio(size: str) -> float | None:
    """Return width divided by height of a size such as `16:9` or `1024x1536`; None for anything else."""
    match = _RATIO.fullmatch(size)
    return int(match[1]) / int(match[2]) if match else None


def farthest(sizes: Iterable[str], taken: Iterable[str]) -> str | None:
    """Return the size whose shape differs most from those taken, or from a square if none is taken.

    Shapes longer than 2:1 are only for models that have no others.
    """
    others = [shape for shape in map(ratio, taken) if shape] or [1.0]

    def distance(size: str) -> float:
        shape = ratio(size) or 1.0
        return min(abs(math.log(shape / other)) for other in others)

    known = {size: abs(math.log(shape)) for size in sizes if (shape := ratio(size))}
    usual = [size for size, length in known.items() if length <= _LONGEST_SHAPE]
    return max(usual or known, key=distance, default=None)


def in_words(credits_: float) -> str:
    """Return `1 credit`, or `2.53 credits`."""
    number = f"{round(credits_, 2):g}"
    return f"{number} credit" if number == "1" else f"{number} credits"


def total_credits(jobs: Iterable[Job]) -> tuple[float, bool]:
    """Return the total credits of the jobs with a known price, and whether all have one."""
    prices = [job.credits for job in jobs]
    known = [price for price in prices if price is not None]
    return sum(known), len(known) == len(prices)


def longest_wait(jobs: Sequence[Job]) -> float:
    """Return the expected seconds until the last result; what takes another's image starts when that is ready."""
    seconds: dict[Path | int | None, float] = {job.number: job.seconds for job in jobs}
    return max((job.seconds + seconds.get(job.reference, 0.0) for job in jobs), default=0.0)


def _job(info: ModelInfo, number: int, prompt: str, size: str | None) -> Job:
    return Job(
        number=number,
        model=info.name,
        kind=info.kind,
        prompt=prompt,
        size=size,
        shape=_shape(info),
        reference=None,
        credits=None,
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


def _with_references(jobs: Sequence[Job], bound: set[str], able: set[str]) -> list[Job]:
    """Make an image job edit the file on disk, and what else needs an image start from that of the fastest other job.

    Args:
        jobs: The jobs.
        bound: The models that need an image.
        able: The image models that take one.
    """
    images = [job for job in jobs if job.kind == _IMAGES]
    able_jobs = [job for job in images if job.model in able]
    editor = max(able_jobs, key=lambda job: (job.model in bound, job.number), default=None)
    free = [job for job in images if job is not editor and job.model not in bound]
    source = min(free, key=lambda job: job.seconds).number if free else DRAWING
    started = [replace(job, reference=source) if job.model in bound else job for job in jobs]
    return [
        replace(job, reference=DRAWING, prompt=_EDIT_PROMPT) if editor and job.number == editor.number else job
        for job in started
    ]


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
