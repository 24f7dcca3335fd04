"""A checked report is plain data: it comes back whole, keeps its schema, stays small, and holds no form, rule or score."""

from __future__ import annotations

import json
import pickle
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gouji import (
    CheckedAgency,
    CheckedReport,
    CheckedTable,
    Doubt,
    Evidence,
    EvidenceKind,
    Figure,
    Finding,
    Location,
    NotApplicable,
    Outcome,
    PrintedLabel,
    Result,
    Section,
    Severity,
    State,
    Status,
    Text,
    TextLine,
)
from gouji.checking import check_file, checked_report
from gouji.files import File, find_files
from gouji.host import Host
from gouji.record import as_json, data_in, pack, unpack
from scorecard_report import report
from scorecard_results import results

ROOT = Path(__file__).parent.parent
MOST_BYTES = 10_000

WORDS = st.text(max_size=12)
NUMBERS = st.floats(0, 2_000, allow_nan=False)
BOXES = st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
COUNTS = st.none() | st.integers(0, 999)
PLACES = st.builds(Location, COUNTS, st.none() | BOXES, COUNTS, COUNTS, COUNTS, COUNTS)
NOTHING = st.just(None)
SPOTS = st.builds(Location, COUNTS, st.none() | BOXES, COUNTS, NOTHING, NOTHING, NOTHING)
TEXTS = st.builds(Text, WORDS, WORDS)
DOUBTS = st.none() | TEXTS
LINES = st.lists(st.builds(TextLine, WORDS, PLACES), max_size=3).map(tuple)
RAWS = st.sampled_from(["", "0", "12", "-3", "1.50", "007", "/", "三", "5/5", "\ud800", "1\n2"])
VALUES = st.none() | st.sampled_from([Decimal(n) for n in ("0", "12", "-3", "1.5", "1.50", "7", "1E+3")])
CONFIDENCES = st.just(1.0) | st.floats(0, 1)
LABELS = st.lists(st.builds(PrintedLabel, st.none() | WORDS, WORDS, st.just(Location()), DOUBTS), max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn, name: str) -> CheckedTable:
    """Draw a table: whole, with gaps, or empty."""
    rows, columns = (draw(st.lists(WORDS, max_size=3, unique=True)) for _ in "rc")
    cells = [(row, column) for row in rows for column in columns]
    kept = draw(st.permutations(cells).map(lambda some: some[: len(some) // 2]) | st.just(cells))
    rest = (RAWS, VALUES, st.sampled_from(State), SPOTS, CONFIDENCES, WORDS, DOUBTS)
    figures = {cell: draw(st.builds(Figure, st.just(name), *map(st.just, cell), *rest)) for cell in kept}
    twice = [(figure, figure._replace(raw="9")) for figure in figures.values()][: draw(st.integers(0, 1))]
    return CheckedTable.made(name, figures, draw(st.lists(LABELS, min_size=1, max_size=3)), draw(PLACES), twice)


@st.composite
def pieces(draw: st.DrawFn, figures: list[Figure]) -> Evidence:
    """Draw evidence: a figure of the report, one that differs from it, or anything else."""
    if len(figures) > 0 and draw(st.booleans()):
        piece = Evidence.of(draw(st.sampled_from(figures)))
        return piece if draw(st.booleans()) else piece._replace(confidence=0.5)
    names, span = st.none() | WORDS, st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9))
    parts = (names, names, names, names, COUNTS, st.none() | BOXES, COUNTS, span, CONFIDENCES, DOUBTS)
    return draw(st.builds(Evidence, st.sampled_from(EvidenceKind), WORDS, *parts))


@st.composite
def findings(draw: st.DrawFn, figures: list[Figure]) -> Finding:
    """Draw a finding."""
    evidence = tuple(draw(st.lists(pieces(figures), max_size=3)))
    figure = st.none() | WORDS
    message = draw(WORDS | TEXTS)
    told_by = draw(st.just("") | WORDS)
    return Finding(
        message,
        None,
        draw(figure | TEXTS),
        draw(figure),
        draw(st.booleans()),
        evidence,
        draw(WORDS),
        draw(WORDS),
        told_by,
        draw(st.booleans()),
    )


@st.composite
def reports(draw: st.DrawFn) -> CheckedReport:
    """Draw a checked report."""
    made = {name: draw(tables(name)) for name in draw(st.lists(st.sampled_from(["a", "b"]), unique=True))}
    figures = [figure for table in made.values() for figure in table.figures.values()]
    found = st.lists(findings(figures), max_size=2).map(tuple)
    some = (
        st.sampled_from(Severity),
        st.sampled_from(Outcome),
        found,
        st.integers(0, 9),
        st.integers(0, 9),
        DOUBTS,
        WORDS,
    )
    names, year = st.lists(WORDS, max_size=2).map(tuple), st.none() | st.integers(1990, 2100)
    sections = st.lists(st.builds(Section, st.none() | WORDS, WORDS, WORDS, LINES, PLACES, WORDS), max_size=2)
    doubts = st.lists(
        st.builds(Doubt, TEXTS, st.none() | WORDS, st.none() | WORDS, st.none() | WORDS, PLACES), max_size=2
    )
    return CheckedReport(
        draw(WORDS), draw(WORDS), Status.CHECKED, draw(WORDS), draw(DOUBTS), draw(st.none() | WORDS),
        draw(st.none() | WORDS), draw(st.builds(CheckedAgency, WORDS, WORDS, names, WORDS)), draw(year), draw(WORDS),
        draw(PLACES), draw(st.none() | st.dates()), draw(WORDS), draw(COUNTS),
        draw(st.dictionaries(st.integers(1, 9), st.integers(1, 3), max_size=2)), draw(LINES), tuple(draw(sections)),
        made, tuple(draw(doubts)), tuple(draw(st.lists(st.builds(Result, WORDS, *some), max_size=4))),
    )  # fmt: skip


def exact(of: CheckedReport) -> str:
    """Return everything that a report holds, also what equality overlooks: 1.5 and 1.50, tracebacks."""
    return repr(of)


def schema() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("gouji").joinpath("schemas", "checked.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(data)
    return data


def by_hand() -> CheckedReport:
    return checked_report(report(), results(report()), "by-hand")


def samples() -> list[File]:
    return [file for file in find_files([ROOT / "reports_in"]) if file.path.suffix != ".png"]


@pytest.mark.slow
@given(reports())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_a_report_holds_comes_back(checked: CheckedReport) -> None:
    back = unpack(pack(checked))

    assert back == checked
    assert exact(back) == exact(checked)
    assert pack(back) == pack(checked)
    Draft202012Validator(schema()).validate(json.loads(as_json(checked).decode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("status", [Status.ATTACHMENT, Status.UNREADABLE, Status.NOT_A_REPORT])
def test_a_refused_file_comes_back_with_its_reason(status: Status) -> None:
    refused = CheckedReport(
        "扫描件.pdf", "cd" * 32, status, "scan", Text("没有可读的文字。", "It holds no readable text.")
    )

    assert unpack(pack(refused)) == refused
    Draft202012Validator(schema()).validate(json.loads(as_json(refused)))
    assert data_in(pack(refused)) == json.loads(as_json(refused))


def test_what_is_of_another_schema_is_refused() -> None:
    other = pack(by_hand()).replace(b"gouji.checked/1", b"gouji.checked/9")

    with pytest.raises(ValueError, match=r"gouji\.checked/9"):
        unpack(other)


def _plain(value: object) -> bool:
    if value is None or isinstance(value, (str, int, float, Decimal, date, Enum)):
        return True
    if isinstance(value, dict):
        return all(map(_plain, (*value, *value.values())))
    if isinstance(value, (tuple, list)):
        return all(map(_plain, value))
    known = is_dataclass(value) and type(value).__name__ not in ("Form", "TableForm", "Rule", "Scorecard", "Document")
    return known and all(_plain(getattr(value, each.name)) for each in fields(value))  # type: ignore[arg-type]


@pytest.mark.parametrize("file", samples(), ids=lambda file: file.path.stem)
def test_a_usual_report_is_plain_and_small_and_keeps_its_schema(file: File, host: Host) -> None:
    checked = check_file(file, host, host.rules)

    assert _plain(checked)
    assert len(pack(checked)) <= MOST_BYTES
    assert unpack(pack(checked)) == checked
    assert pickle.loads(pickle.dumps(checked)) == checked
    Draft202012Validator(schema()).validate(json.loads(as_json(checked)))
    assert data_in(pack(checked)) == json.loads(as_json(checked))
    assert str(ROOT).encode() not in as_json(checked)


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_a_table_gives_back_what_it_was_made_of(data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.tuples(WORDS, WORDS), max_size=6, unique=True))
    rest = (RAWS, VALUES, st.sampled_from(State), SPOTS, CONFIDENCES, WORDS, DOUBTS)
    figures = {cell: data.draw(st.builds(Figure, st.just("t"), *map(st.just, cell), *rest)) for cell in cells}
    labels = data.draw(st.lists(LABELS, min_size=1, max_size=3))
    twice = [(figure, figure._replace(raw="9")) for figure in figures.values()][:2]
    made = CheckedTable.made("t", figures, labels, Location(3), twice)

    assert list(made.figures.items()) == list(figures.items())
    assert str(made.figures) == str(figures)
    assert list(made.labels) == labels
    assert made.repeated == tuple(twice)
    assert (made.at, made.count) == (Location(3), len(figures))


def test_a_frame_needs_ids_alone() -> None:
    checked = unpack(pack(by_hand()))

    frame = checked.frame("requests")

    assert frame.equals(report().frame("requests").loc[frame.index, frame.columns])
    assert frame.loc["new_received", "total"] == 21
    with pytest.raises(NotApplicable):
        checked.frame("no_such_table")


def test_tables_are_bound_to_the_form_again() -> None:
    of = report()

    bound = unpack(pack(by_hand())).bound_tables(of.form)

    assert list(bound) == list(of.tables)
    for name, table in of.tables.items():
        kept = {cell: figure._replace(at=figure.at._replace(table=None)) for cell, figure in table.figures.items()}
        assert bound[name].figures == kept
    assert by_hand().bound_tables(None) == {}
