"""A document bound to the form of its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.binding.headings import right_wordings, with_headings_of_tables
from gouji.binding.identity import find_agency, find_published, find_title, is_announcement, year_of
from gouji.binding.labels import labels_of
from gouji.binding.layout import grids_of_other_years
from gouji.binding.lost import lost_labels, lost_tables
from gouji.binding.sections import split_sections
from gouji.binding.tables import bind_tables
from gouji.claims import Lexicon, find_claims
from gouji.errors import NotAReport, UnreadableReport
from gouji.model.document import Block, Document, Grid
from gouji.model.form import Form
from gouji.model.prose import TextLine
from gouji.model.report import Doubt, Report
from gouji.model.text import Text
from gouji.rulebook.forms import form_for_year
from gouji.text import heading_key, key

__all__ = ["bind"]

_FEWEST_SECTIONS = 3
_FEW_BLOCKS = 4
_SHORTEST_PROSE = 20
_EMPTY = "只有标题，没有正文和表格 / only a title, neither text nor tables"
_FOREIGN = "不是此类年度报告：标题、章节和表格都不符 / not such a report: neither title, sections nor tables match"


def bind(
    document: Document, forms: Sequence[Form], title_words: Sequence[str], lexicons: Mapping[str, Lexicon] | None = None
) -> Report:
    """Bind a document to the form of the year that it reports on; `lexicons` holds the words of prose by form id.

    Raises NotAReport where title, sections and tables all say that it is something else, and UnreadableReport
    where only a title could be read.
    """
    if not document.blocks:
        raise UnreadableReport(_EMPTY)
    title = find_title(document, document.blocks, title_words)
    body: Sequence[Block] = document.blocks[title.blocks :] if title else document.blocks
    lines = _prose(body)
    published, stated = find_published(document, lines)
    year, sure = year_of(title.text if title else "", lines, published)
    form = (form_for_year(forms, year) if year else None) or _best_form(document, forms)
    labels = labels_of(form)
    body = with_headings_of_tables(body, labels)
    first, sections = split_sections(body, labels)
    grids = [block for block in body if isinstance(block, Grid)]
    tables, doubts = bind_tables(grids, labels, grids_of_other_years(body, year) if year else ())
    preamble = tuple(_prose(body[:first]))
    name = title.text if title else ""
    doubts += [Doubt(Text.both(words)) for words in document.doubts]
    agency = find_agency(name, document, preamble, lines)
    claims = find_claims((lexicons or {}).get(form.id, Lexicon()), sections, agency, year)
    report = Report(
        document=document, form=form, agency=agency, year=year, title=name,
        published=published, published_as=stated, preamble=preamble, sections=sections, tables=tables,
        doubts=(*doubts, *lost_tables(body, form, tables), *lost_labels(sections, tables), *_doubtful_year(year, sure)),
        title_at=title.at if title else document.blocks[0].at, claims=claims,
    )  # fmt: skip
    _refuse_foreign(report)
    return report


def _prose(blocks: Sequence[Block]) -> list[TextLine]:
    """Return the lines outside tables that hold words."""
    return [TextLine(b.text.strip(), b.at) for b in blocks if not isinstance(b, Grid) and b.text.strip()]


def _best_form(document: Document, forms: Sequence[Form]) -> Form:
    """Choose the form whose words the tables print most often, where no year decides; the newest among equals."""
    printed = [
        key(cell.text) for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.text
    ]

    def known(form: Form) -> int:
        labels = labels_of(form)
        return sum(word in labels.rows or word in labels.signs for word in printed)

    return max(forms, key=lambda form: (known(form), form.first_year))


def _refuse_foreign(report: Report) -> None:
    """Refuse what neither title, sections nor tables make such a report; without a title only right headings count."""
    if report.title and (report.tables or any(section.id for section in report.sections)):
        return
    if _is_free_text(report):
        return
    if report.title and len(report.document.blocks) <= _FEW_BLOCKS:
        raise UnreadableReport(_EMPTY)
    right = right_wordings(report.form)
    if (
        not report.tables
        and sum(heading_key(section.heading) in right for section in report.sections) < _FEWEST_SECTIONS
    ):
        raise NotAReport(_FOREIGN)


def _is_free_text(report: Report) -> bool:
    """Tell whether full title and prose make a report of a form that prescribes no headings, news about one aside."""
    free = any(table.open for table in report.form.tables)
    named = report.agency and report.year and not is_announcement(report.title)
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
