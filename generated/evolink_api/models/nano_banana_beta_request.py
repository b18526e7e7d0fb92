# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.nano_banana_beta_request_model import (
    NanoBananaBetaRequestModel,
    check_nano_banana_beta_request_model,
)
from ..models.nano_banana_beta_request_size import (
    NanoBananaBetaRequestSize,
    check_nano_banana_beta_request_size,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="NanoBananaBetaRequest")


@_attrs_define
class NanoBananaBetaRequest:
    """
    Attributes:
        model (NanoBananaBetaRequestModel): The model to use. Default: 'nano-banana-beta'.
        prompt (str): What to generate, or how to change what is given.
        size (NanoBananaBetaRequestSize | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        image_urls (list[str] | Unset): Links to the reference images.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: NanoBananaBetaRequestModel = "nano-banana-beta"
    size: NanoBananaBetaRequestSize | Unset = "auto"
    image_urls: list[str] | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        size: str | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size

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
        if size is not UNSET:
            field_dict["size"] = size
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_nano_banana_beta_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _size = d.pop("size", UNSET)
        size: NanoBananaBetaRequestSize | Unset
        if isinstance(_size, Unset):
            size = UNSET
        else:
            size = check_nano_banana_beta_request_size(_size)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        callback_url = d.pop("callback_url", UNSET)

        nano_banana_beta_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            image_urls=image_urls,
            callback_url=callback_url,
        )

        return nano_banana_beta_request
