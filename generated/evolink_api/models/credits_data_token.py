# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CreditsDataToken")


@_attrs_define
class CreditsDataToken:
    """
    Attributes:
        remaining_credits (float | Unset): Remaining credits.
        unlimited_credits (bool | Unset): Whether the key has no quota of its own.
        used_credits (float | Unset): Used credits.
    """

    remaining_credits: float | Unset = UNSET
    unlimited_credits: bool | Unset = UNSET
    used_credits: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        remaining_credits = self.remaining_credits

        unlimited_credits = self.unlimited_credits

        used_credits = self.used_credits

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if remaining_credits is not UNSET:
            field_dict["remaining_credits"] = remaining_credits
        if unlimited_credits is not UNSET:
            field_dict["unlimited_credits"] = unlimited_credits
        if used_credits is not UNSET:
            field_dict["used_credits"] = used_credits

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        remaining_credits = d.pop("remaining_credits", UNSET)

        unlimited_credits = d.pop("unlimited_credits", UNSET)

        used_credits = d.pop("used_credits", UNSET)

        credits_data_token = cls(
            remaining_credits=remaining_credits,
            unlimited_credits=unlimited_credits,
            used_credits=used_credits,
        )

        credits_data_token.additional_properties = d
        return credits_data_token

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
