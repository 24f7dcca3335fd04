"""Strategies for hypothesis: reports that are right, and reports with one fault, of any form of any pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from gouji.api import host_for
from gouji.host import Host
from gouji.model.relation import CellKey, Relation
from gouji.model.report import Report
from gouji.testing.draft import Cells, Draft, make_draft
from gouji.testing.figures import Amounts, counted_cells, first_broken, raised, relations_of
from gouji.testing.reports import form_named, report_from

MOST_RAISES = 12
"""Times that a cell is raised, with all that depends on it."""
LARGEST = 400
"""What a cell is raised by at most."""
WRONG_WORD = "xyz"
"""What a label or heading is misspelt with."""
Folders = str | Path | Sequence[str | Path]


class Fault(NamedTuple):
    """What is wrong with a report: `kind` is one of FAULTS, `place` the section, table, table.row or table.row.column."""

    kind: str
    place: str


@dataclass(frozen=True)
class Faulty:
    """A report with one fault, and the same without."""

    report: Report
    fault: Fault
    without: Report


FAULTS = ("figure", "section", "table", "row", "heading", "label", "order")
"""What can be wrong: a figure that breaks an equation, a section, table or row left out, a heading or label in other words, an order."""


def lawful_reports(
    form: str,
    *,
    packs: Folders = (),
    plugins_dir: Folders | None = None,
    config: str | Path | None = None,
    **stated: Any,  # noqa: ANN401  as make_draft takes it
) -> st.SearchStrategy[Report]:
    """Return a strategy for reports as the form prescribes them, whose figures agree with every equation of the pack's rules.

    What is `stated` is as in `report_of`, such as the prose that rules about words ask for.
    """
    return _drafts(host_for(packs, plugins_dir, config), form, stated).map(report_from)


def faulty_reports(
    form: str, kinds: Sequence[str] = FAULTS, *, packs: Folders = (), plugins_dir: Folders | None = None,
    config: str | Path | None = None, **stated: Any,  # noqa: ANN401  as make_draft takes it
) -> st.SearchStrategy[Faulty]:  # fmt: skip
    """Return a strategy for reports with one fault of these kinds, which are lawful otherwise; see `lawful_reports`."""
    host = host_for(packs, plugins_dir, config)
    relations = _relations(host, form)
    return _drafts(host, form, stated).flatmap(lambda draft: _with_fault(draft, kinds, relations))


def _relations(host: Host, form: str) -> tuple[Relation, ...]:
    pack, own = form_named(form, host)
    return relations_of(own, host.rules_for(pack.id, host.rules))


@st.composite
def _drafts(draw: st.DrawFn, host: Host, form: str, stated: dict[str, Any]) -> Draft:
    pack, own = form_named(form, host)
    draft, relations, amounts = make_draft(pack, own, **stated), _relations(host, form), Amounts()
    cells = [cell for cell in counted_cells(own) if _names_of(draft, cell)]
    chance = draw(st.randoms(use_true_random=False))
    raises = (
        st.lists(st.tuples(st.sampled_from(cells), st.integers(1, LARGEST)), max_size=MOST_RAISES)
        if cells
        else st.just([])
    )
    for cell, by in draw(raises):
        amounts = raised(amounts, cell, by, relations, cells, chance.choice)
    return _with_amounts(draft, amounts)


def _names_of(draft: Draft, cell: CellKey) -> list[str]:
    """Return the printed rows that a cell's row stands for: its own, or those that a repeating row names."""
    table, row, _ = cell
    return [name for name in draft.cells.get(table, ()) if name == row or name.startswith(f"{row}[")]


def _with_amounts(draft: Draft, amounts: Amounts) -> Draft:
    """Put amounts into the cells of a draft; those of a row that repeats into the first of its rows."""
    cells = _copied(draft)
    for cell, amount in amounts.items():
        cells[cell[0]][_names_of(draft, cell)[0]][cell[2]] = str(amount)
    return replace(draft, cells=cells)


def _copied(draft: Draft) -> Cells:
    return {table: {row: dict(own) for row, own in rows.items()} for table, rows in draft.cells.items()}


@st.composite
def _with_fault(draw: st.DrawFn, draft: Draft, kinds: Sequence[str], relations: Sequence[Relation]) -> Faulty:
    by = draw(st.integers(1, LARGEST))
    fault = draw(st.sampled_from([each for each in _faults(draft, relations, by) if each.kind in kinds]))
    return Faulty(report_from(_broken(draft, fault, by)), fault, report_from(draft))


def _faults(draft: Draft, relations: Sequence[Relation], by: int) -> list[Fault]:
    """List what can be made wrong with a draft."""
    tables = [table for table in draft.form.tables if draft.cells.get(table.id) and not table.open]
    rows = [Fault("row", f"{table.id}.{row.id}") for table in tables for row in table.required_rows]
    return [
        *(Fault("figure", ".".join(cell)) for cell in counted_cells(draft.form) if _breaks(draft, cell, by, relations)),
        *(Fault("section", name) for name in draft.headings),
        *(Fault("table", table.id) for table in tables),
        *(fault for fault in rows if len(draft.cells[fault.place.partition(".")[0]]) > 1),
        *(Fault("heading", name) for name in draft.headings),
        *(Fault("label", fault.place) for fault in rows),
        *(Fault("order", name) for name in list(draft.headings)[1:]),
    ]


def _breaks(draft: Draft, cell: CellKey, by: int, relations: Sequence[Relation]) -> bool:
    """Tell whether an equation breaks where a cell is raised."""
    own = [relation for relation in relations if cell in relation.cells]
    if not own or _names_of(draft, cell) != [cell[1]]:
        return False
    amounts = Amounts({each: _amount(draft, each) for relation in own for each in relation.cells})
    amounts[cell] += by
    return first_broken(amounts, own) is not None


def _amount(draft: Draft, cell: CellKey) -> int:
    printed = (draft.cells[cell[0]][name][cell[2]] for name in _names_of(draft, cell))
    return sum(int(raw) for raw in printed if raw.isdecimal())


def _broken(draft: Draft, fault: Fault, by: int) -> Draft:
    """Return a draft with a fault put into it."""
    cells = _copied(draft)
    table, _, rest = fault.place.partition(".")
    row, _, column = rest.partition(".")
    headings = dict(draft.headings)
    match fault.kind:
        case "figure":
            cells[table][row][column] = str(int(cells[table][row][column]) + by)
        case "section":
            del headings[fault.place]
            cells = {name: rows for name, rows in cells.items() if draft.form.table(name).section != fault.place}
        case "table":
            del cells[table]
        case "row":
            del cells[table][row]
        case "heading":
            headings[fault.place] += WRONG_WORD
        case "label":
            label = draft.form.table(table).rows[row].label
            return replace(draft, labels={**draft.labels, (table, row): label + WRONG_WORD})
        case "order":
            headings = {fault.place: headings.pop(fault.place), **headings}
    return replace(draft, cells=cells, headings=headings)
