"""Writes what type checkers and editors read of the contract.

`requests.py` has the parameters of each model, `calls.pyi` the calls that take them, and `model_names.py` the names of
the models.
"""

import keyword
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.problems import Problem
from pipeline.writing.call_docs import (
    ESTIMATE,
    GENERATE,
    KEYWORDS,
    PROMPT,
    SUBMIT,
    Wording,
    describe_any,
    describe_models,
    general_fields,
)
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

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import (
    IO, Any, Literal, NotRequired, Protocol, Required, SupportsIndex, TypeAlias, TypeVar, TypedDict, overload,
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
"""Links, or what stands for them: a list, or the results of an earlier task."""


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


_CALLS_HEADER = '''"""The calls of the client for every model, for type checkers and editors.

Of each method, the first overload takes no call: editors show what it says of a keyword that models differ in.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

from collections.abc import Callable
from os import PathLike
from typing import Any, Literal, Never, Protocol, TypeAlias, TypeVar, Unpack, overload

from evolink_contract.model_names import {aliases}
from evolink_contract.requests import EarlierTask, {types}

R_co = TypeVar("R_co", covariant=True)
"""What `estimate` or `generate` returns."""
S_co = TypeVar("S_co", covariant=True)
"""What `submit` returns."""
T_co = TypeVar("T_co", covariant=True)
"""The task that `on_progress` is called with."""

AnyModel: TypeAlias = Never
"""Stands for the name of a model, each of which has an overload of its own."""
'''

CALLS_AT_RUN_TIME = '''"""The calls of the client are types alone, in `calls.pyi`.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""
'''


class Texts(NamedTuple):
    """What is written: the text of each module, before formatting."""

    requests: str
    calls: str


@dataclass(frozen=True)
class _Call:
    """One of the ways to call an operation.

    Attributes:
        name: The name of the method.
        wording: What its docstrings say.
        returns: The type of what it returns.
        keywords: The client's own keywords, apart from `unchecked`, with their types and defaults.
    """

    name: str
    wording: Wording
    returns: str
    keywords: Mapping[str, str] = field(default_factory=dict[str, str])


_KEY = {"idempotency_key": "str | None = None"}
_SUBMIT = _Call("submit", SUBMIT, "S_co", _KEY)
_GENERATE = _Call(
    "generate",
    GENERATE,
    "R_co",
    {
        **_KEY,
        "timeout": "float | None = None",
        "on_progress": "Callable[[T_co], object] | None = None",
        "save_to": "str | PathLike[str] | None = None",
        "overwrite": "bool = False",
    },
)
_ESTIMATE = _Call("estimate", ESTIMATE, "R_co")
_CHECKED = {"unchecked": "Literal[False] = False"}


@dataclass
class _Chain:
    """Models that continue an earlier task and take the same parameters beside it.

    Attributes:
        fields: The schema of those parameters.
        has_index: Whether it may be said which of that task's results is meant.
        models: The request schemas of the models.
    """

    fields: dict[str, Any]
    has_index: bool
    models: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


@dataclass
class _Kind:
    """What models make, and its models by the type of their parameters.

    Attributes:
        name: Its collection: `videos` of `/v1/videos/generations`.
        families: For each type, the request schemas of its models.
        chains: The same for models that continue an earlier task, by the type of what is left to say.
    """

    name: str
    families: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])
    chains: dict[str, _Chain] = field(default_factory=dict[str, _Chain])

    @property
    def stem(self) -> str:
        """What the names of its types begin with."""
        return self.name.removesuffix("s").capitalize()

    @property
    def alias(self) -> str:
        """The type of its models' names: `VideoModel`."""
        return f"{self.stem}Model"

    @property
    def models(self) -> list[str]:
        """The names of all its models."""
        return [name for schemas in self.families.values() for name in _names(schemas)]


_ANY_MODEL = "ModelName"
_OF_HEADER = (
    "EarlierTask", "File", "HasId", "HasLink", "HasLinks", "HasTaskId", "Link", "Links", "ListOf", "Picture",
)  # fmt: skip
KINDS = ("images", "videos", "audios")
"""The kinds that the client has an attribute for; they are typed even before the contract has a model of theirs."""


def render(document: dict[str, Any]) -> tuple[Texts, list[Problem]]:
    """Return the modules' texts before formatting, and the problems with parameters that can't be typed."""
    problems: list[Problem] = []
    types = TypedDicts(document)
    kinds = {name: _Kind(name) for name in KINDS}
    for operation in create_operations(document):
        kind = kinds.setdefault(operation.resource, _Kind(operation.resource))
        for name, schema in operation.models:
            problems += _collisions(name, schema)
            kind.families.setdefault(types.add(name, schema), []).append(schema)
            if left := continued(document, schema):
                stem = f"{name.removesuffix('Request')}ContinuedRequest"
                chain = _Chain(left.schema, left.has_index)
                kind.chains.setdefault(types.add(stem, left.schema), chain).models.append(schema)
    problems += [
        Problem(name, 0, "error", "two types", "nested parameters of two models have it") for name in types.doubles
    ]
    aliases = _names_of_models(kinds.values())
    exported = ", ".join(f'"{name}"' for name in sorted([*types.names, *aliases, *_OF_HEADER]))
    requests = [_HEADER.replace("{aliases}", ", ".join(aliases)), *types.texts(), f"__all__ = [{exported}]"]
    return Texts("\n\n".join(requests) + "\n", _render_calls(document, kinds.values(), aliases)), problems


