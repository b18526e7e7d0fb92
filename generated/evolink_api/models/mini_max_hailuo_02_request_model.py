# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MiniMaxHailuo02RequestModel = Literal["MiniMax-Hailuo-02"]

MINI_MAX_HAILUO_02_REQUEST_MODEL_VALUES: set[MiniMaxHailuo02RequestModel] = {
    "MiniMax-Hailuo-02",
}


def check_mini_max_hailuo_02_request_model(value: str) -> MiniMaxHailuo02RequestModel:
    if value in MINI_MAX_HAILUO_02_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINI_MAX_HAILUO_02_REQUEST_MODEL_VALUES!r}"
    )
