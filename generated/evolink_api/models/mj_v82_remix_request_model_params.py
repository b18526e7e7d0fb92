# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v82_remix_request_model_params_mode import (
    MjV82RemixRequestModelParamsMode,
    check_mj_v82_remix_request_model_params_mode,
)
from ..models.mj_v82_remix_request_model_params_speed import (
    MjV82RemixRequestModelParamsSpeed,
    check_mj_v82_remix_request_model_params_speed,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV82RemixRequestModelParams")


@_attrs_define
class MjV82RemixRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        image_number (int | Unset): Which image of the earlier task, from 0. Default: 0.
        mode (MjV82RemixRequestModelParamsMode | Unset):  Default: 'strong'.
        speed (MjV82RemixRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    task_id: str
    image_number: int | Unset = 0
    mode: MjV82RemixRequestModelParamsMode | Unset = "strong"
    speed: MjV82RemixRequestModelParamsSpeed | Unset = "fast"

    def to_dict(self) -> dict[str, Any]:
        task_id = self.task_id

        image_number = self.image_number

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        speed: str | Unset = UNSET
        if not isinstance(self.speed, Unset):
            speed = self.speed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "task_id": task_id,
            }
        )
        if image_number is not UNSET:
            field_dict["image_number"] = image_number
        if mode is not UNSET:
            field_dict["mode"] = mode
        if speed is not UNSET:
            field_dict["speed"] = speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        task_id = d.pop("task_id")

        image_number = d.pop("image_number", UNSET)

        _mode = d.pop("mode", UNSET)
        mode: MjV82RemixRequestModelParamsMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = check_mj_v82_remix_request_model_params_mode(_mode)

        _speed = d.pop("speed", UNSET)
        speed: MjV82RemixRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v82_remix_request_model_params_speed(_speed)

        mj_v82_remix_request_model_params = cls(
            task_id=task_id,
            image_number=image_number,
            mode=mode,
            speed=speed,
        )

        return mj_v82_remix_request_model_params
