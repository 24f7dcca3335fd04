"""Water quality reports in English, of fictitious systems, written as HTML, DOCX and XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from io import BytesIO

from docx import Document as WordDocument

from gouji.numerals import written_number

Cells = list[list[str]]
"""The rows of a printed table, the header first, the label in front of each."""

NUMBERINGS: Mapping[str, Callable[[int, str], str]] = {
    "digits": lambda number, title: f"{number}. {title}",
    "roman": lambda number, title: f"{written_number(number, 'upperRoman')}. {title}",
    "words": lambda number, title: f"Section {number} – {title}",
    "capitals": lambda number, title: f"SECTION {number}: {title.upper()}",
    "none": lambda number, title: title,
}
"""How headings may be numbered and set."""

SAMPLES = ["Contaminant", "Samples taken", "Samples passed", "Samples failed"]
COLUMNS = {
    "plants": ("drawn", "delivered", "losses"), "samples": ("taken", "above"),
    "plant_samples": ("taken", "passed", "failed"), "tap_samples": ("taken", "passed", "failed"),
}  # fmt: skip
CONTAMINANTS = {
    "Lead": "lead", "Copper": "copper", "Nitrate": "nitrate", "Total coliform": "coliform", "All contaminants": "total",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A section: its heading, its paragraphs, and the table below them, if any, with its id."""

    id: str
    heading: str
    paragraphs: tuple[str, ...]
    table: str = ""
    cells: Cells = field(default_factory=list)


@dataclass(frozen=True)
class WaterReport:
    """A report: the lines at its head, its sections, and what its reader should find in it."""

    head: tuple[str, ...]
    parts: tuple[Part, ...]
    agency: str = "Exampleton Water Department"
    year: int = 2023
    published: str = "2024-06-15"
    numbering: str = "digits"

    def headings(self) -> list[str]:
        """Return the headings as printed."""
        return [NUMBERINGS[self.numbering](number, part.heading) for number, part in enumerate(self.parts, 1)]

    def figures(self) -> dict[str, str]:
        """Return the figures as printed, by table.row.column."""
        found: dict[str, str] = {}
        for part in self.parts:
            columns = COLUMNS.get(part.table, ())
            for label, *values in part.cells[1:]:
                row = _row_of(part.table, label)
                row = f"plant[{label}]" if row == "plant" else row
                found.update({f"{part.table}.{row}.{c}": v for c, v in zip(columns, values, strict=True)})
        return found


def _row_of(table: str, label: str) -> str:
    """Return the id of a row by its label."""
    return ("all" if label == "All plants" else "plant") if table == "plants" else CONTAMINANTS[label]


def sound(**changes: object) -> WaterReport:
    """Return a report with which nothing is wrong, but for `changes` of its fields."""
    head = (
        "Exampleton Water Department", "ANNUAL WATER QUALITY REPORT 2023", "Published June 15, 2024",
        "This report covers the period from January 1, 2023 to December 31, 2023.",
    )  # fmt: skip
    parts = (
        Part("about", "About Our Water", ("Our water met all standards. It is tested each day.",)),
        Part(
            "sources", "Sources of Drinking Water and How They Are Protected",
            ("Three treatment plants draw from the Example River. All figures are in thousands of gallons.",),
            "plants",
            [
                ["Treatment plant", "Water drawn", "Water delivered", "Losses"],
                ["North Mill Plant", "1,200,500", "1,100,400", "100,100"],
                ["All Saints Plant", "900", "900", "0"],
                ["Lower Copper", "34,600", "30,600", "4,000"],
                ["All plants", "1,236,000", "1,131,900", "104,100"],
            ],
        ),
        Part(
            "plant_results", "Results of Monitoring at the Treatment Plants", ("Samples were taken each week.",),
            "plant_samples",
            [
                SAMPLES,
                ["Lead", "120", "118", "2"],
                ["Copper", "120", "120", "0"],
                ["Nitrate", "1,000", "990", "10"],
                ["Total coliform", "52", "52", "0"],
                ["All contaminants", "1,292", "1,280", "12"],
            ],
        ),
        Part(
            "tap_results", "Results of Monitoring at the Taps of Our Customers", ("Customers drew these samples.",),
            "tap_samples",
            [
                SAMPLES,
                ["Lead", "300", "297", "3"],
                ["Copper", "300", "300", "0"],
                ["Nitrate", "40", "40", "0"],
                ["Total coliform", "60", "60", "0"],
                ["All contaminants", "700", "697", "3"],
            ],
        ),
        Part("violations", "Violations and Corrective Action", ("There were none in 2023.",)),
        Part("contact", "Whom to Contact", ("Please call 555-0100, or write to 1 Example Street.",)),
    )  # fmt: skip
    return replace(WaterReport(head, parts), **changes)  # type: ignore[arg-type]


