# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v81_edit_request_model_params_image_number import (
    MjV81EditRequestModelParamsImageNumber,
    check_mj_v81_edit_request_model_params_image_number,
)
from ..models.mj_v81_edit_request_model_params_speed import (
    MjV81EditRequestModelParamsSpeed,
    check_mj_v81_edit_request_model_params_speed,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v81_edit_request_model_params_canvas import MjV81EditRequestModelParamsCanvas
    from ..models.mj_v81_edit_request_model_params_img_pos import MjV81EditRequestModelParamsImgPos
    from ..models.mj_v81_edit_request_model_params_mask import MjV81EditRequestModelParamsMask


T = TypeVar("T", bound="MjV81EditRequestModelParams")


@_attrs_define
class MjV81EditRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        canvas (MjV81EditRequestModelParamsCanvas):
        img_pos (MjV81EditRequestModelParamsImgPos):
        image_number (MjV81EditRequestModelParamsImageNumber | Unset): Which image of the earlier task, from 0. Default:
            0.
        mask (MjV81EditRequestModelParamsMask | Unset):
        speed (MjV81EditRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    task_id: str
    canvas: MjV81EditRequestModelParamsCanvas
    img_pos: MjV81EditRequestModelParamsImgPos
    image_number: MjV81EditRequestModelParamsImageNumber | Unset = 0
    mask: MjV81EditRequestModelParamsMask | Unset = UNSET
    speed: MjV81EditRequestModelParamsSpeed | Unset = "fast"

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
        from ..models.mj_v81_edit_request_model_params_canvas import MjV81EditRequestModelParamsCanvas  # noqa: PLC0415
        from ..models.mj_v81_edit_request_model_params_img_pos import MjV81EditRequestModelParamsImgPos  # noqa: PLC0415
        from ..models.mj_v81_edit_request_model_params_mask import MjV81EditRequestModelParamsMask  # noqa: PLC0415

        d = dict(src_dict)
        task_id = d.pop("task_id")

        canvas = MjV81EditRequestModelParamsCanvas.from_dict(d.pop("canvas"))

        img_pos = MjV81EditRequestModelParamsImgPos.from_dict(d.pop("img_pos"))

        _image_number = d.pop("image_number", UNSET)
        image_number: MjV81EditRequestModelParamsImageNumber | Unset
        if isinstance(_image_number, Unset):
            image_number = UNSET
        else:
            image_number = check_mj_v81_edit_request_model_params_image_number(_image_number)

        _mask = d.pop("mask", UNSET)
        mask: MjV81EditRequestModelParamsMask | Unset
        if isinstance(_mask, Unset):
            mask = UNSET
        else:
            mask = MjV81EditRequestModelParamsMask.from_dict(_mask)

        _speed = d.pop("speed", UNSET)
        speed: MjV81EditRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v81_edit_request_model_params_speed(_speed)

        mj_v81_edit_request_model_params = cls(
            task_id=task_id,
            canvas=canvas,
            img_pos=img_pos,
            image_number=image_number,
            mask=mask,
            speed=speed,
        )

        return mj_v81_edit_request_model_params
