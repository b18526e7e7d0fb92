# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingCustomElementRequestModel = Literal["kling-custom-element"]

KLING_CUSTOM_ELEMENT_REQUEST_MODEL_VALUES: set[KlingCustomElementRequestModel] = {
    "kling-custom-element",
}


def check_kling_custom_element_request_model(value: str) -> KlingCustomElementRequestModel:
    if value in KLING_CUSTOM_ELEMENT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_CUSTOM_ELEMENT_REQUEST_MODEL_VALUES!r}"
    )
