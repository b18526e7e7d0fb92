# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gpt_4o_image_request_model import Gpt4OImageRequestModel, check_gpt_4o_image_request_model
from ..models.gpt_4o_image_request_n import Gpt4OImageRequestN, check_gpt_4o_image_request_n
from ..models.gpt_4o_image_request_size import Gpt4OImageRequestSize, check_gpt_4o_image_request_size
from ..types import UNSET, Unset

T = TypeVar("T", bound="Gpt4OImageRequest")


@_attrs_define
class Gpt4OImageRequest:
    """
    Attributes:
        model (Gpt4OImageRequestModel): The model to use. Default: 'gpt-4o-image'.
        prompt (str): What to generate, or how to change what is given.
        size (Gpt4OImageRequestSize | Unset): Aspect ratio or pixel size of the image.
        n (Gpt4OImageRequestN | Unset): Number of results to generate.
        image_urls (list[str] | Unset): Links to the reference images.
        mask_url (str | Unset): Link to a mask that marks the part of the reference image to redraw.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: Gpt4OImageRequestModel = "gpt-4o-image"
    size: Gpt4OImageRequestSize | Unset = UNSET
    n: Gpt4OImageRequestN | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    mask_url: str | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        size: str | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size

        n: int | Unset = UNSET
        if not isinstance(self.n, Unset):
            n = self.n

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        mask_url = self.mask_url

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
        if n is not UNSET:
            field_dict["n"] = n
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if mask_url is not UNSET:
            field_dict["mask_url"] = mask_url
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_gpt_4o_image_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _size = d.pop("size", UNSET)
        size: Gpt4OImageRequestSize | Unset
        if isinstance(_size, Unset):
            size = UNSET
        else:
            size = check_gpt_4o_image_request_size(_size)

        _n = d.pop("n", UNSET)
        n: Gpt4OImageRequestN | Unset
        if isinstance(_n, Unset):
            n = UNSET
        else:
            n = check_gpt_4o_image_request_n(_n)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        mask_url = d.pop("mask_url", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        gpt_4o_image_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            n=n,
            image_urls=image_urls,
            mask_url=mask_url,
            callback_url=callback_url,
        )

        return gpt_4o_image_request
