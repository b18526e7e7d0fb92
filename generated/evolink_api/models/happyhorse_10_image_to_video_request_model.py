# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Happyhorse10ImageToVideoRequestModel = Literal["happyhorse-1.0-image-to-video"]

HAPPYHORSE_10_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[Happyhorse10ImageToVideoRequestModel] = {
    "happyhorse-1.0-image-to-video",
}


def check_happyhorse_10_image_to_video_request_model(value: str) -> Happyhorse10ImageToVideoRequestModel:
    if value in HAPPYHORSE_10_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAPPYHORSE_10_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
