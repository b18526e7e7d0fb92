"""What Schemathesis has to know beyond JSON Schema: `SCHEMATHESIS_HOOKS=evolink_suite.schemathesis_hooks`.

A request that is valid by its schema may break a behaviour of the contract, and must be refused then. Such requests are
left out where valid ones are generated.
"""

from typing import Any

import schemathesis

from .operations import keeps_behaviours


@schemathesis.hook
def filter_body(_: schemathesis.HookContext, body: Any) -> bool:
    return keeps_behaviours(body)


@schemathesis.hook
def filter_case(_: schemathesis.HookContext, case: schemathesis.Case[Any]) -> bool:
    return keeps_behaviours(case.body)
