# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.gemini_31_flash_lite_image_request_model_params_thinking_level import (
    Gemini31FlashLiteImageRequestModelParamsThinkingLevel,
    check_gemini_31_flash_lite_image_request_model_params_thinking_level,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Gemini31FlashLiteImageRequestModelParams")


@_attrs_define
class Gemini31FlashLiteImageRequestModelParams:
    """Further parameters of this model.

    Attributes:
        thinking_level (Gemini31FlashLiteImageRequestModelParamsThinkingLevel | Unset):  Default: 'auto'.
    """

    thinking_level: Gemini31FlashLiteImageRequestModelParamsThinkingLevel | Unset = "auto"

    def to_dict(self) -> dict[str, Any]:
        thinking_level: str | Unset = UNSET
        if not isinstance(self.thinking_level, Unset):
            thinking_level = self.thinking_level

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if thinking_level is not UNSET:
            field_dict["thinking_level"] = thinking_level

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _thinking_level = d.pop("thinking_level", UNSET)
        thinking_level: Gemini31FlashLiteImageRequestModelParamsThinkingLevel | Unset
        if isinstance(_thinking_level, Unset):
            thinking_level = UNSET
        else:
            thinking_level = check_gemini_31_flash_lite_image_request_model_params_thinking_level(
                _thinking_level
            )

        gemini_31_flash_lite_image_request_model_params = cls(
            thinking_level=thinking_level,
        )

        return gemini_31_flash_lite_image_request_model_params
