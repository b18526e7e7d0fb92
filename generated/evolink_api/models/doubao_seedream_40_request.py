# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.doubao_seedream_40_request_model import (
    DoubaoSeedream40RequestModel,
    check_doubao_seedream_40_request_model,
)
from ..models.doubao_seedream_40_request_prompt_priority import (
    DoubaoSeedream40RequestPromptPriority,
    check_doubao_seedream_40_request_prompt_priority,
)
from ..models.doubao_seedream_40_request_quality import (
    DoubaoSeedream40RequestQuality,
    check_doubao_seedream_40_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DoubaoSeedream40Request")


@_attrs_define
class DoubaoSeedream40Request:
    """
    Attributes:
        model (DoubaoSeedream40RequestModel): The model to use. Default: 'doubao-seedream-4.0'.
        prompt (str): What to generate, or how to change what is given.
        n (int | Unset): Number of results to generate.
        size (str | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        quality (DoubaoSeedream40RequestQuality | Unset): Resolution or quality class of the result. Default: '2K'.
        prompt_priority (DoubaoSeedream40RequestPromptPriority | Unset):  Default: 'standard'.
        image_urls (list[str] | Unset): Links to the reference images.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: DoubaoSeedream40RequestModel = "doubao-seedream-4.0"
    n: int | Unset = UNSET
    size: str | Unset = "auto"
    quality: DoubaoSeedream40RequestQuality | Unset = "2K"
    prompt_priority: DoubaoSeedream40RequestPromptPriority | Unset = "standard"
    image_urls: list[str] | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        n = self.n

        size = self.size

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        prompt_priority: str | Unset = UNSET
        if not isinstance(self.prompt_priority, Unset):
            prompt_priority = self.prompt_priority

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
        if n is not UNSET:
            field_dict["n"] = n
        if size is not UNSET:
            field_dict["size"] = size
        if quality is not UNSET:
            field_dict["quality"] = quality
        if prompt_priority is not UNSET:
            field_dict["prompt_priority"] = prompt_priority
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_doubao_seedream_40_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        n = d.pop("n", UNSET)

        size = d.pop("size", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: DoubaoSeedream40RequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_doubao_seedream_40_request_quality(_quality)

        _prompt_priority = d.pop("prompt_priority", UNSET)
        prompt_priority: DoubaoSeedream40RequestPromptPriority | Unset
        if isinstance(_prompt_priority, Unset):
            prompt_priority = UNSET
        else:
            prompt_priority = check_doubao_seedream_40_request_prompt_priority(_prompt_priority)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        callback_url = d.pop("callback_url", UNSET)

        doubao_seedream_40_request = cls(
            model=model,
            prompt=prompt,
            n=n,
            size=size,
            quality=quality,
            prompt_priority=prompt_priority,
            image_urls=image_urls,
            callback_url=callback_url,
        )

        return doubao_seedream_40_request
