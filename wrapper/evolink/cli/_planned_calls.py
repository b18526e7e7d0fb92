"""The calls that a command is to make: each with its request, its key and the place of its files."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

import click

from evolink._calls.creation import Draft
from evolink._contract.billing import image_count
from evolink._contract.fingerprint import fingerprint_of
from evolink._contract.kinds import find_kind_of_model
from evolink._contract.requests import new_key
from evolink._files.prompt_name import mark_of, name_by_prompt
from evolink._files.request_files import checked_files
from evolink.cli._existing_files import is_done
from evolink.errors import InvalidRequest

from ._report import Report
from ._target import FilesExistError, Target

if TYPE_CHECKING:
    from evolink._contract.file_limits import Violation
    from evolink._contract.kinds import Kind
    from evolink.journal import Journal


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call.

    Attributes:
        draft: Its checked request.
        target: Where its files go.
    """

    draft: Draft
    target: Target

    @property
    def identity(self) -> Mapping[str, Any]:
        """The request as it is compared with others."""
        return self.draft.files.identity

    @property
    def images(self) -> int:
        """How many results it asks for."""
        return image_count(self.draft.files.request)


def checked_drafts(
    requests: Sequence[Mapping[str, Any]], copies: int, options: Mapping[str, Any], kind: "Kind | None"
) -> list[Draft]:
    """Return the checked calls of a command.

    Args:
        requests: A request for each prompt.
        copies: How many calls to make of each.
        options: The options of the command.
        kind: What the model makes, if the contract does not know it.

    Raises:
        InvalidRequest: Requests break rules; the error names all of them, and nothing was sent.
        UsageError: One key is given for several calls.
    """
    named: str | None = options["idempotency_key"]
    if named is not None and len(requests) * copies > 1:
        raise click.UsageError("--idempotency-key is the name of one call: give one prompt, and no --count.")
    broken: dict[tuple[str, str], Violation] = {}
    drafts: list[Draft] = []
    for number, request in enumerate(requests, 1):
        try:
            files = checked_files(request, named or new_key(), unchecked=options["unchecked"], kind=kind)
        except InvalidRequest as error:
            found = error.violations if len(requests) == 1 else (_numbered(each, number) for each in error.violations)
            broken.update({(each.field, each.message): each for each in found})
            continue
        drafts += [Draft(files, named or new_key(), named is not None, kind) for _ in range(copies)]
    if broken:
        from ._guessed_generation import with_own_options

        own = click.get_current_context().command.params
        explained = with_own_options(broken.values(), requests[0]["model"], own)
        raise InvalidRequest("the request breaks rules", violations=tuple(explained))
    return drafts


def _numbered(violation: "Violation", number: int) -> "Violation":
    """Return a violation that says which prompt it is about, if it is about one."""
    return replace(violation, field=f"prompt {number}") if violation.field == "prompt" else violation


class Planner:
    """Finds a place for the files of each call, and leaves out the calls whose files are there.

    Args:
        report: Prints what is there.
        journal: The journal, if there is one.
        base: The target of all calls.
        looks_back: Whether files of an earlier run of the same command count.
        is_another: Whether calls of earlier runs that are not finished keep their files, and these have others.
    """

    def __init__(
        self, report: Report, journal: "Journal | None", base: Target, *, looks_back: bool, is_another: bool
    ) -> None:
        self._report = report
        self._journal = journal
        self._base = base
        self._looks_back = looks_back
        self._is_another = is_another
        self._given: set[str] = set()

    def plan(self, drafts: Sequence[Draft]) -> Iterator[PlannedCall]:
        """Yield the calls that are still to be made or finished.

        Raises:
            FilesExistError: The user named files that exist.
            UsageError: The target is not usable.
        """
        if self._base.is_stdout:
            self._base.make_ready(sum(image_count(draft.files.request) for draft in drafts))
        for number, draft in enumerate(drafts, 1):
            target = self._place(draft, len(drafts), number)
            if target is not None:
                yield PlannedCall(draft, target)

    def _place(self, draft: Draft, calls: int, number: int) -> Target | None:
        """Return where the files of a call go; None if they are there."""
        request = draft.files.identity
        fingerprint = fingerprint_of(request)
        kind = draft.kind or find_kind_of_model(request["model"])
        for repeat in count(1):
            stem = name_by_prompt(request.get("prompt"), mark_of(fingerprint, repeat))
            target = replace(self._base.place_of_call(calls, number, stem), kind=kind)
            is_named = self._base.names_files(calls)
            if target.given in self._given or (not is_named and self._is_awaited(request, target)):
                continue
            try:
                target.make_ready(image_count(request))
            except FilesExistError as taken:
                is_free = self._is_unfinished(request, taken, is_named=is_named)
                if is_free is None:
                    continue
                self._given.add(target.given)
                return taken.target if is_free else None
            self._given.add(target.given)
            return target
        raise AssertionError  # there are always more names

    def _is_awaited(self, request: Mapping[str, Any], target: Target) -> bool:
        """Return whether an earlier call is to save its files there."""
        output = target.recorded_path
        if self._journal is None or output is None or not self._is_another:
            return False
        return self._journal.is_awaited(request, output, time.time())

    def _is_unfinished(self, request: Mapping[str, Any], taken: FilesExistError, *, is_named: bool) -> bool | None:
        """Return whether some of the existing files of a call are missing; None if they are another call's.

        Raises:
            FilesExistError: They are another call's, and the user named them.
        """
        again = "--new --overwrite" if is_named else "--new"
        if self._looks_back:
            with suppress(FilesExistError):
                return not is_done(self._report, self._journal, request, taken, again)
        if is_named:
            raise taken
        return None
