# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_upload_paint_request_model_params_speed import (
    MjV7UploadPaintRequestModelParamsSpeed,
    check_mj_v7_upload_paint_request_model_params_speed,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v7_upload_paint_request_model_params_canvas import (
        MjV7UploadPaintRequestModelParamsCanvas,
    )
    from ..models.mj_v7_upload_paint_request_model_params_img_pos import (
        MjV7UploadPaintRequestModelParamsImgPos,
    )
    from ..models.mj_v7_upload_paint_request_model_params_mask import MjV7UploadPaintRequestModelParamsMask


T = TypeVar("T", bound="MjV7UploadPaintRequestModelParams")


@_attrs_define
class MjV7UploadPaintRequestModelParams:
    """Further parameters of this model.

    Attributes:
        mask (MjV7UploadPaintRequestModelParamsMask):
        canvas (MjV7UploadPaintRequestModelParamsCanvas):
        img_pos (MjV7UploadPaintRequestModelParamsImgPos):
        speed (MjV7UploadPaintRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    mask: MjV7UploadPaintRequestModelParamsMask
    canvas: MjV7UploadPaintRequestModelParamsCanvas
    img_pos: MjV7UploadPaintRequestModelParamsImgPos
    speed: MjV7UploadPaintRequestModelParamsSpeed | Unset = "fast"

    def to_dict(self) -> dict[str, Any]:
        mask = self.mask.to_dict()

        canvas = self.canvas.to_dict()

        img_pos = self.img_pos.to_dict()

        speed: str | Unset = UNSET
        if not isinstance(self.speed, Unset):
            speed = self.speed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "mask": mask,
                "canvas": canvas,
                "img_pos": img_pos,
            }
        )
        if speed is not UNSET:
            field_dict["speed"] = speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v7_upload_paint_request_model_params_canvas import (
            MjV7UploadPaintRequestModelParamsCanvas,  # noqa: PLC0415
        )
        from ..models.mj_v7_upload_paint_request_model_params_img_pos import (
            MjV7UploadPaintRequestModelParamsImgPos,  # noqa: PLC0415
        )
        from ..models.mj_v7_upload_paint_request_model_params_mask import (
            MjV7UploadPaintRequestModelParamsMask,  # noqa: PLC0415
        )

        d = dict(src_dict)
        mask = MjV7UploadPaintRequestModelParamsMask.from_dict(d.pop("mask"))

        canvas = MjV7UploadPaintRequestModelParamsCanvas.from_dict(d.pop("canvas"))

        img_pos = MjV7UploadPaintRequestModelParamsImgPos.from_dict(d.pop("img_pos"))

        _speed = d.pop("speed", UNSET)
        speed: MjV7UploadPaintRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v7_upload_paint_request_model_params_speed(_speed)

        mj_v7_upload_paint_request_model_params = cls(
            mask=mask,
            canvas=canvas,
            img_pos=img_pos,
            speed=speed,
        )

        return mj_v7_upload_paint_request_model_params
