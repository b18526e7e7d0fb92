# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

UsageBillingRuleType0 = Literal["per_call", "per_second", "per_token"]

USAGE_BILLING_RULE_TYPE_0_VALUES: set[UsageBillingRuleType0] = {
    "per_call",
    "per_second",
    "per_token",
}


def check_usage_billing_rule_type_0(value: str) -> UsageBillingRuleType0:
    if value in USAGE_BILLING_RULE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {USAGE_BILLING_RULE_TYPE_0_VALUES!r}")
