# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.wan_26_image_to_video_flash_request_model_params_shot_type import (
    Wan26ImageToVideoFlashRequestModelParamsShotType,
    check_wan_26_image_to_video_flash_request_model_params_shot_type,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Wan26ImageToVideoFlashRequestModelParams")


@_attrs_define
class Wan26ImageToVideoFlashRequestModelParams:
    """Further parameters of this model.

    Attributes:
        shot_type (Wan26ImageToVideoFlashRequestModelParamsShotType | Unset):  Default: 'single'.
    """

    shot_type: Wan26ImageToVideoFlashRequestModelParamsShotType | Unset = "single"

    def to_dict(self) -> dict[str, Any]:
        shot_type: str | Unset = UNSET
        if not isinstance(self.shot_type, Unset):
            shot_type = self.shot_type

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if shot_type is not UNSET:
            field_dict["shot_type"] = shot_type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _shot_type = d.pop("shot_type", UNSET)
        shot_type: Wan26ImageToVideoFlashRequestModelParamsShotType | Unset
        if isinstance(_shot_type, Unset):
            shot_type = UNSET
        else:
            shot_type = check_wan_26_image_to_video_flash_request_model_params_shot_type(_shot_type)

        wan_26_image_to_video_flash_request_model_params = cls(
            shot_type=shot_type,
        )

        return wan_26_image_to_video_flash_request_model_params
