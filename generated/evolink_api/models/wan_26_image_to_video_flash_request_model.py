# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan26ImageToVideoFlashRequestModel = Literal["wan2.6-image-to-video-flash"]

WAN_26_IMAGE_TO_VIDEO_FLASH_REQUEST_MODEL_VALUES: set[Wan26ImageToVideoFlashRequestModel] = {
    "wan2.6-image-to-video-flash",
}


def check_wan_26_image_to_video_flash_request_model(value: str) -> Wan26ImageToVideoFlashRequestModel:
    if value in WAN_26_IMAGE_TO_VIDEO_FLASH_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_26_IMAGE_TO_VIDEO_FLASH_REQUEST_MODEL_VALUES!r}"
    )
