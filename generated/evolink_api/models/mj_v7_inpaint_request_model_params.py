# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_inpaint_request_model_params_image_number import (
    MjV7InpaintRequestModelParamsImageNumber,
    check_mj_v7_inpaint_request_model_params_image_number,
)
from ..models.mj_v7_inpaint_request_model_params_speed import (
    MjV7InpaintRequestModelParamsSpeed,
    check_mj_v7_inpaint_request_model_params_speed,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v7_inpaint_request_model_params_mask import MjV7InpaintRequestModelParamsMask


T = TypeVar("T", bound="MjV7InpaintRequestModelParams")


@_attrs_define
class MjV7InpaintRequestModelParams:
    """Further parameters of this model.

    Attributes:
        task_id (str): ID of the earlier task to go on from.
        mask (MjV7InpaintRequestModelParamsMask):
        image_number (MjV7InpaintRequestModelParamsImageNumber | Unset): Which image of the earlier task, from 0.
            Default: 0.
        speed (MjV7InpaintRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    task_id: str
    mask: MjV7InpaintRequestModelParamsMask
    image_number: MjV7InpaintRequestModelParamsImageNumber | Unset = 0
    speed: MjV7InpaintRequestModelParamsSpeed | Unset = "fast"

    def to_dict(self) -> dict[str, Any]:
        task_id = self.task_id

        mask = self.mask.to_dict()

        image_number: int | Unset = UNSET
        if not isinstance(self.image_number, Unset):
            image_number = self.image_number

        speed: str | Unset = UNSET
        if not isinstance(self.speed, Unset):
            speed = self.speed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "task_id": task_id,
                "mask": mask,
            }
        )
        if image_number is not UNSET:
            field_dict["image_number"] = image_number
        if speed is not UNSET:
            field_dict["speed"] = speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v7_inpaint_request_model_params_mask import MjV7InpaintRequestModelParamsMask  # noqa: PLC0415

        d = dict(src_dict)
        task_id = d.pop("task_id")

        mask = MjV7InpaintRequestModelParamsMask.from_dict(d.pop("mask"))

        _image_number = d.pop("image_number", UNSET)
        image_number: MjV7InpaintRequestModelParamsImageNumber | Unset
        if isinstance(_image_number, Unset):
            image_number = UNSET
        else:
            image_number = check_mj_v7_inpaint_request_model_params_image_number(_image_number)

        _speed = d.pop("speed", UNSET)
        speed: MjV7InpaintRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v7_inpaint_request_model_params_speed(_speed)

        mj_v7_inpaint_request_model_params = cls(
            task_id=task_id,
            mask=mask,
            image_number=image_number,
            speed=speed,
        )

        return mj_v7_inpaint_request_model_params
