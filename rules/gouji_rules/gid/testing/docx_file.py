"""Reports as Word files with the merged cells of the official template."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from gouji_rules.gid.testing.grids import Grid, grids_of
from gouji_rules.gid.testing.report import LawfulReport


def to_docx(report: LawfulReport) -> bytes:
    """Return the bytes of a DOCX; the same report gives the same bytes."""
    document = Document()
    _set_page(document, report)
    _paragraph(document, report.title, WD_ALIGN_PARAGRAPH.CENTER, size=20)
    if not report.signed:
        _paragraph(document, f"（{report.published_words()}）", WD_ALIGN_PARAGRAPH.CENTER)
    for text in report.preamble:
        _paragraph(document, text)
    for section in report.sections:
        _paragraph(document, section.heading, bold=True)
        for text in section.paragraphs:
            _paragraph(document, text)
        for grid in grids_of(report, section.id):
            _table(document, grid)
    if report.signed:
        for text in (report.agency, report.published_words()):
            _paragraph(document, text, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(document)
    return _saved(document)


def _set_page(document: WordDocument, report: LawfulReport) -> None:
    style = document.styles["Normal"]
    style.font.name = "仿宋"
    style.font.size = Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    noon = datetime(report.published.year, report.published.month, report.published.day, 12)
    document.core_properties.author = report.agency
    document.core_properties.title = report.title
    document.core_properties.created = document.core_properties.modified = noon


def _paragraph(
    document: WordDocument,
    text: str,
    alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    *,
    bold: bool = False,
    size: int = 14,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    if alignment is WD_ALIGN_PARAGRAPH.JUSTIFY:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(size)


def _table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), grid.width, style="Table Grid")
    cells = [row.cells for row in table.rows]
    for row, column, cell in grid.placed():
        corner = cells[row][column]
        if cell.rows > 1 or cell.columns > 1:
            corner = corner.merge(cells[row + cell.rows - 1][column + cell.columns - 1])
        corner.paragraphs[0].add_run(cell.text).font.size = Pt(9)
        corner.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if grid.id == "requests":
        _set_widths(table)


def _set_widths(table: Table) -> None:
    widths = [1.2, 2.4, 4.6, *[1.2] * 7]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def _number_pages(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("- ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" -")


def _saved(document: WordDocument) -> bytes:
    """Pack the file anew with one fixed time, since the archive would otherwise carry the clock's."""
    packed, repacked = BytesIO(), BytesIO()
    document.save(packed)
    with ZipFile(packed) as source, ZipFile(repacked, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return repacked.getvalue()
