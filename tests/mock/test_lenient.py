import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink_mock import MockServer, World
from evolink_mock.world.contract import operations
from evolink_mock.world.reading import Leniency, Reading, read_request
from evolink_rules import violations
from tests.mock.conftest import Caller

if TYPE_CHECKING:
    from evolink_mock.world.messages import Response

LENIENT = Leniency.LENIENT
LINK = "https://images.example/cat.png"
ROUTES = {each.kind: each for each in operations() if each.models}


def post(caller: Caller, kind: str = "image", **request: Any) -> "Response":
    return caller.call("POST", "/".join(ROUTES[kind].segments), request)


def told(caller: Caller) -> list[str]:
    return list(caller.world.request_log[-1].ignored)


def read(**request: Any) -> dict[str, Any]:
    reading = read_request(ROUTES["image"].models, request, LENIENT)
    assert not reading.broken, reading.broken
    return dict(reading.request)


def test_stray_parameters(lenient: Caller) -> None:
    """Parameters that the model does not have are ignored, and the request log says so."""
    made = post(lenient, model="nano-banana-beta", prompt="x", n=1, negative_prompt="y")
    assert made.status == 200
    assert told(lenient) == [
        "n: ignored, as it is not a parameter of nano-banana-beta",
        "negative_prompt: ignored, as it is not a parameter of nano-banana-beta",
    ]


def test_stray_parameter_has_no_effect(lenient: Caller) -> None:
    """A parameter that is ignored decides nothing: neither the number of results nor the price."""
    made = lenient.read(post(lenient, model="nano-banana-beta", prompt="x", n=4, quality="4K"))
    plain = lenient.read(post(lenient, model="nano-banana-beta", prompt="x"))
    assert made["usage"] == plain["usage"]
    lenient.now += 10_000
    assert len(lenient.task(made["id"])["results"]) == 1


def test_nested_stray_parameter(lenient: Caller) -> None:
    """A parameter that a nested object does not have is ignored as well."""
    post(lenient, model="mj-v8.2", prompt="x", model_params={"strange": 1})
    assert told(lenient) == ["model_params.strange: ignored, as it is not a parameter of mj-v8.2"]


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ({"n": "2"}, {"n": 2}),
        ({"n": None}, {}),
        ({"callback_url": ""}, {}),
        ({"size": " 2:3 "}, {"size": "2:3"}),
        ({"image_urls": LINK}, {"image_urls": [LINK]}),
        ({"prompt": 42}, {"prompt": "42"}),
        ({"size": ["2:3"]}, {"size": "2:3"}),
        ({"mask_url": LINK}, {"mask_url": LINK}),
    ],
)
def test_other_spelling(lenient: Caller, given: dict[str, Any], counts: dict[str, Any]) -> None:
    """A value in another spelling is read as what it means, and the log says as what; rules of ours do not hold."""
    sent = {"model": "gpt-4o-image", "prompt": "x", **given}
    assert read(**sent) == {"model": "gpt-4o-image", "prompt": "x", **counts}
    assert post(lenient, **sent).status == 200
    assert len(told(lenient)) == 1


def test_case_of_closed_set() -> None:
    """A member of a closed set is read in any case."""
    request = {"model": "gemini-3-pro-image-preview", "prompt": "x", "quality": "2k"}
    assert read(**request)["quality"] == "2K"


@pytest.mark.parametrize(
    ("request_body", "param"),
    [
        ({"model": "gpt-4o-image"}, "prompt"),
        ({"model": "gpt-4o-image", "prompt": None}, "prompt"),
        ({"model": "gpt-4o-image", "prompt": {"text": "x"}}, "prompt"),
        ({"model": "gpt-4o-image", "prompt": "x", "n": 3}, "n"),
        ({"model": "gpt-4o-image", "prompt": "x", "n": "3"}, "n"),
        ({"model": "gpt-4o-image", "prompt": "x", "size": "7:9"}, "size"),
        ({"model": "gpt-4o-image", "prompt": "x", "image_urls": [LINK] * 6}, "image_urls"),
        ({"model": "gpt-4o-image", "prompt": "x", "callback_url": "http://hooks.example/"}, "callback_url"),
        ({"model": "gpt-4o-image", "prompt": "x" * 100_000}, "prompt"),
        ({"prompt": "x"}, "model"),
        ({"model": "", "prompt": "x"}, "model"),
        ({"model": ["gpt-4o-image"], "prompt": "x"}, "model"),
        ({"model": "unheard-of"}, "prompt"),
        ({"model": "unheard-of", "prompt": "x", "callback_url": "http://hooks.example/"}, "callback_url"),
        ({"model": "sora-2", "prompt": "x"}, "model"),
    ],
)
def test_what_is_surely_refused(lenient: Caller, request_body: dict[str, Any], param: str) -> None:
    """What is missing, beyond a documented limit, or sent to the wrong address is refused as ever."""
    refused = post(lenient, **request_body)
    assert refused.status == 400
    assert lenient.error(refused)["param"] == param


