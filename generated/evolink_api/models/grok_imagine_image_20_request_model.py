# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GrokImagineImage20RequestModel = Literal["grok-imagine-image-2.0"]

GROK_IMAGINE_IMAGE_20_REQUEST_MODEL_VALUES: set[GrokImagineImage20RequestModel] = {
    "grok-imagine-image-2.0",
}


def check_grok_imagine_image_20_request_model(value: str) -> GrokImagineImage20RequestModel:
    if value in GROK_IMAGINE_IMAGE_20_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROK_IMAGINE_IMAGE_20_REQUEST_MODEL_VALUES!r}"
    )
