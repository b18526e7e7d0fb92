# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingO1ImageToVideoRequestModel = Literal["kling-o1-image-to-video"]

KLING_O1_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[KlingO1ImageToVideoRequestModel] = {
    "kling-o1-image-to-video",
}


def check_kling_o1_image_to_video_request_model(value: str) -> KlingO1ImageToVideoRequestModel:
    if value in KLING_O1_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_O1_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
