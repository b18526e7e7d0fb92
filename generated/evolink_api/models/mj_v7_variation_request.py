# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_variation_request_model import (
    MjV7VariationRequestModel,
    check_mj_v7_variation_request_model,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v7_variation_request_model_params import MjV7VariationRequestModelParams


T = TypeVar("T", bound="MjV7VariationRequest")


@_attrs_define
class MjV7VariationRequest:
    """
    Attributes:
        model (MjV7VariationRequestModel): The model to use.
        model_params (MjV7VariationRequestModelParams): Further parameters of this model.
        prompt (str | Unset): What to generate, or how to change what is given.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MjV7VariationRequestModel
    model_params: MjV7VariationRequestModelParams
    prompt: str | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        model_params = self.model_params.to_dict()

        prompt = self.prompt

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "model_params": model_params,
            }
        )
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v7_variation_request_model_params import MjV7VariationRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_mj_v7_variation_request_model(d.pop("model"))

        model_params = MjV7VariationRequestModelParams.from_dict(d.pop("model_params"))

        prompt = d.pop("prompt", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        mj_v7_variation_request = cls(
            model=model,
            model_params=model_params,
            prompt=prompt,
            callback_url=callback_url,
        )

        return mj_v7_variation_request
