# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

ImageGenerationResponseStatusType0 = Literal["completed", "failed", "pending", "processing"]

IMAGE_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES: set[ImageGenerationResponseStatusType0] = {
    "completed",
    "failed",
    "pending",
    "processing",
}


def check_image_generation_response_status_type_0(value: str) -> ImageGenerationResponseStatusType0:
    if value in IMAGE_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {IMAGE_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES!r}"
    )
