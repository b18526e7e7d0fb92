"""Writes `evolink_contract/requests.py`, the parameters of each model for type checkers, and `model_names.py`."""

import keyword
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.problems import Problem
from pipeline.writing.continued import continued
from pipeline.writing.contract import create_operations
from pipeline.writing.typed_dicts import TypedDicts

_NAMES_HEADER = '''"""The names of the models, apart from their parameters, which take longer to load.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

from typing import Literal, Never, TypeAlias'''

OUR_KEYWORDS = frozenset({"idempotency_key", "unchecked", "timeout", "on_progress", "save_to", "overwrite"})
"""Those of every call; `task` and `index` are only for models that continue a task, and have no such parameter."""

_HEADER = '''"""The parameters of every model, for type checkers and editors.

Models whose parameters are the same share a type; each of them also has the type under its own name.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

from collections.abc import Callable, Iterator, Sequence
from os import PathLike
from typing import (
    IO, Any, Literal, Never, NotRequired, Protocol, Required, SupportsIndex, TypeAlias, TypeVar, TypedDict, Unpack,
    overload,
)

from evolink_contract.model_names import {aliases}

Item_co = TypeVar("Item_co", covariant=True)


class Picture(Protocol):
    """A `PIL.Image.Image`."""

    @property
    def mode(self) -> str: ...
    @property
    def size(self) -> tuple[int, int]: ...
    def save(self, fp: Any, /, format: str) -> None: ...
    def tobytes(self) -> bytes: ...


class HasLink(Protocol):
    """A result of an earlier task."""

    @property
    def url(self) -> str: ...


class HasLinks(Protocol):
    """The results of an earlier task."""

    @property
    def urls(self) -> tuple[str, ...]: ...


class ListOf(Protocol[Item_co]):
    """A list or a tuple, and no text."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Item_co]: ...
    def __contains__(self, value: object, /) -> bool: ...
    @overload
    def __getitem__(self, at: SupportsIndex, /) -> Item_co: ...
    @overload
    def __getitem__(self, part: slice, /) -> Sequence[Item_co]: ...


File: TypeAlias = PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | Picture
"""A file of this machine: its path, its content, a file that is open for reading, or a PIL image."""
Link: TypeAlias = str | File | HasLink
"""A link, or what stands for one: a file of this machine, which is uploaded first, or an earlier result."""
Links: TypeAlias = ListOf[Link] | HasLinks

R_co = TypeVar("R_co", covariant=True)
"""What the call gives."""
T_co = TypeVar("T_co", covariant=True)
"""The task that on_progress is shown."""


class HasId(Protocol):
    """A task, which has an ID."""

    @property
    def id(self) -> str: ...


class HasTaskId(Protocol):
    """A result or the results of a task, which know its ID."""

    @property
    def task_id(self) -> str: ...


EarlierTask: TypeAlias = str | HasId | HasTaskId
"""What a call may continue: the ID of a task, the task, its results, or one of those."""
'''


@dataclass(frozen=True)
class _Call:
    """One of the ways to call an operation."""

    suffix: str
    doc: str
    parameters: str
    keywords: str


_KEY = "idempotency_key: str | None = None, "
_CALLS = (
    _Call("SubmitCall", "Starts a task and returns at once.", "R_co", _KEY),
    _Call(
        "GenerateCall",
        "Starts a task, waits for its end and returns the results.",
        "T_co, R_co",
        f"{_KEY}timeout: float | None = None, on_progress: Callable[[T_co], object] | None = None, "
        "save_to: str | PathLike[str] | None = None, overwrite: bool = False, ",
    ),
)
_ESTIMATE = _Call("EstimateCall", "Says what a call probably costs, and sends nothing.", "R_co", "")


@dataclass
class _Kind:
    """What models make, and its models by the type of their parameters.

    Attributes:
        name: Its collection: `videos` of `/v1/videos/generations`.
        families: For each type, the names of its models, older ones among them.
        chains: The same for models that continue an earlier task, with the type of what is left to say, and whether it
            may be said which of that task's results is meant.
    """

    name: str
    families: dict[str, list[str]] = field(default_factory=dict)
    chains: dict[tuple[str, bool], list[str]] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """What the names of its calls begin with; those of images came first and have none."""
        return "" if self.name == "images" else self.name.capitalize()

    @property
    def alias(self) -> str:
        """The type of its models' names: `VideoModel`."""
        return f"{self.name.removesuffix('s').capitalize()}Model"

    @property
    def models(self) -> list[str]:
        """The names of all its models."""
        return [name for names in self.families.values() for name in names]


_ANY_MODEL = "ModelName"
_OF_HEADER = ("EarlierTask", "File", "HasId", "HasTaskId", "Link", "Links")
KINDS = ("images", "videos", "audios")
"""The kinds that the client has an attribute for; they are typed even before the contract has a model of theirs."""


