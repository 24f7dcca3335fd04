"""Rules over several agencies: the tree of a roster, texts that are shared, versions, who has filed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from across import pages, read, together, with_same
from gouji import CheckedReport, Outcome, Run, Status
from gouji.checking import bind_document, checked_report
from gouji.cli import main
from gouji.errors import RosterInvalid
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.roster import Filed, Member, Roster
from gouji.roster import identities, read_roster
from gouji_rules.gid.testing import LawfulReport, edited, to_html, to_text
from gouji_rules.gid.testing.report import Figures
from gouji_rules.gid.testing.trees import tree
from test_json_run import schema

FOUND = (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)


@pytest.fixture(scope="module")
def family() -> tuple[LawfulReport, list[LawfulReport]]:
    return tree("示例县", 2023, Random(5))


@pytest.fixture(scope="module")
def members(family: tuple[LawfulReport, list[LawfulReport]]) -> Roster:
    whole, parts = family
    below = [Member(str(n), part.agency, parent="0", line=n + 2) for n, part in enumerate(parts, 1)]
    return Roster((Member("0", whole.agency, line=2), *below))


@pytest.fixture(scope="module")
def checked(host: Host, family: tuple[LawfulReport, list[LawfulReport]]) -> list[CheckedReport]:
    whole, parts = family
    return [read(host, name, page) for name, page in pages([whole, *parts]).items()]


def found(run: Run) -> dict[str, list[str]]:
    """Return what was found, the sources that the results count for by rule."""
    rules: dict[str, list[str]] = {}
    for result in run.batch:
        if result.outcome in FOUND:
            rules.setdefault(result.rule.removeprefix("gid/"), []).append("".join(result.reports[:1]))
    return rules


def test_a_lawful_tree_gives_nothing(host: Host, checked: list[CheckedReport], members: Roster) -> None:
    run = together(host, checked, roster=members)
    passed = {result.rule.removeprefix("gid/") for result in run.batch if result.outcome is Outcome.PASS}

    assert not found(run)
    assert passed >= {"aggregate-sum", "aggregate-bound", "scope-mixup", "shared-narrative", "filed"}
    assert {filing.status for filing in run.filings} == {Filed.FILED}


def test_a_changed_part_is_found_in_the_whole(
    host: Host, family: tuple[LawfulReport, list[LawfulReport]], checked: list[CheckedReport], members: Roster
) -> None:
    part = family[1][1]
    more = read(host, checked[2].source, edited({"cells": {"requests.new_received.total": "+3"}}, part))
    huge = read(host, checked[2].source, edited({"cells": {"requests.new_received.total": "+900"}}, part))
    whole = checked[0].source

    assert found(together(host, [*checked[:2], more, *checked[3:]], roster=members)) == {"aggregate-sum": [whole]}
    assert found(together(host, [*checked[:2], huge, *checked[3:]], roster=members)) == {
        "aggregate-sum": [whole],
        "aggregate-bound": [whole],
    }


def test_without_all_parts_nothing_is_added_up(host: Host, checked: list[CheckedReport], members: Roster) -> None:
    run = together(host, checked[:-1], roster=members)
    of = {
        result.rule.removeprefix("gid/"): result
        for result in run.batch
        if result.reports[:1] in ((), (checked[0].source,))
    }

    assert of["aggregate-sum"].outcome is Outcome.NOT_CHECKED
    assert of["aggregate-bound"].outcome is Outcome.PASS
    assert of["filed"].outcome is Outcome.FAIL
    assert [finding.words.zh for finding in of["filed"].findings] == ["示例县青石镇人民政府2023年的报告应报未报"]
    assert of["filed"].reports == ()


def test_the_report_of_the_office_in_the_place_of_the_one_for_all(
    host: Host, family: tuple[LawfulReport, list[LawfulReport]], checked: list[CheckedReport], members: Roster
) -> None:
    whole, parts = family
    busy = max(parts, key=lambda part: int(part.figures["requests"]["new_received"]["total"]))
    own = read(host, checked[0].source, to_html(replace(whole, figures=busy.figures)))

    assert "scope-mixup" in found(together(host, [own, *checked[1:]], roster=members))
    assert "aggregate-bound" not in found(together(host, [own, *checked[1:]], roster=members))


def test_without_a_roster_trees_are_not_checked(host: Host, checked: list[CheckedReport]) -> None:
    run = together(host, checked)

    assert not found(run)
    assert {r.outcome for r in run.batch if r.rule == "gid/aggregate-sum"} == {Outcome.NOT_CHECKED}
    assert {r.outcome for r in run.batch if r.rule == "gid/filed"} == {Outcome.NOT_CHECKED}


def test_figures_of_another_agency_are_cited_from_both(
    host: Host, family: tuple[LawfulReport, list[LawfulReport]], checked: list[CheckedReport], members: Roster
) -> None:
    _, parts = family
    one, other = (checked[1 + parts.index(part)] for part in _busiest(parts))
    figures = _busiest(parts)[1].figures
    whole = read(host, one.source, to_html(replace(_busiest(parts)[0], figures=figures)))
    some = read(host, one.source, to_html(replace(_busiest(parts)[0], figures=_of_table_three(_busiest(parts)))))

    for copied in (whole, some):
        reports = [copied if each is one else each for each in checked]
        run = together(host, reports, "gid/shared-figures", roster=members)
        assert sorted(found(run)["shared-figures"]) == sorted([one.source, other.source])
        for result in run.batch:
            assert {piece.source for each in result.findings for piece in each.evidence} <= {one.source, other.source}
            assert all(each.review and len(each.evidence) > 2 for each in result.findings)


def _busiest(parts: list[LawfulReport]) -> list[LawfulReport]:
    return sorted(parts, key=lambda part: -int(part.figures["requests"]["new_received"]["total"]))[:2]


def _of_table_three(pair: list[LawfulReport]) -> Figures:
    """Return the figures of one report with table three of another, one figure of which is changed."""
    requests = pair[1].figures["requests"]
    more = {**requests["granted"], "total": str(int(requests["granted"]["total"]) + 1)}
    return {**pair[0].figures, "requests": {**requests, "granted": more}}


def test_text_copied_from_another_agency_is_quoted_side_by_side(
    host: Host, family: tuple[LawfulReport, list[LawfulReport]], checked: list[CheckedReport]
) -> None:
    one, other = family[1][2], family[1][3]
    copied = with_same(other, one, [section.id for section in other.sections])
    sections = tuple(
        replace(s, paragraphs=tuple(line.replace(one.agency, other.agency) for line in s.paragraphs))
        for s in copied.sections
    )
    later = replace(copied, sections=sections, published=one.published.replace(month=3, day=30))
    run = together(
        host, [*checked[:4], read(host, checked[4].source, to_html(later)), *checked[5:]], "gid/shared-narrative"
    )
    results = {result.reports[0]: result for result in run.batch if result.outcome in FOUND}

    assert {source: result.outcome.value for source, result in results.items()} == {
        checked[3].source: "review",
        checked[4].source: "fail",
    }
    [finding] = results[checked[4].source].findings
    assert [piece.source for piece in finding.evidence] == [checked[4].source, checked[3].source]
    assert all(piece.span and piece.raw[slice(*piece.span)] for piece in finding.evidence)


def test_two_files_on_one_year_are_compared(
    host: Host, family: tuple[LawfulReport, list[LawfulReport]], checked: list[CheckedReport], members: Roster
) -> None:
    part = family[1][1]
    other = read(host, "又一份.html", edited({"cells": {"requests.new_received.total": "+3"}}, part))
    mended = read(
        host, "又一份.html",
        edited({"cells": {"requests.new_received.total": "+3"}, "add": {"other_matters": ["更正说明：表三有误。"]}}, part),
    )  # fmt: skip
    run = together(host, [*checked, other], "gid/versions-differ", "gid/filed", roster=members)

    assert found(run) == {"versions-differ": ["又一份.html"]}
    assert [filing.status for filing in run.filings if filing.member.id == "2"] == [Filed.DOUBLE]
    assert not found(together(host, [*checked, mended], "gid/versions-differ"))
    assert not found(together(host, [*checked, replace(checked[2], source="copy.html")], "gid/versions-differ"))


def test_versions_whose_text_gives_other_numbers_are_named_by_their_dates(
    host: Host, checked: list[CheckedReport], family: tuple[LawfulReport, list[LawfulReport]]
) -> None:
    first, part = checked[2], family[1][1]
    said = next(line for section in part.sections for line in section.paragraphs if re.search(r"\d+[件条次]", line))
    other_number = re.sub(r"(\d+)(?=[件条次])", lambda match: f"{int(match[0]) + 2}", said, count=1)
    page = to_html(part)
    later = replace(read(host, "a.html", page.replace(said, other_number), judge=False), published=date(2024, 2, 1))
    earlier = replace(first, source="z.html", published=date(2024, 1, 5))

    assert said in page
    for reports in ([later, earlier], [earlier, later]):
        run = together(host, reports, "gid/versions-differ")
        [finding] = next(result for result in run.batch if result.outcome is Outcome.REVIEW).findings

        assert found(run) == {"versions-differ": ["a.html"]}
        assert "z.html，2024-01-05、a.html，2024-02-01" in str(finding.message)
        assert "文字中有1处数字不同" in str(finding.message)
        assert [piece.source for piece in finding.evidence] == ["a.html", "z.html"]


def test_a_page_dated_long_before_it_was_seen(host: Host, checked: list[CheckedReport], members: Roster) -> None:
    seen = [replace(member, first_seen=date(2024, 6, 1)) for member in members.members[:1]]
    run = together(host, checked, "gid/versions-differ", roster=Roster((*seen, *members.members[1:])))

    assert found(run) == {"versions-differ": [checked[0].source]}


def test_who_is_late_unreadable_or_missing(host: Host, checked: list[CheckedReport], members: Roster) -> None:
    early = [replace(member, deadline=(1, 2)) for member in members.members[:1]]
    lost = CheckedReport("示例县公安局_2023.pdf", "0" * 64, Status.UNREADABLE, "lost")
    run = together(
        host, [*checked[:2], lost, *checked[3:-1]], "gid/filed", roster=Roster((*early, *members.members[1:]))
    )
    statuses = {filing.member.agency: filing.status for filing in run.filings}

    assert statuses["示例县人民政府"] is Filed.LATE
    assert statuses["示例县公安局"] is Filed.UNREADABLE
    assert statuses["示例县青石镇人民政府"] is Filed.MISSING
    assert statuses["示例县教育局"] is Filed.FILED


ROSTER = """id,agency,level,kind,parent,aliases,deadline,first_seen
1,示例县人民政府,county,government,,示例县政府,02-20,
2,示例县卫生健康委员会,county,department,1,示例县卫健委;示例县卫计委,01-31,2024-01-20
"""


def test_a_roster_is_read_and_its_mistakes_are_named_by_line(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="gb18030")
    roster = read_roster(path, identities(host))

    assert roster.members[1].aliases == ("示例县卫健委", "示例县卫计委")
    assert (roster.members[0].deadline, roster.members[1].first_seen) == ((2, 20), date(2024, 1, 20))
    assert [member.id for member in roster.below["1"]] == ["2"]
    for old, new, problem in (
        ("2,示例县卫生", "1,示例县卫生", r"roster.csv:3: id 1 stands in line 2"),
        ("department,1,", "department,9,", r"roster.csv:3: parent"),
        ("01-31", "13-31", r"roster.csv:3: deadline"),
        ("2024-01-20", "soon", r"roster.csv:3: first_seen"),
        ("卫健委;", "政府;", r"roster.csv:3: 示例县政府 is the agency of line 2"),
        ("aliases", "alias", r"roster.csv:1: .*aliases"),
        ("aliases", "agency", r"roster.csv:1: the column agency stands there twice"),
        ("government,,", "government,2,", r"roster.csv:2: parent: 示例县人民政府 ends up above itself"),
        ("county,dep", "conty,dep", r'roster.csv:3: no level "conty"; did you mean "county"'),
        ("示例县政府,02", '"示例县政府,02', r"roster.csv:3: "),
        ("2,示例县卫生健康委员会", "2,", r"roster.csv:3: agency is empty"),
    ):
        path.write_text(ROSTER.replace(old, new), encoding="utf-8")
        with pytest.raises(RosterInvalid, match=problem):
            read_roster(path, identities(host))
    with pytest.raises(RosterInvalid, match="No such file"):
        read_roster(tmp_path / "no.csv", identities(host))


def test_a_roster_is_read_as_spreadsheets_and_people_write_it(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(
        "编号;机关;层级;类别;上级;First Seen;时限\n1;示例县人民政府;县级;政府;;;2月20日\n"
        "2;示例县教育局;县级;部门;示例县人民政府;2024/1/5;1/31\n",
        encoding="utf-8-sig",
    )
    government, bureau = read_roster(path, identities(host)).members

    assert (government.level, government.kind, government.deadline) == ("county", "government", (2, 20))
    assert (bureau.parent, bureau.first_seen, bureau.deadline) == ("1", date(2024, 1, 5), (1, 31))


HEAD = "编号,机关,层级,类别,上级,别名,时限,首次见到"


@pytest.mark.parametrize(
    "text",
    [
        f"示例县应报送单位名册,,,,,,,\n\n{HEAD}\n1,示例县人民政府,县,政府,,,,\n,,,,,,,\n2,示例县教育局,县级,部门,1,示例县教体局,1月31日前,20240131\n",
        "sep=;\n序号;单位名称;上级单位;曾用名;时限;首次见到;备注\n1;示例县人民政府;;;;;\n2;示例县教育局;示例县政府;示例县教体局;1-31;2024/1/31;新设\n",
        '编号,"机关\n（全称）",上级,别名,时限,首次见到,,\n１,"示例县\n人民政府",,,,,,\n2,示例县教育局,1,示例县教体局,1/31,2024-01-31 0:00,,\n',
    ],
)
def test_a_roster_may_be_laid_out_as_people_do(host: Host, tmp_path: Path, text: str) -> None:
    for name, encoding in (("一.csv", "gb18030"), ("二.csv", "utf-8-sig"), ("三.csv", "utf-16")):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        government, bureau = read_roster(path, identities(host)).members

        assert (government.agency, government.id) == ("示例县人民政府", "1")
        assert (bureau.parent, bureau.aliases) == ("1", ("示例县教体局",))
        assert (bureau.deadline, bureau.first_seen) == ((1, 31), date(2024, 1, 31))


def test_a_roster_may_be_a_workbook(host: Host, tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "名册.xlsx"
    rows: list[list[Any]] = [
        ["名册"],
        ["编号", "机关", "时限"],
        [1, "示例县人民政府", date(2024, 2, 20)],
        [],
        [2.0, "示例县教育局", "1月31日"],
    ]
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    members = read_roster(path, identities(host)).members

    assert [(each.id, each.deadline, each.line) for each in members] == [("1", (2, 20), 3), ("2", (1, 31), 5)]
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(RosterInvalid, match="neither CSV nor a workbook"):
        read_roster(path, identities(host))


def test_a_report_behind_the_day_of_the_rules_is_late_without_a_day_on_the_roster(
    host: Host, family: tuple[LawfulReport, list[LawfulReport]], members: Roster
) -> None:
    part = family[1][1]
    page = to_html(replace(part, published=part.published.replace(month=4, day=20)))
    run = together(host, [read(host, "晚.html", page, judge=True)], "gid/filed", roster=members)

    assert {f.status for f in run.filings if f.member.agency == part.agency} == {Filed.LATE}


def test_a_page_and_another_format_of_the_same_report_are_filed_once(
    host: Host, family: tuple[LawfulReport, list[LawfulReport]], checked: list[CheckedReport], members: Roster
) -> None:
    part = family[1][1]
    text = host.read(Source("别的.txt", ".txt", to_text(part).encode()))
    beside = checked_report(bind_document(text, host), (), "别的")
    other = read(host, "又一份.html", edited({"cells": {"requests.granted.total": "+1"}}, part))

    for added, status in ((beside, Filed.FILED), (other, Filed.DOUBLE)):
        run = together(host, [*checked, added], "gid/filed", roster=members)
        assert [each.status for each in run.filings if each.member.agency == part.agency] == [status]


def test_a_roster_is_begun_from_the_reports_and_held_against_them(
    family: tuple[LawfulReport, list[LawfulReport]], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    whole, parts = family
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "报告"
    folder.mkdir()
    for name, page in pages([whole, parts[1]]).items():
        (folder / name).write_text(page, encoding="utf-8")
    path = tmp_path / "名册.csv"

    assert _gouji(monkeypatch, "roster", "init", str(folder), "--out", str(path), "--no-plugins") == 0
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "编号,机关,层级,类别,上级,别名,时限,首次见到,终止年度"
    days = (parts[1].published, whole.published)
    assert lines[1:] == [
        f"1,示例县公安局,县级,部门,2,,,{days[0]},", f"2,示例县人民政府,县级,政府,,,,{days[1]},",
    ]  # fmt: skip
    assert _gouji(monkeypatch, "roster", "init", str(folder), "--out", str(path), "--no-plugins") == 2

    path.write_text("\n".join([*lines, "3,示例县教育局,county,department,2,,,"]), encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["check", str(folder), "--roster", str(path), "--out", str(out), "--format", "json", "--in-process"]
    assert _gouji(monkeypatch, *arguments, "--no-plugins", "--select", "gid/filed,gid/review-total") == 1
    assert "名册 3 个机关，2023 年度：已报 2，应报未报 1。" in capsys.readouterr().out
    data = json.loads((out / "run.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema("run")).validate(data)
    assert [(each["agency"], each["status"]) for each in data["filings"]][-1] == ("示例县教育局", "missing")
    assert data["totals"]["filings"]["missing"] == 1
    assert data["batch"][0]["findings"][0]["evidence"][0]["source"] == "名册.csv"


def _gouji(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["gouji", *arguments])
    return main()
