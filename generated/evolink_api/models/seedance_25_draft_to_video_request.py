# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.seedance_25_draft_to_video_request_model import (
    Seedance25DraftToVideoRequestModel,
    check_seedance_25_draft_to_video_request_model,
)
from ..models.seedance_25_draft_to_video_request_output_format import (
    Seedance25DraftToVideoRequestOutputFormat,
    check_seedance_25_draft_to_video_request_output_format,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Seedance25DraftToVideoRequest")


@_attrs_define
class Seedance25DraftToVideoRequest:
    """
    Attributes:
        model (Seedance25DraftToVideoRequestModel): The model to use.
        source_task_id (str): ID of the earlier task to go on from.
        output_format (Seedance25DraftToVideoRequestOutputFormat | Unset): Type of the file. Default: 'mp4'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Seedance25DraftToVideoRequestModel
    source_task_id: str
    output_format: Seedance25DraftToVideoRequestOutputFormat | Unset = "mp4"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        source_task_id = self.source_task_id

        output_format: str | Unset = UNSET
        if not isinstance(self.output_format, Unset):
            output_format = self.output_format

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "source_task_id": source_task_id,
            }
        )
        if output_format is not UNSET:
            field_dict["output_format"] = output_format
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_seedance_25_draft_to_video_request_model(d.pop("model"))

        source_task_id = d.pop("source_task_id")

        _output_format = d.pop("output_format", UNSET)
        output_format: Seedance25DraftToVideoRequestOutputFormat | Unset
        if isinstance(_output_format, Unset):
            output_format = UNSET
        else:
            output_format = check_seedance_25_draft_to_video_request_output_format(_output_format)

        callback_url = d.pop("callback_url", UNSET)

        seedance_25_draft_to_video_request = cls(
            model=model,
            source_task_id=source_task_id,
            output_format=output_format,
            callback_url=callback_url,
        )

        return seedance_25_draft_to_video_request
