"""A document bound to the form of its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gouji.binding.fragments import grids_of_other_years
from gouji.binding.given import compared, given_tables, places_known
from gouji.binding.headings import right_wordings, with_headings_of_tables
from gouji.binding.identity import find_published, find_title, year_of
from gouji.binding.in_lines import is_rolled, with_tables_of_lines
from gouji.binding.inline import with_headings_of_paragraphs
from gouji.binding.labels import FormLabels, labels_of
from gouji.binding.lost import lost_labels, lost_tables, tables_left_out
from gouji.binding.sections import split_sections
from gouji.binding.several import refuse_several
from gouji.binding.tables import bind_tables
from gouji.binding.transposed import upright
from gouji.errors import NotAReport, UnreadableReport
from gouji.model.document import NOWHERE, Block, Document, Grid
from gouji.model.form import Form
from gouji.model.locale import Locale, Title
from gouji.model.prose import TextLine
from gouji.model.report import Doubt, Report
from gouji.model.table import Table
from gouji.model.text import Text

__all__ = ["bind"]

_FEWEST_SECTIONS = 3
_FEW_BLOCKS = 4
_SHORTEST_PROSE = 20
_LONGEST_LINE = 400
"""Characters of the longest paragraph that is taken for one."""
_ROWS_OF_A_LINE = 8
"""Labels of rows by which such a paragraph is known to hold a table: prose that lists its figures names fewer."""
_ROLLED = (
    "文字连成一片，没有分行，章节和表格只能按先后次序读取"
    " / the text runs on without line ends: sections and tables are read by their order alone"
)
_NO_LAYOUT = (
    "版面无法读取：标题、章节和表格连成一片，没有分行"
    " / its layout cannot be read: title, headings and tables run together without a line's end"
)
_EMPTY = "只有标题，没有正文和表格 / only a title, neither text nor tables"
_FOREIGN = "不是此类年度报告：标题、章节和表格都不符 / not such a report: neither title, sections nor tables match"


def bind(
    document: Document, forms: Sequence[Form], phrases: Sequence[str], locale: Locale, words: object = None
) -> Report:
    """Bind a document to the form of the year that it reports on.

    `phrases` are the words by which a title is known, `words` is the vocabulary of prose that the locale made of the pack's.
    Raises NotAReport where title, sections and tables all say that it is something else, and UnreadableReport
    where only a title could be read, or where the file holds several reports.
    """
    if not (document.blocks or document.figures):
        raise UnreadableReport(_EMPTY)
    found = find_title(document, document.blocks, locale, phrases)
    title = found.title if found else None
    body: Sequence[Block] = document.blocks[found.blocks :] if found else document.blocks
    lines = _prose(body)
    published, stated = find_published(document, lines, locale)
    year, sure = year_of(title, lines, published, locale)
    form = choose_form(document, forms, year, locale)
    labels = labels_of(form, locale)
    if any(is_rolled(block, locale) for block in body):
        document = replace(document, doubts=(*document.doubts, _ROLLED))
    body = with_tables_of_lines(with_headings_of_tables([upright(b, labels) for b in body], labels), labels)
    _refuse_run_together(body, labels)
    body = with_headings_of_paragraphs(body, labels)
    first, sections, grids = split_sections(body, labels)
    annexed = grids_of_other_years(body, year, locale) if year else ()
    tables, doubts = bind_tables([b for b in body if isinstance(b, Grid)], labels, annexed, grids)
    refuse_several(body, title, labels, phrases)
    tables, doubts_of_given = _with_given(document, form, locale, tables)
    preamble = tuple(_prose(body[:first]))
    name = title.text if title else ""
    doubts += doubts_of_given
    doubts += [Doubt(Text.both(words)) for words in document.doubts]
    agency = locale.publisher(title, preamble, lines) or document.metadata.get("publisher", "")
    report = Report(
        document=document, form=form, locale=locale, agency=agency, year=year, title=name,
        published=published, published_as=stated, preamble=preamble, sections=sections, tables=tables,
        doubts=(
            *doubts, *lost_tables(body, form, tables, locale), *tables_left_out(sections, form, tables, locale, document.embedded),
            *lost_labels(sections, tables, locale),
            *_doubtful_year(year, sure),
        ),
        title_at=title.at if title else document.blocks[0].at if document.blocks else NOWHERE, words=words,
    )  # fmt: skip
    _refuse_foreign(report, title)
    return report


def _with_given(
    document: Document, form: Form, locale: Locale, printed: Mapping[str, Table]
) -> tuple[dict[str, Table], list[Doubt]]:
    """Add the tables whose figures the file names itself, in the order of the form."""
    given, doubts = given_tables(document.figures, form, locale)
    tables = {**printed}
    for name, table in given.items():
        tables[name], more = compared(table, printed.get(name))
        doubts += more
    return {table.id: tables[table.id] for table in form.tables if table.id in tables}, doubts


def _prose(blocks: Sequence[Block]) -> list[TextLine]:
    """Return the lines outside tables that hold words."""
    return [TextLine(b.text.strip(), b.at) for b in blocks if not isinstance(b, Grid) and b.text.strip()]


def choose_form(document: Document, forms: Sequence[Form], year: int | None, locale: Locale) -> Form:
    """Choose the form in force for the year; among several, or without a year, the one of which the document holds most.

    What counts are words that its tables print and places for which it gives figures; among equals the newest is taken.
    """
    in_force = [form for form in forms if year and form.covers(year)]
    if len(in_force) == 1:
        return in_force[0]
    printed = [
        locale.fold(cell.text)
        for block in document.blocks
        if isinstance(block, Grid)
        for cell in block.cells
        if cell.text
    ]

    def known(form: Form) -> int:
        return labels_known(labels_of(form, locale), printed) + places_known(document.figures, form)

    return max(in_force or forms, key=lambda form: (known(form), form.first_year))


def labels_known(labels: FormLabels, printed: Sequence[str]) -> int:
    """Count the folded cells that are labels or headers of a form."""
    return sum(word in labels.rows or word in labels.signs for word in printed)


def _refuse_foreign(report: Report, title: Title | None) -> None:
    """Refuse what neither title, sections nor tables make such a report; without a title only right headings count."""
    if report.title and (report.tables or any(section.id for section in report.sections)):
        return
    if _is_free_text(report, title):
        return
    if title and not title.news and len(report.document.blocks) <= _FEW_BLOCKS:
        raise UnreadableReport(_EMPTY)
    right = right_wordings(report.form, report.locale)
    fewest = min(_FEWEST_SECTIONS, len(report.form.sections))
    known = sum(report.locale.fold_heading(section.heading) in right for section in report.sections)
    if known < fewest and not any(table.figures for table in report.tables.values()):
        if _runs_together(report.document, right, report.locale, fewest):
            raise UnreadableReport(_NO_LAYOUT)
        raise NotAReport(_FOREIGN)


def _runs_together(document: Document, headings: Iterable[str], locale: Locale, fewest: int) -> bool:
    """Tell whether one paragraph holds several of the form's headings: title, headings and tables without a line's end."""
    texts = [locale.fold(b.text) for b in document.blocks if not isinstance(b, Grid) and len(b.text) > _LONGEST_LINE]
    return any(sum(heading in text for heading in headings) >= max(fewest, 2) for text in texts)


def _refuse_run_together(blocks: Iterable[Block], labels: FormLabels) -> None:
    """Raise UnreadableReport where one paragraph holds a heading and a whole table, without a line's end between them."""
    long = (block.text for block in blocks if not isinstance(block, Grid) and len(block.text) > _LONGEST_LINE)
    for text in map(labels.fold, long):
        rows = sum(label in text for label in labels.rows)
        if rows >= _ROWS_OF_A_LINE and any(words in text for words in right_wordings(labels.form, labels.locale)):
            raise UnreadableReport(_NO_LAYOUT)


def _is_free_text(report: Report, title: Title | None) -> bool:
    """Tell whether full title and prose make a report of a form that prescribes no headings, news about one aside."""
    free = any(table.open for table in report.form.tables)
    named = report.agency and report.year and title is not None and not title.news
    return bool(free and report.title and named) and any(len(line.text) >= _SHORTEST_PROSE for line in report.lines)


def _doubtful_year(year: int | None, sure: bool) -> list[Doubt]:
    if sure:
        return []
    if year is None:
        return [Doubt(Text("标题和统计期限都没有写明年度", "neither title nor period names the year"))]
    message = Text(
        f"标题没有写明年度，统计期限与发布日期不相接，按{year}年读取",
        f"the title names no year, and the period does not end before the year of publication: read as {year}",
    )
    return [Doubt(message)]
