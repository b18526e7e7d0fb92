# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MjV81EditRequestModelParamsImgPos")


@_attrs_define
class MjV81EditRequestModelParamsImgPos:
    """
    Attributes:
        width (int):
        height (int):
        x (int):
        y (int):
    """

    width: int
    height: int
    x: int
    y: int

    def to_dict(self) -> dict[str, Any]:
        width = self.width

        height = self.height

        x = self.x

        y = self.y

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "width": width,
                "height": height,
                "x": x,
                "y": y,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        width = d.pop("width")

        height = d.pop("height")

        x = d.pop("x")

        y = d.pop("y")

        mj_v81_edit_request_model_params_img_pos = cls(
            width=width,
            height=height,
            x=x,
            y=y,
        )

        return mj_v81_edit_request_model_params_img_pos
