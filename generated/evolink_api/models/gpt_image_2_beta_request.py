# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gpt_image_2_beta_request_model import (
    GptImage2BetaRequestModel,
    check_gpt_image_2_beta_request_model,
)
from ..models.gpt_image_2_beta_request_resolution import (
    GptImage2BetaRequestResolution,
    check_gpt_image_2_beta_request_resolution,
)
from ..models.gpt_image_2_beta_request_size import (
    GptImage2BetaRequestSize,
    check_gpt_image_2_beta_request_size,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GptImage2BetaRequest")


@_attrs_define
class GptImage2BetaRequest:
    """
    Attributes:
        model (GptImage2BetaRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        size (GptImage2BetaRequestSize | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        resolution (GptImage2BetaRequestResolution | Unset): Resolution class of the result. Default: '1K'.
        image_urls (list[str] | Unset): Links to the reference images.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GptImage2BetaRequestModel
    prompt: str
    size: GptImage2BetaRequestSize | Unset = "auto"
    resolution: GptImage2BetaRequestResolution | Unset = "1K"
    image_urls: list[str] | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        size: str | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size

        resolution: str | Unset = UNSET
        if not isinstance(self.resolution, Unset):
            resolution = self.resolution

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
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_gpt_image_2_beta_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _size = d.pop("size", UNSET)
        size: GptImage2BetaRequestSize | Unset
        if isinstance(_size, Unset):
            size = UNSET
        else:
            size = check_gpt_image_2_beta_request_size(_size)

        _resolution = d.pop("resolution", UNSET)
        resolution: GptImage2BetaRequestResolution | Unset
        if isinstance(_resolution, Unset):
            resolution = UNSET
        else:
            resolution = check_gpt_image_2_beta_request_resolution(_resolution)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        callback_url = d.pop("callback_url", UNSET)

        gpt_image_2_beta_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            resolution=resolution,
            image_urls=image_urls,
            callback_url=callback_url,
        )

        return gpt_image_2_beta_request
