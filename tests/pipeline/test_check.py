"""`check` makes everything again: whatever was edited by hand, or not understood, fails it by name."""

import shutil
from pathlib import Path

import pytest

from tests.pipeline.scratch import Scratch, files, machine
from tests.pipeline.test_commands import BRUSH, CHALK, NOT_FOUND, RIDDLE, parse_problems


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    scratch = Scratch(folder)
    scratch.page(BRUSH)
    scratch.page(CHALK, "ja--chalk.txt")
    scratch.made()
    return folder


@pytest.fixture
def scratch(made: Path, tmp_path: Path) -> Scratch:
    shutil.copytree(made, tmp_path / "copy")
    return Scratch(tmp_path / "copy")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_passes(scratch: Scratch) -> None:
    """The check passes on new files and changes nothing."""
    before = files(scratch.root)
    ended = scratch.on_pages("check")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [line.partition(":")[0] for line in ended.stdout.splitlines()] == [
        "extracts", "en--brush.yaml", "ja--chalk.yaml", "agreement.md", "openapi.yaml", "README.md", "generated",
        "README.md", "models",
    ]  # fmt: skip
    alone = scratch.run("check", "--json")
    assert (alone.returncode, alone.stderr, machine(alone)) == (0, "", {"problems": []})
    assert files(scratch.root) == before


@pytest.mark.parametrize("with_pages", [True, False])
def test_edited_extract(with_pages: bool, scratch: Scratch) -> None:  # noqa: FBT001 - a case
    """The check fails if an extract was edited."""
    edit(scratch.extracts / "en--brush.yaml", "maxLength: 80", "maxLength: 81")
    ended = scratch.on_pages("check") if with_pages else scratch.run("check")
    assert ended.returncode == 1
    assert ("en--brush.yaml", 1, "error") in parse_problems(ended.stderr)
    assert "facts edited by hand" in ended.stderr
    assert ("`python -m pipeline extract`" in ended.stderr) is with_pages


def test_edited_provenance(scratch: Scratch) -> None:
    """The check fails if the provenance of an extract was edited and its page is present."""
    edit(scratch.extracts / "en--brush.yaml", "locale: en", "locale: ko")
    assert scratch.run("check").returncode == 0
    ended = scratch.on_pages("check")
    assert ended.returncode == 1
    assert "differs: -  locale: ko" in ended.stderr


def test_edited_contract(scratch: Scratch) -> None:
    """The check fails with the line at which the contract was edited."""
    edit(scratch.contract, "maxLength: 80", "maxLength: 81")
    lines = scratch.contract.read_text(encoding="utf-8").splitlines()
    ended = scratch.run("check")
    assert ended.returncode == 1
    assert ("openapi.yaml", next(at for at, line in enumerate(lines, 1) if "81" in line), "error") in parse_problems(
        ended.stderr
    )
    assert "`python -m pipeline merge`" in ended.stderr
    report = machine(scratch.run("check", "--json"))
    assert "openapi.yaml" in {problem["page"] for problem in report["problems"]}


@pytest.mark.parametrize("name", [
    "evolink_contract/requests.py", "evolink_contract/openapi.json", "README.md",
    "evolink_api/models/brush_9_request.py",
])  # fmt: skip
def test_edited_generated_code(name: str, scratch: Scratch) -> None:
    """The check fails if generated code was edited."""
    path = scratch.root / "generated" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    ended = scratch.run("check")
    assert (ended.returncode, parse_problems(ended.stderr)) == (
        1,
        [(name, parse_problems(ended.stderr)[0][1], "error")],
    )


def test_extra_or_missing_generated_file(scratch: Scratch) -> None:
    """The check fails if a generated file is missing or superfluous."""
    models = scratch.root / "generated" / "evolink_api" / "models"
    (models / "brush_8.py").touch()
    (models / "brush_9_request.py").unlink()
    ended = scratch.run("check")
    assert ended.returncode == 1
    assert {page for page, _, _ in parse_problems(ended.stderr)} == {
        "evolink_api/models/brush_8.py", "evolink_api/models/brush_9_request.py",
    }  # fmt: skip


