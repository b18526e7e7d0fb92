# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GrokImagineImage20RequestResolution = Literal["1K", "2K"]

GROK_IMAGINE_IMAGE_20_REQUEST_RESOLUTION_VALUES: set[GrokImagineImage20RequestResolution] = {
    "1K",
    "2K",
}


def check_grok_imagine_image_20_request_resolution(value: str) -> GrokImagineImage20RequestResolution:
    if value in GROK_IMAGINE_IMAGE_20_REQUEST_RESOLUTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROK_IMAGINE_IMAGE_20_REQUEST_RESOLUTION_VALUES!r}"
    )
