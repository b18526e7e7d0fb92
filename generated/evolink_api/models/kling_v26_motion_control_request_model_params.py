# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.kling_v26_motion_control_request_model_params_character_orientation import (
    KlingV26MotionControlRequestModelParamsCharacterOrientation,
    check_kling_v26_motion_control_request_model_params_character_orientation,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kling_v26_motion_control_request_model_params_watermark_info import (
        KlingV26MotionControlRequestModelParamsWatermarkInfo,
    )


T = TypeVar("T", bound="KlingV26MotionControlRequestModelParams")


@_attrs_define
class KlingV26MotionControlRequestModelParams:
    """Further parameters of this model.

    Attributes:
        character_orientation (KlingV26MotionControlRequestModelParamsCharacterOrientation):
        keep_sound (bool | Unset):  Default: True.
        watermark_info (KlingV26MotionControlRequestModelParamsWatermarkInfo | Unset):
    """

    character_orientation: KlingV26MotionControlRequestModelParamsCharacterOrientation
    keep_sound: bool | Unset = True
    watermark_info: KlingV26MotionControlRequestModelParamsWatermarkInfo | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        character_orientation: str = self.character_orientation

        keep_sound = self.keep_sound

        watermark_info: dict[str, Any] | Unset = UNSET
        if not isinstance(self.watermark_info, Unset):
            watermark_info = self.watermark_info.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "character_orientation": character_orientation,
            }
        )
        if keep_sound is not UNSET:
            field_dict["keep_sound"] = keep_sound
        if watermark_info is not UNSET:
            field_dict["watermark_info"] = watermark_info

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.kling_v26_motion_control_request_model_params_watermark_info import (
            KlingV26MotionControlRequestModelParamsWatermarkInfo,  # noqa: PLC0415
        )

        d = dict(src_dict)
        character_orientation = check_kling_v26_motion_control_request_model_params_character_orientation(
            d.pop("character_orientation")
        )

        keep_sound = d.pop("keep_sound", UNSET)

        _watermark_info = d.pop("watermark_info", UNSET)
        watermark_info: KlingV26MotionControlRequestModelParamsWatermarkInfo | Unset
        if isinstance(_watermark_info, Unset):
            watermark_info = UNSET
        else:
            watermark_info = KlingV26MotionControlRequestModelParamsWatermarkInfo.from_dict(_watermark_info)

        kling_v26_motion_control_request_model_params = cls(
            character_orientation=character_orientation,
            keep_sound=keep_sound,
            watermark_info=watermark_info,
        )

        return kling_v26_motion_control_request_model_params
