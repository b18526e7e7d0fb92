"""The example of an answer is an answer by its own schema."""

from typing import Any

from pipeline.merging.examples import wrong_examples


def document(example: dict[str, Any]) -> dict[str, Any]:
    body = {"schema": {"$ref": "#/components/schemas/Error"}, "example": example}
    operation = {"responses": {"400": {"content": {"application/json": body}}, "204": {}}}
    schema = {"type": "object", "properties": {"code": {"type": "integer"}}}
    return {"paths": {"/v1/shelf": {"get": operation, "post": operation}}, "components": {"schemas": {"Error": schema}}}


def test_right_example() -> None:
    """An example that the schema allows is no problem."""
    assert list(wrong_examples(document({"code": 4}))) == []


def test_wrong_example() -> None:
    """An example that the schema does not allow is a problem, with operation, status and value."""
    one, two = wrong_examples(document({"code": "four"}))
    assert one.what == "GET /v1/shelf: the example of answer 400: {'code': 'four'}"
    assert two.what.startswith("POST")
