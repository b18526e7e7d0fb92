# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

VideoretalkRequestModel = Literal["videoretalk"]

VIDEORETALK_REQUEST_MODEL_VALUES: set[VideoretalkRequestModel] = {
    "videoretalk",
}


def check_videoretalk_request_model(value: str) -> VideoretalkRequestModel:
    if value in VIDEORETALK_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VIDEORETALK_REQUEST_MODEL_VALUES!r}")
