# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Happyhorse11ImageToVideoRequestModel = Literal["happyhorse-1.1-image-to-video"]

HAPPYHORSE_11_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[Happyhorse11ImageToVideoRequestModel] = {
    "happyhorse-1.1-image-to-video",
}


def check_happyhorse_11_image_to_video_request_model(value: str) -> Happyhorse11ImageToVideoRequestModel:
    if value in HAPPYHORSE_11_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAPPYHORSE_11_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
