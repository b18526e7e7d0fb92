"""The outcome that a caller prefers: `Prefer: code=429, retry-after=2`, a story, a fault, a format.

As RFC 7240 has it, preferences that this server does not know are ignored. A value that it does not know is an error
all the same, because a test that silently asks for nothing proves nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from evolink_mock.world.kinds import result_formats
from evolink_mock.world.story import stories

FAULTS: Mapping[str, str] = {
    "drop": "act on the request, then close the connection without an answer",
    "truncate": "act on the request, then close the connection in the middle of the answer",
    "hang": "act on the request, then never answer",
    "html-502": "answer like a gateway that does not reach the service",
}
_PART = re.compile(r"""\s*([A-Za-z][\w-]*)\s*=\s*("[^"]*"|[^\s,;"]+)\s*""")

_FORMS = {
    "code": (re.compile("[0-9]{3,5}"), "is not a status code"),
    "retry_after": (re.compile("[ -~]{1,200}"), "is no header"),
}


@dataclass(frozen=True, slots=True)
class Preference:
    """A preferred outcome; empty fields ask for nothing.

    Attributes:
        code: The documented status to answer with.
        retry_after: The Retry-After header of that answer.
        story: The story of the task that the request creates.
        fault: What goes wrong on the wire.
        format: The file format of the results.
    """

    code: str = ""
    retry_after: str = ""
    story: str = ""
    fault: str = ""
    format: str = ""

    @property
    def concerns_task(self) -> bool:
        """Whether it asks something of the task that a request creates."""
        return bool(self.story or self.format)

    def __str__(self) -> str:
        given = ((field.name.replace("_", "-"), getattr(self, field.name)) for field in fields(self))
        return ", ".join(f"{name}={value}" for name, value in given if value)


NOTHING = Preference()


def read_preference(header: str) -> Preference:
    """Return what a Prefer header asks for.

    Raises:
        ValueError: It is empty, or the mock does not know one of its values.
    """
    if not header.strip():
        raise ValueError("Prefer: the header is empty, and asks for nothing.")
    known = {field.name for field in fields(Preference)}
    found: dict[str, str] = {}
    for part in re.split("[,;]", header):
        name, match = part.partition("=")[0].strip().lower().replace("-", "_"), _PART.fullmatch(part)
        if name not in known:
            continue
        if match is None or not match[2].strip(' "'):
            raise ValueError(f"Prefer: {part.strip()} has no value that can be read.")
        found.setdefault(name, match[2].strip('"'))
    _check(found)
    return Preference(**found) if found else NOTHING


def _check(found: Mapping[str, str]) -> None:
    for name, values in (("story", stories()), ("fault", FAULTS), ("format", result_formats())):
        if name in found and found[name] not in values:
            raise ValueError(f"Prefer: {name}={found[name]} is unknown; use {', '.join(values)}.")
    for name, (form, words) in _FORMS.items():
        if name in found and not form.fullmatch(found[name]):
            raise ValueError(f"Prefer: {name.replace('_', '-')}={found[name]} {words}.")
