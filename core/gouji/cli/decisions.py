"""`gouji decisions`: what the ledger holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gouji.cli.ledger import ledger_options, opened
from gouji.cli.streams import say


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

    desk = opened(**where)
    entries = desk.ledger.entries()
    gone = withdrawn(entries)
    for entry in entries:
        if rule in ("", entry.rule) and agency in ("", entry.agency) and entry.fingerprint.startswith(finding):
            mark = "× " if entry.key in gone else ""
            said = " · ".join(filter(None, (entry.at[:16], entry.by, desk.line(entry), entry.reason, entry.expires)))
            say(f"{mark}{legible(said)}")
    return 0


@decisions.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_options
def export_decisions(file: Path, **where: Any) -> int:  # noqa: ANN401  as above
    """Write all entries to FILE, CSV or JSON by its ending; `-` prints JSON."""
    from gouji.decisions.exchange import to_csv, to_json

    entries = opened(**where).ledger.entries()
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
    """Add the entries of FILE, as `export` wrote it; those that are there already are passed over."""
    from gouji.decisions.exchange import read_entries
    from gouji.model.text import Language

    desk = opened(**where)
    entries = read_entries(file)
    added = desk.ledger.add(entries)
    known = len(entries) - added
    chinese = desk.language is Language.ZH
    say(f"新增 {added} 条，已有 {known} 条。" if chinese else f"{added} entries added, {known} known already.")
    return 0


@decisions.command("work")
@click.option("--to", "assignee", default="", help="Only what is assigned to this person.")
@ledger_options
def list_work(assignee: str, **where: Any) -> int:  # noqa: ANN401  as above
    """List the findings of the run that wait for somebody, with who is to decide on them, and until when."""
    from datetime import date

    from gouji.harmless import legible
    from gouji.model.words import name_of

    desk = opened(**where)
    for each in desk.work():
        if each.waits and assignee in ("", each.assignee):
            found = each.found
            late = ("逾期" if desk.language.value == "zh" else "overdue") if each.is_overdue(date.today()) else ""
            about = (
                found.fingerprint,
                name_of(each.standing).to(desk.language),
                found.agency or found.source,
                found.message,
            )
            say(legible(" · ".join(filter(None, (*about, each.assignee, each.due, late)))))
    return 0


@decisions.command("stats")
@ledger_options
def show_stats(**where: Any) -> int:  # noqa: ANN401  as above
    """Show how far the work has come, by agency and by inspector: findings, open, answered by the agency, overdue."""
    from datetime import date

    from gouji.decisions.work import numbers_of
    from gouji.harmless import legible

    desk = opened(**where)
    chinese, work = desk.language.value == "zh", desk.work()
    heads = ("问题", "待处理", "机关已答复", "逾期") if chinese else ("findings", "open", "answered", "overdue")
    nobody = "（未交办）" if chinese else "(nobody)"
    for numbers in (
        numbers_of(work, lambda each: each.found.agency or each.found.source, date.today()),
        numbers_of(work, lambda each: each.assignee or nobody, date.today()),
    ):
        for name, counts in numbers.items():
            say(legible(f"{name}: " + " · ".join(f"{head} {count}" for head, count in zip(heads, counts, strict=True))))
        say("")
    return 0


@decisions.command("sheet")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Also what is decided already.")
@click.option("--to", "assignee", default="", help="Only what is assigned to this person.")
@ledger_options
def write_work_sheet(file: Path, every: bool, assignee: str, **where: Any) -> int:  # noqa: ANN401  as above
    """Write the findings that wait to a workbook, in which decisions are filled in by hand."""
    from gouji.decisions.sheet import write_sheet

    desk = opened(**where)
    chosen = [each for each in desk.work() if (every or each.waits) and assignee in ("", each.assignee)]
    write_sheet(chosen, file, desk.language)
    return 0


@decisions.command("take")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_options
def take_sheet(file: Path, **where: Any) -> int:  # noqa: ANN401  as above
    """Take the decisions of a filled-in workbook into the ledger; rows in conflict are shown and left out (exit code 1)."""
    from gouji.decisions.sheet import read_sheet
    from gouji.harmless import legible

    desk = opened(**where)
    entries, conflicts = read_sheet(file, desk.run, desk.by_finding(), desk.by)
    desk.ledger.add(entries)
    chinese = desk.language.value == "zh"
    for each in conflicts:
        said = f"第 {each.row} 行未写入：{each.why}" if chinese else f"row {each.row} left out: {each.why}"
        say(legible(said))
    say(
        f"写入 {len(entries)} 条，冲突 {len(conflicts)} 条。"
        if chinese
        else f"{len(entries)} taken, {len(conflicts)} in conflict."
    )
    return 1 if conflicts else 0
