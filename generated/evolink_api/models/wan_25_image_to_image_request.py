# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wan_25_image_to_image_request_model import (
    Wan25ImageToImageRequestModel,
    check_wan_25_image_to_image_request_model,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Wan25ImageToImageRequest")


@_attrs_define
class Wan25ImageToImageRequest:
    """
    Attributes:
        model (Wan25ImageToImageRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        n (int | Unset): Number of results to generate.
        image_urls (list[str] | Unset): Links to the reference images.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Wan25ImageToImageRequestModel
    prompt: str
    n: int | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        n = self.n

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
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_wan_25_image_to_image_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        n = d.pop("n", UNSET)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        callback_url = d.pop("callback_url", UNSET)

        wan_25_image_to_image_request = cls(
            model=model,
            prompt=prompt,
            n=n,
            image_urls=image_urls,
            callback_url=callback_url,
        )

        return wan_25_image_to_image_request
