# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.wan_27_reference_video_request_model_params_voice_bindings import (
        Wan27ReferenceVideoRequestModelParamsVoiceBindings,
    )


T = TypeVar("T", bound="Wan27ReferenceVideoRequestModelParams")


@_attrs_define
class Wan27ReferenceVideoRequestModelParams:
    """Further parameters of this model.

    Attributes:
        voice_bindings (Wan27ReferenceVideoRequestModelParamsVoiceBindings | Unset):
    """

    voice_bindings: Wan27ReferenceVideoRequestModelParamsVoiceBindings | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        voice_bindings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.voice_bindings, Unset):
            voice_bindings = self.voice_bindings.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if voice_bindings is not UNSET:
            field_dict["voice_bindings"] = voice_bindings

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.wan_27_reference_video_request_model_params_voice_bindings import (
            Wan27ReferenceVideoRequestModelParamsVoiceBindings,  # noqa: PLC0415
        )

        d = dict(src_dict)
        _voice_bindings = d.pop("voice_bindings", UNSET)
        voice_bindings: Wan27ReferenceVideoRequestModelParamsVoiceBindings | Unset
        if isinstance(_voice_bindings, Unset):
            voice_bindings = UNSET
        else:
            voice_bindings = Wan27ReferenceVideoRequestModelParamsVoiceBindings.from_dict(_voice_bindings)

        wan_27_reference_video_request_model_params = cls(
            voice_bindings=voice_bindings,
        )

        return wan_27_reference_video_request_model_params
