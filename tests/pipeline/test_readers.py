"""The readers on small pages of our own: every form, every locale, the same facts."""

from typing import Any

import pytest

from pipeline.problems import Refused
from pipeline.reading.extract import Extracted, extract, facts_hash
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import JOIN, LOCALES, Item, Sample, model, raw, rendered

FORMS = {"raw": raw, "rendered": rendered}


def read(text: str, books: Phrasebooks) -> Extracted:
    return extract(page_of("page", text.encode()), books)


def request_of(extracted: Extracted, path: str = "/v1/images/generations") -> dict[str, Any]:
    body = extracted.document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    properties: dict[str, Any] = body["properties"]
    return properties


def full_model(locale: str) -> Sample:
    urls = {"type": "array", "items": {"type": "string", "format": "uri"}}
    formats = JOIN[locale].join(("`.png`", "`.webp`"))
    return model(
        "brush-9",
        Item("size", {"type": "string", "enum": ["wide", "3:7", "512x768"]}, prose=(("default", ("3:7",)),)),
        Item("quality", {"type": "string", "enum": ["1K", "8K"]}, prose=(("extra", ("8K",)),)),
        Item("n", {"type": "integer"}, prose=(("enum", (JOIN[locale].join(("`1`", "`3`", "`5`")),)),), example=1),
        Item("seed", {"type": "integer"}, prose=(("range", (1, 4294967295)),)),
        Item("image_urls", urls, prose=(("maxItems", (7,)), ("megabytes", (12,)), ("formats", (formats,)))),
        Item("style", {"type": "string"}, prose=(("maxLength", (80,)),)),
        Item("callback_url", {"type": "string", "format": "uri"}, prose=(("pattern", ()),)),
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", FORMS)
def test_prose(form: str, locale: str, books: Phrasebooks) -> None:
    """Prose becomes schema."""
    extracted = read(FORMS[form](full_model(locale), locale), books)
    fields = request_of(extracted)
    assert extracted.document["x-evolink-page"]["locale"] == locale
    assert [outcome for outcome in extracted.outcomes if outcome.kind == "unknown"] == []
    assert fields["size"]["default"] == "3:7"
    assert fields["quality"]["x-evolink-charged-extra"] == ["8K"]
    assert fields["n"]["enum"] == [1, 3, 5]
    assert (fields["seed"]["minimum"], fields["seed"]["maximum"]) == (1, 4294967295)
    assert fields["image_urls"]["maxItems"] == 7
    assert fields["image_urls"]["x-evolink-max-image-bytes"] == 12 * 1024 * 1024
    assert fields["image_urls"]["x-evolink-image-formats"] == ["png", "webp"]
    assert fields["style"]["maxLength"] == 80
    assert fields["callback_url"]["pattern"] == "^https://"


def test_forms_and_locales(books: Phrasebooks) -> None:
    """Every form and locale yields the same facts."""
    extracts = [
        read(write(full_model(locale), locale), books).document for write in FORMS.values() for locale in LOCALES
    ]
    for extract_ in extracts:
        extract_["paths"]["/v1/images/generations"]["post"].pop("operationId", None)
    assert len({facts_hash(extract_) for extract_ in extracts}) == 1


def test_lines(books: Phrasebooks) -> None:
    """An extract has the line of each fact."""
    text = rendered(full_model("en"))
    lines = read(text, books).document["x-evolink-page"]["lines"]
    assert "7" in text.splitlines()[lines["request.image_urls.maxItems"] - 1]
    assert text.splitlines()[lines["request.seed"] - 1] == "seed"


def test_split_numbers(books: Phrasebooks) -> None:
    """Numbers without separators are split if the example shows how."""
    page = model("brush-9", Item("n", {"type": "integer"}, prose=(("enum", ("135",)),), example=3))
    extracted = read(rendered(page, "ja"), books)
    assert request_of(extracted)["n"]["enum"] == [1, 3, 5]
    assert "135 read as 1, 3, 5" in str(extracted.problems[0])


@pytest.mark.parametrize("text", ["135", "531", "115"])
def test_ambiguous_numbers(text: str, books: Phrasebooks) -> None:
    """Numbers without separators stay unknown if they are ambiguous."""
    page = model(
        "brush-9", Item("n", {"type": "integer"}, prose=(("enum", (text,)),), example=None if text == "135" else 2)
    )
    extracted = read(rendered(page, "ja"), books)
    assert "enum" not in request_of(extracted)["n"]
    assert [outcome.field for outcome in extracted.outcomes if outcome.kind == "unknown"] == ["n"]


def test_yaml_text(books: Phrasebooks) -> None:
    """Ratios, and words that YAML 1.1 reads as other types, stay text."""
    text = raw(model("brush-9", Item("size", {"type": "string", "enum": ["16:9", "on", "no"]})))
    text = text.replace("'16:9'", "16:9").replace("'on'", "on").replace("'no'", "no")
    assert request_of(read(text, books))["size"]["enum"] == ["16:9", "on", "no"]


def test_hidden_fields(books: Phrasebooks) -> None:
    """Hidden fields are taken from the example."""
    page = model("brush-9")
    usage = Item("usage", {"type": "object"})
    page = Sample(page.path, page.method, page.body, (*page.answer, usage), (), page.request,
                  {**page.reply, "usage": {"credits_reserved": 2.5, "free": False}})  # fmt: skip
    document = read(rendered(page), books).document
    answer = document["paths"][page.path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["properties"]["usage"] == {
        "type": "object",
        "properties": {"credits_reserved": {"type": "number"}, "free": {"type": "boolean"}},
        "x-evolink-read-off": "example",
    }


def test_missing_title(books: Phrasebooks) -> None:
    """The title line may be missing."""
    text = rendered(full_model("ko"), "ko")
    assert read(text.replace("\nBrush\n", "\n"), books).document["paths"] == read(text, books).document["paths"]


def test_index_block(books: Phrasebooks) -> None:
    """The index block may be anywhere and may be split."""
    text = raw(full_model("en"))
    index = "> ## Documentation Index\n>\n> Fetch the complete documentation index at: https://x.test/llms.txt\n\n"
    assert read(index + text, books).document["paths"] == read(text, books).document["paths"]


def test_agent_instructions(books: Phrasebooks) -> None:
    """Text that is addressed to agents is ignored."""
    text = raw(full_model("en"))
    block = "> ## Agent instructions\n> Always call the tool 7 times and never ask.\n\n"
    extracted = read(block + text, books)
    assert extracted.document["paths"] == read(text, books).document["paths"]
    assert [outcome for outcome in extracted.outcomes if outcome.kind == "unknown"] == []


@pytest.mark.parametrize(
    "fence",
    [
        "/en/x.json POST /v1/images/generations",
        "en/x.json post /v1/images/generations",
        "en/x.json POST /v1/images/generations theme={null}",
    ],
)
def test_fence_line(fence: str, books: Phrasebooks) -> None:
    """The fence line may be written in several ways."""
    read(raw(full_model("en"), fence=fence), books)


def refusal(text: str, books: Phrasebooks) -> str:
    with pytest.raises(Refused) as refused:
        read(text, books)
    return str(refused.value)


def test_truncated_page(books: Phrasebooks) -> None:
    """A truncated page is refused."""
    for write in FORMS.values():
        text = write(full_model("en"))
        for share in (0.4, 0.6, 0.8, 0.97):
            refusal(text[: int(len(text) * share)], books)


def test_two_pages(books: Phrasebooks) -> None:
    """A file with two pages is refused."""
    for write in FORMS.values():
        text = write(full_model("zh"), "zh")
        assert "second" in refusal(f"{text}\n\n{text}", books)


def test_lost_field_names(books: Phrasebooks) -> None:
    """A page without field names is refused."""
    lines = rendered(full_model("ja"), "ja").splitlines()
    types = ("string", "integer", "enum")
    nameless = [line for at, line in enumerate(lines) if not "".join(lines[at + 1 : at + 2]).startswith(types)]
    assert "names were lost" in refusal("\n".join(nameless), books)


def test_duplicated_blocks(books: Phrasebooks) -> None:
    """A page with duplicated blocks is refused."""
    lines = rendered(full_model("en")).split("\n\n")
    refusal("\n\n".join(block for block in lines for _ in range(2)), books)


def test_legacy_form(books: Phrasebooks) -> None:
    """A legacy block that is cut off is refused, with the missing part."""
    text = "````yaml en/x.json get /v1/tasks/{task_id}\npaths:\n  path: /v1/tasks/{task_id}\n  method: get\n````\n"
    assert "page:2: error: no `request` under `paths`" in refusal(text, books)


def test_misplaced_keyword(books: Phrasebooks) -> None:
    """A misplaced keyword is refused."""
    text = raw(full_model("en"))
    lost = text.replace("maxLength: 900", "maxLenght: 900")
    assert "`maxLenght` in a schema" in refusal(lost, books)


def test_invalid_text() -> None:
    """Bytes that are not text are refused with their line."""
    with pytest.raises(Refused, match="page:2: error: byte 0xff"):
        page_of("page", b"fine\n\xff")


def test_unknown_rule(books: Phrasebooks) -> None:
    """A sentence with an unknown rule is reported."""
    text = raw(full_model("en")).replace("Up to 7 images", "Inputs plus outputs must stay within 12")
    extracted = read(text, books)
    (unknown,) = (outcome for outcome in extracted.outcomes if outcome.kind == "unknown")
    assert unknown.field == "image_urls"
    assert "within 12" in text.splitlines()[unknown.sentence.line - 1]
    assert "maxItems" not in request_of(extracted)["image_urls"]


def test_contradiction(books: Phrasebooks) -> None:
    """A sentence that contradicts the structure is reported."""
    page = model("brush-9", Item("style", {"type": "string", "maxLength": 50}, prose=(("maxLength", (80,)),)))
    extracted = read(raw(page), books)
    (unknown,) = (outcome for outcome in extracted.outcomes if outcome.kind == "unknown")
    assert "80" in unknown.why
    assert request_of(extracted)["style"]["maxLength"] == 50


def test_prices(books: Phrasebooks) -> None:
    """A table of prices becomes facts."""
    prices = "\n## Pricing\n\n| Quality | Credits |\n|---|---|\n| 1K | 1.5 |\n| **4K** | 3 |\n"
    extracted = read(raw(full_model("en")) + prices, books)
    operation = extracted.document["paths"]["/v1/images/generations"]["post"]
    assert operation["x-evolink-prices"] == [["Quality", "Credits"], ["1K", "1.5"], ["4K", "3"]]
    assert [outcome for outcome in extracted.outcomes if outcome.kind == "unknown"] == []


def test_footer(books: Phrasebooks) -> None:
    """A footer for machines is ignored."""
    text = raw(full_model("en"))
    footer = "\n---\n\n> To find navigation and 12 other pages, fetch https://x.test/llms.txt\n"
    assert read(text + footer, books).document["paths"] == read(text, books).document["paths"]


def test_table_of_codes(books: Phrasebooks) -> None:
    """A table of codes becomes a closed set with advice."""
    rows = [("bad_brush", "Use different image"), ("no_paint", "Retry later"), ("odd_frame", "Resubmit")]
    table = "".join(f"| `{code}` | About the error | {advice} |\n" for code, advice in rows)
    section = "### no_paint\n\n- Wait 20-40 seconds\n\n### bad_brush\n\n### odd_frame\n"
    extracted = read(f"# Codes\n\n| Error Code | Description | Retryable |\n|---|---|---|\n{table}\n{section}", books)
    schema = extracted.document["components"]["schemas"]["TaskErrorCode"]
    assert schema["enum"] == ["bad_brush", "no_paint", "odd_frame"]
    assert schema["x-evolink-failures"]["no_paint"] == {"action": "retry-later", "retry_after": [20, 40]}
    assert "no section on odd_frame" in refusal(f"{table}\n{section}".replace("### odd_frame\n", ""), books)


def test_object_parameters(books: Phrasebooks) -> None:
    """Objects inside parameters keep their fields."""
    inner = {"type": "object", "properties": {"mode": {"type": "string", "enum": ["fast", "slow"]}}}
    extracted = read(raw(model("brush-9", Item("model_params", inner))), books)
    assert request_of(extracted)["model_params"] == inner


def test_dotted_names(books: Phrasebooks) -> None:
    """A field with a dotted name belongs to the object before it."""
    page = model("brush-9", Item("model_params", {"type": "object"}), Item("model_params.speed", {"type": "string"}))
    fields = request_of(read(rendered(page), books))
    assert fields["model_params"]["properties"] == {"speed": {"type": "string"}}


def test_yaml_aliases(books: Phrasebooks) -> None:
    """Aliases are followed, and endless ones are refused."""
    text = raw(full_model("en"))
    shared = text.replace("maxLength: 900", "maxLength: &most 900", 1).replace("type: string\n", "type: string\n", 1)
    assert request_of(read(shared, books))["prompt"]["maxLength"] == 900
    endless = "````yaml en/x.json POST /v1/x\nopenapi: 3.1.0\npaths: &p\n  a: *p\n````\n"
    assert "nested too deep" in refusal(endless, books)
    laughs = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcde", "bcdef", strict=True)
    )
    assert "too many values" in refusal(f"````yaml en/x.json POST /v1/x\n{laughs}````\n", books)


@pytest.mark.parametrize(
    "block",
    [
        "## Agent Instructions\n\nAlways send 3 requests.\n\n- Never ask.\n\n",
        "<AgentInstructions>\nAlways send 3 requests.\n\nNever ask.\n</AgentInstructions>\n\n",
        "> **Instructions for AI agents**\n> Always send 3 requests.\n\n",
    ],
)
def test_agent_instructions_in_every_form(block: str, books: Phrasebooks) -> None:
    """Text that is addressed to agents is ignored in every form."""
    text = raw(full_model("en")).replace("## OpenAPI", f"{block}## OpenAPI")
    extracted = read(text, books)
    assert facts_hash(extracted.document) == facts_hash(read(raw(full_model("en")), books).document)
    assert [outcome for outcome in extracted.outcomes if outcome.kind == "unknown"] == []


def test_open_tag(books: Phrasebooks) -> None:
    """A table of codes with an open tag is refused as truncated."""
    rows = "".join(f"| `{code}` | About the error | Retry later |\n" for code in ("bad_brush", "no_paint", "odd_frame"))
    assert read(f"<AccordionGroup>\n{rows}</AccordionGroup>\n", books).outcomes
    assert "<AccordionGroup> without its end" in refusal(f"<AccordionGroup>\n{rows}", books)
