"""A report made by hand: as read from a file, with blanks, a dash, words in a cell and a doubt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import gouji_rules
from gouji import (
    Document,
    Doubt,
    Figure,
    Form,
    Location,
    Report,
    Section,
    State,
    Table,
    Text,
    TextLine,
)
from gouji.rulebook.forms import load_form
from gouji_plugins.locales.zh import CHINESE

FORMS = Path(gouji_rules.__file__).parent / "gid" / "forms"
CLAIM = "2023年，本机关共收到政府信息公开申请22件，均已按时办结。"
DOUBT = Text(
    "此格与相邻单元格的边界不清，数字可能属于右侧一列。",
    "The cell's edge is unclear: the number may belong to the next column.",
)


def form() -> Form:
    """Return the form in force since 2021."""
    return load_form(FORMS / "gid-2021.toml")


def report(
    agency: str = "示例市公安局", source: str = "示例市公安局 2023.pdf", raw: dict[str, str] | None = None
) -> Report:
    """Return a report as read; `raw` replaces cells, named `table.row.column`."""
    prescribed = form()
    lines = (TextLine(CLAIM, Location(page=1, line=7)), TextLine("全年更新平台栏目 12 个。", Location(page=1, line=9)))
    sections = [
        Section(
            each.id,
            each.numeral,
            each.heading,
            lines if each.id == "overview" else lines[1:],
            Location(page=at),
            f"{each.numeral}、{each.heading}",
        )
        for at, each in enumerate(prescribed.sections, start=1)
    ]
    sections.append(Section(None, "七", "附件", (), Location(page=7), "七、附件"))
    return Report(
        Document(source, "ab" * 32, "pdf", (), pages=7),
        prescribed,
        CHINESE,
        agency,
        2023,
        f"{agency}2023年政府信息公开工作年度报告",
        date(2024, 1, 18),
        sections=tuple(sections),
        preamble=(TextLine("本报告由示例市公安局编制。"),),
        tables=_tables(prescribed, raw or {}),
        doubts=(
            Doubt(DOUBT, "requests", "granted", "other", Location(page=3)),
            Doubt(Text("第 6 页为图片。", "Page 6 is a picture.")),
        ),
    )


def _tables(prescribed: Form, raw: dict[str, str]) -> dict[str, Table]:
    tables = {}
    for table in prescribed.tables:
        figures = {
            (row.id, column.id): _figure(table.id, row.id, column.id, raw)
            for row in table.required_rows
            for column in table.block_of_row[row.id].columns
        }
        tables[table.id] = Table(table, figures)
    return tables


FIGURES = {
    "requests.new_received.natural_person": "19",
    "requests.new_received.commercial_enterprise": "2",
    "requests.new_received.total": "21",
    "requests.granted.natural_person": "15",
    "requests.granted.total": "19",
    "requests.granted.commercial_enterprise": "2",
    "requests.unavailable_not_held.natural_person": "4",
    "requests.unavailable_not_held.total": "4",
    "requests.total_processed.natural_person": "19",
    "requests.total_processed.commercial_enterprise": "2",
    "requests.total_processed.total": "21",
    "requests.carried_in.legal_service_institution": "",
    "requests.carried_in.other": "　",
    "requests.granted.research_institution": "",
    "requests.partially_granted.total": " ",
    "review.litigation_direct.pending": "",
    "requests.denied_third_party.other": "/",
    "review.reconsideration.upheld": "10",
    "review.reconsideration.corrected": "1",
    "review.litigation_direct.upheld": "5",
    "active_disclosure.licences.decisions": "12683",
    "active_disclosure.fees.amount": "22（其中退还1）",
}


def _figure(table: str, row: str, column: str, raw: dict[str, str]) -> Figure:
    name = f"{table}.{row}.{column}"
    text = raw.get(name, FIGURES.get(name, "0"))
    value = Decimal(text) if text.isdecimal() else None
    state = State.NUMBER if value else State.ZERO if value == 0 else State.TEXT
    state = State.BLANK if not text.strip() else State.DASH if text == "/" else state
    unsure = name == "requests.granted.other"
    return Figure(
        table,
        row,
        column,
        text,
        value,
        state,
        Location(page=4, bbox=(72.0, 90.5, 120.0, 104.0), table=2),
        confidence=0.62 if unsure else 1.0,
        doubt=DOUBT if unsure else None,
    )


def cells(of: Report, table: str, row: str, columns: Iterable[str]) -> list[Figure]:
    """Return figures of one row."""
    return [of.tables[table].figures[row, column] for column in columns]
