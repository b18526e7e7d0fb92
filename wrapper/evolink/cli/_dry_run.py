"""`--dry-run`: what calls would send, upload and cost."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from evolink._calls.estimating import seen_prices
from evolink._calls.preview import Preview, preview
from evolink._contract.billing import image_count
from evolink._contract.kinds import find_kind_of_model

from ._envelope import json_for_stdout
from ._estimate_texts import describe_estimates
from ._journal import journal_if_usable
from ._output_type import warning_of_type
from ._planned_calls import checked_drafts
from ._report import Report
from ._target import STDOUT, Target, refuse_several_to_stdout

if TYPE_CHECKING:
    from evolink._contract.kinds import Kind


def show_dry_run(
    report: Report, requests: Sequence[Mapping[str, Any]], options: Mapping[str, Any], kind: "Kind | None" = None
) -> None:
    """Print what calls would do. Nothing is sent, so it needs no key.

    With `-o -`, stdout is for a file, of which there is none: all of it is a message.

    Args:
        report: Prints it.
        requests: A request for each prompt, with files as paths.
        options: The options of the command.
        kind: What the model makes, if the contract does not know it.

    Raises:
        InvalidRequest: A request breaks rules.
        UsageError: Several files would go to stdout.
    """
    copies: int = options["count"]
    drafts = checked_drafts(requests, copies, options, kind)
    if options["output"] == STDOUT:
        refuse_several_to_stdout(sum(image_count(draft.files.request) for draft in drafts))
    with journal_if_usable(report) as journal:
        prices = seen_prices(journal, requests[0])
    found = [
        preview(request, prices, key=draft.key, unchecked=options["unchecked"], kind=kind)
        for request, draft in zip(requests, drafts[::copies], strict=True)
    ]
    report.data = {"dry_run": _record(found[0]) if len(found) == copies == 1 else _records(found, copies)}
    show = report.print_message if options["output"] == STDOUT else report.print_data
    for each in found:
        show(f"{each.method} {each.path}")
        show(json_for_stdout(each.request))
        for file in each.uploads:
            show(f"upload {file.name} ({file.media_type}, {file.size:,} bytes)")
    show(describe_estimates([each.estimate for each in found for _ in range(copies)]))
    target = Target(options["output"] or ".", options["overwrite"], options["any_type"])
    if warning := warning_of_type(target, requests[0], kind or find_kind_of_model(requests[0]["model"])):
        report.print_message(warning)
    report.print_message("nothing was sent")


def _records(found: Sequence[Preview], copies: int) -> dict[str, Any]:
    return {"calls": [{**_record(each), "count": copies} for each in found]}


def _record(found: Preview) -> dict[str, Any]:
    uploads = [
        {"name": file.name, "size": file.size, "media_type": file.media_type, "sha256": file.sha256}
        for file in found.uploads
    ]
    estimate = {**asdict(found.estimate), "dollars": found.estimate.dollars}
    return {
        "method": found.method,
        "path": found.path,
        "request": dict(found.request),
        "uploads": uploads,
        "estimate": {name: estimate[name] for name in ("credits", "dollars", "least", "most", "source")},
    }
