"""Prescribed tables bound from printed grids, by label and geometry, never by position in a stream of numbers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.binding.columns import Assignment, by_lattice, in_order
from gouji.binding.fragments import Fragment, PrintedRow, fragments_of
from gouji.binding.headers import Header, read_header, read_line_header
from gouji.binding.labels import FormLabels, GridPlace
from gouji.binding.merged import by_spans
from gouji.binding.placing import by_blanks, place_rows
from gouji.binding.repeated import with_repeated_rows
from gouji.binding.rows import is_column_numbers, join_cut_figures, mend_cut_rows, settle_rows
from gouji.model.document import Cell, Grid, Location
from gouji.model.form import ColumnForm, Measure, TableForm, TableLayout
from gouji.model.locale import Locale
from gouji.model.report import Doubt
from gouji.model.table import Figure, PrintedLabel, Table
from gouji.model.text import Text
from gouji.text import plain

LOW_CONFIDENCE = 0.8
_BY_PLACE = Text("行标签辨认不出，只凭位置推断", "the row's label is not recognisable; only its place suggests it")
_OPEN_COLUMN = Text("版面不能确定数字属于哪一列", "the layout does not decide which column the figure belongs to")
_OTHER_HEADER = Text(
    "表头与规定格式不同，列的对应关系不能确定", "the header differs from the form, so the columns are uncertain"
)
_SEVERAL = Text(
    "单元格有几行数字，不能确定是一个数还是几个数",
    "several lines of digits: one number or more, the cell does not tell",
)
_CUT = Text(
    "数字被分页截断，前后两页的部分拼接而成", "a page break cuts the figure, which is put together from both pages"
)
_NO_LABEL = Text("有一行数字没有行名，未能读入", "a row of figures has no label, so it was not read")
_NO_WAY = Text(
    "该行的单元格数与列数对不上，数字未能读入", "the row's cells do not fit the columns, so its figures were not read"
)


@dataclass(slots=True)
class Draft:
    """A table while its fragments are put together."""

    form: TableForm
    locale: Locale
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    rows: list[PrintedLabel] = field(default_factory=list)
    headers: dict[int, tuple[PrintedLabel, ...]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    repeated: list[tuple[Figure, Figure]] = field(default_factory=list)


def bind_tables(
    grids: Iterable[Grid], labels: FormLabels, annexed: Container[int] = (),
    places: Mapping[int, GridPlace] | None = None,
) -> tuple[dict[str, Table], list[Doubt]]:  # fmt: skip
    """Bind all tables of a form that the grids print, with the doubts that the layout leaves; `places` is by the grids' ids.

    Grids with their id in `annexed` only count where no other prints the same rows.
    """
    fragments = fragments_of(grids, labels, places or {})
    tables: dict[str, Table] = {}
    doubts: list[Doubt] = []
    for form in labels.form.tables:
        own = _without_annexed([each for each in fragments if each.table is form], annexed)
        own = _in_section(own, places or {}) if form in labels.repeating else own
        if not own or not any(fragment.rows for fragment in own):
            continue
        draft = _bind_line(form, own, labels) if form.layout is TableLayout.LINE else _bind_rows(form, own, labels)
        tables[form.id] = Table(
            draft.form,
            _in_order_of_form(draft),
            tuple(draft.rows),
            tuple(draft.headers.get(number, ()) for number in range(len(form.blocks))),
            own[0].grid.at,
            tuple(draft.repeated),
        )
        doubts += draft.doubts
    return tables, doubts


def _without_annexed(fragments: list[Fragment], annexed: Container[int]) -> list[Fragment]:
    kept = [fragment for fragment in fragments if id(fragment.grid) not in annexed]
    printed = {row.row for fragment in kept for row in fragment.rows}
    again = kept and all(row.row in printed for fragment in fragments for row in fragment.rows)
    return kept if again else fragments


def _in_section(fragments: list[Fragment], places: Mapping[int, GridPlace]) -> list[Fragment]:
    """Leave out what stands in another section where a grid stands in the table's own: rows that repeat tell no table."""
    kept = [f for f in fragments if places.get(id(f.grid), GridPlace()).section == f.table.section]
    return kept or fragments


def _in_order_of_form(draft: Draft) -> dict[tuple[str, str], Figure]:
    return {cell: draft.figures[cell] for cell in draft.form.cells if cell in draft.figures}


