"""Tables for a phone: each cell of prose knows its column, so that a row may become a small block (site.css)."""

import html
import re
from typing import Any

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LEAST_COLUMNS = 3
_PROSE = 40
"""Letters in a cell that make a table one of prose. Figures are compared down their column, so they stay in rows."""
_LISTS = ("models.md", "models/")
"""Lists of models and of parameters have blocks of their own."""


def on_page_content(page_html: str, page: Any, **_: Any) -> str:
    """Name the column in the cells of tables."""
    if page.file.src_uri.startswith(_LISTS):
        return page_html
    return _TABLE.sub(lambda found: with_columns(found[0]), page_html)


def with_columns(table: str) -> str:
    """Return a table of prose with the name of its column in each cell, and any other as it is."""
    columns = [_label(_plain(head)) for head in _HEAD.findall(table)]
    is_prose = any(len(_plain(text)) > _PROSE for _, text in _CELL.findall(table))
    if len(columns) < _LEAST_COLUMNS or not is_prose:
        return table
    return _ROW.sub(lambda row: _named(row[0], columns), table)


def _named(row: str, columns: list[str]) -> str:
    names = iter(columns)
    return _CELL.sub(lambda cell: f'<td{cell[1]} data-column="{html.escape(next(names, ""))}">{cell[2]}</td>', row)


def _label(column: str) -> str:
    return column if not column or column.endswith("?") else f"{column}:"


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()
