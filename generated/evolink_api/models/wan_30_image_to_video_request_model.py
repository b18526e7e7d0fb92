# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan30ImageToVideoRequestModel = Literal["wan3.0-image-to-video"]

WAN_30_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[Wan30ImageToVideoRequestModel] = {
    "wan3.0-image-to-video",
}


def check_wan_30_image_to_video_request_model(value: str) -> Wan30ImageToVideoRequestModel:
    if value in WAN_30_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_30_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
