"""Random lawful reports in every format come back exactly: figures, states, sections, agency, year, date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from gouji.checking import bind_document
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.report import Report
from gouji_rules.gid.testing import (
    LawfulReport,
    ProgramMissing,
    docxs_to_pdfs,
    htmls_to_pdfs,
    lawful,
    to_docx,
    to_html,
    to_text,
)  # fmt: skip
from gouji_rules.gid.testing.faults import with_zeros_as

SEEDS = range(30)
EMPTY = {1: "", 2: "/"}


def _report(seed: int) -> LawfulReport:
    """Return a lawful report; some leave their zeros blank or print slashes in one table."""
    report = lawful(seed)
    words = EMPTY.get(seed % 4)
    return report if words is None else with_zeros_as(words, "requests" if seed % 8 < 4 else "review")(report)


def _html(reports: Sequence[LawfulReport]) -> list[bytes]:
    return [to_html(report).encode() for report in reports]


def _gbk(reports: Sequence[LawfulReport]) -> list[bytes]:
    return [to_html(report).encode("gb18030") for report in reports]


def _word_like(reports: Sequence[LawfulReport]) -> list[bytes]:
    return [to_html(report, word_like=True).encode() for report in reports]


def _text(reports: Sequence[LawfulReport]) -> list[bytes]:
    return [to_text(report).encode() for report in reports]


def _docx(reports: Sequence[LawfulReport]) -> list[bytes]:
    return [_one_docx(seed) for seed in SEEDS]


@cache
def _one_docx(seed: int) -> bytes:
    return to_docx(_report(seed))


def _browser_pdf(reports: Sequence[LawfulReport]) -> list[bytes]:
    return htmls_to_pdfs([to_html(report) for report in reports])


def _office_pdf(reports: Sequence[LawfulReport]) -> list[bytes]:
    return docxs_to_pdfs(_docx(reports))


Renderer = Callable[[Sequence[LawfulReport]], list[bytes]]
FORMATS: list[tuple[str, Renderer]] = [
    (".html", _html), (".html", _gbk), (".html", _word_like), (".txt", _text), (".docx", _docx), (".pdf", _browser_pdf),
    (".pdf", _office_pdf),
]  # fmt: skip


SLOW = (_docx, _browser_pdf, _office_pdf)
"""What takes more than a few seconds to make."""


@pytest.mark.parametrize(
    ("suffix", "render"),
    [
        pytest.param(suffix, render, id=render.__name__.strip("_"), marks=[pytest.mark.slow] if render in SLOW else [])
        for suffix, render in FORMATS
    ],
)
def test_reports_come_back_exactly(host: Host, suffix: str, render: Renderer) -> None:
    reports = [_report(seed) for seed in SEEDS]
    try:
        files = render(reports)
    except ProgramMissing as missing:
        pytest.skip(str(missing))

    differences = []
    for seed, (report, data) in enumerate(zip(reports, files, strict=True)):
        read = bind_document(host.read(Source(f"a{suffix}", suffix, data)), host)
        differences += [f"{seed}: {difference}" for difference in _differences(report, read, render)]

    assert not differences


def _differences(report: LawfulReport, read: Report, render: Renderer) -> list[str]:
    pairs: list[tuple[str, object, object]] = [
        ("agency", report.agency, read.agency),
        ("year", report.year, read.year),
        ("form", report.form, read.form.id),
        ("title", _squeezed(report.title), _squeezed(read.title)),
        ("sections", [s.id for s in report.sections], [s.id for s in read.sections]),
        ("prose", _prose(report), [_squeezed(s.text) for s in read.sections if s.id != "other_matters"]),
        ("figures", _cells(report), {(f.table, f.row, f.column): (f.raw, f.state.value) for f in read.figures}),
        ("doubts", [], [f"{d.message.zh} {d.table} {d.row} {d.column}" for d in read.doubts]),
    ]
    if render is not _browser_pdf:  # a printed page leaves out the line of the portal that states the date
        pairs.append(("published", report.published, read.published))
    return [f"{name}: {_apart(wanted, found)}" for name, wanted, found in pairs if wanted != found]


def _apart(wanted: object, found: object) -> str:
    """Show where two values differ, not all of them."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return str([(k, wanted.get(k), found.get(k)) for k in {**wanted, **found} if wanted.get(k) != found.get(k)][:5])
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return str([(w, f) for w, f in zip(wanted, found, strict=True) if w != f][:2])
    return f"{wanted!r} != {found!r}"


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _prose(report: LawfulReport) -> list[str]:
    """Return the prose of all sections but the last, below which agency and date are signed."""
    return [_squeezed("".join(s.paragraphs)) for s in report.sections if s.id != "other_matters"]


def _cells(report: LawfulReport) -> dict[tuple[str, str, str], tuple[str, str]]:
    states = {"": "blank", "/": "dash", "0": "zero"}
    return {
        (table, row, column): (raw, states.get(raw, "number"))
        for table, rows in report.figures.items()
        for row, cells in rows.items()
        for column, raw in cells.items()
    }
