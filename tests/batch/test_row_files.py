"""Rows with files of this machine: checked before the first paid call, uploaded once, resumed as they were sent."""

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evolink import EvoLink
from evolink._costs.prices import Prices
from evolink.batch._load import load
from evolink.batch._manifest.source import Manifest
from evolink.errors import InvalidManifest
from evolink.journal import Batch, Draft, Journal, State
from evolink_mock import MockServer
from tests.batch.conftest import Run, results

EDIT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """A folder of images, with names that are hard to tell apart in a cell."""
    folder = tmp_path / "images"
    folder.mkdir()
    for color, name in (("red", "red.png"), ("green", "my green.png"), ("blue", "blue,1.png")):
        image = io.BytesIO()
        Image.new("RGB", (8, 8), color).save(image, "PNG")
        (folder / name).write_bytes(image.getvalue())
    (folder / "movie.png").write_bytes(b"\0\0\0\x18ftypmp42")
    return folder


def uploads(mock: MockServer) -> int:
    return sum(each.request.path.endswith("/upload/stream") for each in mock.request_log.copy())


def sent(mock: MockServer) -> list[dict[str, Any]]:
    log = [each.request for each in mock.request_log.copy()]
    return [json.loads(each.body) for each in log if each.path == "/v1/images/generations"]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def lines(*rows: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def test_paths_are_relative_to_the_manifest(run: Run, mock: MockServer, images: Path) -> None:
    """A path is that of a file beside the manifest, whatever the working directory; each content is uploaded once."""
    text = lines(
        {**EDIT, "image_urls": ["red.png", "https://example.com/a.png"]},
        {**EDIT, "image_urls": ["my green.png", "red.png"]},
    )
    report = run(written(images, "rows.jsonl", text))
    assert report.complete
    first, second = sorted(sent(mock), key=lambda body: "https://example.com/a.png" not in body["image_urls"])
    assert first["image_urls"][0] == second["image_urls"][1]
    assert uploads(mock) == 2


@pytest.mark.parametrize(
    ("cell", "files", "missing"),
    [
        ("red.png", 1, 0),
        ("my green.png", 1, 0),
        ('"blue,1.png"', 1, 0),
        ("red.png;my green.png", 2, 0),
        ('"red.png, my green.png"', 2, 0),
        ("red.png red.png", 2, 0),
        ('"[""red.png"", ""blue,1.png""]"', 2, 0),
        ("red.png https://example.com/a.png", 2, 0),
        ("~/red.png", 1, 0),
        ("red.png my green.png", 0, 2),
        ("~nobody-of-that-name/red.png", 0, 1),
    ],
)
def test_paths_in_a_cell(
    cell: str, files: int, missing: int, mock: MockServer, images: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths in a cell are separated as links are, or by commas and semicolons; a name that has those is one name."""
    monkeypatch.setenv("HOME", str(images))
    path = written(images, "rows.csv", f"model,prompt,image_urls\ngpt-4o-image,a cat,{cell}\n")
    with EvoLink(api_key=mock.api_key, base_url=mock.base_url, journal=str(images.parent / "j.sqlite")) as client:
        assert len(client.batch.check(path).problems) == missing
        if files:
            client.batch.run(path, images.parent / "out")
            assert len(sent(mock)[0]["image_urls"]) == files


def test_every_file_is_checked_before_the_first_call(run: Run, mock: MockServer, images: Path) -> None:
    """Each file that is missing or of a wrong type is named with its line and field, and nothing was sent."""
    rows = [
        {**EDIT, "image_urls": ["red.png"]},
        {**EDIT, "image_urls": ["red.png", "none.png"]},
        {**EDIT, "image_urls": ["movie.png"], "mask_url": "../images"},
        {**EDIT, "image_urls": ["file:red.png"]},
    ]
    with pytest.raises(InvalidManifest) as raised:
        run(written(images, "rows.jsonl", lines(*rows)))
    assert [(each.line, each.field, each.rule) for each in raised.value.problems] == [
        (2, "image_urls[1]", "file"),
        (3, "image_urls[0]", "x-evolink-image-formats"),
        (3, "mask_url", "file"),
        (4, "image_urls[0]", "file"),
    ]
    assert "names a file on this machine: give its path" in str(raised.value)
    assert "there is no such file; a link begins with https://" in str(raised.value)
    assert not mock.request_log


def test_rows_from_code_have_paths(run: Run, mock: MockServer, images: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In code, a file is a `Path`; its name as text is refused, and so is content that can't be read a second time."""
    monkeypatch.chdir(images)
    assert run([{**EDIT, "image_urls": [images / "red.png"]}]).complete
    with pytest.raises(InvalidManifest, match=r"Path\('red.png'\)"):
        run([{**EDIT, "image_urls": ["red.png"]}])
    with pytest.raises(InvalidManifest, match="must be a Path or a link in a batch"):
        run([{**EDIT, "image_urls": [(images / "red.png").read_bytes()]}])
    assert len(sent(mock)) == 1


def test_next_run_uploads_and_pays_nothing_twice(run: Run, mock: MockServer, images: Path, out: Path) -> None:
    """A file under another path is the same row; another file under the same path is a changed row."""
    manifest = written(images, "rows.jsonl", lines({**EDIT, "image_urls": ["red.png"], "id": "cat"}))
    run(manifest)
    shutil.copytree(images, images.with_name("moved"))
    run(images.with_name("moved") / "rows.jsonl")
    assert (uploads(mock), len(sent(mock))) == (1, 1)
    (images / "red.png").write_bytes((images / "my green.png").read_bytes())
    run(manifest)
    assert (uploads(mock), len(sent(mock))) == (2, 2)
    assert [each["state"] for each in results(out)] == ["completed"]


def test_files_move_with_their_manifest(run: Run, mock: MockServer, images: Path) -> None:
    """A row that is still to be sent finds its file beside the manifest, wherever both were moved."""
    manifest = written(images, "rows.jsonl", lines({**EDIT, "image_urls": ["red.png"]}))
    assert run(manifest, budget=0).left == 1
    images.rename(images.with_name("moved"))
    assert run(images.with_name("moved") / "rows.jsonl").complete
    assert len(sent(mock)) == 1


def test_held_row_is_sent_again_as_it_was(run: Run, mock: MockServer, images: Path) -> None:
    """A row whose answer was lost is resent with the very same body, even if its file is gone."""
    mock.world.script(mock.api_key, "fault=drop", on="createImageGeneration")
    manifest = written(images, "rows.jsonl", lines({**EDIT, "image_urls": ["red.png"]}))
    assert run(manifest).held == 1
    assert run(manifest, resend_held=True).complete
    one, other = sent(mock)
    assert one == other
    assert uploads(mock) == 1


def test_refused_row_keeps_its_file(run: Run, mock: MockServer, images: Path, tmp_path: Path) -> None:
    """A row that is planned again has its file's hash, not its link: by then, that may be dead."""
    mock.world.script(mock.api_key, "code=402", on="createImageGeneration")
    manifest = written(images, "rows.jsonl", lines({**EDIT, "image_urls": ["red.png"]}))
    assert run(manifest).left == 1
    with Journal(tmp_path / "journal.sqlite") as journal:
        (call,) = journal.calls({State.PLANNED})
        assert call.draft
        assert call.body == Draft.read(call.draft).body
    assert run(manifest).complete
    assert uploads(mock) == 1


def test_workers_take_no_files(batch: Batch, images: Path) -> None:
    """Rows for workers, which run on other machines, are refused if they have files of this one."""
    manifest = Manifest.of(written(images, "rows.jsonl", lines({**EDIT, "image_urls": ["red.png"]})))
    with pytest.raises(InvalidManifest, match="workers on others can't read"):
        load(batch, replace(manifest, takes_files=False), Prices())
    assert load(batch, manifest, Prices()).rows == 1


def test_next_call_of_a_row_has_its_file(run: Run, mock: MockServer, images: Path) -> None:
    """A row whose task failed gets another call with a link to the same file, which is not uploaded again."""
    mock.world.script(mock.api_key, "story=request_cancelled")
    assert run(written(images, "rows.jsonl", lines({**EDIT, "image_urls": ["red.png"]}))).complete
    one, other = sent(mock)
    assert one == other
    assert uploads(mock) == 1


def test_file_that_changes_while_the_batch_runs_is_not_sent(
    run: Run, mock: MockServer, images: Path, out: Path
) -> None:
    """What was checked is what is sent: a file that changed since leaves its row to the next run, and costs nothing."""
    manifest = written(images, "rows.jsonl", lines({**EDIT, "image_urls": ["red.png"]}))

    def change(_: object) -> None:
        (images / "red.png").write_bytes((images / "my green.png").read_bytes() + b"!")

    report = run(manifest, on_progress=change)
    assert (report.done, report.left) == (0, 1)
    assert not sent(mock)
    assert "changed" in results(out)[0]["error"]["message"]
    assert run(manifest).complete
