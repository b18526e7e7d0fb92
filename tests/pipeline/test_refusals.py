"""Pages that can't be trusted are refused, each with the page, the line and the reason."""

import pytest

from pipeline.problems import Problem, Refused
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import Item, model, raw, rendered

SIZE = Item("size", {"type": "string", "enum": ["wide", "3:7"]})
BRUSH = model("brush-9", SIZE, Item("style", {"type": "string"}))
ROWS = "".join(f"| `{code}` | About the error | Retry later |\n" for code in ("bad_brush", "no_paint", "odd_frame"))
SECTIONS = "### bad_brush\n\n### no_paint\n\n### odd_frame\n"


def refusal(text: str, books: Phrasebooks) -> Problem:
    with pytest.raises(Refused) as refused:
        extract(page_of("page", text.encode()), books)
    (problem,) = refused.value.problems
    assert (problem.page, problem.level) == ("page", "error")
    assert 0 < problem.line <= len(text.splitlines()) + 1
    return problem


def line_of(text: str, words: str, *, last: bool = False) -> int:
    lines = [at for at, line in enumerate(text.splitlines(), 1) if words in line]
    return lines[-1 if last else 0]


@pytest.mark.parametrize(("text", "line", "what"), [
    ("# Docs\n\nPage Not Found\n", 3, "not found"),
    ("# Docs\n\n404\n", 3, "not found"),
    ("Skip\nSearch\nHTTP 404\nHome\nGuides\n", 3, "not found"),
    ("# 404 – Seite nicht gefunden\n", 1, "not found"),
    ("# 页面未找到\n", 1, "not found"),
    ("# Docs\n\n- [One](/one)\n- [Two](/two)\n", 1, "navigation only"),
    ("# Guide\n\nA colour that was not found in the box is mixed from two others.\n", 1, "another kind of page"),
    ("# Codes\n\n404\n\n" + "\n".join(f"Paint pot {at} is no longer on the shelf." for at in range(9)), 1,
     "another kind of page"),
])  # fmt: skip
def test_page_without_operation(text: str, line: int, what: str, books: Phrasebooks) -> None:
    """A page without an operation or table is refused."""
    problem = refusal(text, books)
    assert (problem.line, what in problem.what) == (line, True)


GUIDES = {
    "German (de)": "# Pinsel\n\nDer Pinsel ist nicht nass und wird gereinigt.\n\nNot found\n",
    "Spanish (es)": "# Pincel\n\nEl pincel no está mojado cuando los colores del bote están secos.\n\n404\n",
    "French (fr)": "# Pinceau\n\nLe pinceau est sec et les couleurs sont dans une boîte.\n",
}


@pytest.mark.parametrize("language", GUIDES)
def test_language_by_words(language: str, books: Phrasebooks) -> None:
    """A page in a language without a phrasebook is refused for its language, whatever other words it has."""
    text = GUIDES[language] + GUIDES[language].replace("# ", "## ") * 3
    problem = refusal(text, books)
    assert (problem.line, problem.what) == (3, f"a page in {language}")
    assert problem.why == f"there are phrasebooks for {sorted(books.by_locale)}"


def test_language_of_operations(books: Phrasebooks) -> None:
    """A page about an operation is refused for its language by its address, its file's name or its words."""
    address = refusal(raw(BRUSH, fence="es/api/brush.json POST /v1/images/generations"), books)
    assert (address.line, address.what) == (5, "a page in Spanish (es)")
    words = "El pincel de los pintores es para una sola caja según el color.\n"
    for text in (raw(BRUSH, fence="POST /v1/images/generations") + words, rendered(BRUSH) + f"\n{words}"):
        assert refusal(text, books).what == "a page in Spanish (es)"
    with pytest.raises(Refused, match=r"fr--brush:1: error: a page in French \(fr\)"):
        extract(page_of("fr--brush", rendered(BRUSH).encode()), books)


def test_large_page() -> None:
    """A page that is too large is refused."""
    with pytest.raises(Refused, match="4000001 bytes"):
        page_of("page", b"x" * 4_000_001)
    assert page_of("page", b"x" * 4_000_000).lines


def test_block_without_end(books: Phrasebooks) -> None:
    """A block without an end is refused, even if it is valid YAML."""
    text = raw(BRUSH).removesuffix("````\n")
    problem = refusal(text, books)
    assert (problem.line, problem.what) == (line_of(text, "````yaml"), "the OpenAPI block has no end")


def test_two_paths(books: Phrasebooks) -> None:
    """A block with two paths is refused."""
    text = raw(BRUSH).replace("\ncomponents:\n", "\n  /v1/other:\n    get: {}\ncomponents:\n")
    assert "/v1/images/generations" in refusal(text, books).what


def test_not_openapi_3(books: Phrasebooks) -> None:
    """A block that is not OpenAPI 3 is refused."""
    assert "openapi: '2.0'" in refusal(raw(BRUSH).replace("openapi: 3.1.0", "openapi: '2.0'"), books).what


def test_fence_of_another_operation(books: Phrasebooks) -> None:
    """A fence that names another operation is refused."""
    for fence in ("en/x.json POST /v1/other", "en/x.json GET /v1/images/generations"):
        assert "only operation" in refusal(raw(BRUSH, fence=fence), books).why


