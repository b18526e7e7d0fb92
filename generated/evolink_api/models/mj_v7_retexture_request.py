# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mj_v7_retexture_request_model import (
    MjV7RetextureRequestModel,
    check_mj_v7_retexture_request_model,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v7_retexture_request_model_params import MjV7RetextureRequestModelParams


T = TypeVar("T", bound="MjV7RetextureRequest")


@_attrs_define
class MjV7RetextureRequest:
    """
    Attributes:
        model (MjV7RetextureRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str]): Links to the reference images.
        model_params (MjV7RetextureRequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MjV7RetextureRequestModel
    prompt: str
    image_urls: list[str]
    model_params: MjV7RetextureRequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls = self.image_urls

        model_params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.model_params, Unset):
            model_params = self.model_params.to_dict()

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
                "image_urls": image_urls,
            }
        )
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v7_retexture_request_model_params import MjV7RetextureRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_mj_v7_retexture_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls"))

        _model_params = d.pop("model_params", UNSET)
        model_params: MjV7RetextureRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = MjV7RetextureRequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        mj_v7_retexture_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            model_params=model_params,
            callback_url=callback_url,
        )

        return mj_v7_retexture_request
