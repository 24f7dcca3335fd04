"""Make the Word templates of the letters again: the general ones of the writer, and those of the pack gid.

They may as well be edited in Word or WPS; a change that shall stay is made here too.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parent.parent
GENERAL = ROOT / "plugins/gouji_plugins/writers/notice"
GID = ROOT / "rules/gouji_rules/gid/letters"
NO_BREAK = "\u00a0"
EPOCH = (1980, 1, 1, 0, 0, 0)
WIDTH, WIDE = 8844, 9638
"""Of the text, in twentieths of a point: 156 mm, the width on A4 that GB/T 9704 sets, and 170 mm in English, whose words are longer."""
STYLES = {
    # id: name, East Asian font, half points, line in twentieths of a point, further paragraph settings
    "GoujiTitle": ("通知书标题", "方正小标宋简体", 44, 640, '<w:jc w:val="center"/>'),
    "GoujiNumber": ("通知书文号", "仿宋_GB2312", 28, 480, '<w:jc w:val="center"/>'),
    "GoujiBody": ("通知书正文", "仿宋_GB2312", 28, 430, '<w:ind w:firstLineChars="200" w:firstLine="560"/>'),
    "GoujiLevel1": ("通知书标题一", "黑体", 28, 460, '<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="560"/>'),
    "GoujiItem": ("通知书事项", "仿宋_GB2312", 24, 380, '<w:ind w:firstLineChars="200" w:firstLine="480"/>'),
    "GoujiSignature": ("通知书落款", "仿宋_GB2312", 28, 440, '<w:keepNext/><w:ind w:right="1120"/><w:jc w:val="right"/>'),
    "GoujiAnnex": ("附件字样", "黑体", 28, 460, '<w:pageBreakBefore/>'),
    "GoujiHead": ("表头", "黑体", 18, 250, '<w:jc w:val="center"/>'),
    "GoujiCell": ("表内文字", "仿宋_GB2312", 18, 240, ""),
    "GoujiMiddle": ("表内居中", "仿宋_GB2312", 18, 240, '<w:jc w:val="center"/>'),
    "GoujiMark": ("问题标识", "Times New Roman", 11, 120, '<w:jc w:val="center"/>'),
}  # fmt: skip
GREY = '<w:color w:val="808080"/>'
MARGINS = {
    language: f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="720" w:footer="{footer}" w:gutter="0"/>'
    for language, top, right, bottom, left, footer in (
        ("zh", 2098, 1474, 1985, 1588, 1304),
        ("en", 1134, 1134, 1134, 1134, 720),
    )
}
"""In Chinese those of GB/T 9704: above 37 mm, left 28 mm, text of 156 by 225 mm, the number of the page 7 mm below it."""


def paragraph(style: str, text: str) -> str:
    """Write a paragraph; what stands between underscores is a blank to be filled in, underlined."""
    runs = []
    for piece in re.split(r"(_[　\u00a0 ]+_)", text):
        blank = piece.startswith("_") and piece.endswith("_") and len(piece) > 1
        setting = '<w:rPr><w:u w:val="single"/></w:rPr>' if blank else ""
        runs.append(
            f'<w:r>{setting}<w:t xml:space="preserve">{piece.strip("_").replace(" ", NO_BREAK) if blank else piece}</w:t></w:r>'
        )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def table(
    widths: tuple[int, ...],
    head: tuple[str, ...],
    *lines: tuple[tuple[tuple[str, str], ...], ...],
    height: int = 0,
    width: int = WIDTH,
) -> str:
    """Write a table: its head, which is repeated on each page, and lines of cells, each of paragraphs (style, text)."""
    share = width / sum(widths)
    columns = [round(each * share) for each in widths]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    rows = [_row([(("GoujiHead", text),) for text in head], columns, "<w:tblHeader/>")] if head else []
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    rows += [_row(line, columns, tall) for line in lines]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(cells: object, columns: list[int], setting: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{''.join(paragraph(*each) for each in cell)}</w:tc>"
        for cell, width in zip(cells, columns, strict=True)  # type: ignore[call-overload]
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{setting}</w:trPr>{made}</w:tr>"


def body_zh(footing: str, report: str) -> str:
    """Return the Chinese letter; `footing` is the law that it rests on, `report` what one of the reports is called."""
    problems = table(
        (26, 196, 62, 62, 108, 30), ("序号", "位置和问题", "填报数", "应填数", "依据", "程度"),
        (
            (("GoujiMiddle", "{{问题.序号}}"),), (("GoujiCell", "{{问题.要求}}"), ("GoujiCell", "{{问题.情况}}")),
            (("GoujiMiddle", "{{问题.填报数}}"),), (("GoujiMiddle", "{{问题.应填数}}"),), (("GoujiCell", "{{问题.依据}}"),),
            (("GoujiMiddle", "{{问题.程度}}"),),
        ),
    )  # fmt: skip
    replies = table(
        (42, 180, 56, 146, 68), ("序号", "问题和整改要求", "是否认领", "整改情况（不认可的写明理由）", "更正后数据"),
        (
            (("GoujiMiddle", "{{反馈.序号}}"), ("GoujiMark", "{{反馈.标识}}")),
            (("GoujiCell", "{{反馈.要求}}"), ("GoujiCell", "{{反馈.整改}}")), (("GoujiMiddle", "{{反馈.答复}}"),),
            (("GoujiCell", ""),), (("GoujiCell", ""),),
        ), height=720,
    )  # fmt: skip
    published = table(
        (120, 220, 70, 82), ("报告", "更正后公布地址", "公布日期", "备注"),
        ((("GoujiCell", "{{报告.名称}}"),), (("GoujiCell", ""),), (("GoujiCell", ""),), (("GoujiCell", ""),)), height=480,
    )  # fmt: skip
    return "".join([
        paragraph("GoujiTitle", "整改通知书"),
        paragraph("GoujiNumber", "_　　　　_〔_　　　_〕_　　_号"),
        paragraph("GoujiTo", "{{机关}}："),
        paragraph("GoujiBody", f"{footing}，对你单位公布的{{{{年度}}}}{report}（{{{{文件}}}}，公布日期：{{{{公布日期}}}}，公布地址："
                  "{{公布地址}}）进行了检查（检查日期：{{检查日期}}）。发现不符合要求{{不符合}}，其中应当整改{{应整改}}，现督促整改。"),
        paragraph("GoujiLevel1", "一、应整改的问题"),
        problems,
        paragraph("GoujiItem", "{{#提示}}"),
        paragraph("GoujiItem", "另供改进参考，不列为问题：{{提示}}。"),
        paragraph("GoujiItem", "{{/提示}}"),
        paragraph("GoujiLevel1", "二、整改要求"),
        paragraph("GoujiBody", "请逐项核对原始台账，更正后重新公布报告并附更正说明（写明更正内容和日期），"
                  "于_　　　_年_　　_月_　　_日前填送《整改反馈表》（联系人：_　　　　_，电话：_　　　　　　_）；"
                  "对所列问题不认可的，在表中写明理由。"),
        paragraph("GoujiItem", "{{#核实}}"),
        paragraph("GoujiLevel1", "三、请一并核实的事项"),
        paragraph("GoujiItem", "以下事项尚不能认定为问题，请对照原始台账和已公布的报告核实，在反馈表中答复。"),
        paragraph("GoujiItem", "{{核实.序号}}. {{核实.要求}}：{{核实.情况}}"),
        paragraph("GoujiItem", "{{/核实}}"),
        paragraph("GoujiBody", "附件：整改反馈表"),
        paragraph("GoujiSignature", "（印章）　　　年　　月　　日"),
        paragraph("GoujiAnnex", "附件（_　　　_〔_　　　_〕_　　_号）"),
        paragraph("GoujiTitle", "整改反馈表"),
        paragraph("GoujiItem", "单位（盖章）：{{机关}}"),
        replies,
        paragraph("GoujiItem", "序号下的小字是问题的标识，据此登记答复，请勿改动。"),
        published,
        paragraph("GoujiItem", ""),
        paragraph("GoujiItem", "责任人：_　　　　_　分管领导：_　　　　_　电话：_　　　　_　日期：_　　　_"),
    ])  # fmt: skip


def body_en(footing: str, report: str) -> str:
    """Return the English letter; see `body_zh`."""
    problems = table(
        (28, 190, 60, 74, 108, 50), ("No.", "Where and what", "Reported", "Should be", "Basis", "Severity"),
        (
            (("GoujiMiddle", "{{problem.no}}"),), (("GoujiCell", "{{problem.requirement}}"), ("GoujiCell", "{{problem.what}}")),
            (("GoujiMiddle", "{{problem.reported}}"),), (("GoujiMiddle", "{{problem.due}}"),), (("GoujiCell", "{{problem.basis}}"),),
            (("GoujiMiddle", "{{problem.severity}}"),),
        ), width=WIDE,
    )  # fmt: skip
    replies = table(
        (42, 180, 76, 126, 68), ("No.", "Problem and what to do", "Accepted?", "What was done (or why it is not accepted)", "Corrected figure"),
        (
            (("GoujiMiddle", "{{reply.no}}"), ("GoujiMark", "{{reply.mark}}")),
            (("GoujiCell", "{{reply.requirement}}"), ("GoujiCell", "{{reply.remedy}}")), (("GoujiMiddle", "{{reply.answer}}"),),
            (("GoujiCell", ""),), (("GoujiCell", ""),),
        ), height=720, width=WIDE,
    )  # fmt: skip
    published = table(
        (120, 220, 70, 82), ("Report", "Address of the corrected report", "Published", "Remark"),
        ((("GoujiCell", "{{report.name}}"),), (("GoujiCell", ""),), (("GoujiCell", ""),), (("GoujiCell", ""),)), height=480, width=WIDE,
    )  # fmt: skip
    return "".join([
        paragraph("GoujiTitle", "Notice of Rectification"),
        paragraph("GoujiNumber", "No. _                _"),
        paragraph("GoujiTo", "To: {{agency}}"),
        paragraph("GoujiBody", f"{footing} we have examined your {report} for {{{{years}}}} (file: {{{{files}}}}; "
                  "published: {{published}}; address: {{address}}; examined: {{checked}}). Not met: {{unmet}}; "
                  "to be corrected: {{items}}."),
        paragraph("GoujiLevel1", "1. To be corrected"),
        problems,
        paragraph("GoujiItem", "{{#advice}}"),
        paragraph("GoujiItem", "Besides, as advice: {{advice}}."),
        paragraph("GoujiItem", "{{/advice}}"),
        paragraph("GoujiLevel1", "2. What to do"),
        paragraph("GoujiBody", "Please compare each point with your registers, publish the corrected report with a note that says "
                  "what was corrected and when, and fill in the reply form (annex); where you do not accept a point, say why. Please answer by "
                  "_                _. Contact: _              _, telephone: _              _."),
        paragraph("GoujiItem", "{{#check}}"),
        paragraph("GoujiLevel1", "3. For you to verify"),
        paragraph("GoujiItem", "These points are not held against the report. Please compare them with "
                  "your registers and answer in the reply form."),
        paragraph("GoujiItem", "{{check.no}}. {{check.requirement}}: {{check.what}}"),
        paragraph("GoujiItem", "{{/check}}"),
        paragraph("GoujiBody", "Annex: reply form"),
        paragraph("GoujiSignature", "(seal)      Date: _                _"),
        paragraph("GoujiAnnex", "Annex"),
        paragraph("GoujiTitle", "Reply form"),
        paragraph("GoujiItem", "Agency (seal): {{agency}}      No. of the notice: _                _"),
        replies,
        paragraph("GoujiItem", "The small print below each number is the mark of the problem by which your answer is entered; "
                  "please leave it."),
        published,
        paragraph("GoujiItem", ""),
        paragraph("GoujiItem", "Responsible: _            _  Head in charge: _            _  Telephone: _            _  Date: _          _"),
    ])  # fmt: skip


def bulletin_zh(report: str) -> str:
    """Return the Chinese notice of the year."""
    return "".join([
        paragraph("GoujiTitle", f"关于{{{{年度}}}}{report}检查情况的通报"),
        paragraph("GoujiNumber", "_　　　　_〔_　　　_〕_　　_号"),
        paragraph("GoujiTo", "_　　　　　　　　　　　　_："),
        paragraph("GoujiBody", f"为推动{report}规范编制、及时公布，近期对各单位{{{{年度}}}}{report}进行了检查。现将有关情况通报如下。"),
        paragraph("GoujiLevel1", "一、总体情况"),
        paragraph("GoujiBody", "检查采取系统扫描与人工复核相结合的方式，共检查报告{{报告数}}份（检查日期：{{检查日期}}），"
                  "其中合格{{合格数}}份，合格率{{合格率}}。"),
        paragraph("GoujiItem", "{{#应报}}"),
        paragraph("GoujiBody", "应公布报告{{应报}}份，截至检查之日，按时公布{{按时}}份，逾期公布{{逾期}}份，未公布{{未报}}份。"),
        paragraph("GoujiItem", "{{#公布待核}}"),
        paragraph("GoujiBody", "另有{{公布待核}}份的公布情况尚待核实。"), paragraph("GoujiItem", "{{/公布待核}}"),
        paragraph("GoujiItem", "{{#逾期单位}}"),
        paragraph("GoujiBody", "逾期公布的单位：{{逾期单位}}。"), paragraph("GoujiItem", "{{/逾期单位}}"),
        paragraph("GoujiItem", "{{#未报单位}}"),
        paragraph("GoujiBody", "未公布的单位：{{未报单位}}。"), paragraph("GoujiItem", "{{/未报单位}}"),
        paragraph("GoujiItem", "{{/应报}}"),
        paragraph("GoujiItem", "{{#已整改}}"),
        paragraph("GoujiBody", "前次检查发现的问题，已整改{{已整改}}处，仍存在{{仍存在}}处。"),
        paragraph("GoujiItem", "{{/已整改}}"),
        paragraph("GoujiItem", "{{#待核}}"),
        paragraph("GoujiBody", "另有{{待核}}份报告的有关事项尚待复核，本次不作评定，不计入合格率。"), paragraph("GoujiItem", "{{/待核}}"),
        paragraph("GoujiLevel1", "二、主要问题"),
        paragraph("GoujiBody", "经核实，共有问题{{问题数}}项，涉及{{机关数}}个单位。"),
        paragraph("GoujiBody", "（{{类别.序号}}）{{类别.名称}}。{{类别.内容}}"),
        paragraph("GoujiLevel1", "三、有关要求"),
        paragraph("GoujiBody", "（一）限期整改。存在问题的单位要对照问题清单逐项核对，"
                  "于_　　　_年_　　_月_　　_日前完成更正并重新公布，报送整改情况。"),
        paragraph("GoujiBody", "（二）开展回头看。对整改情况逐项复查，整改不到位的，予以二次通报。"),
        paragraph("GoujiBody", "（三）举一反三。各单位要加强审核把关，做到内容全面、格式规范、数据精确、文字严谨、及时公布。"),
        paragraph("GoujiBody", "附件：1. 检查结果一览表　2. 问题清单"),
        paragraph("GoujiSignature", "（印章）　　　年　　月　　日"),
    ])  # fmt: skip


def bulletin_en(report: str) -> str:
    """Return the English notice of the year; see `bulletin_zh`."""
    return "".join([
        paragraph("GoujiTitle", f"Notice on the examination of {report.replace('report', 'reports', 1)} for {{{{years}}}}"),
        paragraph("GoujiNumber", "No. _                _"),
        paragraph("GoujiLevel1", "1. In general"),
        paragraph("GoujiBody", "Reports scanned and then examined by people (on {{checked}}): {{reports}}; acceptable: {{acceptable}} "
                  "(rate: {{rate}})."),
        paragraph("GoujiItem", "{{#due}}"),
        paragraph("GoujiBody", "Reports due: {{due}}; published in time: {{in_time}}, late: {{late}}, not published: {{missing}}."),
        paragraph("GoujiItem", "{{#unverified}}"),
        paragraph("GoujiBody", "Still to be verified: {{unverified}}."), paragraph("GoujiItem", "{{/unverified}}"),
        paragraph("GoujiItem", "{{#late_names}}"),
        paragraph("GoujiBody", "Late: {{late_names}}."), paragraph("GoujiItem", "{{/late_names}}"),
        paragraph("GoujiItem", "{{#missing_names}}"), paragraph("GoujiBody", "Not published: {{missing_names}}."),
        paragraph("GoujiItem", "{{/missing_names}}"),
        paragraph("GoujiItem", "{{/due}}"),
        paragraph("GoujiItem", "{{#rectified}}"),
        paragraph("GoujiBody", "Places found before that have been corrected: {{rectified}}, that have not: {{still_open}}."),
        paragraph("GoujiItem", "{{/rectified}}"),
        paragraph("GoujiItem", "{{#waiting}}"),
        paragraph("GoujiBody", "Reports that still wait for a person: {{waiting}}; they are not judged here, and the rate leaves them out."),
        paragraph("GoujiItem", "{{/waiting}}"),
        paragraph("GoujiLevel1", "2. What was found"),
        paragraph("GoujiBody", "Problems confirmed: {{problems}}; agencies: {{agencies}}."),
        paragraph("GoujiBody", "({{kind.no}}) {{kind.name}}. {{kind.content}}"),
        paragraph("GoujiLevel1", "3. What is asked"),
        paragraph("GoujiBody", "Correct what the list names and publish the corrected report by _                _. "
                  "It will be looked at again; what is not corrected by then will be named in a second notice."),
        paragraph("GoujiBody", "Annexes: 1. results; 2. problems"),
        paragraph("GoujiSignature", "(seal)"),
    ])  # fmt: skip


def styles(old: str, language: str) -> str:
    """Return the styles of the file with those of the letter set anew; Latin letters need less than Chinese characters."""
    share = 1 if language == "zh" else 0.75
    kept = re.sub(r'<w:style [^>]*w:styleId="Gouji\w*">.*?</w:style>', "", old, flags=re.DOTALL)
    every = {**STYLES, "GoujiTo": ("主送机关", "仿宋_GB2312", 28, 440, "")}
    made = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{_paragraph_settings(more, round(line * share) if size > 18 else line)}</w:pPr><w:rPr>"
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{font}"/>'
        f"{GREY if key == 'GoujiMark' else ''}"
        f'<w:sz w:val="{round(size * share) if size > 18 else size}"/></w:rPr></w:style>'
        for key, (name, font, size, line, more) in every.items()
    )
    return kept.replace("</w:styles>", f"{made}</w:styles>")


def _paragraph_settings(more: str, line: int) -> str:
    """Put the line height where the order of the schema wants it: after keepNext and page breaks, before indents."""
    first = "".join(re.findall(r"<w:(?:keepNext|pageBreakBefore)/>", more))
    rest = re.sub(r"<w:(?:keepNext|pageBreakBefore)/>", "", more)
    return f'{first}<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>{rest}'


def make(path: Path, base: bytes, body: str) -> None:
    """Write a template: the base with this body."""
    data = BytesIO()
    with ZipFile(BytesIO(base)) as old, ZipFile(data, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/styles.xml":
                content = styles(content.decode(), path.stem[-2:]).encode()
            if name == "word/document.xml":
                start, end = re.fullmatch(r"(.*<w:body>).*(<w:sectPr.*)", content.decode(), re.DOTALL).groups()  # type: ignore[union-attr]
                content = (start + body + re.sub("<w:pgMar[^>]*/>", MARGINS[path.stem[-2:]], end)).encode()
            new.writestr(ZipInfo(name, EPOCH), content, ZIP_DEFLATED)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.getvalue())


def main() -> None:
    """Write all templates."""
    bases = {language: (GENERAL / f"notice_{language}.docx").read_bytes() for language in ("zh", "en")}
    gid_zh = "根据《中华人民共和国政府信息公开条例》第四十七条"
    gid_en = (
        "Under article 47 of the Regulation on the Disclosure of Government Information (supervision and rectification)"
    )
    make(GENERAL / "notice_zh.docx", bases["zh"], body_zh("根据有关规定", "报告"))
    make(GENERAL / "notice_en.docx", bases["en"], body_en("Under the rules in force", "report"))
    make(GENERAL / "bulletin_zh.docx", bases["zh"], bulletin_zh("报告"))
    make(GENERAL / "bulletin_en.docx", bases["en"], bulletin_en("report"))
    make(GID / "bulletin_zh.docx", bases["zh"], bulletin_zh("政府信息公开工作年度报告"))
    make(GID / "bulletin_en.docx", bases["en"], bulletin_en("annual report on information disclosure"))
    make(GID / "notice_zh.docx", bases["zh"], body_zh(gid_zh, "政府信息公开工作年度报告"))
    make(GID / "notice_en.docx", bases["en"], body_en(gid_en, "annual report on government information disclosure"))


if __name__ == "__main__":
    main()
