"""What errors know: of a task, and of what the service says beside code and message when it refuses something."""

from collections.abc import Mapping
from typing import Any, Protocol, cast

from evolink.errors._echo import cut

_LONGEST = 300
"""Characters of a text of the service's that go into a message."""
_SHORT = 20
_MOST_VALUES = 12
_ABSURD = 1e18
"""Credits that nobody has, and that may be more than a float holds."""


class AboutTask:
    """The task that an error is about."""

    task: Any
    _task_id: str | None

    @property
    def task_id(self) -> str | None:
        """The id of the task concerned."""
        return getattr(self.task, "id", self._task_id)

    @task_id.setter
    def task_id(self, value: str) -> None:
        self._task_id = value


class Refusal:
    """What the service says beside code and message; None where it says nothing."""

    body: Any

    @property
    def param(self) -> str | None:
        """The parameter that is refused."""
        return self._text("param")

    @property
    def allowed_values(self) -> tuple[Any, ...] | None:
        """The values that it may have."""
        value = self._told("allowed_values")
        return tuple(cast("list[object]", value)) if isinstance(value, list) else None

    @property
    def suggestion(self) -> str | None:
        """What the service suggests."""
        return self._text("suggestion")

    @property
    def fallback_suggestion(self) -> str | None:
        """What it suggests instead, such as another model."""
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
        """A page where something can be done about it."""
        return self._text("action_url")

    def _told(self, name: str) -> object:
        """Return a field of the error in the body, or of the body itself."""
        body = _object(self.body)
        error = _object(body.get("error"))
        return error[name] if error.get(name) is not None else body.get(name)

    def _text(self, name: str) -> str | None:
        value = self._told(name)
        return value.strip() or None if isinstance(value, str) else None

    def _number(self, name: str) -> float | None:
        value = self._told(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _ABSURD:  # NaN is not
            return None
        return float(value)


def helpful(body: object, said: str) -> str:
    """Return what a refusal says that helps, to be added to its message, where it is not already; may be empty."""
    refusal = Refusal()
    refusal.body = body
    facts = {
        "parameter": refusal.param,
        "allowed": _listed(refusal.allowed_values),
        "credits left": _figure(refusal.remaining_credits),
        "credits needed": _figure(refusal.estimated_credits),
        "limit of": refusal.limit_scope,
        "suggestion": refusal.suggestion,
        "instead": refusal.fallback_suggestion,
        "see": refusal.action_url,
    }
    return "".join(f"; {name}: {_plain(fact)}" for name, fact in facts.items() if fact and not _repeats(said, fact))


def _repeats(said: str, fact: str) -> bool:
    """Whether a message has a fact already; a short one may stand there by chance, as a part of some word."""
    return len(fact) > _SHORT and fact in said


class _Told(Protocol):
    """What is shown of any error."""

    message: str
    status: int | None
    code: str | None
    request_id: str | None
    idempotency_key: str | None

    @property
    def task_id(self) -> str | None:
        """The task it is about."""
        ...


def in_brackets(error: _Told) -> str:
    """Return the facts of an error that are shown behind its message; may be empty."""
    facts = {
        "status": error.status,
        "code": error.code,
        "request": error.request_id,
        "idempotency key": error.idempotency_key,
        "task": None if (error.task_id or "") in error.message else error.task_id,
    }
    known = ", ".join(f"{name} {cut(str(value))}" for name, value in facts.items() if value is not None)
    return f" ({known})" if known else ""


def _listed(values: tuple[Any, ...] | None) -> str | None:
    if not values:
        return None
    more = f" and {len(values) - _MOST_VALUES} more" if len(values) > _MOST_VALUES else ""
    return f"{', '.join(cut(str(value)) for value in values[:_MOST_VALUES])}{more}"


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def _plain(text: str) -> str:
    """Return a text of the service's, short and in one line, without what could act on a terminal."""
    return "".join(each if each.isprintable() else " " for each in cut(text, _LONGEST))


def _object(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
