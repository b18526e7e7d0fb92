"""Reads YAML 1.2 with line numbers, and writes YAML that every reader understands in the same way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str, ...]
_PLAIN = re.compile(r"[A-Za-z$/][\w\-./$#<>]*(?: [\w\-./$#<>]+)*")
_WORDS_OF_YAML_1_1 = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_MAX_DEPTH = 60
_MAX_NODES = 100_000


class YamlError(Exception):
    """The text is not YAML that we accept."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


@dataclass
class Marked:
    """A YAML document as plain values, with the line of every value."""

    value: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    ends: dict[Path_, int] = field(default_factory=dict)


def load_marked(text: str, first_line: int = 1) -> Marked:
    """Return a document with the lines of its values; `first_line` is the number of its first line in the page.

    Raises:
        YamlError: It is not YAML, repeats a key, grows without bound, or has several documents.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark is not None else 0
        raise YamlError(first_line + line, f"not YAML: {getattr(error, 'problem', None) or error}") from error
    except RecursionError as error:
        raise YamlError(first_line, "nested too deep") from error
    marked = Marked(None)
    if node is not None:
        marked.value = _value(node, (), first_line, marked)
    return marked


def _value(node: yaml.Node, at: Path_, first: int, marked: Marked) -> Any:
    line = first + node.start_mark.line
    # Aliases are followed up to a limit, as one may contain itself, and a few can multiply.
    if len(at) > _MAX_DEPTH or len(marked.lines) > _MAX_NODES:
        raise YamlError(line, "nested too deep" if len(at) > _MAX_DEPTH else "too many values")
    marked.lines[at] = line
    marked.ends[at] = first + node.end_mark.line
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, at, first, marked))
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, (*at, str(index)), first, marked) for index, each in enumerate(node.value)]
    return _scalar(str(node.value), plain=getattr(node, "style", None) not in {"'", '"', "|", ">"})


def _pairs(node: yaml.MappingNode, at: Path_, first: int, marked: Marked) -> Iterator[tuple[str, Any]]:
    keys: set[str] = set()
    for key_node, value_node in node.value:
        line = first + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError(line, "a key that is not a word")
        key = str(key_node.value)
        if key in keys:
            raise YamlError(line, f"the key {key!r} appears twice")
        keys.add(key)
        yield key, _value(value_node, (*at, key), first, marked)
        marked.lines[(*at, key)] = line


_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")


def _scalar(text: str, *, plain: bool) -> Any:
    """Return the value of a scalar by the rules of YAML 1.2: `16:9`, `on` and `no` are text."""
    if not plain:
        return text
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text.lower() in {"true", "false"} and text in {text.lower(), text.upper(), text.capitalize()}:
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text


class _Dumper(yaml.CSafeDumper):
    """Quotes every string that a reader could misunderstand, and never writes aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _WORDS_OF_YAML_1_1
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else "'")


_Dumper.add_representer(str, _represent_text)


def dump(document: Any, comment: str = "") -> str:
    """Return the document as YAML text under a comment, with its keys in the given order."""
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    return head + str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110))


def load(path: Path) -> Any:
    """Return the content of one of our own files.

    Raises:
        YamlError: It is not YAML; the reason names the file.
    """
    try:
        return load_marked(path.read_text(encoding="utf-8")).value
    except YamlError as error:
        raise YamlError(error.line, f"{path.name}: {error.reason}") from error
    except UnicodeDecodeError as error:
        raise YamlError(1, f"{path.name}: not UTF-8 text") from error
