"""Which models of a page a rule is about, where the page says it by their names or by their versions."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.reading.values import Unfit

_VERSION = re.compile(r"(?<![a-z0-9.])v?(\d+(?:\.\d+)?)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w.]*(?:-[\w.]+)+")


def elsewhere(rule: Mapping[str, Any], models: list[str]) -> dict[str, Any] | None:
    """Return what a rule says of the field on a page of models that it is not about; None if it is about them."""
    if rule.keys() & {"models", "version", "since"} and not _concerns(rule, models):
        return dict(rule.get("else", {}))
    return None if rule.keys() - {"models", "else"} else {}


def _concerns(rule: Mapping[str, Any], models: list[str]) -> bool:
    """Return whether a rule is about the models of a page: all of them, or none.

    A rule names its `models`, or a `version`; `since` is a version that all later ones follow.

    Raises:
        Unfit: It is about some of the models, or the page names none.
    """
    verdicts = {_is_meant(rule, model) for model in models}
    if len(verdicts) != 1:
        raise Unfit
    return verdicts.pop()


def _is_meant(rule: Mapping[str, Any], model: str) -> bool:
    if "models" in rule:
        return _bare(model) in {_bare(name) for name in _NAME.findall(rule["models"])}
    found = _VERSION.search(model)
    if found is None:
        raise Unfit
    version = float(found[1])
    return version >= float(rule["since"]) if "since" in rule else version == float(rule["version"])


def _bare(model: str) -> str:
    """Return a model's name without the suffix that pages write or leave out."""
    return model.casefold().removesuffix("-beta")
