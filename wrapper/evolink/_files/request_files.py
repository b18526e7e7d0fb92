"""The files of a request that are on this machine: found, checked together with the request, and replaced by links."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from evolink._contract.file_limits import given_file, in_order, unread_limits
from evolink._contract.files import can_upload, largest_upload
from evolink._contract.invalid import invalid, violation
from evolink._contract.kinds import Kind
from evolink._contract.link_places import ITEM, WITH_PATH_OR_UPLOAD, LinkPlace, places_of, with_links
from evolink._contract.models import is_too_deep, parameter_schemas, violations
from evolink._contract.requests import refuse_if_broken
from evolink._files.link_hints import IS_LINK, as_missing_files, with_lists
from evolink._files.local_file import LocalFile, is_local, local_file
from evolink._files.media_facts import read_facts, warn_of_unread
from evolink.errors import InvalidRequest

if TYPE_CHECKING:
    from evolink._contract.file_limits import GivenFile, MediaFacts, Violation

ReadFile = Callable[[Any, str, Collection[str]], "tuple[LocalFile, MediaFacts]"]
_FILE = "file"
_BYTES = "x-evolink-max-image-bytes"
_LONGEST_PATH = 4096
_STAND_IN = "https://example.com/local-file-{}"
"""The link that stands for a file while the rules of the model are checked."""


@dataclass(frozen=True, slots=True)
class RequestFiles:
    """A request whose places for links may hold files of this machine.

    Attributes:
        request: The request, with a `LocalFile` in the place of each file.
        broken: What is wrong with its files and with what should be a link; `check` adds what is wrong with the rest.
        given: What is known of each file.
        values: What the caller gave for each file, by the `id` of its `LocalFile`.
    """

    request: Mapping[str, Any]
    broken: tuple["Violation", ...] = ()
    given: tuple["GivenFile", ...] = field(default=(), repr=False)
    values: Mapping[int, Any] = field(default_factory=dict[int, Any], repr=False)

    @property
    def files(self) -> list[LocalFile]:
        """Its files, each content once."""
        found = [each for each in _leaves(self.request) if isinstance(each, LocalFile)]
        return list({file.identity: file for file in found}.values())

    @property
    def identity(self) -> dict[str, Any]:
        """The request as it is compared with others: with the hash of each file in the place of its link."""
        return self.with_links(lambda file: file.identity)

    def with_links(self, link: Callable[[LocalFile], str]) -> dict[str, Any]:
        """Return the request with a link in the place of each file."""
        if not self.given:
            return dict(self.request)
        return dict(replaced(self.request, lambda each: link(each) if isinstance(each, LocalFile) else each))

    def violations(self) -> "list[Violation]":
        """Return every rule that the request breaks, and every limit that its files break."""
        model = self.request.get("model")
        if not self.given and not self.broken:
            return list(as_missing_files(violations(self.request), model))
        stood_for: dict[str, Any] = {}

        def stand_in(value: Any) -> Any:
            if not isinstance(value, LocalFile | _NoFile):
                return value
            link = _STAND_IN.format(len(stood_for))
            stood_for[link] = value.given if isinstance(value, _NoFile) else self.values[id(value)]
            return link

        def as_given(value: Any) -> Any:
            return stood_for.get(value, value) if isinstance(value, str) else value

        plain = dict(replaced(self.request, stand_in))
        names = {each.field for each in self.broken if each.rule == _FILE}
        ordinary = [
            replace(each, value=replaced(each.value, as_given))
            for each in violations(plain, self.given)
            if each.rule not in IS_LINK or each.field not in names
        ]
        ordinary = list(as_missing_files(ordinary, model))
        refused = {each.field for each in ordinary}
        more = [each for each in self.broken if each.rule == _FILE or each.field not in refused]
        return in_order(model, [*ordinary, *more])


def has_files(request: Mapping[str, Any]) -> bool:
    """Whether something in a request is a file, so that disks must be waited for. Nothing is read."""
    return not is_too_deep(request) and any(map(is_local, _leaves(request)))


def find_files(request: Mapping[str, Any], *, unchecked: bool = False, read: "ReadFile | None" = None) -> RequestFiles:
    """Return a request with the files that it has in places for links, and what is wrong with them. It waits for disks.

    Args:
        request: The request. In a place for a link it may have a path, bytes, an open file or a PIL image.
        unchecked: Whether files may also stand in parameters, or in requests for models, that are not known.
        read: Reads a file; from the disk if None.
    """
    if is_too_deep(request):
        return RequestFiles(request)  # which `violations` refuses
    search = _Search(request.get("model"), read or read_file, unchecked=unchecked)
    found = search.run(request)
    return RequestFiles(found, tuple(search.broken), tuple(search.given), search.values)


def checked_files(
    request: Mapping[str, Any], key: str, *, unchecked: bool = False, kind: Kind | None = None
) -> RequestFiles:
    """Return a request with the files in it, all of it checked. It waits for disks.

    Args:
        request: As for `find_files`.
        key: The idempotency key to send it under.
        unchecked: As for `create_request`, like the next.
        kind: What its results must be.

    Raises:
        InvalidRequest: The request or a file of it breaks rules; the error names all of them.
    """
    found = find_files(request, unchecked=unchecked)
    broken = with_lists(found.violations(), request.get("model"))
    refuse_if_broken(request, key, broken, unchecked=unchecked, kind=kind)
    warn_of_unread(unread_limits(found.given))
    return found


def read_file(value: Any, where: str, wanted: Collection[str]) -> "tuple[LocalFile, MediaFacts]":
    """Return a file and what is known of it.

    Args:
        value: What the caller gave, for which `is_local` is true.
        where: Where it stands.
        wanted: The limits that the contract sets for it.

    Raises:
        InvalidRequest: It can't be sent.
    """
    file = local_file(value, where)
    if file is None:
        raise invalid(where, _FILE, value, "is not a file")
    return file, read_facts(file, wanted)


class _NoFile:
    """Stands where a file should be and none can be sent; the rules of the request are still checked.

    Attributes:
        given: What the caller gave.
    """

    def __init__(self, given: object) -> None:
        self.given = given


class _Search:
    """A search for the files of one request.

    Args:
        model: Its model.
        read: Reads a file.
        unchecked: Whether what is not known may have files.

    Attributes:
        broken: What is wrong.
        given: What is known of each file.
        values: What the caller gave for each file; see `RequestFiles`.
    """

    def __init__(self, model: object, read: ReadFile, *, unchecked: bool) -> None:
        self._read = read
        self.broken: list[Violation] = []
        self.given: list[GivenFile] = []
        self.values: dict[int, Any] = {}
        self._places = places_of(model)
        self._known = parameter_schemas(model).keys()
        self._unchecked = unchecked

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the request with a `LocalFile` in the place of each file."""
        found = with_links(request, self._places, self._in_place)
        if not has_files(found):
            return found
        return {name: self._elsewhere(name, value, name) for name, value in found.items()}

    def _in_place(self, place: LinkPlace, where: str, value: Any) -> Any:
        if isinstance(value, str):
            self._refuse_if_path(where, value)
            return value
        if not is_local(value):
            return value
        file = self._file(where, value, place.facts)
        if isinstance(file, LocalFile) and can_upload(file.media_type) and not place.may_take(file.media_type):
            message = f"is for {place.kind} by its name, and the file is {file.media_type}"
            self.broken.append(violation(where, "kind", value, message, ours=True))
        return file

    def _refuse_if_path(self, where: str, text: str) -> None:
        scheme = text[:5].lower()
        if scheme == "file:":
            message = f"names a file on this machine: {WITH_PATH_OR_UPLOAD}"
        elif "://" in text or scheme == "data:" or not 0 < len(text) < _LONGEST_PATH or not _is_file(text):
            return
        else:
            message = f"names a file on this machine: pass Path({text!r}), or upload it with client.files.upload"
        self.broken.append(violation(where, _FILE, text, message))

    def _file(self, where: str, value: Any, facts: Mapping[str, Any]) -> Any:
        try:
            file, media = self._read(value, where, facts.keys())
        except InvalidRequest as error:
            self.broken.extend(error.violations)
            return _NoFile(value)
        self.values[id(file)] = value
        self.given.append(given_file(where, value, _with_limit_of_uploads(facts), media))
        if not can_upload(file.media_type):
            message = "can't be uploaded: the service takes images, videos and audio; give a link to it"
            self.broken.append(violation(where, "upload", value, message))
        return file

    def _elsewhere(self, parameter: str, value: Any, where: str) -> Any:
        """Return a value with the files in it that stand in no place for links, where they can be sent."""
        if isinstance(value, LocalFile | _NoFile):
            return value
        if isinstance(value, Mapping):
            members = cast("Mapping[str, Any]", value)
            return {name: self._elsewhere(parameter, each, f"{where}.{name}") for name, each in members.items()}
        if isinstance(value, list | tuple):
            items = cast("list[Any]", value)
            return [self._elsewhere(parameter, each, f"{where}[{at}]") for at, each in enumerate(items)]
        if not is_local(value):
            return value
        if not self._known or (self._unchecked and parameter not in self._known):
            return self._file(where, value, {})
        self.broken.append(violation(where, "type", value, self._why_not(where)))
        return _NoFile(value)

    def _why_not(self, where: str) -> str:
        is_list = any(".".join(place.path) == f"{where}.{ITEM}" for place in self._places)
        return "must be a list of files or links" if is_list else "takes no file"


def _with_limit_of_uploads(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the limits of a file in a place, with that of files that are uploaded."""
    sizes = [size for size in (facts.get(_BYTES), largest_upload()) if size is not None]
    return {**facts, **({_BYTES: min(sizes)} if sizes else {})}


def _is_file(text: str) -> bool:
    try:
        return Path(text).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):
        return False


def replaced(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a value with everything inside it changed that is no list and no mapping."""
    if isinstance(value, Mapping):
        return {name: replaced(each, change) for name, each in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [replaced(each, change) for each in cast("list[Any]", value)]
    return change(value)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for each in cast("Mapping[str, Any]", value).values():
            yield from _leaves(each)
    elif isinstance(value, list | tuple):
        for each in cast("list[Any]", value):
            yield from _leaves(each)
    else:
        yield value
