# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.task_row_status_type_0 import TaskRowStatusType0, check_task_row_status_type_0
from ..types import UNSET, Unset

T = TypeVar("T", bound="TaskRow")


@_attrs_define
class TaskRow:
    """
    Attributes:
        id (str | Unset): ID of the task.
        task_id (str | Unset): ID of the task, too.
        created_at (int | Unset): Unix time in seconds at which the task was created.
        model (str | Unset): The model that ran the task.
        type_ (str | Unset): Kind of result.
        status (str | TaskRowStatusType0 | Unset): Status of the task.
        progress (int | Unset): Percentage done.
        credits_used (float | Unset): Used credits.
    """

    id: str | Unset = UNSET
    task_id: str | Unset = UNSET
    created_at: int | Unset = UNSET
    model: str | Unset = UNSET
    type_: str | Unset = UNSET
    status: str | TaskRowStatusType0 | Unset = UNSET
    progress: int | Unset = UNSET
    credits_used: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        task_id = self.task_id

        created_at = self.created_at

        model = self.model

        type_ = self.type_

        status: str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        progress = self.progress

        credits_used = self.credits_used

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if task_id is not UNSET:
            field_dict["task_id"] = task_id
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if model is not UNSET:
            field_dict["model"] = model
        if type_ is not UNSET:
            field_dict["type"] = type_
        if status is not UNSET:
            field_dict["status"] = status
        if progress is not UNSET:
            field_dict["progress"] = progress
        if credits_used is not UNSET:
            field_dict["credits_used"] = credits_used

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id", UNSET)

        task_id = d.pop("task_id", UNSET)

        created_at = d.pop("created_at", UNSET)

        model = d.pop("model", UNSET)

        type_ = d.pop("type", UNSET)

        def _parse_status(data: object) -> str | TaskRowStatusType0 | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_task_row_status_type_0(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TaskRowStatusType0 | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        progress = d.pop("progress", UNSET)

        credits_used = d.pop("credits_used", UNSET)

        task_row = cls(
            id=id,
            task_id=task_id,
            created_at=created_at,
            model=model,
            type_=type_,
            status=status,
            progress=progress,
            credits_used=credits_used,
        )

        task_row.additional_properties = d
        return task_row

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
