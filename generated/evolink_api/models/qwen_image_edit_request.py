# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.qwen_image_edit_request_model import (
    QwenImageEditRequestModel,
    check_qwen_image_edit_request_model,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="QwenImageEditRequest")


@_attrs_define
class QwenImageEditRequest:
    """
    Attributes:
        model (QwenImageEditRequestModel): The model to use. Default: 'qwen-image-edit'.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: QwenImageEditRequestModel = "qwen-image-edit"
    image_urls: list[str] | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_qwen_image_edit_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        callback_url = d.pop("callback_url", UNSET)

        qwen_image_edit_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            callback_url=callback_url,
        )

        return qwen_image_edit_request
