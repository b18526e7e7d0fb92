"""Checks the examples of answers: each must be an answer by its own schema."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from pipeline.merging.overlay import CONTRACT
from pipeline.problems import Problem


def wrong_examples(document: dict[str, Any]) -> Iterator[Problem]:
    """Return a problem for each example of an answer that its schema does not allow."""
    validators: dict[str, jsonschema_rs.Validator] = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            for status, answer in operation["responses"].items():
                for body in answer.get("content", {}).values():
                    if "example" in body and not _validator(document, body["schema"], validators).is_valid(
                        body["example"]
                    ):
                        what = f"{method.upper()} {path}: the example of answer {status}: {body['example']!r}"
                        yield Problem(CONTRACT, 1, "error", what, "an example is an answer by its own schema")


def _validator(
    document: dict[str, Any], schema: dict[str, Any], known: dict[str, jsonschema_rs.Validator]
) -> jsonschema_rs.Validator:
    """Return the validator of a schema, which many answers share by its reference."""
    name = schema.get("$ref", "")
    if name and name in known:
        return known[name]
    validator = jsonschema_rs.validator_for({**schema, "components": document["components"]})
    if name:
        known[name] = validator
    return validator
