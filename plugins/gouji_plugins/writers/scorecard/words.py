"""Every word of the pages that comes neither from reports nor from rules and packs, in both languages."""

from __future__ import annotations

from datetime import date

from gouji import Language, Outcome, Severity, Status, Text, name_of
from gouji_plugins.writers.scorecard.picture_words import PICTURE_WORDS

WORDS: dict[str, Text] = {
    # severities and outcomes
    **{thing.value: name_of(thing) for kind in (Severity, Outcome, Status) for thing in kind},
    # the verdict
    "verdict_breaches": Text("发现 {n} 项不符合", "{n} requirement is not met|{n} requirements are not met"),
    "verdict_places": Text("（共 {n} 处）", " (in {n} place)| (in {n} places)"),
    "verdict_part": Text("{n} 项{severity}", "{n} {severity}"),
    "verdict_none": Text("未发现不符合", "No breach found"),
    "verdict_all": Text(
        "已检查的 {n} 项要求均符合", "The one requirement checked is met|All {n} requirements checked are met"
    ),
    "verdict_undecided": Text("未能作出判定", "Nothing could be decided"),
    "verdict_also": Text("另有 {parts}", "besides, {parts}"),
    "verdict_only": Text("有 {parts}", "{parts}"),
    "verdict_review": Text("{n} 项需人工复核", "{n} item for review by a person|{n} items for review by a person"),
    "verdict_errors": Text(
        "{n} 条规则出错、未能检查", "{n} rule broke and checked nothing|{n} rules broke and checked nothing"
    ),
    # the score
    "score": Text("得分", "Score"),
    "score_of": Text("满分 100", "out of 100"),
    "no_score": Text("不评分", "No score"),
    "coverage": Text("覆盖率", "Coverage"),
    "coverage_means": Text("已判定权重占适用权重", "share of the applicable weight decided"),
    "open_critical": Text("未整改严重问题", "Open critical findings"),
    "open_critical_short": Text("严重问题", "Critical"),
    "items": Text("项", ""),
    "grade": Text("等级", "Grade"),
    "no_grade": Text("不定级", "No grade"),
    "no_grade_means": Text("覆盖率不足，暂不定级", "coverage too low to grade"),
    "grade_means": Text("按得分确定", "from the score"),
    "capped": Text(
        "{uncapped}，因 {n} 项问题未整改限为 {grade}",
        "{uncapped}, capped at {grade} by {n} open fault|"
        "{uncapped}, capped at {grade} by {n} open faults",
    ),
    "cap": Text("限级", "Capped"),
    "after_decisions": Text("计入处理决定后 {score}", "{score} after decisions"),
    "themes": Text("分主题得分", "Score by theme"),
    "theme": Text("主题", "Theme"),
    "undecided": Text("未判定", "not decided"),
    # the report
    "agency": Text("机关", "Agency"),
    "agency_unknown": Text("未识别到机关名称", "Agency not recognised"),
    "year": Text("报告年度", "Year reported"),
    "year_short": Text("年度", "Year"),
    "year_of": Text("{year} 年度", "{year}"),
    "unknown": Text("未识别", "not recognised"),
    "form": Text("报告格式", "Form"),
    "title": Text("标题", "Title"),
    "published": Text("公布日期", "Published"),
    "source": Text("来源文件", "Source file"),
    "status": Text("状态", "Status"),
    "reason": Text("原因", "Reason"),
    "product": Text("勾稽 · 年度报告合规检查", "Gouji · compliance of annual reports"),
    "report_title": Text("检查结果", "Scorecard"),
    "all_reports": Text("全部报告", "All reports"),
    "skip": Text("跳到正文", "Skip to content"),
    "contents": Text("本页内容", "On this page"),
    "to_top": Text("回到页首", "Back to top"),
    # findings
    "breaches": Text("不符合", "Not met"),
    "breaches_none": Text("未发现不符合的要求。", "No requirement was found to be breached."),
    "should": Text("应当：", "Requirement: "),
    "expected": Text("应为", "Expected"),
    "actual": Text("报告所载", "Reported"),
    "as_read": Text("读取结果", "As read"),
    "basis": Text("依据", "Basis"),
    "rationale": Text("检查缘由", "Why it matters"),
    "remedy": Text("整改建议", "What to do"),
    "remedy_if": Text("如属实，建议", "If confirmed"),
    "evidence": Text("原文证据", "Evidence"),
    "place_number": Text("第 {n} 处", "Finding {n}"),
    "places_failed": Text("检查 {checks} 处，{failed} 处不符", "{failed} of {checks} checks did not hold"),
    "places_open": Text("检查 {checks} 处，{failed} 处待复核", "{failed} of {checks} checks await review"),
    "places_more": Text("其余 {n} 处", "{n} more finding|{n} more findings"),
    "places_listed": Text("其余 {n} 处未在本页列出", "{n} more, not listed on this page"),
    "says": Text("正文所述", "What the text says"),
    "tabled": Text("表格所载", "What the table holds"),
    "upheld_boxes": Text("□ 属实　□ 不属实　□ 另有说明：", "☐ confirmed  ☐ not confirmed  ☐ remark: "),
    "inspector": Text("检查人", "Checked by"),
    "reviewer": Text("复核人", "Reviewed by"),
    "day": Text("日期", "Date"),
    "matrix": Text("各报告分主题得分", "Scores by theme of each report"),
    "show_only": Text("只看", "Show only"),
    "search": Text("查找", "Find"),
    "search_hint": Text("规则、原文或数字", "rule, words or figure"),
    "filtered": Text("显示 {shown} / {all} 项", "showing {shown} of {all}"),
    "show_all": Text("全部显示", "Show all"),
    "marked_together": Text("各处在下表中以序号标出", "The findings are marked in the table by number"),
    "excerpt": Text("节选，完整表格见“报告原表”", "excerpt; the whole table is under “The report as read”"),
    "whole_table": Text("完整表格", "Whole table"),
    "see_original": Text("在原表中查看", "See it in the table as read"),
    "see_text": Text("在原文中查看", "See it in the text as read"),
    "cited_by": Text("被第 {n} 处引用", "cited by finding {n}"),
    "blank": Text("（空白）", "(blank)"),
    "absent": Text("（未列）", "(not printed)"),
    "doubtful": Text("读取存疑", "Reading in doubt"),
    "page": Text("第 {n} 页", "page {n}"),
    "line": Text("第 {n} 行", "line {n}"),
    "confidence": Text("读取把握 {share}", "reading confidence {share}"),
    "cell": Text("单元格", "Cell"),
    "text": Text("原文", "Text"),
    "section": Text("章节", "Section"),
    "document": Text("全文", "Document"),
    "evidence_list": Text("逐格列出 {n} 处原文", "List the {n} places with their raw text"),
    "truncated": Text("（已截断，原文共 {n} 字符）", "(cut; {n} characters in all)"),
    "note": Text("说明", "Note"),
    # review and the other outcomes
    "reviews": Text("需人工复核", "For review by a person"),
    "reviews_none": Text("没有需要人工复核的事项。", "Nothing needs review by a person."),
    "reviews_judgement": Text("请人工判断", "For a person to judge"),
    "reviews_judgement_means": Text(
        "可能另有合法情形，或仅为线索；复核前不作为问题，也不计入得分。",
        "There may be a lawful explanation, or this is only a lead. "
        "Until reviewed it is no finding and leaves the score alone.",
    ),
    "reviews_doubt": Text("读取存疑", "The reading is in doubt"),
    "reviews_doubt_means": Text(
        "以下各项是本软件没有把握读准，并非认定报告有误。请对照原件核实；核实前不计入得分。",
        "Here the software is unsure that it read the report correctly; nothing is held against the report. "
        "Please compare with the original. Until then these items leave the score alone.",
    ),
    "if_upheld": Text("如属实为：{severity}", "if confirmed: {severity}"),
    "passes": Text("符合的要求", "Requirements met"),
    "checks": Text("检查处数", "Checks"),
    "rule": Text("规则", "Rule"),
    "severity": Text("程度", "Severity"),
    "outcome": Text("结果", "Outcome"),
    "not_applicables": Text("不适用的要求", "Requirements that do not apply"),
    "not_checkeds": Text("未检查的要求", "Requirements not checked"),
    "not_checked_means": Text("检查所需的资料不在手边。", "Something that the check needs is not at hand."),
    "errors": Text("出错的规则", "Rules that broke"),
    "errors_mean": Text(
        "以下规则自身出错，与报告无关；其权重不计入得分，只降低覆盖率。请将规则编号和插件名称告知维护者。",
        "These rules broke by themselves; the report is not to blame. They only lower the coverage. "
        "Please tell the maintainer the rule and the plugin.",
    ),
    "plugin": Text("插件", "Plugin"),
    # why
    "why": Text("得分由来", "How the score came about"),
    "why_means": Text(
        "满分 100，每条不符合的规则按其程度扣分；同一原因只扣一次，常一同出现的一组规则只有一条扣足。",
        "From 100, each rule that is not met takes points by its severity; one cause is deducted once, and of a group of rules "
        "that usually fall together only one in full.",
    ),
    "points": Text("扣分", "Points"),
    "forgiven": Text("一般问题合计最多扣 15 分，返还 {n} 分。", "Minor faults cost 15 points together at most: {n} are given back."),
    "held": Text("等级为 {grade}，得分以 {score} 为限。", "Grade {grade} holds the score at {score}."),
    "share_half": Text("同组减半（已按“{rule}”扣足）", "half: of its group, “{rule}” costs the full points"),
    "share_same_cause": Text("同源，不重复扣分（见“{rule}”）", "same cause as “{rule}”, not deducted again"),
    "share_follows": Text("由“{rule}”引起，不另扣分", "follows from “{rule}”, not deducted"),
    "verdict": Text("结论", "Verdict"),
    "rider": Text("（{riders}）", " ({riders})"),
    "coverage_sum": Text(
        "覆盖率 {coverage}：已判定的规则按扣分值计占适用规则的比重",
        "Coverage {coverage}: the share of applicable rules that were decided, by their points",
    ),
    "left_out": Text("适用但未判定、因而降低覆盖率的规则", "Applicable rules left undecided, which lower the coverage"),
    # the report as read
    "original": Text("报告原表", "The report as read"),
    "original_means": Text(
        "以下为本软件读到的内容，供与原件对照；被引用的单元格带有返回链接。",
        "What the software read, to compare with the original. Cells cited by findings link back to them.",
    ),
    "outline": Text("章节", "Sections"),
    "tables": Text("表格", "Tables"),
    "no_tables": Text("未读到规定的表格。", "No prescribed table was read."),
    "no_sections": Text("未读到章节。", "No section was read."),
    "preamble": Text("前言", "Preamble"),
    "section_unknown": Text("格式未规定的章节", "not a section of the form"),
    "characters": Text("{n} 字", "{n} characters"),
    "text_cut": Text("以下正文较长，未在本页全部列出。", "The text is long; the rest is not shown on this page."),
    "doubts": Text("读取时的存疑", "Doubts of the reading"),
    "doubts_mean": Text(
        "读取文件时未能确定的地方，不是对报告的评价。",
        "What could not be decided while reading the file; no judgement on the report.",
    ),
    "doubts_none": Text("读取过程没有存疑。", "The reading raised no doubt."),
    "provenance": Text("来源与版本", "Provenance"),
    "sha256": Text("文件 SHA-256", "SHA-256 of the file"),
    "reader": Text("读取器", "Reader"),
    "pages": Text("页数", "Pages"),
    "packs": Text("规则包", "Rule packs"),
    "plugins": Text("插件", "Plugins"),
    "started": Text("检查时间", "Checked at"),
    "rules_run": Text("执行的规则", "Rules run"),
    # the portfolio
    "portfolio": Text("检查总览", "Overview of the run"),
    "portfolio_sum": Text("共 {n} 个文件：{parts}。", "{n} file: {parts}.|{n} files: {parts}."),
    "reports": Text("报告", "Reports"),
    "reports_n": Text("份", ""),
    "totals": Text("合计", "Totals"),
    "findings": Text("发现", "Findings"),
    "failed_sum": Text("不符合 {n} 项", "{n} requirement not met|{n} requirements not met"),
    "at_places": Text("（{n} 处）", " (in {n} place)| (in {n} places)"),
    "grades": Text("等级分布", "Grades"),
    "refused": Text("未检查的文件", "Files not checked"),
    "refused_means": Text("这些文件未作检查，也不评分。", "These files were not checked and have no score."),
    "frequent": Text("最常见的不符合", "Most frequent findings"),
    "reports_affected": Text("涉及报告", "Reports affected"),
    "places": Text("处数", "Findings"),
    "batch": Text("跨报告检查", "Checks across reports"),
    "empty_run": Text("本次没有文件。", "The run has no files."),
    "filter": Text("筛选", "Filter"),
    "filter_hint": Text("机关、年度或文件名", "agency, year or file"),
    "sort_by": Text("按此列排序", "sort by this column"),
    "open_all": Text("全部展开", "Unfold all"),
    "close_all": Text("全部收起", "Fold all"),
    "print": Text("打印", "Print"),
    **PICTURE_WORDS,
}  # fmt: skip


class Words:
    """The words of one language; call with a key and the values that its sentence takes."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.chinese = language is Language.ZH
        self._said = {key: words.to(language) for key, words in WORDS.items()}

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase; where it has two forms, `n` = 1 takes the first."""
        said = self._said[key]
        if "|" in said:
            one, many = said.split("|")
            said = one if values.get("n") == 1 else many
        return said.format(**values) if values else said

    def of(self, words: Text | None) -> str:
        """Return a text in this language, or in the other where this one is empty."""
        if words is None:
            return ""
        return words.to(self.language) or words.zh or words.en

    def low(self, key: str) -> str:
        """Return a phrase as it stands inside a sentence."""
        return self._said[key].lower()

    def date(self, day: date) -> str:
        """Write a date out."""
        return f"{day.year}年{day.month}月{day.day}日" if self.chinese else day.isoformat()

    def listed(self, parts: list[str]) -> str:
        """Join the members of a list."""
        return ("、" if self.chinese else ", ").join(parts)

    def sentence(self, clauses: list[str]) -> str:
        """Join clauses into one sentence."""
        return "；".join(clauses) + "。" if self.chinese else "; ".join(clauses) + "."
