# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.qwen_image_30_request_model import QwenImage30RequestModel, check_qwen_image_30_request_model
from ..models.qwen_image_30_request_quality import (
    QwenImage30RequestQuality,
    check_qwen_image_30_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="QwenImage30Request")


@_attrs_define
class QwenImage30Request:
    """
    Attributes:
        model (QwenImage30RequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        n (int | Unset): Number of results to generate. Default: 1.
        negative_prompt (str | Unset): What must not appear.
        size (str | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        quality (QwenImage30RequestQuality | Unset): Resolution or quality class of the result. Default: '1K'.
        prompt_extend (bool | Unset): Whether the service may rewrite the prompt. Default: False.
        watermark (bool | Unset): Whether the result shows a watermark. Default: False.
        seed (int | Unset): Number that the randomness starts from.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: QwenImage30RequestModel
    prompt: str
    image_urls: list[str] | Unset = UNSET
    n: int | Unset = 1
    negative_prompt: str | Unset = UNSET
    size: str | Unset = "auto"
    quality: QwenImage30RequestQuality | Unset = "1K"
    prompt_extend: bool | Unset = False
    watermark: bool | Unset = False
    seed: int | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        n = self.n

        negative_prompt = self.negative_prompt

        size = self.size

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        prompt_extend = self.prompt_extend

        watermark = self.watermark

        seed = self.seed

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
        if n is not UNSET:
            field_dict["n"] = n
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if size is not UNSET:
            field_dict["size"] = size
        if quality is not UNSET:
            field_dict["quality"] = quality
        if prompt_extend is not UNSET:
            field_dict["prompt_extend"] = prompt_extend
        if watermark is not UNSET:
            field_dict["watermark"] = watermark
        if seed is not UNSET:
            field_dict["seed"] = seed
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_qwen_image_30_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        n = d.pop("n", UNSET)

        negative_prompt = d.pop("negative_prompt", UNSET)

        size = d.pop("size", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: QwenImage30RequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_qwen_image_30_request_quality(_quality)

        prompt_extend = d.pop("prompt_extend", UNSET)

        watermark = d.pop("watermark", UNSET)

        seed = d.pop("seed", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        qwen_image_30_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            n=n,
            negative_prompt=negative_prompt,
            size=size,
            quality=quality,
            prompt_extend=prompt_extend,
            watermark=watermark,
            seed=seed,
            callback_url=callback_url,
        )

        return qwen_image_30_request
