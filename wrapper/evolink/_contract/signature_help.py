"""The signature and help text of `client.images.generate`: the models and their parameters, from the contract."""

from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, Signature, signature
from typing import Any

from evolink._contract.chains import INDEX, TASK, find_chain, has_own
from evolink._contract.limits import describe_parameter, describe_rules
from evolink._contract.models import models, parameter_names


def make_signature(method: Callable[..., Any], kind: str | None) -> Signature:
    """Return the signature of a method that takes `**request`, with the parameters of all models of a kind."""
    ours = [each for each in signature(method).parameters.values() if each.kind is Parameter.KEYWORD_ONLY]
    ours += [Parameter(name, Parameter.KEYWORD_ONLY, default=None) for name in _chain_keywords(kind)]
    taken = {each.name for each in ours}
    theirs = [Parameter(name, Parameter.KEYWORD_ONLY) for name in parameter_names(kind) if name not in taken]
    return Signature([*ours, *theirs])


def describe_models(kind: str | None) -> str:
    """Return the models of a kind, or of every kind, as text, each with its parameters, its rules and its pages."""
    lines = ["Models and their parameters:"]
    for name, info in models().items():
        if name != info.name or kind not in {None, info.kind}:
            continue
        aliases = f" (also {', '.join(info.aliases)})" if info.aliases else ""
        lines.append(f"    {info.name}{aliases}")
        required = info.schema.get("required", ())
        for parameter, schema in info.schema["properties"].items():
            if parameter != "model":
                needed = " (required)" if parameter in required else ""
                lines.append(f"        {parameter}{needed}: {_about(schema)}")
        lines += [f"        {about}" for about in (*_describe_chain(info.name), *describe_rules(info.schema))]
        pages = [page["url"] for page in info.raw.get("x-evolink-pages", ()) if page.get("url")]
        lines += [f"        documented on {page}" for page in dict.fromkeys(pages)]
    return "\n".join(lines)


def _chain_keywords(kind: str | None) -> list[str]:
    """Return the keywords of ours for models of a kind that continue an earlier task."""
    chains = [find_chain(info.name) for info in models().values() if kind in {None, info.kind}]
    found = [TASK] if any(chains) else []
    return [*found, INDEX] if any(chain and chain.index for chain in chains) else found


def _describe_chain(model: str) -> Iterator[str]:
    chain = find_chain(model)
    if chain and not has_own(model, TASK):
        yield f"{TASK}: the earlier task to continue, or its results, instead of {'.'.join(chain.task)}"
        if chain.index:
            yield f"{INDEX}: which of its results, from 0, instead of {'.'.join(chain.index)}"


def _about(schema: Mapping[str, Any]) -> str:
    """Return what a parameter is for and what it may be, in one line."""
    purpose = schema.get("description", schema.get("type", "any value")).rstrip(".")
    return "; ".join(part for part in (purpose, describe_parameter(schema)) if part)
