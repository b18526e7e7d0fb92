"""The models of the contract, as a tool shows them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from evolink._contract.kinds import KINDS
from evolink._contract.limits import describe_rules
from evolink._contract.models import closest_models, example_request, find_model
from evolink._costs.prices import Prices
from evolink.cli._model_detail import about_parameter, flat_parameters, names_callback
from evolink.cli._parameters import known_models
from evolink.cli.models import fits

from .failures import RefusedError
from .schemas import Model, Models, ModelsArguments, Parameter

if TYPE_CHECKING:
    from evolink_rules import ModelInfo


def find_models(asked: ModelsArguments) -> Models:
    """Return one model in detail, or those that fit a search. A name that several have in theirs is a search.

    Raises:
        RefusedError: There is no such model or kind.
    """
    if asked.name is not None and (info := find_model(asked.name)):
        return Models(models=[_in_detail(info)])
    kind = _known_kind(asked.kind)
    words = asked.search if asked.name is None else asked.name
    chosen = [info for info in known_models().values() if kind in {None, info.kind} and fits(info, words)]
    if not chosen:
        raise _nothing_found(words or "")
    return Models(models=list(_in_a_line(chosen)))


def _known_kind(name: str | None) -> str | None:
    for kind in KINDS:
        if name in {kind, kind.removesuffix("s")}:
            return kind
    if name is not None:
        raise RefusedError("InvalidArguments", f"There is no kind {name!r:.60}; the kinds are {', '.join(KINDS)}.")
    return None


def _nothing_found(words: str) -> RefusedError:
    near = closest_models(words)
    hint = f"Did you mean {' or '.join(near)}?" if near else "Without a name and a search, all models are listed."
    return RefusedError("UnknownModel", f"No model has {words!r:.60} in its name or family.", hint)


def _in_a_line(chosen: "Iterable[ModelInfo]") -> Iterator[Model]:
    prices = Prices()
    for info in chosen:
        example = example_request(info)
        estimate = prices.estimate(example) if example else None
        known = str(estimate) if estimate and estimate.credits is not None else None
        yield Model(name=info.name, kind=info.kind, family=info.family, price=known)


def _in_detail(info: "ModelInfo") -> Model:
    example = example_request(info)
    return Model(
        name=info.name,
        kind=info.kind,
        family=info.family,
        price=str(Prices().estimate(example)) if example else None,
        parameters=list(_parameters(info)),
        rules=describe_rules(info.schema),
        example=example,
    )


def _parameters(info: "ModelInfo") -> Iterator[Parameter]:
    for full, _name, schema, needed, _depth in flat_parameters(info.schema, "", 0):
        if not names_callback(schema):
            yield Parameter(name=full, required=needed, about=about_parameter(schema))
