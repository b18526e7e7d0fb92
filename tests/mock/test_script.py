"""Outcomes that are set before the requests come: rules, and how they are written."""

from typing import TYPE_CHECKING, Any

import pytest

from evolink_mock import MockServer, SettingError
from evolink_mock.world.contract import operations
from evolink_mock.world.preference import FAULTS, known_values
from evolink_mock.world.script import Entry, Rule, read_rule
from evolink_mock.world.story import stories

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

REQUEST: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}
OTHER: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x"}
OUTCOMES = [f"{name}={value}" for name, values in known_values().items() for value in values]


def statuses(mock: "Caller", count: int) -> list[int]:
    return [mock.call("GET", "/v1/credits").status for _ in range(count)]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_preference_can_be_scripted(outcome: str) -> None:
    """Every value that a Prefer header can have, a rule can have too."""
    assert str(read_rule(outcome).preference) == outcome


def test_table_of_values() -> None:
    """The values are those of the contract, and of the tables of stories and faults."""
    codes = {name for operation in operations() for name in operation.refusals}
    assert codes < {*known_values()["code"]}
    assert {"paid_outcome_unknown", "idempotency_conflict", "key_disabled", "429", "40003"} < codes
    assert ({*known_values()["story"]}, {*known_values()["fault"]}) == ({*stories()}, {*FAULTS})


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("story=stuck, times=all", {"story": "stuck", "times": "all"}),
        ("Code=429; retry-after=2 ;times=3", {"code": 429, "retry_after": 2, "times": 3}),
        (
            'code=429, retry-after="Wed, 21 Oct 2026 07:28:00 GMT", on=create',
            {"code": "429", "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT", "on": "create"},
        ),
        (
            "fault=drop, on=getTaskDetail, model=gpt-4o-image, key=k",
            {"fault": "drop", "on": "getTaskDetail", "model": "gpt-4o-image", "key": "k"},
        ),
    ],
)
def test_two_forms(text: str, entry: Entry) -> None:
    """A rule as text means the same as an object with the same members."""
    assert read_rule(text) == read_rule(entry)


def test_defaults() -> None:
    """A rule is for one request, of any key, model and operation."""
    rule = read_rule("code=500")
    assert (rule.times, rule.key, rule.model, rule.on) == (1, "", "", "")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("story=stucks", ["story=stucks", "stuck", "content_policy_violation"]),
        ("fault=fire", ["drop", "html-502"]),
        ("code=418", ["429", "paid_outcome_unknown"]),
        ("format=gif", ["png", "mp4"]),
        ("stroy=stuck", ["stroy", "story", "retry-after", "times"]),
        ({"tines": 2, "code": 429}, ["tines", "times"]),
        ("story=stuck, on=polls", ["on=polls", "create", "poll", "files", "getTaskDetail"]),
        ("story=stuck, model=gpt-4o", ["model=gpt-4o", "gpt-4o-image"]),
        ("story=stuck, times=0", ["times=0", "all"]),
        ("story=stuck, times=-1", ["times=-1", "all"]),
        ({"story": "stuck", "times": True}, ["times", "whole number"]),
        ({"story": "stuck", "times": 1.5}, ["times", "whole number"]),
        ({"story": ["stuck"]}, ["story", "text"]),
        ({"story": ""}, ["story", "text"]),
        ({}, ["asks for nothing", "story"]),
        ("", ["asks for nothing", "story"]),
        ("times=all", ["asks for nothing", "story"]),
        ("stuck", ["stuck", "story"]),
        ("story=", ["story= has no value"]),
        ("story=stuck, story=slow", ["twice"]),
        ("retry-after=2", ["code="]),
        ("story=stuck, on=poll", ["on=poll", "create tasks"]),
        ("code=404, on=getCredits", ["on=getCredits", "429"]),
        ("code=paid_outcome_unknown, on=poll", ["on=poll", "task_not_found"]),
        ("format=mp4, model=gpt-4o-image", ["model=gpt-4o-image", "png"]),
        ("story=stuck, on=createVideoGeneration, model=gpt-4o-image", ["createVideoGeneration", "gpt-4o-image"]),
        ("code=500, on=files", ["fault="]),
        ("story=" + "x" * 100_000, ["xxx…"]),
        (5, ["text or an object"]),
    ],
    ids=lambda value: str(value)[:60],
)
def test_error_with_words(entry: Any, words: list[str]) -> None:
    """What the mock does not know, or no request could meet, is an error that says what is known."""
    with pytest.raises(SettingError) as caught:
        read_rule(entry)
    assert [word for word in words if word not in str(caught.value)] == []
    assert len(str(caught.value)) < 2_000


