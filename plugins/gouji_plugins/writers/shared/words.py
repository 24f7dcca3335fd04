"""Every word that comes neither from reports nor from rules and packs, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from gouji import Count, Language, Outcome, Severity, State, Status, Text, Totals, legible, name_of
from gouji_plugins.writers.shared.legible import LONGEST

WORDS: dict[str, Text] = {
    **{thing.value: name_of(thing) for kind in (Severity, Outcome, Status, State) for thing in kind},
    # files and sheets
    "product": Text("勾稽 · 年度报告合规检查", "Gouji · compliance of annual reports"),
    "overview": Text("概览", "Overview"),
    "findings": Text("问题", "Findings"),
    "figures": Text("数据", "Figures"),
    "frequent": Text("常见问题", "Frequent findings"),
    "roster": Text("报送情况", "Who has filed"),
    "number": Text("序号", "No."),
    "kind": Text("单位类别", "Kind of agency"),
    "verdict": Text("结论", "Verdict"),
    "reports": Text("涉及报告", "Reports"),
    "places": Text("处数", "Places"),
    **{f"failed_{level.value}": Text(f"不符合：{name_of(level).zh}", f"Not met: {name_of(level).en}") for level in Severity},
    "filed_missing": Text("应报未报", "not filed"),
    "filed_unreadable": Text("无法读取", "unreadable"),
    "filed_double": Text("重复报送", "filed twice"),
    "filed_late": Text("逾期", "late"),
    "filed_filed": Text("已报", "filed"),
    "coverage_sheet": Text("覆盖", "Coverage"),
    "matrix": Text("矩阵", "Matrix"),
    "totals": Text("共 {files} 个文件：{parts}。", "{files} files: {parts}."),
    "started": Text("检查时间：{time}", "Checked at {time}"),
    "batch": Text("跨报告检查", "Checks across reports"),
    "refused": Text("未检查的文件", "Files not checked"),
    "none_found": Text("未发现不符合，也没有需要复核的事项。", "Nothing found and nothing to review."),
    "more_findings": Text("另有 {n} 处", "{n} more"),
    "more_reports": Text("其余 {n} 份报告未在此列出。", "{n} more reports are not listed here."),
    "errors": Text("出错的规则", "Rules that broke"),
    # columns
    "source": Text("文件", "File"),
    "agency": Text("机关", "Agency"),
    "year": Text("年度", "Year"),
    "form": Text("格式", "Form"),
    "status": Text("状态", "Status"),
    "reason": Text("原因", "Reason"),
    "score": Text("得分", "Score"),
    "score_after_decisions": Text("计入处理决定后得分", "Score after decisions"),
    "coverage": Text("覆盖率（%）", "Coverage (%)"),
    "grade": Text("等级", "Grade"),
    "open_critical": Text("未整改严重问题", "Open critical findings"),
    "published": Text("公布日期", "Published"),
    "rule": Text("规则", "Rule"),
    "title": Text("要求", "Requirement"),
    "theme": Text("主题", "Theme"),
    "severity": Text("程度", "Severity"),
    "outcome": Text("结果", "Outcome"),
    "message": Text("说明", "Message"),
    "expected": Text("应填数", "Expected"),
    "actual": Text("填报数", "Reported"),
    "place": Text("位置", "Place"),
    "table": Text("表", "Table"),
    "row": Text("行", "Row"),
    "column": Text("列", "Column"),
    "section": Text("部分", "Section"),
    "page": Text("页", "Page"),
    "line": Text("行号", "Line"),
    "raw": Text("原文", "As printed"),
    "value": Text("数值", "Value"),
    "state": Text("填报状态", "State"),
    "confidence": Text("读取把握", "Confidence"),
    "basis": Text("依据", "Basis"),
    "remedy": Text("整改建议", "What to do"),
    "fingerprint": Text("问题标识", "Fingerprint"),
    "evidence_fingerprint": Text("证据标识", "Evidence fingerprint"),
    "decision": Text("处理决定", "Decision"),
    "holds_until": Text("有效至 {day}", "until {day}"),
    "stood_then": Text("作出决定时为“{then}”", "it said “{then}” then"),
    "taken_away": Text("已处理，不再计入", "Decided; no longer counted"),
    "known_before": Text("基线已有", "Known to the baseline"),
    # who reports: kinds of agency and tiers of government, where a locale tells them
    "kind_government": Text("{level}政府", "{level} government"),
    "kind_office": Text("{level}政府办公室", "office of a {level} government"),
    "kind_department": Text("{level}部门", "{level} department"),
    "kind_vertical": Text("{level}垂直管理机构", "{level} branch of a vertical system"),
    "kind_township": Text("乡镇", "township"),
    "kind_subdistrict": Text("街道", "sub-district"),
    "kind_zone": Text("开发区", "development zone"),
    "kind_zone_committee": Text("开发区管委会", "committee of a development zone"),
    "level_state": Text("国家级", "state"),
    "level_province": Text("省级", "provincial"),
    "level_prefecture": Text("市级", "prefectural"),
    "level_county": Text("县级", "county"),
    "level_township": Text("乡级", "township"),
    # places
    "in_row": Text("“{name}”行", "row {name}"),
    "in_column": Text("“{name}”列", "column {name}"),
    "in_columns": Text("“{first}”等 {n} 列", "{n} columns from {first}"),
    "in_rows": Text("“{first}”等 {n} 行", "{n} rows from {first}"),
    "in_section": Text("“{name}”部分", "section {name}"),
    "on_page": Text("第 {name} 页", "page {name}"),
    "on_line": Text("第 {name} 行", "line {name}"),
    "truncated": Text("…（已截断，原文共 {n} 字符）", "… (cut; {n} characters in all)"),
    "empty": Text("（空白）", "(blank)"),
    "agency_unknown": Text("未识别到机关名称", "Agency not recognised"),
    "expected_actual": Text("应填数 {expected}，填报数 {actual}", "expected {expected}, reported {actual}"),
    "start_folder": Text("运行检查时所在的文件夹", "The folder in which the check was started"),
    "clauses": Text("依据条款", "Clauses"),
    "clauses_mean": Text("检查所依据的法规和文件条款。", "The clauses that the requirements rest on."),
    "rule_broke": Text("规则 {rule} 出错", "Rule {rule} broke"),
    # the letter
    "letter_agency": Text("＿＿＿＿＿＿＿＿", "____________________"),
    "letter_more": Text("另有 {n} 处：{places}", "{n} more: {places}"),
    "letter_due": Text("{place}（应填 {due}）", "{place} (should be {due})"),
    "letter_uncounted": Text("等", " and others"),
    "letter_unmet": Text("{year}未做到：{title}", "{year}Not met: {title}"),
    "letter_verify_that": Text("{year}请核实：{title}", "{year}To verify: {title}"),
    "letter_point": Text("{year}{title}", "{year}{title}"),
    "letter_of_year": Text("{year}年", "{year}: "),
    "letter_year": Text("{year}年", "{year}"),
    "letter_blank": Text("＿＿＿＿＿＿", "________________"),
    "letter_accept": Text("□认领\n□不认可", "☐ yes\n☐ no"),
    "letter_verify": Text("□属实\n□不属实", "☐ confirmed\n☐ not confirmed"),
    "quoted": Text("“{text}”", "“{text}”"),
    "letter_report": Text("{year}年度报告（{source}）", "Report for {year} ({source})"),
    "letter_report_undated": Text("年度报告（{source}）", "Annual report ({source})"),
}  # fmt: skip
NO_WORDS: Mapping[str, Text] = MappingProxyType({})
_QUOTED = re.compile("(“[^”]*”)")
_DAY = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_SPACED_DAY = re.compile(rf" ?{_DAY.pattern} ?")
_DUE = re.compile(rf"(?:≤ )?{_DAY.pattern}")
_INNER = str.maketrans("“”", "‘’")


def _written_day(day: re.Match[str]) -> str:
    return f"{day[1]}年{int(day[2])}月{int(day[3])}日"


class Words:
    """The words of one language; call with a key and the values that its sentence takes. `more` are words of one format."""

    def __init__(self, language: Language, more: Mapping[str, Text] = NO_WORDS) -> None:
        self.language = language
        self.chinese = language is Language.ZH
        self._said = {key: words.to(language) for key, words in {**WORDS, **more}.items()}

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase; where it has two forms, `n` = 1 takes the first."""
        said = self._said[key]
        if "|" in said:
            one, many = said.split("|")
            said = one if values.get("n") == 1 else many
        return said.format(**values) if values else said

    def low(self, key: str) -> str:
        """Return a phrase as it stands inside a sentence."""
        return self._said[key].lower()

    def clauses(self, said: list[str]) -> str:
        """Join clauses."""
        return ("；" if self.chinese else "; ").join(said)

    def sentence(self, clauses: list[str]) -> str:
        """Join clauses into one sentence."""
        return self.clauses(clauses) + ("。" if self.chinese else ".")

    def show(self, text: str | None, longest: int = LONGEST) -> str:
        """Return text from a report, harmless and no longer than that; the cut is said."""
        if not text:
            return ""
        mended = legible(text[: longest + 1])
        if len(text) <= longest:
            return mended
        return f"{mended[:longest]}{self('truncated', n=f'{len(text):,}')}"

    def of(self, words: Text | None) -> str:
        """Return a text in this language, or in the other where this one is empty, made harmless."""
        if words is None:
            return ""
        return self.show(words.to(self.language) or words.zh or words.en)

    def said(self, words: Text | None) -> str | None:
        """Return a text in this language as it stands, None where there is none."""
        return None if words is None else words.to(self.language)

    def inner(self, text: str) -> str:
        """Return text as it stands inside quotation marks: in Chinese its own marks become single ones."""
        return text.translate(_INNER) if self.chinese else text

    def aside(self, text: str) -> str:
        """Return text in brackets, to be put after other words."""
        return f"（{text}）" if self.chinese else f" ({text})"

    def count(self, count: Count) -> str:
        """Say how many requirements (项) there are, and at how many places (处) where these are more."""
        return self.of(count.said)

    def totals(self, totals: Totals) -> str:
        """Say how many files there are and what became of them."""
        shown = [each for each in Status if totals.statuses[each] or each is not Status.ATTACHMENT]
        parts = [
            f"{self(each)} {totals.statuses[each]}" if self.chinese else f"{totals.statuses[each]} {self(each).lower()}"
            for each in shown
        ]
        return self("totals", files=totals.files, parts=("，" if self.chinese else ", ").join(parts))

    def pair(self, label: str, text: str) -> str:
        """Return a label and what it says."""
        return f"{label}：{text}" if self.chinese else f"{label}: {text}"

    def listed(self, parts: list[str]) -> str:
        """Join the members of a list."""
        return ("、" if self.chinese else ", ").join(parts)

    def known(self, key: str) -> bool:
        """Tell whether there is such a phrase."""
        return key in self._said

    def typeset(self, text: str) -> str:
        """Return a sentence of ours with its days as documents write them; what it quotes stays as it is."""
        if not self.chinese or "-" not in text:
            return text
        parts = _QUOTED.split(text)
        return "".join([part if part.startswith("“") else _SPACED_DAY.sub(_written_day, part) for part in parts])

    def figure(self, text: str) -> str:
        """Return what is reported or should be; a day, or the last day for something, as documents write it."""
        return _DAY.sub(_written_day, text.replace("≤ ", "不晚于")) if self.chinese and _DUE.fullmatch(text) else text

    def date(self, day: date) -> str:
        """Write a date out."""
        return f"{day.year}年{day.month}月{day.day}日" if self.chinese else day.isoformat()

    def day(self, stated: str) -> str:
        """Write an ISO day out; as it stands where it is none."""
        return _DAY.sub(_written_day, stated) if self.chinese else stated

    def time(self, stated: str) -> str:
        """Write an ISO time as people of the place where it was noted read it; as it stands where it is none."""
        try:
            noted = datetime.fromisoformat(stated)
        except ValueError:
            return self.show(stated)
        return f"{self.date(noted.date())} {noted:%H:%M}"


def percent(value: float) -> str:
    """Return a share of 0 to 100 with one decimal at most, never rounded up to 100."""
    shown = value if value >= 100 else min(value, 99.9)
    return f"{shown:.1f}".removesuffix(".0") + "%"
