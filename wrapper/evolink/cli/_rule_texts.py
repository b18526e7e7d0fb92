"""The rules that a request breaks, in the words of the command line; loaded when there are any."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from evolink._contract.link_places import WITH_ITS_PATH, WITH_PATH_OR_UPLOAD
from evolink._files.link_hints import IN_A_LIST
from evolink.errors._shorten import indented_list

if TYPE_CHECKING:
    from evolink._contract.file_limits import Violation


def describe_violations(
    violations: "Sequence[Violation]", given: Mapping[str, str], *, is_verbose: bool = False
) -> str:
    """Return broken rules as lines.

    Args:
        violations: The rules.
        given: How the user named fields of the request, such as `--image cat.png`.
        is_verbose: Whether to name each rule and the pages that it is from.
    """
    lines = indented_list([_named(each, given, is_verbose=is_verbose) for each in violations])
    return lines.replace("unchecked=True", "--unchecked").replace(WITH_PATH_OR_UPLOAD, WITH_ITS_PATH)


def _named(violation: "Violation", given: Mapping[str, str], *, is_verbose: bool) -> str:
    """Return a violation as a line; of a file, with the option and the path instead of the field and the value."""
    message, in_python, _ = violation.message.partition(IN_A_LIST)
    hint = "; its option, given once for each, makes one" if in_python else ""
    named = replace(violation, field=given.get(violation.field, violation.field), message=message + hint)
    origin = f" [{violation.origin}]" if is_verbose else ""
    if not _has_files(violation.value):
        return f"{named}{origin}"
    hint = "; a link begins with https://" if _could_be_link(violation.value) else ""
    return f"{named.field}: {named.message}{hint}{origin}"


def _has_files(value: object) -> bool:
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    return any(isinstance(part, Path) for part in parts)


def _could_be_link(value: object) -> bool:
    """Whether a path may be a link without its beginning: `a.example/cat.png`."""
    return isinstance(value, Path) and not os.path.lexists(value) and not str(value).startswith("~")