def _bind_rows(form: TableForm, fragments: Sequence[Fragment], labels: FormLabels) -> Draft:
    locale = labels.locale
    draft = Draft(form, locale)
    printed_rows = [
        row for fragment in fragments for row in fragment.rows if row.row or not is_column_numbers(row, locale)
    ]
    rows = mend_cut_rows(printed_rows, form, labels)
    exact = {id(row.header): fragment.grid.exact for fragment in fragments for row in fragment.rows}
    by_place = {id(rows[index]) for index in settle_rows(rows, form, locale)}
    pages = (fragment for fragment in fragments[1:] if fragment.rows and fragment.grid.at.page is not None)
    rows = join_cut_figures(rows, {id(fragment.rows[0]) for fragment in pages}, form)
    form = draft.form = with_repeated_rows(form, rows)
    headers = _headers(rows, form, draft)
    placed = place_rows([row for row in rows if row.row is not None], form, headers, exact, locale)
    for printed in rows:
        doubt = _BY_PLACE if id(printed) in by_place else None
        if printed.row is not None:
            own = placed.get(id(printed))
            draft.rows.append(PrintedLabel(printed.row.id, printed.label, _at(printed), doubt, _confidence(printed)))
            _add_row(draft, printed, own, doubt or _header_doubt(headers[id(printed)], own))
        elif any(plain(cell.text) for cell in printed.values):
            _add_stray(draft, printed)
    return draft


def _confidence(printed: PrintedRow) -> float:
    return min((cell.confidence for cell in printed.labels if plain(cell.text)), default=1.0)


def _add_stray(draft: Draft, printed: PrintedRow) -> None:
    """Keep a row that the form does not know; one without a label may be any that is missing."""
    if plain(printed.label):
        draft.rows.append(PrintedLabel(None, printed.label, _at(printed)))
        if draft.form.open and any(draft.locale.number(cell.text).value is not None for cell in printed.values):
            draft.doubts.append(Doubt(_unknown_row(printed.label), draft.form.id, None, None, _at(printed)))
    else:
        draft.doubts.append(Doubt(_NO_LABEL, draft.form.id, None, None, _at(printed)))


def _unknown_row(label: str) -> Text:
    """Name a row of a table whose rows vary: no rule of the form asks for it, so nobody else would say that it was not read."""
    words = " ".join(label.split())
    return Text(
        f"“{words}”一行未能识别，其数字没有读入", f"the row “{words}” is not known, so its figures were not read"
    )


def _headers(rows: Sequence[PrintedRow], form: TableForm, draft: Draft) -> dict[int, Header]:
    """Read the header above each row; one without a header of its own shares the last one of the same block."""
    headers: dict[int, Header] = {}
    read: dict[tuple[int, int], Header] = {}
    last: dict[int, Header] = {}
    for printed in rows:
        block = form.block_of_row[printed.row.id] if printed.row else form.blocks[0]
        if printed.header:
            at = (id(printed.header), id(block))
            header = read[at] = read.get(at) or read_header(printed.header, block.columns, draft.locale)
        else:
            header = last.get(id(block), Header()).continued()
        headers[id(printed)] = header
        if printed.row:
            last[id(block)] = header
            _keep_header(draft, form.blocks.index(block), header)
    return headers


def _keep_header(draft: Draft, block: int, header: Header) -> None:
    """Keep the headers of a block as printed; pieces of a table may print different ones."""
    kept = draft.headers.get(block, ())
    if not header.printed or header.printed is kept:
        return
    ids = {label.id for label in kept}
    if not ids <= {label.id for label in header.printed}:
        draft.headers[block] = (*kept, *(label for label in header.printed if label.id not in ids))
    elif len(header.printed) > len(kept):
        draft.headers[block] = header.printed


def _header_doubt(header: Header, placed: Assignment | None) -> Text | None:
    if header.silent or header.complete:
        return None
    by_header = header.intact and placed is not None and placed.cells.keys() == set(header.columns)
    return None if by_header else _OTHER_HEADER


def _add_row(draft: Draft, printed: PrintedRow, placed: Assignment | None, doubt: Text | None) -> None:
    row = printed.row
    if row is None:
        return
    if placed is None:
        draft.doubts.append(Doubt(doubt or _NO_WAY, draft.form.id, row.id, None, _at(printed)))
        return
    for column, cell in placed.cells.items():
        undecided = doubt or (_OPEN_COLUMN if column in placed.open_columns else None)
        if printed.mended and undecided is None and any(cell is own for own in printed.mended):
            undecided = _CUT
        _add_figure(draft, row.id, draft.form.column(row.id, column), cell, placed.confidence, undecided)


