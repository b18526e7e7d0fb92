# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

VideoGenerationUsageBillingRuleType0 = Literal["per_call", "per_second", "per_token"]

VIDEO_GENERATION_USAGE_BILLING_RULE_TYPE_0_VALUES: set[VideoGenerationUsageBillingRuleType0] = {
    "per_call",
    "per_second",
    "per_token",
}


def check_video_generation_usage_billing_rule_type_0(value: str) -> VideoGenerationUsageBillingRuleType0:
    if value in VIDEO_GENERATION_USAGE_BILLING_RULE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VIDEO_GENERATION_USAGE_BILLING_RULE_TYPE_0_VALUES!r}"
    )
