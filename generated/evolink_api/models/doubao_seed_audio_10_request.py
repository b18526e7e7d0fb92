# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.doubao_seed_audio_10_request_format import (
    DoubaoSeedAudio10RequestFormat,
    check_doubao_seed_audio_10_request_format,
)
from ..models.doubao_seed_audio_10_request_model import (
    DoubaoSeedAudio10RequestModel,
    check_doubao_seed_audio_10_request_model,
)
from ..models.doubao_seed_audio_10_request_sample_rate import (
    DoubaoSeedAudio10RequestSampleRate,
    check_doubao_seed_audio_10_request_sample_rate,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DoubaoSeedAudio10Request")


@_attrs_define
class DoubaoSeedAudio10Request:
    """
    Attributes:
        model (DoubaoSeedAudio10RequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        audio_references (list[str] | Unset):
        image_urls (list[str] | Unset): Links to the reference images.
        format_ (DoubaoSeedAudio10RequestFormat | Unset):  Default: 'wav'.
        sample_rate (DoubaoSeedAudio10RequestSampleRate | Unset):  Default: 24000.
        speech_rate (float | Unset):  Default: 1.0.
        loudness_rate (float | Unset):  Default: 1.0.
        pitch_rate (int | Unset):  Default: 0.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: DoubaoSeedAudio10RequestModel
    prompt: str
    audio_references: list[str] | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    format_: DoubaoSeedAudio10RequestFormat | Unset = "wav"
    sample_rate: DoubaoSeedAudio10RequestSampleRate | Unset = 24000
    speech_rate: float | Unset = 1.0
    loudness_rate: float | Unset = 1.0
    pitch_rate: int | Unset = 0
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        audio_references: list[str] | Unset = UNSET
        if not isinstance(self.audio_references, Unset):
            audio_references = self.audio_references

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        format_: str | Unset = UNSET
        if not isinstance(self.format_, Unset):
            format_ = self.format_

        sample_rate: int | Unset = UNSET
        if not isinstance(self.sample_rate, Unset):
            sample_rate = self.sample_rate

        speech_rate = self.speech_rate

        loudness_rate = self.loudness_rate

        pitch_rate = self.pitch_rate

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if audio_references is not UNSET:
            field_dict["audio_references"] = audio_references
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if format_ is not UNSET:
            field_dict["format"] = format_
        if sample_rate is not UNSET:
            field_dict["sample_rate"] = sample_rate
        if speech_rate is not UNSET:
            field_dict["speech_rate"] = speech_rate
        if loudness_rate is not UNSET:
            field_dict["loudness_rate"] = loudness_rate
        if pitch_rate is not UNSET:
            field_dict["pitch_rate"] = pitch_rate
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_doubao_seed_audio_10_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        audio_references = cast(list[str], d.pop("audio_references", UNSET))

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _format_ = d.pop("format", UNSET)
        format_: DoubaoSeedAudio10RequestFormat | Unset
        if isinstance(_format_, Unset):
            format_ = UNSET
        else:
            format_ = check_doubao_seed_audio_10_request_format(_format_)

        _sample_rate = d.pop("sample_rate", UNSET)
        sample_rate: DoubaoSeedAudio10RequestSampleRate | Unset
        if isinstance(_sample_rate, Unset):
            sample_rate = UNSET
        else:
            sample_rate = check_doubao_seed_audio_10_request_sample_rate(_sample_rate)

        speech_rate = d.pop("speech_rate", UNSET)

        loudness_rate = d.pop("loudness_rate", UNSET)

        pitch_rate = d.pop("pitch_rate", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        doubao_seed_audio_10_request = cls(
            model=model,
            prompt=prompt,
            audio_references=audio_references,
            image_urls=image_urls,
            format_=format_,
            sample_rate=sample_rate,
            speech_rate=speech_rate,
            loudness_rate=loudness_rate,
            pitch_rate=pitch_rate,
            callback_url=callback_url,
        )

        return doubao_seed_audio_10_request
