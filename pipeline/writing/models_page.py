"""Writes the documentation's pages of models: a list of all, and a page for each."""

from pathlib import Path

from pipeline.writing.contract import create_operations
from pipeline.writing.model_page import file_name, render_model_page
from pipeline.writing.models_index import render_models_index
from pipeline.writing.readme import models_by_family
from pipeline.yamlio import load

MODELS_PAGE = Path("docs") / "models.md"
MODEL_PAGES = Path("docs") / "models"


def render_models(contract: Path) -> dict[Path, str]:
    """Return the text of each page, by its place in the repository."""
    document = load(contract)
    families = {
        model: [family, *models]
        for by_family in models_by_family(document).values()
        for family, models in by_family.items()
        for model in models
    }
    pages = {MODELS_PAGE: render_models_index(document)}
    for operation in create_operations(document):
        for type_name, schema in operation.models:
            model = schema["x-evolink-model"]
            text = render_model_page(document, operation, schema, type_name, families[model])
            pages[MODEL_PAGES / file_name(model)] = text
    return pages


def write_models(root: Path, contract: Path) -> None:
    """Write every page, and remove those of models that are gone."""
    pages = render_models(contract)
    for path, text in pages.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path in pages_of_gone_models(root, pages):
        path.unlink()


def pages_of_gone_models(root: Path, pages: dict[Path, str]) -> list[Path]:
    """Return the files of pages that no model has any more."""
    return [path for path in sorted((root / MODEL_PAGES).glob("*.md")) if path.relative_to(root) not in pages]
