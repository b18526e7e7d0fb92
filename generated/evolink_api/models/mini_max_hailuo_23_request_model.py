# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MiniMaxHailuo23RequestModel = Literal["MiniMax-Hailuo-2.3"]

MINI_MAX_HAILUO_23_REQUEST_MODEL_VALUES: set[MiniMaxHailuo23RequestModel] = {
    "MiniMax-Hailuo-2.3",
}


def check_mini_max_hailuo_23_request_model(value: str) -> MiniMaxHailuo23RequestModel:
    if value in MINI_MAX_HAILUO_23_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINI_MAX_HAILUO_23_REQUEST_MODEL_VALUES!r}"
    )
