# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan25ImageToImageRequestModel = Literal["wan2.5-image-to-image"]

WAN_25_IMAGE_TO_IMAGE_REQUEST_MODEL_VALUES: set[Wan25ImageToImageRequestModel] = {
    "wan2.5-image-to-image",
}


def check_wan_25_image_to_image_request_model(value: str) -> Wan25ImageToImageRequestModel:
    if value in WAN_25_IMAGE_TO_IMAGE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_25_IMAGE_TO_IMAGE_REQUEST_MODEL_VALUES!r}"
    )
