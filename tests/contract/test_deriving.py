"""The derivation of near misses: every keyword is known, and every near miss is as valid as it claims."""

import copy
import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

import pytest
import yaml

from evolink_contract import document
from evolink_suite.applied import broken
from evolink_suite.behaviours import breaks_a_behaviour, unknown_behaviours
from evolink_suite.conditions import parts
from evolink_suite.contract import Operation, operations
from evolink_suite.near_misses import WHOLE, NearMiss, near_misses
from evolink_suite.operations import OPERATIONS
from evolink_suite.selection import Selection
from evolink_suite.shaped_requests import shaped_requests
from evolink_suite.spellings import near_ids
from evolink_suite.tasks import CREATE, PAIRS
from evolink_suite.test_money import allowed
from evolink_suite.values import unmet_patterns
from evolink_suite.variations import unknown_keywords, variations

BOUNDS = {"enum", "maxLength", "maxItems", "minItems", "pattern", "format", "required", "dependentRequired"}
INVENTED: dict[str, Any] = {
    "type": "object",
    "required": ["model", "prompt"],
    "properties": {
        "model": {"type": "string", "enum": ["invented-1"]},
        "prompt": {"type": "string", "minLength": 2, "maxLength": 9},
        "seed": {"type": "integer", "minimum": 3, "maximum": 7},
        "size": {"type": "string", "enum": ["7:5", "5:7"]},
        "options": {
            "type": "object",
            "required": ["tags"],
            "properties": {"tags": {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "string"}}},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
    "x-evolink-model": "invented-1",
}

SHORTER: dict[str, Callable[[str], str]] = {
    "without blanks around it": str.strip,
    "without blanks before it": str.lstrip,
    "without blanks after it": str.rstrip,
    "without a last line end": lambda text: text.removesuffix("\n"),
    "with single blanks": lambda text: " ".join(text.split()),
    "with plain line ends": lambda text: text.replace("\r\n", "\n"),
    "composed": partial(normalize, "NFC"),
    "compatible": partial(normalize, "NFKC"),
    "printable": lambda text: "".join(filter(str.isprintable, text)),
    "without modifiers": lambda text: re.sub("[\u0300-\u036f\ufe0f\U0001f3fb-\U0001f3ff]", "", text),
    "unescaped": html.unescape,
}
"""Normalisations of what is counted."""
LONGER: dict[str, Callable[[str], int]] = {
    "bytes": lambda text: len(text.encode()),
    "UTF-16 units": lambda text: len(text.encode("utf-16-le")) // 2,
    "decomposed": lambda text: len(normalize("NFD", text)),
    "compatible": lambda text: len(normalize("NFKC", text)),
    "upper case": lambda text: len(text.upper()),
    "lower case": lambda text: len(text.lower()),
    "in HTML": lambda text: len(html.escape(text)),
    "in JSON": lambda text: len(json.dumps(text, ensure_ascii=False)) - len('""'),
    "in a link": lambda text: len(quote(text)),
}
"""Countings that find more than characters."""

CONDITIONS: dict[str, Any] = {
    "dependentRequired": {"seed": ["options"]},
    "dependentSchemas": {"options": {"properties": {"prompt": {"maxLength": 5}}}},
    "allOf": [
        {
            "if": {"properties": {"size": {"const": "7:5"}}, "required": ["size"]},
            "then": {"properties": {"seed": {"maximum": 4}}, "required": ["note"]},
            "else": {"properties": {"note": False}},
        },
        {"not": {"required": ["seed", "tone"]}},
        {"anyOf": [{"required": ["size"]}, {"required": ["tone"]}]},
    ],
}
"""Rules of the invented model that tie its fields together."""


@cache
def derived() -> list[NearMiss]:
    """Return the near misses of every rule of every model, which take seconds to derive."""
    return list(near_misses(OPERATIONS, Selection(exhaustive=True)))


def excused() -> set[str]:
    """Return the behaviours that a request of links can't break."""
    listed = yaml.safe_load((Path(__file__).parents[2] / "specs" / "unchecked.yaml").read_text(encoding="utf-8"))
    return {*listed["behaviours"], *listed["of_files"]}


def with_invented_models(*schemas: dict[str, Any]) -> list[Operation]:
    """Return the operation of the models that are tried whole, with only these and some more."""
    contract: Any = {**document(), "paths": {CREATE.path: copy.deepcopy(document()["paths"][CREATE.path])}}
    body = contract["paths"][CREATE.path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    body["oneOf"] += schemas or [INVENTED]
    (operation,) = operations(contract)
    kept = {name: schema for name, schema in operation.models.items() if name in WHOLE or name.startswith("invented")}
    return [replace(operation, models=kept)]


def broken_by(near: NearMiss) -> set[str]:
    return broken(near.operation.models[near.model], near.variation.value)


def is_as_claimed(near: NearMiss) -> bool:
    if near.variation.keyword == "x-evolink-any-case":  # JSON Schema has one spelling of each value
        return near.variation.valid
    if near.variation.keyword in {"x-evolink-size-values", "propertyNames"}:  # its pattern says the same
        return broken_by(near) == (set() if near.variation.valid else {"pattern"})
    if near.variation.valid or near.variation.keyword.startswith("x-evolink-"):  # JSON Schema can't say the latter
        return broken_by(near) == set()
    return near.variation.keyword in broken_by(near)


def test_every_keyword_is_known() -> None:
    """Every keyword of every request is known to the suite."""
    unknown = [unknown_keywords(schema) for operation in OPERATIONS for schema in operation.models.values()]
    assert set().union(*unknown) == set()


def test_every_behaviour_is_covered() -> None:
    """Every behaviour of every request has near misses, or a reason why not."""
    schemas = [schema for operation in OPERATIONS for schema in operation.models.values()]
    assert set().union(*map(unknown_behaviours, schemas)) <= excused()
    deep = {"properties": {"a": {"items": {"x-evolink-odd": 2, "x-evolink-alias": {}}}}}
    assert unknown_behaviours(deep) - excused() == {"x-evolink-odd"}


def test_every_pattern_is_met() -> None:
    """Texts are known for every pattern of every request, so that its model is tried."""
    models = [schema for operation in OPERATIONS for schema in operation.models.values()]
    assert set().union(*map(unmet_patterns, models)) == set()


@pytest.mark.parametrize(("pattern", "met"), [("^a(?=b)c$", False), (r"^\p{L}+$", True), (r"^\p{Lu}{3}-\d$", False)])
def test_unmet_pattern_is_reported(pattern: str, met: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A pattern that no text is known for is reported, and stops nothing: all other rules are tried."""
    fields = {**INVENTED["properties"], "code": {"type": "string", "pattern": pattern}}
    model = {**INVENTED, "properties": fields}
    tried = {near.rule for near in near_misses(with_invented_models(model)) if near.model == "invented-1"}
    usual = {near.rule for near in near_misses(with_invented_models()) if near.model == "invented-1"}
    assert unmet_patterns(model) == (set() if met else {pattern})
    assert {rule for rule in usual if "additionalProperties" not in rule} <= tried


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ({"enum": [1, 2, 4]}, [1, 2, 4]),
        ({"minimum": 1, "maximum": 9}, [1, 9]),
        ({"maximum": 4}, [1, 4]),
        ({"minimum": 2}, [2, 3]),
        ({"minimum": 0, "maximum": 4}, [4]),
    ],
)
def test_number_of_results(count: dict[str, Any], expected: list[int]) -> None:
    """A number of results may be a closed set or a range: what is charged is tried at its ends."""
    number = {"type": "integer", "x-evolink-billed-per-image": True, **count}
    model = {**INVENTED, "properties": {**INVENTED["properties"], "n": number}}
    assert allowed(model, "n") == expected


def test_unknown_keywords_are_found() -> None:
    """An unknown keyword is found at any depth."""
    deep: dict[str, Any] = {
        "properties": {"a": {"items": {"contains": {}}}},
        "dependentSchemas": {"a": {"patternProperties": {}}},
        "x-ours": 1,
    }
    assert unknown_keywords(deep) == {"contains", "patternProperties"}
    assert unknown_keywords({"format": "ipv4", "additionalProperties": {}}) == {"format", "additionalProperties"}


def test_near_misses_are_as_claimed() -> None:
    """Every near miss is as valid or invalid as it claims."""
    assert [str(near) for near in derived() if not is_as_claimed(near)] == []


def test_near_miss_names_are_unique() -> None:
    """The names of near misses are unique."""
    assert len({str(near) for near in derived()}) == len(derived())


def test_both_sides_of_each_bound() -> None:
    """Near misses cover both sides of every bound of a field."""
    found = [near for near in derived() if near.variation.keyword in BOUNDS and not near.variation.of_place]
    bounds = [near for near in found if not near.variation.context and near.variation.limit != 0]
    inside, outside = ({near.rule for near in bounds if near.variation.valid is valid} for valid in (True, False))
    assert inside == outside != set()


def test_lengths_in_multibyte_text() -> None:
    """Lengths are tested with characters of several bytes and UTF-16 units."""
    found = [near for near in variations({"type": "string", "maxLength": 5}) if near.keyword == "maxLength"]
    assert {len(near.value) for near in found} == {5, 6}
    assert {5, 6, 17, 21} <= {len(near.value.encode()) for near in found}


@pytest.mark.parametrize("limit", [9, 2000])
@pytest.mark.parametrize("name", SHORTER)
def test_texts_that_become_shorter(name: str, limit: int) -> None:
    """A text that is just too long, or just long enough, is tried that is not once it is normalised."""
    for keyword, valid in (("maxLength", False), ("minLength", True)):
        found = [near for near in variations({"type": "string", keyword: limit}) if near.keyword == keyword]
        texts = [near.value for near in found if near.valid is valid]
        assert {len(text) for text in texts} == {limit + (not valid)}
        assert any(len(SHORTER[name](text)) < len(text) for text in texts)


@pytest.mark.parametrize("limit", [20, 2000])
@pytest.mark.parametrize("name", LONGER)
def test_texts_that_become_longer(name: str, limit: int) -> None:
    """A text that is just not too long, or just too short, is tried that is not once it is normalised."""
    for keyword, valid in (("maxLength", True), ("minLength", False)):
        found = [near for near in variations({"type": "string", keyword: limit}) if near.keyword == keyword]
        texts = [near.value for near in found if near.valid is valid]
        assert {len(text) for text in texts} == {limit - (not valid)}
        assert any(LONGER[name](text) > len(text) for text in texts)


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        ({"type": "integer", "minimum": 4}, ["4", [4], 4.4, 3.6, "null", ""]),
        ({"type": "integer", "minimum": 1}, [True, "1", [1]]),
        ({"type": "number", "minimum": 2}, ["2", [2]]),
        ({"type": "number", "minimum": 0, "maximum": 2}, [2.04, -0.04]),
        ({"type": "number", "multipleOf": 0.5}, [0.52]),
        ({"type": "boolean"}, ["true", "True", "TRUE", "1", "yes", "on", 1, 0, "", [True]]),
        ({"type": "string", "enum": ["5", "10"]}, [5, ["5"], " 5", "5\n", "\uff15", '"5"', "05", "5x", "5,5", "null"]),
        ({"type": "string", "enum": ["1024x768"]}, ["1024X768", "1024*768", "1024x76", "1024x768 "]),
        ({"type": "array", "items": {"type": "string", "enum": ["a"]}}, ["a", "a,a", '["a"]', {"0": "a"}, [["a"]]]),
        (
            {"type": "object", "required": ["a"], "properties": {"a": {"const": 1}}},
            [[{"a": 1}], '{"a": 1}', [["a", 1]]],
        ),
        (
            {"type": "string", "format": "uri"},
            [" https://example.com/image.png", "https://example.com/image.png\n", ""],
        ),
    ],
    ids=repr,
)
def test_values_to_be_coerced(schema: dict[str, Any], wrong: list[Any]) -> None:
    """Values are tried that are wrong, and that a lenient server would make a valid value of."""
    tried = [json.dumps(near.value) for near in variations(schema) if not near.valid]
    assert [value for value in wrong if json.dumps(value) not in tried] == []


@pytest.mark.parametrize("text", ["", " \u00a0", "\u200b", "\u3164\u2800", "\u034f\ufe0f", "\U000e0100"])
def test_texts_that_show_nothing(text: str) -> None:
    """Generated requests leave out required text that shows nothing, which is refused."""
    schema = {
        "x-evolink-required-not-blank": True,
        "required": ["prompt"],
        "properties": {"prompt": {"type": "string"}},
    }
    assert breaks_a_behaviour(schema, {"prompt": text})
    assert not breaks_a_behaviour(schema, {"prompt": f"{text}x"})


def test_near_ids() -> None:
    """IDs are tried that lenient servers take for a known one; none of them is the known one."""
    found = dict(near_ids("task-unified-1764000000-ab12cd34"))
    assert {"TASK-UNIFIED-1764000000-AB12CD34", " task-unified-1764000000-ab12cd34", "ab12cd34"} <= {*found.values()}
    assert "task-unified-1764000000-ab12cd34" not in found.values()
    assert "" not in dict(near_ids("f")).values()


def test_our_own_rules_are_marked() -> None:
    """Near misses of our own rules are marked."""
    ours = {near.variation.keyword for near in derived() if near.variation.ours}
    assert ours
    assert all(near.variation.ours for near in derived() if near.variation.keyword == "additionalProperties")
    assert not any(near.variation.ours for near in derived() if near.variation.keyword == "enum")


def test_new_model_is_covered() -> None:
    """A model that is added to the contract is covered."""
    known = with_invented_models()
    invented = [near for near in near_misses(known) if near.model == "invented-1"]
    assert {near.variation.keyword for near in invented} == {
        *("additionalProperties", "enum", "maxItems", "maxLength", "maximum"),
        *("minItems", "minLength", "minimum", "required", "type"),
    }
    assert [str(near) for near in invented if not is_as_claimed(near)] == []
    assert {wanted.shape.ratio for wanted in shaped_requests(known) if wanted.model == "invented-1"} == {5 / 7}


def test_conditions_are_covered() -> None:
    """Every condition of every model has requests that break only what it adds."""
    broken_under = {(near.model, near.variation.context) for near in derived() if not near.variation.valid}
    models = [schema for operation in OPERATIONS for schema in operation.models.values()]
    conditions = [(schema["x-evolink-model"], part) for schema in models for part in parts(schema)]
    ruled = {(model, part.context) for model, part in conditions if has_rules(part.keywords) and not part.is_idle}
    assert ruled <= broken_under


def has_rules(keywords: Any) -> bool:
    """Whether a schema has more than annotations, such as a default."""
    if not isinstance(keywords, dict):
        return keywords is False
    fields = keywords.get("properties", {})
    rules = keywords.keys() - {"properties", "default", "description"}
    return any(not rule.startswith("x-") for rule in rules) or any(map(has_rules, fields.values()))


def test_conditional_rules() -> None:
    """Rules under conditions, and on fields together, are tested on both sides."""
    text = {"type": "string"}
    fields = {**INVENTED["properties"], "note": text, "tone": {"type": "string", "enum": ["warm"]}}
    model = {**INVENTED, **CONDITIONS, "properties": fields}
    known = with_invented_models(model)
    derived = [near for near in near_misses(known, Selection(exhaustive=True)) if near.model == "invented-1"]
    assert [str(near) for near in derived if not is_as_claimed(near)] == []
    tried = {
        (near.variation.context, near.variation.keyword, near.variation.path[0], near.variation.valid)
        for near in derived
        if near.variation.path and (near.variation.context or near.variation.keyword in {"anyOf", "not"})
    }
    assert tried == {
        ("seed", "dependentRequired", "options", False),
        *(("options", "maxLength", "prompt", valid) for valid in (True, False)),
        *(("size=7:5", "maximum", "seed", valid) for valid in (True, False)),
        ("size=7:5", "required", "note", False),
        *(("size=5:7", "not", "note", valid) for valid in (True, False)),
        *(("", "not", "seed", valid) for valid in (True, False)),
        *(("", "anyOf", "size", valid) for valid in (True, False)),
    }


def test_alternatives_of_a_value() -> None:
    """Values of each alternative are valid, and values beside all of them are not."""
    either = {"anyOf": [{"type": "string", "enum": ["auto"]}, {"type": "string", "pattern": r"^\d{3}x\d{3}$"}]}
    tried = {near.value: near.valid for near in variations(either) if isinstance(near.value, str)}
    assert tried == {
        **dict.fromkeys(["auto", "000x000"], True),
        **dict.fromkeys(tried.keys() - {"auto", "000x000"}, False),
    }
    assert {"AUTO", "00x000"} <= tried.keys()


def test_shared_rule_is_tried_once() -> None:
    """A rule that several models share is tried on one of them, and each model's own rules on that model."""
    twin = {
        **INVENTED["properties"],
        "model": {"type": "string", "enum": ["invented-2"]},
        "seed": {"type": "integer", "minimum": 3},
    }
    known = with_invented_models(INVENTED, {**INVENTED, "x-evolink-model": "invented-2", "properties": twin})
    tried = {
        ".".join(map(str, (near.model, *near.variation.path, near.variation.keyword)))
        for near in near_misses(known)
        if near.model.startswith("invented")
    }
    assert {"invented-1.prompt.maxLength", "invented-1.seed.maximum"} <= tried
    assert {each for each in tried if each.startswith("invented-2")} == {
        *("invented-2.required", "invented-2.model.enum", "invented-2.options.required"),
        *("invented-2.options_.additionalProperties", "invented-2.options.tags_.additionalProperties"),
    }


def test_named_model_is_tried_whole() -> None:
    """A model that is named has all of its rules tried, though others have them as well, and its results measured."""
    named = "gpt-image-2"
    selection = Selection(models=frozenset({named}))
    tried = list(near_misses(OPERATIONS, selection))
    assert {near.model for near in tried} == {named}
    assert {near.rule for near in tried} == {near.rule for near in derived() if near.model == named}
    first, *_ = shaped_requests(OPERATIONS, selection)
    assert (first.model, first.is_new, (first.count or 0) > 1) == (named, True, True)


def test_named_operation_is_tried() -> None:
    """An operation that is named has each rule of its models tried once, and the other operations none."""
    named = min((create for create, _ in PAIRS), key=lambda create: len(create.models))
    tried = [str(near) for near in near_misses(OPERATIONS, Selection(operations=frozenset({named.id})))]
    assert tried == [str(near) for near in near_misses([named])] != []


@pytest.mark.parametrize("bearer", ["image_urls", "n"])
@pytest.mark.parametrize("own_limit", [4, 20])
def test_total_of_images(bearer: str, own_limit: int) -> None:
    """A limit on references plus results is tested on both sides."""
    links = {"type": "array", "maxItems": own_limit, "items": {"type": "string", "format": "uri"}}
    fields = {"image_urls": links, "n": {"type": "integer", "minimum": 1, "maximum": 9}}
    fields[bearer]["x-evolink-inputs-plus-outputs"] = 6
    model = {**INVENTED, "properties": {**INVENTED["properties"], **fields}}
    derived = [near for near in near_misses(with_invented_models(model)) if near.model == "invented-1"]
    requests = [
        (near.variation.valid, near.blamed, near.variation.value)
        for near in derived
        if near.variation.keyword == "x-evolink-inputs-plus-outputs"
    ]
    assert [(valid, len(each["image_urls"]) + each["n"]) for valid, _, each in requests] == [(True, 6), (False, 7)]
    assert all(blamed == {"image_urls", "n"} for _, blamed, _ in requests)
    assert all(len(each["image_urls"]) <= own_limit for *_, each in requests)


def test_rules_of_texts() -> None:
    """Sizes in pixels, the case of closed sets and bytes are tested on both sides of every bound."""
    size = {
        "type": "string",
        "x-evolink-size-values": ["auto", "2:1"],
        "pattern": "^(?:auto|2:1|[1-9][0-9]{0,8}[xX×][1-9][0-9]{0,8})$",
        "x-evolink-size-sides": [64, 4000],
        "x-evolink-size-pixels": [100_000, 8_000_000],
        "x-evolink-size-ratio": ["1:4", "4:1"],
        "x-evolink-size-step": 8,
    }
    tier = {"type": "string", "enum": ["1K", "2K"], "x-evolink-any-case": True}
    text = {"type": "string", "x-evolink-max-utf8-bytes": 30}
    fields = {**INVENTED["properties"], "size": size, "tier": tier, "text": text}
    known = with_invented_models({**INVENTED, "properties": fields})
    derived = [near for near in near_misses(known) if near.model == "invented-1"]
    assert [str(near) for near in derived if not is_as_claimed(near)] == []
    sides = {(near.variation.keyword, near.variation.valid) for near in derived}
    bounds = {*size, *text} - {"type", "pattern"}
    assert {(keyword, valid) for keyword in bounds for valid in (True, False)} <= sides
    assert {near.variation.value["tier"] for near in derived if near.variation.keyword == "x-evolink-any-case"} == {
        "1k",
        "2k",
    }


def test_model_without_sizes() -> None:
    """A model without sizes still gets a lifecycle test."""
    bare = {**INVENTED, "properties": {name: INVENTED["properties"][name] for name in INVENTED["required"]}}
    known = with_invented_models(bare)
    assert {wanted.shape.ratio for wanted in shaped_requests(known) if wanted.model == "invented-1"} == {None}


def test_values_of_other_models() -> None:
    """The values of a new model are tested on the other models."""
    sizes = {
        str(near.variation.value["size"])
        for near in near_misses(with_invented_models())
        if near.model != "invented-1" and near.variation.path == ("size",) and not near.variation.valid
    }
    assert "7:5" in sizes
