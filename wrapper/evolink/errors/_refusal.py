"""What an answer of the service says beside code and message when it refuses something."""

from collections.abc import Mapping
from typing import Any, cast

from evolink.errors._shorten import cut

_LONGEST = 300
"""Characters of the service's text that go into a message."""
_SHORT = 20
_MOST_VALUES = 12
_ABSURD = 1e18
"""An impossible number of credits, which may not even fit into a float."""


class RefusalDetails:
    """What the service says beside code and message; None where it says nothing."""

    body: Any

    @property
    def param(self) -> str | None:
        """The parameter that was refused."""
        return self._text("param")

    @property
    def allowed_values(self) -> tuple[Any, ...] | None:
        """The values that it may have."""
        value = self._field("allowed_values")
        return tuple(cast("list[object]", value)) if isinstance(value, list) else None

    @property
    def suggestion(self) -> str | None:
        """What the service suggests."""
        return self._text("suggestion")

    @property
    def fallback_suggestion(self) -> str | None:
        """What the service suggests instead, such as another model."""
        return self._text("fallback_suggestion")

    @property
    def remaining_credits(self) -> float | None:
        """Credits that are left."""
        return self._number("remaining_credits")

    @property
    def estimated_credits(self) -> float | None:
        """Credits that the request would need."""
        return self._number("estimated_credits")

    @property
    def limit_scope(self) -> str | None:
        """Whose limit was reached, such as the key's or the account's."""
        return self._text("limit_scope")

    @property
    def action_url(self) -> str | None:
        """A page where the problem can be solved."""
        return self._text("action_url")

    def _field(self, name: str) -> object:
        """Return a field of the error in the body, or of the body itself."""
        body = _object(self.body)
        error = _object(body.get("error"))
        return error[name] if error.get(name) is not None else body.get(name)

    def _text(self, name: str) -> str | None:
        value = self._field(name)
        return value.strip() or None if isinstance(value, str) else None

    def _number(self, name: str) -> float | None:
        value = self._field(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _ABSURD:  # NaN is not
            return None
        return float(value)


DETAILS = tuple(name for name, member in vars(RefusalDetails).items() if isinstance(member, property))
"""The names of those details."""


def refusal_details(body: object, message: str) -> str:
    """Return the details of a refusal that its message lacks, to be added to it; may be empty."""
    refusal = RefusalDetails()
    refusal.body = body
    details = {
        "parameter": refusal.param,
        "allowed": _joined(refusal.allowed_values),
        "credits left": _figure(refusal.remaining_credits),
        "credits needed": _figure(refusal.estimated_credits),
        "limit of": refusal.limit_scope,
        "suggestion": refusal.suggestion,
        "instead": refusal.fallback_suggestion,
        "see": refusal.action_url,
    }
    return "".join(
        f"; {name}: {_one_line(detail)}" for name, detail in details.items() if detail and not _repeats(message, detail)
    )


def _repeats(message: str, detail: str) -> bool:
    """Whether a message has a detail already; a short one may only happen to be a part of some word."""
    return len(detail) > _SHORT and detail in message


def _joined(values: tuple[Any, ...] | None) -> str | None:
    if not values:
        return None
    more = f" and {len(values) - _MOST_VALUES} more" if len(values) > _MOST_VALUES else ""
    return f"{', '.join(cut(str(value)) for value in values[:_MOST_VALUES])}{more}"


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def _one_line(text: str) -> str:
    """Return text of the service, shortened and without line breaks and control characters."""
    return "".join(each if each.isprintable() else " " for each in cut(text, _LONGEST))


def _object(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
