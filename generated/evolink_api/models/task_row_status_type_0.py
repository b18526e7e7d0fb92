# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TaskRowStatusType0 = Literal["cancelled", "completed", "failed", "pending", "processing"]

TASK_ROW_STATUS_TYPE_0_VALUES: set[TaskRowStatusType0] = {
    "cancelled",
    "completed",
    "failed",
    "pending",
    "processing",
}


def check_task_row_status_type_0(value: str) -> TaskRowStatusType0:
    if value in TASK_ROW_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_ROW_STATUS_TYPE_0_VALUES!r}")
