# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gpt_image_15_request_model import GptImage15RequestModel, check_gpt_image_15_request_model
from ..models.gpt_image_15_request_n import GptImage15RequestN, check_gpt_image_15_request_n
from ..models.gpt_image_15_request_quality import GptImage15RequestQuality, check_gpt_image_15_request_quality
from ..models.gpt_image_15_request_size import GptImage15RequestSize, check_gpt_image_15_request_size
from ..types import UNSET, Unset

T = TypeVar("T", bound="GptImage15Request")


@_attrs_define
class GptImage15Request:
    """
    Attributes:
        model (GptImage15RequestModel): The model to use. Default: 'gpt-image-1.5'.
        prompt (str): What to generate, or how to change what is given.
        size (GptImage15RequestSize | Unset): Aspect ratio or pixel size of the image.
        quality (GptImage15RequestQuality | Unset): Resolution or quality class of the result. Default: 'high'.
        image_urls (list[str] | Unset): Links to the reference images.
        n (GptImage15RequestN | Unset): Number of results to generate. Default: 1.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: GptImage15RequestModel = "gpt-image-1.5"
    size: GptImage15RequestSize | Unset = UNSET
    quality: GptImage15RequestQuality | Unset = "high"
    image_urls: list[str] | Unset = UNSET
    n: GptImage15RequestN | Unset = 1
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        size: str | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        n: int | Unset = UNSET
        if not isinstance(self.n, Unset):
            n = self.n

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
        if quality is not UNSET:
            field_dict["quality"] = quality
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if n is not UNSET:
            field_dict["n"] = n
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_gpt_image_15_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _size = d.pop("size", UNSET)
        size: GptImage15RequestSize | Unset
        if isinstance(_size, Unset):
            size = UNSET
        else:
            size = check_gpt_image_15_request_size(_size)

        _quality = d.pop("quality", UNSET)
        quality: GptImage15RequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_gpt_image_15_request_quality(_quality)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _n = d.pop("n", UNSET)
        n: GptImage15RequestN | Unset
        if isinstance(_n, Unset):
            n = UNSET
        else:
            n = check_gpt_image_15_request_n(_n)

        callback_url = d.pop("callback_url", UNSET)

        gpt_image_15_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            quality=quality,
            image_urls=image_urls,
            n=n,
            callback_url=callback_url,
        )

        return gpt_image_15_request
