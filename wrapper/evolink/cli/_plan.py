"""The JSON of a checked manifest."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evolink.batch import Plan, Problem


def plan_record(plan: "Plan") -> dict[str, Any]:
    """Return a checked manifest as a JSON object."""
    return {
        "rows": plan.rows,
        "new": plan.new,
        "credits": plan.credits,
        "unpriced": plan.unpriced,
        "problems": problem_records(plan.problems),
    }


def problem_records(problems: "Iterable[Problem]") -> list[dict[str, Any]]:
    """Return the problems of rows as JSON objects."""
    return [asdict(each) for each in problems]