def _add_figure(draft: Draft, row: str, column: ColumnForm, cell: Cell, confidence: float, doubt: Text | None) -> None:
    """Add a cell's figure; a cell that names a unit holds none."""
    if column.measure is Measure.UNIT:
        return
    reading = draft.locale.number(cell.text, signed=column.measure is Measure.CHANGE, unit=column.unit)
    text, sure, table = cell.text, cell.confidence, draft.form.id
    if sure < LOW_CONFIDENCE and doubt is None:
        doubt = _illegible(cell)
    if reading.several and doubt is None:
        doubt = _SEVERAL
    sure = min(sure, confidence)
    value, state, unit = reading.value, reading.state, reading.unit
    figure = tuple.__new__(Figure, (table, row, column.id, text.strip(), value, state, cell.at, sure, unit, doubt))
    before = draft.figures.get((row, column.id))
    if before is not None:
        if (before.value, before.state) == (figure.value, figure.state):
            return
        draft.repeated.append((before, figure))
        twice = Text(
            f"表格重复出现，两处数字不同：{before.raw}、{figure.raw}",
            f"printed twice with different values: {before.raw}, {figure.raw}",
        )
        figure = before._replace(doubt=twice)
    draft.figures[row, column.id] = figure
    if figure.doubt is not None:
        draft.doubts.append(Doubt(figure.doubt, draft.form.id, row, column.id, figure.at))


def _illegible(cell: Cell) -> Text:
    """Doubt what was hardly recognised on a scan, or not read at all."""
    if not cell.confidence:
        return Text("单元格的内容未能读出", "what the cell shows could not be read")
    sure = f"{cell.confidence:.2f}"
    return Text(f"这一格读取把握不足（{sure}）", f"the cell was read with little certainty ({sure})")


def _bind_line(form: TableForm, fragments: Sequence[Fragment], labels: FormLabels) -> Draft:
    draft = Draft(form, labels.locale)
    header = Header()
    for fragment in fragments:
        for printed in _data_rows(fragment, draft.locale):
            if printed.row:
                _add_labelled(draft, printed, fragment.grid.exact)
                continue
            own = read_line_header(printed.header, form, draft.locale) if printed.header else Header()
            header = header.continued() if own.silent else own
            _add_line(draft, printed, header, fragment.grid.exact)
    return draft


def _data_rows(fragment: Fragment, locale: Locale) -> list[PrintedRow]:
    """Leave out empty rows below the figures, and the numbers of the columns above them."""
    filled = [row for row in fragment.rows if row.row or any(plain(cell.text) for cell in row.values)]
    if len(filled) > 1 and is_column_numbers(filled[0], locale):
        filled = filled[1:]
    return filled or fragment.rows[:1]


def _add_line(draft: Draft, printed: PrintedRow, header: Header, exact: bool) -> None:
    form = draft.form
    _keep_header(draft, 0, header)
    pairs = header.columns if header.intact else tuple(f"{r}.{c}" for r in form.rows for c in form.columns)
    values = _values_of_line(printed.values, len(header.leaves) or len(pairs), draft.locale)
    known = exact and bool(header.lattice)
    cells = by_lattice(printed.values, header.lattice, header.foreign) if known else None
    cells = cells or in_order(values, header.leaves or pairs)
    spans = by_spans(printed.values, header.lattice, header.foreign, draft.locale) if known and not cells else None
    placed = Assignment(cells) if cells else spans or by_blanks(values, pairs, header)
    if placed is None:
        draft.doubts.append(Doubt(_NO_WAY, form.id, None, None, _at(printed)))
        return
    groups = dict.fromkeys(pair.partition(".")[0] for pair in placed.cells)
    words = {label.id: label for label in header.rows}
    draft.rows += [words.get(row) or PrintedLabel(row, form.rows[row].label, _at(printed)) for row in groups]
    for pair, cell in placed.cells.items():
        row, _, column = pair.partition(".")
        doubt = _OPEN_COLUMN if pair in placed.open_columns else _header_doubt(header, placed)
        _add_figure(draft, row, form.columns[column], cell, placed.confidence, doubt)


def _add_labelled(draft: Draft, printed: PrintedRow, exact: bool) -> None:
    """Add one of the rows of a table meant for one line that is printed row by row."""
    form = draft.form
    header = read_header(printed.header, form.blocks[0].columns, draft.locale)
    own = place_rows([printed], form, {id(printed): header}, {id(printed.header): exact}, draft.locale)
    placed = own.get(id(printed))
    if printed.row:
        row = printed.row.id
        draft.rows.append(PrintedLabel(row, printed.label, _at(printed)))
        named = tuple(replace(label, id=f"{row}.{label.id}" if label.id else None) for label in header.printed)
        _keep_header(draft, 0, Header(printed=named))
    _add_row(draft, printed, placed, _header_doubt(header, placed))


def _values_of_line(cells: Sequence[Cell], columns: int, locale: Locale) -> Sequence[Cell]:
    """Leave out a label in front of the figures."""
    labels = next((i for i, cell in enumerate(cells) if locale.is_value(cell.text)), 0)
    return cells[labels:] if len(cells) > columns else cells


def _at(printed: PrintedRow) -> Location:
    cells = printed.labels or printed.values
    return cells[0].at
