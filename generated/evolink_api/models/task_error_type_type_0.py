# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TaskErrorTypeType0 = Literal["task_error"]

TASK_ERROR_TYPE_TYPE_0_VALUES: set[TaskErrorTypeType0] = {
    "task_error",
}


def check_task_error_type_type_0(value: str) -> TaskErrorTypeType0:
    if value in TASK_ERROR_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_ERROR_TYPE_TYPE_0_VALUES!r}")
