# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.qwen_3_tts_vd_request_language_type import (
    Qwen3TtsVdRequestLanguageType,
    check_qwen_3_tts_vd_request_language_type,
)
from ..models.qwen_3_tts_vd_request_model import Qwen3TtsVdRequestModel, check_qwen_3_tts_vd_request_model
from ..types import UNSET, Unset

T = TypeVar("T", bound="Qwen3TtsVdRequest")


@_attrs_define
class Qwen3TtsVdRequest:
    """
    Attributes:
        model (Qwen3TtsVdRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        voice (str):
        language_type (Qwen3TtsVdRequestLanguageType | Unset):
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Qwen3TtsVdRequestModel
    prompt: str
    voice: str
    language_type: Qwen3TtsVdRequestLanguageType | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        voice = self.voice

        language_type: str | Unset = UNSET
        if not isinstance(self.language_type, Unset):
            language_type = self.language_type

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
                "voice": voice,
            }
        )
        if language_type is not UNSET:
            field_dict["language_type"] = language_type
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_qwen_3_tts_vd_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        voice = d.pop("voice")

        _language_type = d.pop("language_type", UNSET)
        language_type: Qwen3TtsVdRequestLanguageType | Unset
        if isinstance(_language_type, Unset):
            language_type = UNSET
        else:
            language_type = check_qwen_3_tts_vd_request_language_type(_language_type)

        callback_url = d.pop("callback_url", UNSET)

        qwen_3_tts_vd_request = cls(
            model=model,
            prompt=prompt,
            voice=voice,
            language_type=language_type,
            callback_url=callback_url,
        )

        return qwen_3_tts_vd_request
