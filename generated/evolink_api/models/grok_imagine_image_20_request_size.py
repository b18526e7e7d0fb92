# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GrokImagineImage20RequestSize = Literal[
    "16:9",
    "19.5:9",
    "1:1",
    "1:2",
    "20:9",
    "2:1",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "9:16",
    "9:19.5",
    "9:20",
    "auto",
]

GROK_IMAGINE_IMAGE_20_REQUEST_SIZE_VALUES: set[GrokImagineImage20RequestSize] = {
    "16:9",
    "19.5:9",
    "1:1",
    "1:2",
    "20:9",
    "2:1",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "9:16",
    "9:19.5",
    "9:20",
    "auto",
}


def check_grok_imagine_image_20_request_size(value: str) -> GrokImagineImage20RequestSize:
    if value in GROK_IMAGINE_IMAGE_20_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROK_IMAGINE_IMAGE_20_REQUEST_SIZE_VALUES!r}"
    )
