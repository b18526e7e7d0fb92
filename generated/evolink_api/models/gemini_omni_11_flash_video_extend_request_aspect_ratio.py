# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashVideoExtendRequestAspectRatio = Literal["auto"]

GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_ASPECT_RATIO_VALUES: set[
    GeminiOmni11FlashVideoExtendRequestAspectRatio
] = {
    "auto",
}


def check_gemini_omni_11_flash_video_extend_request_aspect_ratio(
    value: str,
) -> GeminiOmni11FlashVideoExtendRequestAspectRatio:
    if value in GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_ASPECT_RATIO_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_ASPECT_RATIO_VALUES!r}"
    )
