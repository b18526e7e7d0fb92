"""Cases in which a rule holds, as JSON Schema: `mode is draft` becomes a schema that such requests satisfy.

A case is written about parameters of one request: it compares, counts, or says that one is given. Words that name no
parameter, no value and no term of the page are no case, and the rule that has them stays unknown.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pipeline.reading.phrasebook import Case
from pipeline.reading.structure import node_at
from pipeline.reading.values import Unfit, coerced
from pipeline.yamlio import Path_

Schema = dict[str, Any]
_LINK_SUFFIXES = ("", "s", "_url", "_urls", "_list")
_GLOSSED = re.compile(r"[\w -]+ \((?P<case>[^()]*=[^()]*)\)")
_OR, _AND = re.compile(r" or |/"), re.compile(r",? and | ?& ?| ?\+ ?| plus ")


@dataclass(frozen=True)
class Parameters:
    """The parameters of the request, or of the list item, that a field belongs to.

    Attributes:
        root: The place of the object that has them.
        own: The path of the field, in names from the root.
        known: Every parameter by its path in names, with its schema; those inside lists are not among them.
        whole: The schema of that object.
    """

    root: Path_
    own: tuple[str, ...]
    known: Mapping[tuple[str, ...], Schema]
    whole: Schema

    def named(self, name: str) -> tuple[str, ...]:
        """Return the path of the parameter that a page calls by a name.

        Raises:
            Unfit: There is none, or more than one.
        """
        steps = tuple(name.strip().strip("`\"'").replace("[0]", "").replace(" ", "_").casefold().split("."))
        beside = (*self.own[:-1], *steps)
        if beside in self.known:
            return beside
        exact = [path for path in self.known if path[-len(steps) :] == steps]
        stems = {steps[-1], steps[-1].removesuffix("s")}
        ends = {stem + suffix for stem in stems for suffix in _LINK_SUFFIXES}
        near = exact or [path for path in self.known if path[-1] in ends]
        nearest = [path for path in near if len(path) == min(map(len, near))]
        if len(nearest) != 1:
            raise Unfit
        return nearest[0]

    def with_value(self, text: str) -> tuple[tuple[str, ...], Any]:
        """Return the only other parameter whose closed set has a value, and the value.

        Raises:
            Unfit: There is none, or more than one.
        """
        word = text.strip().strip("`\"'").casefold()
        found = [
            (path, member)
            for path, node in self.known.items()
            for member in node.get("enum", ())
            if path != self.own and str(member).casefold() == word
        ]
        if len(found) != 1:
            raise Unfit
        return found[0]


def parameters_around(document: Schema, at: Path_) -> Parameters:
    """Return the parameters of the request that a field belongs to.

    Raises:
        Unfit: The place is not in a request.
    """
    roots = [index + 1 for index, step in enumerate(at) if step in {"schema", "items"} and at[index + 1 :][:1] != ()]
    if "requestBody" not in at or not roots:
        raise Unfit
    root = at[: roots[-1]]
    whole = node_at(document, root)
    return Parameters(root, tuple(at[len(root) :][1::2]), dict(_known(whole, ())), whole)


def _known(node: Schema, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Schema]]:
    for name, each in node.get("properties", {}).items():
        yield (*path, name), each
        yield from _known(each, (*path, name))


def at_path(path: tuple[str, ...], schema: Schema | None, *, given: bool) -> Schema:
    """Return the schema of requests whose parameter satisfies a schema; `given` if it must be there."""
    name, *rest = path
    inner = at_path(tuple(rest), schema, given=given) if rest else schema
    found: Schema = {"required": [name]} if given else {}
    return {**found, "properties": {name: inner}} if inner is not None else found


def is_given(parameters: Parameters, path: tuple[str, ...]) -> Schema:
    """Return the schema of requests that have a parameter; an empty list is none, and a switch that is off neither."""
    node = parameters.known[path]
    if node.get("type") == "boolean":
        return at_path(path, {"const": True}, given=True)
    is_list = node.get("type") == "array" and not node.get("minItems")
    return at_path(path, {"minItems": 1} if is_list else None, given=True)


def is_absent(parameters: Parameters, path: tuple[str, ...]) -> Schema:
    """Return the schema of requests that do not have a parameter; an empty list is none, and a switch that is off."""
    node = parameters.known[path]
    if node.get("type") == "boolean":
        return at_path(path, {"const": False}, given=False)
    return at_path(path, {"maxItems": 0} if node.get("type") == "array" else False, given=False)  # type: ignore[arg-type]


def has_value(parameters: Parameters, path: tuple[str, ...], text: str) -> Schema:
    """Return the schema of requests whose parameter has a value.

    Raises:
        Unfit: The parameter can't have it, or is free text, of which any word could be a value.
    """
    node = parameters.known[path]
    if node.get("type") == "string" and "enum" not in node:
        raise Unfit
    value = coerced(text, node)
    members = {str(member).casefold(): member for member in node.get("enum", ())}
    if members and str(value).casefold() not in members:
        raise Unfit
    return at_path(path, {"const": members.get(str(value).casefold(), value)}, given=True)


def merged(cases: list[Schema]) -> Schema:
    """Return the schema of requests that satisfy all cases.

    Raises:
        Unfit: Two of them are about the same parameter.
    """
    whole: Schema = {}
    for case in cases:
        for key, value in case.items():
            if key == "required":
                whole[key] = [*whole.get(key, []), *(each for each in value if each not in whole.get(key, []))]
            elif key == "properties":
                whole[key] = _both(whole.get(key, {}), value)
            elif key in whole:
                raise Unfit
            else:
                whole[key] = value
    return whole


def _both(one: Schema, other: Schema) -> Schema:
    joined = dict(one)
    for name, schema in other.items():
        if name not in joined or joined[name] == schema:
            joined[name] = schema
        elif all(
            isinstance(each, dict) and each.keys() & {"properties", "required"} for each in (joined[name], schema)
        ):
            joined[name] = merged([joined[name], schema])
        elif isinstance(joined[name], dict) and isinstance(schema, dict) and _agree(joined[name], schema):
            joined[name] = {**joined[name], **schema}
        else:
            raise Unfit
    return joined


def _agree(one: Schema, other: Schema) -> bool:
    return all(one[key] == other[key] for key in one.keys() & other.keys())


def either(cases: list[Schema]) -> Schema:
    """Return the schema of requests that satisfy at least one case."""
    return cases[0] if len(cases) == 1 else {"anyOf": cases}


@dataclass(frozen=True)
class Cases:
    """Reads the words of a case.

    Attributes:
        phrases: The phrases of single cases.
        terms: What words of the page's own stand for, by the page's definitions: `T2V`.
    """

    phrases: tuple[Case, ...]
    terms: Mapping[str, Schema]

    def read(self, text: str, parameters: Parameters) -> Schema:
        """Return the schema of requests that a case describes.

        Raises:
            Unfit: The words describe no case of this request.
        """
        text = re.sub(r"^(?:the|a|an|using|in) ", "", text.strip(" :"), flags=re.IGNORECASE)
        if found := _GLOSSED.fullmatch(text):  # `simple mode (detailed=false)` says its case twice
            with suppress(Unfit):
                return self.read(found["case"], parameters)
        for join, split in ((None, None), (either, _OR), (merged, _AND)):
            parts = split.split(text) if split else [text]
            if split and len(parts) == 1:
                continue
            try:
                read = [self.read(part, parameters) if split else self._single(part, parameters) for part in parts]
                return join(read) if join else read[0]
            except Unfit:
                continue
        raise Unfit

    def _single(self, text: str, parameters: Parameters) -> Schema:
        term = re.sub(r" modes?$", "", text.casefold())
        if term in self.terms:
            return dict(self.terms[term])
        for case in self.phrases:
            found = case.says.fullmatch(text)
            if found is None or (case.alone and not _is_alone(case.given["name"], parameters)):
                continue
            try:
                return _meant(case.means, {**found.groupdict(), **case.given}, parameters)
            except Unfit:
                continue
        raise Unfit


def _is_alone(name: str, parameters: Parameters) -> bool:
    """Return whether no other parameter than this one holds links to files."""
    links = {
        path[-1]
        for path, node in parameters.known.items()
        if "uri" in {node.get("format"), node.get("items", {}).get("format")} and "callback" not in path[-1]
    }
    return links == {name}


def _meant(means: str, groups: dict[str, str | None], parameters: Parameters) -> Schema:
    match means:
        case "value":
            path, value = parameters.with_value(groups["value"] or "")
            return at_path(path, {"const": value}, given=True)
        case "equals":
            return has_value(parameters, parameters.named(groups["name"] or ""), groups["value"] or "")
        case "given":
            return is_given(parameters, parameters.named(groups["name"] or ""))
        case "absent":
            return is_absent(parameters, parameters.named(groups["name"] or ""))
        case "more":
            least = int(groups["n"] or 1)
            path = parameters.named(groups["name"] or "")
            if parameters.known[path].get("type") != "array":
                raise Unfit
            return at_path(path, {"minItems": least}, given=True)
        case _:
            raise ValueError(means)