def test_edited_readme_table(scratch: Scratch) -> None:
    """The check fails if the table of models in the README was edited."""
    edit(scratch.root / "README.md", "[brush](docs/models.md#brush-9)", "[brush](docs/models.md#brush-8)")
    ended = scratch.run("check")
    assert (ended.returncode, [page for page, _, _ in parse_problems(ended.stderr)]) == (1, ["README.md"])


def test_pages_of_models(scratch: Scratch) -> None:
    """The check fails if a page of a model was edited, the list of them is missing, or a page has no model."""
    folder = scratch.root / "docs"
    edit(folder / "models" / "brush-9.md", "80 characters", "81 characters")
    (folder / "models.md").unlink()
    (folder / "models" / "gone-1.md").touch()
    ended = scratch.run("check")
    assert (ended.returncode, {name for name, _, _ in parse_problems(ended.stderr)}) == (
        1, {"models.md", "brush-9.md", "gone-1.md"},
    )  # fmt: skip


def test_unknown_sentence(scratch: Scratch) -> None:
    """The check fails for an unknown sentence and does not print its words."""
    scratch.page(RIDDLE)
    scratch.made()
    assert scratch.run("check").returncode == 0
    ended = scratch.on_pages("check")
    line = next(at for at, text in enumerate(RIDDLE.splitlines(), 1) if "rhyme" in text)
    assert (ended.returncode, parse_problems(ended.stderr)) == (1, [("en--brush", line, "error")])
    assert "a sentence on style (hash " in ended.stderr
    assert "rhyme" not in ended.stdout + ended.stderr


def test_pages_match_extracts(scratch: Scratch) -> None:
    """The check fails if a page has no extract or an extract has no page."""
    (scratch.pages / "en--brush.md").rename(scratch.pages / "en--other.md")
    ended = scratch.on_pages("check")
    assert ended.returncode == 1
    assert {page for page, _, _ in parse_problems(ended.stderr)} == {"en--brush", "en--other.yaml"}
    assert "an extract without its page" in ended.stderr


def test_changed_page(scratch: Scratch) -> None:
    """The check fails if a page has changed."""
    scratch.page(BRUSH.replace("80 characters", "70 characters"))
    ended = scratch.on_pages("check")
    assert (ended.returncode, [page for page, _, _ in parse_problems(ended.stderr)]) == (1, ["en--brush.yaml"])


def test_refused_page(scratch: Scratch) -> None:
    """The check fails if a page is refused."""
    scratch.page(NOT_FOUND, "en--aaa.md")
    ended = scratch.on_pages("check")
    assert (ended.returncode, parse_problems(ended.stderr)) == (1, [("en--aaa", 3, "error")])


def test_disagreement(scratch: Scratch) -> None:
    """The check fails if extracts disagree."""
    scratch.page(BRUSH.replace("80 characters", "70 characters"), "en--later.md")
    assert scratch.on_pages("extract").returncode == 0
    ended = scratch.run("check")
    assert ended.returncode == 1
    assert "request.style.maxLength: 80 here, 70 on en--later" in ended.stderr


@pytest.mark.parametrize(("file", "old", "new", "message"), [
    ("phrasebook/ko.yaml", "x-evolink-max-tokens", "x-evolink-max-syllables",
     "ko.yaml:1: error: behaviour x-evolink-max-syllables is not checked"),
    ("overlays/ours.yaml", "additionalProperties: false}", "additionalProperties: false, x-evolink-odd: 1}",
     "openapi.yaml:1: error: behaviour x-evolink-odd is not checked"),
    ("overlays/ours.yaml", "additionalProperties: false}", "additionalProperties: false, format: int16}",
     "error: format int16 is not checked"),
    ("unchecked.yaml", "  x-evolink-max-tokens: only", "  x-evolink-inputs-plus-outputs: only",
     "unchecked.yaml:1: error: behaviour x-evolink-inputs-plus-outputs has a checker"),
    ("unchecked.yaml", "x-evolink-unit: says what a number means", "x-evolink-unit: ''",
     "unchecked.yaml:1: error: behaviour x-evolink-unit has no reason"),
])  # fmt: skip
def test_unchecked_rule(file: str, old: str, new: str, message: str, scratch: Scratch) -> None:
    """The check fails for a rule that has neither a checker nor a reason."""
    edit(scratch.root / "specs" / file, old, new)
    ended = scratch.run("check")
    assert ended.returncode == 1
    assert message in ended.stderr
