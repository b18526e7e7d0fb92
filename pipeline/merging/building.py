"""Builds the operations of the contract, each from what its pages say together."""

from collections.abc import Sequence
from typing import Any

from pipeline.merging.agreement import Agreement, Stated
from pipeline.merging.answers import answers_of
from pipeline.merging.models import Models, Names, models_of, operation_facts, page_of
from pipeline.merging.naming import camel
from pipeline.merging.operations import JSON, Kind, Operation
from pipeline.merging.shapes import Shapes
from pipeline.merging.wording import Wording
from pipeline.problems import Problem

_VERBS = {"read": "get"}


class Builder:
    """Builds the operations of one contract.

    Attributes:
        shapes: The schemas that the operations have in common.
        problems: What was found on the way.
    """

    def __init__(self, wording: Wording) -> None:
        self.shapes = Shapes(wording)
        self.problems: list[Problem] = []
        self._wording = wording
        self._names = Names()

    def build(self, operation: Operation, kind: Kind | None, siblings: Sequence[Operation] = ()) -> dict[str, Any]:
        """Return the operation as the contract has it; siblings are the others that make tasks, if it makes tasks."""
        models = models_of(operation, self._names, self.problems) if kind == "create" else {}
        operation_id = self._wording.operation_id(operation.path, operation.method) or _id(operation, kind)
        stem = self._wording.stem(operation_id)
        built: dict[str, Any] = {"operationId": operation_id, "tags": [self._wording.tag(operation.resource)]}
        if any(page.node.get("deprecated") for page in operation.pages):
            built["deprecated"] = True
        if servers := _servers(operation, self.problems):
            built["servers"] = servers
        if parameters := _parameters(operation, self.problems):
            built["parameters"] = parameters
        if content := self._content(operation, models, stem):
            built["requestBody"] = {"required": True, "content": content}
        built["responses"] = answers_of(operation, siblings, models, stem, self.shapes, self.problems)
        built["x-evolink-pages"] = [page_of(stated) for stated in operation.pages]
        if kind not in {"create", "read", None}:
            built["x-evolink-operation"] = kind
            built |= operation_facts([page.node for page in operation.pages])
        return built

    def _content(self, operation: Operation, models: Models, stem: str) -> dict[str, Any]:
        """Return the request's schema by media type."""
        if models:
            return {JSON: {"schema": self.shapes.requests(stem, models)}}
        stated: dict[str, list[Stated]] = {}
        for body in operation.bodies:
            stated.setdefault(body.at[-2], []).append(body)
        content = {}
        for media, bodies in stated.items():
            # Without a model to be about, pages are versions that may leave out facts, but contradict none.
            agreement = Agreement(same=False, fields_must_match=False)
            content[media] = {"schema": self.shapes.request(stem, agreement.merge(bodies))}
            self.problems += agreement.problems
        return content


def _id(operation: Operation, kind: Kind | None) -> str:
    """Return the name of an operation that has none of ours: what it does, and the words of its path.

    The pages' names for it don't count: that of a model's page names the model, and changes with the first model.
    """
    verb = _VERBS.get(str(kind), kind or operation.method)
    words = [word for word in operation.words if word != verb]
    return camel(verb, *(words if kind == "list" else map(_one_of, words)))


def _one_of(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _servers(operation: Operation, problems: list[Problem]) -> list[dict[str, Any]]:
    """Return the servers of an operation that is not where the others are."""
    naming = [page for page in operation.pages if "servers" in page.node]
    for other in naming[1:]:
        if other.node["servers"] != naming[0].node["servers"]:
            what = f"{operation.name}: {_urls(naming[0])} here, {_urls(other)} on {other.name}:{other.line()}"
            why = "pages agree, or an overlay settles it"
            problems.append(Problem(naming[0].name, naming[0].line(), "error", what, why))
    return list(naming[0].node["servers"]) if naming else []


def _urls(page: Stated) -> str:
    return ", ".join(server["url"] for server in page.node["servers"])


def _parameters(operation: Operation, problems: list[Problem]) -> list[dict[str, Any]]:
    by_name: dict[tuple[str, str], list[tuple[dict[str, Any], Stated]]] = {}
    for page in operation.pages:
        for index, parameter in enumerate(page.node.get("parameters", [])):
            stated = Stated(page.page, (*page.at, "parameters", str(index), "schema"), parameter["schema"])
            by_name.setdefault((parameter["in"], parameter["name"]), []).append((parameter, stated))
    parameters = []
    for said in by_name.values():
        agreement = Agreement(same=True, fields_must_match=True)
        parameters.append({**said[0][0], "schema": agreement.merge([stated for _, stated in said])})
        problems += agreement.problems
    return parameters
