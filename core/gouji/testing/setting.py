"""A draft set as a document: headings, paragraphs, and tables printed as the form has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape

from gouji.errors import GoujiError
from gouji.model.document import Block, Cell, Document, Grid, Heading, Location, Paragraph
from gouji.model.form import BlockForm, ColumnForm, RowForm, TableForm, TableLayout
from gouji.testing.draft import Draft

READER = "testing"


def document_from(draft: Draft) -> Document:
    """Set a draft as a document, as a reader would find it in a file."""
    blocks = [
        block if isinstance(block, Grid) else _placed(block, line)
        for line, block in enumerate(_replaced(list(_blocks(draft)), draft.replaced), 1)
    ]
    published = {"published": draft.published.isoformat()} if draft.published else {}
    said = repr((draft.title, [b.cells if isinstance(b, Grid) else b for b in blocks], published))
    name = " ".join(filter(None, (draft.agency, str(draft.year))))
    return Document(
        name, sha256(said.encode()).hexdigest(), READER, tuple(blocks), metadata={"publisher": draft.agency, **published}
    )  # fmt: skip


def page_of(document: Document) -> str:
    """Write a document as a web page, to be kept as a sample or given to readers.

    >>> page_of(document_of("gid-2021"))[:15]
    '<!doctype html>'
    """
    published = escape(document.metadata.get("published", ""))
    head = f'<meta name="PubDate" content="{published}">' if published else ""
    body = "\n".join(map(_html, document.blocks))
    return f'<!doctype html>\n<html><head><meta charset="utf-8">{head}<title></title></head><body>\n{body}\n</body></html>\n'


def _replaced(blocks: list[Block], pairs: Sequence[tuple[str, str]]) -> list[Block]:
    """Print other words wherever some stand; GoujiError where they stand nowhere."""
    for old, new in pairs:
        changed = [_with_words(block, old, new) for block in blocks]
        if changed == blocks:
            raise GoujiError(f"replace: “{old}” does not stand in the report")
        blocks = changed
    return blocks


def _with_words(block: Block, old: str, new: str) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(cell._replace(text=cell.text.replace(old, new)) for cell in block.cells))
    return replace(block, text=block.text.replace(old, new))


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    rows = ("".join(map(_html_cell, cells)) for cells in block.by_row())
    lines = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table border="1">\n{lines}\n</table>'


def _html_cell(cell: Cell) -> str:
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return f"<td{rows}{columns}>{escape(cell.text)}</td>"


def _placed(block: Heading | Paragraph, line: int) -> Block:
    at = Location(line=line)
    return Heading(block.text, block.level, at) if isinstance(block, Heading) else Paragraph(block.text, at)


def _blocks(draft: Draft) -> Iterator[Block]:
    yield Heading(draft.title, 1)
    yield from map(Paragraph, draft.preamble)
    number = 0
    loose = [table for table in draft.form.tables if table.section not in draft.headings]
    for section, heading in draft.headings.items():
        yield Heading(heading, 2)
        yield from map(Paragraph, draft.paragraphs[section])
        for table in draft.form.tables:
            if table.section == section and draft.cells.get(table.id):
                number += 1
                yield _grid(table, draft, number)
    for table in loose:
        if draft.cells.get(table.id):
            number += 1
            yield Paragraph(table.title)
            yield _grid(table, draft, number)


@dataclass
class _Lattice:
    """Cells put down row by row, each in the first place that no cell from above covers."""

    table: int
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    width: int = 0
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def row(self, cells: Sequence[tuple[str, int, int]]) -> None:
        """Put down one row of texts, each with the columns and rows that it covers."""
        column = 0
        for text, columns, rows in cells:
            while (self.rows, column) in self._taken:
                column += 1
            self.cells.append(
                Cell(text, self.rows, column, rows, columns, Location(table=self.table, row=self.rows, column=column))
            )
            self._taken |= {(self.rows + down, column + right) for down in range(rows) for right in range(columns)}
            column += columns
            self.width = max(self.width, column)
        self.rows += 1

    def grid(self) -> Grid:
        return Grid(tuple(self.cells), self.rows, self.width, at=Location(table=self.table))


def _grid(table: TableForm, draft: Draft, number: int) -> Grid:
    lattice = _Lattice(number)
    printed = {name: (_row_of(table, name), cells) for name, cells in draft.cells[table.id].items()}
    if table.layout is TableLayout.LINE:
        _line(lattice, table, printed, draft)
    else:
        for block in table.blocks:
            own = {name: each for name, each in printed.items() if table.block_of_row[each[0].id] is block}
            if own:
                _block(lattice, table, block, own, draft)
    return lattice.grid()


_Printed = Mapping[str, tuple[RowForm, Mapping[str, str]]]
"""The rows that are printed, by name, each with its cells by column."""


def _row_of(table: TableForm, name: str) -> RowForm:
    return table.rows[name] if name in table.rows else table.rows[name.partition("[")[0]]


def _label(table: TableForm, name: str, row: RowForm, draft: Draft) -> str:
    """Return what is printed in front of a row; one that repeats bears the name of its component."""
    own = name.partition("[")[2].removesuffix("]") if row.repeats else row.label
    return draft.labels.get((table.id, row.id), own)


def _block(lattice: _Lattice, table: TableForm, block: BlockForm, printed: _Printed, draft: Draft) -> None:
    """Print a block: its caption, its header, and its rows behind their labels."""
    labels = max(table.label_columns, *(_depth(row) + 1 for row, _ in printed.values()))
    width = labels + max(len(each.columns) for each in table.blocks)
    if block.caption:
        lattice.row([(block.caption, width, 1)])
    _header(lattice, table, block, labels, width)
    names = list(printed)
    for place, name in enumerate(names):
        row, cells = printed[name]
        before = printed[names[place - 1]][0] if place else None
        following = [printed[other][0] for other in names[place:]]
        front = _front(table, row, before, following, labels, _label(table, name, row, draft))
        values = [(cells[column.id], 1, 1) for column in block.columns]
        lattice.row(_stretched([*front, *values], labels + len(block.columns), width))


def _depth(row: RowForm) -> int:
    return max(row.level, 1) if row.group else row.level


def _front(
    table: TableForm, row: RowForm, before: RowForm | None, following: Sequence[RowForm], labels: int, label: str
) -> list[tuple[str, int, int]]:
    """Return the label cells of a row: what spans several rows, the label of its group, its own."""
    depth, cells = _depth(row), list[tuple[str, int, int]]()
    if depth > (1 if row.group else 0) and not (before and _depth(before)):
        run = next((count for count, other in enumerate(following) if not _depth(other)), len(following))
        cells.append((next(iter(table.spanning), ""), 1, run))
    if row.group and not (before and before.group == row.group):
        run = next((count for count, other in enumerate(following) if other.group != row.group), len(following))
        cells.append((row.group, 1, run))
    return [*cells, (label, labels - depth, 1)]


def _header(lattice: _Lattice, table: TableForm, block: BlockForm, labels: int, width: int) -> None:
    """Print the header of a block on one line, or on two where columns stand in groups."""
    corner = next(iter(table.block_headers), "")
    grouped = any(column.group for column in block.columns)
    first = [(corner, labels, 2 if grouped else 1)]
    for column, run in _runs(block.columns):
        first.append((column.group, run, 1) if column.group else (column.label, 1, 2 if grouped else 1))
    lattice.row(_stretched(first, labels + len(block.columns), width))
    if grouped:
        lattice.row([(column.label, 1, 1) for column in block.columns if column.group])


def _runs(columns: Sequence[ColumnForm]) -> Iterator[tuple[ColumnForm, int]]:
    """Yield the first column of each group that stands together, with the number of its columns."""
    for place, column in enumerate(columns):
        if not column.group:
            yield column, 1
        elif place == 0 or columns[place - 1].group != column.group:
            rest = columns[place:]
            yield column, next((n for n, other in enumerate(rest) if other.group != column.group), len(rest))


def _stretched(cells: Sequence[tuple[str, int, int]], own: int, width: int) -> list[tuple[str, int, int]]:
    """Let the last cell of a row that is narrower than its table cover what is left."""
    text, columns, rows = cells[-1]
    return [*cells[:-1], (text, columns + width - own, rows)]


def _line(lattice: _Lattice, table: TableForm, printed: _Printed, draft: Draft) -> None:
    """Print all rows side by side: their labels and groups, the columns below each, and one line of figures."""
    columns = table.blocks[0].columns
    deep = 2 if any(row.group for row, _ in printed.values()) else 1
    top: list[tuple[str, int, int]] = []
    second: list[tuple[str, int, int]] = []
    group = ""
    for name, (row, _) in printed.items():
        label = (_label(table, name, row, draft), len(columns), 1)
        if not row.group:
            top.append(label)
            second += [(column.label, 1, deep) for column in columns]
        else:
            if row.group != group:
                run = sum(other.group == row.group for other, _ in printed.values())
                top.append((row.group, len(columns) * run, 1))
            second.append(label)
        group = row.group
    lattice.row(top)
    lattice.row(second)
    if deep > 1:
        lattice.row([(column.label, 1, 1) for row, _ in printed.values() if row.group for column in columns])
    lattice.row([(cells[column.id], 1, 1) for _, cells in printed.values() for column in columns])
