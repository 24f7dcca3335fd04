"""The picture of where requests came from and how they ended, from the totals of table three."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gouji import Table
from gouji_plugins.writers.scorecard.totals import Total, row_total, rows_total, table_of
from gouji_plugins.writers.scorecard.words import Words

SOURCES = ("new_received", "carried_in")
OUTCOMES = ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other")
"""Groups of rows: each is one row, or all rows whose ids begin with its name."""
LEFT_OVER = "carried_out"

ROOM = 190.0
"""Height of all requests together; the picture grows where labels need more."""
GAP = 26.0
LEFT, MIDDLE, RIGHT, THICK = 150.0, 330.0, 510.0, 12.0


@dataclass(frozen=True, slots=True)
class Stream:
    """One source or end of requests as drawn: a bar at `y` with a band to the middle; none for 0 requests."""

    name: str
    label: str
    value: int
    summed: bool
    y: float = 0.0
    height: float = 0.0
    band: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """The picture: streams from the left and to the right of a bar in the middle."""

    sources: tuple[Stream, ...]
    ends: tuple[Stream, ...]
    height: float
    middle_y: float
    middle_height: float
    total: int
    summary: str
    notes: tuple[str, ...]

    @property
    def streams(self) -> tuple[Stream, ...]:
        """All streams, as the table beside the picture lists them."""
        return self.sources + self.ends


def requests_flow(tables: Mapping[str, Table], words: Words) -> Flow | None:
    """Draw the flow; None where a figure is missing or in doubt, or there were no requests."""
    table = table_of(tables, "requests", *SOURCES, LEFT_OVER)
    if table is None:
        return None
    sources = [(name, row_total(table, name)) for name in SOURCES]
    ends = [(name, _group_total(table, name)) for name in OUTCOMES] + [(LEFT_OVER, row_total(table, LEFT_OVER))]
    left, right = list(_streams(sources, words)), list(_streams(ends, words))
    if len(left) + len(right) < len(sources) + len(ends) or not any(each.value for each in left + right):
        return None
    return _drawn(left, right, words)


def _group_total(table: Table, name: str) -> Total | None:
    printed = {row for row, _ in table.figures}
    rows = [row for row in table.form.rows.values() if row.id == name or row.id.startswith(f"{name}_")]
    stand_ins = [row for row in rows if row.accepted_for and row.id in printed]
    covered = {stood for row in stand_ins for stood in row.accepted_for}
    wanted = [row.id for row in rows if not row.accepted_for and (row.id in printed or row.id not in covered)]
    wanted += [row.id for row in stand_ins]
    return rows_total(table, wanted) if wanted else None


def _streams(totals: Sequence[tuple[str, Total | None]], words: Words) -> Iterator[Stream]:
    for name, total in totals:
        if total is not None:
            yield Stream(name, words(f"flow_{name}"), total.value, total.summed)


def _drawn(left: list[Stream], right: list[Stream], words: Words) -> Flow:
    received, ended = sum(each.value for each in left), sum(each.value for each in right)
    scale = ROOM / max(received, ended)
    height = max(_needed(left, scale), _needed(right, scale))
    top = (height - ROOM) / 2
    return Flow(
        sources=_laid(left, scale, height, top, LEFT + THICK, MIDDLE),
        ends=_laid(right, scale, height, top, RIGHT, MIDDLE + THICK),
        height=round(height, 1),
        middle_y=round(top, 1),
        middle_height=ROOM,
        total=max(received, ended),
        summary=_summary(left, right, words),
        notes=_notes(left, right, words),
    )


def _needed(streams: list[Stream], scale: float) -> float:
    slots = [max(each.value * scale, GAP) + 8 for each in streams if each.value]
    return max(ROOM, sum(slots)) + 16


def _laid(
    streams: list[Stream], scale: float, height: float, top: float, edge: float, middle: float
) -> tuple[Stream, ...]:
    """Place the streams of one side one below another, each with its band from `edge` to the middle."""
    shown = [each for each in streams if each.value]
    spare = height - sum(max(each.value * scale, GAP) for each in shown)
    space = spare / (len(shown) + 1)
    y, at, laid = space, top, []
    for each in streams:
        if not each.value:
            laid.append(each)
            continue
        thick = each.value * scale
        slot = max(thick, GAP)
        start = y + (slot - thick) / 2
        band = _band(edge, start, middle, at, thick)
        laid.append(Stream(each.name, each.label, each.value, each.summed, round(start, 1), round(thick, 1), band))
        y, at = y + slot + space, at + thick
    return tuple(laid)


def _band(x: float, y: float, to_x: float, to_y: float, thick: float) -> str:
    half = (x + to_x) / 2
    upper = f"M{x:g} {y:.1f}C{half:g} {y:.1f} {half:g} {to_y:.1f} {to_x:g} {to_y:.1f}"
    lower = f"V{to_y + thick:.1f}C{half:g} {to_y + thick:.1f} {half:g} {y + thick:.1f} {x:g} {y + thick:.1f}Z"
    return upper + lower


def _summary(left: list[Stream], right: list[Stream], words: Words) -> str:
    sides = [words.listed([f"{each.label} {each.value}" for each in side]) for side in (left, right)]
    return words("flow_summary", sources=sides[0], ends=sides[1])


def _notes(left: list[Stream], right: list[Stream], words: Words) -> tuple[str, ...]:
    received, ended = sum(each.value for each in left), sum(each.value for each in right)
    notes = []
    if received != ended:
        notes.append(words("flow_differs", received=received, ended=ended, n=abs(received - ended)))
    if summed := [each.label for each in left + right if each.summed]:
        notes.append(words("flow_summed", names=words.listed(summed)))
    return tuple(notes)
