"""Reports as text pasted from Word: a line for each paragraph and table row, cells set apart by tabs."""

from __future__ import annotations

from gouji_rules.gid.testing.grids import grids_of
from gouji_rules.gid.testing.report import LawfulReport


def to_text(report: LawfulReport) -> str:
    """Return the report as pasted text; places covered by a merged cell are empty cells."""
    lines = [report.title]
    if not report.signed:
        lines.append(f"（{report.published_words()}）")
    lines += report.preamble
    for section in report.sections:
        lines += [section.heading, *section.paragraphs]
        for grid in grids_of(report, section.id):
            lines.append("\n".join("\t".join(row) for row in grid.places()))
    if report.signed:
        lines += [report.agency, report.published_words()]
    return "\n\n".join(lines) + "\n"
