# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.task_detail_response_object_type_0 import (
    TaskDetailResponseObjectType0,
    check_task_detail_response_object_type_0,
)
from ..models.task_detail_response_status_type_0 import (
    TaskDetailResponseStatusType0,
    check_task_detail_response_status_type_0,
)
from ..models.task_detail_response_type_type_0 import (
    TaskDetailResponseTypeType0,
    check_task_detail_response_type_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.task_detail_response_result_data_type_0_item import TaskDetailResponseResultDataType0Item
    from ..models.task_detail_response_usage_type_0 import TaskDetailResponseUsageType0
    from ..models.task_detail_task_info import TaskDetailTaskInfo
    from ..models.task_error import TaskError


T = TypeVar("T", bound="TaskDetailResponse")


@_attrs_define
class TaskDetailResponse:
    """
    Attributes:
        created (int | Unset): Unix time in seconds at which the task was created.
        id (str | Unset): ID of the task.
        model (str | Unset): The model that ran the task; older names are replaced by the current one.
        object_ (str | TaskDetailResponseObjectType0 | Unset): Kind of task.
        progress (int | Unset): Percentage done.
        results (list[str] | None | Unset):
        status (str | TaskDetailResponseStatusType0 | Unset): Status of the task.
        error (None | TaskError | Unset):
        task_info (None | TaskDetailTaskInfo | Unset):
        type_ (str | TaskDetailResponseTypeType0 | Unset): Kind of result.
        duration (float | Unset): Seconds that the task took.
        result_data (list[TaskDetailResponseResultDataType0Item] | None | Unset):
        usage (None | TaskDetailResponseUsageType0 | Unset):
    """

    created: int | Unset = UNSET
    id: str | Unset = UNSET
    model: str | Unset = UNSET
    object_: str | TaskDetailResponseObjectType0 | Unset = UNSET
    progress: int | Unset = UNSET
    results: list[str] | None | Unset = UNSET
    status: str | TaskDetailResponseStatusType0 | Unset = UNSET
    error: None | TaskError | Unset = UNSET
    task_info: None | TaskDetailTaskInfo | Unset = UNSET
    type_: str | TaskDetailResponseTypeType0 | Unset = UNSET
    duration: float | Unset = UNSET
    result_data: list[TaskDetailResponseResultDataType0Item] | None | Unset = UNSET
    usage: None | TaskDetailResponseUsageType0 | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.task_detail_response_usage_type_0 import TaskDetailResponseUsageType0  # noqa: PLC0415
        from ..models.task_detail_task_info import TaskDetailTaskInfo  # noqa: PLC0415
        from ..models.task_error import TaskError  # noqa: PLC0415

        created = self.created

        id = self.id

        model = self.model

        object_: str | Unset
        if isinstance(self.object_, Unset):
            object_ = UNSET
        elif isinstance(self.object_, str):
            object_ = self.object_
        else:
            object_ = self.object_

        progress = self.progress

        results: list[str] | None | Unset
        if isinstance(self.results, Unset):
            results = UNSET
        elif isinstance(self.results, list):
            results = self.results

        else:
            results = self.results

        status: str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        error: dict[str, Any] | None | Unset
        if isinstance(self.error, Unset):
            error = UNSET
        elif isinstance(self.error, TaskError):
            error = self.error.to_dict()
        else:
            error = self.error

        task_info: dict[str, Any] | None | Unset
        if isinstance(self.task_info, Unset):
            task_info = UNSET
        elif isinstance(self.task_info, TaskDetailTaskInfo):
            task_info = self.task_info.to_dict()
        else:
            task_info = self.task_info

        type_: str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        elif isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        duration = self.duration

        result_data: list[dict[str, Any]] | None | Unset
        if isinstance(self.result_data, Unset):
            result_data = UNSET
        elif isinstance(self.result_data, list):
            result_data = []
            for result_data_type_0_item_data in self.result_data:
                result_data_type_0_item = result_data_type_0_item_data.to_dict()
                result_data.append(result_data_type_0_item)

        else:
            result_data = self.result_data

        usage: dict[str, Any] | None | Unset
        if isinstance(self.usage, Unset):
            usage = UNSET
        elif isinstance(self.usage, TaskDetailResponseUsageType0):
            usage = self.usage.to_dict()
        else:
            usage = self.usage

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if created is not UNSET:
            field_dict["created"] = created
        if id is not UNSET:
            field_dict["id"] = id
        if model is not UNSET:
            field_dict["model"] = model
        if object_ is not UNSET:
            field_dict["object"] = object_
        if progress is not UNSET:
            field_dict["progress"] = progress
        if results is not UNSET:
            field_dict["results"] = results
        if status is not UNSET:
            field_dict["status"] = status
        if error is not UNSET:
            field_dict["error"] = error
        if task_info is not UNSET:
            field_dict["task_info"] = task_info
        if type_ is not UNSET:
            field_dict["type"] = type_
        if duration is not UNSET:
            field_dict["duration"] = duration
        if result_data is not UNSET:
            field_dict["result_data"] = result_data
        if usage is not UNSET:
            field_dict["usage"] = usage

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.task_detail_response_result_data_type_0_item import (
            TaskDetailResponseResultDataType0Item,  # noqa: PLC0415
        )
        from ..models.task_detail_response_usage_type_0 import TaskDetailResponseUsageType0  # noqa: PLC0415
        from ..models.task_detail_task_info import TaskDetailTaskInfo  # noqa: PLC0415
        from ..models.task_error import TaskError  # noqa: PLC0415

        d = dict(src_dict)
        created = d.pop("created", UNSET)

        id = d.pop("id", UNSET)

        model = d.pop("model", UNSET)

        def _parse_object_(data: object) -> str | TaskDetailResponseObjectType0 | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                object_type_0 = check_task_detail_response_object_type_0(data)

                return object_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TaskDetailResponseObjectType0 | Unset, data)

        object_ = _parse_object_(d.pop("object", UNSET))

        progress = d.pop("progress", UNSET)

        def _parse_results(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                results_type_0 = cast(list[str], data)

                return results_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        results = _parse_results(d.pop("results", UNSET))

        def _parse_status(data: object) -> str | TaskDetailResponseStatusType0 | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_task_detail_response_status_type_0(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TaskDetailResponseStatusType0 | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        def _parse_error(data: object) -> None | TaskError | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = TaskError.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TaskError | Unset, data)

        error = _parse_error(d.pop("error", UNSET))

        def _parse_task_info(data: object) -> None | TaskDetailTaskInfo | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                task_info_type_0 = TaskDetailTaskInfo.from_dict(data)

                return task_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TaskDetailTaskInfo | Unset, data)

        task_info = _parse_task_info(d.pop("task_info", UNSET))

        def _parse_type_(data: object) -> str | TaskDetailResponseTypeType0 | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_task_detail_response_type_type_0(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TaskDetailResponseTypeType0 | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        duration = d.pop("duration", UNSET)

        def _parse_result_data(data: object) -> list[TaskDetailResponseResultDataType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                result_data_type_0 = []
                _result_data_type_0 = data
                for result_data_type_0_item_data in _result_data_type_0:
                    result_data_type_0_item = TaskDetailResponseResultDataType0Item.from_dict(
                        result_data_type_0_item_data
                    )

                    result_data_type_0.append(result_data_type_0_item)

                return result_data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[TaskDetailResponseResultDataType0Item] | None | Unset, data)

        result_data = _parse_result_data(d.pop("result_data", UNSET))

        def _parse_usage(data: object) -> None | TaskDetailResponseUsageType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                usage_type_0 = TaskDetailResponseUsageType0.from_dict(data)

                return usage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TaskDetailResponseUsageType0 | Unset, data)

        usage = _parse_usage(d.pop("usage", UNSET))

        task_detail_response = cls(
            created=created,
            id=id,
            model=model,
            object_=object_,
            progress=progress,
            results=results,
            status=status,
            error=error,
            task_info=task_info,
            type_=type_,
            duration=duration,
            result_data=result_data,
            usage=usage,
        )

        task_detail_response.additional_properties = d
        return task_detail_response

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
