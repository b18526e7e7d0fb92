# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TaskDetailResponseTypeType0 = Literal["audio", "image", "text", "video"]

TASK_DETAIL_RESPONSE_TYPE_TYPE_0_VALUES: set[TaskDetailResponseTypeType0] = {
    "audio",
    "image",
    "text",
    "video",
}


def check_task_detail_response_type_type_0(value: str) -> TaskDetailResponseTypeType0:
    if value in TASK_DETAIL_RESPONSE_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TASK_DETAIL_RESPONSE_TYPE_TYPE_0_VALUES!r}"
    )
