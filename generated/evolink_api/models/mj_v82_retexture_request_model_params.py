# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v82_retexture_request_model_params_speed import (
    MjV82RetextureRequestModelParamsSpeed,
    check_mj_v82_retexture_request_model_params_speed,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV82RetextureRequestModelParams")


@_attrs_define
class MjV82RetextureRequestModelParams:
    """Further parameters of this model.

    Attributes:
        speed (MjV82RetextureRequestModelParamsSpeed | Unset): How fast the task is done. Default: 'fast'.
    """

    speed: MjV82RetextureRequestModelParamsSpeed | Unset = "fast"

    def to_dict(self) -> dict[str, Any]:
        speed: str | Unset = UNSET
        if not isinstance(self.speed, Unset):
            speed = self.speed

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if speed is not UNSET:
            field_dict["speed"] = speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _speed = d.pop("speed", UNSET)
        speed: MjV82RetextureRequestModelParamsSpeed | Unset
        if isinstance(_speed, Unset):
            speed = UNSET
        else:
            speed = check_mj_v82_retexture_request_model_params_speed(_speed)

        mj_v82_retexture_request_model_params = cls(
            speed=speed,
        )

        return mj_v82_retexture_request_model_params
