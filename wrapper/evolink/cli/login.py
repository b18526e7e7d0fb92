"""`evolink login`: store the API key, or show where it comes from."""

import os
from typing import TYPE_CHECKING

import click

from evolink._keys.finding import KEYS_PAGE, VARIABLE
from evolink.cli._exit_codes import AccessError, StoppedError
from evolink.errors import ConfigurationError

from ._command import Command, corrected_word
from ._options import json_option
from ._report import Report
from ._service import no_key, service_origin

if TYPE_CHECKING:
    from evolink._keys.secret import Secret

    from ._key_status import Check, PresentKey

_ON_COMMAND_LINE = (
    "A key on the command line is visible to other users of this machine and stays in the shell's history: "
    "run `evolink login` and paste it, or pipe it in. If this one is real, replace it."
)


@click.command(
    cls=Command,
    context_settings={"allow_extra_args": True},
    examples=["evolink login", "evolink login < key.txt", "evolink login --status"],
)
@click.option("--status", is_flag=True, help="Only show where the key comes from, and whether it works.")
@click.option("--no-check", is_flag=True, help="Do not ask the service whether the key works.")
@json_option
@click.pass_context
def command(ctx: click.Context, *, status: bool, no_check: bool) -> None:
    """Store the API key, so that commands and Python programs find it.

    Paste the key, which is not shown, or pipe it in. It is checked with a call that costs nothing. With
    `pip install "evolink[keyring]"` it is stored in the system keyring, otherwise in a file that only you can read.
    It is sent only to the service that it was stored for. EVOLINK_API_KEY takes precedence.
    """
    if ctx.args:
        raise corrected_word(ctx, ctx.args) or click.UsageError(_ON_COMMAND_LINE)
    report = ctx.ensure_object(Report)
    service = service_origin(report)
    if status:
        _show(report, service, is_checked=not no_check)
    else:
        _store(report, service, is_checked=not no_check)


def _store(report: Report, service: str, *, is_checked: bool) -> None:
    from evolink._keys.key_file import correct_permissions, keys_path
    from evolink._keys.stored_keys import store_key

    from ._key_input import read_key
    from ._key_status import PresentKey

    try:
        keys_path()  # before people paste a key for which there is no place
        key = read_key(report, service)
        checked = _checked(key, service) if is_checked else None
        if correct_permissions():
            report.print_message("the file of stored keys was open to other users of this machine; it is not any more")
        stored = store_key(service, key)
    except ConfigurationError as error:
        raise StoppedError(error.message, f"set {VARIABLE} instead") from error
    present = PresentKey(stored.secret, stored.store, stored.place)
    report.data = {"login": _record(service, present, checked)}
    report.print_message(
        f"{_welcome(service, present, checked)}\n  stored in {stored.place}{_who_can_read(stored.store)}"
    )
    if os.environ.get(VARIABLE):
        report.print_message(f"  {VARIABLE} is set and takes precedence: unset it to use the stored key")


def _checked(key: "Secret", service: str) -> "Check":
    """Return what the service says about a key that is to be stored.

    Raises:
        AccessError: It does not accept the key.
        StoppedError: It could not be asked.
    """
    from ._key_status import check

    checked = check(key)
    if checked.works is False:
        raise AccessError(f"{service} does not accept this key; nothing was stored", f"keys of EvoLink: {KEYS_PAGE}")
    if checked.works is None:
        why = checked.trouble.message if checked.trouble else ""
        raise StoppedError(f"the key could not be checked and was not stored: {why}", "--no-check stores it anyway")
    return checked


def _show(report: Report, service: str, *, is_checked: bool) -> None:
    from ._key_status import check, find_keys

    try:
        first, *others = find_keys(service)
    except ConfigurationError as error:
        report.data = {"login": _record(service, None, None)}
        raise no_key(error) from error
    checked = check(first.secret) if is_checked else None
    report.data = {"login": _record(service, first, checked)}
    report.print_data(f"service   {service}")
    report.print_data(f"key       {first.shown} from {first.place}")
    for each in others:
        report.print_data(f"          {each.shown} in {each.place} is not used: {VARIABLE} takes precedence")
    if checked is None:
        return
    report.print_data(f"works     {_verdict(checked)}")
    if checked.works is False:
        raise AccessError(f"{service} does not accept the key from {first.place}", f"keys of EvoLink: {KEYS_PAGE}")
    if checked.works is None and checked.trouble:
        raise checked.trouble


def _verdict(checked: "Check") -> str:
    if checked.works is None:
        return "unknown"
    if not checked.works:
        return "no"
    return "yes" if checked.remaining is None else f"yes, {_credits(checked.remaining)} left"


def _credits(remaining: float) -> str:
    from evolink._costs.words import in_credits

    return in_credits(remaining)


def _welcome(service: str, key: "PresentKey", checked: "Check | None") -> str:
    if checked is None:
        return f"the key {key.shown} for {service} was not checked"
    left = "" if checked.remaining is None else f"; {_credits(checked.remaining)} left"
    return f"the key {key.shown} works at {service}{left}"


def _who_can_read(store: str) -> str:
    if store != "file":
        return ""
    if os.name == "posix":
        return ", which only you can read"
    return ", in your own folder, which administrators of this machine can read, too"


def _record(service: str, key: "PresentKey | None", checked: "Check | None") -> dict[str, object]:
    return {
        "service": service,
        "source": key and key.source,
        "place": key and key.place,
        "key_ending": (key and key.secret.ending) or None,
        "works": checked and checked.works,
        "remaining": checked and checked.remaining,
    }