@pytest.mark.parametrize(
    ("rules", "met"),
    [
        (["code=429, times=2"], [429, 429, 200, 200]),
        (["code=429, times=all"], [429, 429, 429, 429]),
        (["code=429", "code=500", "code=401"], [429, 500, 401, 200]),
        (["code=500, times=all", "code=429"], [429, 500, 500, 500]),
        (["code=500, times=all", "code=429, times=all"], [429, 429, 429, 429]),
        (["code=200, times=2", "code=429"], [200, 200, 429, 200]),
        (["story=stuck", "code=404", "code=429"], [429, 200, 200, 200]),
    ],
)
def test_order(mock: "Caller", rules: list[str], met: list[int]) -> None:
    """Counted rules come in their order, then the newest lasting one; each waits for what it can be for."""
    mock.world.script("k", *rules)
    assert statuses(mock, 4) == met


def test_model(mock: "Caller") -> None:
    """A rule for a model waits for requests that name it, by any of its names, or that read its tasks."""
    mock.world.script("k", "code=500, model=gemini-2.5-flash-image", "code=429, on=poll, model=gpt-4o-image, times=all")
    assert mock.submit(OTHER).status == 200
    assert mock.submit(b"{").status == 400
    assert mock.submit(REQUEST).status == 500
    mine, other = mock.create(**REQUEST), mock.create(**OTHER)
    assert mock.call("GET", f"/v1/tasks/{mine['id']}").status == 200
    assert mock.call("GET", f"/v1/tasks/{other['id']}").status == 429


def test_key(mock: "Caller") -> None:
    """A rule without a key is for all keys, but for no request without one."""
    mock.world.add_key("other")
    mock.world.add_rule(read_rule("code=429, times=all"))
    mock.world.script("other", "code=500")
    other = {"authorization": "Bearer other"}
    assert [mock.call("GET", "/v1/credits", headers=sent).status for sent in ({}, other, other)] == [429, 500, 429]
    assert mock.call("GET", "/v1/credits", headers={"authorization": ""}).status == 401


def test_unknown_outcome_acts(mock: "Caller") -> None:
    """After `paid_outcome_unknown` there is a task, and the same key gets it without paying again."""
    mock.world.script("k", "code=paid_outcome_unknown")
    key = {"idempotency-key": "order-0000000000001"}
    refused = mock.submit(REQUEST, key)
    assert (refused.status, mock.error(refused)["code"]) == (409, "paid_outcome_unknown")
    (task,) = mock.world.tasks
    again = mock.submit(REQUEST, key)
    assert (mock.read(again)["id"], again.headers["idempotency-replayed"]) == (task, "true")
    assert mock.submit({"model": "gpt-4o-image"}, {"prefer": "code=paid_outcome_unknown"}).status == 400


@pytest.mark.parametrize("code", ["idempotency_conflict", "key_disabled", "model_unavailable", "insufficient_quota"])
def test_refusals_by_code(mock: "Caller", code: str) -> None:
    """A refusal can be asked for by its code, and creates nothing."""
    refused = mock.send("POST", "/v1/images/generations", REQUEST, {"prefer": f"code={code}"})
    assert (mock.error(refused)["code"], refused.status in range(400, 504)) == (code, True)
    assert not mock.world.tasks


def test_answer_that_is_cut_off(mock: "Caller") -> None:
    """A preferred answer can have a fault, too."""
    answer = mock.call("GET", "/v1/credits", headers={"prefer": "code=429, fault=truncate"})
    assert (answer.status, answer.fault) == (429, "truncate")


def test_removed_rules(mock: "Caller") -> None:
    """Rules can be removed, and go with their key; a world keeps a thousand at most."""
    mock.world.add_key("other")
    mock.world.script("other", "code=429")
    mock.world.script("k", *["code=500"] * 999)
    with pytest.raises(SettingError, match="1,000"):
        mock.world.script("k", "code=500")
    mock.world.remove_key("other")
    assert {rule.key for rule in mock.world.rules.rules} == {"k"}
    assert mock.world.rules.remove(lambda rule: rule.number > 2) == 998


@pytest.mark.parametrize("script", ["story=stuck", ["story=stuck"], {"story": "stuck"}, [{"story": "stuck"}]])
def test_script_of_a_server(script: Any) -> None:
    """A server takes a script at its start, as a list or as one rule."""
    assert MockServer(script=script).world.rules.rules == (Rule(read_rule("story=stuck").preference, number=1),)