def render(document: dict[str, Any]) -> tuple[str, list[Problem]]:
    """Return the module's text before formatting, and the problems with parameters that can't be typed."""
    problems: list[Problem] = []
    types = TypedDicts(document)
    kinds = {name: _Kind(name) for name in KINDS}
    for operation in create_operations(document):
        kind = kinds.setdefault(operation.resource, _Kind(operation.resource))
        for name, schema in operation.models:
            problems += _collisions(name, schema)
            shared = types.add(name, schema)
            names = schema["properties"]["model"]["enum"]
            kind.families.setdefault(shared, []).extend(names)
            if left := continued(document, schema):
                stem = f"{name.removesuffix('Request')}ContinuedRequest"
                kind.chains.setdefault((types.add(stem, left.schema), left.has_index), []).extend(names)
    problems += [
        Problem(name, 0, "error", "two types", "nested parameters of two models have it") for name in types.doubles
    ]
    protocols = {
        f"{kind.prefix}{call.suffix}": _protocol(kind, call, kind.alias) for kind in kinds.values() for call in _CALLS
    }
    protocols[_ESTIMATE.suffix] = _protocol(_all(kinds.values()), _ESTIMATE, _ANY_MODEL)
    aliases = _names_of_models(kinds.values())
    exported = ", ".join(f'"{name}"' for name in sorted([*types.names, *protocols, *aliases, *_OF_HEADER]))
    parts = [
        _HEADER.replace("{aliases}", ", ".join(aliases)),
        *types.texts(),
        *protocols.values(),
        f"__all__ = [{exported}]",
    ]
    return "\n\n".join(parts) + "\n", problems


def render_names(document: dict[str, Any]) -> str:
    """Return the text of `evolink_contract/model_names.py`, before formatting."""
    kinds = {name: _Kind(name) for name in KINDS}
    for operation in create_operations(document):
        kind = kinds.setdefault(operation.resource, _Kind(operation.resource))
        for name, schema in operation.models:
            kind.families[name] = schema["properties"]["model"]["enum"]
    aliases = _names_of_models(kinds.values())
    exported = ", ".join(f'"{name}"' for name in sorted(aliases))
    return "\n\n".join([_NAMES_HEADER, *aliases.values(), f"__all__ = [{exported}]"]) + "\n"


def _collisions(name: str, schema: dict[str, Any]) -> Iterator[Problem]:
    for parameter in schema.get("properties", {}):
        if parameter in OUR_KEYWORDS:
            yield Problem(name, 0, "error", f"parameter {parameter!r}", "it is a keyword of the client's own calls")
        elif not parameter.isidentifier() or keyword.iskeyword(parameter):
            yield Problem(name, 0, "error", f"parameter {parameter!r}", "it can't be a keyword argument in Python")


def _names_of_models(kinds: Iterable[_Kind]) -> dict[str, str]:
    """Return the definition of a type for the names of each kind's models, and of one for all of them."""
    kinds = list(kinds)
    found = {
        kind.alias: f"{kind.alias}: TypeAlias = {_literal(sorted(kind.models))}\n"
        f'"""The names of the models of `client.{kind.name}`."""'
        for kind in kinds
    }
    known = ", ".join(kind.alias for kind in kinds if kind.families)
    return {**found, _ANY_MODEL: f'{_ANY_MODEL}: TypeAlias = Literal[{known}]\n"""The names of all models."""'}


def _all(kinds: Iterable[_Kind]) -> _Kind:
    """Return all kinds as one, whose name begins nothing."""
    every = _Kind("images")
    for kind in kinds:
        for shared, names in kind.families.items():
            every.families.setdefault(shared, []).extend(names)
        for chain, names in kind.chains.items():
            every.chains.setdefault(chain, []).extend(names)
    return every


def _literal(names: list[str]) -> str:
    return f"Literal[{', '.join(map(repr, names))}]" if names else "Never"


def _protocol(kind: _Kind, call: _Call, alias: str) -> str:
    """Return a call with an overload for each type of parameters.

    A model in a variable may be any of the alias; with it, type checkers accept a prompt alone. They then accept that
    of a model that is written out and needs more, too: no type tells the two apart, and the check of the call does.
    """
    own = f"{call.keywords}unchecked: Literal[False] = False"
    calls = [
        f"model: {_literal(models)}, {own}, **request: Unpack[{shared}]" for shared, models in kind.families.items()
    ]
    for (shared, has_index), models in kind.chains.items():
        chain = f"task: EarlierTask, {'index: int | None = None, ' * has_index}"
        calls.append(f"model: {_literal(models)}, {chain}{own}, **request: Unpack[{shared}]")
    if len(kind.families) > 1:
        calls.append(f"model: {alias}, {own}, prompt: str")
    calls.append(f"model: str, {call.keywords}unchecked: Literal[True], **request: Any")
    mark = "    @overload\n" if len(calls) > 1 else ""
    methods = [f"{mark}    def __call__(self, *, {each}) -> R_co: ..." for each in calls]
    head = f"class {kind.prefix}{call.suffix}(Protocol[{call.parameters}]):"
    return "\n".join([head, f'    """{call.doc}"""\n', *methods])
