# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_edit_request_model_params_image_number import (
    MjV7EditRequestModelParamsImageNumber,
    check_mj_v7_edit_request_model_params_image_number,
)
from ..models.mj_v7_edit_request_model_params_speed import (
    MjV7EditRequestModelParamsSpeed,
    check_mj_v7_edit_request_model_params_speed,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v7_edit_request_model_params_canvas import MjV7EditRequestModelParamsCanvas
    from ..models.mj_v7_edit_request_model_params_img_pos import MjV7EditRequestModelParamsImgPos
    from ..models.mj_v7_edit_request_model_params_mask import MjV7EditRequestModelParamsMask


T = TypeVar("T", bound="MjV7EditRequestModelParams")


@_attrs_define
class MjV7EditRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        canvas (MjV7EditRequestModelParamsCanvas):
        img_pos (MjV7EditRequestModelParamsImgPos):
        image_number (MjV7EditRequestModelParamsImageNumber | Unset): Which image of the earlier task, from 0. Default:
            0.
        mask (MjV7EditRequestModelParamsMask | Unset):
        speed (MjV7EditRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    task_id: str
    canvas: MjV7EditRequestModelParamsCanvas
    img_pos: MjV7EditRequestModelParamsImgPos
    image_number: MjV7EditRequestModelParamsImageNumber | Unset = 0
    mask: MjV7EditRequestModelParamsMask | Unset = UNSET
    speed: MjV7EditRequestModelParamsSpeed | Unset = "fast"

    def to_dict(self) -> dict[str, Any]:
        task_id = self.task_id

        canvas = self.canvas.to_dict()

        img_pos = self.img_pos.to_dict()

        image_number: int | Unset = UNSET
        if not isinstance(self.image_number, Unset):
            image_number = self.image_number

        mask: dict[str, Any] | Unset = UNSET
        if not isinstance(self.mask, Unset):
            mask = self.mask.to_dict()

        speed: str | Unset = UNSET
        if not isinstance(self.speed, Unset):
            speed = self.speed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "task_id": task_id,
                "canvas": canvas,
                "img_pos": img_pos,
            }
        )
        if image_number is not UNSET:
            field_dict["image_number"] = image_number
        if mask is not UNSET:
            field_dict["mask"] = mask
        if speed is not UNSET:
            field_dict["speed"] = speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v7_edit_request_model_params_canvas import MjV7EditRequestModelParamsCanvas  # noqa: PLC0415
        from ..models.mj_v7_edit_request_model_params_img_pos import MjV7EditRequestModelParamsImgPos  # noqa: PLC0415
        from ..models.mj_v7_edit_request_model_params_mask import MjV7EditRequestModelParamsMask  # noqa: PLC0415

        d = dict(src_dict)
        task_id = d.pop("task_id")

        canvas = MjV7EditRequestModelParamsCanvas.from_dict(d.pop("canvas"))

        img_pos = MjV7EditRequestModelParamsImgPos.from_dict(d.pop("img_pos"))

        _image_number = d.pop("image_number", UNSET)
        image_number: MjV7EditRequestModelParamsImageNumber | Unset
        if isinstance(_image_number, Unset):
            image_number = UNSET
        else:
            image_number = check_mj_v7_edit_request_model_params_image_number(_image_number)

        _mask = d.pop("mask", UNSET)
        mask: MjV7EditRequestModelParamsMask | Unset
        if isinstance(_mask, Unset):
            mask = UNSET
        else:
            mask = MjV7EditRequestModelParamsMask.from_dict(_mask)

        _speed = d.pop("speed", UNSET)
        speed: MjV7EditRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v7_edit_request_model_params_speed(_speed)

        mj_v7_edit_request_model_params = cls(
            task_id=task_id,
            canvas=canvas,
            img_pos=img_pos,
            image_number=image_number,
            mask=mask,
            speed=speed,
        )

        return mj_v7_edit_request_model_params
