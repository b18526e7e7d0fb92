# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v81_upload_paint_request_model_params_speed import (
    MjV81UploadPaintRequestModelParamsSpeed,
    check_mj_v81_upload_paint_request_model_params_speed,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v81_upload_paint_request_model_params_canvas import (
        MjV81UploadPaintRequestModelParamsCanvas,
    )
    from ..models.mj_v81_upload_paint_request_model_params_img_pos import (
        MjV81UploadPaintRequestModelParamsImgPos,
    )
    from ..models.mj_v81_upload_paint_request_model_params_mask import MjV81UploadPaintRequestModelParamsMask


T = TypeVar("T", bound="MjV81UploadPaintRequestModelParams")


@_attrs_define
class MjV81UploadPaintRequestModelParams:
    """Further parameters of this model.

    Attributes:
        mask (MjV81UploadPaintRequestModelParamsMask):
        canvas (MjV81UploadPaintRequestModelParamsCanvas):
        img_pos (MjV81UploadPaintRequestModelParamsImgPos):
        speed (MjV81UploadPaintRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    mask: MjV81UploadPaintRequestModelParamsMask
    canvas: MjV81UploadPaintRequestModelParamsCanvas
    img_pos: MjV81UploadPaintRequestModelParamsImgPos
    speed: MjV81UploadPaintRequestModelParamsSpeed | Unset = "fast"

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
        from ..models.mj_v81_upload_paint_request_model_params_canvas import (
            MjV81UploadPaintRequestModelParamsCanvas,  # noqa: PLC0415
        )
        from ..models.mj_v81_upload_paint_request_model_params_img_pos import (
            MjV81UploadPaintRequestModelParamsImgPos,  # noqa: PLC0415
        )
        from ..models.mj_v81_upload_paint_request_model_params_mask import (
            MjV81UploadPaintRequestModelParamsMask,  # noqa: PLC0415
        )

        d = dict(src_dict)
        mask = MjV81UploadPaintRequestModelParamsMask.from_dict(d.pop("mask"))

        canvas = MjV81UploadPaintRequestModelParamsCanvas.from_dict(d.pop("canvas"))

        img_pos = MjV81UploadPaintRequestModelParamsImgPos.from_dict(d.pop("img_pos"))

        _speed = d.pop("speed", UNSET)
        speed: MjV81UploadPaintRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v81_upload_paint_request_model_params_speed(_speed)

        mj_v81_upload_paint_request_model_params = cls(
            mask=mask,
            canvas=canvas,
            img_pos=img_pos,
            speed=speed,
        )

        return mj_v81_upload_paint_request_model_params
