# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25ImageToVideoRequestModel = Literal["seedance-2.5-image-to-video"]

SEEDANCE_25_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[Seedance25ImageToVideoRequestModel] = {
    "seedance-2.5-image-to-video",
}


def check_seedance_25_image_to_video_request_model(value: str) -> Seedance25ImageToVideoRequestModel:
    if value in SEEDANCE_25_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
