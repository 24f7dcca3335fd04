"""The tables laid out as the notices print them: cells with spans, for every format alike."""

from __future__ import annotations

from dataclasses import dataclass

from gouji_rules.gid.testing.forms import Block, Entry, Table, load
from gouji_rules.gid.testing.report import LawfulReport

# Words that the official layout prints beside the form's own labels.
_CONTENT = "信息内容"
_RELATION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_APPLICANTS = "申请人情况"
_RESULTS = "三、本年度办理结果"


@dataclass(frozen=True)
class Cell:
    """A cell as HTML has it: text, how many columns and how many rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """Rows of cells; a covered place has no cell of its own."""

    id: str
    width: int
    rows: tuple[tuple[Cell, ...], ...]

    def places(self) -> list[list[str]]:
        """Return the text of every place, row by row; covered places are empty."""
        places = [[""] * self.width for _ in self.rows]
        for row, column, cell in self.placed():
            places[row][column] = cell.text
        return places

    def placed(self) -> list[tuple[int, int, Cell]]:
        """Return each cell with the row and column of its upper left corner."""
        taken: set[tuple[int, int]] = set()
        placed = []
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                placed.append((row, column, cell))
                taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
        return placed


def grids_of(report: LawfulReport, section: str) -> list[Grid]:
    """Return the tables that stand in a section."""
    layouts = {"active_disclosure": _disclosure, "requests": _requests, "review": _review}
    tables = load(report.form).tables.values()
    return [layouts[table.id](report, table) for table in tables if table.section == section]


def _disclosure(report: LawfulReport, table: Table) -> Grid:
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows = [row for block in table.blocks for row in _block_rows(report, table, block, width)]
    return Grid(table.id, width, tuple(rows))


def _block_rows(report: LawfulReport, table: Table, block: Block, width: int) -> list[tuple[Cell, ...]]:
    header = [_CONTENT, *(column.label for column in block.columns)]
    rows = [(Cell(block.caption, width),), _stretched(header, width)]
    for row in _printed_rows(report, table, block):
        rows.append(_stretched([_label(report, row), *_values(report, table, row, block)], width))
    return rows


def _stretched(texts: list[str], width: int) -> tuple[Cell, ...]:
    return (*map(Cell, texts[:-1]), Cell(texts[-1], width - len(texts) + 1))


def _requests(report: LawfulReport, table: Table) -> Grid:
    block = table.blocks[0]
    rows = _printed_rows(report, table, block)
    results = [row.id for row in rows if row.id in table.outcomes or row.id == "total_processed"]
    lines = _applicant_header(block)
    for index, row in enumerate(rows):
        labels: list[Cell] = []
        if row.id == results[0]:
            labels.append(Cell(_RESULTS, 1, len(results)))
        if row.group and row.group != rows[index - 1].group:
            labels.append(Cell(row.group, 1, sum(other.group == row.group for other in rows)))
        span = 1 if row.group else 2 if row.id in results else 3
        labels.append(Cell(_label(report, row), span))
        lines.append((*labels, *map(Cell, _values(report, table, row, block))))
    return Grid(table.id, 3 + len(block.columns), tuple(lines))


def _applicant_header(block: Block) -> list[tuple[Cell, ...]]:
    grouped = [column for column in block.columns if column.group]
    alone = [Cell(column.label, 1, 2) for column in block.columns if not column.group]
    return [
        (Cell(_RELATION, 3, 3), Cell(_APPLICANTS, len(block.columns))),
        (alone[0], Cell(grouped[0].group, len(grouped)), *alone[1:]),
        tuple(Cell(column.label) for column in grouped),
    ]


def _review(report: LawfulReport, table: Table) -> Grid:
    block = table.blocks[0]
    first, *lawsuits = block.rows
    labels = [column.label for column in block.columns]
    count = len(labels)
    header = [
        (Cell(first.label, count), Cell(lawsuits[0].group, count * len(lawsuits))),
        (*(Cell(label, 1, 2) for label in labels), *(Cell(row.label, count) for row in lawsuits)),
        tuple(Cell(label) for _ in lawsuits for label in labels),
    ]
    values = [value for row in block.rows for value in _values(report, table, row, block)]
    return Grid(table.id, len(values), (*header, tuple(map(Cell, values))))


def _printed_rows(report: LawfulReport, table: Table, block: Block) -> list[Entry]:
    return [row for row in block.rows if row.id in report.figures[table.id]]


def _label(report: LawfulReport, row: Entry) -> str:
    return report.relabelled.get(row.id, row.label)


def _values(report: LawfulReport, table: Table, row: Entry, block: Block) -> list[str]:
    cells = report.figures[table.id][row.id]
    return [cells[column.id] for column in block.columns]
