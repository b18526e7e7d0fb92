# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81RetextureRequestModel = Literal["mj-v8.1-retexture"]

MJ_V81_RETEXTURE_REQUEST_MODEL_VALUES: set[MjV81RetextureRequestModel] = {
    "mj-v8.1-retexture",
}


def check_mj_v81_retexture_request_model(value: str) -> MjV81RetextureRequestModel:
    if value in MJ_V81_RETEXTURE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V81_RETEXTURE_REQUEST_MODEL_VALUES!r}")
