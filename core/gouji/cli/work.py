"""Commands of `gouji decisions` that carry work: lists, numbers, workbooks, the agencies' answers, looking back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gouji.cli.ledger import ledger_options, opened
from gouji.cli.streams import say


@click.command("work")
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
            standing = name_of(each.standing).to(desk.language)
            about = (
                found.fingerprint,
                standing,
                found.agency or found.source,
                found.rule,
                found.message,
                each.answer(desk.language),
            )
            say(legible(" · ".join(filter(None, (*about, each.assignee, each.due, late)))))
    return 0


@click.command("stats")
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


@click.command("sheet")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Also what is decided already.")
@click.option("--to", "assignee", default="", help="Only what is assigned to this person.")
@ledger_options
def write_work_sheet(file: Path, every: bool, assignee: str, **where: Any) -> int:  # noqa: ANN401  as above
    """Write the findings that wait to a workbook, in which decisions are filled in by hand."""
    from gouji.decisions.sheet import write_sheet

    desk = opened(**where)
    chosen = [each for each in desk.work() if (every or each.waits) and assignee in ("", each.assignee)]
    write_sheet(chosen, file, desk.language, desk.run)
    return 0


@click.command("take")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_options
def take_sheet(file: Path, **where: Any) -> int:  # noqa: ANN401  as above
    """Take the decisions of a filled-in workbook into the ledger; rows in conflict are shown and left out (exit code 1)."""
    from gouji.decisions.sheet_back import read_sheet
    from gouji.harmless import legible

    desk = opened(**where)
    before = desk.by_finding()
    entries, conflicts, unread = read_sheet(file, desk.run, before, desk.by)
    desk.ledger.add(
        entries, {e.fingerprint: before[e.fingerprint][-1].key if e.fingerprint in before else "" for e in entries}
    )
    chinese = desk.language.value == "zh"
    for each in conflicts:
        why = each.refused.to(desk.language)
        said = f"第 {each.row} 行未写入：{why}" if chinese else f"row {each.row} left out: {why}"
        say(legible(said))
    for column in unread:
        say(legible(f"自加的“{column}”栏不读取" if chinese else f"the column {column} is not read"))
    say(
        f"写入 {len(entries)} 条，冲突 {len(conflicts)} 条。"
        if chinese
        else f"{len(entries)} taken, {len(conflicts)} in conflict."
    )
    return 1 if conflicts else 0


@click.command("answer")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--agency", default="", help="Whose answer it is, where the form does not say so.")
@ledger_options
def take_answer(files: tuple[Path, ...], agency: str, **where: Any) -> int:  # noqa: ANN401  as above
    """Read filled-in reply forms (整改反馈表, docx or xlsx): what the agency admits and what it contests goes into the ledger.

    What is not clear is shown and left out (exit code 1), as is what a form says of another agency's items; so is a file that cannot be read
    (exit code 2). What stands beside the answers is kept with them, or shown. A form that was read before adds nothing.
    """
    from gouji.cli.language import problem
    from gouji.decisions.answers import entries_of, letter_as_sent
    from gouji.decisions.form_tables import AnswersUnreadable
    from gouji.decisions.reply_form import read_reply
    from gouji.harmless import legible
    from gouji.masking import masked
    from gouji.model.decision import Verb

    desk = opened(**where)
    chinese, code = desk.language.value == "zh", 0
    for file in files:
        try:
            reply = read_reply(file)
        except AnswersUnreadable as error:
            click.echo(legible(f"gouji: {problem(str(error))}"), err=True)
            code = 2
            continue
        taken = entries_of(reply, desk.run, desk.by_finding(), desk.by, agency, letter_as_sent(desk.run, reply))
        entries, problems = taken.entries, taken.problems
        desk.ledger.add(entries)
        code = max(code, int(bool(problems or taken.doubts or taken.beside)))
        for item, why in (*problems, *taken.doubts):
            say(legible(f"{file.name}: {item}: {why.to(desk.language)}"))
        for line in taken.beside:
            say(
                legible(
                    masked(f"{file.name}：表外另写：{line}" if chinese else f"{file.name}: beside the tables: {line}")
                )
            )
        for line in taken.filled:
            say(legible(masked(f"{file.name}：{line}")))
        admitted = len({e.rule for e in entries if e.verb is Verb.ADMIT})
        contested = len({e.rule for e in entries if e.verb is Verb.CONTEST})
        told = f"认领 {admitted} 项，不认可 {contested} 项，未写入 {len(problems)} 项"
        said = f"{admitted} admitted, {contested} contested, {len(problems)} left out"
        if not entries and not problems:
            told, said = "先前已登记，不再写入", "taken in before, nothing is added"
        say(legible(f"{file.name}：{told}" if chinese else f"{file.name}: {said}"))
    return code


@click.command("recheck")
@click.argument("before", type=click.Path(path_type=Path))
@ledger_options
def recheck(before: Path, **where: Any) -> int:  # noqa: ANN401  as above
    """Look back (回头看): compare corrected reports of the run with the run BEFORE, and keep what is rectified and what is not."""
    from gouji.cli.promised import Promised
    from gouji.decisions.lookback import entries_of_round, look_back, round_of, says_nothing_new
    from gouji.decisions.runs import PastRun
    from gouji.harmless import legible

    desk = opened(**where)
    if before.resolve() == desk.run.folder.resolve():
        raise click.UsageError("a run is looked back from to an earlier one, not to itself")
    held, past = desk.by_finding(), PastRun.read(before)
    looked = look_back(past, desk.run, held)
    number = round_of(held)
    entries = entries_of_round(looked, past, desk.run, held, desk.by)
    chinese, corrected = desk.language.value == "zh", sum(each.reported for each in looked)
    if says_nothing_new(looked, entries, held):
        again, said = f"与第 {number - 1} 轮回头看相同，不再写入", f"as in round {number - 1}, nothing is added"
        say(again if chinese else said)
        return 0
    desk.ledger.add(entries)
    say(
        f"第 {number} 轮回头看：{corrected} 份更正后的报告"
        if chinese
        else f"Round {number}, corrected reports: {corrected}"
    )
    heads = ("已整改", "仍存在", "新出现") if chinese else ("rectified", "still open", "newly broken")
    unseen = "未能再查" if chinese else "could not be looked at again"
    elsewhere = "因其他机关的报告更改而消失" if chinese else "gone as another agency's report changed"
    told = Promised(desk, past, held)
    for each in looked:
        found_so = [*zip(heads, (each.rectified, each.still_open, each.new), strict=True)]
        found_so += [(unseen, each.unseen)] if each.unseen else []
        found_so += [(elsewhere, each.elsewhere)] if each.elsewhere else []
        counts = " · ".join(f"{head} {len(found)}" for head, found in found_so)
        say(legible(f"{each.agency} {each.year}: {counts}"))
        for line in told.lines(each):
            say(legible(line))
    return 0
