# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="MiniMaxHailuo02RequestModelParams")


@_attrs_define
class MiniMaxHailuo02RequestModelParams:
    """Further parameters of this model.

    Attributes:
        prompt_optimizer (bool | Unset):  Default: True.
        fast_pretreatment (bool | Unset):  Default: False.
    """

    prompt_optimizer: bool | Unset = True
    fast_pretreatment: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        prompt_optimizer = self.prompt_optimizer

        fast_pretreatment = self.fast_pretreatment

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if prompt_optimizer is not UNSET:
            field_dict["prompt_optimizer"] = prompt_optimizer
        if fast_pretreatment is not UNSET:
            field_dict["fast_pretreatment"] = fast_pretreatment

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        prompt_optimizer = d.pop("prompt_optimizer", UNSET)

        fast_pretreatment = d.pop("fast_pretreatment", UNSET)

        mini_max_hailuo_02_request_model_params = cls(
            prompt_optimizer=prompt_optimizer,
            fast_pretreatment=fast_pretreatment,
        )

        return mini_max_hailuo_02_request_model_params
