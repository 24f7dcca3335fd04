"""`gouji decisions`: what the ledger holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gouji.cli.ledger import ledger_options, opened
from gouji.cli.streams import say
from gouji.cli.work import list_work, recheck, show_stats, take_answer, take_sheet, write_work_sheet


@click.group()
def decisions() -> None:
    """Show the ledger of decisions, and carry it from one place to another."""


@decisions.command("list")
@click.option("--rule", default="", help="Only those on findings of this rule.")
@click.option("--agency", default="", help="Only those on findings of this agency.")
@click.option("--finding", default="", help="Only those on this finding: all that ever was said of it.")
@ledger_options
def list_decisions(rule: str, agency: str, finding: str, **where: Any) -> int:  # noqa: ANN401  the options of the ledger
    """List all entries, the oldest first, withdrawn ones too."""
    from gouji.decisions.standing import withdrawn
    from gouji.harmless import legible
    from gouji.model.words import answer_said

    desk = opened(**where)
    if where["ledger"] and not desk.ledger.exists:
        raise click.UsageError(f"{where['ledger']}: no ledger is there")
    entries = desk.ledger.entries()
    gone = withdrawn(entries)
    for entry in entries:
        if rule in ("", entry.rule) and agency in ("", entry.agency) and entry.fingerprint.startswith(finding):
            mark = "× " if entry.key in gone else ""
            reason = answer_said(entry, desk.language)
            said = " · ".join(filter(None, (_here(entry.at), entry.by, desk.line(entry), reason, entry.expires)))
            say(f"{mark}{legible(said)}")
    return 0


def _here(at: str) -> str:
    """Return a time as clocks here show it."""
    from datetime import datetime

    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


@decisions.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_options
def export_decisions(file: Path, **where: Any) -> int:  # noqa: ANN401  as above
    """Write all entries to FILE, CSV or JSON by its ending; `-` prints JSON."""
    from gouji.decisions.exchange import to_csv, to_json

    ledger = opened(**where).ledger
    if where["ledger"] and not ledger.exists:
        raise click.UsageError(f"{where['ledger']}: no ledger is there")
    entries = ledger.entries()
    if str(file) == "-":
        click.echo(to_json(entries), nl=False)
        return 0
    text = to_json(entries) if file.suffix.lower() == ".json" else to_csv(entries)
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be written: {error.strerror or error}") from error
    return 0


@decisions.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_options
def import_decisions(file: Path, **where: Any) -> int:  # noqa: ANN401  as above
    """Add the entries of FILE, as `export` wrote it; those that are there already are passed over.

    Those whose key is there with other words are named and left out (exit code 1).
    """
    from gouji.decisions.exchange import read_entries
    from gouji.model.text import Language

    desk = opened(**where)
    entries, held = read_entries(file), {entry.key: entry for entry in desk.ledger.entries()}
    other = [entry for entry in entries if held.get(entry.key, entry) != entry]
    added = desk.ledger.add(entries)
    known = len(entries) - added - len(other)
    chinese = desk.language is Language.ZH
    for entry in other:
        say(f"{entry.key}：与台账所记不同，未写入" if chinese else f"{entry.key}: the ledger says otherwise; left out")
    say(f"新增 {added} 条，已有 {known} 条。" if chinese else f"entries added: {added}, known already: {known}.")
    return 1 if other else 0


for command in (list_work, show_stats, write_work_sheet, take_sheet, take_answer, recheck):
    decisions.add_command(command)
