# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_edit_request_model import MjV7EditRequestModel, check_mj_v7_edit_request_model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v7_edit_request_model_params import MjV7EditRequestModelParams


T = TypeVar("T", bound="MjV7EditRequest")


@_attrs_define
class MjV7EditRequest:
    """
    Attributes:
        model (MjV7EditRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        model_params (MjV7EditRequestModelParams): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MjV7EditRequestModel
    prompt: str
    model_params: MjV7EditRequestModelParams
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        model_params = self.model_params.to_dict()

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
                "model_params": model_params,
            }
        )
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v7_edit_request_model_params import MjV7EditRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_mj_v7_edit_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        model_params = MjV7EditRequestModelParams.from_dict(d.pop("model_params"))

        callback_url = d.pop("callback_url", UNSET)

        mj_v7_edit_request = cls(
            model=model,
            prompt=prompt,
            model_params=model_params,
            callback_url=callback_url,
        )

        return mj_v7_edit_request
