"""A run as a whole: files found, checked wherever the work is done, stored, fetched and counted once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import gouji
from gouji import CheckedReport, Count, Limits, Outcome, Rule, Run, Severity, Status, Text
from gouji.cache import Cache
from gouji.checking import Order, Selection, check_file
from gouji.cli import gouji as command
from gouji.cli.outcome import lines_of
from gouji.cli.progress import progress
from gouji.errors import GoujiError
from gouji.files import File, find_files
from gouji.host import Host, HostOptions
from gouji.record import pack, unpack
from gouji.run import Heard, check_files, make_run
from gouji.settings import Configuration
from gouji.store import Keys, StoredReports
from gouji_plugins.writers import json as run_json
from gouji_plugins.writers import junit, notice, scorecard, xlsx
from gouji_rules.gid.testing import BUREAU, edited, series
from scorecard_run import sample_run

SAMPLES = Path(__file__).parent.parent / "reports_in"
FILES = ("示例市公安局_2020.txt", "示例市住房和城乡建设局_2020.html", "示例_会议通知.html")
BROKEN = """
from gouji import hookimpl, rule

@rule("acme/broken", title="Breaks", basis="", severity="minor", theme="structure")
def broken(report):
    \"\"\"Breaks with an object that stands somewhere in memory.\"\"\"
    raise ValueError(object())

@hookimpl
def rules():
    return [broken]
