# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.qwen_voice_design_request_language import (
    QwenVoiceDesignRequestLanguage,
    check_qwen_voice_design_request_language,
)
from ..models.qwen_voice_design_request_model import (
    QwenVoiceDesignRequestModel,
    check_qwen_voice_design_request_model,
)
from ..models.qwen_voice_design_request_response_format import (
    QwenVoiceDesignRequestResponseFormat,
    check_qwen_voice_design_request_response_format,
)
from ..models.qwen_voice_design_request_sample_rate import (
    QwenVoiceDesignRequestSampleRate,
    check_qwen_voice_design_request_sample_rate,
)
from ..models.qwen_voice_design_request_target_model import (
    QwenVoiceDesignRequestTargetModel,
    check_qwen_voice_design_request_target_model,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="QwenVoiceDesignRequest")


@_attrs_define
class QwenVoiceDesignRequest:
    """
    Attributes:
        model (QwenVoiceDesignRequestModel): The model to use.
        voice_prompt (str):
        preview_text (str):
        preferred_name (str):
        language (QwenVoiceDesignRequestLanguage | Unset):  Default: 'zh'.
        sample_rate (QwenVoiceDesignRequestSampleRate | Unset):  Default: 24000.
        response_format (QwenVoiceDesignRequestResponseFormat | Unset):  Default: 'wav'.
        target_model (QwenVoiceDesignRequestTargetModel | Unset):  Default: 'qwen3-tts-vd-2026-01-26'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: QwenVoiceDesignRequestModel
    voice_prompt: str
    preview_text: str
    preferred_name: str
    language: QwenVoiceDesignRequestLanguage | Unset = "zh"
    sample_rate: QwenVoiceDesignRequestSampleRate | Unset = 24000
    response_format: QwenVoiceDesignRequestResponseFormat | Unset = "wav"
    target_model: QwenVoiceDesignRequestTargetModel | Unset = "qwen3-tts-vd-2026-01-26"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        voice_prompt = self.voice_prompt

        preview_text = self.preview_text

        preferred_name = self.preferred_name

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        sample_rate: int | Unset = UNSET
        if not isinstance(self.sample_rate, Unset):
            sample_rate = self.sample_rate

        response_format: str | Unset = UNSET
        if not isinstance(self.response_format, Unset):
            response_format = self.response_format

        target_model: str | Unset = UNSET
        if not isinstance(self.target_model, Unset):
            target_model = self.target_model

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "voice_prompt": voice_prompt,
                "preview_text": preview_text,
                "preferred_name": preferred_name,
            }
        )
        if language is not UNSET:
            field_dict["language"] = language
        if sample_rate is not UNSET:
            field_dict["sample_rate"] = sample_rate
        if response_format is not UNSET:
            field_dict["response_format"] = response_format
        if target_model is not UNSET:
            field_dict["target_model"] = target_model
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_qwen_voice_design_request_model(d.pop("model"))

        voice_prompt = d.pop("voice_prompt")

        preview_text = d.pop("preview_text")

        preferred_name = d.pop("preferred_name")

        _language = d.pop("language", UNSET)
        language: QwenVoiceDesignRequestLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_qwen_voice_design_request_language(_language)

        _sample_rate = d.pop("sample_rate", UNSET)
        sample_rate: QwenVoiceDesignRequestSampleRate | Unset
        if isinstance(_sample_rate, Unset):
            sample_rate = UNSET
        else:
            sample_rate = check_qwen_voice_design_request_sample_rate(_sample_rate)

        _response_format = d.pop("response_format", UNSET)
        response_format: QwenVoiceDesignRequestResponseFormat | Unset
        if isinstance(_response_format, Unset):
            response_format = UNSET
        else:
            response_format = check_qwen_voice_design_request_response_format(_response_format)

        _target_model = d.pop("target_model", UNSET)
        target_model: QwenVoiceDesignRequestTargetModel | Unset
        if isinstance(_target_model, Unset):
            target_model = UNSET
        else:
            target_model = check_qwen_voice_design_request_target_model(_target_model)

        callback_url = d.pop("callback_url", UNSET)

        qwen_voice_design_request = cls(
            model=model,
            voice_prompt=voice_prompt,
            preview_text=preview_text,
            preferred_name=preferred_name,
            language=language,
            sample_rate=sample_rate,
            response_format=response_format,
            target_model=target_model,
            callback_url=callback_url,
        )

        return qwen_voice_design_request
