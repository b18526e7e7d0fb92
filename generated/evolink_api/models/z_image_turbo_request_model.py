# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

ZImageTurboRequestModel = Literal["z-image-turbo"]

Z_IMAGE_TURBO_REQUEST_MODEL_VALUES: set[ZImageTurboRequestModel] = {
    "z-image-turbo",
}


def check_z_image_turbo_request_model(value: str) -> ZImageTurboRequestModel:
    if value in Z_IMAGE_TURBO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {Z_IMAGE_TURBO_REQUEST_MODEL_VALUES!r}")
