"""Every row of a manifest checked against its model and against the other rows, before anything is paid."""

import json
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evolink._contract.billing import image_count
from evolink._contract.file_limits import unread_limits
from evolink._contract.fingerprint import fingerprint_of
from evolink._contract.link_places import WITH_ITS_PATH, WITH_PATH_OR_UPLOAD
from evolink._contract.models import parameter_schemas
from evolink._costs.prices import Prices
from evolink._costs.words import in_credits
from evolink._files.media_facts import warn_of_unread
from evolink._files.request_files import RequestFiles, find_files
from evolink.batch._files import draft_of
from evolink.errors import InvalidManifest
from evolink.errors._problem import Problem, joined_problems
from evolink.errors._shorten import indented_list
from evolink.journal import Row

from .cells import wrong_links
from .name_index import NameIndex
from .names import RowName, folded, name_by_request, name_with_id, number_stems, wrong_id
from .row import ManifestRow, row_problem
from .row_files import RowFileReader, is_missing, with_paths

MOST_KEPT = 100_000
"""Problems that are kept and reported; if every row of a large manifest is wrong, the rest is counted."""


@dataclass(slots=True)
class Plan:
    """What a manifest asks for.

    Attributes:
        rows: Rows that can be run.
        new: Those of them that were never sent.
        credits: What those may cost, as far as prices are known.
        unpriced: New ones of unknown price.
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

    def __str__(self) -> str:
        bad = f", {self.bad:,} that can't be run" if self.bad else ""
        unpriced = f" and {self.unpriced:,} of unknown price" if self.unpriced else ""
        return f"{self.rows:,} rows{bad}, {self.new:,} of them new: about {in_credits(self.credits)}{unpriced}"

    @property
    def error(self) -> InvalidManifest | None:
        """The error with the first problems in its message and all in `problems`; None if there are none."""
        if not self.problems:
            return None
        if all(each.rule == "column" for each in self.problems):
            wrong = "the manifest has wrong columns"
        else:
            wrong = f"{'1 row' if self.bad == 1 else f'{self.bad:,} rows'} can't be run"
        message = f"nothing was sent; {wrong}:\n{indented_list(joined_problems(self.problems), self.more_problems)}"
        return InvalidManifest(message, problems=tuple(self.problems))

    def refuse(self, found: Iterable[Problem]) -> None:
        """Count a row that can't be run."""
        self.bad += 1
        for each in found:
            if len(self.problems) < MOST_KEPT:
                self.problems.append(each)
            else:
                self.more_problems += 1

    def price(self, cost: float | None) -> None:
        """Count a new row and what it may cost."""
        self.new += 1
        if cost is None:
            self.unpriced += 1
        else:
            self.credits += cost


def checked_rows(
    rows: Iterable[ManifestRow | Problem],
    plan: Plan,
    prices: Prices,
    known: Container[str],
    go_on: Callable[[], object],
    *,
    takes_files: bool = True,
) -> Generator[Row]:
    """Return the rows that can be run.

    Args:
        rows: The manifest's.
        plan: Gets what is found.
        prices: What calls cost.
        known: The names of rows that were sent before.
        go_on: Called before each row; raises if it is time to stop.
        takes_files: Whether what sends the rows can read files of this machine.
    """
    check = _Check(prices, takes_files=takes_files)
    with NameIndex() as index:
        for each in rows:
            go_on()
            found = [each] if isinstance(each, Problem) else check.row(each, index)
            if isinstance(found, Row):
                plan.rows += 1
                if found.row_id not in known:
                    plan.price(found.credits_expected)
                yield found
            else:
                plan.refuse(found)


class _Check:
    """Checks rows one by one.

    Args:
        prices: What calls cost.
        takes_files: As for `checked_rows`.
    """

    def __init__(self, prices: Prices, *, takes_files: bool) -> None:
        self._prices = prices
        self._takes_files = takes_files
        self._reader = RowFileReader()

    def row(self, row: ManifestRow, index: NameIndex) -> Row | list[Problem]:
        """Return a row that can be run, or what is wrong with it."""
        request = row.request if row.folder is None else with_paths(row.request, row.folder)
        files = find_files(request, read=self._reader.read)
        broken = [*_id_problems(row), *self._problems(row, request, files)]
        if broken:
            return broken
        identity = files.identity
        name = _name(row, identity, index)
        broken = _taken_names(row, name, index)
        if broken:
            return broken
        warn_of_unread(unread_limits(files.given))
        body = json.dumps(identity, allow_nan=False, ensure_ascii=False)
        draft = draft_of(files).write() if files.given else None
        return Row(name.row_id, row.line, str(identity["model"]), body, self._prices.guess(identity), draft)

    def _problems(self, row: ManifestRow, request: Mapping[str, Any], files: RequestFiles) -> Iterator[Problem]:
        for each in files.violations():
            hint = "; a link begins with https://" if is_missing(each.value) else ""
            message = each.message if row.folder is None else each.message.replace(WITH_PATH_OR_UPLOAD, WITH_ITS_PATH)
            yield row_problem(row.line, each.field, each.rule, each.value, message + hint)
        for place, link, message in wrong_links(request, parameter_schemas(request.get("model"))):
            yield row_problem(row.line, place, "link", link, message)
        for file in () if self._takes_files else files.given:
            message = "is a file of this machine, which workers on others can't read: upload it, and give its link"
            yield row_problem(row.line, file.field, "file", file.value, message)


def _id_problems(row: ManifestRow) -> list[Problem]:
    wrong = None if row.id is None else wrong_id(row.id)
    return [row_problem(row.line, "id", "id", row.id, wrong)] if wrong else []


def _name(row: ManifestRow, identity: Mapping[str, Any], index: NameIndex) -> RowName:
    fingerprint = fingerprint_of(identity)
    if row.id is not None:
        return name_with_id(str(row.id), fingerprint)
    name = name_by_request(row.request.get("prompt"), fingerprint, 1)
    repeat = index.count(name.row_id)
    return name if repeat == 1 else name_by_request(row.request.get("prompt"), fingerprint, repeat)


def _taken_names(row: ManifestRow, name: RowName, index: NameIndex) -> list[Problem]:
    """Return the problem of a row whose files an earlier row would make too."""
    stems = dict.fromkeys([name.stem, *number_stems(name.stem, image_count(row.request))])
    for stem in stems:
        other = index.add(folded(stem), row.line)
        if other is not None:
            message = f"line {other} would make the same file; some systems ignore the case of file names"
            return [row_problem(row.line, "id", "file", stem, message)]
    return []
