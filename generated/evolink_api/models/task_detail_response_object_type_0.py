# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TaskDetailResponseObjectType0 = Literal[
    "audio.generation.task", "image.generation.task", "video.generation.task"
]

TASK_DETAIL_RESPONSE_OBJECT_TYPE_0_VALUES: set[TaskDetailResponseObjectType0] = {
    "audio.generation.task",
    "image.generation.task",
    "video.generation.task",
}


def check_task_detail_response_object_type_0(value: str) -> TaskDetailResponseObjectType0:
    if value in TASK_DETAIL_RESPONSE_OBJECT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TASK_DETAIL_RESPONSE_OBJECT_TYPE_0_VALUES!r}"
    )