def test_undescribed_required_field(books: Phrasebooks) -> None:
    """A required field without a description is refused."""
    text = raw(BRUSH).replace("      - prompt\n", "      - prompt\n      - colour\n")
    assert refusal(text, books).what == "required ['colour']"


def test_keywords_next_to_reference(books: Phrasebooks) -> None:
    """Keywords next to a reference are refused."""
    reference = "$ref: '#/components/schemas/BrushRequest'"
    text = raw(BRUSH)
    assert (
        "['maxLength'] beside $ref"
        in refusal(text.replace(reference, f"{reference}\n              maxLength: 1"), books).what
    )
    assert "$ref" in refusal(text.replace(reference, "$ref: '#/components/schemas/Gone'"), books).what


@pytest.mark.parametrize(("wrong", "what"), [
    ("maxLength: '900'", "maxLength: '900'"), ("maxLength: 9.5", "maxLength: 9.5"),
    ("maxLength: true", "maxLength: True"),
])  # fmt: skip
def test_limit_of_another_type(wrong: str, what: str, books: Phrasebooks) -> None:
    """A limit with a value of another type is refused."""
    text = raw(BRUSH).replace("maxLength: 900", wrong)
    problem = refusal(text, books)
    assert (what in problem.what, problem.line) == (True, line_of(text, wrong))


def test_rendered_two_paths(books: Phrasebooks) -> None:
    """A rendered page that names two paths is refused."""
    text = rendered(BRUSH).replace("\n/\ngenerations\n", "\n/\nedits\n", 1)
    assert "/v1/images/edits above, /v1/images/generations in the curl call" in refusal(text, books).what


def test_duplicate_field(books: Phrasebooks) -> None:
    """A field that appears twice is refused."""
    text = rendered(BRUSH)
    text = text.replace("\nstyle\nstring\n", "\nstyle\nstring\n\nstyle\nstring\n")
    problem = refusal(text, books)
    assert (problem.what, problem.line) == ("the field 'style' appears twice", line_of(text, "style", last=True))


def test_field_without_name(books: Phrasebooks) -> None:
    """A field without a name is refused."""
    text = rendered(BRUSH).replace("\nstyle\nstring\n", "\n\nstring\n")
    problem = refusal(text, books)
    assert (problem.what, problem.why) == ("a type 'string' without a field", "the field names were lost")
    assert text.splitlines()[problem.line - 1] == "string"


def test_duplicate_options(books: Phrasebooks) -> None:
    """Options that appear twice are refused."""
    text = rendered(BRUSH)
    assert "options" in refusal(text.replace("wide,\n3:7", "wide,\nwide"), books).what
    options = "Available options:\nwide,\n3:7\n"
    assert options in text
    assert "options" in refusal(text.replace(options, options * 2), books).what


def test_truncated_options(books: Phrasebooks) -> None:
    """A truncated list of options is refused."""
    text = rendered(BRUSH)
    problem = refusal(text.replace("wide,\n3:7\n", "wide,\n\n"), books)
    assert (problem.what, problem.line) == (
        "Available options: ['wide']", line_of(text[: text.index("wide,")], "Available options", last=True),
    )  # fmt: skip


def test_closed_set_without_members(books: Phrasebooks) -> None:
    """A closed set without members is refused."""
    text = rendered(BRUSH)
    problem = refusal(text.replace("Available options:\nwide,\n3:7\n", ""), books)
    assert (problem.what, problem.line) == ("size without options", line_of(text, "size"))


def test_section_without_fields(books: Phrasebooks) -> None:
    """A section without fields is refused."""
    head, _, rest = rendered(BRUSH).partition("\napplication/json\n")
    problem = refusal(f"{head}\napplication/json\n\nResponse\n{rest.partition('Response')[2]}", books)
    assert (problem.what, problem.line) == ("a section without fields", line_of(head, "Body"))


def test_example_field_without_section(books: Phrasebooks) -> None:
    """A page whose example has a field that no section has is refused as truncated."""
    text = rendered(BRUSH).replace('"prompt": "A boat"', '"prompt": "A boat", "colour": "red"', 1)
    assert refusal(text, books).what == "no field colour"


def test_default_of_another_type(books: Phrasebooks) -> None:
    """A default of another type is refused."""
    page = model("brush-9", Item("n", {"type": "integer", "default": 1}))
    assert "default 'one' of n" in refusal(rendered(page).replace("default:1", "default:one"), books).what


@pytest.mark.parametrize(("text", "what"), [
    (f"{ROWS}| `no_paint` | About the error | Resubmit |\n", "a second row for no_paint"),
    (f"{ROWS}\n{SECTIONS}### no_paint\n", "a second section on no_paint"),
    (f"{ROWS}\n### bad_brush\n\n### no_paint\n", "no section on odd_frame"),
    (f"{ROWS}\n{SECTIONS}### dry_paint\n", "no table row for dry_paint"),
    (f"{ROWS}\n{SECTIONS}\n```json\n{{}}\n", "a code block without its end"),
    (f"<Accordion>\n{ROWS}\n{SECTIONS}", "<Accordion> without its end"),
])  # fmt: skip
def test_damaged_table_of_codes(text: str, what: str, books: Phrasebooks) -> None:
    """A table of codes that is duplicated or truncated is refused."""
    assert refusal(f"# Codes\n\n{text}", books).what == what
