# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

ImageGenerationResponseTypeType0 = Literal["audio", "image", "text", "video"]

IMAGE_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES: set[ImageGenerationResponseTypeType0] = {
    "audio",
    "image",
    "text",
    "video",
}


def check_image_generation_response_type_type_0(value: str) -> ImageGenerationResponseTypeType0:
    if value in IMAGE_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {IMAGE_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES!r}"
    )
