# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashVideoExtendRequestModel = Literal["gemini-omni-1.1-flash-video-extend"]

GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_MODEL_VALUES: set[GeminiOmni11FlashVideoExtendRequestModel] = {
    "gemini-omni-1.1-flash-video-extend",
}


def check_gemini_omni_11_flash_video_extend_request_model(
    value: str,
) -> GeminiOmni11FlashVideoExtendRequestModel:
    if value in GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_MODEL_VALUES!r}"
    )
