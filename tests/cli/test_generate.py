"""`evolink generate`: from the prompt to the file."""

import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Evolink, Service

BANANA = ("--model", "nano-banana-beta")
GPT = ("--model", "gpt-4o-image")


def sent(service: Service) -> list[dict[str, Any]]:
    return [json.loads(each.request.body) for each in service.requests("POST")]


def test_a_prompt_becomes_the_named_file(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    ran = evolink("generate", "a cat", *BANANA, "--size", "16:9", "-o", "cat.png")
    assert str(ran) == snapshot
    assert Path("cat.png").read_bytes().startswith(b"\x89PNG")


def test_only_what_was_given_is_sent(evolink: Evolink, service: Service) -> None:
    evolink("generate", "a cat", *GPT, "--n", "2", "--image", "https://a.example/1.png", "--no-wait")
    assert sent(service) == [
        {"model": "gpt-4o-image", "prompt": "a cat", "n": 2, "image_urls": ["https://a.example/1.png"]}
    ]


def test_links_are_given_one_by_one_under_either_name(evolink: Evolink, service: Service) -> None:
    links = ["https://a.example/1.png", "https://a.example/2.png"]
    evolink("generate", "x", *BANANA, "--image", links[0], "--image-urls", links[1], "--no-wait")
    assert sent(service)[0]["image_urls"] == links


def test_several_pictures_are_numbered_in_a_folder_that_is_made(evolink: Evolink) -> None:
    ran = evolink("generate", "cats", *GPT, "--n", "2", "-o", "new/folder/cat.png")
    assert ran.out.splitlines() == ["new/folder/cat-1.png", "new/folder/cat-2.png"]
    assert all(Path(name).is_file() for name in ran.out.splitlines())


def test_a_folder_gets_names_by_the_tasks_id(evolink: Evolink) -> None:
    ran = evolink("generate", "a cat", *BANANA, "-o", "cats/")
    assert Path(ran.out.strip()).parent == Path("cats")
    assert Path(ran.out.strip()).is_file()


def test_without_a_target_the_picture_goes_here(evolink: Evolink) -> None:
    ran = evolink("generate", "a cat", *BANANA)
    assert [str(path) for path in Path().glob("*.png")] == [ran.out.strip()]


def test_another_kind_of_picture_gets_its_right_name(evolink: Evolink, service: Service) -> None:
    service.script("format=webp")
    assert evolink("generate", "a cat", *BANANA, "-o", "cat.png").out == "cat.webp\n"


@pytest.mark.parametrize("arguments", [["-"], [], ["--prompt-file", "-"]])
def test_a_piped_prompt_is_taken(evolink: Evolink, service: Service, arguments: list[str]) -> None:
    ran = evolink("generate", *arguments, *BANANA, "--no-wait", piped="two\nlines\n")
    assert ran.status == 0
    assert sent(service)[0]["prompt"] == "two\nlines"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_mark_before_a_prompt_is_no_part_of_it(evolink: Evolink, service: Service, encoding: str) -> None:
    Path("prompt.txt").write_bytes("Dämmerung\r\n".encode(encoding))
    evolink("generate", "--prompt-file", "prompt.txt", *BANANA, "--no-wait")
    evolink("generate", *BANANA, "--no-wait", "--new", piped="\ufeffDämmerung\n")
    assert [each["prompt"] for each in sent(service)] == ["Dämmerung", "Dämmerung"]


def test_a_prompt_file_is_taken(evolink: Evolink, service: Service) -> None:
    Path("prompt.txt").write_text("ein Leuchtturm in der Dämmerung\n", encoding="utf-8")
    evolink("generate", "--prompt-file", "prompt.txt", *BANANA, "--no-wait")
    assert sent(service)[0]["prompt"] == "ein Leuchtturm in der Dämmerung"


@pytest.mark.parametrize(
    ("arguments", "piped"),
    [
        (["x", "--prompt-file", "p.txt"], None),
        (["--prompt-file", "missing.txt"], None),
        (["--prompt-file", "latin.txt"], None),
        ([], None),
        (["x", "--set", "size"], None),
        (["x", "--set", "prompt=y"], None),
    ],
)
def test_a_command_that_makes_no_sense_sends_nothing(
    evolink: Evolink, service: Service, snapshot: SnapshotAssertion, arguments: list[str], piped: str | None
) -> None:
    Path("latin.txt").write_bytes(b"D\xe4mmerung")
    ran = evolink("generate", *arguments, *BANANA, piped=piped)
    assert str(ran) == snapshot
    assert ran.status == 2
    assert not service.requests()


@pytest.mark.parametrize(("arguments", "piped"), [([""], None), ([], " \n"), (["--prompt-file", "blank.txt"], None)])
def test_a_blank_prompt_is_refused_in_the_words_of_the_rule(
    evolink: Evolink, service: Service, arguments: list[str], piped: str | None
) -> None:
    Path("blank.txt").write_text("\ufeff\u3000\u200b\n", encoding="utf-8")
    ran = evolink("generate", *arguments, *BANANA, piped=piped)
    assert (ran.status, service.requests()) == (3, [])
    assert "prompt: must not be blank" in ran.err


def test_without_a_model_the_models_are_named(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    assert str(evolink("generate", "x")) == snapshot


def test_the_environment_may_name_the_model(
    evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVOLINK_MODEL", "gemini-2.5-flash-image")
    assert evolink("generate", "x", "--no-wait").status == 0
    assert sent(service)[0]["model"] == "gemini-2.5-flash-image"


def test_all_broken_rules_are_told_and_nothing_is_sent(
    evolink: Evolink, service: Service, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVOLINK_API_KEY")  # nor is a key needed to be told
    wrong = ["--n", "3", "--size", "16:9", "--mask-url", "ftp://a.example/m.png", "--quality", "4K"]
    ran = evolink("generate", "x", *GPT, *wrong, "-o", "not-made/x.png")
    assert str(ran) == snapshot
    assert not service.requests()
    assert not Path("not-made").exists()


def test_a_wrong_model_is_told_with_near_names(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    assert str(evolink("generate", "x", "--model", "gpt-4-image")) == snapshot


def test_a_newer_model_is_called_on_purpose_with_parameters_nobody_knows(evolink: Evolink, service: Service) -> None:
    new = ["--model", "tomorrow-1", "--unchecked", "--set", "steps=30", "--set", "mood=calm", "--set", 'a={"b":[1]}']
    ran = evolink("generate", "x", *new)
    assert ran.status == 3  # this service does not know it either
    assert sent(service) == [{"model": "tomorrow-1", "prompt": "x", "steps": 30, "mood": "calm", "a": {"b": [1]}}]


def test_a_known_model_is_sent_parameters_nobody_knows_on_purpose(evolink: Evolink, service: Service) -> None:
    more = ["--set", "style=ink"]
    ran = evolink("generate", "x", *GPT, *more)
    assert (ran.status, service.requests()) == (3, [])
    assert "--unchecked sends parameters that are newer" in ran.err
    evolink("generate", "x", *GPT, "--unchecked", *more)
    assert sent(service) == [{"model": "gpt-4o-image", "prompt": "x", "style": "ink"}]
    ran = evolink("generate", "x", *GPT, "--unchecked", *more, "--set", "n=3")
    assert (ran.status, len(sent(service))) == (3, 1)


def test_a_file_in_the_way_is_found_before_anything_is_paid(
    evolink: Evolink, service: Service, snapshot: SnapshotAssertion
) -> None:
    Path("cat-2.png").write_text("precious")
    ran = evolink("generate", "cats", *GPT, "--n", "2", "-o", "cat.png")
    assert str(ran) == snapshot
    assert not service.requests()


@pytest.mark.parametrize("there", ["cat", "cat.webp"])
def test_a_name_without_a_suffix_may_not_meet_any_picture(evolink: Evolink, service: Service, there: str) -> None:
    Path(there).write_text("precious")
    assert evolink("generate", "a cat", *BANANA, "-o", "cat").status == 2
    assert not service.requests()


def test_a_file_is_replaced_when_asked(evolink: Evolink) -> None:
    Path("cat.png").write_text("old")
    assert evolink("generate", "a cat", *BANANA, "-o", "cat.png", "--overwrite").status == 0
    assert Path("cat.png").read_bytes().startswith(b"\x89PNG")


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_paid(evolink: Evolink, service: Service) -> None:
    Path("file").write_text("")
    assert evolink("generate", "a cat", *BANANA, "-o", "file/cat.png").status == 2
    assert not service.requests()


def test_without_waiting_the_id_is_given_at_once(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    assert str(evolink("generate", "a cat", *BANANA, "--no-wait", "-o", "my cats/")) == snapshot


def test_the_same_idempotency_key_makes_one_task(evolink: Evolink) -> None:
    again = ["generate", "a cat", *BANANA, "--no-wait", "--idempotency-key", "my-own-key-0123456789"]
    assert evolink(*again).out == evolink(*again).out


def test_the_key_is_never_shown(evolink: Evolink, service: Service) -> None:
    ends = [evolink("generate", "x", *BANANA, "--json"), evolink("credits")]
    service.script("code=401", "code=500", "fault=drop")
    ends += [evolink("generate", "x", *BANANA) for _ in range(3)]
    assert [ran.status for ran in ends] == [0, 0, 4, 5, 5]
    assert not any(service.key in ran.out + ran.err for ran in ends)
