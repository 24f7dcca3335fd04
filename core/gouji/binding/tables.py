"""Prescribed tables bound from printed grids, by label and geometry, never by position in a stream of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gouji.binding.columns import PROFILE_ROWS, Assignment, by_choice, by_lattice, in_order
from gouji.binding.headers import Header, read_header, read_line_header
from gouji.binding.labels import FormLabels, column_wordings
from gouji.binding.layout import Fragment, PrintedRow, fragments_of
from gouji.binding.numbers import looks_like_value, read_cell
from gouji.binding.rows import mend_cut_rows, settle_rows
from gouji.model.document import Cell, Grid, Location
from gouji.model.form import ColumnForm, Layout, Measure, TableForm
from gouji.model.report import Doubt, Figure, PrintedLabel, Table
from gouji.model.text import Text
from gouji.wording import key, plain

LOW_CONFIDENCE = 0.8
_BY_PLACE = Text("行标签辨认不出，只凭位置推断", "the row's label is not recognisable; only its place suggests it")
_OPEN_COLUMN = Text("版面不能确定数字属于哪一列", "the layout does not decide which column the figure belongs to")
_OTHER_HEADER = Text(
    "表头与规定格式不同，列的对应关系不能确定", "the header differs from the form, so the columns are uncertain"
)
_NO_WAY = Text(
    "该行的单元格数与列数对不上，数字未能读入", "the row's cells do not fit the columns, so its figures were not read"
)


@dataclass(slots=True)
class Draft:
    """A table while its fragments are put together."""

    form: TableForm
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    rows: list[PrintedLabel] = field(default_factory=list)
    headers: dict[int, tuple[PrintedLabel, ...]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    repeated: list[tuple[Figure, Figure]] = field(default_factory=list)


def bind_tables(grids: Iterable[Grid], labels: FormLabels) -> tuple[dict[str, Table], list[Doubt]]:
    """Bind all tables of a form that the grids print, with the doubts that the layout leaves."""
    fragments = fragments_of(grids, labels)
    tables: dict[str, Table] = {}
    doubts: list[Doubt] = []
    for form in labels.form.tables:
        own = [fragment for fragment in fragments if fragment.table is form]
        if not own or not any(fragment.rows for fragment in own):
            continue
        draft = _bind_line(form, own) if form.layout is Layout.LINE else _bind_rows(form, own, labels)
        tables[form.id] = Table(
            form,
            _in_order_of_form(draft),
            tuple(draft.rows),
            tuple(draft.headers.get(number, ()) for number in range(len(form.blocks))),
            own[0].grid.at,
            tuple(draft.repeated),
        )
        doubts += draft.doubts
    return tables, doubts


def _in_order_of_form(draft: Draft) -> dict[tuple[str, str], Figure]:
    return {cell: draft.figures[cell] for cell in draft.form.cells if cell in draft.figures}


def _bind_rows(form: TableForm, fragments: Sequence[Fragment], labels: FormLabels) -> Draft:
    draft = Draft(form)
    rows = mend_cut_rows([row for fragment in fragments for row in fragment.rows], labels)
    exact = {id(row.header): fragment.grid.exact for fragment in fragments for row in fragment.rows}
    by_place = settle_rows(rows, form)
    headers = _headers(rows, form, draft)
    known = [row for row in rows if row.row is not None]
    placed = _place_all(known, form, headers, exact)
    for index, printed in enumerate(rows):
        doubt = _BY_PLACE if index in by_place else None
        if printed.row is not None:
            draft.rows.append(PrintedLabel(printed.row.id, printed.label, _at(printed), doubt))
            _add_row(draft, printed, placed.get(id(printed)), doubt or _header_doubt(headers[id(printed)]))
        elif any(plain(cell.text) for cell in printed.values) and plain(printed.label):
            draft.rows.append(PrintedLabel(None, printed.label, _at(printed)))
    return draft


def _headers(rows: Sequence[PrintedRow], form: TableForm, draft: Draft) -> dict[int, Header]:
    """Read the header above each row; one without a header of its own shares the last one of the same block."""
    headers: dict[int, Header] = {}
    read: dict[tuple[int, int], Header] = {}
    last: dict[int, Header] = {}
    for printed in rows:
        block = form.block_of_row[printed.row.id] if printed.row else form.blocks[0]
        if printed.header:
            at = (id(printed.header), id(block))
            header = read[at] = read.get(at) or read_header(printed.header, block.columns)
        else:
            before = last.get(id(block), Header())
            header = Header({}, before.columns, (), before.complete)
        headers[id(printed)] = header
        if printed.row:
            last[id(block)] = header
            _keep_header(draft, form.blocks.index(block), header)
    return headers


def _keep_header(draft: Draft, block: int, header: Header) -> None:
    if len(header.printed) > len(draft.headers.get(block, ())):
        draft.headers[block] = header.printed


def _header_doubt(header: Header) -> Text | None:
    return None if header.silent or header.complete else _OTHER_HEADER


def _place_all(
    rows: Sequence[PrintedRow], form: TableForm, headers: dict[int, Header], exact: dict[int, bool]
) -> dict[int, Assignment]:
    """Place the rows that their own layout decides, then the others by the columns that those use."""
    placed: dict[int, Assignment] = {}
    waiting: list[tuple[PrintedRow, tuple[str, ...], Assignment]] = []
    for printed in rows:
        header = headers[id(printed)]
        if _is_foreign(header, form):
            cells = by_lattice(printed.values, header.lattice) if exact[id(printed.header)] and header.lattice else None
            placed.update({id(printed): Assignment(cells)} if cells else {})
            continue
        columns = header.columns if header.complete else _columns(printed, form)
        cells = by_lattice(printed.values, header.lattice) if exact[id(printed.header)] and header.complete else None
        cells = cells or in_order(_after_labels(printed, form), columns) or in_order(printed.values, columns)
        choice = Assignment(cells) if cells else by_choice(printed.values, columns, frozenset())
        if choice and choice.open_columns:
            waiting.append((printed, columns, choice))
        elif choice:
            placed[id(printed)] = choice
    used = _used(placed.values()) if waiting else frozenset()
    for printed, columns, choice in waiting:
        placed[id(printed)] = (by_choice(printed.values, columns, used) if used else None) or choice
    return placed


def _is_foreign(header: Header, form: TableForm) -> bool:
    """Tell whether a header prints columns of another form and none as this form words it."""
    if header.complete or not form.other_forms:
        return False
    foreign = {key(word) for words in form.other_forms.values() for word in words}
    own = column_wordings(tuple(form.columns.values()))
    printed = {key(label.label) for label in header.printed}
    return not printed.isdisjoint(foreign) and printed.isdisjoint(own)


def _after_labels(printed: PrintedRow, form: TableForm) -> list[Cell]:
    """Leave out the blank cells of merged label columns, where the label stands in its own column of the template."""
    unused = form.label_columns - len(printed.labels)
    in_place = printed.row is not None and printed.row.level == len(printed.labels) - 1
    blank = not any(plain(cell.text) for cell in printed.values[: max(unused, 0)])
    return printed.values[unused:] if in_place and unused > 0 and blank else printed.values


def _columns(printed: PrintedRow, form: TableForm) -> tuple[str, ...]:
    """Name the columns that a row without header prints: optional ones as far as there are cells for them."""
    columns = (form.block_of_row[printed.row.id] if printed.row else form.blocks[0]).columns
    named_unit = bool(printed.values) and not looks_like_value(printed.values[0].text)
    left = {c.id for c in columns if c.optional and (c.measure is not Measure.UNIT or not named_unit)}
    surplus = len(printed.values) - (len(columns) - len(left))
    filled = [c.id for c in columns if c.id in left and c.measure is not Measure.UNIT][: max(surplus, 0)]
    return tuple(column.id for column in columns if column.id not in left or column.id in filled)


def _used(placed: Iterable[Assignment]) -> frozenset[str]:
    """Name the columns that hold figures in rows placed with certainty; empty where too few rows tell."""
    rows = [{c for c, cell in choice.cells.items() if plain(cell.text)} for choice in placed]
    filled = [columns for columns in rows if columns]
    return frozenset().union(*filled) if len(filled) >= PROFILE_ROWS else frozenset()


def _add_row(draft: Draft, printed: PrintedRow, placed: Assignment | None, doubt: Text | None) -> None:
    row = printed.row
    if row is None:
        return
    if placed is None:
        draft.doubts.append(Doubt(doubt or _NO_WAY, draft.form.id, row.id, None, _at(printed)))
        return
    for column, cell in placed.cells.items():
        undecided = doubt or (_OPEN_COLUMN if column in placed.open_columns else None)
        _add_figure(draft, row.id, draft.form.column(row.id, column), cell, placed.confidence, undecided)


def _add_figure(draft: Draft, row: str, column: ColumnForm, cell: Cell, confidence: float, doubt: Text | None) -> None:
    """Add a cell's figure; a cell that names a unit holds none."""
    if column.measure is Measure.UNIT:
        return
    reading = read_cell(cell.text, column)
    sure = min(cell.confidence, confidence)
    if cell.confidence < LOW_CONFIDENCE and doubt is None:
        doubt = _illegible(cell)
    figure = Figure(
        draft.form.id,
        row,
        column.id,
        cell.text.strip(),
        reading.value,
        reading.state,
        cell.at,
        sure,
        reading.unit,
        doubt,
    )
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
    """Doubt what was hardly recognised on a scan."""
    sure = f"{cell.confidence:.2f}"
    return Text(f"文字识别置信度低（{sure}）", f"read by OCR with low confidence ({sure})")


