# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gpt4OImageRequestN = Literal[1, 2, 4]

GPT_4O_IMAGE_REQUEST_N_VALUES: set[Gpt4OImageRequestN] = {
    1,
    2,
    4,
}


def check_gpt_4o_image_request_n(value: int) -> Gpt4OImageRequestN:
    if value in GPT_4O_IMAGE_REQUEST_N_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_4O_IMAGE_REQUEST_N_VALUES!r}")
