# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

AudioGenerationUsageBillingRuleType0 = Literal["per_call", "per_second", "per_token"]

AUDIO_GENERATION_USAGE_BILLING_RULE_TYPE_0_VALUES: set[AudioGenerationUsageBillingRuleType0] = {
    "per_call",
    "per_second",
    "per_token",
}


def check_audio_generation_usage_billing_rule_type_0(value: str) -> AudioGenerationUsageBillingRuleType0:
    if value in AUDIO_GENERATION_USAGE_BILLING_RULE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AUDIO_GENERATION_USAGE_BILLING_RULE_TYPE_0_VALUES!r}"
    )
