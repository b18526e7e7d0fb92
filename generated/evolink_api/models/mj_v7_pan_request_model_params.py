# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_pan_request_model_params_direction import (
    MjV7PanRequestModelParamsDirection,
    check_mj_v7_pan_request_model_params_direction,
)
from ..models.mj_v7_pan_request_model_params_image_number import (
    MjV7PanRequestModelParamsImageNumber,
    check_mj_v7_pan_request_model_params_image_number,
)
from ..models.mj_v7_pan_request_model_params_speed import (
    MjV7PanRequestModelParamsSpeed,
    check_mj_v7_pan_request_model_params_speed,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV7PanRequestModelParams")


@_attrs_define
class MjV7PanRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        image_number (MjV7PanRequestModelParamsImageNumber | Unset): Which image of the earlier task, from 0. Default:
            0.
        direction (MjV7PanRequestModelParamsDirection | Unset):  Default: 'down'.
        scale (float | Unset):  Default: 1.5.
        speed (MjV7PanRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    task_id: str
    image_number: MjV7PanRequestModelParamsImageNumber | Unset = 0
    direction: MjV7PanRequestModelParamsDirection | Unset = "down"
    scale: float | Unset = 1.5
    speed: MjV7PanRequestModelParamsSpeed | Unset = "fast"

    def to_dict(self) -> dict[str, Any]:
        task_id = self.task_id

        image_number: int | Unset = UNSET
        if not isinstance(self.image_number, Unset):
            image_number = self.image_number

        direction: str | Unset = UNSET
        if not isinstance(self.direction, Unset):
            direction = self.direction

        scale = self.scale

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
        if direction is not UNSET:
            field_dict["direction"] = direction
        if scale is not UNSET:
            field_dict["scale"] = scale
        if speed is not UNSET:
            field_dict["speed"] = speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        task_id = d.pop("task_id")

        _image_number = d.pop("image_number", UNSET)
        image_number: MjV7PanRequestModelParamsImageNumber | Unset
        if isinstance(_image_number, Unset):
            image_number = UNSET
        else:
            image_number = check_mj_v7_pan_request_model_params_image_number(_image_number)

        _direction = d.pop("direction", UNSET)
        direction: MjV7PanRequestModelParamsDirection | Unset
        if isinstance(_direction, Unset):
            direction = UNSET
        else:
            direction = check_mj_v7_pan_request_model_params_direction(_direction)

        scale = d.pop("scale", UNSET)

        _speed = d.pop("speed", UNSET)
        speed: MjV7PanRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v7_pan_request_model_params_speed(_speed)

        mj_v7_pan_request_model_params = cls(
            task_id=task_id,
            image_number=image_number,
            direction=direction,
            scale=scale,
            speed=speed,
        )

        return mj_v7_pan_request_model_params
