# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FileQuotaData")


@_attrs_define
class FileQuotaData:
    """
    Attributes:
        user_group (str | Unset): Billing group of the account.
        used_files (int | Unset): How many files there are.
        max_files (int | Unset): How many there may be.
        remain_files (int | Unset): How many more there may be.
    """

    user_group: str | Unset = UNSET
    used_files: int | Unset = UNSET
    max_files: int | Unset = UNSET
    remain_files: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_group = self.user_group

        used_files = self.used_files

        max_files = self.max_files

        remain_files = self.remain_files

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if user_group is not UNSET:
            field_dict["user_group"] = user_group
        if used_files is not UNSET:
            field_dict["used_files"] = used_files
        if max_files is not UNSET:
            field_dict["max_files"] = max_files
        if remain_files is not UNSET:
            field_dict["remain_files"] = remain_files

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        user_group = d.pop("user_group", UNSET)

        used_files = d.pop("used_files", UNSET)

        max_files = d.pop("max_files", UNSET)

        remain_files = d.pop("remain_files", UNSET)

        file_quota_data = cls(
            user_group=user_group,
            used_files=used_files,
            max_files=max_files,
            remain_files=remain_files,
        )

        file_quota_data.additional_properties = d
        return file_quota_data

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
