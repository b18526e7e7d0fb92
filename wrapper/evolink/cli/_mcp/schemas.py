"""What the tools take and return."""

import json
from typing import TYPE_CHECKING, Any, cast, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import GenerateJsonSchema

from evolink._contract.kinds import KINDS

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

_TASK_ID = "The ID of a task, as `generate` or `tasks` returned it."


def _as_json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


class _PlainSchema(GenerateJsonSchema):
    """JSON Schema of one type per argument: some programs refuse a choice between a type and null."""

    def nullable_schema(self, schema: "core_schema.NullableSchema") -> "JsonSchemaValue":
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: "core_schema.WithDefaultSchema") -> "JsonSchemaValue":
        made = super().default_schema(schema)
        return {name: value for name, value in made.items() if name != "default" or value is not None}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic names it
        return False


class Arguments(BaseModel):
    """The arguments of a tool; one that it does not have is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def plain_schema(cls) -> dict[str, Any]:
        """Return their JSON Schema as an agent reads it."""
        schema = cls.model_json_schema(schema_generator=_PlainSchema)
        return {name: value for name, value in schema.items() if name not in {"title", "description"}}

    @model_validator(mode="before")
    @classmethod
    def _read_json(cls, given: Any) -> Any:
        """Read objects and lists that came as text with JSON, as some agents send them."""
        if not isinstance(given, dict):
            return given
        arguments = cast("dict[str, Any]", given)
        nested = {name for name, field in cls.model_fields.items() if get_origin(field.annotation) in {dict, list}}
        return {name: _as_json(value) if name in nested else value for name, value in arguments.items()}


class GenerateArguments(Arguments):
    """A model with its parameters, and how long to wait."""

    model: str = Field(description="The name of a model, from the tool `models`.")
    prompt: str | None = Field(default=None, description="What to make. A few models take none.")
    parameters: dict[str, Any] = Field(
        default_factory=dict[str, Any],
        description=(
            "The model's other parameters, as the tool `models` lists them for it: size, n, duration and so on. Where "
            "it takes links, a file of this machine can be given by its path; it is uploaded."
        ),
    )
    variation: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9_-]{1,40}$",
        description=(
            "Only to pay for another result of the same arguments, on purpose: a name of your choice, such as `2`. The "
            "same arguments with the same variation are one task, however often they are repeated."
        ),
    )
    wait_seconds: float = Field(
        default=45,
        ge=0,
        le=3600,
        description=(
            "How long to wait for the files; many programs give up a request after 60 seconds. After that the task "
            "continues, and the tool `wait` waits further."
        ),
    )


class EstimateArguments(Arguments):
    """A model with its parameters."""

    model: str = Field(description="The name of a model, from the tool `models`.")
    prompt: str | None = Field(default=None, description="What to make.")
    parameters: dict[str, Any] = Field(default_factory=dict[str, Any], description="As for the tool `generate`.")


class WaitArguments(Arguments):
    """Tasks, and how long to wait for them."""

    task_ids: list[str] = Field(min_length=1, max_length=50, description="The IDs of tasks.")
    wait_seconds: float = Field(
        default=45,
        ge=0,
        le=3600,
        description="How long to wait for all of them; 0 checks once. Repeat the call rather than wait for minutes.",
    )


class SaveArguments(Arguments):
    """A completed task, and the name of its files."""

    task_id: str = Field(description=_TASK_ID)
    name: str | None = Field(
        default=None,
        pattern=r"^[^/\\:\x00-\x1f]{1,100}$",
        description="A file name, without a folder; several files get a number. By default, the name they had.",
    )
    overwrite: bool = Field(default=False, description="Whether an existing file of that name may be replaced.")
    any_type: bool = Field(default=False, description="Whether to save types that few programs open, such as AVIF.")


class ModelsArguments(Arguments):
    """One model, or a search."""

    name: str | None = Field(default=None, description="Show this model with all its parameters and rules.")
    search: str | None = Field(
        default=None, description="List models with these words in their name or family, such as `kling`."
    )
    kind: str | None = Field(
        default=None, description="List models of this kind.", json_schema_extra={"enum": list[Any](KINDS)}
    )


class UploadArguments(Arguments):
    """A file."""

    path: str = Field(description="The path of an image, video or audio file in an allowed folder.")


class TasksArguments(Arguments):
    """Which calls to list."""

    limit: int = Field(default=20, ge=1, le=200, description="How many to list; the newest.")
    unfinished: bool = Field(default=False, description="Only those still running, or with files not saved.")


class NoArguments(Arguments):
    """No arguments."""


class Spending(BaseModel):
    """The budget of this session, in credits."""

    budget: float
    spent: float
    """What its calls have cost, or what is set aside for those still running."""
    left: float


class File(BaseModel):
    """A saved file."""

    path: str
    bytes: int
    media_type: str | None = None


class Task(BaseModel):
    """A task as it is now."""

    task_id: str
    model: str
    status: str
    """pending, processing, completed, failed or cancelled."""
    progress: float | None = None
    """Percent done."""
    credits: float | None = None
    """What it has cost or, as long as that is not known, has reserved."""
    files: list[File] = Field(default_factory=list[File])
    """Its files on this machine."""
    links: list[str] = Field(default_factory=list[str])
    """Links to its results, which last a day."""
    repeated: bool = False
    """Whether an earlier call created this task, so that this one cost nothing."""
    error: dict[str, Any] | None = None
    """Why it failed, or why its files are not saved."""
    next_step: str | None = None
    """What to do now, if it is not finished."""


class Generated(BaseModel):
    """The task of a call, and what is left of the budget."""

    task: Task
    spending: Spending


class Waited(BaseModel):
    """Tasks in the order of their IDs."""

    tasks: list[Task]
    spending: Spending


class Saved(BaseModel):
    """The files of a task."""

    files: list[File]


class Estimated(BaseModel):
    """What a call would cost."""

    credits: float | None = None
    """What to expect, if a price is known."""
    dollars: float | None = None
    words: str
    counts_as: float
    """What the budget sets aside for it."""
    fits_budget: bool
    uploads: list[str]
    """The files of this machine that it would upload."""
    spending: Spending


class Parameter(BaseModel):
    """A parameter of a model; one inside an object has the object's name before a dot."""

    name: str
    required: bool
    about: str
    """What it means, and its limits."""


class Model(BaseModel):
    """A model, and if it was asked for by its name, all that the contract says of it."""

    name: str
    kind: str
    family: str
    price: str | None = None
    """What the example costs; in a list only if it is known."""
    parameters: list[Parameter] | None = None
    rules: list[str] | None = None
    """Rules that concern several parameters."""
    example: dict[str, Any] | None = None
    """A request that it accepts."""


class Models(BaseModel):
    """Models."""

    models: list[Model]


class Uploaded(BaseModel):
    """A file on the service."""

    url: str
    """A link for any parameter that takes one."""
    works_until: str


class Call(BaseModel):
    """A call of the journal: one that was sent, or is about to be."""

    state: str
    model: str
    prompt: str | None = None
    task_id: str | None = None
    age: str
    credits: float | None = None
    files: list[str] = Field(default_factory=list[str])
    error: str | None = None
    key: str | None = None
    """Of a held call: its idempotency key, for `evolink tasks settle`."""


class Tasks(BaseModel):
    """Calls, the newest first."""

    calls: list[Call]
    spending: Spending


class Balance(BaseModel):
    """The credits of the account, and the budget of this session."""

    remaining: float | None = None
    used: float | None = None
    spending: Spending
