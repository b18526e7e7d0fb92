# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.video_generation_usage_billing_rule_type_0 import (
    VideoGenerationUsageBillingRuleType0,
    check_video_generation_usage_billing_rule_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="VideoGenerationUsage")


@_attrs_define
class VideoGenerationUsage:
    """
    Attributes:
        billing_rule (str | Unset | VideoGenerationUsageBillingRuleType0): What the charge is based on.
        credits_reserved (float | Unset): Credits reserved until the task ends.
        user_group (str | Unset): Billing group of the account.
    """

    billing_rule: str | Unset | VideoGenerationUsageBillingRuleType0 = UNSET
    credits_reserved: float | Unset = UNSET
    user_group: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        billing_rule: str | Unset
        if isinstance(self.billing_rule, Unset):
            billing_rule = UNSET
        elif isinstance(self.billing_rule, str):
            billing_rule = self.billing_rule
        else:
            billing_rule = self.billing_rule

        credits_reserved = self.credits_reserved

        user_group = self.user_group

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if billing_rule is not UNSET:
            field_dict["billing_rule"] = billing_rule
        if credits_reserved is not UNSET:
            field_dict["credits_reserved"] = credits_reserved
        if user_group is not UNSET:
            field_dict["user_group"] = user_group

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_billing_rule(data: object) -> str | Unset | VideoGenerationUsageBillingRuleType0:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                billing_rule_type_0 = check_video_generation_usage_billing_rule_type_0(data)

                return billing_rule_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | Unset | VideoGenerationUsageBillingRuleType0, data)

        billing_rule = _parse_billing_rule(d.pop("billing_rule", UNSET))

        credits_reserved = d.pop("credits_reserved", UNSET)

        user_group = d.pop("user_group", UNSET)

        video_generation_usage = cls(
            billing_rule=billing_rule,
            credits_reserved=credits_reserved,
            user_group=user_group,
        )

        video_generation_usage.additional_properties = d
        return video_generation_usage

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
