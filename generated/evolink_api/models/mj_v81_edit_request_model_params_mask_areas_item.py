# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="MjV81EditRequestModelParamsMaskAreasItem")


@_attrs_define
class MjV81EditRequestModelParamsMaskAreasItem:
    """
    Attributes:
        width (int | Unset):
        height (int | Unset):
        points (list[int] | Unset):
    """

    width: int | Unset = UNSET
    height: int | Unset = UNSET
    points: list[int] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        width = self.width

        height = self.height

        points: list[int] | Unset = UNSET
        if not isinstance(self.points, Unset):
            points = self.points

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if width is not UNSET:
            field_dict["width"] = width
        if height is not UNSET:
            field_dict["height"] = height
        if points is not UNSET:
            field_dict["points"] = points

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        width = d.pop("width", UNSET)

        height = d.pop("height", UNSET)

        points = cast(list[int], d.pop("points", UNSET))

        mj_v81_edit_request_model_params_mask_areas_item = cls(
            width=width,
            height=height,
            points=points,
        )

        return mj_v81_edit_request_model_params_mask_areas_item
