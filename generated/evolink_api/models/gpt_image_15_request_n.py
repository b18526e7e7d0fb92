# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage15RequestN = Literal[1]

GPT_IMAGE_15_REQUEST_N_VALUES: set[GptImage15RequestN] = {
    1,
}


def check_gpt_image_15_request_n(value: int) -> GptImage15RequestN:
    if value in GPT_IMAGE_15_REQUEST_N_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_15_REQUEST_N_VALUES!r}")
