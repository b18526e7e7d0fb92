# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

ImageGenerationResponseObjectType0 = Literal["image.generation.task"]

IMAGE_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES: set[ImageGenerationResponseObjectType0] = {
    "image.generation.task",
}


def check_image_generation_response_object_type_0(value: str) -> ImageGenerationResponseObjectType0:
    if value in IMAGE_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {IMAGE_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES!r}"
    )
