# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_variation_request_model_params_image_number import (
    MjV7VariationRequestModelParamsImageNumber,
    check_mj_v7_variation_request_model_params_image_number,
)
from ..models.mj_v7_variation_request_model_params_speed import (
    MjV7VariationRequestModelParamsSpeed,
    check_mj_v7_variation_request_model_params_speed,
)
from ..models.mj_v7_variation_request_model_params_type import (
    MjV7VariationRequestModelParamsType,
    check_mj_v7_variation_request_model_params_type,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV7VariationRequestModelParams")


@_attrs_define
class MjV7VariationRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        image_number (MjV7VariationRequestModelParamsImageNumber | Unset): Which image of the earlier task, from 0.
            Default: 0.
        type_ (MjV7VariationRequestModelParamsType | Unset):  Default: 'subtle'.
        speed (MjV7VariationRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    task_id: str
    image_number: MjV7VariationRequestModelParamsImageNumber | Unset = 0
    type_: MjV7VariationRequestModelParamsType | Unset = "subtle"
    speed: MjV7VariationRequestModelParamsSpeed | Unset = "fast"

    def to_dict(self) -> dict[str, Any]:
        task_id = self.task_id

        image_number: int | Unset = UNSET
        if not isinstance(self.image_number, Unset):
            image_number = self.image_number

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_

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
        if type_ is not UNSET:
            field_dict["type"] = type_
        if speed is not UNSET:
            field_dict["speed"] = speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        task_id = d.pop("task_id")

        _image_number = d.pop("image_number", UNSET)
        image_number: MjV7VariationRequestModelParamsImageNumber | Unset
        if isinstance(_image_number, Unset):
            image_number = UNSET
        else:
            image_number = check_mj_v7_variation_request_model_params_image_number(_image_number)

        _type_ = d.pop("type", UNSET)
        type_: MjV7VariationRequestModelParamsType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = check_mj_v7_variation_request_model_params_type(_type_)

        _speed = d.pop("speed", UNSET)
        speed: MjV7VariationRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v7_variation_request_model_params_speed(_speed)

        mj_v7_variation_request_model_params = cls(
            task_id=task_id,
            image_number=image_number,
            type_=type_,
            speed=speed,
        )

        return mj_v7_variation_request_model_params
