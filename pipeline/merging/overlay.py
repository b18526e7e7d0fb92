"""Applies OpenAPI Overlay 1.0 documents: targets are JSONPaths (RFC 9535); each action has a reason and an effect."""

import copy
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathNode

from pipeline.problems import Problem
from pipeline.yamlio import YamlError, load_marked

_ENVIRONMENT = JSONPathEnvironment()
OURS = "x-evolink-ours"
CONTRACT = "openapi.yaml"
EVERY_EXTRACT = "*.yaml"


@dataclass(frozen=True)
class Action:
    """One correction.

    Attributes:
        overlay: Name of the overlay's file.
        line: Its line there.
        target: JSONPath of the nodes it corrects.
        update: What is merged into each node; None to remove it.
        reason: Why the correction is right.
        evidence: The pages or other sources that it is based on.
        when: JSONPath that must match for the action to apply. Without one, a page of its evidence must be present.
        ours: `stricter` if the rule is ours and not the documentation's.
    """

    overlay: str
    line: int
    target: str
    update: Any
    reason: str
    evidence: tuple[str, ...]
    ours: str | None = None
    when: str = ""

    def problem(self, what: str, why: str) -> Problem:
        """Return a problem at this action's place."""
        return Problem(self.overlay, self.line, "error", what, why)


@dataclass(frozen=True)
class Overlay:
    """One overlay file: its actions, and what it extends: the contract, a page's extract, or every extract."""

    name: str
    extends: str
    actions: tuple[Action, ...]


def load_overlays(folder: Path) -> tuple[list[Overlay], list[Problem]]:
    """Return every overlay of a folder, and the problems with them."""
    overlays: list[Overlay] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            overlays.append(_overlay(path, problems))
        except YamlError as error:
            problems.append(Problem(path.name, error.line, "error", error.reason, "an overlay is YAML"))
    return overlays, problems


def _overlay(path: Path, problems: list[Problem]) -> Overlay:
    marked = load_marked(path.read_text(encoding="utf-8"))
    data = marked.value
    actions = []
    if not isinstance(data, dict) or data.get("overlay") != "1.0.0" or not isinstance(data.get("actions"), list):
        problems.append(Problem(path.name, 1, "error", "overlay: 1.0.0 and a list of actions", "an overlay has both"))
        return Overlay(path.name, "", ())
    extends = Path(str(data.get("extends", CONTRACT))).name
    for index, entry in enumerate(data["actions"]):
        line = marked.lines[("actions", str(index))]
        if not isinstance(entry, dict):
            problems.append(Problem(path.name, line, "error", f"{entry!r}", "an action is a mapping"))
            continue
        evidence = entry.get("x-evolink-evidence")
        action = Action(
            path.name, line, str(entry.get("target", "")), entry.get("update"), str(entry.get("description", "")),
            tuple(evidence) if isinstance(evidence, list) else (), entry.get(OURS),
            str(entry.get("x-evolink-when", "")),
        )  # fmt: skip
        wrong = list(_incomplete(action, extends, remove=entry.get("remove") is True))
        problems += wrong
        actions += [] if wrong else [action]
    return Overlay(path.name, extends, tuple(actions))


def _incomplete(action: Action, extends: str, *, remove: bool) -> Iterable[Problem]:
    if not action.reason or not action.evidence:
        yield action.problem("an action without description or x-evolink-evidence", "a correction says why")
    elif extends == EVERY_EXTRACT and not action.when:
        yield action.problem("no x-evolink-when", "what corrects every extract says which facts it corrects")
    elif extends not in {CONTRACT, EVERY_EXTRACT, *(f"{page}.yaml" for page in action.evidence)}:
        yield action.problem(
            f"{extends} is not among its evidence", "what corrects a page's extract rests on that page"
        )
    if remove == (action.update is not None):
        yield action.problem("both or neither of update and remove", "an action does one thing")
    for path in filter(None, (action.target, action.when)):
        try:
            _ENVIRONMENT.compile(path)
        except JSONPathError as error:
            yield action.problem(f"{path}: {error}", "a target is JSONPath by RFC 9535")


def apply_overlays(
    document: dict[str, Any], overlays: Iterable[Overlay], present: Collection[str]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the corrected document; an action does not apply if all pages of its evidence are absent.

    Args:
        document: The document to correct; it is not changed.
        overlays: The corrections.
        present: Names of the pages that the document is made from.
    """
    actions = [action for overlay in overlays for action in overlay.actions if _due(action, document, present)]
    if not actions:
        return copy.deepcopy(document), []
    corrected, problems = _apply_all(document, actions)
    backwards, _ = _apply_all(document, actions[::-1])
    if not problems and _without_order(backwards) != _without_order(corrected):
        names = ", ".join(sorted({action.overlay for action in actions}))
        problems.append(Problem(names, 1, "error", "the result depends on the order of actions", "corrections commute"))
    return corrected, problems


def _without_order(value: Any) -> Any:
    """Return a document with its lists of parameters sorted, as their order means nothing."""
    if isinstance(value, list):
        return [_without_order(each) for each in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _without_order(each) for key, each in value.items()}
    if isinstance(plain.get("parameters"), list):
        plain["parameters"] = sorted(plain["parameters"], key=repr)
    return plain


def _due(action: Action, document: dict[str, Any], present: Collection[str]) -> bool:
    if action.when:
        return _ENVIRONMENT.find_one(action.when, document) is not None
    return any(page in present for page in action.evidence)


def _apply_all(document: dict[str, Any], actions: list[Action]) -> tuple[dict[str, Any], list[Problem]]:
    document = copy.deepcopy(document)
    problems: list[Problem] = []
    for action in actions:
        # The last node first, so that a removal moves no other.
        nodes = {node.location: node for node in _ENVIRONMENT.finditer(action.target, document)}
        found = [nodes[location] for location in sorted(nodes, reverse=True)]
        if not found:
            problems.append(
                action.problem(f"target {action.target} matches nothing", "a correction corrects something")
            )
        elif sum(_change(document, node, action, problems) for node in found) == 0:
            problems.append(action.problem(f"target {action.target} is so already", "a correction corrects something"))
    return document, problems


def _change(document: dict[str, Any], node: JSONPathNode, action: Action, problems: list[Problem]) -> bool:
    """Apply an action to one node and return whether anything changed."""
    if action.update is None and not node.location:
        problems.append(action.problem("the document itself can't be removed", "a correction keeps the rest"))
        return True
    if action.update is None:
        parent: Any = document
        *way, last = node.location
        for step in way:
            parent = parent[step]
        del parent[last]
        return True
    if isinstance(node.value, dict) and isinstance(action.update, dict):
        return _merge(node.value, action.update, action, problems)
    if isinstance(node.value, list):
        if action.update in node.value:
            return False
        node.value.append(copy.deepcopy(action.update))
        return True
    problems.append(action.problem(f"{action.target} is not an object or list", "only those can be updated"))
    return False


def _merge(node: dict[str, Any], update: dict[str, Any], action: Action, problems: list[Problem]) -> bool:
    changed = []
    for key, value in update.items():
        old = node.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            changed.append(_merge(old, value, action, problems))
            continue
        if isinstance(old, list) and old != value:
            problems.append(action.problem(f"{key} is a list", "a list is the target itself, or removed first"))
        elif old != value or key not in node:
            node[key] = copy.deepcopy(value)
            if action.ours:
                node.setdefault(OURS, {})[key] = action.ours
            changed.append(True)
    return any(changed)