def _bind_line(form: TableForm, fragments: Sequence[Fragment]) -> Draft:
    draft = Draft(form)
    header = Header()
    for fragment in fragments:
        for printed in _data_rows(fragment):
            own = read_line_header(printed.header, form) if printed.header else Header()
            header = own if not own.silent else Header({}, header.columns, header.printed, header.complete)
            _add_line(draft, printed, header, fragment.grid.exact)
    return draft


def _data_rows(fragment: Fragment) -> list[PrintedRow]:
    """Leave out empty rows below the figures."""
    filled = [row for row in fragment.rows if any(plain(cell.text) for cell in row.values)]
    return filled or fragment.rows[:1]


def _add_line(draft: Draft, printed: PrintedRow, header: Header, exact: bool) -> None:
    form = draft.form
    _keep_header(draft, 0, header)
    pairs = header.columns if header.complete else tuple(f"{r}.{c}" for r in form.rows for c in form.columns)
    cells = by_lattice(printed.values, header.lattice) if exact and header.complete else None
    cells = cells or in_order(printed.values, pairs)
    placed = Assignment(cells) if cells else by_choice(printed.values, pairs, frozenset())
    if placed is None:
        draft.doubts.append(Doubt(_NO_WAY, form.id, None, None, _at(printed)))
        return
    groups = dict.fromkeys(pair.partition(".")[0] for pair in placed.cells)
    draft.rows += [PrintedLabel(row, form.rows[row].label, _at(printed)) for row in groups]
    for pair, cell in placed.cells.items():
        row, _, column = pair.partition(".")
        doubt = _OPEN_COLUMN if pair in placed.open_columns else _header_doubt(header)
        _add_figure(draft, row, form.columns[column], cell, placed.confidence, doubt)


def _at(printed: PrintedRow) -> Location:
    cells = printed.labels or printed.values
    return cells[0].at
