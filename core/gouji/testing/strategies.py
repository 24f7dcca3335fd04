"""Strategies for hypothesis: reports that are right, and reports with one fault, of any form of any pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from gouji.api import host_for
from gouji.host import Host
from gouji.model.relation import CellKey
from gouji.model.report import Report
from gouji.testing.draft import Cells, Draft, make_draft
from gouji.testing.figures import Amounts, Relations, counted_cells, raised, relations_of
from gouji.testing.reports import form_named, report_from

MOST_RAISES = 12
"""Times that a cell is raised, with all that depends on it."""
LARGEST = 400
"""What a cell is raised by at most."""
WRONG_WORD = "xyz"
"""What a label or heading is misspelt with."""
Folders = str | Path | Sequence[str | Path]


class Fault(NamedTuple):
    """What is wrong with a report: `kind` is one of FAULTS, `place` the section, table, table.row or table.row.column.

    >>> Fault("figure", "requests.granted.total").kind
    'figure'
    """

    kind: str
    place: str


@dataclass(frozen=True)
class Faulty:
    """A report with one fault, and the same without.

    >>> Faulty(report, Fault("section", "problems"), without=report).fault.place
    'problems'
    """

    report: Report
    fault: Fault
    without: Report


FAULTS = ("figure", "section", "table", "row", "heading", "label", "order")
"""What can be wrong: a figure that breaks an equation, a section, table or row left out, a heading or label in other words, an order.

>>> [kind for kind in FAULTS if kind.startswith("s")]
['section']
"""


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

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=2, deadline=None)
    ... @given(lawful_reports("gid-2021"))
    ... def is_balanced(report):
    ...     assert result_of("gid/requests-balance", report).outcome is Outcome.PASS
    >>> is_balanced()
    """
    return _drafts(host_for(packs, plugins_dir, config), form, stated).map(report_from)


def faulty_reports(
    form: str, kinds: Sequence[str] = FAULTS, *, packs: Folders = (), plugins_dir: Folders | None = None,
    config: str | Path | None = None, **stated: Any,  # noqa: ANN401  as make_draft takes it
) -> st.SearchStrategy[Faulty]:  # fmt: skip
    """Return a strategy for reports with one fault of these kinds, which are lawful otherwise; see `lawful_reports`.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=2, deadline=None)
    ... @given(faulty_reports("gid-2021", ["section"]))
    ... def is_found(faulty):
    ...     assert result_of("gid/required-sections", faulty.report).outcome is Outcome.FAIL
    >>> is_found()
    """
    host = host_for(packs, plugins_dir, config)
    relations = _relations(host, form)
    return _drafts(host, form, stated).flatmap(lambda draft: _with_fault(draft, kinds, relations))


def _relations(host: Host, form: str) -> Relations:
    pack, own = form_named(form, host)
    return relations_of(own, host.rules_for(pack.id, host.rules))


def _drafts(host: Host, form: str, stated: dict[str, Any]) -> st.SearchStrategy[Draft]:
    pack, own = form_named(form, host)
    plain = make_draft(pack, own, **stated)
    return _filled(plain, [cell for cell in counted_cells(own) if _names_of(plain, cell)], _relations(host, form))


@st.composite
def _filled(draw: st.DrawFn, draft: Draft, cells: Sequence[CellKey], relations: Relations) -> Draft:
    """Raise some cells of a draft, with all that depends on them."""
    amounts = Amounts()
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
def _with_fault(draw: st.DrawFn, draft: Draft, kinds: Sequence[str], relations: Relations) -> Faulty:
    by = draw(st.integers(1, LARGEST))
    fault = draw(st.sampled_from([each for each in _faults(draft, relations, by) if each.kind in kinds]))
    return Faulty(report_from(_broken(draft, fault, by)), fault, report_from(draft))


def _faults(draft: Draft, relations: Relations, by: int) -> list[Fault]:
    """List what can be made wrong with a draft."""
    tables = [table for table in draft.form.tables if draft.cells.get(table.id) and not table.open]
    amounts = _amounts(draft)
    rows = [Fault("row", f"{table.id}.{row.id}") for table in tables for row in table.required_rows]
    return [
        *(
            Fault("figure", ".".join(cell))
            for cell in counted_cells(draft.form)
            if _breaks(draft, cell, by, relations, amounts)
        ),
        *(Fault("section", name) for name in draft.headings),
        *(Fault("table", table.id) for table in tables),
        *(fault for fault in rows if len(draft.cells[fault.place.partition(".")[0]]) > 1),
        *(Fault("heading", name) for name in draft.headings),
        *(Fault("label", fault.place) for fault in rows),
        *(Fault("order", name) for name in list(draft.headings)[1:]),
    ]


def _breaks(draft: Draft, cell: CellKey, by: int, relations: Relations, amounts: Mapping[CellKey, int]) -> bool:
    """Tell whether an equation breaks where a cell is raised."""
    alone = cell[1] in draft.cells.get(cell[0], ())
    return alone and relations.is_broken_at(cell, {**amounts, cell: amounts.get(cell, 0) + by})


def _amounts(draft: Draft) -> Amounts:
    """Return what the cells hold; rows that repeat are added up under the name of the row."""
    amounts = Amounts()
    for table, rows in draft.cells.items():
        for name, cells in rows.items():
            for column, raw in cells.items():
                amounts[table, name.partition("[")[0], column] += int(raw) if raw.isdecimal() else 0
    return amounts


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
