# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="KlingV26MotionControlRequestModelParamsWatermarkInfo")


@_attrs_define
class KlingV26MotionControlRequestModelParamsWatermarkInfo:
    """
    Attributes:
        enabled (bool | Unset):
    """

    enabled: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if enabled is not UNSET:
            field_dict["enabled"] = enabled

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        enabled = d.pop("enabled", UNSET)

        kling_v26_motion_control_request_model_params_watermark_info = cls(
            enabled=enabled,
        )

        return kling_v26_motion_control_request_model_params_watermark_info
