# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gemini_omni_flash_video_edit_request_model import (
    GeminiOmniFlashVideoEditRequestModel,
    check_gemini_omni_flash_video_edit_request_model,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GeminiOmniFlashVideoEditRequest")


@_attrs_define
class GeminiOmniFlashVideoEditRequest:
    """
    Attributes:
        model (GeminiOmniFlashVideoEditRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        video_urls (list[str] | Unset): Links to the reference videos.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GeminiOmniFlashVideoEditRequestModel
    prompt: str
    video_urls: list[str] | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        video_urls: list[str] | Unset = UNSET
        if not isinstance(self.video_urls, Unset):
            video_urls = self.video_urls

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if video_urls is not UNSET:
            field_dict["video_urls"] = video_urls
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_gemini_omni_flash_video_edit_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        video_urls = cast(list[str], d.pop("video_urls", UNSET))

        callback_url = d.pop("callback_url", UNSET)

        gemini_omni_flash_video_edit_request = cls(
            model=model,
            prompt=prompt,
            video_urls=video_urls,
            callback_url=callback_url,
        )

        return gemini_omni_flash_video_edit_request
