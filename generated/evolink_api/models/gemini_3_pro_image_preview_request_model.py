# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini3ProImagePreviewRequestModel = Literal["gemini-3-pro-image-preview"]

GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_MODEL_VALUES: set[Gemini3ProImagePreviewRequestModel] = {
    "gemini-3-pro-image-preview",
}


def check_gemini_3_pro_image_preview_request_model(value: str) -> Gemini3ProImagePreviewRequestModel:
    if value in GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_MODEL_VALUES!r}"
    )
