"""The commands as processes: what stands on stdout and stderr, what is written, and how each ends."""

import re
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.pipeline.scratch import Scratch, files, machine
from tests.pipeline.writer import Item, model, raw, rendered

STYLE = Item("style", {"type": "string"}, prose=(("maxLength", (80,)),))
BRUSH = raw(model("brush-9", STYLE))
CHALK = rendered(model("chalk-2", Item("seed", {"type": "integer", "minimum": 0, "maximum": 7})), "ja")
RIDDLE = BRUSH.replace("Limited to 80 characters", "Must rhyme in all 80 verses")
NOT_FOUND = "# Brushes\n\nPage Not Found\n"
A_PROBLEM = re.compile(r"(?P<page>[^:]+):(?P<line>\d+): (?P<level>error|note): (?P<what>.+) \((?P<why>.+)\)")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def parse_problems(text: str) -> list[tuple[str, int, str]]:
    """Return the place and level of each line; every line must be a Problem."""
    found = [A_PROBLEM.fullmatch(line) for line in text.splitlines()]
    assert all(found), text
    return [(each["page"], int(each["line"]), each["level"]) for each in found if each]


def test_extract(scratch: Scratch) -> None:
    """The command prints one line per page and names each extract after its page."""
    scratch.page(BRUSH)
    scratch.page(CHALK, "ja--chalk.txt")
    ended = scratch.on_pages("extract")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [line.partition(":")[0] for line in ended.stdout.splitlines()] == ["en--brush", "ja--chalk"]
    assert set(files(scratch.extracts)) == {"en--brush.yaml", "ja--chalk.yaml"}
    for path in scratch.extracts.iterdir():
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert OpenAPIV31SpecValidator(document).is_valid()
        (operation,) = (item["post"] for item in document["paths"].values())
        assert list(operation["responses"]) == ["200"]


def test_extract_with_refused_page(scratch: Scratch) -> None:
    """A refused page does not stop the extraction of the others."""
    scratch.page(NOT_FOUND, "en--aaa.md")
    scratch.page(BRUSH)
    ended = scratch.on_pages("extract", "--out", scratch.root / "out")
    assert (ended.returncode, parse_problems(ended.stderr)) == (1, [("en--aaa", 3, "error")])
    assert ended.stdout.startswith("en--brush: ")
    assert len(ended.stdout.splitlines()) == 1
    assert set(files(scratch.root / "out")) == {"en--brush.yaml"}
    assert not scratch.extracts.exists()


def test_extract_json(scratch: Scratch) -> None:
    """The JSON of the command has pages and problems."""
    scratch.page(NOT_FOUND, "en--aaa.md")
    scratch.page(BRUSH)
    ended = scratch.on_pages("extract", "--json")
    assert (ended.returncode, ended.stderr) == (1, "")
    report = machine(ended)
    assert report["pages"] == [{"page": "en--brush", "facts": 1, "unknown": 0}]
    (problem,) = report["problems"]
    assert (problem["page"], problem["line"], problem["level"]) == ("en--aaa", 3, "error")
    assert set(problem) == {"page", "line", "level", "what", "why"}


def test_extract_duplicate_names(scratch: Scratch) -> None:
    """It is a problem if two files have the same name."""
    scratch.page(BRUSH)
    scratch.page(rendered(model("chalk-2")), "en--brush.txt")
    ended = scratch.on_pages("extract")
    assert (ended.returncode, parse_problems(ended.stderr)) == (1, [("en--brush", 1, "error")])
    assert "en--brush.txt" in ended.stderr
    assert "brush-9" in (scratch.extracts / "en--brush.yaml").read_text(encoding="utf-8")


def test_empty_folder(scratch: Scratch) -> None:
    """A folder without pages is a problem."""
    scratch.page(BRUSH, "brush.html")
    for command in ("extract", "coverage"):
        ended = scratch.on_pages(command)
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "no page" in ended.stderr


