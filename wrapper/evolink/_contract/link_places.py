"""The places of a request where a link to a file may stand, by the contract's facts and names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import PurePath
from typing import Any, cast

from evolink._contract.kinds import IMAGES, KINDS
from evolink._contract.models import find_model, models

Schema = Mapping[str, Any]

ITEM = "[]"
"""The step of a path that stands for each item of a list."""
ANY_NAME = "*"
"""The step of a path that stands for each name of an object whose names the request chooses."""
WITH_PATH_OR_UPLOAD = "pass its Path, or upload it with client.files.upload"
"""The ways out for text in code that means a file."""
WITH_ITS_PATH = "give its path"
"""The way out in commands and manifests, where a path is text."""
_MEASURE = "x-evolink-same-size-as"
_FORMATS = "x-evolink-image-formats"
_LINK = "://"
_SCHEMES = ("data:", "file:")
_HERE = (".", "~")
"""How a path begins that no ID begins like; `PurePath` drops `./`."""
_LINK_OR_ID = "x-evolink-link-or-id"


@dataclass(frozen=True)
class LinkPlace:
    """A place for a link.

    Attributes:
        path: The names that lead to it; `[]` stands for each item of a list, and `*` for any name.
        facts: What the contract says of it: the schema of the link, and for a list that of the list, too.
        required: Whether every request has it.
    """

    path: tuple[str, ...]
    facts: Schema
    required: bool

    @property
    def is_list(self) -> bool:
        """Whether several links may stand there."""
        return ITEM in self.path

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its path, without the items of lists."""
        return tuple(step for step in self.path if step != ITEM)

    @property
    def is_auxiliary(self) -> bool:
        """Whether its file belongs to another one, as a mask does."""
        return _MEASURE in self.facts

    @property
    def takes_ids(self) -> bool:
        """Whether an ID of the service may stand there as well."""
        return bool(self.facts.get(_LINK_OR_ID))

    def names_path(self, text: str) -> bool:
        """Whether a text there is the path of a file, as commands and manifests have it.

        Where an ID of the service may stand too, a path is what has a folder or the suffix of a media file.
        """
        path, known = PurePath(text), {suffix for _, suffixes in _suffixes() for suffix in suffixes}
        is_marked = len(path.parts) > 1 or text.startswith(_HERE) or path.suffix.lower() in known
        return is_no_link(text) and (is_marked or not self.takes_ids)

    def may_take(self, media_type: str) -> bool:
        """Whether the file of a media type may be meant for it.

        Where formats are documented they decide, and here only its name: a picture is neither a video nor sound. These
        two share their containers, and are not told apart.
        """
        is_image = media_type.startswith(f"{IMAGES.noun}/")
        return self.kind is None or _FORMATS in self.facts or is_image == (self.kind == IMAGES.name)

    @cached_property
    def kind(self) -> str | None:
        """The kind of its files, such as `images`: by their formats, or else by the names; None if neither says."""
        formats = {f".{suffix}" for suffix in self.facts.get(_FORMATS, ())}
        if formats:
            return next((name for name, suffixes in _suffixes() if formats & suffixes), None)
        words = [word for step in reversed(self.path) for word in step.split("_")]
        nouns = {form: name for name, kind in KINDS.items() for form in (kind.noun, f"{kind.noun}s", name)}
        return next((nouns[word] for word in words if word in nouns), None)


def link_places(schema: Schema) -> tuple[LinkPlace, ...]:
    """Return the places for links of a request or of a part of one, in the contract's order.

    Args:
        schema: The schema of a model's request, without references.
    """
    return tuple(_inside(schema, (), required=True))


def places_of(model: object) -> tuple[LinkPlace, ...]:
    """Return the places for links of a model's request; none if the contract does not know the model."""
    info = find_model(model)
    return _places_of(info.name) if info else ()


@cache
def _places_of(model: str) -> tuple[LinkPlace, ...]:
    return link_places(models()[model].schema)


def place_of(places: tuple[LinkPlace, ...], kind: str) -> LinkPlace | None:
    """Return the place that a file of a kind is for unless another is named; None if there is none.

    A place that every request has comes first, then one that is less deep, then a list, then the contract's order.
    A mask never does.
    """
    fitting = [place for place in places if place.kind == kind and not place.is_auxiliary]
    return min(fitting, key=_precedence, default=None)


def is_no_link(text: str) -> bool:
    """Whether a text is neither blank nor a link, nor a `data:` or `file:` URI."""
    return bool(text.strip()) and _LINK not in text and not text.lower().startswith(_SCHEMES)


def with_links(
    request: Mapping[str, Any], places: Iterable[LinkPlace], change: Callable[[LinkPlace, str, Any], Any]
) -> dict[str, Any]:
    """Return a request whose values in the places for links are changed.

    Args:
        request: The request; it stays as it is.
        places: Its places for links.
        change: Returns the new value, from the place, the field as violations name it (`image_urls[0]`), and the value.
    """
    changed: Any = request
    for place in places:
        changed = _changed(changed, place.path, "", partial(change, place))
    return dict(changed)


def _changed(value: Any, path: tuple[str, ...], field: str, change: Callable[[str, Any], Any]) -> Any:
    """Return a value with what is at a path inside it changed; one that has no such place is as it was."""
    if not path:
        return change(field.removeprefix("."), value)
    step, rest = path[0], path[1:]
    if step == ITEM:
        if not isinstance(value, list | tuple):
            return value
        items = cast("list[Any]", value)
        return [_changed(item, rest, f"{field}[{at}]", change) for at, item in enumerate(items)]
    if not isinstance(value, Mapping):
        return value
    members = cast("Mapping[str, Any]", value)
    chosen = members if step == ANY_NAME else {step} & members.keys()
    return {
        name: _changed(member, rest, f"{field}.{name}", change) if name in chosen else member
        for name, member in members.items()
    }


def _precedence(place: LinkPlace) -> tuple[bool, int, bool]:
    return not place.required, len(place.names), not place.is_list


def _inside(schema: Schema, path: tuple[str, ...], *, required: bool) -> Iterator[LinkPlace]:
    needed = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        yield from _at(field, (*path, name), field, required=required and name in needed)


def _at(schema: Schema, path: tuple[str, ...], around: Schema, *, required: bool) -> Iterator[LinkPlace]:
    if _is_link(schema, path):
        yield LinkPlace(path, {**around, **schema}, required)
    elif "items" in schema:
        yield from _at(schema["items"], (*path, ITEM), schema, required=required)
    elif _holds_links(schema):
        yield LinkPlace((*path, ANY_NAME), schema, required)
    else:
        yield from _inside(schema, path, required=required)


def holds_link(name: str, schema: Schema) -> bool:
    """Whether a text is a link to a file; see `is_link` of evolink_rules."""
    return _is_link(schema, (name,))


def _is_link(schema: Schema, path: tuple[str, ...]) -> bool:
    from evolink_rules import is_link

    return is_link([step for step in path if step != ITEM][-1], schema)


def _holds_links(schema: Schema) -> bool:
    from evolink_rules import holds_links

    return holds_links(schema)


def _suffixes() -> Iterator[tuple[str, set[str]]]:
    for name, kind in KINDS.items():
        yield name, {suffix for type_ in kind.media_types for suffix in (type_.suffix, *type_.other_suffixes)}
