# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audio_generation_response_object_type_0 import (
    AudioGenerationResponseObjectType0,
    check_audio_generation_response_object_type_0,
)
from ..models.audio_generation_response_status_type_0 import (
    AudioGenerationResponseStatusType0,
    check_audio_generation_response_status_type_0,
)
from ..models.audio_generation_response_type_type_0 import (
    AudioGenerationResponseTypeType0,
    check_audio_generation_response_type_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audio_generation_task_info import AudioGenerationTaskInfo
    from ..models.audio_generation_usage import AudioGenerationUsage


T = TypeVar("T", bound="AudioGenerationResponse")


@_attrs_define
class AudioGenerationResponse:
    """
    Attributes:
        created (int | Unset): Unix time in seconds at which the task was created.
        id (str | Unset): ID of the task.
        model (str | Unset): The model that runs the task; older names are replaced by the current one.
        object_ (AudioGenerationResponseObjectType0 | str | Unset): Kind of task.
        progress (int | Unset): Percentage done.
        status (AudioGenerationResponseStatusType0 | str | Unset): Status of the task.
        task_info (AudioGenerationTaskInfo | None | Unset):
        type_ (AudioGenerationResponseTypeType0 | str | Unset): Kind of result.
        usage (AudioGenerationUsage | None | Unset):
    """

    created: int | Unset = UNSET
    id: str | Unset = UNSET
    model: str | Unset = UNSET
    object_: AudioGenerationResponseObjectType0 | str | Unset = UNSET
    progress: int | Unset = UNSET
    status: AudioGenerationResponseStatusType0 | str | Unset = UNSET
    task_info: AudioGenerationTaskInfo | None | Unset = UNSET
    type_: AudioGenerationResponseTypeType0 | str | Unset = UNSET
    usage: AudioGenerationUsage | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.audio_generation_task_info import AudioGenerationTaskInfo  # noqa: PLC0415
        from ..models.audio_generation_usage import AudioGenerationUsage  # noqa: PLC0415

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

        status: str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        task_info: dict[str, Any] | None | Unset
        if isinstance(self.task_info, Unset):
            task_info = UNSET
        elif isinstance(self.task_info, AudioGenerationTaskInfo):
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

        usage: dict[str, Any] | None | Unset
        if isinstance(self.usage, Unset):
            usage = UNSET
        elif isinstance(self.usage, AudioGenerationUsage):
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
        if status is not UNSET:
            field_dict["status"] = status
        if task_info is not UNSET:
            field_dict["task_info"] = task_info
        if type_ is not UNSET:
            field_dict["type"] = type_
        if usage is not UNSET:
            field_dict["usage"] = usage

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audio_generation_task_info import AudioGenerationTaskInfo  # noqa: PLC0415
        from ..models.audio_generation_usage import AudioGenerationUsage  # noqa: PLC0415

        d = dict(src_dict)
        created = d.pop("created", UNSET)

        id = d.pop("id", UNSET)

        model = d.pop("model", UNSET)

        def _parse_object_(data: object) -> AudioGenerationResponseObjectType0 | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                object_type_0 = check_audio_generation_response_object_type_0(data)

                return object_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AudioGenerationResponseObjectType0 | str | Unset, data)

        object_ = _parse_object_(d.pop("object", UNSET))

        progress = d.pop("progress", UNSET)

        def _parse_status(data: object) -> AudioGenerationResponseStatusType0 | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_audio_generation_response_status_type_0(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AudioGenerationResponseStatusType0 | str | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        def _parse_task_info(data: object) -> AudioGenerationTaskInfo | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                task_info_type_0 = AudioGenerationTaskInfo.from_dict(data)

                return task_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AudioGenerationTaskInfo | None | Unset, data)

        task_info = _parse_task_info(d.pop("task_info", UNSET))

        def _parse_type_(data: object) -> AudioGenerationResponseTypeType0 | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_audio_generation_response_type_type_0(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AudioGenerationResponseTypeType0 | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        def _parse_usage(data: object) -> AudioGenerationUsage | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                usage_type_0 = AudioGenerationUsage.from_dict(data)

                return usage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AudioGenerationUsage | None | Unset, data)

        usage = _parse_usage(d.pop("usage", UNSET))

        audio_generation_response = cls(
            created=created,
            id=id,
            model=model,
            object_=object_,
            progress=progress,
            status=status,
            task_info=task_info,
            type_=type_,
            usage=usage,
        )

        audio_generation_response.additional_properties = d
        return audio_generation_response

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