def before_2020(**changes: object) -> WaterReport:
    """Return a sound report on 2018, which follows the form before 2020."""
    cells = [
        ["Contaminant", "Samples taken", "Samples above the limit"],
        ["Lead", "120", "2"],
        ["Nitrate", "1,000", "0"],
        ["All contaminants", "1,120", "2"],
    ]
    parts = (
        Part("about", "About Our Water", ("Our water met all standards.",)),
        Part("results", "Results of Monitoring", ("Samples were taken each week.",), "samples", cells),
        Part("contact", "Whom to Contact", ("Please call 555-0100.",)),
    )
    head = ("2018 Annual Water Quality Report", "City of Exampleton", "Published: 2019-06-28")
    report = WaterReport(head, parts, "City of Exampleton", 2018, "2019-06-28")
    return replace(report, **changes)  # type: ignore[arg-type]


def with_cells(report: WaterReport, changes: Mapping[str, str]) -> WaterReport:
    """Change cells, by table and `label/column number`."""
    parts = []
    for part in report.parts:
        cells = [list(row) for row in part.cells]
        for place, value in changes.items():
            table, label, column = place.split("/")
            for row in cells:
                if part.table == table and row[0] == label:
                    row[int(column)] = value
        parts.append(replace(part, cells=cells))
    return replace(report, parts=tuple(parts))


def with_part(report: WaterReport, name: str, **changes: object) -> WaterReport:
    """Change one section."""
    parts = (replace(p, **changes) if p.id == name else p for p in report.parts)  # type: ignore[arg-type]
    return replace(report, parts=tuple(parts))


def without_parts(report: WaterReport, *names: str) -> WaterReport:
    """Leave sections out."""
    return replace(report, parts=tuple(part for part in report.parts if part.id not in names))


def to_html(report: WaterReport) -> bytes:
    """Write a page."""
    head = "".join(f"<p>{escape(line)}</p>" for line in report.head)
    body = "".join(
        f"<h2>{escape(heading)}</h2>{''.join(f'<p>{escape(words)}</p>' for words in part.paragraphs)}{_html_table(part.cells)}"
        for heading, part in zip(report.headings(), report.parts, strict=True)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Water</title></head><body>{head}{body}</body></html>'
    ).encode()


def _html_table(cells: Iterable[Sequence[str]]) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in cells)
    return f"<table>{rows}</table>" if rows else ""


def to_docx(report: WaterReport) -> bytes:
    """Write a Word file, its headings styled as such."""
    document = WordDocument()
    for line in report.head:
        document.add_paragraph(line)
    for heading, part in zip(report.headings(), report.parts, strict=True):
        document.add_heading(heading, 1)
        for words in part.paragraphs:
            document.add_paragraph(words)
        if part.cells:
            table = document.add_table(0, len(part.cells[0]))
            for row in part.cells:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def to_xml(report: WaterReport) -> bytes:
    """Write the XML that the plugin of the test pack reads; it holds the title alone of the lines at the head."""
    title = next(line for line in report.head if "report" in line.lower())
    body = "".join(
        f'<Section heading="{escape(heading)}">{"".join(f"<P>{escape(words)}</P>" for words in part.paragraphs)}</Section>'
        for heading, part in zip(report.headings(), report.parts, strict=True)
    )
    return (
        f'<?xml version="1.0"?><WaterQualityReport xmlns="urn:example:water-quality" published="{report.published}">'
        f"<System>{escape(report.agency)}</System><Title>{escape(title)}</Title>{body}{_xml_tables(report)}</WaterQualityReport>"
    ).encode()


def _xml_tables(report: WaterReport) -> str:
    found = ""
    for part in report.parts:
        columns = COLUMNS.get(part.table, ())
        rows = ""
        for label, *values in part.cells[1:]:
            own = _row_of(part.table, label)
            component = f' component="{escape(label)}"' if own == "plant" else ""
            cells = "".join(f'<Cell column="{c}">{v}</Cell>' for c, v in zip(columns, values, strict=True))
            rows += f'<Row id="{own}"{component}>{cells}</Row>'
        found += f'<Table id="{part.table}">{rows}</Table>' if rows else ""
    return found


WRITTEN: Mapping[str, Callable[[WaterReport], bytes]] = {".html": to_html, ".docx": to_docx, ".xml": to_xml}
"""How a report is written, by suffix."""
