"""Every row of a manifest against its model, and against the other rows, before anything is spent."""

import json
from collections.abc import Callable, Container, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from evolink._contract.billing import image_count
from evolink._contract.models import parameter_schemas, violations
from evolink.errors import InvalidManifest
from evolink.errors._echo import listed
from evolink.errors._problem import Problem
from evolink.journal import Row
from evolink.journal._fingerprint import fingerprint_of

from ._line import Line, problem
from ._links import wrong_links
from ._names import Name, file_stems, folded, named, unnamed, wrong_with
from ._prices import Prices
from ._seen import Seen

MOST_KEPT = 100_000
"""Problems that are kept to be told; of a manifest that is all wrong, the rest is counted."""


@dataclass(slots=True)
class Plan:
    """What a manifest asks for.

    Attributes:
        rows: Rows that can be run.
        new: Those of them that were never sent.
        credits: What those may cost, as far as prices are known.
        unpriced: New ones whose price nobody knows.
        bad: Rows that can't be run.
        problems: What is wrong with them, in the order of the manifest; at most 100,000.
        more_problems: How many problems there are beyond those.
    """

    rows: int = 0
    new: int = 0
    credits: float = 0.0
    unpriced: int = 0
    bad: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])
    more_problems: int = 0

    @property
    def error(self) -> InvalidManifest | None:
        """What is wrong with the manifest: the first problems in words, all of them as facts; None if nothing is."""
        if not self.problems:
            return None
        told = listed(self.problems, self.more_problems)
        if all(each.rule == "column" for each in self.problems):
            wrong = "the columns of the manifest are not right"
        else:
            wrong = f"{'1 row' if self.bad == 1 else f'{self.bad:,} rows'} can't be run"
        return InvalidManifest(f"nothing was sent, {wrong}:\n{told}", problems=tuple(self.problems))

    def refuse(self, found: Iterable[Problem]) -> None:
        """Take in a row that can't be run."""
        self.bad += 1
        for each in found:
            if len(self.problems) < MOST_KEPT:
                self.problems.append(each)
            else:
                self.more_problems += 1

    def price(self, credits: float | None) -> None:  # noqa: A002 - the service's word
        """Take in what a new row may cost."""
        self.new += 1
        if credits is None:
            self.unpriced += 1
        else:
            self.credits += credits


def checked(
    lines: Iterable[Line | Problem], plan: Plan, prices: Prices, known: Container[str], go_on: Callable[[], object]
) -> Generator[Row]:
    """Return the rows that can be run.

    Args:
        lines: The manifest.
        plan: What is found goes there.
        prices: What calls cost.
        known: The names of rows that an earlier run has sent.
        go_on: Called before each row; raises if it is time to leave.
    """
    with Seen() as seen:
        for line in lines:
            go_on()
            found = [line] if isinstance(line, Problem) else _row(line, seen, prices)
            if isinstance(found, Row):
                plan.rows += 1
                if found.row_id not in known:
                    plan.price(found.credits_expected)
                yield found
            else:
                plan.refuse(found)


def _row(line: Line, seen: Seen, prices: Prices) -> Row | list[Problem]:
    broken = _wrong_id(line)
    broken += [
        problem(line.number, each.field, each.rule, each.value, each.message) for each in violations(line.request)
    ]
    broken += [
        problem(line.number, place, "link", link, told)
        for place, link, told in wrong_links(line.request, _fields(line))
    ]
    if broken:
        return broken
    name = _name(line, seen)
    broken = _taken_names(line, name, seen)
    if broken:
        return broken
    body = json.dumps(dict(line.request), allow_nan=False, ensure_ascii=False)
    return Row(name.row_id, line.number, str(line.request["model"]), body, prices.guess(line.request))


def _fields(line: Line) -> Mapping[str, Any]:
    return parameter_schemas(line.request.get("model"))


def _wrong_id(line: Line) -> list[Problem]:
    wrong = None if line.id is None else wrong_with(line.id)
    return [problem(line.number, "id", "id", line.id, wrong)] if wrong else []


def _name(line: Line, seen: Seen) -> Name:
    fingerprint = fingerprint_of(line.request)
    if line.id is not None:
        return named(str(line.id), fingerprint)
    name = unnamed(line.request.get("prompt"), fingerprint, 1)
    repeat = seen.count(name.row_id)
    return name if repeat == 1 else unnamed(line.request.get("prompt"), fingerprint, repeat)


def _taken_names(line: Line, name: Name, seen: Seen) -> list[Problem]:
    """Return the files that an earlier row would make too."""
    stems = dict.fromkeys([name.stem, *file_stems(name.stem, image_count(line.request))])
    for stem in stems:
        other = seen.first(folded(stem), line.number)
        if other is not None:
            told = f"line {other} would make the same file; names that differ only by case are one on some systems"
            return [problem(line.number, "id", "file", stem, told)]
    return []
