# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50LiteRequestModelParamsToolsItemType = Literal["web_search"]

DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_PARAMS_TOOLS_ITEM_TYPE_VALUES: set[
    DoubaoSeedream50LiteRequestModelParamsToolsItemType
] = {
    "web_search",
}


def check_doubao_seedream_50_lite_request_model_params_tools_item_type(
    value: str,
) -> DoubaoSeedream50LiteRequestModelParamsToolsItemType:
    if value in DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_PARAMS_TOOLS_ITEM_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_PARAMS_TOOLS_ITEM_TYPE_VALUES!r}"
    )
