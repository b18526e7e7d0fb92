# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="KlingO3VideoEditRequestModelParamsElementListItem")


@_attrs_define
class KlingO3VideoEditRequestModelParamsElementListItem:
    """
    Attributes:
        element_id (str | Unset):
    """

    element_id: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        element_id = self.element_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if element_id is not UNSET:
            field_dict["element_id"] = element_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        element_id = d.pop("element_id", UNSET)

        kling_o3_video_edit_request_model_params_element_list_item = cls(
            element_id=element_id,
        )

        return kling_o3_video_edit_request_model_params_element_list_item
