# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_upscale_request_model_params_image_number import (
    MjV7UpscaleRequestModelParamsImageNumber,
    check_mj_v7_upscale_request_model_params_image_number,
)
from ..models.mj_v7_upscale_request_model_params_type import (
    MjV7UpscaleRequestModelParamsType,
    check_mj_v7_upscale_request_model_params_type,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV7UpscaleRequestModelParams")


@_attrs_define
class MjV7UpscaleRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        image_number (MjV7UpscaleRequestModelParamsImageNumber | Unset): Which image of the earlier task, from 0.
            Default: 0.
        type_ (MjV7UpscaleRequestModelParamsType | Unset):  Default: 'standard'.
    """

    task_id: str
    image_number: MjV7UpscaleRequestModelParamsImageNumber | Unset = 0
    type_: MjV7UpscaleRequestModelParamsType | Unset = "standard"

    def to_dict(self) -> dict[str, Any]:
        task_id = self.task_id

        image_number: int | Unset = UNSET
        if not isinstance(self.image_number, Unset):
            image_number = self.image_number

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_

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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        task_id = d.pop("task_id")

        _image_number = d.pop("image_number", UNSET)
        image_number: MjV7UpscaleRequestModelParamsImageNumber | Unset
        if isinstance(_image_number, Unset):
            image_number = UNSET
        else:
            image_number = check_mj_v7_upscale_request_model_params_image_number(_image_number)

        _type_ = d.pop("type", UNSET)
        type_: MjV7UpscaleRequestModelParamsType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = check_mj_v7_upscale_request_model_params_type(_type_)

        mj_v7_upscale_request_model_params = cls(
            task_id=task_id,
            image_number=image_number,
            type_=type_,
        )

        return mj_v7_upscale_request_model_params
