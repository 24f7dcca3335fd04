"""The words of the pictures, in both languages."""

from gouji import Text

PICTURE_WORDS: dict[str, Text] = {
    "flow": Text("申请的来源与去向", "Requests: where from, how ended"),
    "flow_means": Text("据表三总计栏绘制，单位：件。", "From the totals of table three, in cases."),
    "flow_summary": Text("来源：{sources}。去向：{ends}。", "From: {sources}. To: {ends}."),
    "flow_differs": Text(
        "左侧合计 {received}，右侧合计 {ended}，相差 {n}。",
        "The left side sums to {received}, the right side to {ended}: a difference of {n}.",
    ),
    "flow_summed": Text(
        "{names}：总计栏空白，按各列之和绘制。",
        "{names}: the total cell is blank; drawn from the sum of its columns.",
    ),
    "flow_new_received": Text("本年新收", "New"),
    "flow_carried_in": Text("上年结转", "Carried in"),
    "flow_granted": Text("予以公开", "Granted"),
    "flow_partially_granted": Text("部分公开", "Granted in part"),
    "flow_denied": Text("不予公开", "Denied"),
    "flow_unavailable": Text("无法提供", "Not available"),
    "flow_not_processed": Text("不予处理", "Not processed"),
    "flow_other": Text("其他处理", "Other outcome"),
    "flow_carried_out": Text("结转下年度", "Carried out"),
    "years": Text("历年数据", "Over the years"),
    "years_mean": Text(
        "据本次检查中该机关各年度报告绘制，单位：件；年份加粗者为本报告年度。",
        "From this agency's reports in this run, in cases; the year in bold is that of this report.",
    ),
    "years_summed": Text(
        "总计栏空白之处按各列之和绘制。", "Where a total cell is blank, the sum of its columns is drawn."
    ),
    "years_received": Text("新收申请", "New requests"),
    "years_processed": Text("办结", "Processed"),
    "years_carried_out": Text("结转下年度", "Carried out"),
    "years_reconsiderations": Text("行政复议案件", "Reconsiderations"),
    "years_litigations": Text("行政诉讼案件", "Litigations"),
    "year_figure": Text("{year} 年 {figure}", "{year}: {figure}"),
    "no_figure": Text("—", "—"),
    "cases": Text("件数", "Cases"),
    "as_table": Text("以表格列出", "As a table"),
    "page_image": Text("原件第 {page} 页", "The original, page {page}"),
    "page_image_alt": Text(
        "原件第 {page} 页的截图，红框标出引用的 {n} 处。",
        "Part of page {page} of the original; {n} cited place is boxed in red.|"
        "Part of page {page} of the original; {n} cited places are boxed in red.",
    ),
}  # fmt: skip
