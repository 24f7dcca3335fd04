"""`gouji parse`: what was read, for people and as JSON Lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.options import host_options, language, loading
from gouji.cli.progress import page_printer

if TYPE_CHECKING:
    from gouji.model.claim import Claim
    from gouji.model.form import BlockForm
    from gouji.model.report import Report
    from gouji.model.table import Table
    from gouji.model.text import Language

INCOMPLETE = 3
PLAIN_WIDTH = 160


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, schema gouji.report/1.")
@language
@loading
def parse(
    paths: tuple[str, ...], as_json: bool, lang: str, pack: tuple[str, ...], config: Path | None,
    plugins_dir: tuple[Path, ...], plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """Show what is read from reports: sections, tables, figures, doubts."""
    from gouji.checking import bind_document, said_of
    from gouji.errors import NotAReport, UnreadableReport
    from gouji.files import find_files, read_file
    from gouji.host import make_host
    from gouji.model.text import Language

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    heard = page_printer(Language(lang))
    code = 0
    for file in find_files(paths):
        try:
            report = bind_document(read_file(file, host, heard), host)
        except (UnreadableReport, NotAReport) as reason:
            print(f"gouji: {file.name}: {said_of(reason).to(Language(lang))}", file=sys.stderr)
            code = INCOMPLETE
            continue
        if as_json:
            print(json.dumps(report_data(report, Language(lang)), ensure_ascii=False))
        else:
            _show(report, Language(lang))
    return code


def report_data(report: Report, lang: Language) -> dict[str, Any]:
    """Return a report as schema gouji.report/1."""
    return {
        "schema": "gouji.report/1",
        "source": report.document.source,
        "pack": report.pack,
        "form": report.form.id,
        "agency": report.agency,
        "year": report.year,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "address": report.document.metadata.get("address", ""),
        "sections": [
            {"id": s.id, "heading": s.printed, "page": s.at.page, "text": s.text}
            for s in report.sections
        ],
        "figures": [
            {
                "table": f.table, "row": f.row, "column": f.column, "raw": f.raw, "value": _number(f.value),
                "state": f.state.value, "page": f.at.page, "bbox": f.at.bbox, "confidence": f.confidence,
            }
            for f in report.figures
        ],
        "claims": [_claim(claim, lang) for claim in report.claims],
        "doubts": [
            {"message": d.message.to(lang), "table": d.table, "row": d.row, "column": d.column} for d in report.doubts
        ],
    }  # fmt: skip


def _claim(claim: Claim, lang: Language) -> dict[str, Any]:
    return {
        "subjects": list(claim.subjects), "polarity": claim.polarity.value, "value": _number(claim.value),
        "unit": claim.unit, "words": claim.words, "section": claim.section, "page": claim.at.page, "of": list(claim.of),
        "share": _number(claim.share.value) if claim.share else None,
        "parts": [_claim(part, lang) for part in claim.parts],
        "doubt": claim.doubt.to(lang) if claim.doubt else None,
    }  # fmt: skip


def _number(value: Any) -> int | float | None:  # noqa: ANN401  a Decimal or None
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _show(report: Report, lang: Language) -> None:
    from rich.console import Console
    from rich.text import Text as Line

    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    console.print(Line(f"{report.document.source}", style="bold"))
    console.print(f"{report.agency} · {report.year or '?'} · {report.form.id} · {report.published or '—'}")
    console.print(report.title)
    for section in report.sections:
        numeral = f"{section.numeral}、" if section.numeral else ""
        console.print(f"  {numeral}{section.heading} [{section.id or '?'}] {len(section.text)}")
    for table in report.tables.values():
        for block in table.form.blocks:
            console.print(_drawn(table, block))
    for claim in report.claims:
        about = "+".join(claim.subjects) or "—"
        stated = claim.polarity.value if claim.value is None else f"{_number(claim.value)} {claim.unit}"
        unsure = f" ? {claim.doubt.to(lang)}" if claim.doubt else ""
        console.print(Line(f"  “{claim.words}” {about}: {stated}{unsure}"))
    for doubt in report.doubts:
        console.print(
            Line(f"? {doubt.message.to(lang)} {'.'.join(p for p in (doubt.table, doubt.row, doubt.column) if p)}")
        )


def _drawn(table: Table, block: BlockForm) -> Any:  # noqa: ANN401  rich.table.Table
    """Draw a block of a table: □ stands for a blank cell, ? for a figure in doubt."""
    from rich.table import Table as Drawn

    drawn = Drawn(title=f"{table.form.title} {block.caption}".strip(), title_justify="left")
    for name in ("", *(column.label for column in block.columns)):
        drawn.add_column(name, overflow="fold")
    for row in block.rows:
        figures = [table.figure(row.id, column.id) for column in block.columns]
        if any(figures):
            cells = ["" if f is None else (f.raw or "□") + ("?" if f.doubt else "") for f in figures]
            drawn.add_row(row.full_label, *cells)
    return drawn
