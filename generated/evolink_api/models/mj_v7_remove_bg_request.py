# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mj_v7_remove_bg_request_model import (
    MjV7RemoveBgRequestModel,
    check_mj_v7_remove_bg_request_model,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV7RemoveBgRequest")


@_attrs_define
class MjV7RemoveBgRequest:
    """
    Attributes:
        model (MjV7RemoveBgRequestModel): The model to use.
        image_urls (list[str]): Links to the reference images.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MjV7RemoveBgRequestModel
    image_urls: list[str]
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        image_urls = self.image_urls

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "image_urls": image_urls,
            }
        )
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_mj_v7_remove_bg_request_model(d.pop("model"))

        image_urls = cast(list[str], d.pop("image_urls"))

        callback_url = d.pop("callback_url", UNSET)

        mj_v7_remove_bg_request = cls(
            model=model,
            image_urls=image_urls,
            callback_url=callback_url,
        )

        return mj_v7_remove_bg_request