def _render_calls(document: dict[str, Any], kinds: Iterable[_Kind], aliases: Iterable[str]) -> str:
    kinds = list(kinds)
    taken = {name: None for kind in kinds for name in (*kind.families, *kind.chains)}
    header = _CALLS_HEADER.replace("{aliases}", ", ".join(aliases)).replace("{types}", ", ".join(taken))
    parts = [header]
    for kind in kinds:
        methods = [_method(document, kind, call, kind.alias) for call in (_SUBMIT, _GENERATE)]
        doc = f'    """`client.{kind.name}`, as type checkers see it."""\n'
        parts.append("\n".join([f"class {kind.stem}Calls(Protocol[T_co, S_co, R_co]):", doc, *methods]))
    doc = '    """What a client can estimate, as type checkers see it."""\n'
    estimate = _method(document, _all(kinds), _ESTIMATE, _ANY_MODEL)
    parts.append(f"class EstimateCalls(Protocol[R_co]):\n{doc}\n{estimate}")
    return "\n\n".join(parts) + "\n"


def render_names(document: dict[str, Any]) -> str:
    """Return the text of `evolink_contract/model_names.py`, before formatting."""
    kinds = {name: _Kind(name) for name in KINDS}
    for operation in create_operations(document):
        kind = kinds.setdefault(operation.resource, _Kind(operation.resource))
        for name, schema in operation.models:
            kind.families[name] = [schema]
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
    """Return all kinds as one."""
    every = _Kind("")
    for kind in kinds:
        for shared, schemas in kind.families.items():
            every.families.setdefault(shared, []).extend(schemas)
        for shared, chain in kind.chains.items():
            whole = every.chains.setdefault(shared, _Chain(chain.fields, chain.has_index))
            whole.models.extend(chain.models)
    return every


def _names(schemas: Iterable[dict[str, Any]]) -> list[str]:
    """Return the names of models, older ones among them."""
    return [name for schema in schemas for name in schema["properties"]["model"]["enum"]]


def _literal(names: list[str]) -> str:
    return f"Literal[{', '.join(map(repr, names))}]" if names else "Never"


def _method(document: dict[str, Any], kind: _Kind, call: _Call, alias: str) -> str:
    """Return a method with an overload for each type of parameters.

    A model in a variable may be any of the alias; with it, type checkers accept a prompt alone. They then accept that
    of a model that is written out and needs more, too: no type tells the two apart, and the check of the call does.
    """
    own = {**call.keywords, **_CHECKED}
    about = {name: KEYWORDS[name] for name in own}
    general = general_fields(document, [schemas[0] for schemas in kind.families.values()])
    shown = dict.fromkeys(general, "Any = ...")
    methods = [_overload(call, {"model": "AnyModel", **shown, **own}, describe_any(call.wording, {**general, **about}))]
    for shared, models in kind.families.items():
        doc = describe_models(document, call.wording, models, models[0], own)
        methods.append(_overload(call, {"model": _literal(_names(models)), **own}, doc, f"Unpack[{shared}]"))
    for shared, chain in kind.chains.items():
        earlier = {"task": "EarlierTask", **({"index": "int | None = None"} if chain.has_index else {})}
        doc = describe_models(document, call.wording, chain.models, chain.fields, {**earlier, **own})
        given = {"model": _literal(_names(chain.models)), **earlier, **own}
        methods.append(_overload(call, given, doc, f"Unpack[{shared}]"))
    if len(kind.families) > 1:
        doc = describe_any(call.wording, {**about, "prompt": PROMPT})
        methods.append(_overload(call, {"model": alias, **own, "prompt": "str"}, doc))
    given = {"model": "str", **call.keywords, "unchecked": "Literal[True]"}
    methods.append(_overload(call, given, describe_any(call.wording, about), "Any"))
    return "\n".join(methods)


def _overload(call: _Call, given: Mapping[str, str], doc: str, request: str | None = None) -> str:
    written = [f"{name}: {kind}" for name, kind in given.items()]
    taken = ", ".join([*written, *([f"**request: {request}"] if request else [])])
    body = "\n".join(f"        {line}".rstrip() for line in doc.splitlines())
    return (
        f"    @overload\n    def {call.name}(self, *, {taken}) -> {call.returns}:\n"
        f'        """{body.lstrip()}\n        """\n'
    )
