"""Damaged pages: four thousand of them end in an extract or a Problem, never in a traceback or a guess."""

import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from pipeline.problems import Refused
from pipeline.reading.extract import Extracted, extract, text_of
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.test_readers import full_model
from tests.pipeline.writer import LOCALES, raw, rendered

PAGES_OF_EACH = 500
VALIDATED_IN = 20
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "shift_jis", "euc_kr", "latin-1")
BASES = [(form, locale) for form in ("raw", "rendered") for locale in LOCALES]
NOISE = ("\x00", "\ufeff", "`", "{", "[", ":", "'", " *x", " &x", "  - ", "\u200b", "9" * 400)
MUTATIONS = ("drop", "double", "swap", "cut", "blank", "noise", "indent", "encode", "join")


@cache
def base(form: str, locale: str) -> str:
    write = raw if form == "raw" else rendered
    return write(full_model(locale), locale)


def damaged(text: str, kinds: list[str], seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - reproducible damage, not a secret
    lines = text.split("\n")
    encoding = "utf-8"
    for kind in kinds:
        at = chance.randrange(len(lines))
        match kind:
            case "drop":
                del lines[at : at + chance.randint(1, 5)]
            case "double":
                lines[at:at] = lines[at : at + chance.randint(1, 8)]
            case "swap":
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines = lines[:at] if chance.random() < 0.5 else lines[at:]
            case "blank":
                lines[at] = ""
            case "noise":
                lines[at] += chance.choice(NOISE)
            case "indent":
                lines[at] = "  " + lines[at] if chance.random() < 0.5 else lines[at].lstrip()
            case "join":
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case _:
                encoding = chance.choice(ENCODINGS)
        lines = lines or [""]
    return "\n".join(lines).encode(encoding, errors="replace")


def read(page: bytes, books: Phrasebooks) -> Extracted | Refused:
    try:
        return extract(page_of("page", page), books)
    except Refused as refused:
        return refused


@pytest.mark.parametrize(("form", "locale"), BASES)
@settings(max_examples=PAGES_OF_EACH, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(kinds=st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4), seed=st.integers(0, 2**32))
def test_damaged_pages(form: str, locale: str, kinds: list[str], seed: int, books: Phrasebooks) -> None:
    """A damaged page yields an extract or a problem, never an exception."""
    page = damaged(base(form, locale), kinds, seed)
    outcome = read(page, books)
    if isinstance(outcome, Refused):
        assert all(problem.what and problem.why and problem.line > 0 for problem in outcome.problems)
        return
    assert text_of(outcome)
    if seed % VALIDATED_IN == 0:
        assert OpenAPIV31SpecValidator(outcome.document).is_valid()
