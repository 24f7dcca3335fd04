"""The words of a report's page, in both languages."""

from gouji import Text

REPORT_WORDS: dict[str, Text] = {
    # the head
    "report_title": Text("年度报告检查结果", "Check of the annual report"),
    "all_reports": Text("全部报告", "All reports"),
    "skip": Text("跳到正文", "Skip to content"),
    "open_all": Text("全部展开", "Unfold all"),
    "print": Text("打印", "Print"),
    "print_annex": Text("打印（含附件）", "Print with annex"),
    "agency_unknown": Text("未识别到机关名称", "Agency not recognised"),
    "year_of": Text("{year} 年度", "{year}"),
    "unknown": Text("未识别", "not recognised"),
    "kind": Text("机关类别", "Kind of agency"),
    "published": Text("公布日期", "Published"),
    "address": Text("公布网址", "Address"),
    "source": Text("来源文件", "File"),
    "packs": Text("规则版本", "Rules"),
    "started": Text("检查时间", "Checked at"),
    # the verdict
    "verdict": Text("结论", "Verdict"),
    "no_verdict": Text("未判定", "Undecided"),
    "verdict_part": Text("{n} 项{severity}", "{n} {severity} fault|{n} {severity} faults"),
    "conclude_unacceptable": Text(
        "有 {faults}问题，须全面核对、更正后重新公布。", "{faults}: to be checked throughout, corrected and published again."
    ),
    "conclude_points": Text(
        "扣分过多，须全面核对、更正后重新公布。", "Too many points lost: to be checked throughout, corrected and published again."
    ),
    "conclude_unassessed": Text(
        "能够判定的要求只占 {coverage}，不足八成，不评分定级；请对照原件补查。",
        "Only {coverage} of the requirements could be decided, less than 80%: no score, no grade. Please look at the original.",
    ),
    "conclude_all_the_same": Text("已可确认 {faults}问题。", " Certain all the same: {faults}."),
    "conclude_rectify": Text("有 {faults}问题，须更正后重新公布。", "{faults}: to be corrected and published again."),
    "conclude_review": Text(
        "没有已确认的严重、较重问题，但有要求须由人判断后才能下结论。",
        "No critical or major fault is certain, but a person must judge before anything can be concluded.",
    ),
    "conclude_minor": Text(
        "没有严重、较重问题；另有 {n} 项轻微问题，请一并改正。",
        "No critical or major fault; {n} slight one, to be mended too.|No critical or major fault; {n} slight ones, to be mended too.",
    ),
    "conclude_all": Text(
        "已检查的 {n} 项要求均符合。", "The one requirement checked is met.|All {n} requirements checked are met."
    ),
    "conclude_none": Text("没有不符合的要求；有线索请人工判断。", "No requirement is breached; leads await a person's judgement."),
    "conclude_undecided": Text("未能作出判定。", "Nothing could be decided."),
    "score": Text("得分", "Score"),
    "no_score": Text("不评分", "No score"),
    "grade": Text("等级", "Grade"),
    "no_grade": Text("不定级", "No grade"),
    "capped": Text(
        "原为 {uncapped}，因 {n} 项问题未整改限为 {grade}",
        "{uncapped}, capped at {grade} by {n} open fault|{uncapped}, capped at {grade} by {n} open faults",
    ),
    "coverage": Text("覆盖率", "Coverage"),
    "after": Text(
        "计入处理决定后：{verdict}，得分 {score}，等级 {grade}", "After decisions: {verdict}, score {score}, grade {grade}"
    ),
    "sum": Text("计算", "Sum"),
    "forgiven": Text("一般问题合计最多扣 15 分，返还 {n} 分", "minor faults cost 15 points together at most: {n} are given back"),
    "held": Text("等级为 {grade}，得分以 {score} 为限", "grade {grade} holds the score at {score}"),
    "count_failed": Text("不符合 {n} 项", "{n} requirement not met|{n} requirements not met"),
    "count_places": Text("{n} 处", "{n} place|{n} places"),
    "count": Text("{outcome} {n} 项", "{outcome}: {n}"),
    "and_others": Text("等", " and others"),
    "count_compared": Text("与其他报告比对 {compared}/{n} 项", "Compared with other reports: {compared} of {n}"),
    "unchecked": Text("未检查 {n} 项：{what}", "{n} requirement not checked: {what}|{n} requirements not checked: {what}"),
    # the list
    "group_fail": Text("不符合", "Not met"),
    "group_fail_means": Text(
        "点开一行看证据和整改建议，按 J、K 键看下一条、上一条。",
        "A line opens to its evidence and what to do; J and K lead to the next one and the one before.",
    ),
    "group_across": Text("与其他报告比对", "Compared with other reports"),
    "group_across_means": Text(
        "与同一机关其他年度或其他机关的报告比对所见。", "Seen beside the reports of other years or other agencies."
    ),
    "group_review": Text("请人工判断", "For a person to judge"),
    "group_review_means": Text(
        "可能另有合法情形，或仅为线索；核实前不作为问题，也不扣分。",
        "There may be a lawful explanation, or this is only a lead. Until confirmed it is no fault and costs nothing.",
    ),
    "group_doubt": Text("读取存疑", "Reading in doubt"),
    "group_doubt_means": Text(
        "本软件没有把握读准，并非认定报告有误；请对照原件核实，核实前不扣分。",
        "The software is unsure that it read correctly; nothing is held against the report. Please compare with the original.",
    ),
    "group_follows": Text("随上述问题一并解决", "Settled with the faults above"),
    "group_follows_means": Text(
        "只因上述问题而未能判定，改正后即可核对；不另扣分。",
        "Undecided only because of a fault above; can be checked once it is mended, and costs nothing by itself.",
    ),
    "number": Text("序号", "No."),
    "where": Text("问题与位置", "Fault and place"),
    "actual": Text("填报数", "Reported"),
    "expected": Text("应填数", "Should be"),
    "basis": Text("依据", "Basis"),
    "points": Text("扣分", "Points"),
    "upheld": Text("核实", "Upheld?"),
    "boxes": Text("☐属实\n☐不属实", "☐ yes\n☐ no"),
    "everywhere": Text("全文", "the whole report"),
    "items_n": Text("{n} 项", "{n}"),
    "places_n": Text("{n} 处", "{n} place|{n} places"),
    "more_places": Text("另有 {n} 处", "{n} more"),
    "filtered": Text("显示 {shown} / {all} 项", "showing {shown} of {all}"),
    "search": Text("查找", "Find"),
    "nothing_found": Text("没有不符合的要求，也没有需要人工判断的事项。", "No requirement is breached, and nothing awaits judgement."),
    "nothing_read_found": Text(
        "在检查到的内容中没有发现问题；未检查的要求列在下面。", "Nothing was found in what was checked; what was not is listed below."
    ),
    "inspector": Text("检查人", "Checked by"),
    "reviewer": Text("复核人", "Reviewed by"),
    "day": Text("日期", "Date"),
    "confirmed": Text("单位确认", "Agency"),
    "objections": Text("异议提出期限", "Objections until"),
    # an opened item
    "other_places": Text("另有 {n} 处：", "{n} more place:|{n} more places:"),
    "places_failed": Text("检查 {checks} 处，{failed} 处不符", "{failed} of {checks} checks did not hold"),
    "places_listed": Text("其余 {n} 处未在本页列出", "{n} more, not listed on this page"),
    "rows_omitted": Text("另有 {n} 行未绘出，见附件中的完整表格", "{n} more row: see the whole table in the annex|"
                         "{n} more rows: see the whole table in the annex"),
    "see_item": Text("详见：", "See: "),
    "quotes_omitted": Text("另有 {n} 段", "{n} more passage|{n} more passages"),
    "remedy": Text("整改建议", "What to do"),
    "remedy_if": Text("如属实，建议", "If confirmed"),
    "note": Text("说明", "Note"),
    "share_half": Text("与“{rule}”同组，减半扣分", "half: of one group with “{rule}”, which costs the full points"),
    "share_same_cause": Text("与“{rule}”同源，不重复扣分", "same cause as “{rule}”, not deducted again"),
    "share_follows": Text("由“{rule}”引起，不另扣分", "follows from “{rule}”, not deducted"),
    "about": Text("规则说明", "About the rule"),
    "requirement": Text("要求", "Requirement"),
    "rationale": Text("缘由", "Why"),
    "good": Text("符合的例子", "Met"),
    "bad": Text("不符合的例子", "Not met"),
    "caution": Text("可能的误判", "Where the check can be wrong"),
    "link_here": Text("复制本条链接", "Copy link"),
    "copied": Text("已复制", "Copied"),
    "page_image": Text("看原件第 {page} 页", "See the original, page {page}"),
    "page_image_alt": Text(
        "原件第 {page} 页的截图，红框标出引用的 {n} 处。",
        "Part of page {page} of the original; {n} cited place is boxed in red.|"
        "Part of page {page} of the original; {n} cited places are boxed in red.",
    ),
    "blank": Text("（空白）", "(blank)"),
    "absent": Text("（未列）", "(not printed)"),
    "doubtful": Text("读取存疑", "Reading in doubt"),
    "page": Text("第 {n} 页", "page {n}"),
    "truncated": Text("（已截断，原文共 {n} 字符）", "(cut; {n} characters in all)"),
    # what was not decided, and the annex
    "years": Text("历年数据", "Over the years"),
    "years_mean": Text("据本次检查中该机关各年度报告，单位：件。", "From this agency's reports in this run, in cases."),
    "years_summed": Text("总计栏空白之处按各列之和。", "Where a total cell is blank, the sum of its columns."),
    "not_compared": Text("与其他报告比对的说明", "About the comparison with other reports"),
    "of_report": Text("{source} {where}", "{source} {where}"),
    "not_checkeds": Text("未检查的要求", "Requirements not checked"),
    "not_checked_means": Text("检查所需的内容没有读到，或缺少比对资料。", "Something that the check needs was not read, or is not at hand."),
    "errors": Text("出错的规则", "Rules that broke"),
    "errors_mean": Text(
        "规则自身出错，与报告无关，不影响得分，只降低覆盖率。请将规则编号和插件名称告知维护者。",
        "These rules broke by themselves; the report is not to blame. They only lower the coverage. Please tell the maintainer.",
    ),
    "plugin": Text("插件", "Plugin"),
    "annex": Text("附件：符合的要求和读到的报告", "Annex: requirements met, and the report as read"),
    "passes": Text("符合的要求", "Requirements met"),
    "checks": Text("（{n} 处）", " ({n} checks)"),
    "not_applicables": Text("不适用的要求", "Requirements that do not apply"),
    "doubts": Text("读取时的存疑", "Doubts of the reading"),
    "doubts_mean": Text("读取文件时未能确定的地方，不是对报告的评价。", "What could not be decided while reading; no judgement on the report."),
    "preamble": Text("前言", "Preamble"),
    "text_read": Text("读到的正文", "The text as read"),
    "section_unknown": Text("格式未规定的章节", "not a section of the form"),
    "text_cut": Text("以下正文较长，未在本页全部列出。", "The text is long; the rest is not shown on this page."),
    "made_by": Text("勾稽 Gouji · 读取器 {reader}", "Gouji · reader {reader}"),
    "pages_n": Text("{n} 页", "{n} page|{n} pages"),
}  # fmt: skip