def test_unknown_sentence(scratch: Scratch) -> None:
    """An unknown sentence is a note in `extract` and a failure in `coverage`."""
    line = next(at for at, text in enumerate(RIDDLE.splitlines(), 1) if "rhyme" in text)
    scratch.page(RIDDLE)
    extracted, covered = scratch.on_pages("extract"), scratch.on_pages("coverage")
    assert (extracted.returncode, parse_problems(extracted.stderr)) == (0, [("en--brush", line, "note")])
    assert (covered.returncode, covered.stderr) == (1, "")
    assert f"unknown        line {line} style" in covered.stdout
    assert "rhyme" not in extracted.stdout + extracted.stderr + covered.stdout


def test_coverage_json(scratch: Scratch) -> None:
    """The JSON has the line and field of every unknown sentence."""
    line = next(at for at, text in enumerate(RIDDLE.splitlines(), 1) if "rhyme" in text)
    scratch.page(RIDDLE)
    scratch.page(BRUSH, "en--other.md")
    ended = scratch.on_pages("coverage", "--json")
    assert ended.returncode == 1
    riddle, other = machine(ended)["pages"]
    assert (riddle["page"], riddle["facts"], riddle["informational"]) == ("en--brush", 0, 1)
    assert [(each["line"], each["field"]) for each in riddle["unknown"]] == [(line, "style")]
    assert other == {"page": "en--other", "facts": 1, "informational": 1, "cut": 0, "unknown": []}


def test_coverage(scratch: Scratch) -> None:
    """The command names the keyword of each fact and the entry of each informational sentence."""
    scratch.page(BRUSH)
    ended = scratch.on_pages("coverage")
    assert (ended.returncode, ended.stderr) == (0, "")
    first, *entries = ended.stdout.splitlines()
    assert first == "en--brush: 1 facts, 1 informational, 0 unknown"
    assert [entry.split() for entry in entries] == [
        ["fact", "1", "maxLength"],
        ["informational", "1", "about", "images"],
    ]


def test_coverage_with_refused_page(scratch: Scratch) -> None:
    """The command fails if a page was refused."""
    scratch.page(BRUSH)
    scratch.page(NOT_FOUND, "en--aaa.md")
    ended = scratch.on_pages("coverage")
    assert (ended.returncode, parse_problems(ended.stderr)) == (1, [("en--aaa", 3, "error")])
    assert ended.stdout.startswith("en--brush: ")


def test_merge(scratch: Scratch) -> None:
    """The command writes the contract of a folder with extracts or with pages."""
    scratch.page(BRUSH)
    scratch.on_pages("extract")
    of_extracts = scratch.run("merge")
    assert (of_extracts.returncode, of_extracts.stdout, of_extracts.stderr) == (0, "openapi.yaml: 1 paths\n", "")
    of_pages = scratch.on_pages("merge", "--out", scratch.root / "other.yaml", "--json")
    assert (of_pages.returncode, of_pages.stderr, machine(of_pages)) == (0, "", {"problems": []})
    assert (scratch.root / "other.yaml").read_text(encoding="utf-8") == scratch.contract.read_text(encoding="utf-8")


def test_merge_disagreement(scratch: Scratch) -> None:
    """The contract is not written if pages disagree."""
    scratch.contract.write_text("as it was")
    scratch.page(BRUSH)
    scratch.page(BRUSH.replace("80 characters", "90 characters"), "en--later.md")
    ended = scratch.on_pages("merge")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ("en--brush", "error") in {(page, level) for page, _, level in parse_problems(ended.stderr)}
    assert scratch.contract.read_text() == "as it was"
    (problem,) = machine(scratch.on_pages("merge", "--json"))["problems"]
    assert "80 here, 90 on en--later" in problem["what"]


def test_merge_with_refused_page(scratch: Scratch) -> None:
    """The command reports a refused page."""
    scratch.page(BRUSH)
    scratch.page(NOT_FOUND, "en--aaa.md")
    ended = scratch.on_pages("merge")
    assert (ended.returncode, parse_problems(ended.stderr)) == (1, [("en--aaa", 3, "error")])


