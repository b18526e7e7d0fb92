# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GrokImagineVideo10T2VRequestModel = Literal["grok-imagine-video-1.0-t2v"]

GROK_IMAGINE_VIDEO_10T2V_REQUEST_MODEL_VALUES: set[GrokImagineVideo10T2VRequestModel] = {
    "grok-imagine-video-1.0-t2v",
}


def check_grok_imagine_video_10t2v_request_model(value: str) -> GrokImagineVideo10T2VRequestModel:
    if value in GROK_IMAGINE_VIDEO_10T2V_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROK_IMAGINE_VIDEO_10T2V_REQUEST_MODEL_VALUES!r}"
    )
