# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_enhance_request_model_params_image_number import (
    MjV7EnhanceRequestModelParamsImageNumber,
    check_mj_v7_enhance_request_model_params_image_number,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV7EnhanceRequestModelParams")


@_attrs_define
class MjV7EnhanceRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        image_number (MjV7EnhanceRequestModelParamsImageNumber | Unset): Which image of the earlier task, from 0.
            Default: 0.
    """

    task_id: str
    image_number: MjV7EnhanceRequestModelParamsImageNumber | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        task_id = self.task_id

        image_number: int | Unset = UNSET
        if not isinstance(self.image_number, Unset):
            image_number = self.image_number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "task_id": task_id,
            }
        )
        if image_number is not UNSET:
            field_dict["image_number"] = image_number

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        task_id = d.pop("task_id")

        _image_number = d.pop("image_number", UNSET)
        image_number: MjV7EnhanceRequestModelParamsImageNumber | Unset
        if isinstance(_image_number, Unset):
            image_number = UNSET
        else:
            image_number = check_mj_v7_enhance_request_model_params_image_number(_image_number)

        mj_v7_enhance_request_model_params = cls(
            task_id=task_id,
            image_number=image_number,
        )

        return mj_v7_enhance_request_model_params
