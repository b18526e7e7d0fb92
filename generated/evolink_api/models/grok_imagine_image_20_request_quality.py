# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GrokImagineImage20RequestQuality = Literal["low", "medium"]

GROK_IMAGINE_IMAGE_20_REQUEST_QUALITY_VALUES: set[GrokImagineImage20RequestQuality] = {
    "low",
    "medium",
}


def check_grok_imagine_image_20_request_quality(value: str) -> GrokImagineImage20RequestQuality:
    if value in GROK_IMAGINE_IMAGE_20_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROK_IMAGINE_IMAGE_20_REQUEST_QUALITY_VALUES!r}"
    )