@pytest.mark.parametrize("kind", list(ROUTES))
def test_unknown_model(lenient: Caller, kind: str) -> None:
    """A model that the contract does not know makes a task of the address's kind, under the name that was sent."""
    made = lenient.read(post(lenient, kind, model="brand-new-1", prompt="a lighthouse"))
    assert (made["model"], made["type"], made["object"]) == ("brand-new-1", kind, ROUTES[kind].object)
    assert made["usage"]["credits_reserved"] > 0
    lenient.now += 10_000
    (link,) = lenient.task(made["id"])["results"]
    assert lenient.fetch(link).headers["content-type"].partition("/")[0] == kind
    assert lenient.world.request_log[0].ignored[0].startswith('model: "brand-new-1" is unknown; it was answered like ')


def test_unknown_model_has_similar_choices(lenient: Caller) -> None:
    """An unknown model takes what the most similar one takes, and ignores other choices."""
    post(lenient, model="gpt-5-image", prompt="x", n=2, size="7:9", style="vivid")
    assert told(lenient) == [
        'model: "gpt-5-image" is unknown; it was answered like gpt-4o-image',
        "style: ignored, as it is not a parameter of gpt-4o-image",
        'size: ignored, as gpt-4o-image does not take "7:9"',
    ]
    task = next(iter(lenient.world.tasks.values()))
    assert task.request == {"model": "gpt-5-image", "prompt": "x", "n": 2}


def test_unknown_model_needs_what_it_names(lenient: Caller) -> None:
    """A request without a prompt is answered like a model that needs none."""
    made = post(lenient, "video", model="brand-new-image-to-video", image_urls=[LINK])
    assert made.status == 200


def test_model_in_other_spelling(lenient: Caller) -> None:
    """A known model in other case or punctuation is that model, with its rules."""
    made = lenient.read(post(lenient, model="GPT_4o_Image", prompt="x"))
    assert made["model"] == "gpt-4o-image"
    assert told(lenient) == ['model: "GPT_4o_Image" was read as gpt-4o-image']
    assert post(lenient, model="GPT_4o_Image", prompt="x", n=3).status == 400


def test_key_without_the_model(lenient: Caller) -> None:
    """A key that may use only some models may use no unknown one."""
    lenient.world.add_key("k", models={"gpt-4o-image"})
    assert post(lenient, model="brand-new-1", prompt="x").status == 403


def test_many_strays_are_counted(lenient: Caller) -> None:
    """Of many parameters that are ignored the log names some, and counts the others."""
    lenient.submit({"model": "gpt-4o-image", "prompt": "x"} | {f"p{number}": number for number in range(500)})
    assert len(told(lenient)) < 30
    assert told(lenient)[-1] == "and 480 more"


def test_unchecked_says_what_it_ignored(mock: Caller) -> None:
    """The narrower setting ignores stray parameters in the same way, and nothing else."""
    mock.world = World(unchecked=True)
    mock.world.add_key("k")
    assert post(mock, model="nano-banana-beta", prompt="x", n=1).status == 200
    assert told(mock) == ["n: ignored, as it is not a parameter of nano-banana-beta"]
    assert post(mock, model="gpt-4o-image", prompt="x", n="1").status == 400
    assert post(mock, model="brand-new-1", prompt="x").status == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just(LINK),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_anything_is_read(data: st.DataObject) -> None:
    """Whatever a request has can be read, and what is accepted then keeps every documented rule."""
    name = data.draw(st.sampled_from(["gpt-4o-image", "mj-v8.2", "brand-new-1", "GPT_Image_2"]))
    known = ROUTES["image"].models["mj-v8.2" if name == "mj-v8.2" else "gpt-4o-image"].properties
    names = st.sampled_from([*known, "a[b].c"]).filter(lambda each: each != "model")
    reading = read_request(ROUTES["image"].models, {"model": name, **data.draw(st.dictionaries(names, JSON))}, LENIENT)
    if not reading.broken and reading.model:
        counts = {**reading.request, "model": known_name(reading)}
        assert not [each for each in violations(counts) if each.documented]


def known_name(reading: Reading) -> str:
    told = next((each for each in reading.ignored if " is unknown; " in each), "")
    return told.rpartition(" ")[2] or str(reading.request["model"])


def test_strict_refusal_advises(mock: Caller) -> None:
    """A strict mock's log says of a refused request that lenient mode accepts it; its answer does not."""
    refused = post(mock, model="nano-banana-beta", prompt="x", n=1)
    assert (refused.status, b"lenient" in refused.body) == (400, False)
    (line,) = mock.exchanges("")
    assert line["ignored"] == []
    assert line["advice"] == (
        "With --lenient the mock accepts this request. n: ignored, as it is not a parameter of nano-banana-beta."
    )


@pytest.mark.parametrize(
    "request_body", [{"model": "gpt-4o-image", "prompt": "x", "n": 3}, {"model": "gpt-4o-image", "prompt": "x"}, []]
)
def test_no_advice_where_it_would_not_help(mock: Caller, request_body: Any) -> None:
    """Where lenient mode changes nothing, it is not advised."""
    mock.submit(request_body)
    assert [line["advice"] for line in mock.exchanges("")] == [""]


def test_setting_of_a_server() -> None:
    """A server is lenient if it is set so, and its page's JSON has what was ignored."""
    server = MockServer(lenient=True)
    body = json.dumps({"model": "nano-banana-beta", "prompt": "x", "n": 1}).encode()
    caller = Caller()
    caller.world = server.world
    caller.call("POST", "/v1/images/generations", body, {"authorization": "Bearer mock-key"})
    (line,) = caller.exchanges("")
    assert line["ignored"] == ["n: ignored, as it is not a parameter of nano-banana-beta"]
