# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingV3ImageToVideoRequestModel = Literal["kling-v3-image-to-video"]

KLING_V3_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[KlingV3ImageToVideoRequestModel] = {
    "kling-v3-image-to-video",
}


def check_kling_v3_image_to_video_request_model(value: str) -> KlingV3ImageToVideoRequestModel:
    if value in KLING_V3_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_V3_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
