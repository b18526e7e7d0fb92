"""The error for one thing that is wrong with a request."""

from evolink.errors import InvalidRequest


def invalid(field: str, rule: str, value: object, message: str) -> InvalidRequest:
    """Return the error for a request that breaks one rule; see `Violation`."""
    from evolink_rules import Violation

    broken = Violation(field, rule, value, message)
    return InvalidRequest(f"nothing was sent: {broken}", violations=(broken,))
