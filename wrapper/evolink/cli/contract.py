"""`evolink contract`: judge a server by the contract."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evolink._keys.finding import VARIABLE
from evolink.cli._exit_codes import ExitCode, StoppedError
from evolink.errors import ConfigurationError
from evolink.errors._shorten import cut_lines

from ._command import Command
from ._options import json_option
from ._parameters import complete_model
from ._report import Report

if TYPE_CHECKING:
    from evolink_suite.verdict import Verdict

_NEEDED = ("PIL", "av", "pytest", "schemathesis")


class NothingJudgedError(StoppedError):
    """Nothing could be judged, or not enough."""

    exit_code = ExitCode.USAGE


@click.command(
    cls=Command,
    examples=(
        "evolink contract --base-url http://127.0.0.1:8787",
        "evolink contract --base-url http://127.0.0.1:8787 --report verdict.html",
    ),
)
@click.option("--base-url", metavar="URL", envvar="EVOLINK_BASE_URL", help="The server, without /v1.")
@click.option(
    "--budget", type=float, default=0, show_default=True, help="Credits it may spend; 0 judges only what is free."
)
@click.option(
    "--patience", type=float, metavar="SECONDS", help="The longest to wait for a task.  [default: twice its estimate]"
)
@click.option("--exhaustive", is_flag=True, help="Try every rule of every model, not each rule once.")
@click.option("--operation", "operations", multiple=True, metavar="ID", help="Judge only this operation. Repeatable.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_model,
    help="Judge only this model. Repeatable.",
)
@click.option(
    "--report",
    "paths",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="Write a report: FILE.html, FILE.md or FILE.json. Repeatable.",
)
@click.option("--openapi", is_flag=True, help="Only print the path of the contract, an OpenAPI document.")
@json_option
@click.pass_obj
def command(report: Report, /, paths: tuple[Path, ...], *, openapi: bool, **options: Any) -> None:
    """Judge a server by the contract: its responses, and what it refuses.

    The key is that of EVOLINK_API_KEY, or else the one that `evolink login` stored for the server. The verdict goes to
    stdout and progress to stderr.

    \b
    Exit status
      0  all that was judged is right
      1  a check failed
      2  nothing was judged, or not enough
    """  # noqa: D301 - \b keeps Click from joining the lines
    if openapi:
        _print_openapi(report)
        return
    if any(find_spec(name) is None for name in _NEEDED):
        raise click.UsageError('the contract suite needs an extra; install it with: pip install "evolink[contract]"')
    for path in paths:
        _check_path(path)
    verdict = _judge(options)
    _print(report, verdict, paths)
    if verdict.failures:
        raise StoppedError(verdict.sentence, _advice(paths))
    if verdict.lacking:
        raise NothingJudgedError(verdict.lacking)


def _print_openapi(report: Report) -> None:
    from importlib.resources import files

    place = str(files("evolink_contract").joinpath("openapi.json"))
    report.data = {"openapi": place}
    report.print_data(place)


def _check_path(path: Path) -> None:
    """Refuse a report that can't be written, before anything is asked."""
    from evolink_suite.report import KINDS

    if path.suffix.lower() not in KINDS:
        raise click.BadParameter(f"the name of a report must end in {', '.join(KINDS)}", param_hint="--report")
    folder = path.absolute().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise click.BadParameter(f"{folder} is not a folder that can be written to", param_hint="--report")


def _judge(options: dict[str, Any]) -> "Verdict":
    from evolink_suite.command import CannotJudgeError, Order, judge
    from evolink_suite.progress import LiveProgress

    if not options["base_url"]:
        raise click.UsageError("name the server with --base-url")
    try:
        return judge(Order(api_key=_find_key(options["base_url"]), **options), LiveProgress())
    except CannotJudgeError as error:
        raise NothingJudgedError(f"nothing was judged: {error.problem}", error.advice) from error


def _find_key(address: str) -> str:
    """Return the key of a server; empty if there is none.

    Raises:
        NothingJudgedError: It can't be read.
    """
    from evolink._http.settings import origin_of
    from evolink._keys.stored_keys import find_stored_key

    given = os.environ.get(VARIABLE)
    if given:
        return given
    try:
        stored = find_stored_key(origin_of(address))
    except ConfigurationError as error:
        raise NothingJudgedError(f"nothing was judged: {error.message}") from error
    except ValueError:  # the suite says what is wrong with the address
        return ""
    return stored.secret.reveal() if stored else ""


def _print(report: Report, verdict: "Verdict", paths: Sequence[Path]) -> None:
    from evolink_suite.report import summary, write
    from evolink_suite.report_data import as_data

    report.print_data(cut_lines(summary(verdict)))
    report.data = {"contract": as_data(verdict)}
    for path in paths:
        write(verdict, path)
        report.print_message(f"\nThe report is in {path}")
    if verdict.interruption:
        raise verdict.interruption


def _advice(paths: Sequence[Path]) -> str:
    return "" if paths else "--report FILE.html shows each request, its response, and how to repeat it"
