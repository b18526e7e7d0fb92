# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TaskErrorCodeType0 = Literal[
    "content_policy_violation",
    "generation_failed_no_content",
    "generation_timeout",
    "image_dimension_mismatch",
    "image_processing_error",
    "invalid_parameters",
    "quota_exceeded",
    "request_cancelled",
    "resource_exhausted",
    "resource_not_found",
    "service_error",
    "service_unavailable",
    "unknown_error",
]

TASK_ERROR_CODE_TYPE_0_VALUES: set[TaskErrorCodeType0] = {
    "content_policy_violation",
    "generation_failed_no_content",
    "generation_timeout",
    "image_dimension_mismatch",
    "image_processing_error",
    "invalid_parameters",
    "quota_exceeded",
    "request_cancelled",
    "resource_exhausted",
    "resource_not_found",
    "service_error",
    "service_unavailable",
    "unknown_error",
}


def check_task_error_code_type_0(value: str) -> TaskErrorCodeType0:
    if value in TASK_ERROR_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_ERROR_CODE_TYPE_0_VALUES!r}")
