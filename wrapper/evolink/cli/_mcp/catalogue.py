"""The models of the contract, as a tool shows them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evolink._contract.kinds import KINDS
from evolink._contract.limits import describe_rules
from evolink._contract.models import closest_models, example_request, find_model
from evolink._costs.prices import Prices
from evolink.cli._model_detail import about_parameter, flat_parameters
from evolink.cli._parameters import known_models
from evolink.cli.models import fits

from .failures import RefusedError
from .schemas import Model, Models, ModelsArguments, Parameter

if TYPE_CHECKING:
    from evolink_rules import ModelInfo


def find_models(asked: ModelsArguments) -> Models:
    """Return one model in detail, or those that fit a search.

    Raises:
        RefusedError: There is no such model or kind.
    """
    if asked.name is not None:
        return Models(models=[_in_detail(_find(asked.name))])
    if asked.kind not in {None, *KINDS}:
        raise RefusedError(
            "InvalidArguments", f"There is no kind {asked.kind!r:.60}; the kinds are {', '.join(KINDS)}."
        )
    chosen = [info for info in known_models().values() if asked.kind in {None, info.kind} and fits(info, asked.search)]
    return Models(models=[Model(name=info.name, kind=info.kind, family=info.family) for info in chosen])


def _find(name: str) -> "ModelInfo":
    if info := find_model(name):
        return info
    near = closest_models(name)
    hint = f"Did you mean {' or '.join(near)}?" if near else "The tool `models` without a name lists them."
    raise RefusedError("UnknownModel", f"There is no model {name!r:.60}.", hint)


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
        yield Parameter(name=full, required=needed, about=about_parameter(schema))
