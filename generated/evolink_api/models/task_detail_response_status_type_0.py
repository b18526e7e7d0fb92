# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TaskDetailResponseStatusType0 = Literal["completed", "failed", "pending", "processing"]

TASK_DETAIL_RESPONSE_STATUS_TYPE_0_VALUES: set[TaskDetailResponseStatusType0] = {
    "completed",
    "failed",
    "pending",
    "processing",
}


def check_task_detail_response_status_type_0(value: str) -> TaskDetailResponseStatusType0:
    if value in TASK_DETAIL_RESPONSE_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TASK_DETAIL_RESPONSE_STATUS_TYPE_0_VALUES!r}"
    )
