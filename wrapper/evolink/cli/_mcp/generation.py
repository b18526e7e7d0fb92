"""From what an agent asks for to one task: an earlier one of the same request, or a new one within the budget."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evolink._calls.chaining import with_earlier
from evolink._calls.creation import Draft, finish_request
from evolink._calls.estimating import seen_prices
from evolink._calls.task import AsyncTask
from evolink._contract.billing import image_count
from evolink._contract.fingerprint import fingerprint_of
from evolink._contract.kinds import find_kind_of_model
from evolink._contract.link_places import places_of
from evolink._contract.models import parameter_schemas
from evolink._contract.requests import new_key
from evolink._files.destination import Destination
from evolink._files.prompt_name import mark_of, name_by_prompt
from evolink._files.request_files import RequestFiles, checked_files
from evolink.cli._model_detail import names_callback
from evolink.cli._time_spans import age
from evolink.errors import EvoLinkError, JournalBusy, NotFound, SubmissionUncertain, WouldOverwrite

from .failures import RefusedError
from .local_files import with_local_files
from .schemas import EstimateArguments, GenerateArguments
from .session import Session

if TYPE_CHECKING:
    from evolink._costs.estimate import Estimate
    from evolink.journal import Call, Journal

_TAKEN = ("model", "prompt")
_CHAIN = "task"


@dataclass(frozen=True, slots=True)
class Plan:
    """A request that was checked, and where its files go.

    Attributes:
        files: The request with its files.
        key: The key that it would be sent under.
        identity: What it counts as where requests are compared.
        destination: Where its files go.
        estimate: What it probably costs.
    """

    files: RequestFiles
    key: str
    identity: Mapping[str, Any]
    destination: Destination
    estimate: "Estimate"

    @property
    def output(self) -> str:
        """Where its files go, as the journal records it."""
        return self.destination.recorded_path


@dataclass(frozen=True, slots=True)
class Made:
    """The task of a request.

    Attributes:
        task: The task.
        repeated: Whether an earlier call had made it.
    """

    task: AsyncTask
    repeated: bool = False


async def plan(
    session: Session, asked: GenerateArguments | EstimateArguments, allowed: Sequence[Path], variation: str | None
) -> Plan:
    """Check a request and its files; nothing is sent.

    Raises:
        RefusedError: It names a file that may not be used.
        InvalidRequest: It breaks rules; the error names all of them.
    """
    given = _request(asked)
    if _CHAIN in given:
        given = await with_earlier(session.flow, given)
    request = await asyncio.to_thread(with_local_files, given, places_of(asked.model), allowed)

    def checked(journal: "Journal") -> Plan:
        key = new_key()
        files = checked_files(request, key, unchecked=False, kind=None)
        identity = files.identity
        estimate = seen_prices(journal, files.request).estimate(files.request)
        return Plan(files, key, identity, _destination(session, identity, variation), estimate)

    return await session.read(checked)


def _destination(session: Session, identity: Mapping[str, Any], variation: str | None) -> Destination:
    """Return where the files of a request go, which tells its variations apart: named by its prompt and a mark."""
    mark = mark_of(fingerprint_of(identity))
    name = name_by_prompt(identity.get("prompt"), mark if variation is None else f"{mark}-{variation}")
    return Destination.of(session.output / name, find_kind_of_model(identity["model"]), overwrite=False)


def _request(asked: GenerateArguments | EstimateArguments) -> dict[str, Any]:
    if twice := [name for name in _TAKEN if name in asked.parameters]:
        raise RefusedError("InvalidArguments", f"{' and '.join(twice)}: an argument of its own, not in `parameters`.")
    schemas = parameter_schemas(asked.model)
    if callbacks := [name for name in asked.parameters if names_callback(schemas.get(name, {}))]:
        raise RefusedError(
            "InvalidArguments",
            f"{' and '.join(callbacks)}: not for an agent, as the results would be reported to that address.",
            "The tool `wait` says when a task has ended.",
        )
    prompt = {} if asked.prompt is None else {"prompt": asked.prompt}
    return {"model": asked.model, **prompt, **asked.parameters}


async def make(session: Session, wanted: Plan) -> "Made | Call":
    """Return the task of an earlier call of the same request, or pay for one. A call stands for all its saved files.

    Raises:
        RefusedError: It does not fit into the budget, or another process is sending it now.
        SubmissionUncertain: It was sent, now or before, and the response is lost: it may have been charged.
        EvoLinkError: It was refused, or its files can't be uploaded; nothing was charged.
    """
    async with session.submitting:
        earlier = await _find_earlier(session, wanted)
        if earlier is not None:
            return earlier
        await asyncio.to_thread(_refuse_if_taken, wanted)
        session.budget.admit(wanted.key, wanted.estimate)
        try:
            post = await finish_request(session.flow, session.uploads.link_for, Draft(wanted.files, wanted.key))
            # In the same step as the last look, so that another process at this moment finds it.
            taken = await session.read(lambda journal: _look(journal, wanted, key=wanted.key))
            if taken is not None:
                session.budget.withdraw(wanted.key)
                return await _resumed(session, taken)
            state = await session.flow.submit(post, wanted.output)
        except SubmissionUncertain:
            raise  # it may have been charged, so it counts
        except (EvoLinkError, RefusedError, OSError):
            session.budget.withdraw(wanted.key)
            raise
        session.budget.note_task(wanted.key, state.id, state.credits_reserved)
        return Made(AsyncTask(session.flow, state))


def _refuse_if_taken(wanted: Plan) -> None:
    """Refuse a request whose files could not be saved, before it is paid for.

    Raises:
        RefusedError: Files that belong to no call of it are there.
        SavingError: Nothing can be saved there.
    """
    try:
        wanted.destination.prepare(image_count(wanted.files.request))
    except WouldOverwrite as taken:
        raise RefusedError(
            "WouldOverwrite",
            f"Nothing was sent: {taken.message.partition(';')[0]}, and the result of this request is no longer "
            "available.",
            "Set `variation` to pay for another result, whose files get another name.",
        ) from taken


async def _find_earlier(session: Session, wanted: Plan) -> "Made | Call | None":
    call = await session.read(lambda journal: _done(journal, wanted) or _look(journal, wanted))
    if call is None:
        return None
    with suppress(NotFound):  # the service has forgotten it, and with it what could be repeated
        return await _resumed(session, call)
    return None


def _done(journal: "Journal", wanted: Plan) -> "Call | None":
    """Return the newest call of the request if it has completed and all its files can still be had."""
    call = journal.last_alike(wanted.identity, wanted.output)
    if call is None or call.state != "completed":
        return None
    now = time.time()
    had = [saved_file(each) is not None or (each.expires_at or 0) > now for each in call.results]
    return call if had and all(had) else None


def saved_file(result: Any) -> Path | None:
    """Return the file of a result in the journal, if it is there as it was saved."""
    path: Path | None = result.path
    if path is None or result.saved_at is None or not path.is_file() or path.stat().st_size != result.size:
        return None
    return path


def _look(journal: "Journal", wanted: Plan, key: str | None = None) -> "Call | None":
    """Return an unfinished call of the request; see `Journal.alike`.

    Raises:
        RefusedError: Another process is sending it at this moment.
    """
    try:
        return journal.alike(wanted.identity, wanted.output, time.time(), key=key)
    except JournalBusy as busy:
        call = journal.call(busy.idempotency_key or "")
        if call is None or call.task_id is None:
            raise RefusedError(
                "InProgress",
                f"Nothing was sent now: {busy.message}.",
                "Repeat the call with the same arguments in a few seconds; it then finds the task of that process.",
            ) from busy
        return call


async def _resumed(session: Session, call: "Call") -> "Made | Call":
    """Return the task of an earlier call, or the call if its files are all there.

    If its response was lost, its task is looked for in the service's list.

    Raises:
        SubmissionUncertain: Its response was lost, and its task is not found.
        EvoLinkError: Its task can't be read.
    """
    if call.task_id is None:
        call = await _reconciled(session, call)
    if call.task is not None and call.results and all(saved_file(each) for each in call.results):
        return call
    state = await session.flow.get_task(call.task_id or "", call.created_at)
    return Made(AsyncTask(session.flow, state), repeated=True)


async def _reconciled(session: Session, held: "Call") -> "Call":
    with suppress(EvoLinkError):  # a service that lists no tasks leaves it held
        await session.client.reconcile()
    call = await session.read(lambda journal: journal.call(held.key))
    if call is None or call.task_id is None:
        ago = age(time.time() - held.created_at)
        raise SubmissionUncertain(
            f"Nothing was sent now. The same request was sent {ago} ago and its response was lost, so it may have been "
            "charged; its task is not in the service's list, and it is never resent automatically.",
            idempotency_key=held.key,
            sent_at=held.sent_at,
        )
    session.budget.note_task(held.key, call.task_id, call.credits_reserved)
    return call