def test_merge_notes(scratch: Scratch) -> None:
    """A note does not stop the merge."""
    scratch.page(RIDDLE)
    ended = scratch.on_pages("merge")
    assert (ended.returncode, [level for _, _, level in parse_problems(ended.stderr)]) == (0, ["note"])
    assert scratch.contract.exists()


def test_generate(scratch: Scratch) -> None:
    """The command writes the generated code and the table of models."""
    scratch.page(BRUSH)
    scratch.on_pages("merge")
    ended = scratch.run("generate")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "generated: written\n", "")
    assert "[brush](docs/models.md#brush-9)" in (scratch.root / "README.md").read_text(encoding="utf-8")
    readme = (scratch.root / "README.md").read_bytes()
    scratch.page(BRUSH.replace("brush-9", "brush-8"))
    scratch.on_pages("merge")
    elsewhere = scratch.run("generate", "--out", scratch.root / "elsewhere", "--json")
    assert (elsewhere.returncode, machine(elsewhere)) == (0, {"problems": []})
    assert "brush-8" in (scratch.root / "elsewhere/evolink_contract/requests.py").read_text(encoding="utf-8")
    assert (scratch.root / "README.md").read_bytes() == readme


def test_generate_untypeable_parameter(scratch: Scratch) -> None:
    """Nothing is written if a parameter can't be typed."""
    scratch.page(raw(model("brush-9", Item("class", {"type": "string"}), Item("timeout", {"type": "integer"}))))
    assert scratch.on_pages("merge").returncode == 0
    readme = (scratch.root / "README.md").read_bytes()
    ended = scratch.run("generate")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert parse_problems(ended.stderr) == [("Brush9Request", 0, "error")] * 2
    assert not (scratch.root / "generated").exists()
    assert (scratch.root / "README.md").read_bytes() == readme


@pytest.mark.parametrize("arguments", [
    ("extract", "--pages", "nowhere"), ("merge", "--pages", "nowhere"), ("check", "--pages", "nowhere"),
    ("coverage", "--pages", "nowhere"), ("drift", "--pages", "nowhere"), ("fetch",), ("paint",), ("extract", "--loud"),
    ("extract", "--pages", "specs", "--out", "README.md"), ("generate", "--contract", "nowhere.yaml"),
], ids=" ".join)  # fmt: skip
def test_wrong_usage(arguments: tuple[str, ...], scratch: Scratch) -> None:
    """Wrong usage prints a line on stderr and ends with 2, or with 3 where 2 says what drift found."""
    before = files(scratch.root)
    ended = scratch.run(*arguments)
    assert (ended.returncode, ended.stdout) == (3 if arguments[0] == "drift" else 2, "")
    assert ended.stderr.strip()
    assert "Traceback" not in ended.stderr
    assert files(scratch.root) == before


@pytest.mark.parametrize(("name", "content", "what"), [
    ("phrasebook/ko.yaml", b"labels: [\n", "ko.yaml: not YAML"), ("wording.yaml", b"\xff", "wording.yaml: not UTF-8"),
    ("extracts/en--odd.yaml", b"- 1\n", "en--odd.yaml: not an extract"),
    ("extracts/en--odd.yaml", b"x-evolink-page: {name: en--odd}\n", "en--odd.yaml: not an extract"),
])  # fmt: skip
def test_damaged_specs(name: str, content: bytes, what: str, scratch: Scratch) -> None:
    """Damaged files in `specs/` are reported without a traceback."""
    scratch.extracts.mkdir()
    (scratch.root / "specs" / name).write_bytes(content)
    runs = [scratch.on_pages("check")] if "phrasebook" in name else [scratch.run("merge"), scratch.on_pages("check")]
    for ended in runs:
        assert (ended.returncode, ended.stdout) == (2, "")
        assert what in ended.stderr
        assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("content", ["- 1\n", "paths: {}\n", ""])
def test_invalid_contract(content: str, scratch: Scratch) -> None:
    """A file that is not a contract is a problem."""
    scratch.contract.write_text(content)
    ended = scratch.run("generate")
    assert (ended.returncode, ended.stdout, parse_problems(ended.stderr)) == (1, "", [("openapi.yaml", 1, "error")])
