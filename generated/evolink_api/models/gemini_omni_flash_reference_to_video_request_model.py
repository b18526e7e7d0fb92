# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmniFlashReferenceToVideoRequestModel = Literal["gemini-omni-flash-reference-to-video"]

GEMINI_OMNI_FLASH_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[
    GeminiOmniFlashReferenceToVideoRequestModel
] = {
    "gemini-omni-flash-reference-to-video",
}


def check_gemini_omni_flash_reference_to_video_request_model(
    value: str,
) -> GeminiOmniFlashReferenceToVideoRequestModel:
    if value in GEMINI_OMNI_FLASH_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_FLASH_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
