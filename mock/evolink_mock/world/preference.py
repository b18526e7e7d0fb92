"""The outcome that a caller prefers: `Prefer: code=429, retry-after=2`, a story, a fault, a format.

As RFC 7240 has it, preferences that this server does not know are ignored. A value that it does not know is an error
all the same, because a test that silently asks for nothing proves nothing. Scripts have the same preferences.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields

from evolink_mock.world.contract import operations
from evolink_mock.world.kinds import result_formats
from evolink_mock.world.story import stories
from evolink_mock.world.unknown import brief, unknown

FAULTS: Mapping[str, str] = {
    "drop": "act on the request, then close the connection without an answer",
    "truncate": "act on the request, then close the connection in the middle of the answer",
    "hang": "act on the request, then never answer",
    "html-502": "answer like a gateway that does not reach the service",
}
OK = "200"
"""The code that asks for what would have happened anyway."""
_PART = re.compile(r"""(?:"[^"]*"|[^,;"])+|"[^,;]*""")
_VALUE = re.compile(r""""([^"]*)"|([^\s"]+)""")
_HEADER = re.compile("[ -~]{1,200}")


@dataclass(frozen=True, slots=True)
class Preference:
    """A preferred outcome; empty fields ask for nothing.

    Attributes:
        code: What names the answer: a documented status, a finer number of the files API, or the code of an error.
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
        given = ((shown(field.name), getattr(self, field.name)) for field in fields(self))
        return ", ".join(f"{name}={quoted(value)}" for name, value in given if value)


NOTHING = Preference()
PREFERENCES = tuple(field.name for field in fields(Preference))


def known_values() -> Mapping[str, Collection[str]]:
    """Return every value that a preference can have, by its name; a Retry-After header can be any."""
    codes = dict.fromkeys((OK, *(name for operation in operations() for name in operation.refusals)))
    return {"code": tuple(codes), "story": tuple(stories()), "fault": tuple(FAULTS), "format": tuple(result_formats())}


def read_preference(header: str) -> Preference:
    """Return what a Prefer header asks for.

    Raises:
        ValueError: It is empty, or the mock does not know one of its values.
    """
    if not header.strip():
        raise ValueError("Prefer: the header is empty, and asks for nothing.")
    found: dict[str, str] = {}
    try:
        for name, part in split_parts(header):
            if name in PREFERENCES:
                found.setdefault(name, value_of(part))
        return prefer(found)
    except ValueError as error:
        raise ValueError(f"Prefer: {error}.") from None


def split_parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each part of a text, as Python writes it, and the part: they are between commas or semicolons.

    A value in quotation marks may have these too, as in `code=429, retry-after="Wed, 21 Oct 2026 07:28:00 GMT"`.
    """
    for part in _PART.findall(text):
        if part.strip():
            yield part.partition("=")[0].strip().lower().replace("-", "_"), part.strip()


def value_of(part: str) -> str:
    """Return the value of a part.

    Raises:
        ValueError: It has none.
    """
    match = _VALUE.fullmatch(part.partition("=")[2].strip())
    value = (match[1] or match[2] or "").strip() if match else ""
    if not value:
        raise ValueError(f"{brief(part)} has no value that can be read")
    return value


def prefer(values: Mapping[str, str]) -> Preference:
    """Return the preference with some values, by their names with underscores.

    Raises:
        ValueError: The mock does not know one of them.
    """
    for name, known in known_values().items():
        if name in values and values[name] not in known:
            raise ValueError(unknown(values[name], known, of=name))
    if "retry_after" in values:
        if not _HEADER.fullmatch(values["retry_after"]):
            raise ValueError(
                f"retry-after={brief(values['retry_after'])} must have 1 to 200 characters, all of them printable ASCII"
            )
        if "code" not in values:
            raise ValueError("retry-after belongs to the answer that code= names, such as code=429")
    return Preference(**values) if values else NOTHING


def shown(name: str) -> str:
    """Return a name as callers write it."""
    return name.replace("_", "-")


def quoted(value: str) -> str:
    """Return a value as callers write it."""
    return f'"{value}"' if re.search(r"[\s,;]", value) else value
