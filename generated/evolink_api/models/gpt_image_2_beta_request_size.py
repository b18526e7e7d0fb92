# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage2BetaRequestSize = Literal[
    "16:9",
    "1:1",
    "1:2",
    "1:3",
    "21:9",
    "2:1",
    "2:3",
    "3:1",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "9:21",
    "auto",
]

GPT_IMAGE_2_BETA_REQUEST_SIZE_VALUES: set[GptImage2BetaRequestSize] = {
    "16:9",
    "1:1",
    "1:2",
    "1:3",
    "21:9",
    "2:1",
    "2:3",
    "3:1",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "9:21",
    "auto",
}


def check_gpt_image_2_beta_request_size(value: str) -> GptImage2BetaRequestSize:
    if value in GPT_IMAGE_2_BETA_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_2_BETA_REQUEST_SIZE_VALUES!r}")