"""


def _files() -> list[File]:
    return find_files([SAMPLES / name for name in FILES])


def _checked(host: Host, jobs: int) -> list[CheckedReport]:
    return list(check_files(_files(), host, Order(HostOptions(own_only=True), Selection(), jobs)))


def test_what_gouji_wrote_is_no_report_wherever_it_was_copied_to(host: Host, tmp_path: Path) -> None:
    run = gouji.check([SAMPLES / "示例市住房和城乡建设局_2020.html"])
    for module in (scorecard, xlsx, notice):
        module.writers()[0].write(run, tmp_path)
    copies = [path for path in tmp_path.rglob("*") if path.suffix in {".html", ".xlsx", ".docx"}]
    known = [check_file(found, host, host.rules) for found in find_files(copies)]

    assert len(known) == 4
    assert {checked.reason and checked.reason.zh for checked in known} == {"是勾稽写出的检查结果"}


def test_the_same_is_found_here_and_in_other_processes(host: Host) -> None:
    here, there = _checked(host, 1), _checked(host, 2)

    assert list(map(repr, here)) == list(map(repr, there))
    assert [checked.status for checked in here] == [Status.CHECKED, Status.CHECKED, Status.NOT_A_REPORT]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_listens_hears_of_each_file_in_order(host: Host, jobs: int) -> None:
    heard: list[str] = []

    check_files(_files(), host, Order(HostOptions(own_only=True), Selection(), jobs), Heard(heard.append))

    assert heard == list(FILES)


def test_reports_are_fetched_one_by_one_and_again(host: Host) -> None:
    reports = check_files(_files(), host, Order(HostOptions(own_only=True)))

    assert len(reports) == 3
    assert list(reports) == [reports[number] for number in range(3)]
    assert list(reports[1:]) == list(reports)[1:]
    assert reports[-1].status is Status.NOT_A_REPORT


def test_a_report_that_left_the_cache_is_missed(tmp_path: Path) -> None:
    cache, packed = Cache(tmp_path), pack(sample_run().reports[0])
    cache.put(b"a", packed)

    assert StoredReports(cache, [b"a"])[0] == unpack(packed)
    with pytest.raises(GoujiError, match="left the cache"):
        StoredReports(cache, [b"a", b"c"])[1]


def _newer(plugin: str) -> Callable[[Host], Host]:
    return lambda host: replace(host, versions={**host.versions, plugin: "9"})


def _with(change: Callable[[Rule], Rule]) -> Callable[[Host], Host]:
    """Change the first rule of the first pack."""

    def changed(host: Host) -> Host:
        first, *others = host.packs[0].rules
        return replace(host, packs=(replace(host.packs[0], rules=(change(first), *others)), *host.packs[1:]))

    return changed


def _newer_pack(host: Host) -> Host:
    return replace(host, packs=(replace(host.packs[0], sha256="9"), *host.packs[1:]))


@pytest.mark.parametrize(
    ("change", "reads_again", "judges_again"),
    [
        (lambda host: host, False, False),
        (_newer("html"), True, True),
        (_newer("zh"), False, True),
        (_newer("cells"), False, True),
        (_newer("sarif"), False, True),
        (_newer_pack, False, True),
        (lambda host: replace(host, configuration=Configuration(limits=Limits(pages=9))), True, True),
        (lambda host: replace(host, rules=host.rules[1:]), False, True),
        (_with(lambda rule: replace(rule, parameters={"x": 1})), False, True),
        (_with(lambda rule: replace(rule, may_fail=not rule.may_fail)), False, True),
        (_with(lambda rule: replace(rule, title=Text("别的", "else"), severity=Severity.ADVICE)), False, False),
    ],
)  # fmt: skip
def test_a_report_is_read_and_judged_again_where_what_it_follows_from_has_changed(
    host: Host, change: Callable[[Host], Host], reads_again: bool, judges_again: bool
) -> None:
    other = change(host)
    before, after = Keys.of(host, host.rules), Keys.of(other, other.rules)
    about = ("报告.html", "ab" * 32)

    assert (before.reading_of(*about) != after.reading_of(*about)) is reads_again
    assert (before.judgement_of(*about) != after.judgement_of(*about)) is judges_again
    assert before.reading_of(*about) != before.reading_of("报告.html", "cd" * 32)


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("甲", "乙", "丙/甲"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "报告.txt").write_text("x", encoding="utf-8")
    found = find_files([tmp_path / folder / "报告.txt" for folder in ("甲", "乙", "丙/甲")])

    assert [file.name for file in found] == ["报告.txt", "乙/报告.txt", "甲/报告.txt"]
    assert len({file.slug for file in found}) == 3


def test_a_broken_rule_is_told_without_folders_and_addresses(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(BROKEN, encoding="utf-8")
    first, second = (
        gouji.check([SAMPLES / FILES[0]], plugins_dir=tmp_path, select=["acme/broken"]).reports[0] for _ in range(2)
    )
    result = first.results[0]

    assert result.outcome is Outcome.ERROR
    assert result.traceback.endswith("ValueError: <object object>\n")
    assert 'File "gouji/engine.py"' in result.traceback
    assert 'File "broken.py"' in result.traceback
    assert str(tmp_path) not in result.traceback
    assert repr(first) == repr(second)


def _index(run: Run, folder: Path) -> tuple[int, int, int]:
    scorecard.writers()[0].write(run, folder)
    page = (folder / "index.html").read_text(encoding="utf-8")
    told = re.search(r"不符合 (\d+) 项（(\d+) 处）.*?严重 (\d+) 项", page)
    assert told
    return int(told[1]), int(told[2]), int(told[3])


def _json(run: Run, folder: Path) -> tuple[int, int, int]:
    run_json.writers()[0].write(run, folder)
    totals = json.loads((folder / "run.json").read_text(encoding="utf-8"))["totals"]
    return totals["outcomes"]["fail"], totals["places"]["fail"], totals["failed"]["critical"]


def test_every_output_counts_alike(tmp_path: Path) -> None:
    run = replace(sample_run(), batch=())
    failed, places, critical = _index(run, tmp_path)
    junit.writers()[0].write(run, tmp_path)
    xlsx.writers()[0].write(run, tmp_path)
    rows = list(load_workbook(tmp_path / "gouji.xlsx")["概览"].iter_rows(values_only=True))
    head = next(row for row in rows if "文件" in row)
    filled = [dict(zip(head, row, strict=True)) for row in rows[rows.index(head) + 1 :]]

    assert run.totals.tally.outcomes[Outcome.FAIL] == Count(failed, places)
    assert run.totals.tally.failed[Severity.CRITICAL].rules == critical
    assert _json(run, tmp_path) == (failed, places, critical)
    assert ET.parse(tmp_path / "junit.xml").getroot().get("failures") == str(failed)
    for column, count in (("不符合", failed), ("不符合：严重", critical)):
        assert sum(int(str(row[column] or 0)) for row in filled) == count


def test_the_page_and_the_console_count_alike(tmp_path: Path) -> None:
    run = sample_run()
    scorecard.writers()[0].write(run, tmp_path)
    page = (tmp_path / "reports" / "shili-gonganju-2023.html").read_text(encoding="utf-8")
    line, *_ = lines_of(run, verbose=False)

    assert "不符合 4 项（9 处）：严重 1、较重 1、一般 1、提示 1" in page
    assert "严重 1 项，不符合 4 项（9 处），需复核 2 项" in line


def test_a_run_over_the_store_knows_rules_forms_and_the_reports_of_an_agency(host: Host) -> None:
    files = _files()
    run = make_run(host, check_files(files, host, Order(HostOptions(own_only=True))), files, gouji.Language.ZH)
    first = run.reports[0]
    form = run.form_of(first)

    assert form is not None
    assert set(first.bound_tables(form)) == {"active_disclosure", "requests", "review"}
    assert run.of_agency(first.agency.name) == [first]
    assert {rule.id for rule in run.rules_run if rule.scope is gouji.Scope.REPORT} == {r.rule for r in first.results}
    assert run.form_of(run.reports[2]) is None
    assert unpack(pack(first)) == first


def test_checking_a_file_twice_gives_the_same_bytes(host: Host) -> None:
    file = _files()[1]

    assert pack(check_file(file, host, host.rules)) == pack(check_file(file, host, host.rules))


def test_the_console_says_of_each_report_what_its_page_does_when_an_earlier_one_contradicts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before, now = series(BUREAU, (2022, 2023), Random(1))
    wrong = {"cells": {"requests.carried_in.total": "+2"}}
    for name, page in (("2022.html", edited({}, before)), ("2023.html", edited(wrong, now))):
        (tmp_path / name).write_text(page, encoding="utf-8")
    said = []
    for _ in range(2):
        arguments = ["check", "2022.html", "2023.html", "--exit-zero", "--lang", "zh", "--in-process"]
        said.append(CliRunner().invoke(command, arguments, standalone_mode=False).output.splitlines())
    written = json.loads((tmp_path / "gouji_out/run.json").read_text(encoding="utf-8"))
    report = next(each for each in written["reports"] if each["source"] == "2023.html")
    [line] = [line for line in said[0] if line.startswith("2023.html")]
    failed = {each["rule"] for each in written["batch"] if each["outcome"] == "fail"}

    assert failed == {"gid/carry-over-continuity"}
    assert f"得分 {report['score']:g}，等级 {report['grade']}" in line
    assert said[0] == said[1]


def test_without_a_terminal_a_line_tells_now_and_then_how_many_files_are_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for seconds, told in ((0.0, "已检查 1 个文件，共 2 个\n已检查 2 个文件，共 2 个\n"), (60.0, "")):
        monkeypatch.setattr("gouji.cli.progress.TELL_SECONDS", seconds)
        with progress(2, False, gouji.Language.ZH) as heard:
            assert heard.done is not None
            heard.done("a.html"), heard.done("b.html")

        assert capsys.readouterr().err == told
